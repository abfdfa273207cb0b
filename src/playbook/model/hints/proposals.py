"""What an author probably means by a value in another form, from their own words alone.

Nothing is proposed that its author did not write: where a number is missing, none is made up.
"""

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any

from playbook.model.fields import is_id
from playbook.model.sections import NUMBERS

_NUMBER = re.compile(r"\d{1,5}(?:\.\d)?")
_HOURS = re.compile(r"\s*(?:hours?|hrs?|h)\b", re.IGNORECASE)
_AND = re.compile(r"\s*(?:[;,]|\band\b|&)\s*(?:and\s+)?")
_COMMA = re.compile(r"\s*[;,]\s*(?:and\s+)?")
_LEAST = re.compile(r"at least|or more|more than|\d\s*\+|minimum", re.IGNORECASE)
_MOST = re.compile(
    r"at most|up to|or (?:fewer|less)|fewer than|no more than|maximum", re.IGNORECASE
)
_NAMES = ("authors", "aliases")
"""Lists of names, where `and` parts two of them; in a sentence it does not."""


def number(value: Any) -> int | None:
    """The first number in a text, hours turned into minutes; None where there is none."""
    text = str(value)
    if not (match := _NUMBER.search(text)):
        first, _, unit = text.strip().lower().partition(" ")
        in_words = NUMBERS.get(first)
        return in_words * (60 if _HOURS.match(unit) else 1) if in_words else None
    return math.ceil(float(match[0]) * (60 if _HOURS.match(text, match.end()) else 1))


def size(value: Any) -> Mapping[str, int]:
    """The fewest and the most people that a text names, such as `3 to 5 people`."""
    numbers = sorted(int(float(digits)) for digits in _NUMBER.findall(str(value)))
    if len(numbers) > 2 or not numbers:
        return {}
    first, last = numbers[0], numbers[-1]
    if len(numbers) == 1 and _LEAST.search(str(value)):
        return {"min": first}
    if len(numbers) == 1 and _MOST.search(str(value)):
        return {"max": first}
    return {"min": first, "max": last}


def items(key: str, value: Any) -> list[str]:
    """The items of a list that somebody wrote as one line."""
    parts = (_AND if key in _NAMES else _COMMA).split(str(value).strip())
    return [part for part in parts if part]


def pairs(values: Sequence[Any]) -> Mapping[str, Any]:
    """Names with their sentences, from lines with dashes: each has both, or each second one is the
    sentence of the name above it. Empty where they are not.
    """
    lines = [pair for item in values if isinstance(item, dict) for pair in item.items()]
    if len(lines) < len(values) and all(isinstance(item, str) for item in values):
        names, sentences = values[::2], values[1::2]
        is_even = len(names) == len(sentences) and all(map(is_id, names))
        lines = list(zip(names, sentences, strict=True)) if is_even else []
        if any(map(is_id, sentences)):
            return {}
    is_whole = len(lines) in (len(values), len(values) / 2)
    return dict(lines) if is_whole and len(dict(lines)) == len(lines) else {}
