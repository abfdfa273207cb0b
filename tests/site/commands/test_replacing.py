"""Another release takes the place of all that is not the district's, whatever the history is."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

import playbook
from playbook.layers.lockfile import lock, parse
from playbook.layers.upstream import version_of
from playbook.source.diagnostics import InvalidEntry
from playbook.updates.snapshots import original_tree
from playbook_site.cli import main
from playbook_site.commands.replacing import journal
from playbook_site.commands.replacing.fetching import fetch_release
from playbook_site.commands.replacing.files import PLACED
from playbook_site.commands.replacing.replacement import replace_from, replacement
from tests.builder import MOVE, SOUND, lay, swap
from tests.conftest import ROOT

PROJECT = '[project]\nname = "learning-matters"\nversion = "{}"\n'
FIRST = {
    **SOUND,
    ".gitignore": "/site/\n.venv/\n.playbook/\n*.log\n",
    "README.md": "The original.\n",
    "docs/about.md": "# About\n",
    "docs/old.md": "# Old\n",
    "pyproject.toml": PROJECT.format("1.0"),
    "src/playbook/a.py": "A = 1\n",
    "tests/test_old.py": "OLD = 1\n",
    "tests/test_both.py": "BOTH = 1\n",
}
SECOND = {
    **{
        path: text
        for path, text in FIRST.items()
        if path not in ("docs/old.md", "tests/test_old.py")
    },
    "README.md": "The original, again.\n",
    "moves/ask.md": swap(MOVE, "effort: light", "effort: moderate"),
    "moves/new.md": swap(MOVE, "title: Ask first", "title: Ask last"),
    "docs/new/page.md": "# New\n",
    "more/page.txt": "New\n",
    "pyproject.toml": PROJECT.format("2.0"),
    "src/playbook/a.py": "A = 10\n",
    "tests/test_both.py": "BOTH = 2\n",
}
THIRD = {
    **{path: text for path, text in SECOND.items() if path != "docs/new/page.md"},
    "pyproject.toml": PROJECT.format("3.0"),
    "README.md": "The original, once more.\n",
    "moves/new.md": swap(SECOND["moves/new.md"], "Ask before you tell.", "Tell before you ask."),
}
PICTURES = {"docs/images/a.png": b"\x89PNG\xff\x01", "docs/images/b.png": b"\x89PNG\xff\x02"}
OURS = {
    "moves/ask.md": swap(MOVE, "Ask before you tell.", "Ask in Cedar Valley."),
    "moves/own.md": swap(MOVE, "title: Ask first", "title: Walk over"),
    "docs/about.md": "# About Cedar Valley\n",
    "src/playbook/a.py": "A = 2\n",
    "tests/test_own.py": "OWN = 1\n",
    "README.md": "The original, in Cedar Valley.\n",
}
LAYER = {
    "district/district.yml": "name: Cedar Valley\n",
    "district/upstream.lock": lock(
        "1.0",
        {
            path: text
            for path, text in FIRST.items()
            if not path.startswith(("tests/", "README", ".git"))
        },
        {},
    ).text,
}
STAYS = {
    ".venv/a.py": "V\n",
    "site/index.html": "S\n",
    "notes/a.log": "L\n",
    "docs/secret.log": "L\n",
    "playbook.toml": '[original]\npath = "."\n',
    "schools/lincoln/district.yml": "name: Lincoln\n",
}
OF_THE_PLAYBOOK = (
    *("moves", "cases", "conditions", "roles", "plans", "docs", "outlines", "overrides", "macros"),
    *("mkdocs.yml", "pyproject.toml", "references.yml", "language.yml", "accessibility.yml"),
    *("synonyms.yml", "headings.yml", ".gitignore"),
)
Make = Callable[[Path], Path]


def git(folder: Path, *words: str) -> str:
    names = ("-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
    command = ["git", *names, "-C", str(folder), *words]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def commit(folder: Path) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "A change")


def release(folder: Path, texts: dict[str, str], pictures: tuple[str, ...] = ("a", "b")) -> Path:
    lay(texts, folder)
    for name in pictures:
        path = f"docs/images/{name}.png"
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(PICTURES[path])
    return folder


def upstream(folder: Path) -> Path:
    """The original's repository: a branch `main`, and a tag for each release."""
    release(folder, FIRST)
    git(folder, "init", "--quiet", "--initial-branch=main")
    commit(folder)
    git(folder, "tag", "v1.0")
    for path in FIRST.keys() - SECOND.keys():
        (folder / path).unlink()
    (folder / "docs/images/b.png").unlink()
    release(folder, SECOND, ())
    commit(folder)
    git(folder, "tag", "v2.0")
    return folder


