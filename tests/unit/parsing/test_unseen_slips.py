"""What looks like a slip and is read as it was meant, and what only the lines around it show."""

import pytest

from playbook.parsing.yaml_slips.unseen import silent_slip
from playbook.source import edits


@pytest.mark.parametrize(
    "text",
    [
        "evidence_note: |\n  min: {run:5}",
        "text: |\n  list:\n    -x",
        'summary: "One\n  two:\n  -three"',
        "needs:\n  - quiet room # 2 chairs",
        "title: A walk # a note",
        "order:\n  - -5",
        "text: >-\n  folded words\n  the # of two",
        "minutes: {learn: 5, run: 30}",
        "title: Ask {this: one}",
        "title: It's a walk # a remark",
        'needs:\n  - The "blue" room # 2 chairs',
        "title: 'The room #4' # said",
        'needs:\n  - "Room #4"\n  - label: \'Room #4\'\n  - Lee\'s: "Room #4"',
        "title: 'A walk\n  to room #4'\nneeds: [\"Ms. Lee's #4\", 'b #3']",
        "text: |\n  room: see #4\n  - the room #4",
        "roles:\n  principal: Asks.\n  #teacher: Asks.\n# notes\n  # 4 more",
        "title: Ask\n  #subtitle: Ask again",
        "needs: [a,\n  b #4, c]\ntitle: Ask",
        "title: Ask a question. # 2 more to come.",
    ],
)
def test_what_is_read_as_it_was_meant_is_left(text: str) -> None:
    assert silent_slip(text, "a.md", 1) is None


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("needs:\n  -A table\n  - -5\n  -Two", "needs:\n  - A table\n  - -5\n  - Two"),
        ("needs:\n  - A\n  -B\nother:\n  -C", "needs:\n  - A\n  - B\nother:\n  -C"),
        ("title: What is # 1 here", 'title: "What is # 1 here"'),
        ("minutes: {learn:5, run=30}", "minutes: {learn: 5, run: 30}"),
        ("title: The # of absences", 'title: "The # of absences"'),
        ("title: Ask the principal's #1 question.", 'title: "Ask the principal\'s #1 question."'),
        ("needs:\n  - Ms. Lee's room #4", 'needs:\n  - "Ms. Lee\'s room #4"'),
        ('needs:\n  - The "blue" room #4', "needs:\n  - 'The \"blue\" room #4'"),
        ("title: Meet in room # 4 at noon.", 'title: "Meet in room # 4 at noon."'),
        ("title: Room # 4", 'title: "Room # 4"'),
        ("title: Ask Ms. Lee's # 1 question", 'title: "Ask Ms. Lee\'s # 1 question"'),
        (
            "title: Ask the\n  #1 question\n  of all\na: 1",
            'title: "Ask the #1 question of all"\na: 1',
        ),
        ("title:\n  Ask the\n  big #1 one", 'title:\n  "Ask the big #1 one"'),
        (
            "materials:\n  - title: Lee's #4\n    kind: x",
            'materials:\n  - title: "Lee\'s #4"\n    kind: x',
        ),
        ("text: |\n  -x\nneeds:\n  -A", "text: |\n  -x\nneeds:\n  - A"),
    ],
)
def test_what_is_read_in_another_way_is_mended_where_it_is(text: str, new: str) -> None:
    slip = silent_slip(text, "a.md", 1)

    assert slip
    assert edits.apply(text, slip.edits) == new


def test_a_long_text_is_looked_at_once() -> None:
    assert silent_slip("a: |\n" + "  -x\n" * 20_000, "a.md", 1) is None
