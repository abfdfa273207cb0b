"""The files that differ from a commit, and the diagnostics that are new since it, by git."""

import os
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import playbook
from playbook import Diagnostic
from playbook.layers.upstream import PIN

_CALM = ("-c", "core.splitIndex=false", "-c", "core.fsmonitor=false")
"""Options that keep git from writing anything but the temporary index."""


class NoHistory(Exception):
    """Git is missing, or cannot compare with the commit; the message says why."""


def changed_paths(root: Path, base: str) -> set[str]:
    """The paths that differ from a commit, new and uncommitted ones too; raises `NoHistory`."""
    return _differing(root, _since(root, base))


def new_diagnostics(root: Path, base: str, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics in files that differ from a commit, and those in others that are new."""
    since = _since(root, base)
    paths = _differing(root, since)
    in_paths = [diagnostic for diagnostic in diagnostics if diagnostic.location.path in paths]
    elsewhere = [diagnostic for diagnostic in diagnostics if diagnostic.location.path not in paths]
    if not elsewhere:
        return in_paths
    old = {(p.location.path, p.code, p.message) for p in _then(root, since)}
    return sorted(
        in_paths + [p for p in elsewhere if (p.location.path, p.code, p.message) not in old]
    )


def _since(root: Path, base: str) -> str:
    """The commit that the change started from."""
    git(root, "rev-parse", "--show-toplevel")
    resolve = ("rev-parse", "--verify", "--quiet", "--end-of-options")
    commit = git(
        root,
        *(*resolve, f"{base}^{{commit}}"),
        reason="there is no such commit here. A shallow clone lacks it: fetch-depth: 0 gets all.",
    )
    return git(
        root,
        *("merge-base", commit.strip(), "HEAD"),
        reason="the two share no history. A shallow clone has none: fetch-depth: 0 gets all.",
    ).strip()


def _differing(root: Path, since: str) -> set[str]:
    tracked_files = git(root, "diff", "--name-only", "--relative", "-z", since, "--")
    new_files = git(root, "ls-files", "--others", "--exclude-standard", "-z")
    return {path for path in (tracked_files + new_files).split("\0") if path}


def _then(root: Path, since: str) -> list[Diagnostic]:
    """The diagnostics of the playbook at a commit, which is checked out in a temporary folder."""
    inside = git(root, "rev-parse", "--show-prefix").removesuffix("\n")
    top = Path(git(root, "rev-parse", "--show-toplevel").removesuffix("\n"))
    home = top if (root / PIN).exists() else root  # a pin may lead out of the playbook's folder
    with tempfile.TemporaryDirectory() as folder:
        index = {"GIT_INDEX_FILE": f"{folder}/index"}
        git(home, *_CALM, "read-tree", "--no-sparse-checkout", since, variables=index)
        into = f"--prefix={folder}/files/"  # in a subfolder, git takes what is below it
        git(home, *_CALM, "checkout-index", "--all", "--quiet", into, variables=index)
        copy = Path(folder, "files", inside)
        copy.mkdir(parents=True, exist_ok=True)
        return playbook.check_editions(copy)[1]


def git(
    root: Path, *arguments: str, reason: str = "", variables: Mapping[str, str] | None = None
) -> str:
    """Run git in a folder; returns its output. Raises `NoHistory`, with git's explanation or, where
    it gives none, the `reason`.
    """
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C", **(variables or {})}
    try:
        result = subprocess.run(  # noqa: S603
            ["git", "-C", str(root), *arguments],  # noqa: S607
            capture_output=True,
            check=True,
            env=environment,
        )
    except FileNotFoundError:
        raise NoHistory("git is needed to know what changed, and is not there.") from None
    except OSError as error:
        raise NoHistory(f"git cannot be started: {error.strerror}.") from None
    except subprocess.CalledProcessError as error:
        error_text = error.stderr.decode(errors="replace").strip()
        explanation = error_text or reason or f"git {arguments[0]} failed."
        raise NoHistory(explanation) from None
    return os.fsdecode(result.stdout)
