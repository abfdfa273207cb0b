"""The files that differ from a commit, and the diagnostics that are new since it, by git."""

import os
import re
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

import click

import playbook
from playbook import Diagnostic
from playbook.layers.originals.codes import PIN
from playbook.layers.originals.originals import read_originals
from playbook.layers.originals.pin import read_pin
from playbook.source.diagnostics import InvalidEntry
from playbook_site.commands.upstream.releases import with_items

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
    """The diagnostics of the playbook at a commit."""
    with _checkout(root, since) as copy:
        return _as_from(root, copy, playbook.check_editions(copy)[1])


@contextmanager
def before(root: Path, base: str) -> Iterator[Path]:
    """The playbook where the change since a commit started, in a temporary folder; raises
    `NoHistory`.
    """
    with _checkout(root, _since(root, base)) as copy:
        yield copy


@contextmanager
def _checkout(root: Path, since: str) -> Iterator[Path]:
    """The playbook at a commit, in a temporary folder."""
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
        if (copy / PIN).is_file():
            with suppress(InvalidEntry, click.ClickException):  # a check tells what is wrong there
                _lead_out(copy, root.resolve(), home.resolve())
        yield copy


def _lead_out(copy: Path, root: Path, home: Path) -> None:
    """Let a copy stand on the same folders outside of what is copied, by their whole paths."""
    pin = read_pin(copy)
    places = [(item, (root / item).resolve()) for item in pin.items]
    items = [
        place.as_posix() if place.is_dir() and not place.is_relative_to(home) else item
        for item, place in places
    ]
    text = with_items((copy / PIN).read_text(encoding="utf-8"), pin, items)
    (copy / PIN).write_text(text, encoding="utf-8", newline="\n")


def _as_from(root: Path, copy: Path, diagnostics: Iterable[Diagnostic]) -> list[Diagnostic]:
    """Diagnostics of a copy, with the paths that layers outside of it have from the playbook."""
    here = {(root / path).resolve(): path for path in read_originals(root).layers}
    names = {
        f"{path}/": f"{here[place]}/"
        for path in read_originals(copy).layers
        if (place := (copy / path).resolve()) in here
    }
    if not names:
        return list(diagnostics)
    pattern = re.compile("|".join(map(re.escape, names)))

    def rename(text: str) -> str:
        return pattern.sub(lambda match: names[match[0]], text)

    return [
        replace(
            d, location=replace(d.location, path=rename(d.location.path)), message=rename(d.message)
        )
        for d in diagnostics
    ]


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
