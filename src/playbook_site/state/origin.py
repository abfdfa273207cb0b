"""What something was made from, and whether that is still the same; the answer loads nothing."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playbook_site.state import fingerprint


def origin(root: Path, own: tuple[str, ...] = ()) -> Mapping[str, Any]:
    """What a playbook is read from now, as JSON has it; what a command puts into its folder itself
    begins with one of its `own` names. The `key` is "" where nothing may be remembered.
    """
    from playbook_site.state.sources import environment, sources  # loads the core

    root = root.resolve()  # the same paths from wherever somebody asks
    paths, names = list(map(str, sources(root))), environment(root)
    key = _key(root, paths, names, own) if fingerprint.is_asked() else ""
    return {"root": str(root), "key": key, "sources": paths, "environment": names}


def is_same(root: Path, memory: Mapping[str, Any], own: tuple[str, ...] = ()) -> bool:
    """Whether a playbook is read from the same; not, where the memory holds no origin."""
    try:
        key: str = memory["key"]
        return memory["root"] == str(root.resolve()) and key == _key(
            root, memory["sources"], memory["environment"], own
        )
    except (OSError, ValueError, KeyError, TypeError):
        return False


def _key(root: Path, sources: list[str], environment: list[str], own: tuple[str, ...]) -> str:
    names = (name for name in os.listdir(root) if not name.startswith(own))  # noqa: PTH208
    return fingerprint.digest(names, map(Path, sources), environment)
