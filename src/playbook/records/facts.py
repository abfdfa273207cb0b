"""What an entry says of itself in words: on cards, in the strip at the head of its page, and below.

What depends on the values of an entry is decided here; templates and scripts only show it.
"""

from collections.abc import Iterator, Mapping, Sequence
from math import ceil
from typing import Any

from playbook.catalog.outline import IdeaKind
from playbook.i18n.lists import all_of
from playbook.i18n.messages import Words
from playbook.model.vocabulary import STORIES, Consent
from playbook.records.pages.findings import findings
from playbook.records.record_types import EntryFacts, Fact, RelationRecord
from playbook.records.times import duration, run_facts, run_time
from playbook.source.identity import Same
from playbook.source.moment import Kept

Record = Mapping[str, Any]
Labels = Mapping[str, Mapping[str, str]]

_WORDS_A_MINUTE = 200
"""How fast adults read prose, with room for thought."""

_LONGEST = 8
"""The quarters of an hour that fill the bar of a row."""


def facts(record: Record, words: Words, usual: str = "") -> EntryFacts:
    """All facts of an entry, in the language of the site; `usual` is that of entries that name
    none.
    """
    return _facts(Same(record), words, usual)


@Kept
def _facts(same: Same[Record], words: Words, usual: str) -> EntryFacts:
    """The facts of a record that is this one: editions, and the moments of `serve`, share many."""
    record, labels = same.it, words.labels
    relations = record["relations"]
    is_foreign = (record["language"] or usual or words.language) != words.language
    card = [*_CARDS[record["collection"]](record, words, labels)]
    place = _own_words(record, card)
    if place == 0 and is_foreign:
        card[0] = ", ".join(_leaders(record))  # no word of the page between them
    return {
        "card": card,
        "own": place,
        "line": [
            *_LINES.get(record["collection"], _CARDS[record["collection"]])(record, words, labels)
        ],
        "strip": [*_STRIPS.get(record["collection"], _no_strip)(record, words, labels)],
        "moves": count_moves(relations.get("moves", ()), words),
        "condition": first_condition(record),
        "phrase": phrase(record["title"]),
        "fits": _fits(record, words, labels) if record["collection"] == "moves" else "",
        "evidence": _evidence(record, words, labels) if record["collection"] == "cases" else "",
        "findings": findings(record.get("evidence", ()), words),
        "origin": _origin(record, words) if record["collection"] == "moves" else "",
        "length": min(_LONGEST, ceil(record["minutes"]["run"] / 15)) if "minutes" in record else 0,
        "first_step": record["body"].get("first_step", ""),
        "run": run_facts(record, words, labels) if record["collection"] == "moves" else None,
    }


def first_condition(record: Record) -> str:
    """The id of the condition whose color and glyph an entry has; "" for none."""
    if record["collection"] == "conditions":
        return str(record["id"])
    conditions = record["relations"].get("conditions")
    return str(conditions[0]["id"]) if conditions else ""


def reading_time(record: Record, words: Words) -> str:
    """The reading time of an entry's body in words."""
    return words("%(count)s min", count=reading_minutes(record))


