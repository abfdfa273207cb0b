"""The types of the site record: all that a page, a macro or a script may show, as plain JSON."""

from collections.abc import Mapping
from typing import Any

from typing_extensions import TypedDict

from playbook.records.conformance import ConformanceRecord, ContactRecord
from playbook.records.pages.home_types import HomeRecord
from playbook.records.pages.stock import StockRecord
from playbook.records.parts import DeckRecord, ListRecord, PartRecord, RoleGroup, Selections
from playbook.records.record_types import CitationRecord, EntryFacts


class SettingsRecord(TypedDict):
    """The settings of a site, from `mkdocs.yml` and the layers."""

    name: str
    short_name: str
    description: str
    address: str
    """Where the site is published, with a slash at its end; "" if that is not said."""
    copyright: str
    """HTML, written by maintainers."""
    language: str
    direction: str
    """`ltr` or `rtl`."""
    logo: str
    brand: str
    """The addresses of the logo and of a brand's style sheet; "" without one."""
    light_theme: str
    dark_theme: str
    """The color around a page in a browser: the brand's, or that of the paper."""
    fonts: str
    """The font stack of a district; "" where the site's own fonts are used."""
    analytics: str  # the address of a script; "" without one
    policy: str
    """The Content-Security-Policy of every page."""
    repository: str
    """The address of the repository with the issue forms; "" where it has none."""
    contact: ContactRecord
    is_layered: bool
    unanswered: str
    used: str
    """What is asked with words that found nothing, and with what is done; "" if nobody counts."""
    entry_language: str
    """The language of entries that name none."""
    stemmers: dict[str, str]
    """The addresses of the scripts that give stems, by the languages of its entries."""
    edition: str
    """The address of an edition that shares pages with the main one; "" for one by itself."""
    school: str
    """The name of the school whose edition it is; "" for the main one."""
    school_names: dict[str, str]
    """What editions are called: `one`, `many`, `choose`, and the `url` of their list."""
    editions: list[dict[str, Any]]
    """The links of the switch between editions: `name` and `url`."""


class FeedRecord(TypedDict):
    """A feed of entries: where it is, and what it is called."""

    path: str
    title: str


class NavigationRecord(TypedDict):
    """An item of the navigation: a page, or a section with pages."""

    title: str
    url: str
    """A section's is that of its first page."""
    is_home: bool
    is_footer_only: bool
    """Whether only the footer links to it."""
    children: list["NavigationRecord"]


class FacetRecord(TypedDict):
    """A facet, which filters a list: its options as pairs of value and label, in order."""

    id: str
    label: str
    options: list[list[str]]


class CellRecord(TypedDict):
    """A cell of the map: the number of moves for a role and a condition."""

    condition: str
    moves: int
    marks: int
    """How many of them are drawn."""


class RowRecord(TypedDict):
    """A row of the map: a role, with a cell for each condition."""

    role: str
    cells: list[CellRecord]


class WayStep(TypedDict):
    """A move on a pathway."""

    id: str
    note: str
    """Its time and rhythm in words."""
    because: str
    """What it does for the next one; "" for the last."""
    season: str
    """When in a school year it could come, where the one before comes earlier; else ""."""


class LevelRecord(TypedDict):
    """Roles that stand on one level of the system: ids."""

    level: str
    roles: list[str]


class WayRecord(TypedDict):
    """A pathway: its first moves, and how many more there are."""

    first: str
    """The ids of its first move and of the one that it leads to."""
    last: str
    note: str
    """How many moves it has, and how long they take together."""
    leaders: list[str]
    """The ids of the roles that lead them."""
    steps: list[WayStep]
    more: int


class PlanStep(TypedDict):
    """A move of a plan."""

    id: str
    week: int
    """From 1; 0 where the plan does not say."""
    because: str
    """Why it comes here."""


class PlanRecord(TypedDict):
    """A plan as its page shows it."""

    note: str
    """How many moves it has, and how long they take together."""
    leaders: list[str]
    """The ids of the roles that lead them."""
    steps: list[PlanStep]
    link: str
    """The fragment in which the page of a reader's own plans finds it."""


class IdeaPlaces(TypedDict):
    """An idea of a source, and the entries and pages that cover it."""

    id: str
    gist: str
    place: str
    covered_by: list[dict[str, str]]
    """Entries and pages, each with `title` and `url`."""


class OutlineRecord(TypedDict):
    """An outline: the ideas of one work."""

    work: str
    ideas: list[IdeaPlaces]


class FieldRecord(TypedDict):
    """A key of front matter, for the reference of fields."""

    name: str
    holds: str
    choices: list[str]
    required: bool
    gist: str


class CollectionRecord(TypedDict):
    """What the entries of a collection are called."""

    one: str
    many: str
    """As a heading."""


class CardRecord(TypedDict):
    """A picture that stands for a page where it is shared."""

    url: str
    """Its whole address."""
    text: str
    """What it shows."""


class SiteRecord(TypedDict):
    """All that the site shows. Addresses start at its root, without a slash in front."""

    settings: SettingsRecord
    assets: dict[str, str]
    """Where scripts, style sheets and fonts are published, by the names that templates use."""
    cards: dict[str, CardRecord]
    """The picture of each entry, by `moves/its-id`, and under "" that of the site; or none."""
    navigation: list[NavigationRecord]
    feeds: list[FeedRecord]
    """None where the address of the site is not known."""
    labels: dict[str, dict[str, str]]
    collections: dict[str, CollectionRecord]
    names: dict[str, dict[str, str]]
    """What the parts of an entry are called, by collection."""
    headings: dict[str, str]
    """The titles of sections in the site's language, by the titles that authors write."""
    entries: dict[str, dict[str, Mapping[str, Any]]]
    """The record of every entry, by collection in reading order, and id."""
    facts: dict[str, dict[str, EntryFacts]]
    facets: dict[str, FacetRecord]
    """All facets by id, in order."""
    selections: Selections
    role_groups: dict[str, list[RoleGroup]]
    """What the page of each role lists, by its id."""
    map: list[RowRecord]
    without_study: list[str]
    """The ids of the moves of which no study is known, by title."""
    levels: list[LevelRecord]
    """The roles by level, from the district outward."""
    plans: dict[str, PlanRecord]
    """Plans by their ids."""
    pathways: dict[str, list[WayRecord]]
    """The sequences of moves of each condition that has any."""
    home: HomeRecord
    lists: dict[str, ListRecord]
    """`all`, `moves` and `cases`."""
    parts: dict[str, PartRecord]
    """Every part of a long list but the first, by its address."""
    deck: DeckRecord
    stock: StockRecord
    part_size: int
    """How many entries a part has."""
    withdrawn: list[dict[str, str]]  # a notice for each address, as `pages.withdrawn` makes it
    works: dict[str, CitationRecord]
    outlines: list[OutlineRecord]
    fields: dict[str, list[FieldRecord]]
    accessibility: ConformanceRecord | None
    """None where the playbook has no `accessibility.yml`."""
