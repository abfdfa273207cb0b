"""What is taken back is gone: from the files, from the site in every form, and from forks."""

import io
import json
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import playbook
from playbook import Severity
from playbook_site.building.build import build
from playbook_site.cli import main
from playbook_site.commands.replacing import journal
from tests.conftest import ROOT
from tests.site.conftest import CASE, MOVE, SMALL

BASE = ROOT / "tests" / "golden" / "base"
MARK = "quillonbrook"
"""A word that stands in the entry and in what others say of it, and nowhere else."""
STORY = (
    CASE.replace("A school that asked", "Quillonbrook asked")
    .replace("Long meetings.", "Quillonbrook Middle had long meetings.")
    .replace("updated:", "former_ids: [an-old-story]\nupdated:")
    .replace("[asked](../moves/ask-first.md#steps)", "asked")
)
PLACE = "cases/a-school-by-a-brook"


def run(*words: str) -> Result:
    return CliRunner().invoke(main, [*words], catch_exceptions=False)


def errors(root: Path) -> list[str]:
    return [str(d) for d in playbook.load_and_check(root)[1] if d.severity is Severity.ERROR]


def contents(site: Path) -> Iterator[tuple[str, bytes]]:
    """Every file of a site, and every file in those that are packed."""
    for file in site.rglob("*"):
        data = file.read_bytes() if file.is_file() else b""
        yield file.relative_to(site).as_posix(), data
        if zipfile.is_zipfile(io.BytesIO(data)):
            packed = zipfile.ZipFile(io.BytesIO(data))
            yield from ((f"{file.name}/{name}", packed.read(name)) for name in packed.namelist())


def saying(site: Path) -> list[str]:
    return [path for path, data in contents(site) if MARK.encode() in data.lower()]


