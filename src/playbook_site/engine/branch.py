"""The branch that readers' changes go to, where nobody names it: what git says is the default."""

import subprocess
from dataclasses import replace
from pathlib import Path

from playbook_site.engine.configuration import Configuration

_DEFAULT, _HERE = "refs/remotes/origin/HEAD", "HEAD"


def with_branch(configuration: Configuration, home: Path) -> Configuration:
    """The settings with the branch of the repository in a folder, if they link to it at all."""
    if configuration.branch or not configuration.repository:
        return configuration
    return replace(configuration, branch=_branch(home, _DEFAULT).removeprefix("origin/"))


def current_branch(home: Path) -> str:
    """The branch that is checked out in a folder; "" where there is none."""
    return _branch(home, _HERE)


def _branch(home: Path, name: str) -> str:
    """The branch that a name of git stands for; "" where git does not know."""
    command = ("git", "symbolic-ref", "--short", name)
    try:
        answer = subprocess.run(command, cwd=home, capture_output=True, text=True, check=True)  # noqa: S603
    except (OSError, subprocess.CalledProcessError, UnicodeDecodeError):
        return ""
    return answer.stdout.strip()
