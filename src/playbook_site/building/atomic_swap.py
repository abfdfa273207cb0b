"""Changes a layer all at once: whatever stops it leaves the old layer or the new one.

The changed layer is made beside the old one, and two renames swap them. Between the two there is
no layer; `recover` puts the new one in its place, and an update begins with it.
"""

import shutil
from collections.abc import Iterable, Mapping
from pathlib import Path

from playbook.layers.upstream import beside

READY = ".ready"
"""A file that says a changed layer is whole."""


def change(layer: Path, kept: Path, removed: Iterable[str], changed: Mapping[str, str]) -> None:
    """Remove and write files of a layer, and keep the layer as it was in `kept`."""
    recover(layer, kept)
    fresh = beside(layer, "new")
    shutil.copytree(layer, fresh, symlinks=True)
    for path in removed:
        (fresh / path).unlink()
    for path, text in changed.items():
        (fresh / path).parent.mkdir(parents=True, exist_ok=True)
        (fresh / path).unlink(missing_ok=True)  # what is a link is never written through
        (fresh / path).write_text(text, encoding="utf-8", newline="\n")
    _swap(layer, kept)


def recover(layer: Path, kept: Path | None = None) -> None:
    """Finish a change that was stopped between two renames, and clear what was not ready.

    The old layer goes to `kept`; where that is not said, it stays until it is.
    """
    fresh, old = beside(layer, "new"), beside(layer, "old")
    if not layer.exists() and (fresh / READY).exists():
        fresh.rename(layer)
    elif not layer.exists() and old.exists():
        old.rename(layer)
    if layer.exists():
        (layer / READY).unlink(missing_ok=True)
        shutil.rmtree(fresh, ignore_errors=True)
        if kept and old.exists():
            shutil.rmtree(kept, ignore_errors=True)
            old.rename(kept)


def _swap(layer: Path, kept: Path) -> None:
    fresh, old = beside(layer, "new"), beside(layer, "old")
    kept.parent.mkdir(parents=True, exist_ok=True)
    (fresh / READY).touch()
    layer.rename(old)
    fresh.rename(layer)
    recover(layer, kept)
