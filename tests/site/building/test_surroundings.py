"""What goes on around a playbook and its site, and changes what a build would write."""

import errno
import os
import shutil
import stat
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from playbook_site.building import atomic_swap, unchanged
from playbook_site.building.build import build
from playbook_site.cli import main
from playbook_site.engine.site import Site
from tests.conftest import ROOT

ON_POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has no links and pipes like these")


@pytest.fixture(autouse=True)
def cache(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A memory of this test's own."""
    folder = tmp_path_factory.mktemp("memory")
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("PLAYBOOK_CACHE", str(folder))
    return folder


def run(command: str, root: Path) -> str:
    """What a command says; a build has to come off."""
    told = CliRunner().invoke(main, [command, str(root)], catch_exceptions=False)
    assert command == "check" or told.exit_code == 0, told.output
    return told.output


def git(root: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=root, check=True, capture_output=True)


def test_a_site_that_cannot_be_removed_stops_no_later_build(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("build", small)
    remove = shutil.rmtree
    monkeypatch.setattr(shutil, "rmtree", lambda *_, **__: None)  # such as one that is in use

    for count in range(3):
        (small / "docs/about.md").write_text(f"# About\n\nTurn {count}.\n", encoding="utf-8")
        build(small, small / "site")
        assert f"Turn {count}." in (small / "site/about/index.html").read_text("utf-8")

    assert any(small.glob(".site.old.gone-*"))
    monkeypatch.setattr(shutil, "rmtree", remove)
    (small / "docs/about.md").write_text("# About\n", encoding="utf-8")
    build(small, small / "site")
    assert {path.name for path in small.glob(".site*")} == {".site.id", ".site.lock"}


@pytest.mark.parametrize("path", ["index.html", "moves", "playbook.json", "."])
def test_a_site_that_lost_a_file_while_it_was_built_is_not_published(
    small: Path, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    run("build", small)
    write = Site.write_beside_pages

    def and_lose(site: Site, folder: Path) -> None:
        write(site, folder)
        place = folder / path
        shutil.rmtree(place) if place.is_dir() else place.unlink()

    monkeypatch.setattr(Site, "write_beside_pages", and_lose)
    (small / "docs/about.md").write_text("# About\n\nNew.\n", encoding="utf-8")

    told = CliRunner().invoke(main, ["build", str(small)])

    assert told.exit_code == 1
    assert "something else removed it meanwhile" in told.output
    assert (small / "site/index.html").is_file()
    assert "New." not in (small / "site/about/index.html").read_text("utf-8")


@pytest.mark.parametrize("number", [errno.EXDEV, errno.EBUSY])
def test_a_folder_where_a_disk_is_mounted_is_told_with_a_way_out(
    small: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    run("build", small)
    rename = Path.rename

    def refused(path: Path, target: Path) -> Path:
        if path == small / "site":
            raise OSError(number, os.strerror(number), str(path))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refused)
    monkeypatch.setattr(atomic_swap, "exchange", lambda *_: False)
    (small / "docs/about.md").write_text("# About\n\nNew.\n", encoding="utf-8")

    told = CliRunner().invoke(main, ["build", str(small)])
    assert told.exit_code == 1
    assert f"With --site {small / 'site' / 'now'} the site goes into one inside it." in told.output
    again = CliRunner().invoke(main, ["build", str(small), "--site", str(small / "site" / "now")])

    assert again.exit_code == 0
    assert "New." in (small / "site/now/about/index.html").read_text("utf-8")


def in_git(root: Path) -> None:
    """A repository whose host is known, and so is the branch that changes go to."""
    text = (root / "mkdocs.yml").read_text("utf-8")
    start = text.index("repo_url:")
    end = text.index("\n", start)
    text = f"{text[:start]}repo_url: https://github.com/a/b{text[end:]}"
    (root / "mkdocs.yml").write_text(text, encoding="utf-8")
    git(root, "init", "-q", "-b", "main")
    git(root, "symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/main")


def other_default_branch(root: Path) -> None:
    git(root, "symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/trunk")


def other_branch(root: Path) -> None:
    git(root, "symbolic-ref", "HEAD", "refs/heads/other")


def gateway(_: Path) -> None:
    os.environ["PLAYBOOK_EDITOR_GATEWAY"] = "https://gateway.example"


def empty_name(_: Path) -> None:
    os.environ["MY_NAME"] = ""


def entry_at_the_top(root: Path) -> None:
    shutil.copy(root / "moves/ask-first.md", root / "my-move.md")


def entry_in_a_folder(root: Path) -> None:
    shutil.copy(root / "moves/ask-first.md", root / "ideas/other.md")


def folder_in_place_of_a_file(root: Path) -> None:
    (root / "move").unlink()
    (root / "move").mkdir()
    shutil.copy(root / "moves/ask-first.md", root / "move/ask.md")


def list_of_another_name(root: Path) -> None:
    (root / "site-visits.md").write_text(
        (root / "moves/ask-first.md").read_text("utf-8"), encoding="utf-8"
    )


@pytest.mark.parametrize(
    "change",
    [
        *(other_default_branch, other_branch, gateway, empty_name),
        *(entry_at_the_top, entry_in_a_folder, folder_in_place_of_a_file, list_of_another_name),
    ],
    ids=lambda change: change.__name__,
)
def test_what_a_playbook_is_read_from_counts_wherever_it_stands(
    small: Path, monkeypatch: pytest.MonkeyPatch, change: Callable[[Path], None]
) -> None:
    monkeypatch.setattr(os, "environ", os.environ.copy())
    in_git(small)
    text = (small / "mkdocs.yml").read_text("utf-8")
    named = text.replace("site_name: ", "site_name: !ENV [MY_NAME, Ours] # ", 1)
    (small / "mkdocs.yml").write_text(named, encoding="utf-8")
    for path in ("my-move.md", "ideas/notes.md", "move"):
        (small / path).parent.mkdir(exist_ok=True)
        (small / path).write_text("# Notes\n", encoding="utf-8")
    run("build", small)
    run("check", small)
    assert unchanged.is_current(small, small / "site")

    change(small)

    assert not unchanged.is_current(small, small / "site")
    warm = run("check", small)
    monkeypatch.setenv("PLAYBOOK_CACHE", str(small / "another"))
    shutil.rmtree(small / "another", ignore_errors=True)
    assert run("check", small) == warm


def test_nothing_has_changed_wherever_somebody_asks_from(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small)
    run("build", Path())

    assert run("build", Path()).startswith("Nothing has changed")
    monkeypatch.chdir(small.parent)
    assert run("build", Path(small.name)).startswith("Nothing has changed")
    assert run("build", small).startswith("Nothing has changed")


def test_notes_and_links_beside_a_playbook_leave_it_its_memory(small: Path) -> None:
    (small / "AGENTS.md").write_text("# Notes\n", encoding="utf-8")
    if os.name != "nt":
        (small / "CLAUDE.md").symlink_to("AGENTS.md")

    run("build", small)

    assert unchanged.is_current(small, small / "site")


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are letters there")
def test_a_folder_may_have_a_name_that_is_no_text(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small.rename(Path(os.fsdecode(os.fsencode(small) + b"\xff"))))

    assert "Built " in run("build", Path())


@ON_POSIX
def test_an_original_behind_a_link_is_read_each_time(small: Path, tmp_path: Path) -> None:
    other = shutil.copytree(small, tmp_path / "v2")
    move = other / "moves/ask-first.md"
    move.write_text(move.read_text("utf-8").replace("Ask before you tell.", "Wait."), "utf-8")
    link, mine = tmp_path / "current", tmp_path / "mine"
    link.symlink_to(small)
    (mine / "district").mkdir(parents=True)
    (mine / "district/district.yml").write_text("name: Cedar Valley\n", encoding="utf-8")
    (mine / "playbook.toml").write_text('originals = ["../current"]\n', encoding="utf-8")
    run("build", mine)

    link.unlink()
    link.symlink_to(other)

    assert run("build", mine).find("Nothing has changed") == -1
    assert "Wait." in (mine / "site/moves/ask-first/index.html").read_text("utf-8")


def test_what_stands_at_the_top_of_an_original_counts(small: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    (mine / "district").mkdir(parents=True)
    (mine / "district/district.yml").write_text("name: Cedar Valley\n", encoding="utf-8")
    text = f'originals = ["{os.path.relpath(small, mine)}"]\n'.replace(os.sep, "/")
    (mine / "playbook.toml").write_text(text, encoding="utf-8")
    run("build", mine)
    assert unchanged.is_current(mine, mine / "site")

    (small / "synonyms.yaml").write_text("synonyms: []\n", encoding="utf-8")

    assert not unchanged.is_current(mine, mine / "site")


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the program."""
    return shutil.copytree(ROOT / "src", tmp_path_factory.mktemp("program") / "src")


@pytest.mark.parametrize(
    "path",
    [
        *("playbook/loader.py", "playbook/i18n/locales/es.po", "playbook_book/epub.py"),
        *("playbook_book/templates/book.css", "playbook_site/building/live/follow.js"),
    ],
)
def test_the_program_is_all_that_draws(program: Path, path: str) -> None:
    ask = "from playbook_site.state.fingerprint import program; print(program())"
    settings = {**os.environ, "PYTHONPATH": str(program)}

    def told() -> bytes:
        return subprocess.check_output([sys.executable, "-c", ask], env=settings)

    before = told()
    assert before == told()
    (program / path).write_bytes((program / path).read_bytes() + b"\n")

    assert before != told()


@ON_POSIX
def test_everybody_may_read_a_site_again_where_nothing_else_has_changed(small: Path) -> None:
    run("build", small)
    page = small / "site/index.html"
    page.chmod(0o600)
    page.parent.chmod(0o700)

    assert run("build", small).startswith("Nothing has changed")

    assert stat.S_IMODE(page.stat().st_mode) == 0o644
    assert stat.S_IMODE(page.parent.stat().st_mode) == 0o755


def link(page: Path, elsewhere: Path) -> None:
    shutil.copy(page, elsewhere)
    page.unlink()
    page.symlink_to(elsewhere)


def pipe(page: Path, _: Path) -> None:
    page.unlink()
    os.mkfifo(page)


@ON_POSIX
@pytest.mark.parametrize("harm", [link, pipe])
@pytest.mark.parametrize("edit", [False, True], ids=["nothing else", "an edit"])
def test_what_is_no_file_in_a_site_is_drawn_again(
    small: Path, tmp_path: Path, harm: Callable[[Path, Path], None], *, edit: bool
) -> None:
    run("build", small)
    page, elsewhere = small / "site/about/index.html", tmp_path / "about.html"
    content = page.read_bytes()
    harm(page, elsewhere)
    if elsewhere.exists():
        elsewhere.chmod(0o600)
    if edit:
        (small / "docs/privacy.md").write_text("# Privacy\n\nNew.\n", encoding="utf-8")
    done: list[Any] = []
    building = threading.Thread(target=lambda: done.append(run("build", small)), daemon=True)

    building.start()
    building.join(60)

    assert done
    assert done[0].startswith("Built ") or "\nBuilt " in done[0]
    assert stat.S_ISREG(page.lstat().st_mode)
    assert page.read_bytes() == content
    if elsewhere.exists():
        assert stat.S_IMODE(elsewhere.stat().st_mode) == 0o600


@pytest.mark.parametrize("harm", ["gone", "broken"])
def test_a_site_whose_list_is_lost_is_told_with_what_to_do(small: Path, harm: str) -> None:
    run("build", small)
    if harm == "gone":
        (small / "site/manifest.sha256").unlink()
    else:
        (small / "site/manifest.sha256").write_text("?\n", encoding="utf-8")

    told = CliRunner().invoke(main, ["build", str(small)])

    assert told.exit_code == 1
    assert "If nothing in it is yours, delete it and build again." in told.output
    shutil.rmtree(small / "site")
    assert "Built " in run("build", small)
