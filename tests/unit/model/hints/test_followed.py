"""What an author is told of a line of front matter, and the lines once the hint was followed."""

import pytest

from playbook.model.entry_types import Move
from playbook.model.validation import validate
from playbook.parsing import yaml_subset
from playbook.source import edits
from playbook.source.diagnostics import Diagnostic, InvalidEntry

BOUNDS = (
    "Leave nothing after group_size: and write below it two lines, each after two spaces: "
    "'min: {}', and 'max:' with the most people that it works with; or delete the line."
)
BELOW = "Leave nothing after {}: and write below it"


def told(text: str, line: int) -> Diagnostic:
    """What is told of a line of a move's front matter, where it says all that a move must."""
    data, source = yaml_subset.parse(text, "a.yml")
    with pytest.raises(InvalidEntry) as caught:
        validate(Move, data, source)
    return next(d for d in caught.value.diagnostics if d.location.line == line)


@pytest.mark.parametrize(
    ("given", "words", "new"),
    [
        (
            "leads: Superintendent and principal",
            "- Superintendent, then - principal",
            "leads:\n  - superintendent\n  - principal",
        ),
        (
            "leads: [superintendent and principal]",
            "Put a comma between them: superintendent, principal",
            "leads: [superintendent, principal]",
        ),
        (
            "setting: school and district",
            "setting: [school, district]",
            "setting: [school, district]",
        ),
        ("rhythm: weekly or monthly", "Only one word fits: weekly, or monthly.", ""),
        ("rhythm: [weekly, monthly]", "Only one word fits: weekly, or monthly.", ""),
        ("effort: light, moderate", "Only one word fits: light, or moderate.", ""),
        ("ritmo: semanal", "Did you mean 'rhythm'?", "rhythm: semanal"),
        ("rhythm: semanal", "Did you mean 'weekly'?", "rhythm: weekly"),
        ("Propósito: Why", "Did you mean 'purpose'?", "purpose: Why"),
        ("licence: MIT", "Delete it; everything here is CC BY 4.0.", ""),
        (
            "cautions: Nothing goes into a file, safety aside.",
            "- Nothing goes into a file, safety aside.",
            "cautions:\n  - Nothing goes into a file, safety aside.",
        ),
        (
            "needs: A timer for all, if possible",
            "- A timer for all, if possible",
            "needs:\n  - A timer for all, if possible",
        ),
        (
            "needs: A timer that everyone can see, chairs",
            "- A timer that everyone can see, chairs",
            "needs:\n  - A timer that everyone can see, chairs",
        ),
        (
            "needs: paper, two pens, and a timer",
            "- paper, then - two pens, then - a timer",
            "needs:\n  - paper\n  - two pens\n  - a timer",
        ),
        (
            "needs: paper; pens, if possible",
            "- paper, then - pens, if possible",
            "needs:\n  - paper\n  - pens, if possible",
        ),
        ("needs: none", "Delete the line", None),
        ("evidence: n/a", "Delete the line", None),
        ("conditions: none", "Leave nothing after conditions:", ""),
        ("minutes: a while", f"{BELOW.format('minutes')} two lines", ""),
        ("conditions: [a, b]", f"{BELOW.format('conditions')}, after two spaces, a line", ""),
        ("group_size: three to forty", f"{BELOW.format('group_size')} two lines", ""),
        ("group_size: 3+", BOUNDS.format(3), ""),
        ("group_size: at least 6", BOUNDS.format(6), ""),
        ("group_size: 3-6", "{min: 3, max: 6}", "group_size:\n  min: 3\n  max: 6"),
        ("group_size: {min: 3}", "write max: 9", "group_size: {min: 3, max: }"),
        ("created: Thursday, November 26, 2026", "Write 2026-11-26", "created: 2026-11-26"),
        ("created: 11/26/26", "Write 2026-11-26", "created: 2026-11-26"),
        ("created: 2026-11-26 10:30", "Write 2026-11-26", "created: 2026-11-26"),
        ("created: 11/12/26", "Write 2026-11-12 for November 12, or 2026-12-11", ""),
        (
            "status: published\nNotes to editor: please check",
            "If it is a note, put a # and a space before it",
            "status: published\n# Notes to editor: please check",
        ),
    ],
)
def test_a_hint_is_followed(given: str, words: str, new: str | None) -> None:
    """`new` is None where the line goes, and "" where only its author knows."""
    diagnostic = told(f"title: x\n{given}\n", 2 + given.count("\n"))

    assert words in diagnostic.hint
    after = edits.apply(f"title: x\n{given}\n", diagnostic.edits)
    assert after == (f"title: x\n{new or given}\n" if new is not None else "title: x\n")


@pytest.mark.parametrize(
    ("note", "key"),
    [
        ("#title: Ask first", "title: Ask first"),
        ("# title: Ask first", "title: Ask first"),
        ("# title: Ask first\n# and more", "title: Ask first\n# and more"),
    ],
)
def test_a_key_in_a_note_is_taken_out_of_it(note: str, key: str) -> None:
    diagnostic = told(f"{note}\nrhythm: weekly\n", 1)

    assert diagnostic.hint == "Delete the # before title:, which makes a note of the line."
    assert edits.apply(f"{note}\nrhythm: weekly\n", diagnostic.edits) == f"{key}\nrhythm: weekly\n"


def test_each_line_of_a_list_without_dashes_is_an_item() -> None:
    diagnostic = told("title: x\nneeds:\n  A room, quiet\n  Pens\n  A timer\n", 3)

    assert diagnostic.hint.endswith("- A room, quiet, then - Pens, then - A timer")


def test_only_a_list_with_dashes_is_told_to_lose_them() -> None:
    dashes = told("title: x\nconditions:\n  - learn\n", 3)
    brackets = told("title: x\nconditions: [learn]\n", 2)

    assert "without a dash" in dashes.hint
    assert "dash" not in brackets.hint
