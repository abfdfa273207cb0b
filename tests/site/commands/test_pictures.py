"""A reviewer sees what a change does to the site, without building it."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from PIL import Image

from playbook_site.cli import main
from playbook_site.commands.pictures import browser
from playbook_site.commands.pictures.command import picture_name
from tests.conftest import script


def git(folder: Path, *words: str) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.org")
    subprocess.run(["git", *who, *words], cwd=folder, check=True, capture_output=True)


def pictures(root: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["pictures", "HEAD", str(root), *words])


@pytest.fixture
def changed(small: Path) -> Path:
    """A playbook in git in which a move says something else since."""
    (small / ".gitignore").write_text("site/\n.site*\n.playbook/\n", encoding="utf-8")
    git(small, "init", "--quiet", "--initial-branch=main")
    git(small, "add", ".")
    git(small, "commit", "--quiet", "--message", "before")
    move = small / "moves/ask-first.md"
    text = move.read_text(encoding="utf-8")
    move.write_text(text.replace("People like to be asked.", "Ask, and wait."), encoding="utf-8")
    return small


def test_pages_that_differ_are_shown_before_and_after(
    changed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(browser.VARIABLE, script("browser").find())
    to = tmp_path / "pictures"

    told = pictures(changed, "--to", str(to))

    assert told.exit_code == 0, told.output
    page = (to / "index.html").read_text(encoding="utf-8")
    names = re.findall(r"<h2>([^<]+)</h2>", page)
    assert names[0] == "moves/ask-first/index.html"
    assert "roles/principal/index.html" not in names
    before, after = (
        Image.open(to / f"moves~1ask-first.{when}.png") for when in ("before", "after")
    )
    assert before.size == after.size
    assert before.tobytes() != after.tobytes()
    assert len(before.convert("RGB").getcolors(1 << 24) or ()) > 50  # a page, and no blank sheet


def test_no_two_pages_have_one_picture() -> None:
    paths = [
        *("index.html", "home/index.html", "moves/ask-first/index.html"),
        *(
            "moves/ask/first/index.html",
            "moves~ask/first/index.html",
            "moves~1ask/first/index.html",
        ),
    ]

    assert len({picture_name(path) for path in paths}) == len(paths)


def test_without_a_browser_the_pages_are_listed(
    changed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin/git").symlink_to(shutil.which("git") or "")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.delenv(browser.VARIABLE, raising=False)

    told = pictures(changed, "--to", str(tmp_path / "pictures"))

    assert told.exit_code == 0, told.output
    page = (tmp_path / "pictures/index.html").read_text(encoding="utf-8")
    assert "There is no browser on this machine" in page
    assert "moves/ask-first/index.html" in page
    assert "<img" not in page


@pytest.mark.parametrize("name", ["mine.txt", "index.html"])
def test_a_folder_with_something_else_is_left_alone(
    changed: Path, tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_text("Mine.", encoding="utf-8")

    told = pictures(changed, "--to", str(tmp_path))

    assert told.exit_code == 1
    assert "holds something else" in told.output
    assert (tmp_path / name).read_text(encoding="utf-8") == "Mine."


def test_pictures_are_made_anew_in_their_own_folder_and_never_in_a_file(
    changed: Path, tmp_path: Path
) -> None:
    first = pictures(changed, "--to", str(tmp_path / "pictures"))
    again = pictures(changed, "--to", str(tmp_path / "pictures"))
    (tmp_path / "file").touch()
    file = pictures(changed, "--to", str(tmp_path / "file"))

    assert [first.exit_code, again.exit_code, file.exit_code] == [0, 0, 2], again.output
    assert "is a file" in file.output


def test_a_commit_that_is_not_there_is_told(changed: Path) -> None:
    told = CliRunner().invoke(main, ["pictures", "no-such", str(changed)])

    assert told.exit_code == 1
    assert "There are no pictures: there is no such commit here." in told.output
