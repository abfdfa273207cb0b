"""Every file and folder that a playbook is read from."""

import contextlib
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

from playbook.layers.originals import licenses
from playbook.layers.originals.codes import PIN
from playbook.layers.originals.originals import read_originals
from playbook.layers.originals.pin import names_in, read_pin
from playbook.layers.originals.places import RELEASE, beside
from playbook.layers.upstream import editions
from playbook.loader import SOURCES
from playbook.model.entry_types import MODELS
from playbook.source.diagnostics import InvalidEntry
from playbook.source.files import read_bytes
from playbook.updates.snapshots import ORIGINAL

SETTINGS = "mkdocs.yml"


def sources(root: Path) -> Iterator[Path]:
    """Them all, there or not: the original's, and those of layers."""
    yield from dict.fromkeys(_sources(root))


def homes(root: Path) -> list[Path]:
    """The playbook and its originals: what stands at the top of each is looked at."""
    originals = read_originals(root)
    return list(dict.fromkeys((root, originals.base, *originals.homes)))


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
        yield from _links(home)
    yield from _branches(root)
    yield RELEASE / "macros"


def _links(home: Path) -> Iterator[Path]:
    """What leads elsewhere on the way to an original."""
    with contextlib.suppress(InvalidEntry, OSError):
        for item in read_pin(home).items:
            place = home / item
            yield from (path for path in (*place.parents, place) if path.is_symlink())


def _branches(root: Path) -> Iterator[Path]:
    """Where git says which branch is checked out here, and which one changes go to."""
    ask = ("git", "rev-parse", "--git-dir", "--git-common-dir")
    with contextlib.suppress(OSError, subprocess.CalledProcessError, UnicodeDecodeError):
        told = subprocess.run(ask, cwd=root, capture_output=True, text=True, check=True)  # noqa: S603
        own, common = (root / line for line in told.stdout.splitlines())
        yield from (own / "HEAD", common / "refs" / "remotes" / "origin" / "HEAD")


def environment(root: Path) -> list[str]:
    """The variables of the environment that the settings of the site may ask for, set or not."""
    settings = (read_bytes(read_originals(root).base, SETTINGS) or b"").decode(errors="replace")
    return sorted(set(re.findall(r"\w+", settings)))
