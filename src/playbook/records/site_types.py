"""The shape of a site record: all that a page, a macro or a script may show, as plain JSON."""

from typing import Any

from typing_extensions import TypedDict

from playbook.records.record_types import CitationRecord, RelationRecord


class Fact(TypedDict):
    """One fact at the head of a page."""

    label: str
    text: str
    wide: bool
    """Whether its text may need two columns."""


class EntryFacts(TypedDict):
    """What an entry says of itself in words of the site's language."""

    card: list[str]
    """The facts of its card, in the order in which every card has them."""
    strip: list[Fact]
    moves: str
    """How many moves it relates to, such as `3 moves`."""
    fits: str
    """Where a move fits, in sentences; "" for other entries."""


class SettingsRecord(TypedDict):
    """What a site says of itself, from `mkdocs.yml` and the layers."""

    name: str
    short_name: str
    description: str
    copyright: str
    """HTML, written by maintainers."""
    language: str
    direction: str
    """`ltr` or `rtl`."""
    logo: str
    """The address of the logo from the root of the site; "" for the mark of the playbook."""
    brand: str
    """The address of the style sheet of a brand; "" without one."""
    analytics: str
    """The address of a script that counts visits; "" without one."""
    policy: str
    """The Content-Security-Policy of every page."""
    guide_stylesheet: str
    """The address of the style sheet of pages written by hand."""
    repository: str
    """Where the forms of the repository are; "" where it has none."""
    is_layered: bool
    editions: list[dict[str, Any]]
    """What the switch between editions shows: `name`, `way`, `place`, `here`."""


class NavigationRecord(TypedDict):
    """An item of the navigation: a page, or a section with pages."""

    title: str
    url: str
    """A section's is that of its first page."""
    is_home: bool
    is_quiet: bool
    """Whether only the footer leads to it."""
    children: list["NavigationRecord"]


class FacetRecord(TypedDict):
    """A question that narrows a list: its answers by value and label, in order."""

    id: str
    label: str
    options: list[list[str]]


class CellRecord(TypedDict):
    """How many moves there are for a role and a condition."""

    condition: str
    moves: int
    heat: int
    """Its share of the fullest cell, in quarters, rounded up: 0 to 4."""


class RowRecord(TypedDict):
    """A row of the map."""

    role: str
    cells: list[CellRecord]


class WayStep(TypedDict):
    """A move on a pathway, with its time and rhythm in words."""

    id: str
    note: str


class BoxRecord(TypedDict):
    """A move in a drawing: where its box stands, and the lines of its title."""

    id: str
    x: float
    y: float
    lines: list[list[Any]]
    """The height of each line's foot, and the line."""
    condition: int | None
    """The order of the first condition that it builds."""


class ArrowRecord(TypedDict):
    """An arrow from one move to another, as paths of SVG."""

    start: str
    end: str
    curve: str
    head: str
    """"" where the two go side by side."""


class DrawingRecord(TypedDict):
    """Boxes and arrows, in the units of the drawing (pixels at full size)."""

    width: float
    height: float
    box: list[int]
    boxes: list[BoxRecord]
    arrows: list[ArrowRecord]


class StoryRecord(TypedDict):
    """A case on the home page."""

    id: str
    note: str


class HomeRecord(TypedDict):
    """What the home page chooses from the playbook: ids."""

    roles: list[str]
    more_roles: list[str]
    stories: list[StoryRecord]
    light_moves: list[str]


class GroupRecord(TypedDict):
    """A group of cards in a list that can be narrowed."""

    condition: str
    """The id of the condition that its moves build; "" for cases."""
    count: str
    items: list[RelationRecord]
    rest: str
    """What the link to the whole group says; "" where all of it is here."""


class ListRecord(TypedDict):
    """A page whose list can be narrowed."""

    scope: list[str]
    facets: list[str]
    """Ids, in order."""
    groups: list[GroupRecord]


class IdeaPlaces(TypedDict):
    """An idea of a source, and where it is told."""

    id: str
    gist: str
    place: str
    told_in: list[dict[str, str]]
    """Entries and pages, each with `title` and `path`."""


class OutlineRecord(TypedDict):
    """The ideas of a work."""

    work: str
    ideas: list[IdeaPlaces]


class FieldRecord(TypedDict):
    """A key of front matter, as the reference of fields explains it."""

    name: str
    holds: str
    choices: list[str]
    required: bool
    gist: str


class SiteRecord(TypedDict):
    """Everything that is drawn. Addresses start at the root of the site and have no slash first."""

    settings: SettingsRecord
    navigation: list[NavigationRecord]
    labels: dict[str, dict[str, str]]
    headings: dict[str, str]
    """The titles of sections, as they are shown."""
    entries: dict[str, dict[str, dict[str, Any]]]
    """The record of every entry, by collection in reading order, and id."""
    facts: dict[str, dict[str, EntryFacts]]
    facets: dict[str, FacetRecord]
    """What narrows a list down, by id and in order."""
    selections: dict[str, dict[str, list[RelationRecord]]]
    """For each role and condition, the moves that ask something of the one for the other."""
    map: list[RowRecord]
    pathways: dict[str, list[list[WayStep]]]
    """For each condition."""
    drawings: dict[str, DrawingRecord]
    """For each move that others come before, beside or after."""
    home: HomeRecord
    lists: dict[str, ListRecord]
    """`all`, `moves` and `cases`."""
    works: dict[str, CitationRecord]
    outlines: list[OutlineRecord]
    fields: dict[str, list[FieldRecord]]
