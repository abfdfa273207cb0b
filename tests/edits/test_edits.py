"""Every edit that is offered does what it says: its diagnostic is gone, and nothing else comes."""

from collections import Counter
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from playbook import CODES
from tests.builder import SOUND, lay, tell
from tests.drafts.test_drafts import DRAFTS, MOVES
from tests.edits.proof import faults, reported
from tests.edits.slips import Slip, slips
from tests.golden.test_golden import STORIES, lay_story

NAMES = {
    "62-role-too-deep": "unknown-reference",
    "67-role-at-the-edge-between": "unknown-reference",
    "81-ids-and-a-semicolon": "leads-no-role",
}
"""Drafts that name what the sound playbook has not, which is seen once they can be read."""

SLIPS = list(slips(17))


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_the_edits_of_a_story(story: Path, tmp_path: Path) -> None:
    lay_story(story, tmp_path)

    prove(tmp_path)


@pytest.mark.parametrize("draft", DRAFTS, ids=lambda draft: draft.name)
def test_the_edits_of_a_draft(draft: Path, tmp_path: Path) -> None:
    slip = tell((draft / "draft.diff").read_text(encoding="utf-8"), MOVES)
    lay({**SOUND, **slip}, tmp_path)

    prove(tmp_path, NAMES.get(draft.name, ""))


@pytest.mark.parametrize("slip", SLIPS, ids=lambda slip: slip.name)
def test_the_edits_of_a_slip(slip: Slip, tmp_path: Path) -> None:
    lay({**SOUND, slip.path: slip.text}, tmp_path)

    assert reported(tmp_path), "a slip is seen"
    prove(tmp_path)


def test_nine_in_ten_have_an_edit(tmp_path: Path) -> None:
    """Of all that is reported of drafts, stories and slips; `-s` shows the numbers of each."""
    counts = {"drafts": Counter[bool](), "stories": Counter[bool](), "slips": Counter[bool]()}
    for number, (kind, lay_it) in enumerate(_all()):
        root = tmp_path / str(number)
        lay_it(root)
        counts[kind].update(bool(diagnostic.edits) for diagnostic in reported(root))

    for kind, count in counts.items():
        print(f"{kind}: {count[True]} of {count.total()} have an edit")
    every = sum(counts.values(), Counter[bool]())
    assert every[True] >= 0.9 * every.total()
    assert counts["drafts"][True] >= 0.9 * counts["drafts"].total()
    assert counts["slips"][True] >= 0.99 * counts["slips"].total()


def _all() -> Iterator[tuple[str, Callable[[Path], object]]]:
    for story in STORIES:
        yield "stories", partial(lay_story, story)
    for draft in DRAFTS:
        slip = tell((draft / "draft.diff").read_text(encoding="utf-8"), MOVES)
        yield "drafts", partial(lay, {**SOUND, **slip})
    for slip_ in SLIPS:
        yield "slips", partial(lay, {**SOUND, slip_.path: slip_.text})


def prove(root: Path, follows: str = "") -> None:
    before = reported(root)
    wrong = {str(d): f for d in before if d.edits and (f := faults(root, d, before, follows))}

    assert not wrong
    for diagnostic in before:
        assert diagnostic.edits or CODES[diagnostic.code.id].no_edit, f"why not? {diagnostic}"
