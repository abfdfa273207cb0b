"""The index of the search: for each term, where it stands and how much it says there.

The terms of a document weigh by field and by how often they stand in it, as in BM25F (Robertson and
Zaragoza, 2009): `w = Σ weight · tf / (tf + K · length / average)`, kept as a whole number. How rare
a term is, a browser reckons from the number of its documents, so that one entry more changes the
terms of that entry alone.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from sys import intern
from typing import Any, NamedTuple

from playbook.catalog.words.synonyms import Group
from playbook.search.documents import Document
from playbook.search.terms import primary, stemmed, stemmer, words
from playbook.source.moment import Kept

FORMAT = 2
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

ASIDE = 0.3
"""What a page for people who write here counts, below `contributing/`."""

K = 1.2
SCALE = 8
SHARD = 4_000
"""Characters of a shard; a browser loads one for each word."""

_FORMS = 3
"""How many forms of a word a browser knows, to find what somebody meant who mistyped it."""


class Weights(NamedTuple):
    """The stems of a document in order, what each weighs, and the words that have them."""

    stems: Sequence[str]
    weights: Sequence[int]
    words: Sequence[str]


class Index(NamedTuple):
    """The index: its shards in the order of their terms, and what a browser asks first."""

    head: Mapping[str, Any]
    shards: Sequence[Mapping[str, Any]]


def build(documents: Iterable[Document], language: str, groups: Sequence[Group] = ()) -> Index:
    """The index of some documents, each in its own language or in `language`, the playbook's; they
    are read once, one after the other.

    The terms of another language end in its name, so that no language finds those of another.
    """
    ends = {stemmed(language): ""}
    pages: list[Sequence[str]] = []
    count, has_texts = 0, False
    postings: dict[str, list[int]] = defaultdict(list)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    last: dict[str, int] = {}
    for number, document in enumerate(documents):
        own = document.language or language
        weights = weigh(tuple(document.fields.items()), own)
        stems = stemmed(own)
        end = ends.setdefault(stems, f":{stems}")
        for term, weight in _terms(document, weights, own, end):
            postings[term] += (number - last.get(term, 0), weight)
            last[term] = number
        counts[stems].update(weights.words)
        if document.is_page:
            pages.append([document.title, document.url, document.summary, own])
        has_texts = has_texts or bool(document.places)
        count += 1
    shards = list(_shards(postings, _forms(counts, ends)))
    head = {
        "format": FORMAT,
        "language": primary(language),
        "stemmers": dict(sorted(ends.items(), key=itemgetter(1))),
        "count": count,
        "texts": has_texts,
        "shards": [next(iter(shard)) for shard in shards],
        "pages": pages,
        "synonyms": [[group.words, group.also] for group in groups],
    }
    return Index(head, shards)


def _terms(
    document: Document, weights: Weights, language: str, end: str
) -> Iterator[tuple[str, int]]:
    """The terms of a document and what each weighs, and those of its names."""
    terms: Iterable[str] = (one + end for one in weights.stems) if end else weights.stems
    shares, share = weights.weights, _share(document)
    if share < 1:
        shares = [max(1, round(weight * share)) for weight in shares]
    yield from zip(terms, shares, strict=True)
    for key in {_name_key(words(name), language, end) for name in document.names}:
        yield key, 1


def _forms(words_of: Mapping[str, Counter[str]], ends: Mapping[str, str]) -> dict[str, list[str]]:
    """The words that have each term, those first that most documents have."""
    forms: dict[str, list[str]] = defaultdict(list)
    for language, counts in words_of.items():
        stem, end = stemmer(language), ends[language]
        for word, _ in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
            forms[stem(word) + end].append(word)
    return forms


def _share(document: Document) -> float:
    if not document.is_page:
        return 1.0
    return ASIDE if document.url.startswith("contributing/") else PAGE


@Kept
def weigh(fields: tuple[tuple[str, str], ...], language: str) -> Weights:
    """What the stems of a document weigh; the same fields are weighed once in a process."""
    stem = stemmer(language)
    total: dict[str, float] = defaultdict(float)
    every: set[str] = set()
    for name, text in fields:
        own = words(text)
        share, most = K * max(0.5, len(own) / LENGTHS[name]), WEIGHTS[name]
        every.update(own)
        for term, count in Counter(map(stem, own)).items():
            total[term] += most * count / (count + share)
    stems = sorted(total)
    weights = array("H", [max(1, round(SCALE * total[term])) for term in stems])
    return Weights(tuple(stems), weights, tuple(map(intern, every)))


def _name_key(name: Sequence[str], language: str, end: str) -> str:
    """Where a name stands among the terms: behind that of its longest word, which a search for the
    name asks for anyway.
    """
    return f"{stemmer(language)(max(name, key=len, default=''))}{end} {' '.join(name)}"


def _shards(
    postings: Mapping[str, list[int]], forms: Mapping[str, list[str]]
) -> Iterator[dict[str, Any]]:
    shard: dict[str, Any] = {}
    size = 0
    for term in sorted(postings):
        own = " ".join(forms.get(term, ())[:_FORMS])
        shard[term] = [own, postings[term]]
        size += len(term) + len(own) + 4 * len(postings[term])
        if size > SHARD:
            yield shard
            shard, size = {}, 0
    if shard:
        yield shard
