"""Puts another release in the place of all that is not a district's own."""

import os
import tempfile
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import click

from playbook.layers.lockfile import FILE as LOCK
from playbook.layers.lockfile import Lock, Tree
from playbook.layers.originals.originals import read_originals
from playbook.layers.originals.pin import names_in
from playbook.layers.upstream import version_of
from playbook.model.entry_types import MODELS
from playbook.source.files import read_text
from playbook.updates.outside.changes import (
    MOVABLE_LISTS,
    PATCH,
    Change,
    Moving,
    changed_outside,
    moved_in,
)
from playbook.updates.outside.fates import Note
from playbook.updates.outside.patches import unified
from playbook.updates.renames import new_name
from playbook.updates.snapshots import layer_tree, original_tree
from playbook.updates.texts import numbered
from playbook_site.commands.replacing import journal
from playbook_site.commands.replacing.files import PLACED, Kept, release_files, same
from playbook_site.commands.replacing.knowledge import Knowledge, knowledge, placed_text


@dataclass(frozen=True)
class Replacement:
    """What a release puts in the place of what."""

    version: str
    moving: Moving
    """Where the words go that stood outside of the layers."""
    files: Mapping[str, Path | str]
    """What is written: from a file of the release, or a text."""
    gone: tuple[str, ...]
    """What the release has no more."""
    own: tuple[str, ...]
    """What only the district has; it stays."""
    doubtful: tuple[str, ...]
    """What is replaced, and was perhaps changed by hand: nobody knows how it was."""
    notes: tuple[Note, ...]
    """What becomes of each change, and of each file that the release has no more."""


def replace_from(root: Path, release: Path, base: Path | None = None) -> Replacement:
    """Put a release in the place of the original that a playbook holds; words go into the layer.

    Whoever calls this holds the lock of updates. It may be stopped anywhere and called again.
    `base` is the release that the playbook was made from, for one without a lock.
    """
    journal.finish(root)
    new = replacement(root, release, base)
    journal.change(root, new.files, new.gone)
    return new


def replacement(root: Path, release: Path, base: Path | None = None) -> Replacement:
    """The same, and nothing is written."""
    refuse_small(root)
    if not any((release / name).is_dir() for name in MODELS) or release.resolve() == root.resolve():
        raise click.ClickException(f"There is no other release in {release}.")
    with tempfile.TemporaryDirectory() as folder:
        return _Plan(root, release, knowledge(root, base, Path(folder, "base"))).replacement()


def refuse_small(root: Path) -> None:
    """Raise a `ClickException` for a playbook that holds no original itself."""
    if read_originals(root).base.resolve() != root.resolve():
        raise click.ClickException(
            "This playbook holds no original of its own, so nothing outside of its layers can have "
            "been changed."
        )


def layer_texts(root: Path) -> Tree:
    """All texts of the main layer, with its settings and its files of words."""
    layer = names_in(root).layer
    texts = dict(layer_tree(root / layer)) if (root / layer).is_dir() else {}
    for name in MOVABLE_LISTS:
        if os.path.lexists(root / layer / name):
            texts[name] = read_text(root / layer, name, f"{layer}/{name}")
    return texts


def layer_files(root: Path, moving: Moving) -> dict[str, Path | str]:
    """What is written in the layer, its lock too, and the patch beside it."""
    texts = {**moving.layer, LOCK: moving.lock.text}
    layer = names_in(root).layer
    files: dict[str, Path | str] = {f"{layer}/{path}": text for path, text in texts.items()}
    if moving.patch:
        files[_patch_name(root, moving.patch)] = moving.patch
    return {path: text for path, text in files.items() if _text(root / path) != text}


def refuse_obstacles(root: Path, files: Iterable[str], gone: Collection[str]) -> None:
    """Raise a `ClickException` where a file cannot be written, since something else is there."""
    for path in files:
        place = root / path
        above = [root / folder for folder in Path(path).parents if folder.parts]
        links = [folder for folder in above if folder.is_symlink()]
        blocks = [f for f in above if f.is_file() and f.relative_to(root).as_posix() not in gone]
        inside = place.rglob("*") if place.is_dir() and not place.is_symlink() else ()
        blocks += [f for f in inside if f.is_file() and f.relative_to(root).as_posix() not in gone]
        if obstacle := next(iter([*links, *blocks]), None):
            name = obstacle.relative_to(root).as_posix()
            raise click.ClickException(f"{name} is in the way of {path}. Move it away.")


