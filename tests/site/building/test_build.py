"""A build is whole or it did not happen."""

import os
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from filelock import FileLock

from playbook import Severity, checks
from playbook.checks.rules import learnability
from playbook_site.building.build import BuildFailed, build
from playbook_site.cli import main


def contents(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in folder.rglob("*")
        if file.is_file()
    }


def test_a_broken_entry_leaves_the_last_good_site(small: Path) -> None:
    build(small, small / "site")
    before = contents(small / "site")
    (small / "moves" / "broken.md").write_text("no front matter", encoding="utf-8")

    with pytest.raises(BuildFailed):
        build(small, small / "site")

    assert contents(small / "site") == before
    assert not (small / ".site.new").exists()


def test_a_killed_build_leaves_the_last_good_site(small: Path) -> None:
    build(small, small / "site")
    before = contents(small / "site")
    (small / "docs" / "about.md").write_text("# Changed\n", encoding="utf-8")

    for delay in (0.2, 0.35, 0.5, 0.65):
        process = subprocess.Popen([sys.executable, "-m", "playbook_site", "build", str(small)])
        time.sleep(delay)
        process.send_signal(getattr(signal, "SIGKILL", signal.SIGTERM))
        process.wait()
        after = contents(small / "site")
        assert after == before or b"Changed" in after["about/index.html"]

    build(small, small / "site")
    assert b"Changed" in contents(small / "site")["about/index.html"]


def test_a_build_that_died_between_two_renames_is_brought_back(small: Path) -> None:
    build(small, small / "site")
    before = contents(small / "site")
    (small / "site").rename(small / ".site.old")
    (small / "moves" / "broken.md").write_text("no front matter", encoding="utf-8")

    with pytest.raises(BuildFailed):
        build(small, small / "site")

    assert contents(small / "site") == before


def test_an_empty_playbook_is_never_published(small: Path) -> None:
    for collection in ("conditions", "roles", "moves", "cases", "plans"):
        for file in (small / collection).iterdir():
            file.unlink()

    with pytest.raises(BuildFailed):
        build(small, small / "site")


def test_the_command_says_what_is_wrong_and_that_nothing_is_lost(small: Path) -> None:
    (small / "moves" / "broken.md").write_text("no front matter", encoding="utf-8")

    result = CliRunner().invoke(main, ["build", str(small)])

    assert result.exit_code == 1
    assert "moves/broken.md:1:1: error: This file has no front matter." in result.stderr
    assert "The last good site, if any, is as it was." in result.stderr
    assert "Traceback" not in result.output


@pytest.mark.parametrize("concurrent", [3])
def test_builds_at_the_same_time_take_turns(small: Path, concurrent: int) -> None:
    command = [sys.executable, "-m", "playbook_site", "build", str(small)]

    codes = [p.wait() for p in [subprocess.Popen(command) for _ in range(concurrent)]]

    assert codes == [0] * concurrent
    assert (small / "site" / "playbook.json").exists()
    assert {path.name for path in small.glob(".site.*")} <= {".site.id", ".site.lock"}


def test_a_build_that_waits_for_another_says_so(small: Path) -> None:
    command = [sys.executable, "-m", "playbook_site", "build", str(small)]

    with FileLock(small / ".site.lock"):
        process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        first = process.stderr.readline() if process.stderr else ""
        is_waiting = process.poll() is None
    others = process.communicate()[1]

    assert (first, is_waiting) == ("Waiting for another build\n", True)
    assert (process.returncode, "Waiting" in others) == (0, False)


def test_a_folder_that_cannot_be_made_is_told_without_a_traceback(small: Path) -> None:
    (small / "file").write_text("x", encoding="utf-8")

    result = CliRunner().invoke(main, ["build", str(small), "--site", str(small / "file" / "site")])

    assert result.exit_code == 1
    assert "The site cannot be written" in result.stderr


def test_a_link_to_a_draft_stops_the_build(small: Path) -> None:
    move = small / "moves" / "ask-first.md"
    text = move.read_text(encoding="utf-8").replace("status: published", "status: draft")
    move.write_text(text, encoding="utf-8")

    result = CliRunner().invoke(main, ["build", str(small)])

    assert result.exit_code == 1
    assert "moves/ask-first.md is a draft" in result.stderr


def test_coverage_tells_what_is_missing_and_what_is_broken(small: Path) -> None:
    (small / "outlines").mkdir()
    outline = small / "outlines" / "a-work.yml"
    outline.write_text(
        "work: a-work\nideas:\n  M1: {kind: move, gist: Ask., place: Page 1}\n", encoding="utf-8"
    )

    missing = CliRunner().invoke(main, ["coverage", str(small)])
    outline.write_text("work: [", encoding="utf-8")
    broken = CliRunner().invoke(main, ["coverage", str(small)])

    assert (missing.exit_code, broken.exit_code) == (1, 1)
    assert "NOWHERE" in missing.stdout
    assert "bad-yaml" in broken.stdout


def test_a_warning_that_becomes_an_error_stops_the_check_and_the_build(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    move = small / "moves" / "ask-first.md"
    slow = move.read_text(encoding="utf-8").replace("learn: 5", "learn: 40")
    move.write_text(slow, encoding="utf-8")
    before = [CliRunner().invoke(main, [verb, str(small)]).exit_code for verb in ("check", "build")]

    strict = replace(learnability.SLOW_TO_LEARN, severity=Severity.ERROR)
    monkeypatch.setattr(learnability, "SLOW_TO_LEARN", strict)
    monkeypatch.setattr(learnability, "CODES", (strict,))
    monkeypatch.setenv("CI", "1")  # which remembers nothing
    checks._of_text.memory.cache_clear()  # as a new process would
    after = [CliRunner().invoke(main, [verb, str(small)]) for verb in ("check", "build")]

    assert before == [0, 0]
    assert [result.exit_code for result in after] == [1, 1]
    assert all("minutes to learn; 15 are" in result.output for result in after)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_everybody_may_read_a_site_whoever_builds_it(small: Path) -> None:
    usual = os.umask(0o077)
    try:
        build(small, small / "site")
    finally:
        os.umask(usual)

    paths = [small / "site", *(small / "site").rglob("*")]
    assert {path.stat().st_mode & 0o777 for path in paths if path.is_dir()} == {0o755}
    assert {path.stat().st_mode & 0o777 for path in paths if path.is_file()} == {0o644}
