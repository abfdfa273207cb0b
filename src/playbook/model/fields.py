"""The kinds of value that front matter holds, each with its limits and what breaks them."""

import contextlib
import datetime
import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, TypeVar

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema

from playbook.model.codes import (
    BAD_DATE,
    BAD_ID,
    EMPTY,
    NOT_A_QUESTION,
    NOT_ONE_LINE,
    TOO_FEW,
    TOO_MANY,
    refusal,
)

MAX_ID = 60
"""The most characters of an id; with its folder it stays well below what Windows takes."""

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_FORMS = ("%Y %m %d", "%m %d %Y", "%d %m %Y", "%B %d %Y", "%b %d %Y", "%d %B %Y", "%d %b %Y")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Names:
    """Marks a field of ids, and how the relation is called from the other side."""

    collection: str
    back: str


def printable(text: str) -> str:
    """Text that any terminal can show: what is no character of Unicode is spelled out."""
    return text.encode("utf-8", "backslashreplace").decode()


def is_id(value: object) -> bool:
    """Whether something is an id."""
    return isinstance(value, str) and len(value) <= MAX_ID and bool(_ID.fullmatch(value))


def as_id(value: str) -> str:
    """The id that somebody may have meant, or nothing."""
    plain = unicodedata.normalize("NFKD", value.lower().removesuffix(".md"))
    plain = re.sub(r"['\u2018\u2019\u0300-\u036f]", "", plain)
    words = re.sub(r"[^a-z0-9]+", "-", re.sub(r"^(the|a|an|our) ", "", plain))
    return words[:MAX_ID].strip("-")


def check_id(value: str) -> str:
    """Accept an id, or say what an id is made of."""
    if not is_id(value):
        strange = next((c for c in value if not c.isascii() and c.isprintable()), "")
        called = unicodedata.name(strange, "not a letter of English").lower() if strange else ""
        named = f" '{strange}' is {called}." if strange else ""
        guess = f", such as '{guess}'" if (guess := as_id(value)) else ""
        raise refusal(
            BAD_ID,
            "'{value}' is not an id: use small letters a-z, digits and hyphens, at most {most} "
            "characters{guess}.{named}",
            value=printable(value),
            most=MAX_ID,
            named=named,
            guess=guess,
        )
    return value


def _one_line(value: str) -> str:
    if "\n" in value:
        raise refusal(NOT_ONE_LINE, "This text must stay on one line.")
    if not any(unicodedata.category(c)[0] in "LNS" for c in value):
        raise refusal(EMPTY, "There is nothing here that a reader could see.")
    return value.strip()


def is_question(text: str) -> bool:
    """Whether a text ends in a question mark, closing quotation marks and brackets aside."""
    return text.rstrip(" \"'\u2019\u201d\u00bb)*").endswith(("?", "\uff1f"))


def days(text: str) -> list[datetime.date]:
    """The days that a date in another form may mean: two, where it may be read in two ways."""
    plain = re.sub(r"(?<=\d)(st|nd|rd|th)\b|[,.]", " ", text.strip())
    plain = re.sub(r"[\s/.-]+", " ", plain).strip()
    found: dict[datetime.date, None] = {}
    for form in _FORMS:
        with contextlib.suppress(ValueError):
            found[datetime.datetime.strptime(plain, form).date()] = None
    return list(found)


def _question(value: str) -> str:
    if not is_question(value):
        raise refusal(NOT_A_QUESTION, "This is not a question: it does not end in '?'.")
    return value


def _iso(value: Any) -> Any:
    if isinstance(value, str) and _ISO.fullmatch(value):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            pass
    if isinstance(value, datetime.date):
        return value
    if value is None:
        raise refusal(EMPTY, "There is nothing here yet.")
    raise refusal(BAD_DATE, "'{value}' is not a date like 2026-11-24.", value=str(value))


def _listed(value: Any) -> Any:
    return [] if value is None else value


def _mapped(value: Any) -> Any:
    return {} if value is None else value


Sized = TypeVar("Sized", bound=Collection[Any])


def _not_empty(value: Sized) -> Sized:
    if not value:
        raise refusal(EMPTY, "There is nothing here yet.")
    return value


def at_least(count: int, most: int | None = None) -> Callable[[Sized], Sized]:
    """A validator for how many items a list holds."""

    def check(value: Sized) -> Sized:
        if len(value) < count:
            raise refusal(
                TOO_FEW, "{count} here; at least {least} are needed.", count=len(value), least=count
            )
        if most is not None and len(value) > most:
            raise refusal(
                TOO_MANY, "{count} here; {most} are the most.", count=len(value), most=most
            )
        return value

    return check


_LINE = BeforeValidator(lambda value: "" if value is None else value)

Line = Annotated[str, Field(max_length=200), AfterValidator(_one_line), _LINE]
"""Text on one line, at most 200 characters."""

Title = Annotated[str, Field(max_length=80), AfterValidator(_one_line), _LINE]
Summary = Annotated[str, Field(max_length=220), AfterValidator(_one_line), _LINE]
Question = Annotated[Line, AfterValidator(_question)]
Id = Annotated[
    str, AfterValidator(check_id), Field(json_schema_extra={"pattern": f"^{_ID.pattern}$"})
]

Lines = Annotated[tuple[Line, ...], BeforeValidator(_listed)]
Relations = Annotated[Mapping[Id, Line], BeforeValidator(_mapped)]
"""Ids of other entries, each with a sentence that says what the relation means."""

SomeRelations = Annotated[Relations, AfterValidator(_not_empty)]
"""Relations of which there is at least one. Not told when an item of it is wrong already."""

Day = Annotated[
    datetime.date,
    BeforeValidator(_iso),
    WithJsonSchema({"type": "string", "format": "date"}),
]
Count = Annotated[int, Field(ge=1, le=100_000)]
