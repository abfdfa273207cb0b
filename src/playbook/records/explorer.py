"""The index of the explorer: the facets, and what it filters and sorts by, a column for each.

What its cards say stands apart, in blocks. `select` makes the same selection as the script does, so
that a test can compare the two.
"""

import hashlib
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from playbook.i18n.messages import Words
from playbook.model.vocabulary import COLLECTIONS, LABELS, translatable
from playbook.records.record import Records
from playbook.records.site_types import FacetRecord, SiteRecord

Record = Mapping[str, Any]
Options = tuple[tuple[str, str], ...]

ENGLISH = Words()


LIMITS = (
    (15, translatable("Up to 15 min")),
    (30, translatable("Up to 30 min")),
    (60, translatable("Up to 1 hour")),
    (120, translatable("Up to 2 hours")),
)
"""How much time a leader may have for one run, in minutes: a short move fits into every one."""

LONGER = ("longer", translatable("Over 2 hours"))

EXPLORER_COLLECTIONS = ("moves", "cases")
"""The collections that the explorer lists; its search finds entries of all."""


def limits(minutes: int) -> list[str]:
    """The limits that a time keeps; `longer` for one that keeps none."""
    return [str(limit) for limit, _ in LIMITS if minutes <= limit] or [LONGER[0]]


def facets(records: Records, words: Words = ENGLISH) -> list[FacetRecord]:
    """Every facet of a playbook, with the roles and conditions that it has."""
    labels = {
        "what": (words("What"), _collections()),
        "condition": (words("Condition"), _titles(records, "conditions")),
        "role": (words("Role"), _titles(records, "roles")),
        "time": (words("Time for one run"), _limits()),
        "setting": (words("Setting"), _labels("setting")),
        "rhythm": (words("How often"), _labels("rhythm")),
        "effort": (words("Effort"), _labels("effort")),
        "draws-on": (words("Draws on"), _labels("draws_on")),
        "evidence": (words("What is known"), EVIDENCE),
        "kind": (words("Kind of case"), _labels("kind")),
        "size": (words("District size"), _labels("size")),
        "locale": (words("District locale"), _labels("locale")),
    }
    return [
        {
            "id": id_,
            "label": label,
            "options": [[v, _option_label(id_, o, words)] for v, o in options],
        }
        for id_, (label, options) in labels.items()
    ]


EVIDENCE = (
    ("studied", translatable("Studied")),
    ("seen", translatable("Seen in a case")),
    ("advice", translatable("Advice, not assessed here")),
)


def answers(record: Record, facet: str) -> Iterable[str]:
    """The options of a facet that an entry has, as they are saved in a link."""
    return _ANSWERS[facet](record)


def select(
    records: Iterable[Record], facets: Iterable[FacetRecord], choices: Mapping[str, set[str]]
) -> list[str]:
    """The addresses of records that match every chosen facet, by any of its chosen options."""
    filters = [(f["id"], choices[f["id"]]) for f in facets if choices.get(f["id"])]
    return [
        record["url"]
        for record in records
        if all(not values.isdisjoint(answers(record, facet)) for facet, values in filters)
    ]


WHOLE = 128
"""Rows up to which what all cards say is in one block."""

BLOCK = 8
"""Rows of a block where there are more: a screen of results is from all over the playbook."""

SIGNS = "".join(map(chr, range(ord("?"), ord("~") + 1)))
"""What stands for the numbers from 0 to 63 in a column."""

_NOT_SORTED_BY = re.compile(r"[^\w\s]")


def index(site: SiteRecord) -> dict[str, Any]:
    """Everything the explorer filters and sorts by: the facets, and columns of what rows have.

    A column is a text in which every row has as many signs of `SIGNS`, least first. `answers` has
    one for each facet, with a bit for each of its options; the others give the place of a value.
    """
    facets = list(site["facets"].values())
    records = index_records(site)
    return {
        "count": len(records),
        "block": block_size(len(records)),
        "stamp": stamp(records),
        "facets": facets,
        "answers": [_answers_column(records, facet) for facet in facets],
        "collection": _column(records, lambda record: record["collection"]),
        "minutes": _column(
            records, lambda record: record["minutes"]["run"] if "minutes" in record else 0
        ),
        "cases": _column(records, lambda record: len(record["relations"].get("cases", ()))),
        "created": _column(records, lambda record: record["created"]),
    }


