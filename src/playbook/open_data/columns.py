"""The columns of the tables: what an analyst would ask of each kind of entry."""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from playbook.records.site_types import SiteRecord

Record = Mapping[str, Any]
Cell = str | int | date | None
"""A text, a number, a day, or nothing."""


class Column(NamedTuple):
    """A column: its name, the same in every language, its width in letters, and its cells."""

    name: str
    width: int
    cell: Callable[[SiteRecord, Record], Cell]


def columns(site: SiteRecord, collection: str) -> list[Column]:
    """The columns of a collection; that of whole addresses only where the site has one."""
    address = _ADDRESS if site["settings"]["address"] else ()
    return [*_FIRST, *address, *_OWN[collection], *_LAST]


def all_names(site: SiteRecord) -> list[str]:
    """The names of the columns of all collections in one table, each once."""
    last = [column.name for column in _LAST]
    every = [column.name for name in _OWN for column in columns(site, name)]
    return [*dict.fromkeys(name for name in every if name not in last), *last]


def _key(name: str, width: int = 12) -> Column:
    return Column(name, width, lambda _, record: _value(record.get(name)))


def _day(name: str) -> Column:
    return Column(name, 12, lambda _, record: date.fromisoformat(record[name]))


def _group(name: str, group: str, key: str) -> Column:
    return Column(name, 12, lambda _, record: (record.get(group) or {}).get(key))


def _labels(name: str, width: int = 14, field: str = "") -> Column:
    """The words of a closed list, as readers see them."""

    def cell(site: SiteRecord, record: Record) -> Cell:
        labels, value = site["labels"][field or name], record.get(name) or ()
        words = [value] if isinstance(value, str) else value
        return _joined([labels.get(word, word) for word in words])

    return Column(name, width, cell)


def _related(name: str, relation: str, width: int = 30) -> Column:
    """The titles of the entries that one names."""
    return Column(
        name,
        width,
        lambda _, record: _joined([r["title"] for r in record["relations"].get(relation, ())]),
    )


def _count(name: str, relation: str) -> Column:
    return Column(name, 10, lambda _, record: len(record["relations"].get(relation, ())))


def _roles(record: Record, *, lead: bool) -> Cell:
    roles = record["relations"].get("roles", ())
    return _joined([r["title"] for r in roles if (r["id"] in record.get("leads", ())) == lead])


def _evidence(site: SiteRecord, record: Record) -> Cell:
    """What studies found of a move, or what kind of account a case is, in words."""
    facts = site["facts"][record["collection"]][record["id"]]
    lines = [
        " ".join([finding["outcome"], *(f"{part}." for part in _told(finding) if part)])
        for finding in facts["findings"]
    ]
    return _joined(lines) or facts["evidence"]


def _told(finding: Mapping[str, Any]) -> Sequence[str]:
    return finding["verdict"], finding["fit"], finding["tier"]


def _value(value: Any) -> Cell:
    return _joined(value) if isinstance(value, list) else value


def _joined(words: Sequence[str]) -> str:
    return "; ".join(words)


_FIRST = (
    _key("id", 30),
    _key("collection"),
    _key("title", 44),
    _key("summary", 70),
)
_ADDRESS = (
    Column("address", 44, lambda site, record: site["settings"]["address"] + record["url"]),
)
_PEOPLE = _related("roles", "roles")
_SHOWN = _related("conditions", "conditions")
_OWN: Mapping[str, Sequence[Column]] = {
    "conditions": (
        _key("order", 8),
        _key("short", 24),
        _count("moves_count", "moves"),
        _count("cases_count", "cases"),
    ),
    "roles": (
        _labels("level", 18),
        _related("start_with", "start_with", 44),
        _count("moves_count", "moves"),
        _count("cases_count", "cases"),
    ),
    "moves": (
        _SHOWN,
        Column("leads", 30, lambda _, record: _roles(record, lead=True)),
        Column("takes_part", 30, lambda _, record: _roles(record, lead=False)),
        _labels("setting", 24),
        _labels("occasions", 30),
        _group("minutes_prepare", "minutes", "prepare"),
        _group("minutes_run", "minutes", "run"),
        _group("minutes_follow_up", "minutes", "follow_up"),
        _group("minutes_learn", "minutes", "learn"),
        _group("weeks", "minutes", "weeks"),
        _labels("rhythm", 16),
        _labels("effort", 12),
        _group("group_min", "group_size", "min"),
        _group("group_max", "group_size", "max"),
        _labels("draws_on", 24),
        _group("sign_to_count", "measure", "what"),
        Column("materials", 10, lambda _, record: len(record["materials"])),
        Column("evidence", 70, _evidence),
    ),
    "cases": (
        _labels("kind", 18),
        _SHOWN,
        _PEOPLE,
        _related("moves", "moves", 44),
        _key("period", 18),
        Column("evidence", 70, _evidence),
        _key("evidence_note", 44),
    ),
    "plans": (
        _key("begins", 30),
        _PEOPLE,
        _related("moves", "moves", 60),
        Column("weeks", 10, lambda _, record: max(record["schedule"].values(), default=0)),
    ),
}
_LAST = (
    Column(
        "sources", 60, lambda _, record: _joined([work["text"] for work in record["citations"]])
    ),
    _key("authors", 20),
    Column(
        "language",
        10,
        lambda site, record: record["language"] or site["settings"]["entry_language"],
    ),
    _labels("status", 12),
    Column("origin", 12, lambda _, record: record["provenance"]["state"]),
    _day("created"),
    _day("updated"),
    _day("review_by"),
)
