"""A build replaces a folder that a build made, and nothing that is somebody's."""

import shutil
import stat
import subprocess
import sys
from functools import partial
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from playbook_site.building import manifest
from playbook_site.cli import main
from playbook_site.engine.assets import plain_name


def run(root: Path, site: Path) -> Result:
    return CliRunner().invoke(main, ["build", str(root), "--site", str(site)])


def tree(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b""
        for path in folder.rglob("*")
        if not path.name.endswith((".lock", ".id"))
    }


def refused(root: Path, site: Path, *words: str) -> None:
    """A build says why it leaves a folder alone, and every file is as it was."""
    before = tree(site) if site.is_dir() else {}

    result = run(root, site)

    assert result.exit_code == 1
    for word in words:
        assert word in result.stderr
    assert (tree(site) if site.is_dir() else {}) == before


@pytest.fixture
def playbook(
    small: Path, tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> Path:
    """A playbook with a history, in a folder that has a folder beside it."""
    monkeypatch.setenv("CI", "1")  # which remembers nothing, and builds each time
    root = tmp_path_factory.mktemp("home") / "playbook"
    shutil.copytree(small, root)
    (root / ".git").mkdir()
    (root / ".git" / "HEAD").write_text("ref: refs/heads/main\n", encoding="utf-8")
    return root


@pytest.mark.parametrize("downloads", [["playbook.json"], ["playbook.json", "index.html"], []])
def test_what_people_download_from_a_site_makes_no_folder_ours(
    playbook: Path, built: Path, downloads: list[str]
) -> None:
    folder = playbook.parent / "Downloads"
    folder.mkdir()
    for name in downloads:
        shutil.copyfile(built / name, folder / name)
    (folder / "thesis.txt").write_text("years of work", encoding="utf-8")

    refused(playbook, folder, str(folder), "thesis.txt", "another folder")


def test_a_whole_site_that_somebody_copied_is_not_ours(playbook: Path, built: Path) -> None:
    folder = playbook.parent / "Downloads"
    shutil.copytree(built, folder)

    refused(playbook, folder, str(folder), "was built, but not here")


@pytest.mark.parametrize("place", [".", "..", "/", "docs", "docs/site", ".git/site", "moves/a/b"])
def test_a_site_never_takes_the_place_of_sources_or_of_what_holds_them(
    playbook: Path, place: str
) -> None:
    before = tree(playbook)

    result = run(playbook, playbook / place)

    assert result.exit_code == 1
    assert "Name a folder" in result.stderr
    assert tree(playbook) == before


def test_a_site_never_takes_the_place_of_a_home(
    playbook: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory
) -> None:
    home = tmp_path_factory.mktemp("ann")
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))

    refused(playbook, home, str(home), "Name a folder for the site alone")


@pytest.mark.skipif(sys.platform == "win32", reason="making a link is not for everybody there")
def test_a_link_is_followed_before_a_folder_is_judged(playbook: Path) -> None:
    (playbook / "site").symlink_to(playbook / "docs")
    elsewhere = playbook.parent / "elsewhere"
    elsewhere.mkdir()
    (playbook.parent / "link").symlink_to(elsewhere)

    refused(playbook, playbook / "site", "belongs to what the playbook is made of")
    result = run(playbook, playbook.parent / "link")

    assert result.exit_code == 0
    assert (playbook.parent / "link").is_symlink()
    assert (elsewhere / "index.html").exists()


def test_every_build_into_the_same_folder_says_the_same(playbook: Path) -> None:
    site = playbook / "site"
    site.mkdir()

    outputs = [run(playbook, site).stdout.splitlines()[0] for _ in range(3)]

    assert outputs == [f"Built 30 pages in {site}."] * 3


def test_what_somebody_saved_into_a_site_is_not_lost(playbook: Path) -> None:
    site = playbook / "site"
    run(playbook, site)
    (site / ".DS_Store").write_text("", encoding="utf-8")
    assert run(playbook, site).exit_code == 0

    (site / "about" / "thesis.txt").write_text("years of work", encoding="utf-8")

    refused(playbook, site, str(site), "about/thesis.txt")