def template(root: Path) -> Path:
    """What "Use this template" makes: the same files, and no common history."""
    release(root, FIRST)
    git(root, "init", "--quiet", "--initial-branch=main")
    commit(root)
    return root


def shallow(root: Path) -> Path:
    source = upstream(root.with_name("upstream"))
    git(root.parent, "clone", "--quiet", "--depth=1", "--branch=v1.0", source.as_uri(), str(root))
    return root


def renamed(root: Path) -> Path:
    source = upstream(root.with_name("upstream"))
    git(root.parent, "clone", "--quiet", str(source), str(root))
    git(root, "reset", "--quiet", "--hard", "v1.0")
    git(root, "branch", "--move", "trunk")
    return root


def plain(root: Path) -> Path:
    return release(root, FIRST)


def districts(root: Path, make: Make) -> Path:
    """A playbook that a district has had for a while."""
    make(root)
    lay(LAYER, root)
    has_history = (root / ".git").exists()
    if has_history:
        commit(root)
    lay({**OURS, **STAYS}, root)
    if has_history:
        commit(root)
    return root


def tree(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and not {".git", ".playbook"}.intersection(path.relative_to(root).parts)
    }


@pytest.fixture
def second(tmp_path: Path) -> Path:
    return release(tmp_path / "second", SECOND, ("a",))


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return districts(tmp_path / "ours", plain)


def run(*words: str) -> Result:
    return CliRunner().invoke(main, [*words], catch_exceptions=False)


HISTORIES = (template, shallow, renamed)


@pytest.mark.parametrize("make", HISTORIES)
def test_whatever_the_history_the_release_is_there_and_every_word_too(
    make: Make, tmp_path: Path, second: Path
) -> None:
    root = districts(tmp_path / "ours", make)

    new = replace_from(root, second)

    after = tree(root)
    assert {path: after.get(path) for path in tree(second)} == tree(second)
    assert {path: after[path].decode() for path in STAYS} == STAYS
    assert {"docs/old.md", "moves/own.md"}.isdisjoint(after)
    assert after["tests/test_own.py"] == b"OWN = 1\n"
    assert after["district/moves/own.md"].decode() == OURS["moves/own.md"]
    assert after["district/docs/about.md"].decode() == OURS["docs/about.md"]
    adaptation = after["district/moves/ask.md"].decode()
    assert "summary: Ask in Cedar Valley.\n" in adaptation
    assert "effort" not in adaptation
    patch = after["district-changes.patch"].decode()
    assert "-A = 1\n+A = 2\n" in patch
    assert "-The original.\n+The original, in Cedar Valley.\n" in patch
    assert (new.version, new.doubtful) == ("2.0", ("README.md", "tests/test_both.py"))
    assert new.own == ("docs/images/b.png", "tests/test_old.py", "tests/test_own.py")
    book, found = playbook.load_and_check(root)
    entry = book[playbook.Key("moves", "ask")]
    assert (entry.meta.summary, entry.meta.effort) == ("Ask in Cedar Valley.", "moderate")  # type: ignore[union-attr]
    errors = [d for d in found if d.code.severity == playbook.Severity.ERROR]
    assert [str(d) for d in errors if not d.location.path.startswith("docs/")] == []


