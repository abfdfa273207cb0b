"""Keeps what macros show out of Markdown.

A macro leaves a mark, Python-Markdown converts the page around it, and what the macro shows is put
in its place as HTML by a template. So no word of an entry, a label or a reference is ever read as
Markdown, where an attribute list could make a script of it.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from typing import Any

from playbook.records.site_types import SettingsRecord, SiteRecord
from playbook_site.rendering.page_records import PageRecord

_BLOCK, _INLINE, _END = "\ue000", "\ue001", "\ue002"
"""Private characters of Unicode, which Markdown leaves alone and no editor types."""

_MARK = re.compile(
    rf"<p>\s*{_BLOCK}(?P<block>\d+){_END}\s*</p>|[{_BLOCK}{_INLINE}](?P<inline>\d+){_END}"
)

MARKS = re.compile(rf"[{_BLOCK}{_INLINE}{_END}]")
"""What no page may hold itself."""

_PART = "\0"
"""What stands for a part in a page whose marks' numbers do not matter."""

_STANDS_ALONE = re.compile(r"\s*<(?:blockquote|div|dl|h\d|ol|p|section|table|ul)\b")

Draw = Callable[[str, Mapping[str, Any]], str]
"""The HTML of a template that is given some values."""


class Placeholders:
    """The parts of pages that macros show, in the order in which they were called."""

    def __init__(self) -> None:
        self._parts: list[tuple[str, Mapping[str, Any]]] = []

    def block(self, name: str, **values: Any) -> str:
        """The mark of a part that stands by itself, drawn by `macros/NAME.html`."""
        return _BLOCK + self._add(name, values)

    def inline(self, name: str, **values: Any) -> str:
        """The mark of a part that stands in a line."""
        return _INLINE + self._add(name, values)

    def fill(self, html: str, draw: Draw) -> str:
        """A page, converted from Markdown, with every part in its place."""
        if not _numbers(html):  # as of most pages
            return html
        return _MARK.sub(lambda mark: draw(*self._parts[_number(mark)]), html)

    def parts_of(self, html: str) -> Iterator[tuple[str, Mapping[str, Any]]]:
        """The parts that such a page has: the template of each, and what it is given."""
        return (self._parts[number] for number in _numbers(html))

    def key(self, page: PageRecord, like: tuple[PageRecord, str] | None = None) -> str:
        """A hash of what a page is made from, beside the record of the site and the address of the
        page on the web. `like` is another edition's page and its key, which this one has too where
        they are made from the same.
        """
        parts = [*self.parts_of(page["content"])]
        if like and not parts and page == like[0] | {"canonical_url": page["canonical_url"]}:
            return like[1]  # to compare two is quicker
        return _digest(
            repr([page | {"canonical_url": "", "content": _words(page["content"])}, parts])
        )

    def _add(self, name: str, values: Mapping[str, Any]) -> str:
        self._parts.append((f"macros/{name}.html", values))
        return f"{len(self._parts) - 1}{_END}"


@lru_cache(maxsize=1_024)
def _numbers(html: str) -> tuple[int, ...]:
    """The numbers of the parts that a page has; editions share most pages."""
    return tuple(map(_number, _MARK.finditer(html))) if MARKS.search(html) else ()


def _number(mark: re.Match[str]) -> int:
    return int(mark["block"] or mark["inline"])


@lru_cache(maxsize=1_024)
def _words(content: str) -> str:
    """A hash of what stands on a page beside its parts; editions share most of it."""
    return _digest(_MARK.sub(_PART, content))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()


def of_interface(html: str, language: str, settings: SettingsRecord) -> str:
    """What a macro shows, in the interface's words, for a page whose own are in a language; ""
    stands for the interface's.
    """
    if not html.strip() or language in ("", settings["language"]):
        return html
    name = "div" if _STANDS_ALONE.match(html) else "span"
    return f'<{name} lang="{settings["language"]}" dir="{settings["direction"]}">{html}</{name}>'


class MacroSources:
    """What macros read and where they leave their marks. No mapping: mkdocs-macros copies those."""

    def __init__(
        self,
        site: SiteRecord,
        placeholders: Placeholders,
        is_hidden: Callable[[str, str], bool],
    ) -> None:
        self.site = site
        self.placeholders = placeholders
        self.is_hidden = is_hidden
        """Whether a layer hides an entry, by its collection and its id."""
