"""The style guide: `language.yml`, wording that names strengths, systems and causes.

It is data: each term has the words to look for, better wording, the reason, and the sources of the
advice. A district edits it as it edits any entry.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Annotated, Any, NamedTuple

from pydantic import BaseModel, BeforeValidator, ConfigDict

from playbook.model.codes import NOT_ONE_OF, refusal
from playbook.model.fields import Line
from playbook.model.validation import validate
from playbook.parsing import yaml_subset
from playbook.parsing.phrases import ITEM, Match, Phrase, Word, find, form_of, phrases, words_of
from playbook.source.moment import once

PATH = "language.yml"

_Index = dict[str, list[tuple[int, Phrase]]]
_NOTHING = Phrase(()), Match(0, 0, ())

_AFTER_NOUNS = (
    "is are was were am be been being has have had do does did can could may might must shall "
    "should will would need needs needed want wants get gets go goes live lives face faces come "
    "comes said say says and or but nor yet so than as if when while where because since unless "
    "until though although that who whom whose which in of to for from with without by at on into "
    "about among amongst across through under over above below during before after against "
    "between within near around despite like not also too alike alone themselves still often "
    "always never only here there today now then each every we they you i"
).split()
_ALONE = re.compile(
    rf"""[*_]*+(?=
      \s*+\Z | [.,;:!?)\]/"”’'…|] | \s*+[(—–] | [ \t]++-{{1,3}}\s
    | [ \t]*+\n(?:[ \t]*+\n|{ITEM})
    | \s++(?:{"|".join(_AFTER_NOUNS)})(?![\w-])
)""",
    re.VERBOSE | re.IGNORECASE,
)
"""What follows an adjective that means people, as in "the poor": anything but a noun."""


_BRACES = re.compile(r"\{([^{}]+)\}")


class _Model(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Authority(_Model):
    """Who gives the advice, and the address of where they do."""

    title: Line
    url: Line


def _truth(value: Any) -> bool:
    if str(value) not in ("true", "false", "True", "False"):
        raise refusal(NOT_ONE_OF, "This is neither 'true' nor 'false'.")
    return str(value) in ("true", "True")


class Term(_Model):
    """One wording that the style guide advises against, in all its forms."""

    words: tuple[Line, ...]
    instead: Line
    because: Line
    sources: tuple[str, ...]
    write: Line | None = None
    """What may stand there in the same sentence, with words of the phrase in braces."""
    disagreement: str | None = None
    unless: tuple[Line, ...] = ()
    """Longer phrases in which the words are left alone, such as a legal term."""
    alone: Annotated[bool, BeforeValidator(_truth)] = False
    """Whether it applies only where no noun follows: to "the poor", not to "the poor result"."""
    exact: Annotated[bool, BeforeValidator(_truth)] = False
    """Whether its words stand for themselves only, and for no other form of them."""


class _File(_Model):
    sources: Mapping[str, Authority]
    groups: tuple[tuple[Line, ...], ...] = ()
    """Groups of words: a phrase that holds one of them stands for all of its group."""
    between: tuple[tuple[Line, ...], ...] = ()
    """Words that may stand between two of a phrase, and change nothing."""
    disagreements: Mapping[str, Line] = {}
    terms: tuple[Term, ...]


class Advice(NamedTuple):
    """A term, the start and end of its match in a text, and what to write there, if it says."""

    term: Term
    start: int
    end: int
    new: str = ""


@dataclass(frozen=True, eq=False)
class StyleGuide:
    """Every term, with the sources of the advice and where they disagree.

    One is equal to itself alone, so that a cache can have it in its key.
    """

    terms: tuple[Term, ...] = ()
    sources: Mapping[str, Authority] = field(default_factory=dict)
    disagreements: Mapping[str, str] = field(default_factory=dict)
    groups: tuple[tuple[str, ...], ...] = ()
    between: frozenset[str] = frozenset()

    def advises(self, text: str) -> bool:
        """Whether a text matches any term, even in a quotation. Fast, since most match none."""
        return bool(self.advice(text))

    @once
    def advice(self, text: str) -> tuple[Advice, ...]:
        """Every match in a text, in the order of the style guide's terms; the longest of many."""
        return tuple(self._advice(text))

    def _advice(self, text: str) -> Iterator[Advice]:
        by_term = self._matches(self._index, text)
        for number in sorted(by_term):
            way = self._ways[number]
            exceptions = self._matches(way.exceptions, text).get(number, ())
            for phrase, match in by_term[number]:
                is_excused = any(
                    e.start <= match.start and match.end <= e.end for _, e in exceptions
                )
                if not is_excused and (not way.term.alone or _ALONE.match(text, match.end)):
                    new = self._rewording(way.term, phrase, match)
                    yield Advice(way.term, match.start, match.end, new)

    def _matches(self, index: _Index, text: str) -> Mapping[int, list[tuple[Phrase, Match]]]:
        """By the number of each term its longest match at each word, without what a match before
        it has.
        """
        by_term = dict[int, list[tuple[Phrase, Match]]]()
        words = words_of(text) if index else ()
        likely = _likely(index, words)
        for number, word in enumerate(words if likely else ()):
            begun = (*likely.get(word.form, ()), *likely.get(f"={word.spelling}", ()))
            if not begun:  # as with most words
                continue
            at_word = dict[int, tuple[Phrase, Match]]()
            for term, phrase in begun:
                match = find(phrase, text, number, self.between)
                if match and _weight(phrase, match) > _weight(*at_word.get(term, _NOTHING)):
                    at_word[term] = phrase, match
            for term, (phrase, match) in at_word.items():
                before = by_term.setdefault(term, [])
                if not before or before[-1][1].end <= match.start:
                    before.append((phrase, match))
        return by_term

    def _rewording(self, term: Term, phrase: Phrase, match: Match) -> str:
        """What the term says to write, with the author's own words where it has them in braces."""
        pairs = zip(phrase.words, match.words, strict=True)
        own = {word: text for words, text in pairs for word in words}
        template = term.write or ""
        if not set(_BRACES.findall(template)) <= own.keys():
            return ""
        new = _BRACES.sub(lambda brace: own[brace[1]], template)
        return new[:1].upper() + new[1:] if match.words[0][:1].isupper() else new

    @cached_property
    def _ways(self) -> "list[_Way]":
        groups = {form_of(word): frozenset(group) for group in self.groups for word in group}
        return [_way(number, term, groups) for number, term in enumerate(self.terms)]

    @cached_property
    def _index(self) -> _Index:
        index: _Index = {}
        for way in self._ways:
            for form, phrases_ in way.phrases.items():
                index.setdefault(form, []).extend(phrases_)
        return index