OWN = {
    ".gitlab-ci.yml": "pages: {}\n",
    "NOTES.md": "How we work.\n",
    **{path: OURS[path] for path in ("moves/own.md", "README.md")},
}


@pytest.mark.parametrize("make", HISTORIES)
def test_what_is_committed_with_the_lock_is_not_taken_for_a_former_releases(
    make: Make, tmp_path: Path, second: Path
) -> None:
    root = make(tmp_path / "ours")
    lay({**LAYER, **OWN}, root)
    commit(root)

    told = run("update", str(root), "--replace", "--to", str(second)).output

    after = tree(root)
    assert {path: after[path].decode() for path in (".gitlab-ci.yml", "NOTES.md")}.items() <= (
        OWN.items()
    )
    assert after["district/moves/own.md"].decode() == OWN["moves/own.md"]
    assert "+The original, in Cedar Valley.\n" in after["district-changes.patch"].decode()
    for sentence in (
        "moves/own.md is district/moves/own.md now.",
        "README.md: a layer has no place for this; what you changed is in the patch.",
        "docs/old.md is deleted: the release has it no more.",
    ):
        assert sentence in told.splitlines()
    assert "moves/own.md is deleted" not in told


@pytest.mark.parametrize("has_lock", [True, False])
def test_what_is_in_the_first_commit_is_told_where_it_is_replaced_and_else_stays(
    has_lock: bool, tmp_path: Path, second: Path
) -> None:
    root = release(tmp_path / "ours", {**FIRST, **OWN, **(LAYER if has_lock else {})})
    git(root, "init", "--quiet")
    commit(root)

    told = run("update", str(root), "--replace", "--to", str(second)).output

    after = tree(root)
    assert OWN.keys() - {"moves/own.md"} <= after.keys()
    assert after["district/moves/own.md"].decode() == OWN["moves/own.md"]
    assert "README.md was replaced; how it was is in .playbook/undo/replaced/before/." in told
    assert ("the first commit" in told) != has_lock


def test_without_a_history_what_nobody_knows_stays_or_is_told(root: Path, second: Path) -> None:
    new = replace_from(root, second)

    after = tree(root)
    assert {path: after.get(path) for path in tree(second)} == tree(second)
    assert new.doubtful == ("README.md", "tests/test_both.py")
    kept = root / journal.LAST / "before" / "README.md"
    assert kept.read_text(encoding="utf-8") == OURS["README.md"]
    assert new.own == ("docs/images/b.png", "tests/test_old.py", "tests/test_own.py")
    assert "summary: Ask in Cedar Valley.\n" in after["district/moves/ask.md"].decode()


def test_the_release_that_it_was_made_from_tells_what_no_history_does(
    root: Path, second: Path, tmp_path: Path
) -> None:
    (root / "district" / "upstream.lock").unlink()
    with pytest.raises(click.ClickException, match="nobody knows what you changed"):
        replacement(root, second)

    new = replace_from(root, second, release(tmp_path / "first", FIRST))

    assert (new.doubtful, new.own) == ((), ("tests/test_own.py",))
    assert "effort" not in (root / "district/moves/ask.md").read_text(encoding="utf-8")
    assert json.loads((root / "district/upstream.lock").read_text("utf-8"))["version"] == "1.0"


def test_a_template_without_a_layer_needs_no_lock(tmp_path: Path, second: Path) -> None:
    root = template(tmp_path / "ours")
    lay(OURS, root)

    new = replace_from(root, second)

    assert new.doubtful == ("README.md", "tests/test_both.py")
    assert "effort" not in (root / "district/moves/ask.md").read_text(encoding="utf-8")


def test_the_second_time_changes_nothing(root: Path, second: Path) -> None:
    replace_from(root, second)
    before = tree(root)

    new = replace_from(root, second)

    assert (new.files, new.gone, new.moving.notes) == ({}, (), ())
    assert tree(root) == before


