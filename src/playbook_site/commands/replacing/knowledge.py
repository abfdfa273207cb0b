"""What is known of the original that a playbook holds: by its lock, its history, a former release.

A replacement writes down what it put in place, by the names that git has for contents. So the next
one knows pictures and programs too, and finds the text of what was edited since.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

import click

from playbook.layers.lockfile import FILE as LOCK
from playbook.layers.lockfile import Lock, Tree, digest, lock
from playbook.layers.originals.pin import names_in
from playbook.layers.upstream import version_of
from playbook.updates.snapshots import original_tree, read_lock
from playbook.updates.texts import is_entry
from playbook_site.commands.replacing import history
from playbook_site.commands.replacing.files import PLACED, blob, same


@dataclass(frozen=True)
class Knowledge:
    """How the original was before anybody changed it."""

    root: Path
    lock: Lock
    base: Path | None = None
    """The whole original as the lock knows it, where it is at hand."""
    is_guess: bool = False
    """Whether that is from the history: what no lock lists there may be a district's own."""
    blobs: Mapping[str, str] = field(default_factory=dict)
    """What the last replacement put in place, by the paths of files."""

    def knows(self, path: str) -> bool:
        """Whether a file is as a release had it, whatever kind of file it is."""
        file = self.root / path
        if file.is_symlink() or not file.is_file():
            return False
        former = self.base / path if self.base and not self.is_guess else None
        if former and former.is_file() and same(former, file):
            return True
        return path in self.blobs and self.blobs[path] == blob(file.read_bytes())

    def had(self, path: str) -> bool:
        """Whether the release that is here had a file of this path."""
        return path in (self.blobs or self.lock.files)

    def lock_of(self, now: Tree) -> Lock:
        """The lock, as if it had been written after the last replacement."""
        files = {path: text for path, text in self.lock.files.items() if self.had(path)}
        files |= {path: "" for path in self.blobs if path in now or is_entry(path)}
        files |= {path: digest(text) for path, text in now.items() if self.knows(path)}
        return replace(self.lock, files=files)

    def originals(self, paths: Iterable[str]) -> Tree:
        """The texts of files before they were changed, as far as they are at hand."""
        paths = list(paths)
        texts = history.texts_in_history(self.root, self.lock, paths)
        if self.base:
            tree = original_tree(self.base)
            texts |= {path: tree[path] for path in paths if path in tree}
        names = {path: self.blobs[path] for path in paths if path in self.blobs}
        return {**texts, **history.texts_of(self.root, names)}

    def before(self, path: str) -> bytes | None:
        """A file of any kind as it was before somebody changed it."""
        if path in self.blobs:
            return history.content(self.root, self.blobs[path])
        file = self.base / path if self.base else None
        return file.read_bytes() if file and file.is_file() else None


def knowledge(root: Path, base: Path | None, folder: Path) -> Knowledge:
    """All that is known of the original of a playbook; `folder` is an empty one, to be used.

    `base` is the release that the playbook was made from. Raises a `ClickException` where neither
    it nor the history nor a lock tells anything.
    """
    layer = names_in(root).layer
    current = read_lock(root, layer)
    blobs = _placed(root)
    is_guess = base is None and not blobs
    if is_guess:
        base = history.original_in_history(root, current, folder)
    if current is None:
        if base is None:
            raise click.ClickException(
                f"There is no {layer}/{LOCK}, so nobody knows what you changed. Name the "
                "release that this playbook was made from."
            )
        current = lock(version_of(base), original_tree(base), {})
    return Knowledge(root, current, base, is_guess, blobs)


def placed_text(version: str, release: Path, paths: Iterable[str]) -> str:
    """The list of what a replacement puts in place, as a file."""
    blobs = {path: blob((release / path).read_bytes()) for path in sorted(paths)}
    return json.dumps({"version": version, "files": blobs}, ensure_ascii=False, indent=1) + "\n"


def _placed(root: Path) -> Mapping[str, str]:
    """What the last replacement put in place, if its release is the one that is here."""
    try:
        content = json.loads((root / PLACED).read_text(encoding="utf-8"))
        files = {str(path): str(name) for path, name in content["files"].items()}
        return files if content["version"] == version_of(root) else {}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
