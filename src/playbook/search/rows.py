"""The index of the explorer: the facets, and what it filters and sorts by, a column for each.

What its cards say stands apart, in blocks.
"""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from playbook.i18n.typography import typeset
from playbook.model.vocabulary import COLLECTIONS
from playbook.records.explorer import EXPLORER_COLLECTIONS, answers
from playbook.records.facts import stories
from playbook.records.site_types import FacetRecord, SiteRecord

Record = Mapping[str, Any]

WHOLE = 128
"""Rows up to which what all cards say is in one block."""

BLOCK = 6
"""Rows of a block where there are more: a screen of results is from all over the playbook."""

SIGNS = "".join(map(chr, range(ord("?"), ord("~") + 1)))
"""What stands for the numbers from 0 to 63 in a column."""

_NOT_SORTED_BY = re.compile(r"[^\w\s]")


def index(site: SiteRecord) -> dict[str, Any]:
    """Everything the explorer filters and sorts by: the facets, and columns of what rows have.

    `kinds` has the names of one entry of each collection, and of many.

    A column is a text in which every row has as many signs of `SIGNS`, least first. `answers` has
    one for each facet, with a bit for each of its options, and `leads` is one of the roles
    that lead; the others give the place of a value.
    """
    facets = list(site["facets"].values())
    language = site["settings"]["language"]
    records = index_records(site)
    return {
        "count": len(records),
        "block": block_size(len(records)),
        "stamp": stamp(records),
        "kinds": {
            name: [typeset(own["one"], language), typeset(own["many"], language)]
            for name, own in site["collections"].items()
        },
        "facets": [_as_shown(facet, language) for facet in facets],
        "answers": [
            _bits_column(facet, [answers(record, facet["id"]) for record in records])
            for facet in facets
        ],
        "leads": _bits_column(site["facets"]["role"], map(_leads, records)),
        "collection": _column(records, lambda record: record["collection"]),
        "minutes": _column(
            records, lambda record: record["minutes"]["run"] if "minutes" in record else 0
        ),
        "cases": _column(records, lambda record: len(stories(record))),
        "created": _column(records, lambda record: record["created"]),
    }


def _as_shown(facet: FacetRecord, language: str) -> FacetRecord:
    options = [[value, typeset(label, language)] for value, label in facet["options"]]
    return {**facet, "label": typeset(facet["label"], language), "options": options}


def blocks(records: Sequence[Record]) -> list[Sequence[Record]]:
    """The rows of each block of cards."""
    size = block_size(len(records))
    return [records[start : start + size] for start in range(0, len(records), size)]


def block_size(count: int) -> int:
    """How many rows a block has."""
    return WHOLE if count <= WHOLE else BLOCK


def stamp(records: Iterable[Record]) -> str:
    """Changes with the order of the rows, so that no index meets the blocks of another."""
    urls = "\n".join(record["url"] for record in records)
    return hashlib.sha256(urls.encode()).hexdigest()[:8]


def index_records(site: SiteRecord) -> list[Record]:
    """The records of all entries in the order of the index's rows: by title what the explorer
    lists, then the others.
    """
    listed = (record for name in EXPLORER_COLLECTIONS for record in site["entries"][name].values())
    others = (name for name in COLLECTIONS if name not in EXPLORER_COLLECTIONS)
    return [
        *sorted(listed, key=_by_title),
        *(record for name in others for record in site["entries"][name].values()),
    ]


def _by_title(record: Record) -> tuple[str, str, str]:
    plain = unicodedata.normalize("NFD", record["title"].casefold())
    return _NOT_SORTED_BY.sub("", plain), record["title"], record["url"]


def _leads(record: Record) -> Iterable[str]:
    """The roles that lead a move; all, where none takes part in what others lead."""
    return record["leads"] if "leads" in record else answers(record, "role")


def _bits_column(facet: FacetRecord, rows: Iterable[Iterable[str]]) -> str:
    """The options of a facet that each row has."""
    bits = {value: 1 << place for place, (value, _) in enumerate(facet["options"])}
    width = -(-len(bits) // 6)
    sums = (sum({bits.get(value, 0) for value in row}) for row in rows)
    return "".join(_signs(number, width) for number in sums)


def _column(records: Sequence[Record], read: Callable[[Record], Any]) -> list[Any]:
    """The different values of the rows, and the column of their places."""
    values = [read(record) for record in records]
    table = sorted(set(values))
    places = {value: place for place, value in enumerate(table)}
    width = max(1, -(-(len(table) - 1).bit_length() // 6))
    return [table, "".join(_signs(places[value], width) for value in values)]


@lru_cache(maxsize=1_024)
def _signs(number: int, width: int) -> str:
    return "".join(SIGNS[number >> 6 * place & 63] for place in range(width))
