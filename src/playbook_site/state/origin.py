"""What something was made from, and whether that is still the same; the answer loads nothing."""

import contextlib
import os
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import Any

from playbook_site.state import fingerprint

_KINDS = {"stamp": fingerprint.stamp, "key": fingerprint.digest}
"""How a key is made of what is read: quickly, and of all its words."""


def origin(root: Path, own: tuple[str, ...] = ()) -> Mapping[str, Any]:
    """What a playbook is read from now, as JSON has it; what a command puts into its folder itself
    has the first of its `own` names, or begins with another. The `key` is "" where nothing may be
    remembered, and the `stamp` where only the key tells.
    """
    from playbook_site.state.sources import environment, homes, sources  # loads the core

    root = root.resolve()  # the same paths from wherever somebody asks
    read = {
        "homes": list(map(str, homes(root))),
        "sources": list(map(str, sources(root))),
        "environment": environment(root),
    }
    is_asked = fingerprint.is_asked()
    keys = {kind: _key(root, read, kind, own) if is_asked else "" for kind in _KINDS}
    return {"root": str(root), **keys, **read}


def is_same(root: Path, memory: Mapping[str, Any], own: tuple[str, ...] = ()) -> bool:
    """Whether a playbook is read from the same; not, where the memory holds no origin."""
    try:
        return memory["root"] == str(root.resolve()) and any(
            memory[kind] and memory[kind] == _key(root, memory, kind, own) for kind in _KINDS
        )
    except (OSError, ValueError, KeyError, TypeError):
        return False


def stamp(root: Path, memory: Mapping[str, Any], own: tuple[str, ...] = ()) -> str:
    """The stamp that an origin has now; "" for that of another place, or where only its key tells.
    Raises `KeyError` or `TypeError` for a memory that holds no origin.
    """
    return _key(root, memory, "stamp", own) if memory["root"] == str(root.resolve()) else ""


def _key(root: Path, read: Mapping[str, Any], kind: str, own: tuple[str, ...]) -> str:
    names, loose, here = list[str](), list[Path](), str(root.resolve())
    for home in read["homes"]:
        for entry in _entries(home):
            if home != here or not _is_own(entry.name, own):
                names.append(f"{entry.path}{'/' if entry.is_dir(follow_symlinks=False) else ''}")
                loose += _loose(entry, read["sources"])
    return _KINDS[kind](names, [*map(Path, read["sources"]), *loose], read["environment"])


def _loose(entry: os.DirEntry[str], sources: Collection[str]) -> Iterator[Path]:
    """Each text at the top of a playbook, or in a folder there that is not read: an entry that
    somebody saved there is told.
    """
    if entry.is_file(follow_symlinks=False) and entry.name.endswith(".md"):
        yield Path(entry.path)
    elif entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
        for inner in _entries(entry.path) if entry.path not in sources else ():
            if inner.is_file(follow_symlinks=False) and inner.name.endswith(".md"):
                yield Path(inner.path)


def _entries(folder: str) -> list[os.DirEntry[str]]:
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        return sorted(entries, key=lambda entry: entry.name)
    return []


def _is_own(name: str, own: tuple[str, ...]) -> bool:
    """Whether a command puts that there itself: under the first of its names, or under one that
    begins with another.
    """
    return name in own[:1] or any(map(name.startswith, own[1:]))
