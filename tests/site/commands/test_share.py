"""What a district offers to the original: a branch or a link, whole and without its name."""

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner, Result

import playbook
from playbook_site.cli import main
from tests.builder import SOUND
from tests.conftest import ROOT

BASE = ROOT / "tests" / "golden" / "base"
ADAPTED = """---
because: At Cedar Valley, teams meet on Fridays.
# Then give only what you say in another way. The rest follows the original.
summary: Cedar Valley asks before it tells.
---

## Watch for

People at Cedar Valley may keep talking; Lincoln School asks the teacher first.
"""
Share = Callable[..., Result]


@pytest.fixture
def fork(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fork with a layer, in git, which knows its original as a remote."""
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "A")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "a@example.org")
    original, root = tmp_path / "original", tmp_path / "fork"
    shutil.copytree(BASE, original)
    git(original, "init", "--quiet", "--initial-branch=trunk")
    git(original, "add", ".")
    git(original, "commit", "--quiet", "--message", "release 1")
    git(tmp_path, "clone", "--quiet", "--origin", "original", str(original), str(root))
    write(root / "district/district.yml", "name: Cedar Valley\n")
    write(root / "district/moves/ask.md", ADAPTED)
    git(root, "add", ".")
    git(root, "commit", "--quiet", "--message", "our layer")
    return root


@pytest.fixture
def share(fork: Path) -> Share:
    return lambda *words: CliRunner().invoke(main, ["share", *words, "--root", str(fork)])


def test_an_adaptation_becomes_a_branch_on_the_original(fork: Path, share: Share) -> None:
    (fork / "notes.txt").write_text("Not ready.", encoding="utf-8")

    told = share("moves/ask", "--branch", "fridays", "--leave-out", "Lincoln School=one school")

    assert told.exit_code == 0, told.output
    assert git(fork, "diff", "--name-only", "original/trunk", "fridays").split() == ["moves/ask.md"]
    assert git(fork, "rev-parse", "fridays^") == git(fork, "rev-parse", "original/trunk")
    assert git(fork, "status", "--porcelain").split() == ["??", "notes.txt"]
    entry = git(fork, "show", "fridays:moves/ask.md")
    assert "\nsummary: Our district asks before it tells.\n" in entry
    assert "People at our district may keep talking; one school asks the teacher first." in entry
    assert entry.startswith(SOUND["moves/ask.md"].partition("summary:")[0])
    assert not [word for word in ("Cedar", "Lincoln", "because", "Then give") if word in entry]
    assert "A name was left out: summary: Our district asks before it tells." in told.stderr


def test_a_name_is_left_out_however_it_is_broken(fork: Path, share: Share) -> None:
    broken = (
        ADAPTED.replace("At Cedar Valley,", "At Cedar  Valley,")
        .replace("summary: Cedar Valley asks", "summary: >-\n  Here Cedar\n  Valley asks")
        .replace("Cedar Valley may", "CEDAR\u00a0valley may")
        .replace("; Lincoln", ".\n\n> Here at Cedar\n> Valley, Lincoln")
    )
    write(fork / "district/moves/ask.md", broken)

    told = share("ask")

    assert told.exit_code == 0, told.output
    assert "\n  Here our district asks before it tells.\n" in told.stdout
    assert "People at our district may keep talking." in told.stdout
    assert "> Here at our district, Lincoln" in told.stdout
    assert "At our district, teams meet on Fridays." in told.stdout


def test_the_reason_becomes_a_part_of_the_proposal(fork: Path, share: Share) -> None:
    told = share("ask", "--branch", "fridays")

    reason = "Why we say it in another way: At our district, teams meet on Fridays.\n"
    assert reason in git(fork, "log", "-1", "--format=%B", "fridays")
    assert reason in told.stdout
    assert "Shared under the license of the original" in told.stdout


def test_what_is_shared_is_sound_in_the_original(fork: Path, share: Share, tmp_path: Path) -> None:
    share("ask", "--branch", "fridays")

    git(fork, "push", "--quiet", "original", "fridays")
    git(fork.with_name("original"), "checkout", "--quiet", "fridays")
    assert not playbook.load_and_check(fork.with_name("original"))[1]


def test_a_work_of_a_layers_own_goes_along(fork: Path, share: Share) -> None:
    ours = "  - {id: cedar-2026, type: report, title: What teachers said}\n"
    other = "  - {id: b, type: book, title: B}\n"
    write(fork / "district/references.yml", f"references:\n{ours}{other}")
    cites = ADAPTED.replace("summary:", "sources:\n  cedar-2026: Page 2\nsummary:")
    write(fork / "district/moves/ask.md", cites)

    told = share("ask", "--branch", "fridays")

    assert told.exit_code == 0, told.output
    changed = git(fork, "diff", "--name-only", "original/trunk", "fridays").split()
    assert changed == ["moves/ask.md", "references.yml"]
    assert git(fork, "show", "fridays:references.yml") == SOUND["references.yml"] + ours
    git(fork, "push", "--quiet", "original", "fridays")
    git(fork.with_name("original"), "checkout", "--quiet", "fridays")
    assert not playbook.load_and_check(fork.with_name("original"))[1]
    assert ours in share("ask").stdout  # and where there is no branch


def test_a_work_that_is_called_after_the_district_keeps_its_id(fork: Path, share: Share) -> None:
    ours = "  - {id: cedar, type: report, title: What teachers said}\n"
    write(fork / "schools/oak/district.yml", "name: Oak\n")
    write(fork / "district/references.yml", f"references:\n{ours}")
    cites = ADAPTED.replace("summary:", "sources:\n  cedar: Cedar, page 2\nsummary:")
    write(fork / "schools/oak/moves/ask.md", cites)
    write(fork / "district/district.yml", "name: Cedar Valley\n")

    told = share(
        "ask", "--layer", "schools/oak", "--leave-out", "Cedar Valley", "--leave-out", "Cedar"
    )

    assert told.exit_code == 0, told.output
    assert "\n  cedar: Our district, page 2\n" in told.stdout
    assert ours in told.stdout
    assert "People at our district may keep talking" in told.stdout


def test_a_list_of_works_that_has_grown_meanwhile_takes_one_more(fork: Path, share: Share) -> None:
    ours, theirs = (f"  - {{id: {name}, type: book, title: {name}}}\n" for name in ("b", "c"))
    write(fork / "district/references.yml", f"references:\n{ours}")
    cites = ADAPTED.replace("summary:", "sources:\n  b: Page 2\nsummary:")
    write(fork / "district/moves/ask.md", cites)
    original = fork.with_name("original")
    write(original / "references.yml", SOUND["references.yml"] + theirs)
    git(original, "commit", "--quiet", "--all", "--message", "one more")
    git(fork, "fetch", "--quiet", "original")

    told = share("ask", "--branch", "fridays")

    assert told.exit_code == 0, told.output
    works = git(fork, "show", "fridays:references.yml")
    assert works == SOUND["references.yml"] + theirs + ours


def test_a_fault_of_ones_own_list_is_told_with_its_path(fork: Path, share: Share) -> None:
    write(fork / "district/references.yml", "references:\n  - {id: b, type: book}\n")

    assert refused(share("ask"), "district/references.yml:2:")


def test_another_checkout_of_the_original_takes_the_branch(
    fork: Path, share: Share, tmp_path: Path
) -> None:
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", str(fork.with_name("original")), str(clone))

    told = share("ask", "--branch", "fridays", "--to", str(clone))

    assert told.exit_code == 0, told.output
    assert git(clone, "diff", "--name-only", "origin/trunk", "fridays").split() == ["moves/ask.md"]
    assert git(fork, "branch", "--list", "fridays") == ""


def test_an_entry_of_ones_own_is_a_new_file_of_the_original(fork: Path, share: Share) -> None:
    own = SOUND["moves/ask.md"].replace("title: Ask", "title: Cedar Valley asks twice and again")
    write(fork / "district/moves/ask-twice.md", own)

    told = share("ask-twice", "--branch", "twice")

    assert told.exit_code == 0, told.output
    entry = git(fork, "show", "twice:moves/ask-twice.md")
    assert "title: Our district asks twice and again" in entry
    assert "A new entry." in git(fork, "log", "-1", "--format=%B", "twice")


def refused(told: Result, sentence: str) -> bool:
    return told.exit_code == 1 and sentence in told.output and "Traceback" not in told.output


def test_what_the_original_would_refuse_is_refused_in_its_words(fork: Path, share: Share) -> None:
    case = SOUND["cases/a-school.md"].replace("title: A school that asked", "title: Our first year")
    case = case.replace("consent:", "district: {name: Riverside Unified, size: small}\nconsent:")
    write(fork / "district/cases/ours.md", case)

    told = share("cases/ours", "--branch", "ours")

    assert refused(told, "The original would refuse this.")
    assert "cases/ours.md:" in told.output
    assert "'Riverside Unified' is named, and its permission is not on file." in told.output
    assert git(fork, "branch", "--list", "ours") == ""


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("moves/listen",), "district/ has no one entry 'moves/listen'."),
        (("ask", "--layer", "elsewhere"), "'elsewhere' is no layer here."),
        (("ask", "--branch", "trunk"), "trunk is there already."),
        (("ask", "--branch", "a..b"), "'a..b' is not a valid branch name"),
        (("ask", "--branch", "new", "--base", "nowhere"), "there is no commit nowhere here."),
    ],
)
def test_what_cannot_be_shared_is_told(
    fork: Path, share: Share, words: tuple[str, ...], sentence: str
) -> None:
    assert refused(share(*words), sentence)


def test_a_fork_that_knows_no_original_starts_no_branch_on_its_own_words(
    fork: Path, share: Share
) -> None:
    git(fork, "remote", "remove", "original")

    assert refused(share("ask", "--branch", "fridays"), "it is not known where the original is.")


def test_an_original_that_has_moved_on_is_taken_first(fork: Path, share: Share) -> None:
    original = fork.with_name("original")
    text = (original / "moves/ask.md").read_text(encoding="utf-8")
    write(original / "moves/ask.md", text.replace("summary: ", "summary: Now "))
    git(original, "commit", "--quiet", "--all", "--message", "release 2")
    git(fork, "fetch", "--quiet", "original")

    told = share("ask", "--branch", "fridays")

    assert refused(told, "the original's moves/ask.md is not the one that you adapt.")


def test_words_that_are_the_originals_are_not_shared(fork: Path, share: Share) -> None:
    write(fork / "district/moves/ask.md", "---\nbecause: No difference yet.\n---\n")

    assert refused(share("ask"), "moves/ask.md says what the original says.")


def test_without_a_branch_a_link_opens_the_new_file_with_its_text(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAYBOOK_ORIGINAL", "https://github.com/we/original")
    move = (small / "moves/ask-first.md").read_text(encoding="utf-8")
    move = move.replace("title: Ask first", "title: Wait twice").replace("former_ids", "# was")
    write(small / "district/moves/wait-twice.md", move)

    told = CliRunner().invoke(main, ["share", "wait-twice", "--root", str(small)])

    assert told.exit_code == 0, told.output
    link = urlsplit(told.stdout.splitlines()[0])
    assert link.path == "/we/original/new/HEAD/moves"
    assert parse_qs(link.query) == {"filename": ["wait-twice.md"], "value": [move]}


def test_without_a_branch_an_adaptation_is_put_into_the_originals_file(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAYBOOK_ORIGINAL", "https://github.com/we/original")
    write(small / "district/moves/ask-first.md", "---\nbecause: We do.\neffort: heavy\n---\n")

    told = CliRunner().invoke(main, ["share", "ask-first", "--root", str(small)])

    assert "effort: heavy" in told.stdout
    assert "\nhttps://github.com/we/original/edit/HEAD/moves/ask-first.md\n" in told.stdout


def test_where_no_original_is_known_the_text_is_there_all_the_same(
    fork: Path, share: Share
) -> None:
    told = share("ask")

    assert told.exit_code == 0, told.output
    assert "summary: Our district asks before it tells." in told.stdout
    assert "It is not known where the original is" in told.stderr


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")


def git(folder: Path, *arguments: str) -> str:
    command = ["git", "-C", str(folder), "-c", "commit.gpgsign=false", *arguments]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.returncode == 0, told.stderr
    return told.stdout
