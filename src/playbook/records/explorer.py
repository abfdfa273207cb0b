"""What the explorer asks: the facets, and which of their answers an entry has.

`select` makes the same selection as the script does, so that a test can compare the two.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from playbook.i18n.messages import Words
from playbook.model.vocabulary import COLLECTIONS, LABELS, translatable
from playbook.records.facts import stories
from playbook.records.pages.findings import is_studied
from playbook.records.record import Records
from playbook.records.site_types import FacetRecord

Record = Mapping[str, Any]
Options = tuple[tuple[str, str], ...]

ENGLISH = Words()


LIMITS = (
    (15, translatable("Up to 15 min")),
    (20, translatable("Up to 20 min")),
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
        "occasion": (words("Occasion"), _labels("occasions")),
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
    kinds = [("studied", is_studied(record["evidence"])), ("seen", stories(record))]
    return [value for value, holds in kinds if holds] or ["advice"]


_ANSWERS: Mapping[str, Callable[[Record], Iterable[str]]] = {
    "what": lambda record: [record["collection"]],
    "condition": _relation_ids("conditions"),
    "role": _relation_ids("roles"),
    "time": _times,
    "occasion": _values_of("occasions"),
    "setting": _values_of("setting"),
    "rhythm": _values_of("rhythm"),
    "effort": _values_of("effort"),
    "draws-on": _values_of("draws_on"),
    "evidence": _evidence,
    "kind": _values_of("kind"),
    "size": _district("size"),
    "locale": _district("locale"),
}
