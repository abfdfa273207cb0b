"""What something was made from, and whether that is still the same; the answer loads nothing."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playbook_site.state import fingerprint

_KINDS = {"stamp": fingerprint.stamp, "key": fingerprint.digest}
"""How a key is made of what is read: quickly, and of all its words."""


def origin(root: Path, own: tuple[str, ...] = ()) -> Mapping[str, Any]:
    """What a playbook is read from now, as JSON has it; what a command puts into its folder itself
    begins with one of its `own` names. The `key` is "" where nothing may be remembered, and the
    `stamp` where only the key tells.
    """
    from playbook_site.state.sources import environment, sources  # loads the core

    root = root.resolve()  # the same paths from wherever somebody asks
    read = {"sources": list(map(str, sources(root))), "environment": environment(root)}
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
    names = (name for name in os.listdir(root) if not name.startswith(own))  # noqa: PTH208
    return _KINDS[kind](names, map(Path, read["sources"]), read["environment"])
