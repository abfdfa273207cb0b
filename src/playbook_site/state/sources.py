"""Every file and folder that a playbook is read from."""

import re
from collections.abc import Iterator
from pathlib import Path

from playbook.layers.originals import licenses
from playbook.layers.originals.codes import PIN
from playbook.layers.originals.originals import read_originals
from playbook.layers.originals.pin import names_in
from playbook.layers.originals.places import RELEASE, beside
from playbook.layers.upstream import editions
from playbook.loader import SOURCES
from playbook.model.entry_types import MODELS
from playbook.source.files import read_bytes
from playbook.updates.snapshots import ORIGINAL

SETTINGS = "mkdocs.yml"


def sources(root: Path) -> Iterator[Path]:
    """Them all, there or not: the original's, and those of layers."""
    yield from dict.fromkeys(_sources(root))


def _sources(root: Path) -> Iterator[Path]:
    originals, own = read_originals(root), names_in(root)
    original = originals.base
    layers = {layer for chain in editions(root).values() for layer in chain}
    # an update of a layer looks at all that it may adapt
    names = sorted({*SOURCES, *ORIGINAL}) if layers else SOURCES
    yield from (original / name for name in names)
    for name in sorted({own.layer, own.folder, *layers}):
        yield from (root / name, beside(root / name, "old"))
    for home in (root, *originals.homes):
        yield from (home / name for name in (PIN, *licenses.FILES, *MODELS, names_in(home).layer))
    yield RELEASE / "macros"


def environment(root: Path) -> list[str]:
    """The variables of the environment that the settings of the site may ask for, set or not."""
    settings = (read_bytes(read_originals(root).base, SETTINGS) or b"").decode(errors="replace")
    return sorted(set(re.findall(r"\w+", settings)))
