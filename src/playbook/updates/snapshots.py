"""The texts of an original and of a layer, as updates compare them."""

import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from playbook.layers.edition import Chain
from playbook.layers.lockfile import (
    CHANGED_OUTSIDE,
    FILE,
    STALE_LOCK,
    Lock,
    Tree,
    digest,
    parse,
)
from playbook.layers.originals.places import PARTS, WITHDRAWN
from playbook.layers.settings import FILE as SETTINGS
from playbook.layers.upstream import version_of
from playbook.model.entry_types import MODELS
from playbook.source.diagnostics import Diagnostic, InvalidEntry
from playbook.source.files import UNREADABLE_FILE, read_long, read_text
from playbook.source.folders import Kind, files, kind_of
from playbook.source.location import Location
from playbook.updates.apply import effective
from playbook.updates.outside.changes import Change, changed_outside, holds
from playbook.updates.renames import new_name
from playbook.updates.texts import is_entry

ORIGINAL = (
    *MODELS,
    *("docs", "outlines", "overrides", "macros", "migrations", "scripts", "src", ".github"),
    *(
        "references.yml",
        "language.yml",
        "accessibility.yml",
        "synonyms.yml",
        "headings.yml",
        WITHDRAWN,
        "mkdocs.yml",
        "pyproject.toml",
    ),
)
"""The folders and files of an original that an update tells of."""

OF_LAYER = (*PARTS, SETTINGS)
"""The folders and files of a layer that an update may change."""


PROGRAMS = ("src/",)
"""The programs that every release changes, and districts hardly ever."""


def original_tree(root: Path) -> Tree:
    """The text of every file of an original; pictures and the like are left out.

    Raises `InvalidEntry` with every entry that cannot be read.
    """
    return dict(_texts(root, ORIGINAL))


def layer_tree(folder: Path) -> Tree:
    """The text of every file of a layer, by the path of what it adds to or replaces; and its
    settings.

    Raises `InvalidEntry` with every entry that cannot be read.
    """
    return dict(_texts(folder, OF_LAYER))


def inherited_tree(folder: Path) -> Tree:
    """The same of a layer that others stand on, with what was taken back in it."""
    return dict(_texts(folder, (*OF_LAYER, WITHDRAWN)))


def read_layer(root: Path, layer: str) -> tuple[Tree, dict[str, Diagnostic]]:
    """The same for what can be read of a layer, with why the rest cannot, by the same paths."""
    faults: dict[str, Diagnostic] = {}
    return dict(_readable(root / layer, OF_LAYER, faults, f"{layer}/")), faults


def read_lock(root: Path, layer: str) -> Lock | None:
    """The lock of a layer; None where there is none. Raises `InvalidEntry` for a broken one."""
    path = f"{layer}/{FILE}"
    if not os.path.lexists(root / path):
        return None
    return parse(read_long(root, path), path)


def stale(root: Path, original: Path, chain: Chain) -> Iterator[Diagnostic]:
    """What a district's lock says that is no longer so; a layer without a lock has nothing to say.

    A school stands on its district, whose words change with no release: its lock is looked at when
    it is updated.
    """
    below = [layer for layer in chain.layers if layer.is_inherited]
    for layer in chain.layers[len(below) : len(below) + 1]:
        try:
            lock = read_lock(root, layer.path)
        except InvalidEntry as invalid:
            yield from invalid.diagnostics
            continue
        folders = [original, *(root / lower.path for lower in below)]
        for path, text in (lock.originals if lock else {}).items():
            if (root / layer.path / path).is_file() and _now(folders, path) != text:
                yield _stale(f"{layer.path}/{path}", path)


def _now(folders: Sequence[Path], path: str) -> str:
    """A file as the original has it now, with what layers in between say of it."""
    base, *over = [{path: text} if (text := _text(folder, path)) else {} for folder in folders]
    return effective(base, over).get(path, "")


def lock_diagnostics(root: Path, original: Path, chain: Chain) -> Iterator[Diagnostic]:
    """What a district's lock tells of the original: what changed, and who changed it."""
    yield from stale(root, original, chain)
    yield from outside(root, original, chain)


def outside(root: Path, original: Path, chain: Chain) -> Iterator[Diagnostic]:
    """What a fork changed outside of its layer, as long as its lock is of the original it holds.

    Between a merge and the day on which it is accepted, nobody can tell whose a change is.
    """
    layer = next(iter(chain.layers), None)
    lock = _sound_lock(root, layer.path) if layer else None
    if not layer or not lock or original.resolve() != root.resolve():
        return
    if lock.version != version_of(original):
        return
    files = {p: content for p, content in lock.files.items() if holds(p) or p.startswith(PROGRAMS)}
    now = {path: text for path in files if (text := _text(original, path)) is not None}
    if has_other_programs(lock, now):
        return
    for change in changed_outside(Lock(files=files), now):
        is_gone = change.kind == "deleted" and not os.path.lexists(original / change.path)
        is_entry_gone = is_gone and is_entry(change.path)
        if change.kind == "edited" or (is_entry_gone and not _is_renamed(original, change.path)):
            yield _outside(change, layer.path)


def has_other_programs(lock: Lock, now: Tree) -> bool:
    """Whether programs are not as a lock knows them: it may be another original by now."""
    programs = (path for path in now if path.startswith(PROGRAMS) and path in lock.files)
    return any(lock.files[path] != digest(now[path]) for path in programs)


def _text(folder: Path, path: str) -> str | None:
    try:
        return read_text(folder, path)
    except InvalidEntry:
        return None


def _sound_lock(root: Path, layer: str) -> Lock | None:
    try:
        return read_lock(root, layer)
    except InvalidEntry:
        return None  # which is reported where locks are judged


def _stale(path: str, original: str) -> Diagnostic:
    return Diagnostic(
        Location(path),
        STALE_LOCK,
        f"The original {original} has changed since you adapted it.",
        "Run 'playbook update' to see what changed, beside your words.",
    )


def _is_renamed(original: Path, path: str) -> bool:
    collection = path.partition("/")[0]
    there = ((other, _text(original, other)) for other in _files(original, collection))
    return bool(new_name(path, {other: text for other, text in there if text is not None}))


def _outside(change: Change, layer: str) -> Diagnostic:
    verb = "changed" if change.kind == "edited" else change.kind
    return Diagnostic(
        Location(change.path),
        CHANGED_OUTSIDE,
        f"{change.path} was {verb} outside of {layer}/, so the next update would meet it.",
        f"Run 'playbook move-in', which keeps your words in {layer}/.",
    )


def _texts(root: Path, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The texts below some names; what is no text and no entry is left out.

    What cannot be read is never taken for what is not there.
    """
    faults: dict[str, Diagnostic] = {}
    yield from _readable(root, names, faults)
    if faults:
        raise InvalidEntry(faults.values())


def _readable(
    root: Path, names: tuple[str, ...], faults: dict[str, Diagnostic], prefix: str = ""
) -> Iterator[tuple[str, str]]:
    """The texts below some names that can be read; the others come into `faults`."""
    for name in names:
        for path in _files(root, name):
            try:
                yield path, read_text(root, path, f"{prefix}{path}")
            except InvalidEntry as invalid:
                first = invalid.diagnostics[0]
                if name in MODELS or first.code is UNREADABLE_FILE:
                    faults[path] = first


def _files(root: Path, name: str) -> Iterator[str]:
    """The paths of a file, or of the files in a folder that are not hidden."""
    if kind_of(root / name) is Kind.FILE:
        yield name
    yield from (path for path in files(root, name) if not Path(path).name.startswith("."))
