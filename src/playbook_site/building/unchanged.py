"""Whether a site is what a build would write again; answered without loading what builds."""

import contextlib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from playbook_site.building import manifest
from playbook_site.state import fingerprint
from playbook_site.state.origin import is_same, origin, stamp


def is_current(root: Path, site: Path, *, cards: bool = False) -> bool:
    """Whether nothing has changed since a site was built: neither what it is made from, nor itself,
    nor whether it has `cards`.

    False where that is not known.
    """
    memory = fingerprint.recall(_file(site)) if fingerprint.is_asked() else None
    try:
        if memory is None or memory["cards"] is not cards:
            return False
        stamps = {  # before reading: what is saved meanwhile is not what was read
            "stamp": stamp(root, memory, _own(site)),
            "site": fingerprint.stamp((), [site], (), compiled=True),
        }
        if all(value and value == memory[name] for name, value in stamps.items()):
            return True
        if not is_same(root, memory, _own(site)) or not _is_whole(site, memory["manifest"]):
            return False
        manifest.let_everybody_read(site)
    except (OSError, ValueError, KeyError, TypeError):
        return False
    fingerprint.remember(_file(site), {**memory, **stamps})  # so that the next answer is quick
    return True


def report(site: Path) -> tuple[int, str]:
    """How many pages a site had when it was built, and what was said that it lacks."""
    memory = fingerprint.recall(_file(site)) or {}
    return int(memory.get("pages", 0)), str(memory.get("lacks", ""))


def before(root: Path, site: Path, *, cards: bool = False) -> Mapping[str, Any]:
    """What a site is about to be built from."""
    return {**origin(root, _own(site)), "cards": cards}


def note(root: Path, site: Path, start: Mapping[str, Any], pages: int, lacks: str = "") -> None:
    """Remember what a site was built from, if that is still as it was `before`, how many pages it
    has, and what it lacks in a sentence.
    """
    own = _own(site)
    with contextlib.suppress(OSError):
        now = stamp(root, start, own)  # before reading
        if start["key"] and is_same(root, start, own):
            digest = manifest.digest(site / manifest.FILE)
            content = {**start, "stamp": now, "site": "", "manifest": digest}
            fingerprint.remember(_file(site), {**content, "pages": pages, "lacks": lacks})


def _file(site: Path) -> Path:
    return fingerprint.file(site, ".site")


def _own(site: Path) -> tuple[str, ...]:
    """The name of a folder that a build makes, and how those begin that it makes beside it."""
    return site.name, f".{site.name}."


def _is_whole(site: Path, digest: str) -> bool:
    listed = manifest.read((site / manifest.FILE).read_bytes())
    return (
        digest == manifest.digest(site / manifest.FILE)
        and (site / manifest.MARK).is_file()
        and not manifest.unlisted(site, listed)
        and all(manifest.is_as_listed(site, path, hash_) for path, hash_ in listed.items())
    )
