"""The bibliography: `references.yml`, in CSL-YAML as Zotero and Pandoc exchange it."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any

from pydantic import BaseModel, ConfigDict

from playbook.catalog.csl import Work
from playbook.layers.originals.places import REFERENCES
from playbook.model.validation import validate
from playbook.parsing import yaml_subset
from playbook.parsing.yaml_codes import DUPLICATE_KEY
from playbook.source.diagnostics import Diagnostic, InvalidEntry
from playbook.source.location import KeyPath, Location, Source

PATH = REFERENCES

_START = re.compile(r"^(?:https?://)?(?:www\.)?(?:(?:dx\.)?doi\.org/)?(?:doi: ?)?", re.IGNORECASE)


@dataclass(frozen=True)
class Bibliography:
    """Every work that may be cited, by its key. A work is one CSL item, as a plain mapping."""

    items: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    places: Mapping[str, tuple[Source, KeyPath]] = field(default_factory=dict)
    """Where each work is written: its file, and the way to it there."""
    lower: Mapping[str, str] = field(default_factory=dict)
    """The file of each work that says something else, and that a layer's takes the place of."""

    def __contains__(self, key: str) -> bool:
        return key in self.items

    def __iter__(self) -> Iterator[str]:
        return iter(self.items)

    def location(self, key: str) -> Location:
        """Where a work is written."""
        source, path = self.places[key]
        return source.locate(path)

    def found_at(self, address: str) -> str:
        """The first work with an address, or with a DOI that it leads to; "" for none."""
        return self._by_address.get(_plain(address), "")

    @cached_property
    def _by_address(self) -> Mapping[str, str]:
        works = reversed([*self.items.items()])
        return {address: key for key, work in works for address in addresses(work)}

    @cached_property
    def texts(self) -> Mapping[str, str]:
        """Every work as JSON, by its key."""
        return {key: json.dumps(work) for key, work in self.items.items()}


def addresses(work: Mapping[str, Any]) -> set[str]:
    """Where a work is found, so that two forms of one address are the same."""
    return {_plain(str(work[key])) for key in ("URL", "DOI") if work.get(key)}


def _plain(address: str) -> str:
    return _START.sub("", address.strip().lower()).rstrip("/")


class _Works(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    references: tuple[Work, ...]


@lru_cache(maxsize=16)
def parse(text: str, path: str = PATH) -> Bibliography:
    """Read a bibliography, or raise `InvalidEntry` with all diagnostics."""
    data, source = yaml_subset.parse(text, path)
    validate(_Works, data, source)
    items: dict[str, Mapping[str, Any]] = {}
    places: dict[str, tuple[Source, KeyPath]] = {}
    diagnostics: list[Diagnostic] = []
    for index, work in enumerate(data["references"]):
        if work["id"] in items:
            diagnostics.append(_duplicate(source, index, work["id"]))
        items.setdefault(work["id"], _plain_work(work))
        places.setdefault(work["id"], (source, ("references", index)))
    if diagnostics:
        raise InvalidEntry(diagnostics)
    return Bibliography(items, places)


@lru_cache(maxsize=16)
def parse_all(files: tuple[tuple[str, str], ...]) -> Bibliography:
    """Read those of an original and of the layers over it, each by its path and text, the farthest
    first: a work of a layer takes the place of one with its id. Raises `InvalidEntry` with all
    diagnostics.
    """
    works: list[Bibliography] = []
    diagnostics: list[Diagnostic] = []
    for path, text in files:
        try:
            works.append(parse(text, path))
        except InvalidEntry as invalid:
            diagnostics += invalid.diagnostics
    if diagnostics:
        raise InvalidEntry(diagnostics)
    whole = works[0]
    for nearer in works[1:]:
        whole = _over(whole, nearer)
    return whole


def _over(below: Bibliography, above: Bibliography) -> Bibliography:
    lower = {
        key: below.places[key][0].path
        for key, work in above.items.items()
        if key in below and below.items[key] != work
    }
    return Bibliography(
        {**below.items, **above.items},
        {**below.places, **above.places},
        {**below.lower, **lower},
    )


def _plain_work(work: Mapping[str, Any]) -> Mapping[str, Any]:
    """A work as others read it: of an address of a DOI, the DOI; and a date in words as the style
    prints it. One that says neither is none.
    """
    item: dict[str, Any] = _written(work)
    if "DOI" in item:
        item["DOI"] = _START.sub("", item["DOI"].strip())
    if "issued" in item and "date-parts" not in item["issued"]:
        date = item.pop("issued")
        if words := date.get("literal") or date.get("raw"):
            item["issued"] = {"literal": words}
    return item


def _written(part: Any) -> Any:
    """A work, or a part of it, without the keys that are left empty."""
    if isinstance(part, dict):
        parts = {key: _written(value) for key, value in part.items() if value is not None}
        return {key: value for key, value in parts.items() if value != {}}
    return [_written(one) for one in part] if isinstance(part, list) else part


def _duplicate(source: Source, index: int, key: str) -> Diagnostic:
    return Diagnostic(
        source.locate_value(("references", index, "id")),
        DUPLICATE_KEY,
        f"The work '{key}' is in the list twice.",
        "Keep one of the two, or give one another id.",
    )
