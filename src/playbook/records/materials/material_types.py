"""The types of the record of a material."""

from typing_extensions import TypedDict


class RowRecord(TypedDict):
    """A row of a sheet: its label, "" where it has none, and its cells, "" where one is to fill."""

    label: str
    cells: list[str]


class AgendaRecord(TypedDict):
    """A stretch of an agenda."""

    minutes: int
    text: str


class LineRecord(TypedDict):
    """A line of a card."""

    text: str
    is_open: bool
    """Whether there is room to write after it."""


class MaterialRecord(TypedDict):
    """A paper that goes with a move."""

    id: str
    """Which one of its move's it is, and the last part of its address."""
    url: str
    """The address of its page, from the root of the site."""
    kind: str
    title: str
    how: str
    """What to do with it; "" where that goes without saying."""
    language: str | None
    """The language it is written in; None for that of the playbook."""
    columns: list[str]
    rows: list[RowRecord]
    """Of a sheet or an example."""
    agenda: list[AgendaRecord]
    lines: list[LineRecord]
    """Of a card."""
    copies: int
    """How many cards a page has."""
    paragraphs: list[str]
    """Of a note."""
