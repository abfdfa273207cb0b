"""Phrases in running English text, in any inflection of their words.

"low-performing student" is found in "low performing students", and in "lowperforming middle school
students" where "middle" and "school" may stand between.
"""

import itertools
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

ITEM = r"[ \t]*+(?:[-*+>|]|\#{1,6}|\d{1,9}[.)])\s"
"""The start of a line that does not continue the one before: an item, a quotation, a heading."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_IN_LINE = r"(?:(?!\n)[\s*_\-‐‑–'’])"
_GAP = re.compile(rf"{_IN_LINE}++(?:\n(?!{ITEM}){_IN_LINE}*+)?|\n(?!{ITEM}){_IN_LINE}*+", re.X)
"""What may stand between two words of a phrase: a space, a line's end, a hyphen, emphasis."""

_HYPHEN = re.compile(r"[-‐‑]")
_INFLECTIONS = frozenset(("", "e", "y", "s", "es", "ies", "ed", "ing", "er"))
_MOST_BETWEEN = 4


class Word(NamedTuple):
    """A word of a text: its spelling in small letters, what its forms share, and its place."""

    spelling: str
    form: str
    start: int
    end: int


@dataclass(frozen=True)
class Phrase:
    """A sequence of words, each in any of its forms, or in the one that is written."""

    words: tuple[frozenset[str], ...]
    """For each place the words that may stand there."""
    is_exact: bool = False

    @cached_property
    def forms(self) -> tuple[frozenset[str], ...]:
        """For each place what the words that may stand there have in common."""
        if self.is_exact:
            return self.words
        return tuple(frozenset(map(form_of, words)) for words in self.words)

    def form(self, word: Word) -> str:
        """What of a word is compared."""
        return word.spelling if self.is_exact else word.form


class Match(NamedTuple):
    """Where a phrase stands, and what is written for each of its places, with words before it."""

    start: int
    end: int
    words: tuple[str, ...]


def phrases(
    text: str, groups: Mapping[str, Collection[str]], *, is_exact: bool = False
) -> Iterator[Phrase]:
    """A phrase with all of a word's group in its place; and without its hyphens, in one word.

    Groups are known by the forms of their words.
    """
    for way in {text: None, _HYPHEN.sub("", text): None}:
        words = [plain(match[0]) for match in _WORD.finditer(way)]
        if words:
            yield Phrase(tuple(frozenset(groups.get(form_of(w), (w,))) for w in words), is_exact)


@lru_cache(maxsize=64)
def words_of(text: str) -> Sequence[Word]:
    """Every word of a text, in order."""
    return [
        Word(spelling := plain(match[0]), form_of(spelling), *match.span())
        for match in _WORD.finditer(text)
    ]


def find(phrase: Phrase, text: str, first: int, between: Collection[str]) -> Match | None:
    """The phrase where it begins with a word of the text, by its number; None if it does not."""
    words, places, at = words_of(text), list[int](), first
    for forms in phrase.forms:
        while places and at < len(words) and words[at].spelling in between:
            if phrase.form(words[at]) in forms or at - places[-1] > _MOST_BETWEEN:
                break
            at += 1
        if at >= len(words) or phrase.form(words[at]) not in forms:
            return None
        places.append(at)
        at += 1
    span = words[places[0] : at]
    if not all(_adjoins(text, *pair) for pair in itertools.pairwise(span)):
        return None
    starts = [places[0], *(place + 1 for place in places[:-1])]
    ends = [*(words[place].end for place in places[:-1]), _end(span[-1])]
    pairs = zip(starts, ends, strict=True)
    return Match(span[0].start, ends[-1], tuple(text[words[n].start : end] for n, end in pairs))


def _end(word: Word) -> int:
    """Where a word ends, without the "'s" of what belongs to it."""
    return word.end - 2 if word.spelling.endswith("'s") else word.end


def _adjoins(text: str, word: Word, following: Word) -> bool:
    return _GAP.fullmatch(text, word.end, following.start) is not None


def plain(word: str) -> str:
    """A word in small letters, with the apostrophe of a keyboard."""
    return word.lower().replace("’", "'")


@cache
def form_of(word: str) -> str:
    """What a word shares with its inflections, and not with words that are made from it.

    "lacks" and "lacking" have one form; "disability" has another than "disabled".
    """
    word = word.removesuffix("'s")
    stem = _stemmer()(word)
    if _ending(word, stem) in _INFLECTIONS:
        return stem
    if word.endswith("ies"):
        return form_of(f"{word[:-3]}y")
    return form_of(word[:-1]) if word.endswith("s") and not word.endswith("ss") else word


def _ending(word: str, stem: str) -> str:
    """What a word has after the letters that it shares with its stem."""
    pairs = enumerate(zip(word, stem, strict=False))
    return word[next((n for n, (one, other) in pairs if one != other), len(stem)) :]


@cache
def _stemmer() -> Callable[[str], str]:
    import snowballstemmer  # type: ignore[import-untyped]  # loads every language

    stem: Callable[[str], str] = snowballstemmer.stemmer("english").stemWord
    return stem
