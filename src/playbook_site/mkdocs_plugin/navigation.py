"""The navigation that MkDocs makes, as the site record holds it."""

from collections.abc import Collection, Iterable

from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from playbook.i18n.messages import Words
from playbook.records.site_types import NavigationRecord

QUIET = (
    "accessibility/",
    "from-the-article/",
    "judge-your-professional-learning/",
    "make-it-your-districts/",
)
"""Pages that the footer leads to, and the masthead does not."""


def navigation_records(
    navigation: Navigation, words: Words, quiet: Collection[str]
) -> list[NavigationRecord]:
    """The items of a navigation, with their titles in the language of the site."""
    return [record for item in navigation.items for record in _item(item, words, quiet)]


def _item(item: object, words: Words, quiet: Collection[str]) -> Iterable[NavigationRecord]:
    match item:
        case Page():
            yield {
                "title": words(str(item.title)),
                "url": item.url,
                "is_home": item.is_homepage,
                "is_quiet": item.url in quiet,
                "children": [],
            }
        case Section():
            children = [record for child in item.children for record in _item(child, words, quiet)]
            if children:
                yield {
                    "title": words(item.title),
                    "url": children[0]["url"],
                    "is_home": False,
                    "is_quiet": False,
                    "children": children,
                }
