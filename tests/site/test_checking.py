"""The command that checks: what it mends, remembers, and knows of a change. With a real git."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from playbook_site.cli import main
from tests.conftest import ROOT

BASE = ROOT / "tests" / "golden" / "base"
NODE = ROOT / "node_modules"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(BASE, tmp_path / "book")
    return tmp_path / "book"


@pytest.fixture
def check(root: Path) -> Callable[..., Result]:
    return lambda *words: CliRunner().invoke(main, ["check", str(root), *words])


@pytest.fixture
def git(root: Path) -> Callable[..., str]:
    def run(*words: str) -> str:
        who = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false")
        told = subprocess.run(
            ["git", "-C", str(root), *who, *words], check=True, capture_output=True, text=True
        )
        return told.stdout

    run("init", "--quiet", "--initial-branch=main")
    run("add", ".")
    run("commit", "--quiet", "-m", "base")
    return run


def spoil(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new), encoding="utf-8")


def test_what_is_safe_is_mended_and_shown(root: Path, check: Callable[..., Result]) -> None:
    move = root / "moves" / "ask.md"
    spoil(move, "created: 2026-01-01", "created: January 1, 2026")

    mended = check("--fix")

    assert mended.exit_code == 0
    assert "-created: January 1, 2026\n+created: 2026-01-01" in mended.stderr
    assert "created: 2026-01-01" in move.read_text(encoding="utf-8")


def test_mending_again_changes_nothing(root: Path, check: Callable[..., Result]) -> None:
    spoil(root / "moves" / "ask.md", "rhythm: weekly\n", "rhythm: weekly  \n")
    check("--fix")

    again = check("--fix")

    assert again.stderr == "4 entries, nothing to fix.\n"


def test_mending_leaves_no_other_file(root: Path, check: Callable[..., Result]) -> None:
    before = sorted(path.name for path in root.rglob("*") if ".playbook" not in path.parts)
    spoil(root / "moves" / "ask.md", "rhythm: weekly\n", "rhythm: weekly  \n")

    check("--fix")

    after = sorted(path.name for path in root.rglob("*") if ".playbook" not in path.parts)
    assert after == before


def test_what_is_found_is_remembered_until_a_byte_changes(
    root: Path, check: Callable[..., Result]
) -> None:
    move = root / "moves" / "ask.md"
    first = check("--format", "json").stdout
    assert check("--format", "json").stdout == first
    spoil(move, "minutes: {learn: 5", "minutes: {learn: 50")

    changed = json.loads(check("--format", "json").stdout)

    assert [problem["code"] for problem in changed] == ["slow-to-learn"]
    assert json.loads(check("--format", "json").stdout) == changed


@pytest.mark.parametrize("memory", ["", "{", "[]", '{"key": 1}', '{"key": null, "entries": "x"}'])
def test_a_spoilt_memory_is_no_memory(
    root: Path, check: Callable[..., Result], memory: str
) -> None:
    check()
    (root / ".playbook" / "found.json").write_text(memory, encoding="utf-8")

    result = check()

    assert result.stderr == "4 entries, nothing to fix.\n"


def test_only_what_changed_is_told(
    root: Path, check: Callable[..., Result], git: Callable[..., str]
) -> None:
    spoil(root / "cases" / "a-school.md", "created: 2026-01-01", "created: 2026-03-01")
    git("commit", "--quiet", "-am", "an old fault")
    spoil(root / "moves" / "ask.md", "minutes: {learn: 5", "minutes: {learn: 50")

    told = check("--changed", "HEAD").stdout

    assert "moves/ask.md:10:18" in told
    assert "a-school" not in told


def test_what_a_change_breaks_elsewhere_is_told(
    root: Path, check: Callable[..., Result], git: Callable[..., str]
) -> None:
    git("mv", "moves/ask.md", "moves/ask-well.md")

    told = check("--changed", "main")

    assert told.exit_code == 1
    assert "cases/a-school.md:7:9: There is no 'ask' in moves/. [unknown-reference]" in told.stdout


def test_a_new_file_counts_as_changed(
    root: Path, check: Callable[..., Result], git: Callable[..., str]
) -> None:
    (root / "moves" / "new.md").write_text("nothing\n", encoding="utf-8")

    assert "moves/new.md:1:1" in check("--changed", "HEAD").stdout


def test_a_playbook_inside_a_repository_is_compared_with_itself(
    root: Path, git: Callable[..., str]
) -> None:
    inner = root / "inner"
    shutil.copytree(BASE, inner)
    git("add", ".")
    git("commit", "--quiet", "-m", "inner")
    (inner / "moves" / "ask.md").unlink()

    told = CliRunner().invoke(main, ["check", str(inner), "--changed", "HEAD"])

    assert told.exit_code == 1, told.stderr
    assert "cases/a-school.md:7:9: There is no 'ask' in moves/." in told.stdout


def test_a_base_that_git_does_not_know_is_told(
    check: Callable[..., Result], git: Callable[..., str]
) -> None:
    result = check("--changed", "nowhere")

    assert result.exit_code == 2
    assert "What changed since 'nowhere' is not known" in result.stderr


def test_sarif_is_what_its_schema_says(
    root: Path, check: Callable[..., Result], tmp_path: Path
) -> None:
    spoil(root / "moves" / "ask.md", "effort: light", "effort: low")
    spoil(root / "cases" / "a-school.md", "created: 2026-01-01", "created: 2026-03-01")

    report = check("--format", "sarif").stdout

    results = json.loads(report)["runs"][0]["results"]
    assert [result["ruleId"] for result in results] == ["dates-out-of-order", "not-one-of"]
    assert typed(report, tmp_path) == ""
    assert "TS2322" in typed(report.replace('"level": "error"', '"level": "loud"'), tmp_path)


def test_sarif_of_a_sound_playbook_has_no_results(check: Callable[..., Result]) -> None:
    report = json.loads(check("--format", "sarif").stdout)

    assert report["runs"][0]["results"] == []


def typed(report: str, folder: Path) -> str:
    """What TypeScript says of a report, by the types that SchemaStore makes of the schema."""
    file = folder / "report.ts"
    file.write_text(
        "import type { StaticAnalysisResultsFormatSARIFVersion210JSONSchema as Sarif } from "
        f'"{(NODE / "@schemastore" / "sarif-2.1.0" / "index.js").as_posix()}";\n'
        f"export const report: Sarif = {report};\n",
        encoding="utf-8",
    )
    words = ("--noEmit", "--strict", "--ignoreConfig", "--skipLibCheck", str(file))
    told = subprocess.run(
        [str(NODE / ".bin" / "tsc"), *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
    )
    return told.stdout