@pytest.mark.parametrize("is_committed", [True, False])
def test_a_release_after_one_that_nobody_accepted_takes_nothing_for_the_districts(
    is_committed: bool, tmp_path: Path, second: Path
) -> None:
    root = districts(tmp_path / "ours", template)
    replace_from(root, second)
    if is_committed:
        commit(root)
    before = tree(root / "district")
    third = release(tmp_path / "third", THIRD, ("a",))
    text = swap(SECOND["moves/new.md"], "People like to be asked.", "We like it.")
    (root / "moves" / "new.md").write_text(text, encoding="utf-8")
    (root / "README.md").write_text("Ours again.\n", encoding="utf-8")

    new = replace_from(root, third)

    after = tree(root)
    assert {path: after.get(path) for path in tree(third)} == tree(third)
    assert "docs/new/page.md" not in after
    assert {
        path: t for path, t in tree(root / "district").items() if path in before
    }.keys() == before.keys()
    assert [(note.path, note.fate) for note in new.moving.notes] == [("moves/new.md", "adapted")]
    adaptation = after["district/moves/new.md"].decode()
    assert "We like it." in adaptation
    assert ("Tell before" not in adaptation) == is_committed or "Ask before" in adaptation
    assert new.doubtful == (() if is_committed else ("README.md",))


def test_a_look_writes_nothing(root: Path, second: Path) -> None:
    before = tree(root)

    new = replacement(root, second)

    assert new.files
    assert tree(root) == before
    assert not (root / ".playbook").exists()


def test_undo_puts_everything_back_and_undone_again_it_is_made_again(
    root: Path, second: Path
) -> None:
    before = tree(root)
    replace_from(root, second)
    after = tree(root)

    assert journal.undo(root)
    assert tree(root) == before
    assert journal.undo(root)
    assert tree(root) == after


def test_undo_loses_nothing_that_was_written_since(root: Path, second: Path) -> None:
    replace_from(root, second)
    (root / "README.md").write_text("Mine.\n", encoding="utf-8")
    before = tree(root)

    with pytest.raises(click.ClickException, match=r"You have changed README\.md since"):
        journal.undo(root)

    assert tree(root) == before


def test_a_patch_of_an_earlier_time_stays(root: Path, second: Path) -> None:
    (root / "district-changes.patch").write_text("earlier\n", encoding="utf-8")

    replace_from(root, second)

    assert (root / "district-changes.patch").read_text(encoding="utf-8") == "earlier\n"
    assert "+A = 2\n" in (root / "district-changes-2.patch").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("blocks", "reason"),
    [
        ({"more": "a file\n"}, "more is in the way of more/page.txt"),
        ({"docs/new/page.md/mine.log": "L\n"}, "docs/new/page.md/mine.log is in the way"),
    ],
)
def test_what_is_in_the_way_is_named_and_nothing_is_written(
    blocks: dict[str, str], reason: str, root: Path, second: Path
) -> None:
    lay(blocks, root)
    before = tree(root)

    with pytest.raises(click.ClickException, match=reason):
        replace_from(root, second)

    assert tree(root) == before


@pytest.mark.parametrize("path", ["docs/new", "district"])
def test_nothing_is_written_through_a_link(path: str, root: Path, second: Path) -> None:
    elsewhere = root.with_name("elsewhere")
    if (root / path).exists():
        shutil.move(root / path, elsewhere)
    elsewhere.mkdir(exist_ok=True)
    (root / path).symlink_to(elsewhere, target_is_directory=True)
    before = tree(elsewhere)

    with pytest.raises((click.ClickException, InvalidEntry)):
        replace_from(root, second)

    assert tree(elsewhere) == before


def test_a_link_in_a_release_is_refused(root: Path, second: Path) -> None:
    (second / "docs" / "link.md").symlink_to("/etc/passwd")

    with pytest.raises(click.ClickException, match="The release has a link"):
        replace_from(root, second)


def test_what_is_no_release_is_refused(root: Path, tmp_path: Path) -> None:
    with pytest.raises(click.ClickException, match="There is no other release in"):
        replace_from(root, root)
    with pytest.raises(click.ClickException, match="There is no other release in"):
        replace_from(root, tmp_path)


