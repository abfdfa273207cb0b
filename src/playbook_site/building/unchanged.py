"""Whether a site is what a build would write again; answered without loading what builds."""

import contextlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playbook_site.building import manifest
from playbook_site.state import fingerprint
from playbook_site.state.origin import is_same, origin


def is_current(root: Path, site: Path, *, cards: bool = False) -> bool:
    """Whether nothing has changed since a site was built: neither what it is made from, nor itself,
    nor whether it has `cards`.

    False where that is not known.
    """
    memory = fingerprint.recall(_file(site)) if fingerprint.is_asked() else None
    try:
        return (
            memory is not None
            and memory["cards"] is cards
            and is_same(root, memory, _own(site))
            and memory["manifest"] == manifest.digest(site / manifest.FILE)
            and _is_whole(site)
        )
    except (OSError, ValueError, KeyError, TypeError):
        return False


def lacks(site: Path) -> str:
    """What was said to be missing when a site was built."""
    memory = fingerprint.recall(_file(site)) or {}
    return str(memory.get("lacks", ""))


def before(root: Path, site: Path, *, cards: bool = False) -> Mapping[str, Any]:
    """What a site is about to be built from."""
    return {**origin(root, _own(site)), "cards": cards}


def note(root: Path, site: Path, start: Mapping[str, Any], lacks: str = "") -> None:
    """Remember what a site was built from, if that is still as it was `before`, and what it lacks
    in a sentence.
    """
    if start["key"] and is_same(root, start, _own(site)):
        with contextlib.suppress(OSError):
            digest = manifest.digest(site / manifest.FILE)
            fingerprint.remember(_file(site), {**start, "manifest": digest, "lacks": lacks})


def _file(site: Path) -> Path:
    return fingerprint.file(site, ".site")


def _own(site: Path) -> tuple[str, ...]:
    """How the names begin of what a build puts there itself."""
    return (site.name, f".{site.name}.")


def _is_whole(site: Path) -> bool:
    listed = manifest.read((site / manifest.FILE).read_bytes())
    return (
        (site / manifest.MARK).is_file()
        and not manifest.unlisted(site, listed)
        and all(manifest.digest(site / path) == hash_ for path, hash_ in listed.items())
    )
