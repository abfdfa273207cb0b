"""What a work may say: the variables and types of CSL's own schema, as a model.

`csl-data.json` is the schema of CSL 1.0.2, unchanged. Two things are stricter than there, since the
formatter needs them: a date is in the calendar, and a person has a name.
"""

import json
from collections.abc import Mapping
from enum import StrEnum
from importlib import resources
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, create_model

from playbook.model.codes import BAD_DATE, EMPTY, OUT_OF_RANGE, refusal
from playbook.model.fields import Line

_SCHEMA: Mapping[str, Any] = json.loads(
    (resources.files("playbook.catalog") / "csl-data.json").read_text(encoding="utf-8")
)
_PROPERTIES = _SCHEMA["items"]["properties"]

_CLOSED = ConfigDict(extra="forbid", frozen=True, defer_build=True)

_LAST = (9999, 12, 31)
"""The last year, month and day."""

Type = StrEnum("Type", {word: word for word in _PROPERTIES["type"]["enum"]})  # type: ignore[misc]
"""The types of works."""


def _digits(value: Any) -> Any:
    if isinstance(value, str) and not (value.isascii() and value.isdigit() and len(value) < 5):
        raise refusal(
            BAD_DATE,
            "'{value}' is no part of a date: they are numbers.",
            "Write it from the year on: date-parts: [[2022, 12, 31]]",
            value=value,
        )
    return value


def _calendar(dates: tuple[tuple[int, ...], ...]) -> tuple[tuple[int, ...], ...]:
    sizes = len(dates) in (1, 2) and all(len(date) in (1, 2, 3) for date in dates)
    if not sizes or not all(
        1 <= part <= last for date in dates for part, last in zip(date, _LAST, strict=False)
    ):
        raise refusal(
            BAD_DATE,
            "This is not a year, a month and a day, nor two such dates.",
            "Write it from the year on: date-parts: [[2022, 12, 31]]",
        )
    return dates


def _in_lists(dates: Any) -> Any:
    if isinstance(dates, list) and not any(isinstance(date, list) for date in dates):
        raise refusal(
            BAD_DATE,
            "A date is a list in this list.",
            "Write it with two brackets: date-parts: [[2022, 12, 31]]",
        )
    return dates


def _season(number: int) -> int:
    if not 1 <= number <= len(("spring", "summer", "fall", "winter")):
        raise refusal(
            OUT_OF_RANGE, "There are four seasons.", "Write 1 for spring, and 4 for winter."
        )
    return number


def _with_name(person: Any) -> Any:
    if not any(getattr(person, name) for name in ("family", "given", "literal")):
        raise refusal(EMPTY, "This is nobody's name.")
    return person


_Number = Annotated[int, BeforeValidator(_digits)]
_Dates = Annotated[
    tuple[tuple[_Number, ...], ...], BeforeValidator(_in_lists), AfterValidator(_calendar)
]
_FORMS: Mapping[str, Any] = {
    "date-parts": _Dates | None,
    "season": Annotated[_Number, AfterValidator(_season)] | None,
}


def _group(name: str, definition: str) -> Any:
    """A model of a part of works, with the keys that the schema gives it."""
    (group,) = _SCHEMA["definitions"][definition]["anyOf"]
    keys = {key: (_FORMS.get(key, Line | None), None) for key in group["properties"]}
    return create_model(name, __config__=_CLOSED, **keys)  # type: ignore[call-overload]


Date: Any = _group("Date", "date-variable")
Person: Any = Annotated[_group("Person", "name-variable"), AfterValidator(_with_name)]


def _form(schema: Mapping[str, Any]) -> Any:
    """The type of a variable, by what the schema says of it."""
    match schema:
        case {"$ref": "#/definitions/date-variable"}:
            return Date | None
        case {"items": {"$ref": "#/definitions/name-variable"}}:
            return tuple[Person, ...]
        case {"type": "array"}:
            return tuple[Line, ...]
        case {"type": "object"}:
            return Mapping[str, Any] | None
        case _:
            return str | None


_REQUIRED: dict[str, Any] = {
    "id": (Line, ...),
    "type": (Type, ...),
    "title": (Annotated[str, Field(max_length=500)], ...),
}

_OPTIONAL: dict[str, Any] = {name: (_form(schema), None) for name, schema in _PROPERTIES.items()}

Work: Any = create_model("Work", __config__=_CLOSED, **{**_OPTIONAL, **_REQUIRED})
"""A work of the bibliography."""
