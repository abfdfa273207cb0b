"""Long lists in parts: the first stands on the list's own page, each other one on a plain page.

So does the deck, which has every move as a card to cut out.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from typing_extensions import TypedDict

from playbook.i18n.messages import Words
from playbook.model.entry import Key
from playbook.model.vocabulary import COLLECTIONS
from playbook.records.record import Records, relation_to
from playbook.records.record_types import RelationRecord

Record = Mapping[str, Any]
Selections = dict[str, dict[str, list[RelationRecord]]]
"""For each role and condition, the moves that ask something of the one for the other."""

SIZE = 60
"""How many cards a part has, so that no page is too long to load or to read."""

LISTED = ("moves", "cases")
"""The collections that have a list by title of their own."""


DECK = "deck/"
"""The address of the first page with cards to cut out; the number of every other page follows."""

ON_A_SHEET = 4
"""How many cards of 90 by 120 mm a sheet of Letter has room for, and one of A4."""

SHEETS = 6
"""How many sheets a page has, so that none is too long to load."""


class GroupRecord(TypedDict):
    """A group of cards in a list with facets."""

    condition: str
    """The id of the condition that its moves build; "" for cases."""
    count: str
    items: list[RelationRecord]
    total: int
    """How many there are; a move that builds several conditions is an item for one of them."""
    rest_url: str
    """Where all of it is; "" where no page has it."""
    rest: str
    """The text of the link to the whole group; "" where `items` is all of it."""


class ListRecord(TypedDict):
    """A list with facets: the collections in it, and the groups of its cards."""

    scope: list[str]
    facets: list[str]
    """Ids, in order."""
    groups: list[GroupRecord]


class RoleGroup(TypedDict):
    """The moves of a role for one condition."""

    condition: str
    count: int
    """How many moves ask something of the role for it, wherever they are listed."""
    moves: list[RelationRecord]
    """Those that no condition before it has listed, the lightest first."""
    leads: int
    """How many of these the role leads."""
    near: str
    """Where there are none: the role near this one that has most; "" where no role has any."""


class PartRecord(TypedDict):
    """A part of a long list, on a page of its own."""

    title: str
    """That of the list."""
    url: str
    first_url: str
    """The page with the first part."""
    place: str
    """What the address of every other part starts with; its number follows."""
    number: int
    count: int
    """How many parts there are."""
    items: list[RelationRecord]


class DeckPart(TypedDict):
    """The cards of one page."""

    number: int
    count: int
    """How many pages there are."""
    sheets: list[list[str]]
    """The ids of the moves on each sheet of paper."""


class DeckRecord(TypedDict):
    """All cards, those of a condition together."""

    parts: dict[str, DeckPart]
    """The pages by their addresses."""
    starts: dict[str, str]
    """Where the cards of each condition begin."""


def parts(
    records: Records, selections: Selections, lists: Mapping[str, ListRecord], words: Words
) -> dict[str, PartRecord]:
    """Every part but the first of each list, by its address."""
    return {
        part["url"]: part
        for title, page, place, items in _lists(records, selections, lists, words)
        for part in _parts(title, page, place, items)
    }


def first_part(items: Sequence[RelationRecord], words: Words) -> str:
    """What leads from the first part of a list to the next; "" where it is all of it."""
    if len(items) <= SIZE:
        return ""
    return words("Page %(number)s of %(count)s", number=2, count=_count(items))


def by_title(records: Records, collection: str) -> list[RelationRecord]:
    """The entries of a collection as a list names them."""
    return [relation_to(record) for record in records.collection(collection)]


def deck(records: Records, condition_of: Callable[[Record], str]) -> DeckRecord:
    """The cards of all moves, in the order of the conditions and of their pathways.

    `condition_of` gives the condition whose color a move has; "" for none.
    """
    own = {move["id"]: condition_of(move) for move in records.collection("moves")}
    moves = _in_order(records, own)
    sheets = [moves[at : at + ON_A_SHEET] for at in range(0, len(moves), ON_A_SHEET)]
    count = max(1, -(-len(sheets) // SHEETS))
    return {
        "parts": {
            _deck_page(number): {
                "number": number,
                "count": count,
                "sheets": sheets[(number - 1) * SHEETS : number * SHEETS],
            }
            for number in range(1, count + 1)
        },
        "starts": _starts(moves, own),
    }


def _lists(
    records: Records, selections: Selections, lists: Mapping[str, ListRecord], words: Words
) -> Iterator[tuple[str, str, str, Sequence[RelationRecord]]]:
    """The title of each list, its page, the address that its parts stand below, and its items."""
    for collection in LISTED:
        groups = lists[collection]["groups"]
        if not any(group["rest"] for group in groups if not group["condition"]):
            continue  # its page shows every one
        place = f"{collection}/"
        yield words(_heading(collection)), place, place, by_title(records, collection)
    for key in records:
        entry = records[key]
        for name, relations in entry["relations"].items():
            if len(relations) > SIZE:
                things = words(_heading(relations[0]["collection"]))
                title = f"{entry['title']}: {things}"
                yield title, entry["url"], f"{entry['url']}{name}/", relations
    for role, conditions in selections.items():
        url = f"roles/{role}/"
        for condition, relations in conditions.items():
            place = f"{url}{condition}/"
            titles = (records[Key("roles", role)], records[Key("conditions", condition)])
            yield ": ".join(entry["title"] for entry in titles), place, place, relations


def _parts(
    title: str, page: str, place: str, items: Sequence[RelationRecord]
) -> Iterator[PartRecord]:
    for number in range(2, _count(items) + 1):
        yield {
            "title": title,
            "url": f"{place}{number}/",
            "first_url": page,
            "place": place,
            "number": number,
            "count": _count(items),
            "items": list(items[(number - 1) * SIZE : number * SIZE]),
        }


def _count(items: Sequence[RelationRecord]) -> int:
    return -(-len(items) // SIZE)


def _heading(collection: str) -> str:
    return COLLECTIONS[collection][1]


def _in_order(records: Records, own: Mapping[str, str]) -> list[str]:
    """Each move once, with its own condition; those that have none come last."""
    sequence = [
        relation["id"]
        for condition in records.collection("conditions")
        for relation in condition["relations"].get("moves", ())
        if own[relation["id"]] == condition["id"]
    ]
    return list(dict.fromkeys([*sequence, *own]))


def _starts(moves: Sequence[str], own: Mapping[str, str]) -> dict[str, str]:
    places = {move: at // (ON_A_SHEET * SHEETS) + 1 for at, move in enumerate(moves)}
    firsts = ((name, next(group)) for name, group in groupby(moves, key=own.__getitem__) if name)
    return {name: f"{_deck_page(places[move])}#card-{move}" for name, move in firsts}


def _deck_page(number: int) -> str:
    return DECK if number == 1 else f"{DECK}{number}/"
