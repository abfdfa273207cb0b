"""What something was made from, and whether that is still the same; the answer loads nothing."""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from playbook_site.state import fingerprint


def origin(root: Path, own: Callable[[str], bool] = lambda _: False) -> Mapping[str, Any]:
    """What a playbook is read from now, as JSON has it; names in its folder that are `own` are
    what a command puts there itself. The `key` is "" where nothing may be remembered.
    """
    from playbook_site.state.sources import environment, sources  # loads the core

    root = root.resolve()  # the same paths from wherever somebody asks
    paths, names = list(map(str, sources(root))), environment(root)
    key = _key(root, paths, names, own) if fingerprint.is_asked() else ""
    return {"root": str(root), "key": key, "sources": paths, "environment": names}


def is_same(
    root: Path, memory: Mapping[str, Any], own: Callable[[str], bool] = lambda _: False
) -> bool:
    """Whether a playbook is read from the same; raises an error of some kind for a memory that
    holds no origin.
    """
    key: str = memory["key"]
    if memory["root"] != str(root.resolve()):
        return False
    return key == _key(root, memory["sources"], memory["environment"], own)


def _key(root: Path, sources: list[str], environment: list[str], own: Callable[[str], bool]) -> str:
    names = (name for name in os.listdir(root) if not own(name))  # noqa: PTH208 - names alone
    return fingerprint.digest(names, map(Path, sources), environment)