@pytest.fixture
def told(small: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A playbook with an address, and with a case that a move and a page name."""
    monkeypatch.setenv("PLAYBOOK_SITE_URL", "https://playbook.example/")
    monkeypatch.setenv("PLAYBOOK_CACHE", f"{tmp_path}-cache")
    monkeypatch.delenv("CI", raising=False)
    (small / f"{PLACE}.md").write_text(STORY, encoding="utf-8")
    move = MOVE.replace(
        "People like to be asked.",
        "People like to be asked, as [in Quillonbrook](../cases/a-school-by-a-brook.md).",
    )
    (small / "moves/ask-first.md").write_text(move, encoding="utf-8")
    other = CASE.replace("A school that asked", "Another school").replace("The silence", "The wait")
    (small / "cases/another-school.md").write_text(other, encoding="utf-8")
    return small


def test_no_file_of_the_site_says_a_word_of_what_was_taken_back(told: Path) -> None:
    site = told / "site"
    build(told, site, cards=True)
    before = saying(site)
    assert {"playbook.json", "data/entries.csv", "llms.txt"} & set(before)
    assert any(path.startswith("search/") for path in before)
    (told / "moves/ask-first.md").write_text(SMALL["moves/ask-first.md"], encoding="utf-8")

    said = run("withdraw", PLACE, "--because", "consent", "--root", str(told))
    assert said.exit_code == 0, said.output
    for place in (site, told / "fresh"):
        build(told, place, cards=True)

        assert saying(place) == []
        for old in (PLACE, "cases/an-old-story", f"{PLACE}/cite"):
            page = (place / old / "index.html").read_text(encoding="utf-8")
            assert "This page was taken back" in page
            assert "Somebody who was part of it asked us to" in page
            assert '<meta name="robots" content="noindex">' in page
            assert f"{old}/" not in (place / "sitemap.xml").read_text(encoding="utf-8")
    assert saying(told / "cases") == []
    memories = [*Path(os.environ["PLAYBOOK_CACHE"]).rglob("*.json")]
    assert memories
    assert not any(MARK.encode() in file.read_bytes().lower() for file in memories)


def test_no_memory_of_this_machine_says_a_word_of_what_was_taken_back(told: Path) -> None:
    cache = Path(os.environ["PLAYBOOK_CACHE"])
    about = told / "docs/about.md"
    about.write_text(f"# About\n\n[Quillonbrook](../{PLACE}.md)\n", encoding="utf-8")
    for command in ("check", "build"):
        done = run(command, str(told))
        assert done.exit_code == 0, done.output
    assert any(MARK.encode() in file.read_bytes().lower() for file in cache.glob("*.json"))

    run("withdraw", PLACE, "--because", "consent", "--root", str(told))

    assert not any(MARK.encode() in file.read_bytes().lower() for file in cache.glob("*.*"))


def test_no_undo_keeps_a_word_of_what_was_taken_back_and_patches_are_named(told: Path) -> None:
    case = told / f"{PLACE}.md"
    journal.change(told, {f"{PLACE}.md": f"{STORY}\nMore of it.\n"}, [])
    patch = f"--- a/{PLACE}.md\n+++ b/{PLACE}.md\n@@ -1 +1 @@\n-The brook.\n+The river.\n"
    (told / "district-changes-2.patch").write_text(patch, encoding="utf-8")
    assert "More of it" in case.read_text(encoding="utf-8")

    result = run("withdraw", PLACE, "--because", "consent", "--root", str(told))

    assert "district-changes-2.patch:1" in result.output
    kept = [file for file in (told / ".playbook").rglob("*") if file.is_file()]
    assert not [file for file in kept if b"Quillonbrook" in file.read_bytes()]


def test_a_change_that_was_stopped_brings_back_no_word(
    told: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(journal, "_put", _stop)
        with pytest.raises(OSError, match="stopped"):
            journal.change(told, {f"{PLACE}.md": f"{STORY}\nMore of it.\n"}, [])

    run("withdraw", PLACE, "--because", "consent", "--root", str(told))
    journal.finish(told)

    assert not (told / f"{PLACE}.md").exists()


def _stop(*_: object) -> None:
    raise OSError("stopped")


def test_a_frame_of_another_site_has_the_notice_without_script(told: Path) -> None:
    move = SMALL["moves/ask-first.md"].replace("Ask first", "Wait").replace("ask-before", "hush")
    (told / "moves/wait.md").write_text(move, encoding="utf-8")
    said = run("withdraw", "moves/wait", "--because", "author", "--root", str(told))
    assert said.exit_code == 0, said.output

    build(told, told / "site")

    page = (told / "site/embed/moves/wait/index.html").read_text(encoding="utf-8")
    assert "<h1>This page was taken back</h1>" in page
    assert "<script" not in page
    assert "<form" not in page
    assert len(re.findall(r"<a [^>]*target=\"_blank\"", page)) == page.count("<a ") > 1


def test_what_others_say_of_it_goes_too_and_is_told(told: Path) -> None:
    (told / "district/cases").mkdir(parents=True)
    (told / "district/moves").mkdir(parents=True)
    (told / f"district/{PLACE}.md").write_text(
        "---\nbecause: Here too.\nsummary: Quillonbrook heard.\n---\n", encoding="utf-8"
    )

    said = run("withdraw", PLACE, "--because", "detail", "--root", str(told))

    lines = said.stdout.splitlines()
    assert "Changed moves/ask-first.md, which named it. Read it: git diff" in lines
    assert {f"Deleted {PLACE}.md.", f"Deleted district/{PLACE}.md."} <= set(lines)
    text = (told / "moves/ask-first.md").read_text(encoding="utf-8")
    assert "as in Quillonbrook." in text
    assert errors(told) == []
    tombstone = (told / "withdrawn.yml").read_text(encoding="utf-8")
    assert MARK not in tombstone.lower()
    assert "former_ids: [an-old-story]" in tombstone
    assert "search engines" in said.stderr


def test_relations_lose_the_line_and_no_comment_keeps_it(told: Path) -> None:
    move = MOVE.replace("Ask first", "Ask again").replace("former_ids: [ask-before]\n", "")
    (told / "moves/ask-again.md").write_text(
        move.replace("rhythm:", "pairs_with:\n  ask-first: As in Quillonbrook.\nrhythm:"), "utf-8"
    )
    for case in ("a-school-that-asked", "another-school", "a-school-by-a-brook"):
        path = told / f"cases/{case}.md"
        text = path.read_text(encoding="utf-8").replace("../moves/ask-first.md#steps", "#x")
        text = text.replace("[asked](#x)", "asked")
        path.write_text(
            text.replace("moves:\n", "moves:\n  ask-again: It did.\n"), encoding="utf-8"
        )

    said = run("withdraw", "moves/ask-first", "--because", "author", "--root", str(told))

    assert said.exit_code == 0, said.output
    text = (told / "moves/ask-again.md").read_text(encoding="utf-8")
    assert "Quillonbrook" not in text
    assert "ask-first" not in text
    assert "ask-first" not in (told / "plans/first-weeks.md").read_text(encoding="utf-8")


def test_settings_keep_no_word_of_what_was_taken_back(told: Path) -> None:
    settings = "name: Cedar\nroles: {principal: Head of Quillonbrook}\nhidden: [roles/principal]\n"
    (told / "district").mkdir()
    (told / "district/district.yml").write_text(settings, encoding="utf-8")

    said = run("withdraw", "roles/principal", "--because", "consent", "--root", str(told))

    assert said.exit_code == 0, said.output
    text = (told / "district/district.yml").read_text(encoding="utf-8")
    assert text == "name: Cedar\nroles: {}\nhidden: []\n"


def test_an_id_that_is_listed_twice_leaves_no_comment(told: Path) -> None:
    role = "roles: [principal, principal]\n"
    move = re.sub(r"roles:\n(?:  .*\n)+", role, MOVE)
    assert role in move
    (told / "moves/ask-first.md").write_text(move, encoding="utf-8")

    run("withdraw", "roles/principal", "--because", "consent", "--root", str(told))

    assert "principal" not in (told / "moves/ask-first.md").read_text(encoding="utf-8")


def test_addresses_below_a_text_that_lead_to_it_go_too(told: Path) -> None:
    page = (
        "# About\n\nAs [they say][n], and [we][m].\n\n"
        f'[n]: ../{PLACE}.md "The head of Quillonbrook"\n'
        "[m]: ../moves/ask-first.md 'Ask'\n"
        f"[unused]:\n  <../{PLACE}.md#steps>\n  (Quillonbrook\n  and its board)\n"
        f"\n```\n[n]: ../{PLACE}.md\n```\n"
    )
    (told / "docs/about.md").write_text(page, encoding="utf-8")

    run("withdraw", PLACE, "--because", "consent", "--root", str(told))

    assert (told / "docs/about.md").read_text(encoding="utf-8") == (
        "# About\n\nAs they say, and [we][m].\n\n[m]: ../moves/ask-first.md 'Ask'\n"
        f"\n```\n[n]: ../{PLACE}.md\n```\n"
    )


def test_a_reason_is_asked_for_in_words(told: Path) -> None:
    said = run("withdraw", PLACE, "--root", str(told))

    assert said.exit_code == 1
    assert "--because consent: Somebody who is part of it does not agree" in said.output
    assert (told / f"{PLACE}.md").exists()


def test_a_file_that_comes_back_is_an_error_and_no_site_is_built(told: Path) -> None:
    run("withdraw", PLACE, "--because", "consent", "--root", str(told))
    (told / f"{PLACE}.md").write_text(STORY, encoding="utf-8")

    words = "\n".join(errors(told))

    assert words.startswith(f"{PLACE}.md:1:1: error: Take this down: {PLACE} was withdrawn on")
    assert words.count(": error: ") == 1


def test_a_district_is_unnamed_where_it_was_named(told: Path) -> None:
    named = STORY.replace("consent: own-story", "consent: permission-on-file").replace(
        "kind: short-case", "kind: short-case\ndistrict: {name: Quillonbrook, size: small}"
    )
    (told / f"{PLACE}.md").write_text(named, encoding="utf-8")

    said = run("withdraw", PLACE, "--district", "Quillonbrook", "--root", str(told))

    assert said.exit_code == 0, said.output
    text = (told / f"{PLACE}.md").read_text(encoding="utf-8")
    assert MARK not in text.lower()
    assert "name: unnamed" in text
    assert "title: Our district asked" in text
    assert errors(told) == []
    assert "moves/ask-first.md:" in said.stderr  # which says it too


def test_a_name_goes_however_it_is_broken_and_is_told_so_elsewhere(told: Path) -> None:
    story = (
        STORY.replace("consent: own-story", "consent: permission-on-file")
        .replace(
            "kind: short-case",
            'kind: short-case\ndistrict: {name: "Quillonbrook\u00a0Middle", size: small}',
        )
        .replace("Quillonbrook Middle had", "We of QUILLONBROOK\nmiddle had")
    )
    (told / f"{PLACE}.md").write_text(story, encoding="utf-8")
    move = (told / "moves/ask-first.md").read_text(encoding="utf-8")
    move += "\n> As they do in Quillonbrook\n> Middle.\n"
    (told / "moves/ask-first.md").write_text(move, encoding="utf-8")

    said = run("withdraw", PLACE, "--district", "Quillonbrook Middle", "--root", str(told))

    assert said.exit_code == 0, said.output
    text = (told / f"{PLACE}.md").read_text(encoding="utf-8")
    assert "middle" not in text.lower()
    assert 'name: "unnamed"' in text
    assert "    We of our district had long meetings.\n" in said.stdout
    assert f"    moves/ask-first.md:{move.count(chr(10)) - 1}\n" in said.stderr


def test_a_detail_goes_and_the_words_have_to_stand_there(told: Path) -> None:
    wrong = run("withdraw", PLACE, "--detail", "a red coat", "--root", str(told))
    right = run("withdraw", PLACE, "--detail", "Quillonbrook Middle=They", "--root", str(told))

    assert "says none of these words" in wrong.output
    assert right.exit_code == 0, right.output
    assert "\nThey had long meetings.\n" in (told / f"{PLACE}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("words", [("--district", ""), ("--detail", " "), ("--detail", "=They")])
def test_no_words_are_not_taken_out_of_everywhere(told: Path, words: tuple[str, str]) -> None:
    """An empty variable of a shell, say."""
    before = (told / f"{PLACE}.md").read_bytes()

    wrong = run("withdraw", PLACE, *words, "--root", str(told))

    assert "Write the words to take out" in wrong.output
    assert (told / f"{PLACE}.md").read_bytes() == before


def git(folder: Path, *words: str) -> None:
    subprocess.run(["git", *words], cwd=folder, check=True, capture_output=True)


@pytest.fixture
def fork(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A clone of a playbook in git, whose layer adapts a case and knows it."""
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "A")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "a@example.org")
    original, root = tmp_path / "original", tmp_path / "fork"
    shutil.copytree(BASE, original)
    case = original / "cases/a-school.md"
    story = case.read_text(encoding="utf-8").replace("Long meetings.", "Quillonbrook met long.")
    case.write_text(story, encoding="utf-8")
    other = story.replace("A school that asked", "A second").replace("Quillonbrook", "It")
    (original / "cases/a-second.md").write_text(other, encoding="utf-8")
    git(original, "init", "--quiet", "--initial-branch=main")
    git(original, "add", ".")
    git(original, "commit", "--quiet", "--message", "release 1")
    git(tmp_path, "clone", "--quiet", str(original), str(root))
    (root / "district/cases").mkdir(parents=True)
    (root / "district/district.yml").write_text("name: Cedar\n", encoding="utf-8")
    (root / "district/cases/a-school.md").write_text(
        "---\nbecause: We know it.\nsummary: Ours, of Quillonbrook.\n---\n", encoding="utf-8"
    )
    run("update", str(root), "--accept", "all")
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message", "our layer")
    return root


