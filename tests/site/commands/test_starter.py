"""What a new playbook is told to install: everything, each with its hash."""

import json
import re
import tomllib
from pathlib import Path

import pytest
from click.testing import CliRunner

from playbook_site.cli import main
from playbook_site.commands.upstream.requirements import of_direct_url
from tests.conftest import ROOT

STARTER = ROOT / "src" / "playbook_site" / "starter" / "requirements.lock"
WHEEL = "learning_matters-0.1.0-py3-none-any.whl"
GITHUB, GITLAB = "https://github.com/we/original", "https://gitlab.com/we/original"
HASHES = {"archive_info": {"hashes": {"sha256": "ab12"}}}


def pins(lock: Path) -> dict[str, list[str]]:
    """The hashes of each line of a lock."""
    lines = lock.read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    found = [line.partition(" --hash=") for line in lines]
    return {pin.strip(): sorted(re.findall(r"sha256:\w+", rest)) for pin, _, rest in found}


def test_a_new_playbook_gets_the_part_of_the_lock_that_runs_it() -> None:
    own, whole = pins(STARTER), pins(ROOT / "requirements.lock")

    assert all(own.values())
    assert {pin: whole.get(pin) for pin in own} == own, "Write it anew: python3 scripts/lock.py"


def test_everything_that_the_playbook_depends_on_is_in_it() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    names = {re.split(r"[^\w-]", pin)[0] for pin in pins(STARTER)}

    assert {re.split(r"[^\w-]", line)[0] for line in project["dependencies"]} <= names
    assert not {"pytest", "ruff", "mypy"} & names


@pytest.mark.parametrize(
    ("noted", "requirement", "repository"),
    [
        (
            {"url": f"{GITHUB}/releases/download/v0.1.0/{WHEEL}", **HASHES},
            f"{GITHUB}/releases/download/v0.1.0/{WHEEL} --hash=sha256:ab12",
            GITHUB,
        ),
        (
            {"url": f"{GITLAB}/-/releases/v0.1.0/downloads/{WHEEL}", **HASHES},
            f"{GITLAB}/-/releases/v0.1.0/downloads/{WHEEL} --hash=sha256:ab12",
            GITLAB,
        ),
        (
            {"url": f"https://files.example/{WHEEL}", **HASHES},
            f"https://files.example/{WHEEL} --hash=sha256:ab12",
            "",
        ),
        (
            {"url": f"{GITHUB}.git", "vcs_info": {"vcs": "git", "commit_id": "c0ffee"}},
            f"git+{GITHUB}.git@c0ffee",
            GITHUB,
        ),
    ],
)
def test_where_it_was_of_direct_url_is_where_others_get_it(
    noted: object, requirement: str, repository: str
) -> None:
    told = of_direct_url(json.dumps(noted))

    assert told == (f"learning-matters @ {requirement}", repository)


@pytest.mark.parametrize("noted", [None, '{"url": "file:///home/ana/playbook", "dir_info": {}}'])
def test_a_folder_of_this_machine_is_no_address_for_others(noted: str | None) -> None:
    requirement, repository = of_direct_url(noted)

    assert re.fullmatch(r"learning-matters==[\d.]+", requirement)
    assert repository == ""


def test_who_starts_from_a_folder_is_told_what_others_lack(tmp_path: Path) -> None:
    told = CliRunner().invoke(main, ["init", str(tmp_path / "mine")])

    assert told.exit_code == 0, told.output
    assert "This release was not installed from an address." in told.stderr
    assert (tmp_path / "mine/requirements.lock").read_bytes() == STARTER.read_bytes()