def test_a_program_that_can_be_started_still_can(root: Path, second: Path) -> None:
    (second / "run").write_text("#!/bin/sh\n", encoding="utf-8")
    (second / "run").chmod(0o755)
    (root / "run").write_text("#!/bin/sh\n", encoding="utf-8")

    replace_from(root, second)

    assert (root / "run").stat().st_mode & 0o100


def test_the_playbook_itself_is_replaced_and_stays_sound(tmp_path: Path) -> None:
    old = tmp_path / "old"
    for name in OF_THE_PLAYBOOK:
        place = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        place(ROOT / name, (old if (ROOT / name).is_dir() else _made(old)) / name)
    new = Path(shutil.copytree(old, tmp_path / "new"))
    edit(new / "pyproject.toml", 'version = "', 'version = "9')
    move = min((old / "moves").glob("*.md")).name
    edit(new / "moves" / move, "## Watch for\n", "## Watch for\n\nIt is new.\n")
    root = Path(shutil.copytree(old, tmp_path / "ours"))
    lay({"district/upstream.lock": lock(version_of(old), original_tree(old), {}).text}, root)
    git(root, "init", "--quiet")
    commit(root)
    edit(root / "moves" / move, "\ntitle: ", "\ntitle: Our ")
    edit(root / "mkdocs.yml", "site_name: ", "site_name: Cedar and ")

    replace_from(root, new)

    book, found = playbook.load_and_check(root)
    entry = book[playbook.Key("moves", move.removesuffix(".md"))]
    assert entry.meta.title.startswith("Our ")
    assert "It is new." in str(entry.body.sections)
    assert book.chain.settings.name
    assert book.chain.settings.name.startswith("Cedar and ")
    assert [d.code.id for d in found if d.code.severity == playbook.Severity.ERROR] == []
    assert {path: tree(root).get(path) for path in tree(new)} == tree(new)


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


