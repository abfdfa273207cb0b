"""The sites that were merged below another: they stay until a merge takes them out."""

import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from playbook_site.building import manifest
from playbook_site.building.reuse import take

BELOW = "districts"
LISTING = f"{BELOW}/districts.json"
"""Which sites there are below, each with its address below the whole, its name, and how many pages
it has.
"""


class District(NamedTuple):
    """A site below another."""

    id: str
    """Its part of addresses."""
    name: str
    pages: int


def listed(site: Path) -> Mapping[str, District]:
    """The sites below another, by their ids."""
    try:
        items = json.loads((site / LISTING).read_text(encoding="utf-8"))
        ids = [item["url"].split("/")[1] for item in items]
        pairs = zip(ids, items, strict=True)
        return {id_: District(id_, item.get("name", id_), item["pages"]) for id_, item in pairs}
    except (OSError, ValueError, KeyError, TypeError, AttributeError, IndexError):
        return {}


def write_listing(site: Path, districts: Mapping[str, District]) -> None:
    """Write the list of the sites below another."""
    items = [
        {"url": f"{BELOW}/{one.id}/", "name": one.name, "pages": one.pages}
        for one in districts.values()
    ]
    file = site / LISTING
    file.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(items, indent=1, ensure_ascii=False)
    file.write_text(f"{text}\n", encoding="utf-8", newline="\n")


def carry(site: Path, fresh: Path) -> Mapping[str, str]:
    """Take the sites below the last one into a new one, each that is as it was merged, unless the
    new one has an edition there. Gives the hashes of all that was put there.
    """
    last = listed(site)
    if not last:
        return {}
    with suppress(OSError, ValueError):
        hashes = manifest.read((site / manifest.FILE).read_bytes())
        files = {id_: dict(_within(hashes, id_)) for id_ in last}
        there = {
            id_: one
            for id_, one in last.items()
            if files[id_]
            and not (fresh / BELOW / id_).exists()
            and all(manifest.is_as_listed(site, path, hash_) for path, hash_ in files[id_].items())
        }
        for path in (path for id_ in there for path in files[id_]):
            take(site / path, fresh / path)
        write_listing(fresh, there)
        own = {path: hash_ for id_ in there for path, hash_ in files[id_].items()}
        return {**own, LISTING: manifest.digest(fresh / LISTING)}
    return {}


def _within(hashes: Mapping[str, str], id_: str) -> Iterator[tuple[str, str]]:
    for path, hash_ in hashes.items():
        if path.startswith(f"{BELOW}/{id_}/"):
            yield path, hash_
