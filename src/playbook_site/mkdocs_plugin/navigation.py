"""Turns the navigation of MkDocs into records of the site record."""

from collections.abc import Collection, Iterable

from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from playbook.i18n.messages import Words
from playbook.records.site_types import NavigationRecord

FOOTER_PAGES = (
    "accessibility/",
    "accessibility/report/",
    "from-the-article/",
    "judge-your-professional-learning/",
    "make-it-your-districts/",
)
"""Pages that the footer leads to, and the masthead does not."""


def navigation_records(
    navigation: Navigation, words: Words, footer_pages: Collection[str]
) -> list[NavigationRecord]:
    """The items of a navigation, with their titles in the language of the site."""
    return [record for item in navigation.items for record in _item(item, words, footer_pages)]


def _item(item: object, words: Words, footer_pages: Collection[str]) -> Iterable[NavigationRecord]:
    match item:
        case Page():
            yield {
                "title": words(str(item.title)),
                "url": item.url,
                "is_home": item.is_homepage,
                "is_footer_only": item.url in footer_pages,
                "children": [],
            }
        case Section():
            children = [
                record for child in item.children for record in _item(child, words, footer_pages)
            ]
            if children:
                yield {
                    "title": words(item.title),
                    "url": children[0]["url"],
                    "is_home": False,
                    "is_footer_only": False,
                    "children": children,
                }
