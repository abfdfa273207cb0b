"""What is told to an author."""

from playbook.checks import CODES
from playbook.source.diagnostics import (
    Diagnostic,
    InvalidEntry,
    Severity,
    did_you_mean,
    one_of,
)
from playbook.source.location import Location

HERE = Location("moves/pair.md", 2, 1)


def test_a_diagnostic_reads_as_place_problem_code_and_way_out() -> None:
    diagnostic = Diagnostic(HERE, CODES["missing-key"], "'title' is missing.", "Add it.")

    shown = str(diagnostic)

    assert shown == "moves/pair.md:2:1: error: 'title' is missing. [missing-key]\n    Add it."


def test_a_diagnostic_without_a_hint_is_one_line() -> None:
    diagnostic = Diagnostic(HERE, CODES["out-of-range"], "'order': too much.")

    shown = str(diagnostic)

    assert shown == "moves/pair.md:2:1: error: 'order': too much. [out-of-range]"


def test_the_code_decides_how_much_a_finding_weighs() -> None:
    diagnostic = Diagnostic(HERE, CODES["orphan"], "Nobody names this.")

    severity = diagnostic.severity

    assert severity is Severity.WARNING


def test_codes_are_words_joined_by_hyphens() -> None:
    letters = set("abcdefghijklmnopqrstuvwxyz8-")

    strange = [code for code in CODES if not set(code) <= letters]

    assert not strange


def test_an_invalid_entry_tells_everything_that_is_wrong() -> None:
    problems = [
        Diagnostic(HERE, CODES["empty"], "One."),
        Diagnostic(HERE, CODES["too-few"], "Two."),
    ]

    invalid = InvalidEntry(iter(problems))

    assert invalid.diagnostics == problems
    assert str(invalid).count("\n") == 1


def test_the_closest_known_word_is_suggested() -> None:
    known = ["slow-reviews", "quick-visits"]

    hint = did_you_mean("slow-review", known)

    assert hint == "Did you mean 'slow-reviews'?"


def test_nothing_is_suggested_when_nothing_is_close() -> None:
    known = ["slow-reviews"]

    hint = did_you_mean("zzz", known)

    assert hint == ""


def test_a_closed_list_is_spelt_out_in_its_own_order() -> None:
    known = ["light", "heavy"]

    hint = one_of(known)

    assert hint == "Choose from: light, heavy."
