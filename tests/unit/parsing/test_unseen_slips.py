"""What looks like a slip and is read as it was meant, and what only the lines around it show."""

import pytest

from playbook.parsing import yaml_subset
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
        "needs:\n  - A room\n    of one's own\n  - A clock",
        "text: |\n  These:\n  - a room\n  - a clock\n  1. one\n  2. two",
        "title: Ask in grade\n  3. Then wait for\n  two days",
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


@pytest.mark.parametrize("spaces", [3, 4, 6])
def test_a_dash_that_is_set_in_too_far_is_an_item_of_its_own(spaces: int) -> None:
    deep = " " * spaces
    text = f"needs:\n  - A room\n{deep}- A clock\n{deep}  for all\n  - A map"

    slip = silent_slip(text, "a.md", 1)

    assert slip
    assert (slip.location.line, slip.location.column) == (3, spaces + 1)
    assert "does not line up with the one above it" in slip.message
    data, _ = yaml_subset.parse(edits.apply(text, slip.edits), "a.md")
    assert data["needs"] == ["A room", "A clock for all", "A map"]


def test_a_quotation_over_several_items_is_told_where_it_opens_and_each_gets_marks() -> None:
    text = 'needs:\n  - "A room\n  - A map\n  - A clock"\n'

    slip = silent_slip(text, "a.md", 1)

    assert slip
    assert slip.location.line == 2
    data, _ = yaml_subset.parse(edits.apply(text, slip.edits), "a.md")
    assert data["needs"] == ["A room", "A map", "A clock"]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("summary: Do this\n  1. one\n  2. two", 2, "has a number before it"),
        ("summary: 1. one\n  2. two", 2, "has a number before it"),
        ('summary: "One\n  - two"', 1, "Make one sentence of the items"),
    ],
)
def test_a_list_within_a_text_is_told(text: str, line: int, words: str) -> None:
    slip = silent_slip(text, "a.md", 1)

    assert slip
    assert slip.location.line == line
    assert words in f"{slip.message} {slip.hint}"


@pytest.mark.parametrize(
    ("text", "new", "is_certain"),
    [
        ("needs:\n\t- A\n\t\t- B", "needs:\n  - A\n  - B", True),
        ("text: |\n\t- A\n\t\t- B", "text: |\n  - A\n    - B", True),
        ("roles:\n\tpair: B", "roles:\n  pair: B", True),
        ("roles:\n  pair: B\n\tsetting: [a]", "roles:\n  pair: B\n  setting: [a]", False),
    ],
)
def test_spaces_for_a_tab_line_up_with_the_lines_around(
    text: str, new: str, is_certain: bool
) -> None:
    slip = silent_slip(text, "a.md", 1)

    assert slip
    assert (edits.apply(text, slip.edits), slip.is_certain) == (new, is_certain)
