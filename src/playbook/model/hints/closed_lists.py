"""Which words of a closed list an author means."""

import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

_EVERYDAY = {
    "low": "light",
    "lite": "light",
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
    "every week": "weekly",
    "every month": "monthly",
    "done": "published",
    "final": "published",
    "finished": "published",
    "ready": "published",
    "approved": "published",
    "live": "published",
    "idea": "draft",
    "in progress": "draft",
    "unfinished": "draft",
    "proposed": "draft",
    "archived": "deprecated",
    "old": "deprecated",
    "alone": "individual",
    "group": "team",
    "whole school": "school",
    "whole staff": "school",
}
_ALIKE = 0.7
"""How much two words share at least, where one of them is meant: `lite` is light, and `ready` is
not retired.
"""
_PARTS = re.compile(r"[;,/]| and | or |\n")


def meant(value: Any, terms: Sequence[Any]) -> str:
    """The word of a closed list that an author means; "" where none is close."""
    plain = _without_marks(value)
    words = {str(term): str(term) for term in terms}
    words |= {getattr(term, "label", str(term)).lower(): str(term) for term in terms}
    words |= {everyday: term for everyday, term in _EVERYDAY.items() if term in terms}
    close = get_close_matches(plain, words, n=1, cutoff=_ALIKE)
    return words[close[0]] if close else ""


def is_same(value: Any, terms: Sequence[Any]) -> bool:
    """Whether a value is a word of a list but for quotes and capital letters."""
    return _without_marks(value) in map(str, terms)


def chosen(value: str, terms: Sequence[Any]) -> list[str]:
    """The words of a closed list that a text names; none where it says anything else, too."""
    parts = [meant(part, terms) for part in _PARTS.split(value) if part.strip()]
    return list(dict.fromkeys(parts)) if all(parts) else []


def _without_marks(value: Any) -> str:
    return re.sub(r"[^\w\s-]", "", str(value)).strip().lower()
