"""Turns the navigation of `mkdocs.yml` into records of the site record."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from playbook.i18n.messages import Words
from playbook.records.site_types import NavigationRecord
from playbook_site.rendering.page_records import PageRecord

FOOTER_PAGES = (
    "accessibility/",
    "assets/",
    "data/",
    "judge-your-professional-learning/",
    "make-it-your-districts/",
    "map/",
    "moves/",
    "plans/",
    "privacy/",
)
"""Pages that the footer leads to, and the masthead does not."""

INNER_PAGES = (
    "accessibility/report/",
    "compare/",
    "deck/",
    "from-the-article/",
    "make-it-yours/",
    "suggest/",
)
"""Pages that no menu leads to: a reader comes to them from the page that they belong to."""


def navigation_records(
    nav: Any, pages: Mapping[str, PageRecord], words: Words, footer_pages: Collection[str]
) -> Iterator[NavigationRecord]:
    """The items of a navigation, with their titles in the language of the site.

    `pages` has the record of every page in `docs/`, by its path. A path that it lacks is left out.
    """
    match nav:
        case str() if page := pages.get(nav):
            yield _page(page["title"], page, words, footer_pages)
        case list() | tuple():
            for item in nav:
                yield from navigation_records(item, pages, words, footer_pages)
        case dict():
            for title, item in nav.items():
                yield from _titled(title, item, pages, words, footer_pages)


def titles_in(nav: Any) -> Iterator[tuple[str, str]]:
    """The path of each page that a navigation gives a title, with the title."""
    match nav:
        case list() | tuple():
            for item in nav:
                yield from titles_in(item)
        case dict():
            for title, item in nav.items():
                yield from [(item, title)] if isinstance(item, str) else titles_in(item)


def _titled(
    title: str,
    item: Any,
    pages: Mapping[str, PageRecord],
    words: Words,
    footer_pages: Collection[str],
) -> Iterator[NavigationRecord]:
    if isinstance(item, str):
        if page := pages.get(item):
            yield _page(title, page, words, footer_pages)
    elif children := list(navigation_records(item, pages, words, footer_pages)):
        yield {
            "title": words(title),
            "url": children[0]["url"],
            "is_home": False,
            "is_footer_only": False,
            "children": children,
        }


def _page(
    title: str, page: PageRecord, words: Words, footer_pages: Collection[str]
) -> NavigationRecord:
    return {
        "title": words(title),
        "url": page["url"],
        "is_home": not page["url"],
        "is_footer_only": page["url"] in footer_pages,
        "children": [],
    }