class _Way(NamedTuple):
    """A term made ready to be looked for."""

    term: Term
    phrases: _Index
    exceptions: _Index


def _way(number: int, term: Term, groups: Mapping[str, frozenset[str]]) -> _Way:
    own = {} if term.exact else groups
    words = [p for text in term.words for p in phrases(text, own, is_exact=term.exact)]
    unless = [p for text in term.unless for p in phrases(text, groups)]
    return _Way(term, _index(number, words), _index(number, unless))


def _index(number: int, phrases_: Iterable[Phrase]) -> _Index:
    """A term's phrases, with its number, by each form that they may begin with."""
    index: _Index = {}
    for phrase in phrases_:
        for form in phrase.forms[0]:
            index.setdefault(f"={form}" if phrase.is_exact else form, []).append((number, phrase))
    return index


def _likely(index: _Index, words: Sequence[Word]) -> _Index:
    """The phrases of which each word is in a text, somewhere: there are few, and all would be tried
    at every "the".
    """
    forms, spellings = {word.form for word in words}, {word.spelling for word in words}
    likely: _Index = {}
    for form in index.keys() & (forms | {f"={spelling}" for spelling in spellings}):
        for number, phrase in index[form]:
            there = spellings if phrase.is_exact else forms
            if not any(map(there.isdisjoint, phrase.forms[1:])):
                likely.setdefault(form, []).append((number, phrase))
    return likely


def _weight(phrase: Phrase, match: Match) -> tuple[int, int]:
    """The longer of two matches counts, and of two as long the one with more words of its own."""
    return match.end, len(phrase.words)


@lru_cache(maxsize=16)
def parse(text: str) -> StyleGuide:
    """Read a style guide, or raise `InvalidEntry` with all diagnostics."""
    data, source = yaml_subset.parse(text, PATH)
    content = validate(_File, data, source)
    between = frozenset(word for words in content.between for word in words)
    return StyleGuide(
        content.terms, content.sources, content.disagreements, content.groups, between
    )
