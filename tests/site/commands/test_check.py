"""The command that checks: what it mends, remembers, and knows of a change. With a real git."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from playbook.model.entry_types import MODELS
from playbook_site.cli import main
from playbook_site.commands.check import mending, whole
from playbook_site.commands.check.command import FORMATS
from playbook_site.reports.diagnostic_formats import as_data, from_data
from playbook_site.state import fingerprint
from tests import own_process
from tests.builder import SOUND, lay
from tests.conftest import ROOT
from tests.nodejs import NODE, packages

SECTIONS = MODELS["moves"].SECTIONS
BASE = ROOT / "tests" / "golden" / "base"
POSIX = pytest.mark.skipif(os.name == "nt", reason="Windows has neither modes nor pipes in folders")
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="other systems refuse such names")
ODD = os.fsdecode(b"moves/\xff.md")


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where the memory lies: not the user's own, and also when these tests run in CI."""
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("PLAYBOOK_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


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
    before = sorted(path.name for path in root.rglob("*"))
    spoil(root / "moves" / "ask.md", "rhythm: weekly\n", "rhythm: weekly  \n")

    check("--fix")

    assert sorted(path.name for path in root.rglob("*")) == before


def test_what_is_found_is_remembered_until_a_byte_changes(
    root: Path, check: Callable[..., Result]
) -> None:
    move = root / "moves" / "ask.md"
    first = check("--format", "json").stdout
    assert check("--format", "json").stdout == first
    spoil(move, "minutes: {learn: 5", "minutes: {learn: 50")

    changed = json.loads(check("--format", "json").stdout)

    assert [diagnostic["code"] for diagnostic in changed] == ["slow-to-learn"]
    assert json.loads(check("--format", "json").stdout) == changed


@pytest.mark.parametrize("memory", ["", "{", "[]", '{"key": 1}', '{"key": null, "entries": "x"}'])
def test_a_spoilt_memory_is_no_memory(
    cache: Path, check: Callable[..., Result], memory: str
) -> None:
    check()
    kept(cache).write_text(memory, encoding="utf-8")

    assert check().stderr == "4 entries, nothing to fix.\n"


@pytest.mark.parametrize(
    "report",
    [None, [], "text", [1, 2, 3, 4], ["", "", "", "no"], ["", "", "", False, ""], [None] * 4],
)
def test_a_memory_with_anything_but_a_report_is_no_memory(
    cache: Path, check: Callable[..., Result], report: object
) -> None:
    first = check().output
    fingerprint.remember(kept(cache), {**told_in(cache), "report": report})

    assert check().output == first


def test_each_format_is_remembered(root: Path, cache: Path, check: Callable[..., Result]) -> None:
    spoil(root / "moves" / "ask.md", "effort: light", "effort: low")
    text = check().stdout

    (found,) = json.loads(check("--format", "json").stdout)

    assert found["message"] in text
    assert check().stdout == text
    assert sorted(file.name.split(".")[1] for file in cache.glob("*.json")) == ["json", "text"]


def test_a_copy_elsewhere_answers_for_nobody(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(root, copy)
    monkeypatch.chdir(root)
    assert CliRunner().invoke(main, ["check", "."]).exit_code == 0
    spoil(root / "moves" / "ask.md", "effort: light", "effort: low")
    monkeypatch.chdir(copy)

    assert CliRunner().invoke(main, ["check", os.path.relpath(root)]).exit_code == 1


def test_what_has_not_changed_is_reported_without_loading_what_judges(
    root: Path, check: Callable[..., Result]
) -> None:
    spoil(root / "moves" / "ask.md", "effort: light", "effort: low")
    first = check().stdout

    told, modules = own_process.run("check", root)

    assert told == first
    assert not {"playbook", "pydantic", "jinja2", "yaml"} & modules


def test_every_format_can_be_written(root: Path, check: Callable[..., Result]) -> None:
    spoil(root / "moves" / "ask.md", "effort: light", "effort: low")

    assert all("effort" in check("--format", form).stdout for form in FORMATS)


def test_a_mended_playbook_is_remembered_too(
    root: Path, check: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(root / "moves" / "ask.md", "effort: light", "effort: low")
    text = check("--fix").stdout
    monkeypatch.setattr(whole, "check", lambda *_: pytest.fail("All is checked once more."))

    assert check().stdout == check("--fix").stdout == text


def test_a_memory_that_somebody_edited_is_no_memory(
    cache: Path, root: Path, check: Callable[..., Result]
) -> None:
    spoil(root / "moves" / "ask.md", "effort: light", "effort: low")
    check()
    memory = told_in(cache)
    harmless = ["", "4 entries, nothing to fix.", "", False]
    mark = kept(cache).read_bytes().rpartition(b"\n")[2]
    text = json.dumps({**memory, "report": harmless}).encode()
    kept(cache).write_bytes(text + b"\n" + mark)

    assert check().exit_code == 1


@pytest.mark.parametrize(
    "path",
    [
        *("docs/new.md", "district/docs/a.md", "district/overrides/a.html", "overrides/a.html"),
        *("macros/a.py", "mkdocs.yml", "outlines/a.yml", "district/district.yml"),
    ],
)
def test_a_change_of_anything_that_is_judged_is_seen(
    cache: Path, root: Path, check: Callable[..., Result], path: str
) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text("# one\n", encoding="utf-8")
    check()
    before = told_in(cache)["key"]
    (root / path).write_text("# two\n", encoding="utf-8")
    check()

    assert told_in(cache)["key"] != before


def test_what_a_playbook_brings_along_is_no_memory(
    cache: Path, root: Path, check: Callable[..., Result]
) -> None:
    spoil(root / "moves" / "ask.md", "effort: light", "effort: low")
    check()
    told = told_in(cache)
    shutil.rmtree(cache)
    (root / ".playbook").mkdir()
    planted = root / ".playbook" / "found.json"
    harmless = ["", "4 entries, nothing to fix.", "", False]
    planted.write_text(json.dumps({**told, "report": harmless}), encoding="utf-8")

    assert check().exit_code == 1


def test_nothing_is_remembered_in_ci(
    cache: Path, check: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    check()
    told = told_in(cache)
    said = ["", "99 entries, nothing to fix.", *told["report"][2:]]
    fingerprint.remember(kept(cache), {**told, "report": said})
    assert check().stderr == "99 entries, nothing to fix.\n"

    monkeypatch.setenv("CI", "true")

    assert check().stderr == "4 entries, nothing to fix.\n"


@POSIX
def test_the_memory_is_the_users_own(cache: Path, check: Callable[..., Result]) -> None:
    check()

    assert cache.stat().st_mode & 0o777 == 0o700
    assert kept(cache).stat().st_mode & 0o777 == 0o600


@POSIX
@pytest.mark.parametrize("how", ["a link", "open to others"])
def test_a_folder_that_others_could_fill_is_left_alone(
    cache: Path, tmp_path: Path, check: Callable[..., Result], how: str
) -> None:
    (tmp_path / "elsewhere").mkdir()
    if how == "a link":
        cache.symlink_to(tmp_path / "elsewhere")
    else:
        cache.mkdir()
        cache.chmod(0o777)

    assert check().exit_code == 0
    assert not list(cache.iterdir())


@POSIX
def test_what_is_no_file_is_never_opened(
    cache: Path, root: Path, check: Callable[..., Result]
) -> None:
    os.mkfifo(root / "moves" / "pipe.md")
    (root / "docs").mkdir()
    os.mkfifo(root / "docs" / "pipe")

    assert "moves/pipe.md:1:1: error: This cannot be read: it is not a file." in check().stdout
    assert kept(cache)


@POSIX
@pytest.mark.parametrize("path", ["docs", "moves/link.md", "playbook.toml"])
def test_behind_a_link_anything_may_change(
    cache: Path, root: Path, tmp_path: Path, check: Callable[..., Result], path: str
) -> None:
    (root / path).symlink_to(tmp_path / "elsewhere")

    check()

    assert not cache.exists()


@pytest.mark.parametrize(
    "path",
    [
        "district/moves/x.md",
        "schools/a/moves/x.md",
        ".district.old/moves/x.md",
        "playbook.toml",
        "../original/moves/x.md",
    ],
)
def test_layers_and_a_named_original_are_remembered_too(
    cache: Path, root: Path, check: Callable[..., Result], path: str
) -> None:
    (root.parent / "original" / "moves").mkdir(parents=True)
    if ".." in path:
        pin = '[original]\npath = "../original"\n'
        (root / "playbook.toml").write_text(pin, encoding="utf-8")
    check()
    before = told_in(cache)["key"]
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text("# new\n", encoding="utf-8")
    check()

    assert told_in(cache)["key"] != before


@pytest.mark.parametrize(
    "path", ["../state/district/moves/x.md", "../state/playbook.toml", "../state/LICENSE"]
)
def test_what_a_playbook_inherits_is_remembered_too(
    cache: Path, root: Path, check: Callable[..., Result], path: str
) -> None:
    lay({"district/district.yml": "name: Lone Star\n", "moves/x.md": "x\n"}, root.parent / "state")
    (root / "playbook.toml").write_text('originals = ["../state"]\n', encoding="utf-8")
    check()
    before = told_in(cache)["key"]
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text("# new\n", encoding="utf-8")
    check()

    assert told_in(cache)["key"] != before


def told_in(cache: Path) -> dict[str, Any]:
    """What is remembered."""
    return dict(fingerprint.recall(kept(cache)) or {})


def kept(cache: Path) -> Path:
    """What is remembered of the check; a trial of templates has a memory of its own."""
    [file] = cache.glob("*.text.json")
    return file


def test_only_what_changed_is_told(
    root: Path, check: Callable[..., Result], git: Callable[..., str]
) -> None:
    spoil(root / "cases" / "a-school.md", "created: 2026-01-01", "created: 2026-03-01")
    git("commit", "--quiet", "-am", "an old error")
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
    assert (
        "cases/a-school.md:7:9: error: There is no 'ask' in moves/. [unknown-reference]"
        in told.stdout
    )


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
    assert "cases/a-school.md:7:9: error: There is no 'ask' in moves/." in told.stdout


def test_a_base_that_git_does_not_know_is_told(
    check: Callable[..., Result], git: Callable[..., str]
) -> None:
    result = check("--changed", "nowhere")

    assert result.exit_code == 2
    assert "What changed since 'nowhere' is not known" in result.stderr


def test_a_base_is_never_an_option(
    root: Path, check: Callable[..., Result], git: Callable[..., str], tmp_path: Path
) -> None:
    spoil(root / "moves" / "ask.md", "effort: light", "effort: low")
    git("commit", "--quiet", "-am", "x")

    result = check(f"--changed=--output={tmp_path / 'written'}")

    assert result.exit_code == 2
    assert "there is no such commit here" in result.stderr
    assert not (tmp_path / "written").exists()


def test_histories_without_a_common_start_are_told(
    root: Path, check: Callable[..., Result], git: Callable[..., str]
) -> None:
    git("checkout", "--quiet", "--orphan", "other")
    git("commit", "--quiet", "-m", "another start")

    result = check("--changed", "main")

    assert result.exit_code == 2
    assert "the two share no history" in result.stderr
    assert "fetch-depth: 0" in result.stderr


def test_a_shallow_clone_is_told(root: Path, git: Callable[..., str], tmp_path: Path) -> None:
    base = git("rev-parse", "HEAD").strip()
    git("commit", "--quiet", "--allow-empty", "-m", "later")
    clone = tmp_path / "clone"
    where = (root.as_uri(), str(clone))
    subprocess.run(["git", "clone", "--quiet", "--depth", "1", *where], check=True)

    result = CliRunner().invoke(main, ["check", str(clone), "--changed", base])

    assert result.exit_code == 2
    assert "A shallow clone lacks it: fetch-depth: 0" in result.stderr


def test_a_folder_outside_git_has_no_history(check: Callable[..., Result]) -> None:
    result = check("--changed", "HEAD")

    assert result.exit_code == 2
    assert "not a git repository" in result.stderr


def test_what_archives_leave_out_was_there_before(
    root: Path, check: Callable[..., Result], git: Callable[..., str]
) -> None:
    (root / ".gitattributes").write_text("cases/** export-ignore\n", encoding="utf-8")
    spoil(root / "cases" / "a-school.md", "created: 2026-01-01", "created: 2026-03-01")
    git("add", ".")
    git("commit", "--quiet", "-m", "an old error")
    spoil(root / "moves" / "ask.md", "minutes: {learn: 5", "minutes: {learn: 50")

    assert "a-school" not in check("--changed", "HEAD").stdout


@LINUX
def test_links_and_odd_names_in_the_history_are_no_trouble(
    root: Path, check: Callable[..., Result], git: Callable[..., str]
) -> None:
    (root / "moves" / "link.md").symlink_to("/etc/passwd")
    (root / "away").symlink_to("../../..")
    (root / "moves" / "new\nline.md").write_text("old\n", encoding="utf-8")
    (root / ODD).write_text("old\n", encoding="utf-8")
    git("add", ".")
    git("commit", "--quiet", "-m", "odd")
    spoil(root / "moves" / "ask.md", "minutes: {learn: 5", "minutes: {learn: 50")

    told = json.loads(check("--changed", "HEAD", "--format", "json").stdout)

    assert {diagnostic["path"] for diagnostic in told} == {"moves/ask.md"}


@LINUX
def test_an_odd_name_counts_as_changed(
    root: Path, check: Callable[..., Result], git: Callable[..., str]
) -> None:
    (root / ODD).write_text("new\n", encoding="utf-8")

    assert ODD in {
        diagnostic["path"]
        for diagnostic in json.loads(check("--changed", "HEAD", "--format", "json").stdout)
    }


def test_looking_back_leaves_the_repository_as_it_was(
    root: Path, check: Callable[..., Result], git: Callable[..., str]
) -> None:
    spoil(root / "cases" / "a-school.md", "created: 2026-01-01", "created: 2026-03-01")
    git("commit", "--quiet", "-am", "an old error")
    git("config", "core.splitIndex", "true")
    hook = root / ".git" / "hooks" / "post-checkout"
    hook.write_text("#!/bin/sh\ntouch ran\n", encoding="utf-8")
    hook.chmod(0o755)
    spoil(root / "moves" / "ask.md", "minutes: {learn: 5", "minutes: {learn: 50")
    before = {path: path.stat().st_mtime_ns for path in (root / ".git").rglob("*")}

    check("--changed", "HEAD")

    assert {path: path.stat().st_mtime_ns for path in (root / ".git").rglob("*")} == before
    assert not (root / "ran").exists()


def test_an_original_beside_the_playbook_is_compared_too(
    root: Path, git: Callable[..., str]
) -> None:
    inner = root / "inner"
    inner.mkdir()
    (inner / "playbook.toml").write_text('[original]\npath = ".."\n', encoding="utf-8")
    spoil(root / "moves" / "ask.md", "effort: light", "effort: low")
    git("add", ".")
    git("commit", "--quiet", "-m", "an old error in the original")

    told = CliRunner().invoke(main, ["check", str(inner), "--changed", "HEAD"])

    assert told.exit_code == 0, told.stdout


def test_a_playbook_in_a_repository_of_its_own_is_compared_too(
    root: Path, git: Callable[..., str]
) -> None:
    outside = root.parent / "outside"
    lay(
        {
            **{f"base/{path}": text for path, text in SOUND.items()},
            "state/playbook.toml": 'originals = ["../base"]\n',
            "state/district/moves/ask.md": "---\nbecause: We ask.\neffort: low\n---\n",
        },
        outside,
    )
    inner = root / "inner"
    lay({"playbook.toml": 'originals = ["../../outside/state"]\n'}, inner)
    git("add", ".")
    git("commit", "--quiet", "-m", "an old error in the state's playbook")
    assert CliRunner().invoke(main, ["check", str(inner)]).exit_code == 1

    told = CliRunner().invoke(main, ["check", str(inner), "--changed", "HEAD"])

    assert told.exit_code == 0, told.stdout
    assert told.stdout == ""


def test_a_playbook_that_is_new_in_its_repository_has_no_old_faults(
    root: Path, git: Callable[..., str]
) -> None:
    shutil.copytree(BASE, root / "inner")
    spoil(root / "inner" / "moves" / "ask.md", "effort: light", "effort: low")

    told = CliRunner().invoke(main, ["check", str(root / "inner"), "--changed", "HEAD"])

    assert told.exit_code == 1
    assert "moves/ask.md:12" in told.stdout


@LINUX
@pytest.mark.parametrize("form", ["text", "github", "markdown", "json", "sarif"])
def test_every_form_can_tell_an_odd_name(root: Path, form: str) -> None:
    (root / ODD).write_text("x\n", encoding="utf-8")

    told = subprocess.run(
        [sys.executable, "-m", "playbook_site", "check", str(root), "--format", form],
        capture_output=True,
        check=False,
        env={**os.environ, "PYTHONIOENCODING": "utf-8:strict"},
    )

    assert told.returncode == 1, told.stderr
    assert b"Traceback" not in told.stderr
    assert "ff" in told.stdout.decode().lower()
    if form == "sarif":
        assert '"uri": "moves/%FF.md"' in told.stdout.decode()


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


FINDING = {
    "path": "moves/ask.md",
    "line": 12,
    "column": 9,
    "severity": "error",
    "code": "not-one-of",
    "message": "'low' is not one of these.",
    "hint": "Choose from: light.",
}


@pytest.fixture
def comment(tmp_path: Path) -> Callable[[object], Result]:
    def run(told: object) -> Result:
        text = told if isinstance(told, str) else json.dumps(told)
        (tmp_path / "diagnostics.json").write_text(text, encoding="utf-8")
        return CliRunner().invoke(main, ["comment", str(tmp_path / "diagnostics.json")])

    return run


def test_a_comment_is_what_check_would_write(
    root: Path, check: Callable[..., Result], comment: Callable[[object], Result]
) -> None:
    spoil(root / "moves" / "ask.md", "effort: light", "effort: low")

    told = comment(check("--format", "json").stdout)

    assert told.exit_code == 0
    assert told.stdout == check("--format", "markdown").stdout
    assert "found nothing to fix" in comment([]).stdout


def test_a_comment_tells_only_what_is_a_finding(comment: Callable[[object], Result]) -> None:
    wrong = [
        {"code": "x"},
        {"line": "12"},
        {"line": True, "column": 0},
        {"line": 10**9},
        {"message": ["x"]},
        {"hint": "x" * 2_001},
        {"path": None},
    ]

    told = comment([1, None, [], {}, *({**FINDING, **w} for w in wrong), FINDING]).stdout

    assert "### To fix before this can be merged (1)" in told
    assert told.count("moves/ask.md") == 1
    assert told.endswith("This is not all of it. The log of the checks has the rest.\n")


@pytest.mark.parametrize("told", ["", "{}", "no", "[" * 100_000, "[1]", "[" + " " * 5_000_000])
def test_a_comment_of_no_findings_at_all_is_refused(
    comment: Callable[[object], Result], told: str
) -> None:
    result = comment(told)

    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.startswith("Error: ")


def test_a_comment_is_never_longer_than_github_takes(comment: Callable[[object], Result]) -> None:
    short = comment([FINDING] * 300).stdout
    long = comment([{**FINDING, "message": "@" * 2_000}] * 200).stdout

    assert "(200)" in short
    assert "This is not all of it." in short
    assert 40_000 < len(long) < 61_000
    assert "This is not all of it." in long


def test_nothing_in_a_comment_is_formatted_or_calls_anybody(
    comment: Callable[[object], Result],
) -> None:
    told = comment(
        [
            {
                **FINDING,
                "path": "moves/`x`\n\n# @all\n.md",
                "message": "- see #1, https://example.org or www.example.org\n---\n<b>&amp; $x$",
                "hint": "1. \ud800 ~~x~~",
            }
        ]
    ).stdout

    assert told.partition("\n\n- ")[2] == (
        "moves/\\`x\\` \\#&#8203; @&#8203;all .md, line 12: \\- see \\#&#8203;1, "
        "https:&#8203;//example.org or www&#8203;.example.org --- &lt;b&gt;&amp;amp; \\$x\\$  \n"
        "  1\\. \\\\ud800 \\~\\~x\\~\\~\n"
    )


def typed(report: str, folder: Path) -> str:
    """What TypeScript says of a report, by the types that SchemaStore makes of the schema."""
    file = folder / "report.ts"
    file.write_text(
        "import type { StaticAnalysisResultsFormatSARIFVersion210JSONSchema as Sarif } from "
        f'"{(packages() / "@schemastore" / "sarif-2.1.0" / "index.js").as_posix()}";\n'
        f"export const report: Sarif = {report};\n",
        encoding="utf-8",
    )
    words = ("--noEmit", "--strict", "--ignoreConfig", "--skipLibCheck", str(file))
    told = subprocess.run(
        [NODE, str(packages() / "typescript" / "bin" / "tsc"), *words],
        capture_output=True,
        text=True,
        check=False,
        cwd=folder,
    )
    return told.stdout


# what stands out


def test_on_a_terminal_an_error_stands_out(root: Path) -> None:
    for old, new in (("learn: 5", "learn: 40"), ("effort: light", "effort: lite")):
        spoil(root / "moves" / "ask.md", old, new)

    told = CliRunner().invoke(main, ["check", str(root)], color=True).stdout

    assert "\x1b[31m\x1b[1merror\x1b[0m: 'lite' is not" in told
    assert "\x1b[31m" not in told.replace("\x1b[31m\x1b[1merror", "")


def test_off_a_terminal_and_where_nobody_wants_colors_there_are_none(
    root: Path, check: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(root / "moves" / "ask.md", "effort: light", "effort: lite")

    plain = check().stdout
    monkeypatch.setenv("NO_COLOR", "1")
    unwanted = CliRunner().invoke(main, ["check", str(root)], color=True).stdout

    assert plain.startswith("moves/ask.md:12:9: error: 'lite' is not")
    assert unwanted == plain


# edits


def test_what_a_first_mending_uncovers_is_mended_too(
    root: Path, check: Callable[..., Result]
) -> None:
    works = root / "references.yml"
    work = "  - id: work-{0}\n\t\ttype: book\n    title: Work {0}\n    Publisher: A press\n"
    works.write_text("references:\n" + "".join(map(work.format, range(4))), encoding="utf-8")

    check("--fix")

    text = works.read_text(encoding="utf-8")
    assert text.count("    publisher: A press\n") == 4
    assert "\t" not in text


@pytest.mark.parametrize(
    ("above", "opening"),
    [
        ("## Watch for\n", "```\nSaid first.\n\n"),
        ("## Watch for\n", "~~~\n\n"),
        ("", "\n> ```\n> Said last.\n"),
        ("", "\n- ```\n  Said last.\n"),
    ],
)
def test_code_that_never_ends_is_offered_once_and_ends(
    root: Path,
    check: Callable[..., Result],
    at_terminal: Callable[..., str],
    above: str,
    opening: str,
) -> None:
    move = root / "moves" / "ask.md"
    text = move.read_text(encoding="utf-8")
    place = text.index(above) if above else len(text)
    move.write_text(text[:place] + opening + text[place:], encoding="utf-8")

    told = at_terminal(["check", str(root), "--fix", "--suggest"], [*"yyyyyyyyy", "q"])

    new = move.read_text(encoding="utf-8")
    assert told.count("Make this change?") == 1, told
    assert [new.count(f"\n## {section.title}\n") for section in SECTIONS] == [1] * len(SECTIONS)
    assert "Said" in new or "Said" not in opening
    assert check().exit_code == 0


def test_what_has_one_meaning_is_mended_too(root: Path, check: Callable[..., Result]) -> None:
    move = root / "moves" / "ask.md"
    spoil(move, "effort: light", "effort:Light")

    told = check("--fix")

    assert told.exit_code == 0
    assert "-effort:Light\n+effort: Light\n" in told.stderr
    assert "effort: light" in move.read_text(encoding="utf-8")


def test_what_is_only_likely_is_left(root: Path, check: Callable[..., Result]) -> None:
    spoil(root / "moves" / "ask.md", "effort: light", "effort: low")
    text = (root / "moves" / "ask.md").read_bytes()

    told = check("--fix")

    assert told.exit_code == 1
    assert (root / "moves" / "ask.md").read_bytes() == text


def test_off_a_terminal_suggestions_are_shown_and_nothing_changes(
    root: Path, check: Callable[..., Result]
) -> None:
    spoil(root / "moves" / "ask.md", "effort: light", "effort: low")
    text = (root / "moves" / "ask.md").read_bytes()

    told = check("--fix", "--suggest")

    assert "-effort: low\n+effort: light\n" in told.stdout
    assert (root / "moves" / "ask.md").read_bytes() == text
    assert told.exit_code == 1


def test_suggestions_alone_are_a_slip_of_the_command(check: Callable[..., Result]) -> None:
    told = check("--suggest")

    assert told.exit_code == 2
    assert "playbook check --fix --suggest" in told.stderr


def test_on_a_terminal_each_suggestion_is_answered(
    root: Path, at_terminal: Callable[..., str]
) -> None:
    move = root / "moves" / "ask.md"
    spoil(move, "effort: light", "effort: low")
    spoil(move, "run: 20", "run: 20 minutes")
    spoil(move, "rhythm: weekly", "rhythm: weekli")

    told = at_terminal(["check", str(root), "--fix", "--suggest"], ["y", "n", "y"])

    assert told.count("Make this change?") == 3
    text = move.read_text(encoding="utf-8")
    assert "run: 20}" in text
    assert "rhythm: weekli\n" in text
    assert "effort: light" in text


def test_whoever_quits_keeps_what_was_made(root: Path, at_terminal: Callable[..., str]) -> None:
    move = root / "moves" / "ask.md"
    spoil(move, "run: 20", "run: 20 minutes")
    spoil(move, "effort: light", "effort: low")

    at_terminal(["check", str(root), "--fix", "--suggest"], ["y", "q"])

    text = move.read_text(encoding="utf-8")
    assert "run: 20}" in text
    assert "effort: low" in text


def test_json_has_the_edits_and_gives_them_back(root: Path, check: Callable[..., Result]) -> None:
    spoil(root / "moves" / "ask.md", "effort: light", "effort: low")

    (told,) = json.loads(check("--format", "json").stdout)

    assert told["edits"] == [{"start": [12, 10], "end": [12, 12], "old": "ow", "new": "ight"}]
    assert told["is_certain"] is False
    again = from_data(told)
    assert again is not None
    assert as_data(again) == told


@pytest.mark.parametrize(
    "edit",
    [
        {"start": [0, 1], "end": [1, 1], "old": "", "new": ""},
        {"start": [2, 1], "end": [1, 1], "old": "", "new": ""},
        {"start": [1, 1], "end": [1, 1], "old": "", "new": 1},
        {"start": [1], "end": [1, 1], "old": "", "new": ""},
        "all of it",
    ],
)
def test_what_is_no_edit_leaves_a_finding_without_any(edit: object) -> None:
    diagnostic = from_data({**FINDING, "edits": [edit], "is_certain": True})

    assert diagnostic is not None
    assert diagnostic.edits == ()
    assert not diagnostic.is_certain


def test_sarif_has_the_edits_as_its_schema_wants_them(
    root: Path, check: Callable[..., Result], tmp_path: Path
) -> None:
    spoil(root / "moves" / "ask.md", "effort: light", "effort: low")

    report = check("--format", "sarif").stdout

    (fix,) = json.loads(report)["runs"][0]["results"][0]["fixes"]
    (replacement,) = fix["artifactChanges"][0]["replacements"]
    assert fix["artifactChanges"][0]["artifactLocation"]["uri"] == "moves/ask.md"
    assert replacement["insertedContent"] == {"text": "ight"}
    assert typed(report, tmp_path) == ""
    assert "TS2322" in typed(report.replace('"startColumn": 10', '"startColumn": "x"'), tmp_path)


@pytest.fixture
def at_terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[..., str]:
    """What the command shows where somebody types answers; a machine may have no terminals."""
    monkeypatch.setattr(mending, "is_at_terminal", lambda: True)

    def run(words: list[str], answers: list[str]) -> str:
        given = "".join(f"{answer}\n" for answer in answers)
        return CliRunner().invoke(main, words, input=given).stdout

    return run


def test_a_key_that_is_renamed_comes_into_its_place(
    root: Path, check: Callable[..., Result]
) -> None:
    move = root / "moves" / "ask.md"
    before = move.read_text(encoding="utf-8")
    spoil(move, "\nsummary:", "\nSummary:")

    check("--fix")

    assert move.read_text(encoding="utf-8") == before
