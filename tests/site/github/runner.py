"""Runs the jobs of a workflow on this machine: its own scripts, conditions and variables.

Of the actions that others wrote it knows three, by what they do: to check out a commit, to keep
files for later, and to take them.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

from tests.conftest import ROOT
from tests.site.github.host import REPOSITORY, Host

GH = Path(__file__).with_name("gh.py")


class Runner:
    """A machine of the host's; what jobs keep for later is in `artifacts`."""

    def __init__(self, host: Host, home: Path) -> None:
        self.host, self.home = host, home
        self.artifacts: dict[str, Path] = {}
        self.runs = 0
        (home / "bin").mkdir(parents=True)
        (home / "bin" / "gh").write_text(f'#!/bin/sh\nexec "{sys.executable}" "{GH}" "$@"\n')
        (home / "bin" / "gh").chmod(0o755)
        (home / "gitconfig").write_text(
            f'[url "{host.bare}"]\n'
            f"    insteadOf = https://x-access-token:secret@github.com/{REPOSITORY}.git\n"
            "[user]\n    name = A\n    email = a@example.org\n[init]\n    defaultBranch = main\n",
            encoding="utf-8",
        )

    def run(self, name: str, job: str, kind: str, payload: Mapping[str, Any], ref: str) -> bool:
        """Run a job for an event, with a branch checked out; gives whether it succeeded."""
        file = ROOT / ".github" / "workflows" / f"{name}.yml"
        workflow = yaml.safe_load(file.read_text(encoding="utf-8"))["jobs"][job]
        self.runs += 1
        place = self.home / f"run-{self.runs}"
        (place / "temp").mkdir(parents=True)
        (place / "event.json").write_text(json.dumps(payload), encoding="utf-8")
        context = {
            "github": {
                "event": payload,
                "event_name": kind,
                "repository": REPOSITORY,
                "ref_name": ref,
                "token": "secret",
                "server_url": "https://github.example",
            },
            "runner": {"temp": str(place / "temp")},
        }
        assert holds(workflow.get("if", "always()"), context, failed=False), f"{job} is not run"
        failed = False
        for step in workflow["steps"]:
            if holds(step.get("if", "success()"), context, failed=failed):
                done = self._step(step, place, context, ref)
                failed = failed or not done
        return not failed

    def _step(self, step: Mapping[str, Any], place: Path, context: Any, ref: str) -> bool:
        values = {key: fill(str(value), context) for key, value in step.get("with", {}).items()}
        match step.get("uses", "run").partition("@")[0]:
            case "actions/checkout":
                self._clone(values.get("ref", ref), place / "work")
            case "actions/upload-artifact":
                kept = self.home / f"{values['name']}-{self.runs}"
                if (place / "work" / values["path"]).is_dir():
                    shutil.copytree(place / "work" / values["path"], kept)
                    self.artifacts[values["name"]] = kept
            case "actions/download-artifact":
                shutil.copytree(self.artifacts[values["name"]], values["path"])
            case "run":
                return self._script(step, place, context)
        return True

    def _clone(self, ref: str, to: Path) -> None:
        command = ["git", "clone", "--quiet", "--branch", ref, str(self.host.bare), str(to)]
        subprocess.run(command, check=True, env=self.variables(to.parent))

    def variables(self, place: Path) -> Mapping[str, str]:
        """The variables of every step."""
        return {
            **os.environ,
            "PATH": f"{self.home / 'bin'}{os.pathsep}{os.environ['PATH']}",
            "GIT_CONFIG_GLOBAL": str(self.home / "gitconfig"),
            "GH_ADDRESS": self.host.address,
            "RUNNER_TEMP": str(place / "temp"),
            "GITHUB_EVENT_PATH": str(place / "event.json"),
            "CI": "true",
        }

    def _script(self, step: Mapping[str, Any], place: Path, context: Any) -> bool:
        own = {name: fill(str(value), context) for name, value in step.get("env", {}).items()}
        done = subprocess.run(
            ["bash", "-e", "-c", step["run"]],
            cwd=place / "work",
            env={**self.variables(place), **own},
            capture_output=True,
            text=True,
            check=False,
        )
        with (place / "log").open("a", encoding="utf-8") as log:
            log.write(f"== {step.get('name', '')}: {done.returncode}\n{done.stdout}{done.stderr}")
        return done.returncode == 0

    def log(self) -> str:
        """What the last job said."""
        return (self.home / f"run-{self.runs}" / "log").read_text(encoding="utf-8")


def fill(text: str, context: Any) -> str:
    """A text with the value of each expression in it."""
    return re.sub(r"\$\{\{ (.+?) \}\}", lambda found: str(value(found[1], context)), text)


def value(words: str, context: Any) -> Any:
    """The value of an expression: a text in quotes, a path, or a list that is joined."""
    if join := re.fullmatch(r"join\((.+), '(.*)'\)", words):
        return join[2].join(value(join[1], context))
    if text := re.fullmatch(r"'(.*)'", words):
        return text[1]
    found = context
    for name in words.split("."):
        if name == "*":
            found = list(found)
        else:
            found = [one[name] for one in found] if isinstance(found, list) else found[name]
    return found


def holds(condition: str, context: Any, *, failed: bool) -> bool:
    """Whether a step or a job is run."""
    if "||" in condition:
        return any(holds(part, context, failed=failed) for part in condition.split("||"))
    parts = [part.strip() for part in condition.split("&&")]
    if not any(part in ("always()", "failure()") for part in parts) and failed:
        return False
    return all(_is_so(part, context, failed=failed) for part in parts)


def _is_so(part: str, context: Any, *, failed: bool) -> bool:
    if part in ("always()", "success()"):
        return True
    if part == "failure()":
        return failed
    if has := re.fullmatch(r"contains\((.+), '(.+)'\)", part):
        return has[2] in value(has[1], context)
    left, sign, right = re.split(r" (==|!=) ", part)
    return (value(left, context) == value(right, context)) is (sign == "==")