def test_the_next_update_tells_a_fork_first_and_forgets(fork: Path) -> None:
    original = fork.parent / "original"
    run("withdraw", "cases/a-school", "--because", "consent", "--root", str(original))
    git(original, "add", ".")
    git(original, "commit", "--quiet", "--message", "taken back")
    git(fork, "pull", "--quiet", "--no-rebase", "origin", "main")

    [error] = errors(fork)
    report = run("update", str(fork)).stdout
    accepted = run("update", str(fork), "--accept", "cases/a-school")

    assert error.startswith("district/cases/a-school.md:1:1: error: Take this down: cases/a-school")
    assert report.split("\n")[2] == "## Take this down first (1)"
    assert "playbook update --accept cases/a-school" in report
    assert MARK not in report.lower()
    assert accepted.exit_code == 0, accepted.output
    assert errors(fork) == []
    own = [f for f in fork.rglob("*") if f.is_file() and ".git" not in f.parts]
    assert [f for f in own if MARK.encode() in f.read_bytes().lower()] == []
    assert run("update", str(fork)).stdout.count("Take this down") == 0


def test_a_copy_under_another_name_is_told_too(fork: Path) -> None:
    original = fork.parent / "original"
    (fork / "district/cases/a-school.md").rename(fork / "district/cases/gone")
    (fork / "district/cases/gone").unlink()
    shutil.copy(fork / "cases/a-school.md", fork / "district/cases/our-copy.md")
    run("withdraw", "cases/a-school", "--because", "consent", "--root", str(original))

    report = run("update", str(fork), "--to", str(original)).stdout

    assert "- `district/cases/our-copy.md`. Take this down" in report


