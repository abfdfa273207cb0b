"""What was changed in a fork outside of its layers, and how its words get into a layer.

Everything here is a function of texts. No word is lost: what a layer has no place for is kept as a
patch, and where a layer has a file already, the other stands beside it.
"""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from typing import NamedTuple

from playbook.layers.lockfile import Lock, Tree, digest
from playbook.layers.originals.places import HEADINGS, REFERENCES, SYNONYMS
from playbook.layers.settings import FILE
from playbook.parsing.yaml_editing import edits
from playbook.parsing.yaml_editing.spans import read
from playbook.source.diagnostics import InvalidEntry
from playbook.updates.outside.adaptation import adaptation, copy, union
from playbook.updates.outside.fates import Note
from playbook.updates.outside.patches import unified
from playbook.updates.outside.site_keys import SETTINGS, carry
from playbook.updates.renames import new_name
from playbook.updates.texts import free_name, is_entry
from playbook.updates.works import own_works

MOVABLE_LISTS = (REFERENCES, SYNONYMS, HEADINGS)
"""Files that a layer may have as a whole, and that add to those of the original."""
PATCH = "district-changes.patch"


class Change(NamedTuple):
    """A file outside of the layers that somebody changed by hand."""

    path: str
    kind: str
    """`edited`, `added` or `deleted`."""


@dataclass(frozen=True)
class Moving:
    """Where the words of changes go."""

    lock: Lock
    layer: Mapping[str, str] = field(default_factory=dict)
    """The files of the layer that are new or say more."""
    patches: Mapping[str, str] = field(default_factory=dict)
    """What a layer has no place for, as unified diffs, each by its file."""
    outside: Mapping[str, str | None] = field(default_factory=dict)
    """What stands outside afterwards where no release is put in its place; None for no file."""
    notes: tuple[Note, ...] = ()

    @property
    def patch(self) -> str:
        """All that a layer has no place for, as one file for `git apply`."""
        return "".join(self.patches.values())


def holds(path: str) -> bool:
    """Whether a layer has a place for a file of the original."""
    return is_entry(path) or path.startswith(("docs/", "overrides/")) or path in MOVABLE_LISTS


def changed_outside(lock: Lock, now: Tree, release: Tree | None = None) -> list[Change]:
    """What stands outside of the layers and is neither what the lock knows nor the release's."""
    new = release or {}
    changes = []
    for path, text in now.items():
        if new.get(path) != text and lock.files.get(path) != digest(text):
            changes.append(Change(path, "edited" if path in lock.files else "added"))
    gone = [path for path in lock.files if path not in now]
    changes += [Change(path, "deleted") for path in gone if release is None or path in release]
    return sorted(changes)


def moved_in(
    changes: list[Change],
    lock: Lock,
    now: Tree,
    layer: Tree,
    originals: Tree,
    release: Tree | None = None,
) -> Moving:
    """Find a place in a layer for every change.

    `layer` has all texts of the layer, its settings and lists too. `originals` has the texts
    that were changed, as they were before, as far as they are at hand; a text without one is
    compared with the release's.
    """
    mover = _Mover(lock, now, layer, originals, release)
    for change in changes:
        mover.move(change)
    return Moving(
        replace(lock, files=mover.files, originals=mover.bases),
        {path: text for path, text in mover.layer.items() if layer.get(path) != text},
        mover.patches,
        mover.outside,
        tuple(mover.notes),
    )


