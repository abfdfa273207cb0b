"""Letters and words of values, in whatever form somebody wrote them."""

import re
import unicodedata
from typing import Any

from anyascii import anyascii

_ASKS = re.compile(r"[?\uff1f\u061f\u037e]$|(?<=[\u0370-\u03ff\u1f00-\u1fff]);$")
"""A question mark; that of Greek is a semicolon, and is typed as one."""


def latin(text: str) -> str:
    """A text in letters a to z, digits and plain signs, as it sounds."""
    return anyascii(unicodedata.normalize("NFKC", text))


def is_question(text: str) -> bool:
    """Whether a text ends in a question mark, closing quotation marks and brackets aside."""
    return _ASKS.search(text.rstrip(" \"'\u2019\u201d\u00bb)*")) is not None


def lone_word(value: Any) -> tuple[str, str]:
    """The word that a value is made of, and how to write it; two empty texts for other values."""
    match value:
        case [str() as word]:
            return word, f"Write it without brackets or a dash: {word}"
        case {**pairs} if len(pairs) == 1 and not any(pairs.values()):
            (word,) = map(str, pairs)
            return word, f"Write it without the colon: {word}"
    return "", ""


def in_words(value: Any) -> str:
    """A value as its author would read it out."""
    match value:
        case list():
            return ", ".join(map(in_words, value))
        case dict():
            return ", ".join(f"{name}: {in_words(part)}".strip() for name, part in value.items())
    return "" if value is None else str(value)
