"""What a change touches, and what it breaks elsewhere: asked of git."""

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterable
from pathlib import Path

import playbook
from playbook import Diagnostic


class NoHistory(Exception):
    """Git cannot say what changed."""


def changed(root: Path, base: str) -> set[str]:
    """The paths that differ from a commit, new and uncommitted ones too; raises `NoHistory`."""
    since = _git(root, "merge-base", base, "HEAD").decode().strip()
    tracked = _git(root, "diff", "--name-only", "--relative", "-z", since, "--")
    new = _git(root, "ls-files", "--others", "--exclude-standard", "-z")
    return {path for path in (tracked + new).decode().split("\0") if path}


def brought(root: Path, base: str, problems: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The findings in what changed since a commit, and those elsewhere that were not there then."""
    paths = changed(root, base)
    here = [problem for problem in problems if problem.location.path in paths]
    elsewhere = [problem for problem in problems if problem.location.path not in paths]
    if not elsewhere:
        return here
    known = {(p.location.path, p.code, p.message) for p in _then(root, base)}
    return sorted(
        here + [p for p in elsewhere if (p.location.path, p.code, p.message) not in known]
    )


def _then(root: Path, base: str) -> list[Diagnostic]:
    since = _git(root, "merge-base", base, "HEAD").decode().strip()
    prefix = _git(root, "rev-parse", "--show-prefix").decode().strip()
    top = Path(_git(root, "rev-parse", "--show-toplevel").decode().strip())
    archive = _git(top, "archive", f"{since}:{prefix}" if prefix else since)
    with tempfile.TemporaryDirectory() as folder, tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        tar.extractall(folder, filter="data")
        return playbook.load_and_check(Path(folder))[1]


def _git(root: Path, *words: str) -> bytes:
    try:
        told = subprocess.run(["git", "-C", str(root), *words], capture_output=True, check=True)  # noqa: S603, S607
    except FileNotFoundError:
        raise NoHistory("git is needed to know what changed, and is not there.") from None
    except subprocess.CalledProcessError as error:
        raise NoHistory(error.stderr.decode(errors="replace").strip()) from None
    return told.stdout
