"""The branch that readers' changes go to, where nobody names it: what git says is the default."""

import subprocess
from dataclasses import replace
from pathlib import Path

from playbook_site.engine.configuration import Configuration

_COMMAND = ("git", "symbolic-ref", "--short", "refs/remotes/origin/HEAD")


def with_branch(configuration: Configuration, home: Path) -> Configuration:
    """The settings with the branch of the repository in a folder, if they link to it at all."""
    if configuration.branch or not configuration.repository:
        return configuration
    return replace(configuration, branch=_default_branch(home))


def _default_branch(home: Path) -> str:
    """The default branch of what was cloned; "" where git does not know."""
    try:
        answer = subprocess.run(_COMMAND, cwd=home, capture_output=True, text=True, check=True)  # noqa: S603
    except (OSError, subprocess.CalledProcessError, UnicodeDecodeError):
        return ""
    return answer.stdout.strip().removeprefix("origin/")
