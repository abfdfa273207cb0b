"""The letters of any script in those that an address is made of."""

import unicodedata

from anyascii import anyascii


def latin(text: str) -> str:
    """A text in letters a to z, digits and plain signs, as it sounds."""
    return anyascii(unicodedata.normalize("NFKC", text))
