"""What the head of a page says: to tabs, to search engines, and to whoever shows a link to it."""

import unicodedata
from typing import Any

from playbook.records.site_types import SiteRecord
from playbook_site.rendering.page_records import HeadRecord, PageRecord

TITLE, DESCRIPTION = 65, 155
"""The most characters that search engines show."""

_REGIONS = {"en": "en_US", "es": "es_US"}
"""Where the languages of the interface are spoken, for tags that name no region."""


def head_record(site: SiteRecord, page: PageRecord) -> HeadRecord:
    """The head of a page, but for its structured data."""
    settings = site["settings"]
    name = page["title"] if page["url"] or page["root"] else settings["name"]
    if part := page["part"]:  # what tells the pages of a list apart
        name = f"{shorten(name, TITLE - len(part))}{part}"
    title, ending = _title(name, settings["name"], settings["short_name"])
    card = _card(site, page)
    return {
        "title": title,
        "ending": ending,
        "name": name,
        "description": shorten(page["description"] or settings["description"], DESCRIPTION),
        "kind": "article" if page["entry"] else "website",
        "locale": _locale(page["language"] or settings["language"]),
        "card": card["url"] if card else "",
        "card_text": card["text"] if card else "",
        "data": "",
    }


def shorten(text: str, most: int) -> str:
    """A text on one line, which ends after a word and with an ellipsis where it is longer."""
    text = " ".join(text.split())
    if len(text) <= most:
        return text
    start = text[:most].rpartition(" ")[0] or text[: most - 1]
    if unicodedata.combining(text[len(start)]):  # a sign goes with the letter before it
        start = start[:-1]
    return f"{start.rstrip(' ,;:.!?–—-')}…"


def _title(name: str, site_name: str, short_name: str) -> tuple[str, str]:
    """A title with as much of the site's name as there is room for, and that."""
    if name == site_name:
        return shorten(name, TITLE), name if len(name) <= TITLE else ""
    titles = ((f"{name} · {part}", part) for part in (site_name, short_name))
    fitting = (pair for pair in titles if len(pair[0]) <= TITLE)
    return next(fitting, (shorten(name, TITLE), ""))


def _card(site: SiteRecord, page: PageRecord) -> Any:
    """The picture of the entry that a page shows, else that of the site; None without pictures."""
    cards = site["cards"]
    return cards.get("/".join(page["entry"])) or cards.get("")


def _locale(tag: str) -> str:
    """A language and a region, as Open Graph writes them; "" where no region is known."""
    language, *parts = tag.split("-")
    region = next((part for part in parts if len(part) == 2), "")
    return f"{language}_{region.upper()}" if region else _REGIONS.get(language, "")
