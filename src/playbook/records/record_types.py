"""The shape of a record: what its schema promises to every reader."""

from typing import NotRequired

from typing_extensions import TypedDict


class RelationRecord(TypedDict):
    """Another entry, and the sentence that says how it relates."""

    collection: str
    id: str
    title: str
    url: str
    sentence: str


class CitationRecord(TypedDict):
    """A work that an entry rests on."""

    key: str
    where: str
    """The place in the work."""
    html: str
    text: str
    url: str


class IdeaRecord(TypedDict):
    """An idea of a source that an entry tells: its id, its gist, and its place in the source."""

    id: str
    kind: str
    gist: str
    place: str


class SectionRecord(TypedDict):
    """What stands under one heading, as HTML."""

    id: str
    """Which section of its kind it is, whatever its title; "" for one of the author's own."""
    title: str
    anchor: str
    html: str


class StepRecord(TypedDict):
    """One step of a move, with its minutes if the author gave them."""

    html: str
    minutes: int | None


class BodyRecord(TypedDict):
    """The prose of an entry. Steps, questions, keep and change are a move's."""

    intro: str
    sections: list[SectionRecord]
    words: int
    steps: NotRequired[list[StepRecord]]
    critical_questions: NotRequired[list[str]]
    keep: NotRequired[list[str]]
    change: NotRequired[list[str]]


class ChangeRecord(TypedDict):
    """One part of an entry that a layer says in its own way."""

    layer: str
    """The name of whoever changed it."""
    because: str
    part: str
    label: str
    """The name of the part, as readers know it."""
    before: str
    after: str


class ProvenanceRecord(TypedDict):
    """Where an entry comes from, and what was made of it here."""

    state: str
    """`original`, `adapted` or `local`."""
    version: str
    """The release that the original is of."""
    layer: str
    """Who wrote a local entry."""
    changes: list[ChangeRecord]


class Record(TypedDict):
    """What every record holds beside the entry's front matter."""

    collection: str
    id: str
    path: str
    """The file in the repository."""
    url: str
    """The address on the site, from its root."""
    relations: dict[str, list[RelationRecord]]
    citations: list[CitationRecord]
    covers: list[IdeaRecord]
    body: BodyRecord
    provenance: ProvenanceRecord