def former(playbook: Path) -> Path:
    """A site as the release before ownership left it."""
    site = playbook / "site"
    run(playbook, site)
    for file in (site / manifest.FILE, site / manifest.MARK, playbook / ".site.id"):
        file.unlink()
    for file in site.rglob("*.*"):
        file.rename(file.with_name(plain_name(file.name)))
    (site / "sitemap.xml.gz").write_bytes(b"\x1f\x8b")
    (site / "pagefind" / "fragment").mkdir(parents=True)
    (site / "pagefind" / "fragment" / "en_0000000.pf_fragment").write_bytes(b"")
    return site


def test_a_site_of_the_release_before_is_taken_over_once(playbook: Path) -> None:
    site = former(playbook)

    once, again = run(playbook, site), run(playbook, site)

    assert once.stdout.splitlines()[:2] == [
        f"An earlier release built {site}; from now on it is marked as a build's.",
        f"Built 30 pages in {site}.",
    ]
    assert again.stdout.splitlines()[0] == f"Built 30 pages in {site}."
    assert not (site / "sitemap.xml.gz").exists()


def test_a_site_of_the_release_before_that_holds_anything_else_is_left_alone(
    playbook: Path,
) -> None:
    site = former(playbook)
    (site / "thesis.txt").write_text("years of work", encoding="utf-8")

    refused(playbook, site, str(site), "thesis.txt")


@pytest.mark.parametrize("name", [".site.id", ".site.new/index.html", ".site.old/index.html"])
def test_what_came_by_git_is_believed_by_no_build(playbook: Path, name: str) -> None:
    """A mark beside a site that a pull request brought would make its pages a build's own."""
    git = partial(subprocess.run, cwd=playbook, check=True, capture_output=True)
    git(["git", "init", "-q"])
    number = "0" * 32
    planted = {name: number, "site/index.html": "<script>evil", f"site/{manifest.MARK}": number}
    for path, text in planted.items():
        (playbook / path).parent.mkdir(exist_ok=True)
        (playbook / path).write_text(text, encoding="utf-8")
    git(["git", "add", "-f", name, "site"])

    refused(playbook, playbook / "site", f"{name} is in git", "git rm -r --cached")

    assert (playbook / "site" / "index.html").read_text() == "<script>evil"
    git(["git", "rm", "-r", "-q", "--cached", name, "site"])
    for left in (*playbook.glob(".site.*"), playbook / "site"):
        shutil.rmtree(left) if left.is_dir() else left.unlink()
    assert run(playbook, playbook / "site").exit_code == 0


@pytest.mark.parametrize("name", [".site.id-new", ".site.new", ".site.old", ".site.lock"])
@pytest.mark.parametrize("is_there", [True, False])
def test_a_build_follows_no_link_beside_its_site(
    playbook: Path, tmp_path: Path, name: str, is_there: bool
) -> None:
    folder = tmp_path / "elsewhere" / "public"
    file = tmp_path / "elsewhere" / "letter.txt"
    target = file if name in (".site.id-new", ".site.lock") else folder
    if is_there:
        folder.mkdir(parents=True)
        file.write_text("Dear families", encoding="utf-8")
        folder.chmod(0o755)
    (playbook / name).symlink_to(target)

    assert run(playbook, playbook / "site").exit_code == 0

    assert not (playbook / name).is_symlink()
    if is_there:
        assert file.read_text(encoding="utf-8") == "Dear families"
        assert stat.S_IMODE(folder.stat().st_mode) == 0o755
    else:
        assert not target.exists()


def test_a_lock_in_git_stops_no_build(playbook: Path) -> None:
    """It says nothing of whose a folder is."""
    git = partial(subprocess.run, cwd=playbook, check=True, capture_output=True)
    run(playbook, playbook / "site")
    git(["git", "init", "-q"])
    git(["git", "add", "-f", ".site.lock"])

    assert run(playbook, playbook / "site").exit_code == 0