class _Mover:
    """Moves one change after the other."""

    def __init__(
        self, lock: Lock, now: Tree, layer: Tree, originals: Tree, release: Tree | None
    ) -> None:
        self.lock, self.now = lock, now
        self.originals = originals
        self.release = release or {}
        self.stays = release is None
        """Whether what no layer has a place for stays where it is."""
        self.layer, self.files, self.bases = dict(layer), dict(lock.files), dict(lock.originals)
        self.patches: dict[str, str] = {}
        self.outside: dict[str, str | None] = {}
        self.notes: list[Note] = []

    def move(self, change: Change) -> None:
        path, kind = change.path, change.kind
        base = self._base(path)
        if kind == "added":
            if holds(path):
                self._add(path)
        elif base is None and self.stays:
            self._note(path, "unknown")
        elif kind == "deleted":
            self._hide(path, base)
        elif self.stays and not holds(path) and path != SETTINGS:
            self._note(path, "stays")
        else:
            self.outside[path] = base
            if path == SETTINGS:
                self._carry(base or "")
            elif not holds(path) or not self._edit(path, base):
                self._keep(path, base or "")

    def _base(self, path: str) -> str | None:
        """The text that a change was made on, or the release's where that is nowhere."""
        if path in self.originals:
            return self.originals[path]
        content = self.lock.files.get(path)
        texts = (self.lock.originals.get(path), self.release.get(path))
        fitting = (text for text in texts if text is not None and digest(text) == content)
        return next(fitting, self.release.get(path))

    def _hide(self, path: str, base: str | None) -> None:
        own, name = self.layer.get(FILE, ""), path.removesuffix(".md")
        hidden = read(own).data.get("hidden") or []
        if self.stays and not is_entry(path):
            self._note(path, "stays")
            return
        self.outside[path] = base
        if not is_entry(path) or not isinstance(hidden, list):
            self._note(path, "back")
            return
        if name not in hidden:
            self.layer[FILE] = edits.put(own, ("hidden",), [*hidden, name])
        self._note(path, "hidden", FILE)

    def _add(self, path: str) -> None:
        self.outside[path] = None
        if path == REFERENCES and self._cite(path, ""):
            return
        if path in MOVABLE_LISTS and path in self.layer:
            self._keep(path, "")
        else:
            is_free = not (is_entry(path) and path in self.release)
            self._place(path, self.now[path], is_free=is_free)

    def _place(self, path: str, text: str, *, is_free: bool = True) -> None:
        """Give a text its place in the layer, or one beside what is there."""
        place = path
        if not is_free or self.layer.get(path, text) != text:
            place = free_name({*self.layer, *self.now, *self.release}, path)
        self.layer[place] = text
        self._note(path, "moved" if place == path else "beside", place)

    def _edit(self, path: str, base: str | None) -> bool:
        """Move what was edited; whether the layer has a place for it."""
        text = self.now[path]
        is_dropped = not self.stays and path not in self.release
        if is_dropped:
            self.files.pop(path, None)
        if path == REFERENCES:
            return self._cite(path, base or "")
        if path in MOVABLE_LISTS:
            if self.layer.get(path, text) != text:
                return False
            self._place(path, text)
            return True
        target = new_name(path, self.release) if is_dropped and is_entry(path) else path
        if not is_entry(path) or not target:
            self._place(path, text)
            if base is not None and not is_dropped and self.layer[path] == text:
                self._know(path, base)
            return True
        return self._adapt(path, target, self.release[target] if base is None else base)

    def _adapt(self, path: str, target: str, base: str) -> bool:
        try:
            over = adaptation(base, self.now[path], path)
            if not over.text:
                return False
            own = self.layer.get(target)
            text = over.text if own is None else union(own, over.text, target)
        except InvalidEntry:
            return False
        if not text:
            self._place(target, copy(self.now[path]), is_free=False)
            return True
        self.layer[target] = text
        self._know(target, base)
        self._note(path, "adapted", target)
        if not over.is_whole:
            self._keep(path, base, "partly")
        return True

    def _cite(self, path: str, base: str) -> bool:
        """Move the works that differ; whether a layer can have them."""
        own, release = (texts.get(path, "") for texts in (self.layer, self.release))
        with suppress(InvalidEntry):
            works = own_works(base, self.now[path], own, release)
            if works.text != own:
                self.layer[path] = works.text
                self._note(path, "works", path)
                if not works.is_whole:
                    self._keep(path, base, "partly")
                return True
        return False

    def _know(self, path: str, base: str) -> None:
        """Note in the lock what an adaptation stands on, so that an update can compare it."""
        self.files[path] = digest(base)
        self.bases[path] = base

    def _carry(self, base: str) -> None:
        carrying = carry(base, self.now[SETTINGS], self.layer.get(FILE, ""))
        if carrying.keys:
            self.layer[FILE] = carrying.text
        for key in carrying.keys:
            self._note(SETTINGS, "setting", key)
        for key in carrying.rest:
            self._note(SETTINGS, "carry", key)
        self.patches[SETTINGS] = unified(SETTINGS, base, self.now[SETTINGS])

    def _keep(self, path: str, base: str, fate: str = "patch") -> None:
        self.patches[path] = unified(path, base, self.now[path])
        self._note(path, fate)

    def _note(self, path: str, fate: str, place: str = "") -> None:
        self.notes.append(Note(path, fate, place))
