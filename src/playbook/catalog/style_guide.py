"""The phrasebook: `language.yml`, wording that names strengths, systems and causes.

It is data: each term has the words to look for, better wording, the reason, and who says so. A
district edits it as it edits any entry.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Annotated, Any, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict

from playbook.model.codes import NOT_ONE_OF, refusal
from playbook.model.fields import Line
from playbook.model.validation import validate
from playbook.parsing import yaml_subset

PATH = "language.yml"

_ITEM = r"[ \t]*+(?:[-*+>|]|\#{1,6}|\d{1,9}[.)])\s"
"""What starts a line that does not go on with the one before."""

_IN_LINE = r"(?:(?!\n)[\s*_\-‐‑–'’])"
_GAP = rf"(?:{_IN_LINE}++(?:\n(?!{_ITEM}){_IN_LINE}*+)?|\n(?!{_ITEM}){_IN_LINE}*+)"
"""What may stand between two words of a phrase: a space, a line's end, a hyphen, emphasis; and
between two halves of one word, an apostrophe."""

_AFTER_NOUNS = (
    "is are was were am be been being has have had do does did can could may might must shall "
    "should will would need needs needed want wants get gets go goes live lives face faces come "
    "comes said say says and or but nor yet so than as if when while where because since unless "
    "until though although that who whom whose which in of to for from with without by at on into "
    "about among amongst across through under over above below during before after against "
    "between within near around despite like not also too alike alone themselves still often "
    "always never only here there today now then each every we they you i"
).split()
_ALONE = rf"""[*_]*+(?=
      \s*+\Z | [.,;:!?)\]/"”’'…|] | \s*+[(—–] | [ \t]++-{{1,3}}\s
    | [ \t]*+\n(?:[ \t]*+\n|{_ITEM})
    | \s++(?:{"|".join(_AFTER_NOUNS)})(?![\w-])
)"""
"""What follows an adjective that stands for people: anything but a noun."""

_SPLIT = str.maketrans(dict.fromkeys("-‐‑–—*_.,;:!?()[]\"“”'’/>#", " "))
_COMMON = frozenset(
    "student students children child schools school families family parents parent community "
    "communities group groups youth people teacher teachers class the a who with to of and for "
    "in".split()
)


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Authority(_Model):
    """Who gives the advice, and where."""

    title: Line
    url: Line


def _truth(value: Any) -> bool:
    if str(value) not in ("true", "false", "True", "False"):
        raise refusal(NOT_ONE_OF, "This is neither 'true' nor 'false'.")
    return str(value) in ("true", "True")


class Term(_Model):
    """A wording to think twice about."""

    words: tuple[Line, ...]
    instead: Line
    because: Line
    sources: tuple[str, ...]
    disagreement: str | None = None
    unless: tuple[Line, ...] = ()
    """Longer phrases in which the words are left alone, such as a legal term."""
    alone: Annotated[bool, BeforeValidator(_truth)] = False
    """Whether it is meant only where no noun follows: "the poor", and not "the poor result"."""

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Where the words stand in a text, from and to, outside of what `unless` names."""
        kept = [match.span() for match in self._kept.finditer(text)] if self.unless else []
        for match in self._sought.finditer(text):
            start, end = match.span("words")
            if not any(first <= start and end <= last for first, last in kept):
                yield start, end

    @cached_property
    def anchors(self) -> frozenset[str]:
        """What a text with one of the phrases holds, and texts without them seldom do."""
        return frozenset(anchor for phrase in self.words for anchor in _anchors(phrase))

    @cached_property
    def _sought(self) -> re.Pattern[str]:
        return _any_of(self.words, _ALONE if self.alone else "")

    @cached_property
    def _kept(self) -> re.Pattern[str]:
        return _any_of(self.unless)


class _Written(_Model):
    sources: Mapping[str, Authority]
    disagreements: Mapping[str, Line] = {}
    terms: tuple[Term, ...]


class Advice(NamedTuple):
    """A term in a text, from and to."""

    term: Term
    start: int
    end: int


@dataclass(frozen=True)
class Phrasebook:
    """Every term, with who gives the advice and where they differ."""

    terms: tuple[Term, ...] = ()
    sources: Mapping[str, Authority] = field(default_factory=dict)
    disagreements: Mapping[str, str] = field(default_factory=dict)

    def advises(self, text: str) -> bool:
        """Whether a text has any term, even in somebody else's words. Quick: most have none."""
        return next(self.advice(text), None) is not None

    def advice(self, text: str) -> Iterator[Advice]:
        """Every term in a text, in the order of the phrasebook."""
        for term in self._anchored(text.lower()):
            for start, end in term.spans(text):
                yield Advice(term, start, end)

    def _anchored(self, text: str) -> list[Term]:
        """The terms that a text in small letters may have: few have any, and to look is cheap."""
        wanted = {
            position
            for anchor, positions in self._terms_by_anchor.items()
            if anchor in text
            for position in positions
        }
        return [self.terms[position] for position in sorted(wanted)]

    @cached_property
    def _terms_by_anchor(self) -> Mapping[str, list[int]]:
        anchored: dict[str, list[int]] = {}
        for position, term in enumerate(self.terms):
            for anchor in term.anchors:
                anchored.setdefault(anchor, []).append(position)
        return anchored


def parse(text: str) -> Phrasebook:
    """Read a phrasebook, or raise `InvalidEntry` with everything that is wrong with it."""
    data, source = yaml_subset.parse(text, PATH)
    written = validate(_Written, data, source)
    return Phrasebook(written.terms, written.sources, written.disagreements)


def _anchors(phrase: str) -> Iterator[str]:
    """The longest word of a phrase that is not an everyday one; of short words, the first two."""
    words = _words(phrase)
    longest = max((word for word in words if word not in _COMMON), key=len, default="")
    if len(longest) > 3:
        yield longest
    else:
        yield from (gap.join(words[:2]) for gap in (" ", "-", "\n"))


def _words(text: str) -> list[str]:
    return text.lower().translate(_SPLIT).split()


def _any_of(phrases: tuple[str, ...], then: str = "") -> re.Pattern[str]:
    ways = "|".join(_GAP.join(map(re.escape, _words(phrase))) for phrase in phrases)
    return re.compile(rf"(?<!\w)(?P<words>{ways})(?!\w){then}", re.IGNORECASE | re.VERBOSE)
