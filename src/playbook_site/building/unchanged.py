"""Whether a site is what a build would write again; answered without loading what builds."""

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playbook_site.building import manifest
from playbook_site.state import fingerprint


def is_current(root: Path, site: Path, *, cards: bool = False) -> bool:
    """Whether nothing has changed since a site was built: neither what it is made from, nor itself,
    nor whether it has `cards`.

    False where that is not known.
    """
    memory = fingerprint.recall(_file(site)) if fingerprint.is_asked() else None
    try:
        return (
            memory is not None
            and memory["root"] == str(root.resolve())
            and memory["cards"] is cards
            and memory["key"] == _key(root, site, memory["sources"], memory["environment"])
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
    from playbook_site.state.sources import environment, sources  # loads the core

    paths, names = list(map(str, sources(root))), environment(root)
    key = _key(root, site, paths, names) if fingerprint.is_asked() else ""
    origin = {"key": key, "sources": paths, "environment": names}
    return {"root": str(root.resolve()), "cards": cards, **origin}


def note(root: Path, site: Path, origin: Mapping[str, Any], lacks: str = "") -> None:
    """Remember what a site was built from, if that is still as it was `before`, and what it lacks
    in a sentence.
    """
    key = origin["key"]
    if key and key == _key(root, site, origin["sources"], origin["environment"]):
        with contextlib.suppress(OSError):
            digest = manifest.digest(site / manifest.FILE)
            fingerprint.remember(_file(site), {**origin, "manifest": digest, "lacks": lacks})


def _file(site: Path) -> Path:
    return fingerprint.file(site, ".site")


def _key(root: Path, site: Path, sources: list[str], environment: list[str]) -> str:
    own = (site.name, f".{site.name}.")  # what a build puts there itself
    names = (name for name in os.listdir(root) if not name.startswith(own))  # noqa: PTH208
    return fingerprint.digest(names, map(Path, sources), environment)


def _is_whole(site: Path) -> bool:
    listed = manifest.read((site / manifest.FILE).read_bytes())
    return (
        (site / manifest.MARK).is_file()
        and not manifest.unlisted(site, listed)
        and all(manifest.digest(site / path) == hash_ for path, hash_ in listed.items())
    )
