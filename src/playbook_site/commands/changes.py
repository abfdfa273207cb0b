"""What a change touches, and what it breaks elsewhere: asked of git."""

import os
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import playbook
from playbook import Diagnostic
from playbook.layers.upstream import PIN

_CALM = ("-c", "core.splitIndex=false", "-c", "core.fsmonitor=false")
"""Nothing beside a temporary index is written."""


class NoHistory(Exception):
    """Git cannot say what changed."""


def changed(root: Path, base: str) -> set[str]:
    """The paths that differ from a commit, new and uncommitted ones too; raises `NoHistory`."""
    return _differing(root, _since(root, base))


def brought(root: Path, base: str, problems: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings in what changed since a commit, and those elsewhere that were not there then."""
    since = _since(root, base)
    paths = _differing(root, since)
    here = [problem for problem in problems if problem.location.path in paths]
    elsewhere = [problem for problem in problems if problem.location.path not in paths]
    if not elsewhere:
        return here
    known = {(p.location.path, p.code, p.message) for p in _then(root, since)}
    return sorted(
        here + [p for p in elsewhere if (p.location.path, p.code, p.message) not in known]
    )


def _since(root: Path, base: str) -> str:
    """The commit that the change started from."""
    _git(root, "rev-parse", "--show-toplevel")
    resolve = ("rev-parse", "--verify", "--quiet", "--end-of-options")
    commit = _git(
        root,
        *(*resolve, f"{base}^{{commit}}"),
        refused="there is no such commit here. A shallow clone lacks it: fetch-depth: 0 gets all.",
    )
    return _git(
        root,
        *("merge-base", commit.strip(), "HEAD"),
        refused="the two share no history. A shallow clone has none: fetch-depth: 0 gets all.",
    ).strip()


def _differing(root: Path, since: str) -> set[str]:
    tracked = _git(root, "diff", "--name-only", "--relative", "-z", since, "--")
    new = _git(root, "ls-files", "--others", "--exclude-standard", "-z")
    return {path for path in (tracked + new).split("\0") if path}


def _then(root: Path, since: str) -> list[Diagnostic]:
    """What there was to find in the playbook of a commit, laid out in a temporary folder."""
    inside = _git(root, "rev-parse", "--show-prefix").removesuffix("\n")
    top = Path(_git(root, "rev-parse", "--show-toplevel").removesuffix("\n"))
    home = top if (root / PIN).exists() else root  # a pin may lead out of the playbook's folder
    with tempfile.TemporaryDirectory() as folder:
        index = {"GIT_INDEX_FILE": f"{folder}/index"}
        _git(home, *_CALM, "read-tree", "--no-sparse-checkout", since, more=index)
        into = f"--prefix={folder}/files/"  # in a subfolder, git takes what is below it
        _git(home, *_CALM, "checkout-index", "--all", "--quiet", into, more=index)
        then = Path(folder, "files", inside)
        then.mkdir(parents=True, exist_ok=True)
        return playbook.check_editions(then)[1]


def _git(root: Path, *words: str, refused: str = "", more: Mapping[str, str] | None = None) -> str:
    """What git says; where it says no and not why, `refused` is the reason."""
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C", **(more or {})}
    try:
        told = subprocess.run(  # noqa: S603
            ["git", "-C", str(root), *words],  # noqa: S607
            capture_output=True,
            check=True,
            env=environment,
        )
    except FileNotFoundError:
        raise NoHistory("git is needed to know what changed, and is not there.") from None
    except OSError as error:
        raise NoHistory(f"git cannot be started: {error.strerror}.") from None
    except subprocess.CalledProcessError as error:
        said = error.stderr.decode(errors="replace").strip()
        reason = said or refused or f"git {words[0]} failed."
        raise NoHistory(reason) from None
    return os.fsdecode(told.stdout)
