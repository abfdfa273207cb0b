"""What a new original breaks is mended without losing a word, or left to a person."""

from playbook.checks.rules.cycles import CYCLE
from playbook.model.codes import OUT_OF_RANGE
from playbook.parsing import frontmatter
from playbook.source.diagnostics import Diagnostic
from playbook.source.location import Location
from playbook.updates.mends import mend

PATH = "moves/ask.md"
BASE = (
    "---\ntitle: Ask\nroles:\n  coach: Asks.\ngroup_size: {min: 1, max: 9}\n---\n\n## A\n\nOne.\n"
)
OVER = (
    "---\n# ours\nbecause: |\n  One.\n\n  Two.\nroles:\n  principal: Ours.\n"
    "group_size: {min: 3}\n---\n\n## B\n\nOurs.\n"
)


def fault(path: str, line: int, column: int) -> Diagnostic:
    return Diagnostic(Location(path, line, column), CYCLE, "In a circle.")


def test_an_adaptation_that_is_not_valid_any_more_goes_on_as_it_was() -> None:
    found = Diagnostic(Location(f"district/{PATH}", 9), OUT_OF_RANGE, "No.")

    text = mend({PATH: OVER}, PATH, found, {PATH: BASE})

    document = frontmatter.parse(text or "", PATH)
    assert document.data == {
        "title": "Ask",
        "roles": {"coach": "Asks.", "principal": "Ours."},
        "group_size": {"min": "3", "max": "9"},
        "because": "One.\n\nTwo.",
    }
    assert document.body == "\n## A\n\nOne.\n\n## B\n\nOurs.\n"
    assert [line for line in (text or "").split("\n") if line.startswith("#")][:1] == ["# ours"]
    assert "# because" not in (text or "")
    assert mend({PATH: text or ""}, PATH, found, {}) is None


def test_a_place_in_the_original_s_file_is_none_in_the_layer_s() -> None:
    here = mend({PATH: OVER}, PATH, fault(f"district/{PATH}", 8, 3), {})
    there = mend({PATH: OVER}, PATH, fault(PATH, 8, 3), {})

    assert "# Ours.\n" in (here or "")
    assert there is None


def test_what_nobody_knows_how_to_mend_is_left_to_a_person() -> None:
    found = Diagnostic(Location(f"district/{PATH}", 2), OUT_OF_RANGE, "No.")

    assert mend({PATH: BASE}, PATH, found, {}) is None
    assert mend({PATH: "no front matter\n"}, PATH, fault(f"district/{PATH}", 1, 1), {}) is None
