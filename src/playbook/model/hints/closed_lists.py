"""Which words of a closed list an author means."""

import re
from collections.abc import Sequence
from difflib import get_close_matches
from typing import Any

from playbook.model.field_reference import FieldReference
from playbook.model.vocabulary import LABELS

_SURE = 85
"""How close words must be to those of a list, out of 100."""

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
    "all the time": "ongoing",
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
    "una vez": "once",
    "semanal": "weekly",
    "cada semana": "weekly",
    "mensual": "monthly",
    "cada mes": "monthly",
    "trimestral": "quarterly",
    "anual": "yearly",
    "ligero": "light",
    "moderado": "moderate",
    "intenso": "heavy",
    "equipo": "team",
    "escuela": "school",
    "distrito": "district",
    "publicado": "published",
    "borrador": "draft",
}
_ALIKE = 0.7
"""How much two words share at least, where one of them is meant: `lite` is light, and `ready` is
not retired.
"""
_PARTS = re.compile(r"[;,/、，]| and | or |\n")


def meant(value: Any, terms: Sequence[Any]) -> str:
    """The word of a closed list that an author means; "" where none is close."""
    plain = _without_marks(value)
    if ";" in str(value):
        return ""
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
    words = value.split()
    if len(words) > 1 and all(is_same(word, terms) for word in words):
        return list(dict.fromkeys(map(_without_marks, words)))
    parts = [meant(part, terms) for part in _PARTS.split(value) if part.strip()]
    return list(dict.fromkeys(parts)) if all(parts) else []


def _without_marks(value: Any) -> str:
    return re.sub(r"[^\w\s-]", "", str(value)).strip().lower()


def read(field: FieldReference, lines: Sequence[str]) -> tuple[Any, tuple[str, ...]]:
    """The words that lines choose, by their labels too; and what is in no list."""
    from rapidfuzz import fuzz, process, utils  # large, and only answers ask for it

    labels = LABELS.get(field.name.rpartition(".")[2], {})
    values = {label: value for value, label in labels.items()} | {v: v for v in labels}
    parts = [line for line in lines if line in values] or [
        part.strip() for line in lines for part in re.split(r",(?!\s*or\b)|;|\band\b", line)
    ]
    choices: list[str] = []
    rest: list[str] = []
    for part in filter(None, parts):
        match = process.extractOne(
            part,
            list(values),
            scorer=fuzz.ratio,
            processor=utils.default_process,
            score_cutoff=_SURE,
        )
        (choices if match else rest).append(values[match[0]] if match else part)
    if not choices:
        return None, tuple(lines)
    if field.many:
        return list(dict.fromkeys(choices)), tuple(rest)
    return choices[0], (*rest, *choices[1:])
