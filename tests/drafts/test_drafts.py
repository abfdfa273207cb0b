"""What somebody who has never seen front matter is told first.

Each folder is a draft as people send them: a whole move with one slip. The five moves that they
are drafts of are in `moves`, to be written over the move of the sound playbook; `draft.diff` has
the slip, in the form that `tests/builder.py` explains, and `expected.txt` the first diagnostic
about it. `pytest --accept` takes what is told now as expected: read it as a coach would, who has
nobody to ask.
"""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from playbook_site.cli import main
from tests.builder import MOVE, SOUND, lay, over, tell

HERE = Path(__file__).parent
MOVES = {
    f"moves/{file.name}": over(MOVE, file.read_text(encoding="utf-8"))
    for file in (HERE / "moves").glob("*.md")
}
DRAFTS = sorted(file.parent for file in HERE.glob("*/draft.diff"))
FINDING = re.compile(r"moves/(?P<name>[^:]+):\d+:\d+: [^\n]+\.? \[[a-z-]+\]\n    \S[^\n]*\n")


@pytest.mark.parametrize("draft", DRAFTS, ids=lambda draft: draft.name)
def test_draft(draft: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, accept: bool) -> None:
    expected = draft / "expected.txt"
    slip = tell((draft / "draft.diff").read_text(encoding="utf-8"), MOVES)
    (path,) = slip
    lay({**SOUND, **slip}, tmp_path)
    monkeypatch.chdir(tmp_path)

    told = CliRunner().invoke(main, ["check"], catch_exceptions=False).stdout
    first = first_about(path, told)

    if accept:
        expected.write_text(first, encoding="utf-8", newline="\n")
    assert FINDING.fullmatch(first), "a line, a sentence, a code, and a hint"
    assert first == expected.read_text(encoding="utf-8")


def test_there_are_many_drafts() -> None:
    assert len(DRAFTS) >= 40


def first_about(path: str, told: str) -> str:
    """The first finding about a file, with its hint."""
    lines = told.splitlines(keepends=True)
    at = next(number for number, line in enumerate(lines) if line.startswith(f"{path}:"))
    hint = lines[at + 1] if at + 1 < len(lines) and lines[at + 1].startswith("    ") else ""
    return lines[at] + hint
