"""One contribution, from the form to the credit: the workflows' own scripts against a host."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from playbook.contributing import agreement
from tests.site.conftest import MOVE, SMALL, framed
from tests.site.github.host import Host, event, serve, user
from tests.site.github.runner import Runner

RUN = """import subprocess, sys
raise SystemExit(subprocess.run([{python!r}, "-m", "playbook_site", *sys.argv[1:]]).returncode)
"""
FORM = f"""### Title

Walk the halls

### Idea

We walk the halls with a student. $(touch ran)

### Sharing

- [X] {agreement.SENTENCE}
"""
PAGE = (
    MOVE.replace("Ask first", "Walk the halls")
    .replace("Ask before you tell.", "Walk with a student before you judge a lesson.")
    .replace("People like to be asked.", "Students know which room they look forward to.")
    .replace("former_ids: [ask-before]\n", "authors: [Ana Ruiz]\n")
)
needs = pytest.mark.skipif(os.name == "nt", reason="the scripts are for a runner with Linux")


@pytest.fixture
def host(tmp_path: Path) -> Iterator[Host]:
    """A host with a repository that holds a small playbook."""
    seed = tmp_path / "seed"
    for path, text in SMALL.items():
        (seed / path).parent.mkdir(parents=True, exist_ok=True)
        (seed / path).write_text(text, encoding="utf-8")
    framed(seed)
    (seed / "scripts").mkdir()
    (seed / "scripts/run.py").write_text(RUN.format(python=sys.executable), encoding="utf-8")
    (seed / ".gitignore").write_text("site/\n.site*\n.playbook/\nfindings/\n", encoding="utf-8")
    git(seed, "init", "--quiet", "--initial-branch=main")
    commit(seed, "A small playbook")
    git(tmp_path, "clone", "--quiet", "--bare", str(seed), str(tmp_path / "far.git"))
    git(tmp_path / "far.git", "config", "user.name", "Mia")
    git(tmp_path / "far.git", "config", "user.email", "mia@example.org")
    with serve(Host(tmp_path / "far.git")) as host:
        yield host


def git(folder: Path, *words: str) -> str:
    who = {f"GIT_{role}_{key}": "Ana" for role in ("AUTHOR", "COMMITTER") for key in ("NAME",)}
    who |= {f"GIT_{role}_EMAIL": "ana@example.org" for role in ("AUTHOR", "COMMITTER")}
    done = subprocess.run(
        ["git", *words], cwd=folder, env={**os.environ, **who}, capture_output=True, check=True
    )
    return done.stdout.decode()


def commit(folder: Path, message: str) -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", message)


def opened(body: str | None) -> Mapping[str, Any]:
    issue = {"number": 7, "title": "Move: Walk the halls", "body": body, "user": user("ana")}
    labels = [{"name": "contribution"}, {"name": "idea"}]
    return event("issues", {"action": "opened", "issue": {**issue, "labels": labels}})


def pushed(host: Host) -> Mapping[str, Any]:
    pull = host.pull("8")
    own = {key: pull[key] for key in ("number", "body", "head", "base")}
    return event("pull_request", {"action": "synchronize", "number": 8, "pull_request": own})


def finished(host: Host, *, success: bool) -> Mapping[str, Any]:
    run = {
        "id": 1,
        "event": "pull_request",
        "conclusion": "success" if success else "failure",
        "head_sha": host.pull("8")["head"]["sha"],
        "html_url": "https://github.example/o/r/actions/runs/1",
    }
    return event("workflow_run", {"action": "completed", "workflow_run": run})


def checked(host: Host, runner: Runner) -> tuple[bool, str]:
    """Check the pull request as a push to it does; gives whether all is well, and the comment."""
    payload = pushed(host)
    success = runner.run(
        "check", "entries", "pull_request", payload, payload["pull_request"]["head"]["ref"]
    )
    done = finished(host, success=success)
    assert runner.run("comment", "comment", "workflow_run", done, "main"), runner.log()
    [body] = [c["body"] for c in host.on(8) if c["body"].startswith("<!-- playbook: check -->")]
    return success, body


@needs
def test_a_form_becomes_a_page_with_its_authors_name(host: Host, tmp_path: Path) -> None:
    runner = Runner(host, tmp_path / "runner")

    # Ana fills in the form: her words are a draft, and she hears of it.
    assert runner.run("draft", "draft", "issues", opened(FORM), "main"), runner.log()

    pull = host.pull("8")
    assert (pull["head"]["ref"], pull["draft"]) == ("draft/7", True)
    assert host.started == [("check.yml", "draft/7")]
    [thanks] = host.on(7)
    assert pull["html_url"] in thanks["body"]
    for told in (thanks["body"], pull["body"]):
        assert "| In your text | Now |\n|---|---|\n| Title | title |\n" in told
        assert "| The text | Why it matters |" in told
    assert "### Still to write\n\n- " in thanks["body"]
    assert "Still to write" not in pull["body"]
    [missing] = host.on(8)
    assert "Here is what the checks found" in missing["body"]
    message = host.git("log", "-1", "--format=%an%n%B", "draft/7")
    assert message.startswith("ana\nDraft from issue 7")
    assert "License-agreed: CC-BY-4.0, issue #7, by ana" in message
    draft = host.git("show", "draft/7:moves/walk-the-halls.md")
    assert "CC BY" not in draft
    assert "Sharing" not in draft

    # She goes on, with a mistake in it: one comment says what, and nothing is built of it.
    work = tmp_path / "ana"
    git(tmp_path, "clone", "--quiet", "--branch", "draft/7", str(host.bare), str(work))
    page = work / "moves/walk-the-halls.md"
    page.write_text(PAGE.replace("rhythm: weekly", "rhythm: wekly"), encoding="utf-8")
    commit(work, "Write it")
    git(work, "push", "--quiet", "origin", "draft/7")

    success, comment = checked(host, runner)
    assert not success
    assert "wekly" in comment
    assert "May we share your words?" not in comment

    # She mends it: the same comment says so.
    page.write_text(PAGE, encoding="utf-8")
    commit(work, "Mend it")
    git(work, "push", "--quiet", "origin", "draft/7")

    success, comment = checked(host, runner)
    assert success, runner.log()
    assert "wekly" not in comment
    assert "- moves/walk-the-halls/index.html" in comment
    assert "runs/1#artifacts" in comment
    shown = (runner.artifacts["site"] / "pictures/index.html").read_text(encoding="utf-8")
    assert 'href="../moves/walk-the-halls/index.html"' in shown
    preview = runner.artifacts["site"] / "moves/walk-the-halls/index.html"
    assert "Walk the halls" in preview.read_text(encoding="utf-8")

    # Somebody merges it, and the site that is published has her page, with her name.
    status, merged = host.answer(
        "PUT", "/repos/o/r/pulls/8/merge", {"commit_message": "Walk the halls (#8)"}
    )
    assert (status, merged["merged"]) == (200, True)
    git(tmp_path, "clone", "--quiet", str(host.bare), str(tmp_path / "public"))
    told = [sys.executable, "-m", "playbook_site"]
    subprocess.run([*told, "build", ".", "--quiet"], cwd=tmp_path / "public", check=True)
    public = tmp_path / "public/site/moves/walk-the-halls/index.html"
    assert "Written by Ana Ruiz." in public.read_text(encoding="utf-8")
    thanked = subprocess.run(
        [*told, "credits"], cwd=tmp_path / "public", capture_output=True, text=True, check=True
    )
    assert "- Ana Ruiz" in thanked.stdout
    assert "License-agreed" in host.git("log", "--grep", "License-agreed", "--format=%B", "main")


@needs
def test_an_edit_is_suggested_beside_its_line_once(host: Host, tmp_path: Path) -> None:
    runner = Runner(host, tmp_path / "runner")
    assert runner.run("draft", "draft", "issues", opened(FORM), "main"), runner.log()
    work = tmp_path / "ana"
    git(tmp_path, "clone", "--quiet", "--branch", "draft/7", str(host.bare), str(work))
    page = work / "moves/walk-the-halls.md"
    wrong = PAGE.replace("rhythm: weekly", "rhythm: wekly")
    page.write_text(wrong, encoding="utf-8")
    commit(work, "Write it")
    git(work, "push", "--quiet", "origin", "draft/7")

    checked(host, runner)
    checked(host, runner)

    [review] = host.reviews
    [comment] = review["comments"]
    assert comment["path"] == "moves/walk-the-halls.md"
    assert "start_line" not in comment
    lines = wrong.splitlines(keepends=True)
    assert lines[comment["line"] - 1] == "rhythm: wekly\n"
    [new] = re.findall(r"(?s)```suggestion\n(.*)```", comment["body"])
    lines[comment["line"] - 1] = new
    assert "".join(lines) == PAGE

    # Another mistake, above it, is suggested on its own, and the first is not said again.
    page.write_text(wrong.replace("\nauthors:", "\nautors:"), encoding="utf-8")
    commit(work, "Write more")
    git(work, "push", "--quiet", "origin", "draft/7")
    checked(host, runner)
    assert [len(one["comments"]) for one in host.reviews] == [1, 1]


@needs
def test_whose_words_nobody_agreed_to_share_is_asked_once(host: Host, tmp_path: Path) -> None:
    runner = Runner(host, tmp_path / "runner")
    assert runner.run("draft", "draft", "issues", opened(FORM.replace("[X]", "[ ]")), "main")
    assert "License-agreed" not in host.git("log", "-1", "--format=%B", "draft/7")

    _, asked = checked(host, runner)
    _, again = checked(host, runner)
    host.pulls[8]["body"] = host.pulls[8]["body"].replace("- [ ]", "- [x]")
    _, ticked = checked(host, runner)

    assert asked.count("May we share your words?") == again.count("May we share your words?") == 1
    assert "May we share your words?" not in ticked
    assert len(host.on(8)) == 2


@needs
@pytest.mark.parametrize("body", [None, "### Title\n\n_No response_\n"])
def test_a_form_of_which_no_draft_can_be_made_is_answered(
    host: Host, tmp_path: Path, body: str | None
) -> None:
    runner = Runner(host, tmp_path / "runner")

    assert not runner.run("draft", "draft", "issues", opened(body), "main")

    [sorry] = host.on(7)
    assert "A draft could not be made of this yet" in sorry["body"]
    assert host.pulls == {}


@needs
def test_a_host_that_is_asked_otherwise_than_it_publishes_refuses(host: Host) -> None:
    with pytest.raises(Exception, match="Additional properties"):
        host.answer("POST", "/repos/o/r/issues/7/comments", {"body": "x", "text": "y"})
    assert host.answer("GET", "/repos/o/r/nothing", {}) == (404, {"message": "Not Found"})
    assert json.dumps(host.comments) == "{}"


@needs
def test_a_host_refuses_a_comment_on_a_line_that_is_not_in_the_diff(
    host: Host, tmp_path: Path
) -> None:
    runner = Runner(host, tmp_path / "runner")
    assert runner.run("draft", "draft", "issues", opened(FORM), "main"), runner.log()
    far = {"path": "moves/walk-the-halls.md", "body": "x", "line": 900, "side": "RIGHT"}
    body = {"commit_id": host.pull("8")["head"]["sha"], "event": "COMMENT", "comments": [far]}

    with pytest.raises(AssertionError, match="must be part of the diff"):
        host.answer("POST", "/repos/o/r/pulls/8/reviews", {**body, "body": "x"})
