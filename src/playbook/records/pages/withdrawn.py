"""What the notices say that stand where entries were that were taken back."""

from playbook.model.entry import Key
from playbook.records.record import Records


def withdrawn(records: Records) -> list[dict[str, str]]:
    """A notice for each address that an entry had, without a word of it: the `collection`, the
    `url` and the reason (`because`); the `title` of an entry to go on to, and its address
    (`onward`), or "" for none.
    """
    book = records.playbook
    places: list[dict[str, str]] = []
    for one in book.withdrawn:
        for key in () if one.only else one.keys:
            onward = Key(*one.instead.split("/")) if one.instead else None
            is_there = onward is not None and book.knows(onward) and not book.hides(*onward)
            target = book[onward] if onward and is_there else None
            places.append(
                {
                    "collection": key.collection,
                    "url": key.url,
                    "because": str(one.because),
                    "title": target.meta.title if target else "",
                    "onward": target.key.url if target else "",
                }
            )
    return places
