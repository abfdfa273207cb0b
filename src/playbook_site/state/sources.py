"""Every file and folder that a playbook is read from."""

import re
from collections.abc import Iterator
from pathlib import Path

from playbook.layers.upstream import (
    DISTRICT,
    PIN,
    RELEASE,
    SCHOOLS,
    beside,
    editions,
    find_original,
)
from playbook.loader import SOURCES
from playbook.source.files import read_bytes
from playbook.updates.snapshots import ORIGINAL

SETTINGS = "mkdocs.yml"


def sources(root: Path) -> Iterator[Path]:
    """Them all, there or not: the original's, and those of layers."""
    original, _ = find_original(root)
    layers = {layer for chain in editions(root).values() for layer in chain}
    # an update of a layer looks at all that it may adapt
    names = sorted({*SOURCES, *ORIGINAL}) if layers else SOURCES
    yield from (original / name for name in names)
    for name in sorted({DISTRICT, SCHOOLS, *layers}):
        yield from (root / name, beside(root / name, "old"))
    yield root / PIN
    yield RELEASE / "macros"


def environment(root: Path) -> list[str]:
    """The variables of the environment that the settings of the site may ask for, set or not."""
    settings = (read_bytes(find_original(root)[0], SETTINGS) or b"").decode(errors="replace")
    return sorted(set(re.findall(r"\w+", settings)))