class _Plan:
    """Compares the files of both sides."""

    def __init__(self, root: Path, release: Path, known: Knowledge) -> None:
        self.root, self.release = root, release
        self.now, self.tree = original_tree(root), original_tree(release)
        names = names_in(root)
        self.lock_name = f"{names.layer}/{LOCK}"
        self.is_first = known.is_guess and not os.path.lexists(root / self.lock_name)
        """Whether all that is known is what the history begins with."""
        self.known = replace(known, lock=self._shared(known.lock)) if self.is_first else known
        self.kept, self.kept_there = Kept(root, names), Kept(release, names)
        self.theirs = sorted(release_files(release, self.kept_there))

    def replacement(self) -> Replacement:
        if links := [path for path in self.theirs if (self.release / path).is_symlink()]:
            raise click.ClickException(f"The release has a link, {links[0]}; none is followed.")
        moving = self._moving()
        ours = release_files(self.root, self.kept)
        others = sorted({p for p in ours if p not in self.kept_there} - set(self.theirs))
        gone = tuple(path for path in others if self._goes(path, moving))
        files: dict[str, Path | str] = {
            path: self.release / path for path in self.theirs if not self._is_there(path)
        }
        patches, doubtful = self._changes_unlisted(files.keys() - moving.outside.keys())
        moving = replace(moving, patches={**moving.patches, **patches})
        version = version_of(self.release)
        files |= layer_files(self.root, moving)
        inventory = placed_text(version, self.release, self.theirs)
        if _text(self.root / PLACED) != inventory:
            files[PLACED] = inventory
        refuse_obstacles(self.root, files, gone)
        own = tuple(path for path in others if path not in gone)
        notes = self._notes(moving, patches, gone)
        return Replacement(version, moving, files, gone, own, tuple(doubtful), notes)

    def _notes(
        self, moving: Moving, patches: Iterable[str], gone: Iterable[str]
    ) -> tuple[Note, ...]:
        """A note for each change, moved or not, and for each file that goes."""
        notes = [*moving.notes, *(Note(path, "patch") for path in patches)]
        notes += [Note(path, "gone") for path in gone if path not in moving.outside]
        if self.is_first:
            notes.append(Note(self.lock_name, "first"))
        return tuple(notes)

    def _shared(self, lock: Lock) -> Lock:
        """A lock without what the release has under no name: it may be a district's own."""
        files = {
            path: content
            for path, content in lock.files.items()
            if path in self.tree or new_name(path, self.tree)
        }
        return replace(lock, files=files)

    def _moving(self) -> Moving:
        lock = self.known.lock_of(self.now)
        changes = changed_outside(lock, self.now, self.tree)
        changes = [change for change in changes if not self._is_passed_over(change)]
        originals = self.known.originals(change.path for change in changes)
        layer = layer_texts(self.root)
        return moved_in(changes, self.known.lock, self.now, layer, originals, self.tree)

    def _is_passed_over(self, change: Change) -> bool:
        """Whether a file is nobody's to move: what git ignores, and what is there and no text."""
        there = os.path.lexists(self.root / change.path)
        return there and (change.kind == "deleted" or change.path in self.kept)

    def _is_there(self, path: str) -> bool:
        file = self.root / path
        return os.path.lexists(file) and same(file, self.release / path)

    def _goes(self, path: str, moving: Moving) -> bool:
        """Whether a file that the release has not is a former release's, or has been moved."""
        is_listed = path in self.known.lock.files or path in moving.outside
        return (path in self.now and is_listed) or self.known.knows(path)

    def _changes_unlisted(self, paths: Iterable[str]) -> tuple[dict[str, str], list[str]]:
        """What was changed in files that no lock lists: as patches, or else what is in doubt."""
        patches: dict[str, str] = {}
        doubtful: list[str] = []
        for path in sorted(paths):
            if not os.path.lexists(self.root / path) or self.known.knows(path):
                continue
            if path in self.now and path in self.known.lock.files:
                continue  # what was changed in it has been moved
            before, text = self.known.before(path), _text(self.root / path)
            is_guess = self.known.is_guess and not (path in self.now and before is None)
            if before is None and (path in self.now or is_guess):
                before = (_text(self.release / path) or "").encode()  # by hand, and by the release
            if text is None or before is None or is_guess:
                doubtful.append(path)
            if text is None or before is None:
                continue
            if change := unified(path, before.decode(errors="replace"), text):
                patches[path] = change
        return patches, doubtful


def _patch_name(root: Path, text: str) -> str:
    number = 1
    while _text(root / (name := numbered(PATCH, number))) not in (None, text):
        number += 1
    return name


def _text(file: Path) -> str | None:
    try:
        return file.read_bytes().decode("utf-8")
    except (OSError, UnicodeDecodeError):
        return None
