"""What lists and the search dialog show of entries: as cards a summary, as rows a first step."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from playbook.i18n.typography import typeset
from playbook.records.explorer import answers
from playbook.records.site_types import SiteRecord
from playbook.search.documents import plain

Record = Mapping[str, Any]


def summary(record: Record) -> str:
    """What a card says of an entry."""
    return str(record["summary"])


def first_step(record: Record) -> str:
    """What a row says of it: the first step of a move, of any other entry the summary."""
    return plain(record["body"].get("first_step", "")) or summary(record)


TEXTS: Mapping[str, Callable[[Record], str]] = {"cards": summary, "rows": first_step}
"""What each view says of an entry, by the name of the folder that its files are in."""


def cards(site: SiteRecord, records: Iterable[Record], view: str) -> list[list[Any]]:
    """What rows of the index say in a view: `[id, title, text, condition, facts, spoken, own]`.

    `condition` is the place of its condition in the facet, from 1; 0 for an entry without one.
    `spoken`, the attributes of the entry's words, is there where its language is not the page's;
    then `own` is the place of the fact that is in such words.
    """
    options = [value for value, _ in site["facets"]["condition"]["options"]]
    places = {value: place for place, value in enumerate(options, 1)}
    page = site["settings"]["language"]
    return [
        [
            record["id"],
            typeset(record["title"], own),
            typeset(TEXTS[view](record), own),
            next((places.get(value, 0) for value in answers(record, "condition")), 0),
            [typeset(fact, page) for fact in _facts(record, site)],
            *language_attributes(own, page),
            *([place] if own != page and (place := _own_fact(record, site)) >= 0 else []),
        ]
        for record in records
        for own in [_language(record, site)]
    ]


def summaries(site: SiteRecord) -> dict[str, str]:
    """By their addresses, the summaries of what lists show before anything is asked."""
    items = [
        site["entries"][item["collection"]][item["id"]]
        for own in site["lists"].values()
        for group in own["groups"]
        for item in group["items"]
    ]
    return {item["url"]: typeset(summary(item), _language(item, site)) for item in items}


def _language(record: Record, site: SiteRecord) -> str:
    return str(record["language"] or site["settings"]["entry_language"])


def language_attributes(own: str, page: str) -> list[dict[str, str]]:
    """The attributes of words in a language, where it is not the page's."""
    return [{"lang": own, "dir": "auto"}] if own != page else []


def _own_fact(record: Record, site: SiteRecord) -> int:
    """The place among the facts of what is in the words of entries; -1 for none."""
    return int(site["facts"][record["collection"]][record["id"]]["own"])


def _facts(record: Record, site: SiteRecord) -> list[str]:
    return site["facts"][record["collection"]][record["id"]]["card"]
