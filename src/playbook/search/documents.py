"""What can be found: entries and pages in `docs/`, with their words by the field they stand in."""

import html
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

from playbook.records.explorer import EXPLORER_COLLECTIONS
from playbook.records.site_types import SiteRecord
from playbook.search.rows import index_records

_CODE = re.compile(r"<(pre|code)\b.*?</\1>", re.DOTALL)
_INLINE = re.compile(
    r"</?(?:a|abbr|b|cite|code|del|em|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|u)\b[^>]*>"
)
_TITLE = re.compile(r"<h1\b.*?</h1>|<a class=\"headerlink\".*?</a>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")


class Place(NamedTuple):
    """A piece of a document that a result may show: its anchor, its heading, and its words."""

    anchor: str
    heading: str
    text: str


class Document(NamedTuple):
    """What can be found."""

    url: str
    title: str
    summary: str
    fields: Mapping[str, str]
    places: Sequence[Place]
    names: Sequence[str] = ()
    """Its title and its other names, if who types one of them means it before all others."""
    is_page: bool = False
    """Whether it is a page in `docs/`."""
    language: str = ""
    """The tag of the language that it is written in; "" for that of the playbook."""


class Page(NamedTuple):
    """A page in `docs/`, as it is found."""

    url: str
    title: str
    summary: str
    html: str
    language: str = ""


def documents(site: SiteRecord, pages: Iterable[Page], *, whole: bool = True) -> Iterator[Document]:
    """Every entry in the order of the explorer's rows, then the pages.

    Without `whole`, a document is found by its title, its other names and its summary alone.
    """
    every = chain(map(of_entry, index_records(site)), map(of_page, pages))
    return every if whole else map(_briefly, every)


def _briefly(document: Document) -> Document:
    fields = {name: document.fields.get(name, "") for name in ("title", "aliases", "summary")}
    return document._replace(fields=fields, places=[])


def of_entry(record: Mapping[str, Any]) -> Document:
    """An entry, from its record."""
    body = record["body"]
    places = [Place("", "", plain(body["intro"]))] if body["intro"] else []
    places += [
        Place(f"e-{section['anchor']}", section["title"], plain(section["html"]))
        for section in body["sections"]
    ]
    papers = (material["title"] for material in record.get("materials", ()))
    more = [*record.get("needs", ()), *record.get("cautions", ()), *papers, *_lists(record)]
    sentences = [
        r["sentence"] for name in ("roles", "conditions") for r in _relations(record, name)
    ]
    near = [name for name in record["relations"] if name != "plans"]  # which name much else
    titles = [r["title"] for name in near for r in _relations(record, name)]
    names = [record["title"], *record["aliases"]]
    fields = {
        "title": record["title"],
        "related": " . ".join(titles),
        "aliases": " . ".join(record["aliases"]),
        "summary": record["summary"],
        "purpose": record.get("purpose") or "",
        "text": " . ".join([*(place.text for place in places), *more, *sentences]),
    }
    return Document(
        *(record["url"], record["title"], record["summary"], fields, places, names),
        language=record["language"] or "",
    )


def _relations(record: Mapping[str, Any], name: str) -> Sequence[Mapping[str, str]]:
    in_explorer = record["collection"] in EXPLORER_COLLECTIONS  # the others name nearly all
    return record["relations"].get(name, ()) if in_explorer else ()


def _lists(record: Mapping[str, Any]) -> Iterator[str]:
    for name in ("looks_like", "assets_to_look_for", "critical_questions"):
        yield from record.get(name, ())


def of_page(page: Page) -> Document:
    """A page in `docs/`."""
    prose = _TITLE.sub(" ", _CODE.sub(" ", page.html))
    headings = " . ".join(plain(h) for h in re.findall(r"<h[2-6][^>]*>(.*?)</h", prose))
    text = plain(prose)
    fields = {"title": page.title, "summary": page.summary, "headings": headings, "text": text}
    return Document(
        *(page.url, page.title, page.summary, fields, [Place("", "", text[:3_000])]),
        is_page=True,
        language=page.language,
    )


def plain(markup: str) -> str:
    """The words of some HTML, with a space where a block or a line began."""
    return " ".join(html.unescape(_TAG.sub(" ", _INLINE.sub("", markup))).split())
