"""What an author is told: a sound playbook, one fault, and the exact words.

Each folder is a story. Its files are laid over `base/`; a `make.py` adds what git cannot keep as a
plain file; `arguments.txt` has more words for the command. `pytest --accept` takes what is told
now as expected: read the difference.
"""

import importlib.util
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from playbook import CODES
from playbook_site.cli import main

HERE = Path(__file__).parent
NOT_LAID = ("expected.txt", "make.py", "arguments.txt")
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
    lay(story, tmp_path)
    monkeypatch.chdir(tmp_path)

    words = story / "arguments.txt"
    arguments = words.read_text(encoding="utf-8").split() if words.exists() else []
    told = CliRunner().invoke(main, ["check", *arguments], catch_exceptions=False).stdout

    if accept:
        expected.write_text(told, encoding="utf-8", newline="\n")
    assert told == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.name)
def test_a_story_is_of_a_code_and_reports_it(story: Path) -> None:
    code = CODES[story.name.partition("--")[0]]

    assert f"[{code.id}]" in (story / "expected.txt").read_text(encoding="utf-8")


def test_the_base_of_the_stories_is_sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(HERE / "base", tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)

    result = CliRunner().invoke(main, ["check"])

    assert result.stdout == ""
    assert result.exit_code == 0


def lay(story: Path, root: Path) -> None:
    """Lay a story over the base."""
    shutil.copytree(HERE / "base", root, dirs_exist_ok=True)
    for file in story.rglob("*"):
        if file.is_file() and file.name not in NOT_LAID:
            target = root / file.relative_to(story)
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, target)
    if (story / "make.py").exists():
        spec = importlib.util.spec_from_file_location("make", story / "make.py")
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        module.make(root)
