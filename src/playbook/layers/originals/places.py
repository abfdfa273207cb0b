"""Where an installed release is, and where the layer of a playbook is."""

import os
from importlib.metadata import version
from pathlib import Path

from playbook.layers.originals.pin import PACKAGE, names_in
from playbook.layers.settings import FILE
from playbook.model.entry_types import MODELS
from playbook.source.file_names import is_litter

PARTS = (*MODELS, "docs", "overrides")
"""The folders that a layer may have."""

REFERENCES = "references.yml"
SYNONYMS = "synonyms.yml"
HEADINGS = "headings.yml"
WITHDRAWN = "withdrawn.yml"

LISTS = (REFERENCES, SYNONYMS, HEADINGS, WITHDRAWN)
"""The files that a layer may have beside its folders and its settings: they add to the
original's.
"""

_IN_PACKAGE = Path(__file__).parents[2] / "release"
RELEASE = _IN_PACKAGE if _IN_PACKAGE.is_dir() else Path(__file__).parents[4]
"""The original that comes with an installed release; in the project itself, the project's."""

IS_CHECKOUT = RELEASE != _IN_PACKAGE
"""Whether the release is a folder that people work in, and not an installed one."""

VERSION = version(PACKAGE)


def own_layers(root: Path) -> tuple[str, ...]:
    """The layer that a playbook has itself, if there is one. Folders without a file, which no
    repository keeps, are none.
    """
    name = names_in(root).layer
    layer = root / name
    there = any(os.path.lexists(layer / file) for file in (FILE, *LISTS))
    there = there or os.path.lexists(beside(layer, "old"))
    there = there or any(_has_files(layer / part) for part in PARTS)
    return (name,) if there or layer.is_symlink() else ()


def _has_files(path: Path) -> bool:
    """Whether there is a file here or below, or something that cannot be looked into."""
    if os.path.islink(path) or not os.path.isdir(path):  # noqa: PTH112, PTH114 - they never raise
        return os.path.lexists(path)
    try:
        return any(_has_files(item) for item in path.iterdir() if not is_litter(item.name))
    except OSError:
        return True


def beside(layer: Path, what: str) -> Path:
    """Where, beside a layer, a change of it is made (`new`) or the old one stands (`old`)."""
    return layer.with_name(f".{layer.name}.{what}")
