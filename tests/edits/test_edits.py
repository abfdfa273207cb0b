"""Every edit that is offered does what it says: its diagnostic is gone, and nothing else comes."""

from pathlib import Path

import pytest

from playbook import CODES
from tests.builder import SOUND, lay, tell
from tests.drafts.test_drafts import DRAFTS, MOVES
from tests.edits.proof import faults, reported
from tests.edits.slips import Slip, slips
from tests.golden.test_golden import STORIES, lay_story

NAMES = {"62-role-too-deep": "unknown-reference"}
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

    prove(tmp_path)


def prove(root: Path, follows: str = "") -> None:
    before = reported(root)
    wrong = {str(d): f for d in before if d.edits and (f := faults(root, d, before, follows))}

    assert not wrong
    for diagnostic in before:
        assert diagnostic.edits or CODES[diagnostic.code.id].no_edit, f"why not? {diagnostic}"
