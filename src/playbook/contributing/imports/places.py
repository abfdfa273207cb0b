"""Where a heading belongs: what the playbook's own forms call it, or what people call it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from rapidfuzz import fuzz, process

from playbook.catalog.playbook import Playbook
from playbook.catalog.words.headings import HALVES, Heading
from playbook.contributing.forms import TRIAL, questions
from playbook.model.entry_types import MODELS
from playbook.model.field_reference import fields_of
from playbook.model.sections import CHANGE, KEEP, YOURS

SURE = 88
"""How close a heading must be to a label, out of 100."""

ALONE = 95
"""How close a line must be to a label that nothing marks as a heading."""

_MOST_WORDS = 8
"""The words of the longest heading that is known by how it begins."""

_ENOUGH = 2
"""The headings of a language that a text in it has."""

_NUMBER = re.compile(
    r"^(?:(?:part|section)\s+)?(?:\d{1,2}(?:\.\d{1,2}){1,2}\s|(?:\d{1,2}|[ivx]{1,4}|[a-h])\\?[.):]\s+)",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_ARTICLE = re.compile(r"^(?:the|our|your|el|la|los|las) ")
_SIGNS = re.compile(r"^[^\w¿]+|[^\w)]+$")


class Place(NamedTuple):
    """Where something belongs in an entry."""

    kind: str
    """`field`, `section`, `used` for the form of that name, or `loose` for a text in one piece."""
    name: str
    otherwise: "Place | None" = None
    """Where it goes if it does not fit."""
    is_own: bool = True
    """Whether the playbook itself calls it so."""


LOOSE = Place("loose", "")


class Places:
    """The headings that are known for a kind of entry."""

    def __init__(self, collection: str, playbook: Playbook) -> None:
        self.own: Mapping[str, Place] = dict(_own(collection, playbook))
        self._begins: dict[str, Place] = {}
        self._words: dict[str, Place] = {}
        self._languages: dict[str, str] = {}
        for heading in playbook.headings:
            if place := _place(heading, collection):
                for word in heading.words:
                    if self._words.setdefault(_plain(word), place) is place:
                        self._languages[_plain(word)] = heading.language or ""
                for start in heading.begins:
                    self._begins.setdefault(_plain(start), place)

    def language(self, titles: Iterable[str]) -> str:
        """The language of most of the headings that are known; "" for the playbook's own."""
        known = [name for title in titles if (name := _plain(title)) in self._words]
        counts = Counter(self._languages[name] for name in known)
        language, count = next(iter(counts.most_common(1)), ("", 0))
        return language if count >= _ENOUGH else ""

    def find(self, title: str, sure: int = SURE) -> Place | None:
        """The place of what stands below a heading; None if nobody said."""
        ways = [_plain(title), _plain(_ASIDE.sub("", title))]
        for plain in dict.fromkeys([*ways, *(_ARTICLE.sub("", way) for way in ways)]):
            if not plain:
                continue
            for places, least in ((self.own, sure), (self._words, max(sure, 92))):
                if plain in places:
                    return places[plain]
                match = process.extractOne(
                    plain, places.keys(), scorer=fuzz.ratio, score_cutoff=least
                )
                if match and len(plain) > 3:
                    return places[match[0]]
            if len(plain.split()) <= _MOST_WORDS and sure < ALONE:
                starts = [start for start in self._begins if plain.startswith(f"{start} ")]
                if starts:
                    return self._begins[max(starts, key=len)]
        return None


def _plain(title: str) -> str:
    """A heading in small letters, without numbers, emphasis and signs around it."""
    title = re.sub(r"[*_`\\#]", "", title).replace("’", "'").replace("&", "and")
    title = _SIGNS.sub("", title.strip())
    return _SIGNS.sub("", " ".join(_NUMBER.sub("", title).split()).lower())


def _own(collection: str, playbook: Playbook) -> Iterator[tuple[str, Place]]:
    """What the forms call things: what a maintainer fills in is none of them."""
    fields = fields_of(collection)
    groups = {f.name.partition(".")[0] for f in fields if "." in f.name}
    labels = {question.label.partition(":")[0] for question in questions(collection, playbook)}
    for f in fields:
        if f.name not in groups and f.label.partition(":")[0] in labels:
            yield f.label.lower(), Place("field", f.name)
    for section in MODELS[collection].SECTIONS:
        yield section.title.lower(), Place("section", section.title)
    if collection == "moves":
        for half in (KEEP, CHANGE):
            yield f"{YOURS.title}: {half}".lower(), Place("section", half)
            yield half.lower(), Place("section", half)
        yield "idea", LOOSE
    if collection == "cases":
        for label in TRIAL:
            if label not in TRIAL.values():
                yield label.lower(), Place("used", label)


def _place(heading: Heading, collection: str) -> Place | None:
    """The place of a heading in a kind of entry, if that has it."""
    names = [name for name in (heading.place, heading.otherwise) if name]
    places = [place for name in names if (place := _named(name, collection))]
    if not places:
        return None
    first, *others = places
    return first._replace(otherwise=others[0]) if others else first


def _named(name: str, collection: str) -> Place | None:
    if collection == "moves" and name in HALVES:
        return Place("section", HALVES[name], is_own=False)
    if name in {section.title for section in MODELS[collection].SECTIONS}:
        return Place("section", name, is_own=False)
    if name in {field.name for field in fields_of(collection)}:
        return Place("field", name, is_own=False)
    return None
