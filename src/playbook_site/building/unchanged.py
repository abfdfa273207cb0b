"""Whether a site is what a build would write again; answered without loading what builds."""

import contextlib
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playbook_site.building import manifest
from playbook_site.state import fingerprint


def is_current(root: Path, site: Path) -> bool:
    """Whether nothing has changed since a site was built: neither what it is made from, nor itself.

    False where that is not known.
    """
    memory = fingerprint.recall(_file(site)) if fingerprint.is_asked() else None
    try:
        return (
            memory is not None
            and memory["root"] == str(root.resolve())
            and memory["key"] == _key(root, site, memory["sources"], memory["environment"])
            and memory["manifest"] == manifest.digest(site / manifest.FILE)
            and _is_whole(site)
        )
    except (OSError, ValueError, KeyError, TypeError):
        return False


def before(root: Path, site: Path) -> Mapping[str, Any]:
    """What a site is about to be built from."""
    from playbook_site.state.sources import environment, sources  # loads the core

    paths, names = list(map(str, sources(root))), environment(root)
    key = _key(root, site, paths, names) if fingerprint.is_asked() else ""
    return {"root": str(root.resolve()), "key": key, "sources": paths, "environment": names}


def note(root: Path, site: Path, origin: Mapping[str, Any]) -> None:
    """Remember what a site was built from, if that is still as it was `before`."""
    key = origin["key"]
    if key and key == _key(root, site, origin["sources"], origin["environment"]):
        with contextlib.suppress(OSError):
            digest = manifest.digest(site / manifest.FILE)
            fingerprint.remember(_file(site), {**origin, "manifest": digest})


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
