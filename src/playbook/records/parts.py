"""Long lists in parts: the first stands on the list's own page, each other one on a plain page."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from typing_extensions import TypedDict

from playbook.i18n.messages import Words
from playbook.model.entry import Key
from playbook.model.vocabulary import COLLECTIONS
from playbook.records.record import Records, relation_to
from playbook.records.record_types import RelationRecord

Selections = dict[str, dict[str, list[RelationRecord]]]
"""For each role and condition, the moves that ask something of the one for the other."""

SIZE = 60
"""How many cards a part has, so that no page is too long to load or to read."""

LISTED = ("moves", "cases")
"""The collections that have a list by title of their own."""


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
    is_whole: bool
    """Whether the groups have all of its entries."""


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
    of: list[str]
    """The collection and the id of the entry with whose title that begins; empty for none."""
    things: str
    """What follows that title."""
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
        for name, page, place, items in _lists(records, selections, lists, words)
        for part in _parts(name, page, place, items)
    }


def first_part(items: Sequence[RelationRecord], words: Words) -> str:
    """What leads from the first part of a list to the next; "" where it is all of it."""
    if len(items) <= SIZE:
        return ""
    return words("Page %(number)s of %(count)s", number=2, count=_count(items))


def by_title(records: Records, collection: str) -> list[RelationRecord]:
    """The entries of a collection as a list names them."""
    return [relation_to(record) for record in records.collection(collection)]


class _Name(NamedTuple):
    title: str
    of: Key | None = None
    things: str = ""


def _lists(
    records: Records, selections: Selections, lists: Mapping[str, ListRecord], words: Words
) -> Iterator[tuple[_Name, str, str, Sequence[RelationRecord]]]:
    """The name of each list, its page, the address that its parts stand below, and its items."""
    for collection in LISTED:
        groups = lists[collection]["groups"]
        if not any(group["rest"] for group in groups if not group["condition"]):
            continue  # its page shows every one
        place = f"{collection}/"
        yield _Name(words(_heading(collection))), place, place, by_title(records, collection)
    for key in records:
        entry = records[key]
        for name, relations in entry["relations"].items():
            if len(relations) > SIZE and entry["collection"] != "roles":  # by condition, below
                things = words(_heading(relations[0]["collection"]))
                title = _Name(f"{entry['title']}: {things}", key, things)
                yield title, entry["url"], f"{entry['url']}{name}/", relations
    for role, conditions in selections.items():
        url = f"roles/{role}/"
        for condition, relations in conditions.items():
            place = f"{url}{condition}/"
            key, phrase = Key("roles", role), records[Key("conditions", condition)]["title"]
            title = _Name(f"{records[key]['title']}: {phrase}", key, phrase)
            yield title, place, place, relations


def _parts(
    name: _Name, page: str, place: str, items: Sequence[RelationRecord]
) -> Iterator[PartRecord]:
    for number in range(2, _count(items) + 1):
        yield {
            "title": name.title,
            "of": list(name.of or ()),
            "things": name.things,
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
