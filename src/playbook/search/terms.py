"""From words to terms: what is searched for, and what is said, in the same form.

`terms.js` does the same in the browser, and a test compares the two over every word of the
playbook. Stems are Snowball's; a language without a stemmer is searched for in its own words.
"""

import re
import unicodedata
from collections.abc import Callable
from functools import cache, lru_cache

STEMMERS = {"en": "english", "es": "spanish"}
"""The languages whose stemmers browsers get, and Snowball's names for them."""

_POSSESSIVE = re.compile(r"['’]s\b")
_APOSTROPHE = re.compile(r"['’′](?=\w)(?<=\w['’′])")  # the sign first: it is rare
_WORD = re.compile(r"[^\W_]+")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+")
"""What is written without spaces: two signs at a time are a term."""


def words(text: str) -> list[str]:
    """The words of a text in small letters, without accents."""
    plain = unicodedata.normalize("NFD", text)
    others = [sign for sign in set(plain) if sign > "~"]  # beyond ASCII
    if marks := [sign for sign in others if unicodedata.category(sign).startswith("M")]:
        plain = plain.translate(dict.fromkeys(map(ord, marks)))
    plain = _APOSTROPHE.sub("", _POSSESSIVE.sub("", plain.lower()))
    found = _WORD.findall(plain)
    if not (others and _UNSPACED.search(plain)):
        return found
    return [part for word in found for part in _parts(word)]


def primary(tag: str) -> str:
    """The language of a tag, without a script and a region: `es` for `es-MX`."""
    return tag.partition("-")[0]


def stemmed(tag: str) -> str:
    """The language of a tag, if its words are stemmed; else "", for words as they are."""
    return primary(tag) if primary(tag) in STEMMERS else ""


@cache
def stemmer(language: str) -> Callable[[str], str]:
    """Gives the stem of a word in a language such as `en` or `es-MX`."""
    name = STEMMERS.get(primary(language))
    if not name:
        return str
    import snowballstemmer  # type: ignore[import-untyped]  # loads every language

    return lru_cache(maxsize=100_000)(snowballstemmer.stemmer(name).stemWord)


def _parts(word: str) -> list[str]:
    signs = _UNSPACED.findall(word)
    return [
        part for run in signs for part in ([run[n : n + 2] for n in range(len(run) - 1)] or [run])
    ] or [word]
