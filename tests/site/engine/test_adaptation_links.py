"""What a page of a district offers to somebody who would say it in another way."""

import subprocess
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from click.testing import CliRunner
from lxml import html as markup

from playbook_site.building.build import build
from playbook_site.cli import main

OURS, THEIRS = "https://github.com/cedar/playbook", "https://gitlab.com/we/original"
ADAPTED = "---\nbecause: We meet on Fridays.\nsummary: Ask before you tell, on Fridays.\n---\n"


@pytest.fixture
def fork(small: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A fork with a layer, whose `mkdocs.yml` still names the original."""
    monkeypatch.setenv("PLAYBOOK_REPOSITORY", THEIRS)
    write(small / "district/district.yml", f"repo_url: {OURS}\n")
    return small


def test_what_is_inherited_is_said_in_the_layer_or_told_to_the_original(fork: Path) -> None:
    offers = offered(fork, "moves/ask-first")

    assert list(offers) == ["Say it our way", "Tell the original"]
    new, form = urlsplit(offers["Say it our way"]), urlsplit(offers["Tell the original"])
    assert f"{new.scheme}://{new.netloc}{new.path}" == f"{OURS}/new/HEAD/district/moves"
    assert parse_qs(new.query) == {"filename": ["ask-first.md"], "value": [as_adapted(fork)]}
    assert f"{form.scheme}://{form.netloc}{form.path}" == f"{THEIRS}/-/issues/new"
    assert parse_qs(form.query)["issue[title]"] == ["Ask first"]


def test_what_a_layer_has_is_edited_there(fork: Path) -> None:
    write(fork / "district/moves/ask-first.md", ADAPTED)

    assert offered(fork, "moves/ask-first") == {
        "Improve this page": f"{OURS}/edit/HEAD/district/moves/ask-first.md"
    }


def test_a_name_in_the_settings_is_no_file_to_edit(fork: Path) -> None:
    write(fork / "district/district.yml", f"repo_url: {OURS}\nroles: {{principal: Head}}\n")

    assert list(offered(fork, "roles/principal")) == ["Say it our way", "Tell the original"]


def test_a_fork_that_is_told_of_no_original_offers_its_own_words_alone(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAYBOOK_REPOSITORY", OURS)
    write(small / "district/district.yml", "name: Cedar\n")

    assert list(offered(small, "moves/ask-first")) == ["Say it our way"]


def test_where_the_original_is_may_be_said_beside_the_fork(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAYBOOK_REPOSITORY", OURS)
    monkeypatch.setenv("PLAYBOOK_ORIGINAL", "https://github.com/we/original")
    write(small / "district/district.yml", "name: Cedar\n")

    form = offered(small, "moves/ask-first")["Tell the original"]
    assert form.startswith("https://github.com/we/original/issues/new?template=1-idea.yml")


def test_a_host_that_is_not_known_is_helped_by_a_command(fork: Path) -> None:
    write(fork / "district/district.yml", "repo_url: https://code.example/cedar/playbook\n")

    assert list(offered(fork, "moves/ask-first")) == ["Tell the original"]
    assert "Say it our way: playbook adapt moves/ask-first." in words(fork, "moves/ask-first")


def test_a_page_by_hand_that_is_inherited_leads_to_no_file_of_the_original(fork: Path) -> None:
    write(fork / "district/docs/ours.md", "# Ours\n")

    assert offered(fork, "about") == {}
    assert list(offered(fork, "ours")) == ["Improve this page"]


def test_the_default_branch_is_the_one_that_git_knows(fork: Path) -> None:
    git(fork, "init", "--quiet", "--initial-branch=elsewhere")
    git(fork, "symbolic-ref", "refs/remotes/origin/HEAD", "refs/remotes/origin/trunk")
    write(fork / "district/moves/ask-first.md", ADAPTED)

    assert offered(fork, "moves/ask-first") == {
        "Improve this page": f"{OURS}/edit/trunk/district/moves/ask-first.md"
    }


def offered(root: Path, page: str) -> dict[str, str]:
    """The links of a page that lead to a change of it, by their words."""
    build(root, root / "site")
    tree = markup.fromstring((root / "site" / page / "index.html").read_text(encoding="utf-8"))
    names = ("Improve this page", "Say it our way", "Tell the original")
    return {a.text: a.get("href", "") for a in tree.iter("a") if a.text in names}


def words(root: Path, page: str) -> str:
    tree = markup.fromstring((root / "site" / page / "index.html").read_text(encoding="utf-8"))
    return " ".join(tree.text_content().split())


def as_adapted(fork: Path) -> str:
    """What `playbook adapt` writes in the same place."""
    result = CliRunner().invoke(main, ["adapt", "moves/ask-first", "--root", str(fork)])
    assert result.exit_code == 0, result.output
    return (fork / "district/moves/ask-first.md").read_text(encoding="utf-8")


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True)