def _made(folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    return folder


# stopped anywhere

STEPS: list[tuple[Any, str]] = [
    (Path, "rename"),
    (Path, "replace"),
    (Path, "unlink"),
    (Path, "mkdir"),
    (Path, "rmdir"),
    (Path, "write_text"),
    (shutil, "copy2"),
    (shutil, "rmtree"),
]


class Stop(BaseException):
    """A kill."""


@contextmanager
def stop(at: int, how: str) -> Iterator[Callable[[], bool]]:
    """Stop at the step of that number: before it, after it, or with half a file written."""
    steps, stops = count(), list[int]()
    patch = pytest.MonkeyPatch()

    def stopping(real: Any) -> Any:
        def step(*given: Any, **more: Any) -> Any:
            if next(steps) != at:
                return real(*given, **more)
            stops.append(at)
            if how != "before":
                real(*given, **more)
            if how == "half" and real is REAL["copy2"]:
                Path(given[1]).write_bytes(Path(given[1]).read_bytes()[:2])
            raise Stop

        return step

    for place, name in STEPS:
        patch.setattr(place, name, stopping(getattr(place, name)))
    try:
        yield lambda: bool(stops)
    finally:
        patch.undo()


REAL = {name: getattr(place, name) for place, name in STEPS}


def write(root: Path) -> None:
    """One change that adds, replaces and removes, also in folders that come and go."""
    files = {"a/b/new.md": "new\n", "old.md": "new\n", "same.md": "same\n"}
    journal.change(root, files, ["gone/gone.md", "gone/b.png"])


@pytest.mark.parametrize("how", ["before", "half", "after"])
def test_stopped_at_any_step_a_change_can_be_made_again_and_ends_the_same(
    how: str, tmp_path: Path
) -> None:
    start = lay({"old.md": "old\n", "same.md": "same\n", "gone/gone.md": "g\n"}, tmp_path / "start")
    (start / "gone" / "b.png").write_bytes(b"\xff")
    whole = shutil.copytree(start, tmp_path / "whole")
    write(whole)
    expected, is_stopped, number = tree(whole), True, 0

    while is_stopped:
        root = shutil.copytree(start, tmp_path / f"root-{number}")
        with stop(number, how) as stopped, suppress(Stop):
            write(root)
        is_stopped = stopped()
        if is_stopped:
            write(root)
        assert tree(root) == expected, number
        assert not list(root.rglob("*~")), number
        assert not (root / "gone").exists(), number
        number += 1

    assert number > 30


@pytest.mark.parametrize("at", [0, 20, 50, 80, 100])
def test_stopped_a_replacement_can_be_run_again_and_ends_the_same(
    at: int, root: Path, second: Path
) -> None:
    whole = shutil.copytree(root, root.with_name("whole"))
    replace_from(whole, second)
    with stop(at, "before") as is_stopped, suppress(Stop):
        replace_from(root, second)

    replace_from(root, second)

    assert is_stopped()
    assert tree(root) == tree(whole)


def test_what_was_changed_after_a_stop_is_not_written_over(
    root: Path, second: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", full)
        with pytest.raises(OSError, match="full"):
            replace_from(root, second)
    assert (root / journal.IN_HAND).exists()
    (root / "README.md").write_text("Mine.\n", encoding="utf-8")

    with pytest.raises(click.ClickException, match=r"You have changed README\.md since"):
        replace_from(root, second)

    assert (root / "README.md").read_text(encoding="utf-8") == "Mine.\n"


def full(*given: Any) -> None:
    raise OSError("The disk is full")


# from an address


def test_a_release_comes_from_an_address(tmp_path: Path) -> None:
    source = upstream(tmp_path / "upstream")

    first = fetch_release(source.as_uri(), "v1.0", tmp_path / "one")
    second = fetch_release(source.as_uri(), "main", tmp_path / "two")

    assert original_tree(first)["pyproject.toml"] == PROJECT.format("1.0")
    assert original_tree(second)["pyproject.toml"] == PROJECT.format("2.0")
    assert not (first / ".git").exists()


@pytest.mark.parametrize(
    ("address", "ref", "reason"),
    [
        ("https://nowhere.invalid/a.git", "main", "No network: https://nowhere.invalid/a.git"),
        ("{}", "v9.0", "There is no 'v9.0' at {}."),
        ("{}/nothing", "main", "Nothing can be fetched from {}/nothing: "),
        ("ext::sh -c date", "main", "Nothing can be fetched from ext::sh -c date: "),
        ("--upload-pack=date", "main", "Nothing can be fetched from --upload-pack=date: "),
    ],
)
def test_what_cannot_be_fetched_is_told_in_one_sentence(
    address: str, ref: str, reason: str, tmp_path: Path
) -> None:
    source = upstream(tmp_path / "upstream").as_uri()

    with pytest.raises(click.ClickException) as refusal:
        fetch_release(address.format(source), ref, tmp_path / "new")

    assert refusal.value.message.startswith(reason.format(source))
    assert "\n" not in refusal.value.message


def test_a_release_with_a_link_out_of_it_is_told_in_one_sentence(tmp_path: Path) -> None:
    source = upstream(tmp_path / "upstream")
    (source / "docs" / "out").symlink_to("/etc")
    commit(source)

    with pytest.raises(click.ClickException, match="is no release: ") as refusal:
        fetch_release(source.as_uri(), "main", tmp_path / "new")

    assert "\n" not in refusal.value.message


# moving in


@pytest.mark.parametrize("make", HISTORIES)
def test_moving_in_leaves_the_original_as_it_came(make: Make, tmp_path: Path) -> None:
    root = districts(tmp_path / "ours", make)
    (root / "src/playbook/a.py").write_text(FIRST["src/playbook/a.py"], encoding="utf-8")
    codes = [d.code.id for d in playbook.load_and_check(root)[1]]
    assert codes.count("changed-outside") == 2

    answer = run("move-in", str(root))

    after = tree(root)
    assert answer.stdout.splitlines() == [
        "docs/about.md is district/docs/about.md now.",
        "moves/ask.md: what you changed is in district/moves/ask.md now. "
        "Say why, after 'because:'.",
        "moves/own.md is district/moves/own.md now.",
    ]
    for path in ("moves/ask.md", "docs/about.md"):
        assert after[path].decode() == FIRST[path]
    assert "moves/own.md" not in after
    assert after["tests/test_own.py"] == b"OWN = 1\n"
    assert after["README.md"].decode() == OURS["README.md"]
    codes = [d.code.id for d in playbook.load_and_check(root)[1]]
    assert "changed-outside" not in codes
    assert "stale-lock" not in codes
    assert run("move-in", str(root)).stdout == "Nothing outside of district/ was changed.\n"


def test_moving_in_can_be_looked_at_and_undone(tmp_path: Path) -> None:
    root = districts(tmp_path / "ours", template)
    (root / "src/playbook/a.py").write_text(FIRST["src/playbook/a.py"], encoding="utf-8")
    before = tree(root)

    look = run("move-in", str(root), "--dry-run")
    assert tree(root) == before
    answer = run("move-in", str(root))

    assert look.stdout == answer.stdout
    assert run("move-in", str(root), "--undo").stdout == "It is as it was.\n"
    assert tree(root) == before


def test_without_a_history_the_release_has_to_be_named(root: Path, tmp_path: Path) -> None:
    (root / "src/playbook/a.py").write_text(FIRST["src/playbook/a.py"], encoding="utf-8")
    assert "moves/ask.md: nobody knows how it was" in run("move-in", str(root)).stdout
    first = release(tmp_path / "first", FIRST)

    run("move-in", str(root), "--release", str(first))

    assert (root / "moves" / "ask.md").read_text(encoding="utf-8") == MOVE
    assert "Ask in Cedar" in (root / "district/moves/ask.md").read_text(encoding="utf-8")


def test_a_named_release_leaves_what_a_lock_says_of_neighbors(root: Path, tmp_path: Path) -> None:
    file = root / "district" / "upstream.lock"
    known = parse(file.read_text(encoding="utf-8"), file.name)
    named = replace(known, neighbors={"moves/ask.md": MOVE})
    file.write_text(named.text, encoding="utf-8")

    run("move-in", str(root), "--release", str(release(tmp_path / "first", FIRST)))

    after = parse(file.read_text(encoding="utf-8"), file.name)
    assert after.neighbors == named.neighbors


@pytest.mark.parametrize("what", ["version", "program"])
def test_an_original_that_is_not_accepted_yet_is_left_alone(what: str, root: Path) -> None:
    if what == "version":
        lay({"pyproject.toml": PROJECT.format("2.0")}, root)
        lay({"src/playbook/a.py": FIRST["src/playbook/a.py"]}, root)
    before = tree(root)

    answer = run("move-in", str(root))

    assert "The original is another one than district/upstream.lock knows." in answer.stderr
    assert "changed-outside" not in [d.code.id for d in playbook.load_and_check(root)[1]]
    assert tree(root) == before


def test_a_small_playbook_has_nothing_outside(tmp_path: Path) -> None:
    release(tmp_path / "first", FIRST)
    lay({"playbook.toml": '[original]\npath = "../first"\n', **LAYER}, tmp_path / "small")

    answer = run("move-in", str(tmp_path / "small"))

    assert "This playbook holds no original of its own" in answer.stderr
    assert "changed-outside" not in [
        d.code.id for d in playbook.load_and_check(tmp_path / "small")[1]
    ]


def test_the_list_of_what_was_put_in_place_is_not_replaced(root: Path, second: Path) -> None:
    replace_from(root, second)

    assert json.loads((root / PLACED).read_text(encoding="utf-8"))["version"] == "2.0"
    assert (root / "playbook.toml").read_text(encoding="utf-8") == STAYS["playbook.toml"]
