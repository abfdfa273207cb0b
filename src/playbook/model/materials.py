"""Materials of a move: papers to fill in, cut out, follow or send, and what each is made of."""

import re
from collections.abc import Mapping, Sequence
from typing import Annotated, Any, NamedTuple, Self

from pydantic import AfterValidator, Field, model_validator

from playbook.model.codes import MISSING_KEY, OUT_OF_RANGE, UNKNOWN_KEY, WRONG_TYPE, refusal
from playbook.model.field_groups import Part
from playbook.model.fields import Count, Heading, Language, Line, Lines, Text, as_id, at_least
from playbook.model.hints.examples import example_of
from playbook.model.vocabulary import MaterialKind
from playbook.source.file_names import is_reserved

CELLS = "|"
"""What parts the cells of a row that is filled in."""

BLANK = "___"
"""What ends a line of a card that somebody writes on."""

ROWS, COPIES = 6, 4
"""How many empty rows a sheet has, and how many cards a page, where an author says nothing."""

MOST_ROWS = 20


Headings = Annotated[tuple[Heading, ...], AfterValidator(at_least(2, most=5))]
Rows = Annotated[tuple[Line, ...], AfterValidator(at_least(1, most=MOST_ROWS))]


_TIME = re.compile(r"(\d{1,3}) ?min")


class AgendaItem(Part):
    """A stretch of an agenda."""

    minutes: Count
    """How many minutes it takes."""
    text: Line
    """What happens in them."""

    @model_validator(mode="before")
    @classmethod
    def _not_as_a_step(cls, value: Any) -> Any:
        match value:
            case dict() if len(value) == 1 and (time := _TIME.match(next(iter(value)))):
                text = next(iter(value.values()))
                raise refusal(
                    WRONG_TYPE,
                    "An item of an agenda has its minutes and its text apart.",
                    f"Write - minutes: {time[1]} and in the line below it, under the m, "
                    f"text: {text if isinstance(text, str) else 'What happens'}",
                    item={"minutes": int(time[1]), "text": text},
                )
        return value


class Shape(NamedTuple):
    """What a kind of material is made of: the keys that it needs, and those that it may have."""

    needs: Sequence[str]
    may_have: Sequence[str] = ()

    @property
    def keys(self) -> Sequence[str]:
        """All of them."""
        return [*self.needs, *self.may_have]


SHAPES: Mapping[MaterialKind, Shape] = {
    MaterialKind.SHEET: Shape(["columns"], ["rows", "labels"]),
    MaterialKind.CARD: Shape(["lines"], ["copies"]),
    MaterialKind.AGENDA: Shape(["items"]),
    MaterialKind.NOTE: Shape(["text"]),
    MaterialKind.EXAMPLE: Shape(["columns", "filled"]),
}
_OWN_KEYS = frozenset(key for shape in SHAPES.values() for key in shape.keys)


class Material(Part):
    """A paper that goes with a move. Its kind says which of the other keys it has."""

    kind: MaterialKind
    """What it is: a sheet to fill in, cards to cut out, an agenda, words to send, an example."""
    title: Heading
    """What stands above it. Its address is made from it. At most 60 characters."""
    how: Line | None = None
    """What to do with it, in one sentence."""
    language: Language | None = None
    """The language it is written in, such as `es`, where that is not the move's."""
    columns: Headings = ()
    """Of a sheet or an example: what stands above the columns. From 2 to 5."""
    rows: Annotated[int, Field(ge=1, le=MOST_ROWS)] | None = None
    """Of a sheet: how many empty rows it has, 20 at most. Without it there are 6."""
    labels: Rows = ()
    """Of a sheet: what stands in the first column, in place of empty rows."""
    filled: Rows = ()
    """Of an example: its rows, with `|` between the cells."""
    items: Annotated[tuple[AgendaItem, ...], AfterValidator(at_least(1, most=MOST_ROWS))] = ()
    """Of an agenda: what happens, with its minutes."""
    lines: Annotated[Lines, AfterValidator(at_least(1, most=12))] = ()
    """Of a card: what stands on it; a line that ends in `___` has room to write."""
    copies: Annotated[int, Field(ge=1, le=8)] | None = None
    """Of a card: how many there are on a page, 8 at most. Without it there are 4."""
    text: Text = ""
    """Of a note: the words to send, with an empty line between paragraphs."""

    @property
    def minutes(self) -> int:
        """What the items of an agenda take together."""
        return sum(item.minutes for item in self.items)

    @model_validator(mode="after")
    def _has_its_shape(self) -> Self:
        shape = SHAPES[self.kind]
        keys = [key for key in type(self).model_fields if key in _OWN_KEYS and getattr(self, key)]
        for key in keys:
            if key not in shape.keys:
                raise _out_of_place(self.kind, key)
        for key in shape.needs:
            if key not in keys:
                raise _missing(self.kind, key)
        if self.rows and self.labels:
            raise _twice()
        for row in self.filled:
            if len(cells(row)) != len(self.columns):
                raise _uneven(row, len(self.columns))
        return self


def cells(row: str) -> list[str]:
    """The cells of a row that is filled in."""
    return [cell.strip() for cell in row.split(CELLS)]


CITE = "cite"
"""The last part of the address of the page that says how to cite a move."""

CHANGES = "what-others-changed"
"""The same of the page that says what others changed in it."""


def addresses(materials: Sequence[Material]) -> list[str]:
    """The last part of the address of each: its title, or its kind and its place where no letter
    of the title is one from a to z.
    """
    ids = (as_id(one.title) for one in materials)
    return [
        id_
        if id_ and id_ not in (CITE, CHANGES) and not is_reserved(id_)
        else f"{one.kind}-{place}"
        for place, (id_, one) in enumerate(zip(ids, materials, strict=True), 1)
    ]


def _missing(kind: str, key: str) -> Exception:
    return refusal(
        MISSING_KEY,
        "'{kind}' needs '{key}'.",
        f"In line with its title:, write {key}: {example_of(key)}",
        kind=kind,
        key=key,
    )


def _out_of_place(kind: MaterialKind, key: str) -> Exception:
    names = [str(name) for name, shape in SHAPES.items() if key in shape.keys]
    kinds = " or ".join(f"'{name}'" for name in names)
    return refusal(
        UNKNOWN_KEY,
        "'{kind}' has no '{key}'.",
        f"Beside its title, '{kind}' may have {', '.join(SHAPES[kind].keys)}. Remove {key}:, or "
        f"give it the kind {kinds}.",
        kind=kind,
        key=key,
        kinds=names,
    )


def _twice() -> Exception:
    return refusal(
        UNKNOWN_KEY,
        "A sheet has 'rows' or 'labels', and not both.",
        "Remove rows: where the rows have names, and labels: where they are empty.",
    )


def _uneven(row: str, columns: int) -> Exception:
    return refusal(
        OUT_OF_RANGE,
        "This row of 'filled' has {count} in place of {columns} cells: {row}",
        f"Write {columns} cells with {CELLS} between them, such as "
        + f" {CELLS} ".join(["Bus routes", "Maps", "Ana", "June", "Done"][:columns]),
        count=len(cells(row)),
        columns=columns,
        row=row,
    )
