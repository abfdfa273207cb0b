"""The index of the search: for each term, where it stands and how much it says there.

A document is an entry or a page in `docs/`. Its terms weigh by field and by how often they stand in
it, as in BM25F (Robertson and Zaragoza, 2009): `w = Σ weight · tf / (tf + K · length / average)`,
kept as a whole number. How rare a term is, a browser reckons from the number of its documents, so
that one entry more changes the terms of that entry alone.
"""

import html
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

from playbook.catalog.synonyms import Group
from playbook.records.site_types import SiteRecord
from playbook.search.rows import index_records
from playbook.search.terms import stemmer, words

FORMAT = 1
"""Goes up when what browsers read has another form."""

WEIGHTS = {
    "related": 1.0,
    "title": 10.0,
    "aliases": 9.0,
    "summary": 5.0,
    "purpose": 3.0,
    "headings": 2.0,
    "text": 1.0,
}
LENGTHS = {
    "related": 20.0,
    "title": 6.0,
    "aliases": 6.0,
    "summary": 16.0,
    "purpose": 14.0,
    "headings": 20.0,
    "text": 350.0,
}
"""The usual length of each field in words. A constant: one long entry changes no other's weight."""

PAGE = 0.6
"""What a page counts beside an entry: it is about the playbook, and an entry about the work."""

K = 1.2
SCALE = 8
SHARD = 4_000
"""Characters of a shard; a browser loads one for each word."""

_CODE = re.compile(r"<(pre|code)\b.*?</\1>", re.DOTALL)
_INLINE = re.compile(
    r"</?(?:a|abbr|b|cite|code|del|em|i|ins|kbd|mark|q|s|small|span|strong|sub|sup|u)\b[^>]*>"
)
_TITLE = re.compile(r"<h1\b.*?</h1>|<a class=\"headerlink\".*?</a>", re.DOTALL)
_TAG = re.compile(r"<[^>]*>")
_FORMS = 3
"""How many forms of a word a browser knows, to find what somebody meant who mistyped it."""


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


class Page(NamedTuple):
    """A page in `docs/`, as it is found."""

    url: str
    title: str
    summary: str
    html: str


class Index(NamedTuple):
    """The index: its shards in the order of their terms, and what a browser asks first."""

    head: Mapping[str, Any]
    shards: Sequence[Mapping[str, Any]]


def documents(site: SiteRecord, pages: Iterable[Page], *, whole: bool = True) -> list[Document]:
    """Every entry in the order of the explorer's rows, then the pages.

    Without `whole`, a document is found by its title, its other names and its summary alone.
    """
    every = [*map(of_entry, index_records(site)), *map(of_page, pages)]
    return every if whole else [_briefly(document) for document in every]


def _briefly(document: Document) -> Document:
    fields = {name: document.fields.get(name, "") for name in ("title", "aliases", "summary")}
    return document._replace(fields=fields, places=[])


def build(documents: Sequence[Document], language: str, groups: Sequence[Group] = ()) -> Index:
    """The index of some documents in one language."""
    postings: dict[str, list[int]] = defaultdict(list)
    forms: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    last: dict[str, int] = {}
    for number, document in enumerate(documents):
        weights, pairs = weigh(tuple(document.fields.items()), language)
        for term, weight in weights:
            share = weight * PAGE if document.is_page else weight
            postings[term] += [number - last.get(term, 0), max(1, round(share))]
            last[term] = number
        for term, word in pairs:
            forms[term][word] += 1
        for key in {_name_key(words(name), language) for name in document.names}:
            postings[key] += [number - last.get(key, 0), 1]
            last[key] = number
    shards = list(_shards(postings, forms))
    head = {
        "format": FORMAT,
        "language": language.partition("-")[0],
        "count": len(documents),
        "texts": any(document.places for document in documents),
        "shards": [next(iter(shard)) for shard in shards],
        "pages": [[d.title, d.url, d.summary] for d in documents if d.is_page],
        "synonyms": [[group.words, group.also] for group in groups],
    }
    return Index(head, shards)


@lru_cache(maxsize=1_024)
def weigh(
    fields: tuple[tuple[str, str], ...], language: str
) -> tuple[Sequence[tuple[str, int]], frozenset[tuple[str, str]]]:
    """The weight of each term of a document, and each of its words with its term.

    The same fields are weighed once in a process.
    """
    stem = stemmer(language)
    total: dict[str, float] = defaultdict(float)
    forms: set[tuple[str, str]] = set()
    for name, text in fields:
        own = words(text)
        share = K * max(0.5, len(own) / LENGTHS[name])
        counts: dict[str, int] = defaultdict(int)
        for word, count in Counter(own).items():
            term = stem(word)
            counts[term] += count
            forms.add((term, word))
        for term, count in counts.items():
            total[term] += WEIGHTS[name] * count / (count + share)
    return [(t, max(1, round(SCALE * w))) for t, w in sorted(total.items())], frozenset(forms)


def _name_key(name: Sequence[str], language: str) -> str:
    """Where a name stands among the terms: behind that of its longest word, which a search for the
    name asks for anyway.
    """
    return f"{stemmer(language)(max(name, key=len, default=''))} {' '.join(name)}"


def plain(markup: str) -> str:
    """The words of some HTML, with a space where a block or a line began."""
    return " ".join(html.unescape(_TAG.sub(" ", _INLINE.sub("", markup))).split())


def _shards(
    postings: Mapping[str, list[int]], forms: Mapping[str, Mapping[str, int]]
) -> Iterator[dict[str, Any]]:
    shard: dict[str, Any] = {}
    size = 0
    for term in sorted(postings):
        common = [word for word, _ in sorted(forms[term].items(), key=lambda f: (-f[1], f[0]))]
        own = " ".join(common[:_FORMS])
        shard[term] = [own, postings[term]]
        size += len(term) + len(own) + 4 * len(postings[term])
        if size > SHARD:
            yield shard
            shard, size = {}, 0
    if shard:
        yield shard


def of_entry(record: Mapping[str, Any]) -> Document:
    """An entry, from its record."""
    body = record["body"]
    places = [Place("", "", plain(body["intro"]))] if body["intro"] else []
    places += [
        Place(f"e-{section['anchor']}", section["title"], plain(section["html"]))
        for section in body["sections"]
    ]
    more = [*record.get("needs", ()), *record.get("cautions", ()), *_lists(record)]
    sentences = [
        r["sentence"] for name in ("roles", "conditions") for r in _relations(record, name)
    ]
    titles = [r["title"] for name in record["relations"] for r in _relations(record, name)]
    names = [record["title"], *record["aliases"]]
    fields = {
        "title": record["title"],
        "related": " . ".join(titles),
        "aliases": " . ".join(record["aliases"]),
        "summary": record["summary"],
        "purpose": record.get("purpose") or "",
        "text": " . ".join([*(place.text for place in places), *more, *sentences]),
    }
    return Document(record["url"], record["title"], record["summary"], fields, places, names)


def _relations(record: Mapping[str, Any], name: str) -> Sequence[Mapping[str, str]]:
    return record["relations"].get(name, ()) if record["collection"] in ("moves", "cases") else ()


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
        page.url, page.title, page.summary, fields, [Place("", "", text[:3_000])], is_page=True
    )
