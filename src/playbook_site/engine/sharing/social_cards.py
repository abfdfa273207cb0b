"""The cards of an edition: what each says, and where its picture is published."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

from playbook.i18n.typography import typeset
from playbook.records.site_types import CardRecord, SiteRecord
from playbook_site.cards.card import Card
from playbook_site.cards.gallery import Gallery
from playbook_site.engine.assets import Content
from playbook_site.engine.edition import Edition

SITE = ""
"""The key of the card of a site; that of an entry's is `moves/its-id`."""

_BRAND = "#22356f"
"""The color of the playbook, where a district has none of its own."""


class Exhibit(NamedTuple):
    """A card, and where its picture is."""

    card: Card
    url: str
    """Its whole address."""
    path: str
    """The same from the root of the site; "" where another site publishes it."""


class Exhibition:
    """The cards of an edition by their keys; none where nobody asks for any, or where its address
    is not said.

    `others` are those of the main edition: a school shows them where an entry is the district's.
    """

    def __init__(self, edition: Edition, others: "Exhibition | None" = None) -> None:
        fonts = edition.original / "overrides" / "assets" / "fonts"
        self.gallery: Gallery = others.gallery if others else Gallery(fonts)
        self._edition = edition
        self._others: dict[str, Exhibit] = others._exhibits if others else {}
        own = edition.configuration
        cards = _cards(edition) if own.cards and own.url else ()
        self._exhibits: dict[str, Exhibit] = {key: self._exhibit(key, card) for key, card in cards}

    def records(self) -> dict[str, CardRecord]:
        """What pages say of them."""
        exhibits = self._exhibits.items()
        return {key: {"url": one.url, "text": one.card.words} for key, one in exhibits}

    def pictures(self) -> dict[str, Content]:
        """The pictures that this edition publishes, by their paths."""
        own = (exhibit for exhibit in self._exhibits.values() if exhibit.path)
        return {exhibit.path: partial(self.gallery.picture, exhibit.card) for exhibit in own}

    def _exhibit(self, key: str, card: Card) -> Exhibit:
        other = self._others.get(key)
        if other and key and replace(card, name=other.card.name) == other.card:
            return other._replace(path="")
        path = f"assets/cards/{key.replace('/', '-') or 'site'}.{self.gallery.name(card)}"
        return Exhibit(card, self._edition.configuration.canonical_url(path), path)


def _cards(edition: Edition) -> Iterator[tuple[str, Card]]:
    yield SITE, _site_card(edition)
    yield from _entry_cards(edition)


def _site_card(edition: Edition) -> Card:
    settings, conditions = edition.site["settings"], edition.site["entries"]["conditions"]
    orders = [condition["order"] for condition in conditions.values()]
    return Card(
        title=settings["name"],
        name=settings["short_name"],
        brand=_brand(edition),
        text=settings["description"],
        patterns=tuple(orders) or (0,),
    )


def _entry_cards(edition: Edition) -> Iterator[tuple[str, Card]]:
    site, brand = edition.site, _brand(edition)
    settings = site["settings"]
    for collection, members in site["entries"].items():
        for id_, entry in members.items():
            condition = _condition(site, entry)
            yield (
                f"{collection}/{id_}",
                Card(
                    title=typeset(entry["title"], entry["language"] or settings["entry_language"]),
                    name=settings["name"],
                    brand=brand,
                    kicker=_kicker(site, entry, condition),
                    line=tuple(site["facts"][collection][id_]["line"]),
                    patterns=(condition["order"] if condition else 0,),
                ),
            )


def _condition(site: SiteRecord, entry: Any) -> Any:
    """The record of the condition whose color and pattern an entry has."""
    id_ = site["facts"][entry["collection"]][entry["id"]]["condition"]
    return site["entries"]["conditions"].get(id_)


def _kicker(site: SiteRecord, entry: Any, condition: Any) -> str:
    """The condition that a move or a case is about; else what kind of entry it is."""
    if condition and entry["collection"] in ("moves", "cases"):
        return str(condition["short"] or condition["title"])
    one = site["collections"][entry["collection"]]["one"]
    return one[:1].upper() + one[1:]


def _brand(edition: Edition) -> str:
    chain = edition.book.chain
    return chain.theme.light if chain.settings.colors.brand else _BRAND
