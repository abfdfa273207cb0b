"""The sites that were merged below another: they stay until a merge takes them out."""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
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


class Districts(NamedTuple):
    """What became of the sites below a site that is built anew."""

    hashes: Mapping[str, str]
    """Of every file of those that stand below the new one too, and of their list."""
    lost: Sequence[str]
    """The ids of the others."""


def carry(site: Path, fresh: Path) -> Districts:
    """Take the sites below the last one into a new one: each that is as it was merged, unless the
    new one has pages of its own there.
    """
    last = listed(site)
    if not last:
        return Districts({}, ())
    try:
        every = manifest.read((site / manifest.FILE).read_bytes())
    except (OSError, ValueError):
        return Districts({}, [*last])
    grouped = _by_district(every)
    files = {id_: grouped.get(id_, {}) for id_ in last}
    there = {id_: one for id_, one in last.items() if _may_stay(site, fresh, id_, files[id_])}
    hashes = {path: hash_ for id_ in there for path, hash_ in files[id_].items()}
    for path in hashes:
        take(site / path, fresh / path)
    write_listing(fresh, there)
    own = manifest.digest(fresh / LISTING)
    return Districts({**hashes, LISTING: own}, [id_ for id_ in last if id_ not in there])


def _may_stay(site: Path, fresh: Path, id_: str, files: Mapping[str, str]) -> bool:
    if not files or (fresh / BELOW / id_).exists():
        return False
    return all(manifest.is_as_listed(site, path, hash_) for path, hash_ in files.items())


def _by_district(hashes: Mapping[str, str]) -> Mapping[str, Mapping[str, str]]:
    """The hash of each file below a district's address, by the district's id."""
    groups: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for path, hash_ in hashes.items():
        if path.count("/") > 1 and path.startswith(f"{BELOW}/"):
            groups[path.split("/", 2)[1]][path] = hash_
    return groups