def reading_minutes(record: Record) -> int:
    """The reading time of an entry's body, in whole minutes, rounded up."""
    return -(-int(record["body"]["words"]) // _WORDS_A_MINUTE)


def count_moves(relations: Sequence[Any], words: Words) -> str:
    """The number of moves in words, such as `3 moves`."""
    return words.plural("%(count)s move", "%(count)s moves", len(relations))


def stories(record: Record) -> list[RelationRecord]:
    """The cases that count as places where an entry was seen: no examples and no warnings."""
    return [case for case in record["relations"].get("cases", ()) if case["kind"] in STORIES]


def _count_cases(relations: Sequence[Any], words: Words) -> str:
    return words.plural("%(count)s case", "%(count)s cases", len(relations))


def _own_words(record: Record, card: Sequence[str]) -> int:
    """The place on a card of what is in the words of entries; -1 for nothing."""
    if record["collection"] == "plans":
        return len(card) - 1
    return 0 if record["collection"] == "moves" and _leaders(record) else -1


def _leaders(record: Record) -> list[str]:
    roles = record["relations"].get("roles", ())
    return [role["title"] for role in roles if role["id"] in record["leads"]]


def _leads(record: Record, words: Words) -> str:
    """Who leads a move, all by name."""
    return all_of(_leaders(record), words)


def _move_card(record: Record, words: Words, labels: Labels) -> Iterator[str]:
    yield _leads(record, words) or words("Anyone")
    yield run_time([record], words)
    yield labels["rhythm"][record["rhythm"]]
    yield words("%(effort)s effort", effort=labels["effort"][record["effort"]])
    if count := len(stories(record)):
        yield words.plural("Seen in %(count)s case", "Seen in %(count)s cases", count)


def _move_line(record: Record, words: Words, labels: Labels) -> Iterator[str]:
    yield duration(record["minutes"]["run"], words)
    yield labels["rhythm"][record["rhythm"]]
    if leads := _leads(record, words):
        yield leads


def _case_line(record: Record, words: Words, labels: Labels) -> Iterator[str]:
    yield words("%(count)s min read", count=reading_minutes(record))
    yield labels["kind"][record["kind"]]


def _case_card(record: Record, words: Words, labels: Labels) -> Iterator[str]:
    yield labels["kind"][record["kind"]]
    yield count_moves(record["relations"].get("moves", ()), words)
    yield words("%(count)s min read", count=reading_minutes(record))


def _role_card(record: Record, words: Words, labels: Labels) -> Iterator[str]:
    yield labels["level"][record["level"]]
    yield count_moves(record["relations"].get("moves", ()), words)


def _plan_card(record: Record, words: Words, _: Labels) -> Iterator[str]:
    yield count_moves(record["relations"].get("moves", ()), words)
    if weeks := max(record["schedule"].values(), default=0):
        yield words.plural("%(count)s week", "%(count)s weeks", weeks)
    yield record["begins"]


def _condition_card(record: Record, words: Words, _: Labels) -> Iterator[str]:
    yield count_moves(record["relations"].get("moves", ()), words)
    yield _count_cases(record["relations"].get("cases", ()), words)


def _case_strip(record: Record, words: Words, labels: Labels) -> Iterator[Fact]:
    district = record["district"]
    anonymous = words("A district that is not named")
    name = anonymous if district["name"] == "unnamed" else district["name"]
    yield _fact(words("Whose story"), name, wide=True, own=name != anonymous)
    if district["size"] != "unknown":
        yield _fact(words("Size"), labels["size"][district["size"]])
    if district["locale"] != "unknown":
        yield _fact(words("Place"), labels["locale"][district["locale"]])
    if record["period"]:
        yield _fact(words("When"), record["period"], own=True)
    yield _fact(words("Reading time"), reading_time(record, words))
    yield _fact(words("Told by"), labels["consent"][record["consent"]])


def _no_strip(_: Record, __: Words, ___: Labels) -> Iterator[Fact]:
    yield from ()


def _fact(label: str, text: str, *, wide: bool = False, own: bool = False) -> Fact:
    return {"label": label, "text": text, "wide": wide, "own": own}


def _fits(record: Record, words: Words, labels: Labels) -> str:
    """The settings of a move and the motives that it draws on, in a sentence or two."""
    first, *others = (labels["setting"][setting] for setting in record["setting"])
    fits = f"{', '.join([first, *map(str.lower, others)])}."
    if motives := [labels["draws_on"][motive].lower() for motive in record["draws_on"]]:
        fits += " " + words("Draws on %(motives)s.", motives=all_of(motives, words))
    return fits


def phrase(title: str) -> str:
    """A title as it goes on in a sentence; what starts with an abbreviation stays as it is."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def _evidence(record: Record, words: Words, labels: Labels) -> str:
    """What kind of evidence a case is."""
    if record["consent"] == Consent.PUBLISHED:
        return words("Practitioner account; no student outcomes reported.")
    return f"{labels['consent'][record['consent']]}."


def _origin(record: Record, words: Words) -> str:
    """How a move stands to the article that the playbook is built on."""
    if any(idea["kind"] == IdeaKind.IMPLIED_MOVE for idea in record["covers"]):
        return words(
            "The article does not state this as an action; it follows from what it describes."
        )
    if not record["covers"] and record["citations"]:
        return words(
            "This move is not from the article that the playbook is built on; "
            "its own source is named above."
        )
    return ""


_CARDS = {
    "moves": _move_card,
    "cases": _case_card,
    "roles": _role_card,
    "conditions": _condition_card,
    "plans": _plan_card,
}
_LINES = {"moves": _move_line, "cases": _case_line}
_STRIPS = {"cases": _case_strip}
