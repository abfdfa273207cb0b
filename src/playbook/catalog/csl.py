"""What a work may say: the variables and types of CSL's own schema, as a model.

`csl-data.json` is the schema of CSL 1.0.2, unchanged. Three things are stricter than there, since
the formatter needs them: a date is in the calendar, a person has a name, and an address is whole.
"""

import json
import re
from collections.abc import Mapping
from enum import StrEnum
from importlib import resources
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, ConfigDict, Field, create_model

from playbook.model.codes import BAD_DATE, EMPTY, OUT_OF_RANGE, refusal
from playbook.model.fields import Line
from playbook.parsing.markdown_errors import UNSAFE_LINK

_SCHEMA: Mapping[str, Any] = json.loads(
    (resources.files("playbook.catalog") / "csl-data.json").read_text(encoding="utf-8")
)
_PROPERTIES = _SCHEMA["items"]["properties"]

_CLOSED = ConfigDict(extra="forbid", frozen=True, defer_build=True)

_PLACE = r"(?:[\w-]+\.)+[\w-]+(?::\d+)?(?:[/?#]\S*)?"
_WHOLE = re.compile(rf"https?://{_PLACE}", re.IGNORECASE)
_PART = re.compile(
    rf"(?:[a-z]+:)?/*(?P<place>www\.{_PLACE}|(?:[\w-]+\.)+[\w-]+(?::\d+)?/\S*)", re.IGNORECASE
)
"""An address that lacks what it starts with, such as www.example.org/page."""
_DOI = re.compile(r"(?:doi:\s*)?(?P<doi>10\.\d+/\S+)", re.IGNORECASE)

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


def _with_year(date: Any) -> Any:
    others = (getattr(date, name) for name in ("literal", "raw", "circa", "season"))
    if not getattr(date, "date-parts") and any(other is not None for other in others):
        raise refusal(
            BAD_DATE,
            "A citation cannot show this date: it shows the one in 'date-parts'.",
            "Write it from the year on: date-parts: [[2022, 12, 31]]. Where nobody knows the year, "
            "leave the date out.",
        )
    return date


def _address(url: str | None) -> str | None:
    if not url or _WHOLE.fullmatch(url):
        return url
    if doi := _DOI.fullmatch(url.strip()):
        hint = f"In place of this line, write DOI: {doi['doi']}"
    elif part := _PART.fullmatch(url.strip()):
        hint = f"Write the whole address: https://{part['place']}"
    else:
        hint = "Write the whole address, as a browser shows it, or leave this line out."
    raise refusal(UNSAFE_LINK, "This is no whole address that a browser can open.", hint)


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


Date: Any = Annotated[_group("Date", "date-variable"), AfterValidator(_with_year)]
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


_ADDRESS = Annotated[str | None, AfterValidator(_address)]

_REQUIRED: dict[str, Any] = {
    "id": (Line, ...),
    "type": (Type, ...),
    "title": (Annotated[str, Field(max_length=500)], ...),
}

_OPTIONAL: dict[str, Any] = {name: (_form(schema), None) for name, schema in _PROPERTIES.items()}
_OPTIONAL["URL"] = (_ADDRESS, None)

Work: Any = create_model("Work", __config__=_CLOSED, **{**_OPTIONAL, **_REQUIRED})
"""A work of the bibliography."""
