"""Several names as a sentence has them."""

import re
import unicodedata
from collections.abc import Sequence

from playbook.i18n.messages import Words

_BEFORE_I = re.compile(r"h?i(?!e)", re.IGNORECASE)
"""How a word begins before which Spanish says `e`, and not `y`."""


def all_of(names: Sequence[str], words: Words) -> str:
    """Names joined as the language of the interface joins them; "" for none."""
    *before, last = names or ("",)
    if not before:
        return last
    values = {"first": ", ".join(before), "last": last}
    text = words("%(first)s and %(last)s", **values)
    if words.language.partition("-")[0] == "es" and _BEFORE_I.match(_plain(last)):
        return (
            text.removesuffix(f" y {last}") + f" e {last}" if text.endswith(f" y {last}") else text
        )
    return text


def _plain(word: str) -> str:
    """A word without accents and opening signs."""
    letters = unicodedata.normalize("NFD", word)
    return "".join(letter for letter in letters if letter.isalnum())
