"""The style guide: `language.yml`, wording that names strengths, systems and causes.

It is data: each term has the words to look for, better wording, the reason, and the sources of the
advice. A district edits it as it edits any entry.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Annotated, Any, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict

from playbook.model.codes import NOT_ONE_OF, refusal
from playbook.model.fields import Line
from playbook.model.validation import validate
from playbook.parsing import yaml_subset

PATH = "language.yml"

_ITEM = r"[ \t]*+(?:[-*+>|]|\#{1,6}|\d{1,9}[.)])\s"
"""The start of a line that does not continue the one before: an item, a quotation, a heading."""

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
"""What follows an adjective that means people, as in "the poor": anything but a noun."""

_SPLIT = str.maketrans(dict.fromkeys("-‐‑–—*_.,;:!?()[]\"“”'’/>#", " "))
_COMMON = frozenset(
    "student students children child schools school families family parents parent community "
    "communities group groups youth people teacher teachers class the a who with to of and for "
    "in".split()
)


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Authority(_Model):
    """Who gives the advice, and the address of where they do."""

    title: Line
    url: Line


def _truth(value: Any) -> bool:
    if str(value) not in ("true", "false", "True", "False"):
        raise refusal(NOT_ONE_OF, "This is neither 'true' nor 'false'.")
    return str(value) in ("true", "True")


class Term(_Model):
    """One wording that the style guide advises against, in all its variants."""

    words: tuple[Line, ...]
    instead: Line
    because: Line
    sources: tuple[str, ...]
    disagreement: str | None = None
    unless: tuple[Line, ...] = ()
    """Longer phrases in which the words are left alone, such as a legal term."""
    alone: Annotated[bool, BeforeValidator(_truth)] = False
    """Whether it applies only where no noun follows: to "the poor", not to "the poor result"."""

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """The start and end of each match in a text, outside of the phrases in `unless`."""
        exceptions = (
            [match.span() for match in self._exceptions.finditer(text)] if self.unless else []
        )
        for match in self._pattern.finditer(text):
            start, end = match.span("words")
            if not any(first <= start and end <= last for first, last in exceptions):
                yield start, end

    @cached_property
    def anchors(self) -> frozenset[str]:
        """Rare words: a text that holds none of them cannot match, and needs no pattern."""
        return frozenset(anchor for phrase in self.words for anchor in _anchors(phrase))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        return _any_of(self.words, _ALONE if self.alone else "")

    @cached_property
    def _exceptions(self) -> re.Pattern[str]:
        return _any_of(self.unless)


class _File(_Model):
    sources: Mapping[str, Authority]
    nouns: tuple[tuple[Line, ...], ...] = ()
    """Groups of nouns: a phrase that holds one of them stands for all of its group."""
    disagreements: Mapping[str, Line] = {}
    terms: tuple[Term, ...]


class Advice(NamedTuple):
    """A term, and the start and end of its match in a text."""

    term: Term
    start: int
    end: int


@dataclass(frozen=True, eq=False)
class StyleGuide:
    """Every term, with the sources of the advice and where they disagree.

    One is equal to itself alone, so that a cache can have it in its key.
    """

    terms: tuple[Term, ...] = ()
    sources: Mapping[str, Authority] = field(default_factory=dict)
    disagreements: Mapping[str, str] = field(default_factory=dict)

    def advises(self, text: str) -> bool:
        """Whether a text matches any term, even in a quotation. Fast, since most match none."""
        return next(self.advice(text), None) is not None

    def advice(self, text: str) -> Iterator[Advice]:
        """Every match in a text, in the order of the style guide's terms."""
        for term in self._possible_terms(text.lower()):
            for start, end in term.spans(text):
                yield Advice(term, start, end)

    def _possible_terms(self, text: str) -> list[Term]:
        """The terms that may match a text in small letters, by their anchors."""
        positions = {
            position
            for anchor, group in self._terms_by_anchor.items()
            if anchor in text
            for position in group
        }
        return [self.terms[position] for position in sorted(positions)]

    @cached_property
    def _terms_by_anchor(self) -> Mapping[str, list[int]]:
        positions: dict[str, list[int]] = {}
        for position, term in enumerate(self.terms):
            for anchor in term.anchors:
                positions.setdefault(anchor, []).append(position)
        return positions


@lru_cache(maxsize=16)
def parse(text: str) -> StyleGuide:
    """Read a style guide, or raise `InvalidEntry` with all diagnostics."""
    data, source = yaml_subset.parse(text, PATH)
    content = validate(_File, data, source)
    groups = {noun: group for group in content.nouns for noun in group}
    terms = tuple(
        term.model_copy(
            update={
                "words": _family(term.words, groups),
                "unless": _family(term.unless, groups),
            }
        )
        for term in content.terms
    )
    return StyleGuide(terms, content.sources, content.disagreements)


def _family(phrases: tuple[str, ...], groups: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Phrases, each with its noun and with every other of the noun's group."""
    family: dict[str, None] = {}
    for phrase in phrases:
        words = phrase.split(" ")
        at = next((n for n, word in enumerate(words) if word in groups), 0)
        for noun in groups.get(words[at], (words[at],)):
            family[" ".join([*words[:at], noun, *words[at + 1 :]])] = None
    return tuple(family)


def _anchors(phrase: str) -> Iterator[str]:
    """The longest word of a phrase that is not an everyday one; of short words, the first two."""
    words = _split_words(phrase)
    longest = max((word for word in words if word not in _COMMON), key=len, default="")
    if len(longest) > 3:
        yield longest
    else:
        yield from (gap.join(words[:2]) for gap in (" ", "-", "\n"))


def _split_words(text: str) -> list[str]:
    return text.lower().translate(_SPLIT).split()


def _any_of(phrases: tuple[str, ...], then: str = "") -> re.Pattern[str]:
    ways = "|".join(_GAP.join(map(re.escape, _split_words(phrase))) for phrase in phrases)
    return re.compile(rf"(?<!\w)(?P<words>{ways})(?!\w){then}", re.IGNORECASE | re.VERBOSE)
