"""The letters of any script in those that an address is made of, and the marks of its questions."""

import re
import unicodedata

from anyascii import anyascii

_ASKS = re.compile(r"[?\uff1f\u061f\u037e]$|(?<=[\u0370-\u03ff\u1f00-\u1fff]);$")
"""A question mark; that of Greek is a semicolon, and is typed as one."""


def latin(text: str) -> str:
    """A text in letters a to z, digits and plain signs, as it sounds."""
    return anyascii(unicodedata.normalize("NFKC", text))


def is_question(text: str) -> bool:
    """Whether a text ends in a question mark, closing quotation marks and brackets aside."""
    return _ASKS.search(text.rstrip(" \"'\u2019\u201d\u00bb)*")) is not None
