"""What an author is told: a sound playbook, one fault, and the exact words.

Each folder is a story. Its `story.diff` says what is odd about it, in the form that
`tests/builder.py` explains; a first line `check …` has more words for the command. A `make.py` adds
what git cannot keep as a plain file, or what is too long for one. `pytest --accept` takes what is
told now as expected: read the difference.
"""

import runpy
from pathlib import Path

import pytest
from click.testing import CliRunner

from playbook import CODES
from playbook_site.cli import main
from tests.builder import SOUND, lay, tell

HERE = Path(__file__).parent
NO_STORIES = ("base", "__pycache__")
STORIES = sorted(
    folder
    for folder in HERE.iterdir()
    if folder.name not in NO_STORIES
    and any(file.name != "__pycache__" for file in folder.glob("*"))  # left by another branch
)
"""Every other folder, so that a story without `expected.txt` fails and is not passed over."""


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_golden(story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, accept: bool) -> None:
    expected = story / "expected.txt"
    arguments = lay_story(story, tmp_path)
    monkeypatch.chdir(tmp_path)

    told = CliRunner().invoke(main, ["check", *arguments], catch_exceptions=False).stdout

    if accept:
        expected.write_text(told, encoding="utf-8", newline="\n")
    assert told == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_a_story_is_of_a_code_and_reports_it(story: Path) -> None:
    code = CODES[story.name.partition("--")[0]]

    assert f"[{code.id}]" in (story / "expected.txt").read_text(encoding="utf-8")


def test_the_base_of_the_stories_is_sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    lay(SOUND, tmp_path)
    monkeypatch.chdir(tmp_path)

    result = CliRunner().invoke(main, ["check"])

    assert result.stdout == ""
    assert result.exit_code == 0


def lay_story(story: Path, root: Path) -> list[str]:
    """Lay a story over the sound playbook; gives the words for the command."""
    lay(SOUND, root)
    words, text = "", ""
    if (story / "story.diff").exists():
        text = (story / "story.diff").read_text(encoding="utf-8")
    if text.startswith("check "):
        words, _, text = text.removeprefix("check ").partition("\n")
    if text:
        lay(tell(text), root)
    if (story / "make.py").exists():
        runpy.run_path(str(story / "make.py"))["make"](root)
    return words.split()
