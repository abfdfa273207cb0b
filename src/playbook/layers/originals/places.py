"""Where an installed release is, and where the layer of a playbook is."""

import os
from importlib.metadata import version
from pathlib import Path

from playbook.layers.originals.pin import PACKAGE, names_in
from playbook.layers.settings import FILE
from playbook.model.entry_types import MODELS

PARTS = (*MODELS, "docs", "overrides")
"""The folders that a layer may have."""

_IN_PACKAGE = Path(__file__).parents[2] / "release"
RELEASE = _IN_PACKAGE if _IN_PACKAGE.is_dir() else Path(__file__).parents[4]
"""The original that comes with an installed release; in the project itself, the project's."""

IS_CHECKOUT = RELEASE != _IN_PACKAGE
"""Whether the release is a folder that people work in, and not an installed one."""

VERSION = version(PACKAGE)


def own_layers(root: Path) -> tuple[str, ...]:
    """The layer that a playbook has itself, if there is one; empty folders, which no repository
    keeps, are none.
    """
    name = names_in(root).layer
    layer = root / name
    signs = [layer / part for part in (FILE, *PARTS)]
    there = any(map(_holds_something, (*signs, beside(layer, "old"))))
    return (name,) if there or layer.is_symlink() else ()


def _holds_something(path: Path) -> bool:
    """Whether there is more here than an empty folder, or something that cannot be looked into."""
    if path.is_symlink() or not path.is_dir():
        return os.path.lexists(path)
    try:
        return any(path.iterdir())
    except OSError:
        return True


def beside(layer: Path, what: str) -> Path:
    """Where, beside a layer, a change of it is made (`new`) or the old one stands (`old`)."""
    return layer.with_name(f".{layer.name}.{what}")
