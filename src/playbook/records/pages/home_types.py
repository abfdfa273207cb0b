"""The types of what the home page shows."""

from typing_extensions import TypedDict

from playbook.records.record_types import RelationRecord


class BlankRecord(TypedDict):
    """A blank of the sentence: a facet, and what the sentence says for each of its options."""

    facet: str
    label: str
    open: str
    """What it says where nothing is chosen."""
    chosen: str
    """The option that it begins with; "" for none."""
    options: list[list[str]]
    """Pairs of value and words."""


class SentenceRecord(TypedDict):
    """The sentence that a reader completes, with a blank for each of four facets, by the facet."""

    blanks: dict[str, BlankRecord]
    count: int
    """How many moves fit what it begins with."""


class StoryRecord(TypedDict):
    """The case on the home page."""

    id: str
    note: str
    hard: str
    """The HTML of what was hard in it."""


class HomeRecord(TypedDict):
    """What the home page shows, but for what every list shows."""

    sentence: SentenceRecord
    weeks: list[str]
    """The ids of moves that take turns week by week: the quickest of the light ones."""
    story: StoryRecord | None
    newest: list[RelationRecord]
    """Moves and cases, the newest first; none where all came on one day."""
