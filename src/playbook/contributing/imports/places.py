"""Where a heading belongs: what the playbook's own forms call it, or what people call it."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from rapidfuzz import fuzz, process

from playbook.catalog.playbook import Playbook
from playbook.catalog.words.headings import HALVES, Heading, plain
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

_ASIDE = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")
_ARTICLE = re.compile(r"^(?:the|our|your|el|la|los|las) ")


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
                    if self._words.setdefault(plain(word), place) is place:
                        self._languages[plain(word)] = heading.language or ""
                for start in heading.begins:
                    self._begins.setdefault(plain(start), place)

    def language(self, titles: Iterable[str]) -> str:
        """The language of most of the headings that are known; "" for the playbook's own."""
        known = [name for title in titles if (name := plain(title)) in self._words]
        counts = Counter(self._languages[name] for name in known)
        language, count = next(iter(counts.most_common(1)), ("", 0))
        return language if count >= _ENOUGH else ""

    def find(self, title: str, sure: int = SURE) -> Place | None:
        """The place of what stands below a heading; None if nobody said."""
        ways = [plain(title), plain(_ASIDE.sub("", title))]
        for name in dict.fromkeys([*ways, *(_ARTICLE.sub("", way) for way in ways)]):
            if not name:
                continue
            for places, least in ((self.own, sure), (self._words, max(sure, 92))):
                if name in places:
                    return places[name]
                match = process.extractOne(
                    name, places.keys(), scorer=fuzz.ratio, score_cutoff=least
                )
                if match and len(name) > 3:
                    return places[match[0]]
            if len(name.split()) <= _MOST_WORDS and sure < ALONE:
                starts = [start for start in self._begins if name.startswith(f"{start} ")]
                if starts:
                    return self._begins[max(starts, key=len)]
        return None


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
