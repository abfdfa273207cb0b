"""A page with its words as print has them: its text, what is read aloud, and nothing that is data.

Most of a page has nothing to set, so what has is looked for, and only its surroundings are read.
"""

import re
from functools import lru_cache

from playbook.i18n.typography import GAP, typeset_markup

_INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em i ins kbd mark q s samp small span strong sub sup "
    "time u var wbr".split()
)
_CODE = frozenset("code kbd samp".split())
_EMPTY = frozenset("br hr img input wbr".split())
_AS_TYPED = frozenset("pre script style textarea".split())

_ANY = re.compile(r""">(?:[^<"'&.-]++|\.(?!\.\.)|-(?!-|\s)|&(?!quot;|apos;|\#))*+["'&.-]""")
"""A text, up to the first sign that may have to be set."""

_TAG = re.compile(
    r"""(<!--.*?-->|</?[a-zA-Z!][^>"']*+(?:(?:"[^"]*+"|'[^']*+')[^>"']*+)*+>)""", re.DOTALL
)
_NAME = re.compile(r"</?([a-zA-Z][^\s/>]*)")
_LANGUAGE = re.compile(r'\slang="([^"]*)"')
_SPOKEN = re.compile(
    r'((?:\s(?:alt|aria-label|data-name|placeholder|title)|^<meta (?:name|property)="[^"]*"'
    r'(?: property="[^"]*")? content)=")([^"]*)'
)
"""Attributes that people see or hear; `data-name` is a site's name, as titles of pages have it."""

_IN_ATTRIBUTES = ("&#3", "&quot;", "'", "...", " -- ", " - ")


def typeset_page(html: str) -> str:
    """A page as it is shown; its languages are those that its elements name."""
    if not _ANY.search(html):
        return html
    html = _with_attributes(html)
    languages = _languages(html)
    parts, at, end = [], 0, 0
    while hit := _ANY.search(html, end):
        start, end = _text_around(html, hit.end() - 1)
        if start < end:
            parts += [html[at:start], _typeset(html[start:end], _language_at(start, languages))]
            at = end
    return "".join([*parts, html[at:]])


def _with_attributes(html: str) -> str:
    tags: dict[int, re.Match[str]] = {}
    for sign in _IN_ATTRIBUTES:
        at = html.find(sign)
        while at >= 0:
            start = html.rfind("<", 0, at)
            if (tag := _TAG.match(html, max(0, start))) and tag.end() > at:
                tags[start] = tag
                at = tag.end() - 1
            at = html.find(sign, at + 1)
    languages = _languages(html) if tags else []
    parts, at = [], 0
    for start, tag in sorted(tags.items()):
        parts += [html[at:start], _spoken(tag[0], _language_at(start, languages))]
        at = tag.end()
    return "".join([*parts, html[at:]])


def _spoken(tag: str, language: str) -> str:
    return _SPOKEN.sub(lambda match: match[1] + typeset_markup(match[2], language), tag)


def _languages(html: str) -> list[tuple[int, int, str]]:
    """The elements that name a language, in order: where each begins and ends."""
    spans: list[tuple[int, int, str]] = []
    at = html.find(' lang="')
    while at >= 0:
        start = html.rfind("<", 0, at)
        if (tag := _TAG.match(html, max(0, start))) and tag.end() > at:
            language = _LANGUAGE.search(tag[0])
            spans.append((start, _end_of(tag), language[1] if language else ""))
        at = html.find(' lang="', at + 1)
    return spans


def _end_of(tag: re.Match[str]) -> int:
    """Where the element ends that a tag begins: those of its name may stand in it."""
    name, depth = _name(tag[0]), 0
    if name == "html" or name in _EMPTY:
        return len(tag.string) if name == "html" else tag.end()
    for other in re.compile(rf"<(/?){name}(?=[\s>/])").finditer(tag.string, tag.start()):
        depth += -1 if other[1] else 1
        if not depth:
            return other.start()
    return len(tag.string)


def _language_at(place: int, languages: list[tuple[int, int, str]]) -> str:
    around = (tag for start, end, tag in reversed(languages) if start <= place < end)
    return next(around, "en")


def _name(tag: str) -> str:
    match = _NAME.match(tag)
    return match[1].lower() if match else ""


def _text_around(html: str, place: int) -> tuple[int, int]:
    """Where the text begins and ends that a place is in, with the tags that a text may have; an
    empty one for a place in a tag, or where all stays as it was typed.
    """
    start = end = place
    while (end := html.find("<", end)) >= 0:
        tag = _TAG.match(html, end)
        if tag and _name(tag[0]) not in _INLINE:
            break
        end = tag.end() if tag else end + 1
    end = end if end >= 0 else len(html)
    while (start := html.rfind("<", 0, start)) >= 0:
        tag = _TAG.match(html, start)
        if tag and tag.end() > place:
            return tag.end() - 1, tag.end() - 1  # the next text may begin there
        if tag and _name(tag[0]) not in _INLINE:
            is_typed = _name(tag[0]) in _AS_TYPED and not tag[0].startswith("</")
            return (end if is_typed else tag.end()), end
    return 0, end


@lru_cache(maxsize=4096)
def _typeset(text: str, language: str) -> str:
    """A text as it is shown, with the tags that stand in it; many stand on several pages."""
    pieces = _TAG.split(text)
    languages = [language]
    """Those of the elements that are open, the innermost last; "" in code, which stays as typed."""
    places: list[int] = []
    for at, piece in enumerate(pieces):
        before = languages[-1]
        if at % 2 == 0:
            places.append(at if before else -1)
            continue
        _follow(piece, languages)
        if before and languages[-1] not in ("", before):
            _set(pieces, places, before)
            places = []
    _set(pieces, places, languages[-1])
    return "".join(pieces)


def _follow(tag: str, languages: list[str]) -> None:
    """Enter or leave the element of a tag."""
    own = _LANGUAGE.search(tag)
    match _name(tag):
        case _ if tag.startswith("</"):
            if len(languages) > 1:
                languages.pop()
        case name if name and name not in _EMPTY:
            languages.append("" if name in _CODE else own[1] if own else languages[-1])


def _set(pieces: list[str], places: list[int], language: str) -> None:
    """Set a text whose pieces stand at some places; -1 is a piece that stays as typed."""
    text = GAP.join("x" if place < 0 else pieces[place] for place in places)
    words = typeset_markup(text, language).split(GAP)
    if len(words) == len(places):
        for place, word in zip(places, words, strict=True):
            if place >= 0:
                pieces[place] = word
