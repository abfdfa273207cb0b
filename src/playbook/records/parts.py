"""Long lists in parts: the first stands on the list's own page, each other one on a plain page."""

from collections.abc import Iterator, Mapping, Sequence

from playbook.i18n.messages import Words
from playbook.model.vocabulary import COLLECTIONS
from playbook.records.record import Records, relation_to
from playbook.records.record_types import RelationRecord
from playbook.records.site_types import ListRecord, PartRecord, Selections

SIZE = 60
"""How many cards a part has, so that no page is too long to load or to read."""

LISTED = ("moves", "cases")
"""The collections that have a list by title of their own."""


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


def _lists(
    records: Records, selections: Selections, lists: Mapping[str, ListRecord], words: Words
) -> Iterator[tuple[str, str, str, Sequence[RelationRecord]]]:
    """The title of each list, its page, the address that its parts stand below, and its items."""
    for collection in LISTED:
        if not any(group["rest"] for group in lists[collection]["groups"]):
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
            yield words("Moves"), place, place, relations


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
