"""Which words of a closed list an author means."""

import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

_EVERYDAY = {
    "low": "light",
    "easy": "light",
    "small": "light",
    "medium": "moderate",
    "some": "moderate",
    "high": "heavy",
    "hard": "heavy",
    "one time": "once",
    "annually": "yearly",
    "daily": "ongoing",
    "always": "ongoing",
    "every day": "ongoing",
    "done": "published",
    "final": "published",
    "alone": "individual",
    "group": "team",
}


def meant(value: Any, terms: Sequence[Any]) -> str:
    """The word of a closed list that an author means; "" where none is close."""
    plain = _without_marks(value)
    words = {str(term): str(term) for term in terms}
    words |= {getattr(term, "label", str(term)).lower(): str(term) for term in terms}
    words |= {everyday: term for everyday, term in _EVERYDAY.items() if term in terms}
    close = get_close_matches(plain, words, n=1)
    return words[close[0]] if close else ""


def is_same(value: Any, terms: Sequence[Any]) -> bool:
    """Whether a value is a word of a list but for quotes and capital letters."""
    return _without_marks(value) in map(str, terms)


def chosen(value: str, terms: Sequence[Any]) -> list[str]:
    """The words of a closed list that stand in a text."""
    plain = value.lower()
    return [str(term) for term in terms if re.search(rf"\b{term}\b", plain)]


def _without_marks(value: Any) -> str:
    return re.sub(r"[^\w\s-]", "", str(value)).strip().lower()
