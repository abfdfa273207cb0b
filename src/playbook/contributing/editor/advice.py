"""What the web editor says of a key, in the words of the checks: it asks them.

A browser counts letters and looks for question marks; every sentence that it shows is one that a
check gives for the same fault.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from pydantic import BaseModel

from playbook.checks.rules.questions import NO_QUESTION
from playbook.checks.rules.sections import UNWRITTEN
from playbook.model.codes import MISSING_KEY, TOO_LONG
from playbook.model.entry_types import MODELS
from playbook.model.sections import QUESTIONS
from playbook.model.validation import validate
from playbook.source.diagnostics import Diagnostic, InvalidEntry
from playbook.source.location import Source

_OVER = 7


def advice_of(model: type[BaseModel], name: str) -> Mapping[str, Any]:
    """The sentences for a key that is missing, for a text that is too long, for no question."""
    gaps = (d.message for d in _told(model) if d.code == MISSING_KEY)
    missing = next((gap for gap in gaps if gap.startswith(f"'{name}'")), "")
    asks = {"question": NO_QUESTION} if name == "critical_questions" else {}
    return {**({"missing": missing} if missing else {}), **_lengths(model, name), **asks}


def sections_of(collection: str) -> list[Mapping[str, str]]:
    """The sections of a kind, each with what belongs there, and what is said where it is not."""
    return [
        {
            "title": section.title,
            "gist": section.gist,
            "empty": UNWRITTEN.format(title=section.title, state="is empty"),
            "question": NO_QUESTION if section is QUESTIONS else "",
        }
        for section in MODELS[collection].SECTIONS
    ]


def longest(model: type[BaseModel], name: str) -> int:
    """The most characters that a key may have; 0 where nothing is said."""
    metadata = model.model_fields[name].metadata
    return next((mark.max_length for mark in metadata if hasattr(mark, "max_length")), 0)


def _lengths(model: type[BaseModel], name: str) -> Mapping[str, Any]:
    most = longest(model, name)
    texts = [_too_long(model, name, most + over) for over in (_OVER, 1)] if most else []
    if not all(texts) or not texts:
        return {}
    count, over = f" {most + _OVER} ", f" {_OVER} "
    long = texts[0].replace(count, " %(count)s ").replace(over, " %(over)s ")
    return {"most": most, "long": long, "long_by_one": texts[1]}


def _too_long(model: type[BaseModel], name: str, length: int) -> str:
    words = (f"{d.message} {d.hint}" for d in _told(model, name, length) if d.code == TOO_LONG)
    return next(words, "")


@cache
def _told(model: type[BaseModel], name: str = "", length: int = 0) -> tuple[Diagnostic, ...]:
    """What is said of an entry that has nothing, or one key with a text of some length."""
    return tuple(_diagnostics(model, {name: "x" * length} if name else {}))


def _diagnostics(model: type[BaseModel], data: Mapping[str, Any]) -> Iterator[Diagnostic]:
    try:
        validate(model, data, Source(""))
    except InvalidEntry as invalid:
        yield from invalid.diagnostics