def cards(site: SiteRecord, records: Iterable[Record]) -> list[list[Any]]:
    """What the cards of some rows say: `[id, title, summary, condition, facts]`.

    `condition` is the place of its condition in the facet, from 1; 0 for an entry without one.
    """
    options = [value for value, _ in site["facets"]["condition"]["options"]]
    places = {value: place for place, value in enumerate(options, 1)}
    return [
        [
            record["id"],
            record["title"],
            record["summary"],
            next((places.get(value, 0) for value in answers(record, "condition")), 0),
            site["facts"][record["collection"]][record["id"]]["card"],
        ]
        for record in records
    ]


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


def _answers_column(records: Iterable[Record], facet: FacetRecord) -> str:
    bits = {value: 1 << place for place, (value, _) in enumerate(facet["options"])}
    width = -(-len(bits) // 6)
    sums = (sum({bits.get(value, 0) for value in answers(r, facet["id"])}) for r in records)
    return "".join(_signs(number, width) for number in sums)


def _column(records: Sequence[Record], read: Callable[[Record], Any]) -> list[Any]:
    """The different values of the rows, and the column of their places."""
    values = [read(record) for record in records]
    table = sorted(set(values))
    places = {value: place for place, value in enumerate(table)}
    width = max(1, -(-(len(table) - 1).bit_length() // 6))
    return [table, "".join(_signs(places[value], width) for value in values)]


def _signs(number: int, width: int) -> str:
    return "".join(SIGNS[number >> 6 * place & 63] for place in range(width))


def _option_label(facet: str, label: str, words: Words) -> str:
    """The label of an option; the title of an entry is already in the site's language."""
    return label if facet in ("condition", "role") else words(label)


def _collections() -> Options:
    return tuple(
        (name, label) for name, (_, label) in COLLECTIONS.items() if name in EXPLORER_COLLECTIONS
    )


def _titles(records: Records, collection: str) -> Options:
    return tuple((record["id"], record["title"]) for record in records.collection(collection))


def _labels(field: str) -> Options:
    return tuple(LABELS[field].items())


def _limits() -> Options:
    return (*((str(limit), label) for limit, label in LIMITS), LONGER)


def _relation_ids(collection: str) -> Callable[[Record], Iterable[str]]:
    return lambda record: [r["id"] for r in record["relations"].get(collection, ())]


def _values_of(field: str) -> Callable[[Record], Iterable[str]]:
    def values(record: Record) -> Iterable[str]:
        value = record.get(field, ())
        return [value] if isinstance(value, str) else value

    return values


def _district(field: str) -> Callable[[Record], Iterable[str]]:
    return lambda record: [record["district"][field]] if "district" in record else []


def _times(record: Record) -> Iterable[str]:
    return limits(record["minutes"]["run"]) if "minutes" in record else []


def _evidence(record: Record) -> Iterable[str]:
    if record["collection"] != "moves":
        return []
    kinds = [("studied", record["evidence"]), ("seen", record["relations"].get("cases"))]
    return [value for value, holds in kinds if holds] or ["advice"]


_ANSWERS: Mapping[str, Callable[[Record], Iterable[str]]] = {
    "what": lambda record: [record["collection"]],
    "condition": _relation_ids("conditions"),
    "role": _relation_ids("roles"),
    "time": _times,
    "setting": _values_of("setting"),
    "rhythm": _values_of("rhythm"),
    "effort": _values_of("effort"),
    "draws-on": _values_of("draws_on"),
    "evidence": _evidence,
    "kind": _values_of("kind"),
    "size": _district("size"),
    "locale": _district("locale"),
}
