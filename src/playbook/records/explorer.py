"""What the explorer needs to know of every entry: facets, and one compact row for each.

The browser receives facets and rows and knows nothing else of the playbook. The same selection is
made here by `select`, so that a test can compare the two.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from playbook.i18n.messages import Words
from playbook.model.vocabulary import COLLECTIONS, LABELS, word
from playbook.records.record import Records

Record = Mapping[str, Any]
Options = tuple[tuple[str, str], ...]

ENGLISH = Words()


class Facet(NamedTuple):
    """A question that narrows the list, with its answers in the order they are shown."""

    id: str
    label: str
    options: Options
    """The value that stands in an address, and the label that readers see."""
    values: Callable[[Record], Iterable[str]]
    """The answers that hold for one record."""


BANDS = (
    (15, word("Up to 15 min")),
    (30, word("16 to 30 min")),
    (60, word("31 to 60 min")),
    (120, word("1 to 2 hours")),
)
"""Upper ends of the bands of time for one run, in minutes."""

LONGER = ("longer", word("Over 2 hours"))

LISTED = ("moves", "cases")
"""The collections that the explorer lists. Search knows all of them."""


def band(minutes: int) -> str:
    """The band that a time falls into: its upper end, or `longer`."""
    return next((str(end) for end, _ in BANDS if minutes <= end), LONGER[0])


def facets(records: Records, words: Words = ENGLISH) -> tuple[Facet, ...]:
    """Every facet of a playbook, with the roles and conditions that it has."""

    def named(options: Options) -> Options:
        return tuple((value, words(label)) for value, label in options)

    return (
        Facet("what", words("What"), named(_collections()), lambda r: [r["collection"]]),
        Facet(
            "condition", words("Condition"), _titles(records, "conditions"), _related("conditions")
        ),
        Facet("role", words("Role"), _titles(records, "roles"), _related("roles")),
        Facet("time", words("Time for one run"), named(_bands()), _band),
        Facet("setting", words("Setting"), named(_labels("setting")), _words("setting")),
        Facet("rhythm", words("How often"), named(_labels("rhythm")), _words("rhythm")),
        Facet("effort", words("Effort"), named(_labels("effort")), _words("effort")),
        Facet("draws-on", words("Draws on"), named(_labels("draws_on")), _words("draws_on")),
        Facet("evidence", words("What is known"), named(EVIDENCE), _evidence),
        Facet("kind", words("Kind of case"), named(_labels("kind")), _words("kind")),
        Facet("size", words("District size"), named(_labels("size")), _district("size")),
        Facet("locale", words("District locale"), named(_labels("locale")), _district("locale")),
    )


EVIDENCE = (
    ("studied", word("Studied")),
    ("seen", word("Seen in a case")),
    ("advice", word("Advice, not assessed here")),
)


def select(
    records: Iterable[Record], shape: Sequence[Facet], chosen: Mapping[str, set[str]]
) -> list[str]:
    """The addresses of the records that fit: all facets that are asked, any answer within one."""
    asked = [(facet, chosen[facet.id]) for facet in shape if chosen.get(facet.id)]
    return [
        record["url"]
        for record in records
        if all(not answers.isdisjoint(facet.values(record)) for facet, answers in asked)
    ]


def index(records: Records, full_text: Mapping[str, str], words: Words = ENGLISH) -> dict[str, Any]:
    """Everything the explorer filters and sorts by: facets, and a row for each entry.

    A row is `[collection, id, title, answers, minutes, cases, created, name, aliases]`: the place
    of the collection in `collections`, for each facet the places of the answers that hold, and the
    name that the full-text index has for the page, from `full_text` by the page's address.
    """
    shape = facets(records, words)
    places = [{value: n for n, (value, _) in enumerate(facet.options)} for facet in shape]
    return {
        "collections": list(COLLECTIONS),
        "facets": [{"id": f.id, "label": f.label, "options": f.options} for f in shape],
        "rows": [
            [*_row(record, shape, places), full_text.get(record["url"], ""), record["aliases"]]
            for record in listed(records)
        ],
    }


def summaries(records: Records) -> list[str]:
    """For each row of the index, its summary: shown on cards, and searched at once."""
    return [record["summary"] for record in listed(records)]


def listed(records: Records) -> list[Record]:
    """Every record in the order of the index: moves and cases, then conditions and roles."""
    order = (*LISTED, *(name for name in COLLECTIONS if name not in LISTED))
    return [record for name in order for record in records.collection(name)]


def _row(record: Record, shape: Sequence[Facet], places: Sequence[Mapping[str, int]]) -> list[Any]:
    answers = [
        [known[value] for value in facet.values(record) if value in known]
        for facet, known in zip(shape, places, strict=True)
    ]
    return [
        list(COLLECTIONS).index(record["collection"]),
        record["id"],
        record["title"],
        answers,
        record["minutes"]["run"] if "minutes" in record else 0,
        len(record["relations"].get("cases", ())),
        record["created"],
    ]


def _collections() -> Options:
    return tuple((name, label) for name, (_, label) in COLLECTIONS.items() if name in LISTED)


def _titles(records: Records, collection: str) -> Options:
    return tuple((record["id"], record["title"]) for record in records.collection(collection))


def _labels(field: str) -> Options:
    return tuple(LABELS[field].items())


def _bands() -> Options:
    return (*((str(end), label) for end, label in BANDS), LONGER)


def _related(collection: str) -> Callable[[Record], Iterable[str]]:
    return lambda record: [r["id"] for r in record["relations"].get(collection, ())]


def _words(field: str) -> Callable[[Record], Iterable[str]]:
    def values(record: Record) -> Iterable[str]:
        value = record.get(field, ())
        return [value] if isinstance(value, str) else value

    return values


def _district(field: str) -> Callable[[Record], Iterable[str]]:
    return lambda record: [record["district"][field]] if "district" in record else []


def _band(record: Record) -> Iterable[str]:
    return [band(record["minutes"]["run"])] if "minutes" in record else []


def _evidence(record: Record) -> Iterable[str]:
    if record["collection"] != "moves":
        return []
    known = [("studied", record["evidence"]), ("seen", record["relations"].get("cases"))]
    return [value for value, there in known if there] or ["advice"]