def test_a_fork_hears_of_a_detail_without_the_detail(fork: Path) -> None:
    original = fork.parent / "original"
    words = ("--detail", "Quillonbrook=They")
    run("withdraw", "cases/a-school", *words, "--root", str(original))
    layer = fork / "district/cases/a-school.md"
    ours = "---\nbecause: We know it.\n---\n\n## Starting point\n\nWe met in Quillonbrook.\n"
    layer.write_text(ours, encoding="utf-8")

    report = run("update", str(fork), "--to", str(original)).stdout
    git(original, "commit", "--quiet", "--all", "--message", "taken back")
    git(fork, "add", ".")
    git(fork, "commit", "--quiet", "--message", "ours")
    git(fork, "pull", "--quiet", "--no-rebase", "origin", "main")
    accepted = run("update", str(fork), "--accept", "cases/a-school")

    assert "A person could be known by it." in report
    assert MARK not in report.lower()
    assert accepted.exit_code == 0, accepted.output
    lock = json.loads((fork / "district/upstream.lock").read_text(encoding="utf-8"))
    assert MARK not in json.dumps(lock).lower()


def test_what_a_district_inherits_is_not_its_own_to_withdraw(fork: Path, tmp_path: Path) -> None:
    small = tmp_path / "small"
    shutil.copytree(fork / "district", small / "district")
    (small / "playbook.toml").write_text(f'[original]\npath = "{fork}"\n', encoding="utf-8")

    said = run("withdraw", "cases/a-school", "--because", "consent", "--root", str(small))

    assert said.exit_code == 1
    assert (small / "district/cases/a-school.md").exists()
