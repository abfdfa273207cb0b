"""What the page for suggestions makes is taken over by git as it was meant: over all entries."""

import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest

import playbook
from playbook.contributing.suggestions import whole_text
from playbook.layers.merge import passages
from playbook.parsing import frontmatter
from playbook_site.engine.assets import small
from tests.conftest import ROOT, original
from tests.nodejs import NODE

SEEDS = (7, 20261127)


@pytest.fixture(scope="module")
def entries() -> dict[str, str]:
    """The text of every entry, by the path of its file."""
    book, _ = playbook.load(original())
    return {entry.source.path: whole_text(entry) for entry in book}


@pytest.fixture
def repository(tmp_path: Path, entries: dict[str, str]) -> Path:
    """A repository with the file of every entry."""
    for path, text in entries.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(text.encode())
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--quiet", "-m", "Entries")
    return tmp_path


def git(root: Path, *words: str, given: str = "") -> str:
    who = {f"GIT_COMMITTER_{name}": "keeper@example.org" for name in ("NAME", "EMAIL")}
    who |= {f"GIT_AUTHOR_{name}": "keeper@example.org" for name in ("NAME", "EMAIL")}
    alone = {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"}
    result = subprocess.run(
        ["git", *words], cwd=root, input=given.encode(), capture_output=True, check=False,
        env={**os.environ, **who, **alone},
    )  # fmt: skip
    assert result.returncode == 0, (words, given, result.stderr.decode())
    return result.stdout.decode()


def suggestions(files: dict[str, str], seed: int) -> dict[str, Any]:
    """A random change of each file, with its patch, by the scripts as they are published."""
    scripts = [
        small(ROOT / "overrides" / "assets" / name).decode() for name in ("passages.js", "patch.js")
    ]
    given = json.dumps({"scripts": scripts, "seed": seed, "files": files})
    result = subprocess.run(
        [NODE, "tests/javascript/suggestions.mjs"],
        cwd=ROOT, input=given, capture_output=True,
        encoding="utf-8", check=False,
    )  # fmt: skip
    assert result.returncode == 0, result.stderr
    made: dict[str, Any] = json.loads(result.stdout)
    return made


@pytest.mark.parametrize("seed", SEEDS)
def test_git_takes_every_change_over_to_the_letter(
    repository: Path, entries: dict[str, str], seed: int
) -> None:
    made = suggestions(entries, seed)["made"]

    git(repository, "am", "--quiet", given="".join(one["patch"] for one in made))

    assert len(made) > 100
    for one in made:
        assert (repository / one["path"]).read_bytes().decode() == one["after"], one["path"]
    log = git(repository, "log", "--reverse", "--format=%an%x00%B%x01", "main~0").split("\x01\n")
    for one, commit in zip(made, log[1:], strict=False):
        author, message = commit.split("\x00")
        name = " ".join(one["name"].translate(dict.fromkeys(map(ord, '"\\<>@'), " ")).split())
        assert " ".join(author.split()) == (name or "A reader")
        assert message.startswith(f"{one['path'].removesuffix('.md')}: a reader's suggestion\n")
        assert message.rstrip().split("\n")[-1].startswith("License-agreed: CC-BY-4.0, by ")
        assert all(line.strip() in message for line in one["note"].split("\n"))


@pytest.mark.parametrize("seed", SEEDS)
def test_only_what_was_said_is_changed(entries: dict[str, str], seed: int) -> None:
    for one in suggestions(entries, seed)["made"]:
        document = frontmatter.parse(one["before"], one["path"])
        parts = {part.title: part.text for part in passages(document, one["path"])}
        front = frontmatter.parse(one["after"], one["path"]).data

        body = one["after"]
        for title in parts.keys() - one["mine"].keys():
            assert parts[title].strip() in body, (one["path"], title)
        assert all(words in body for words in one["mine"].values())
        assert front["summary"] == one["summary"]
        assert str(front["updated"]) == "2027-01-01"
        same = {"summary": one["summary"], "updated": front["updated"]}
        assert front == {**document.data, **same}


def test_a_new_part_stands_before_those_that_are_there() -> None:
    assert suggestions({}, 1)["begun"] == (
        '---\nbecause: "So: it is."\n---\n\nWords.\n\n'
        "## Steps\n\nWords.\n\n## Watch for\n\nWords.\n"
    )


def test_code_ends_where_markdown_says_and_a_value_stays_a_text() -> None:
    said = suggestions({}, 1)

    assert said["odd"] == ["Steps", "Why", "How", "C#"]
    assert [text.split("\n")[1] for text in said["put"]] == [
        'because: "0x1F"',
        'because: "2026-01-01 10:00:00"',
        "because: Ten minutes",
    ]


def test_the_page_names_the_same_parts_as_the_check(entries: dict[str, str]) -> None:
    script = """
    import { readFileSync } from "node:fs";
    import { runInThisContext } from "node:vm";
    runInThisContext(readFileSync("overrides/assets/passages.js", "utf-8"));
    const { passages, value } = globalThis.playbookPassages;
    const texts = Object.entries(JSON.parse(readFileSync(0, "utf-8")));
    const titles = (text) => passages(text).map((part) => part.title);
    const named = (text) => [titles(text), value(text, "title"), value(text, "summary")];
    const all = texts.map(([path, text]) => [path, named(text)]);
    console.log(JSON.stringify(Object.fromEntries(all)));
    """
    result = subprocess.run(
        [NODE, "--input-type=module", "-e", script],
        cwd=ROOT, input=json.dumps(entries), capture_output=True, encoding="utf-8", check=True,
    )  # fmt: skip

    for path, (titles, title, summary) in json.loads(result.stdout).items():
        document = frontmatter.parse(entries[path], path)
        own = [part for part in passages(document, path) if part.title or part.text.strip()]
        assert titles == [part.title for part in own], path
        assert [title, summary] == [document.data["title"], document.data["summary"]], path
