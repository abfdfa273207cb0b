"""The types of an entry's record, which the schema of `playbook.json` is made from."""

from typing import NotRequired

from typing_extensions import TypedDict


class RelationRecord(TypedDict):
    """Another entry, and the sentence that says how it relates."""

    collection: str
    id: str
    title: str
    url: str
    sentence: str
    kind: str
    """The kind of a case; "" for other entries."""


class CitationRecord(TypedDict):
    """A work that an entry cites."""

    key: str
    where: str
    """The place in the work."""
    html: str
    text: str
    url: str


class StudyRecord(CitationRecord):
    """A work that a move cites as evidence."""

    note: str
    """What the study did and found, the same wherever it is cited; "" if nobody wrote one."""


class IdeaRecord(TypedDict):
    """An idea of a source that an entry covers: its id, its gist, and its place in the source."""

    id: str
    kind: str
    gist: str
    place: str


class SectionRecord(TypedDict):
    """A section of a body: its heading, and the HTML below it."""

    id: str
    """Which section of its kind it is, whatever its title; "" for one of the author's own."""
    title: str
    anchor: str
    html: str


class StepRecord(TypedDict):
    """One step of a move, with its minutes if the author gave them."""

    html: str
    minutes: int | None
    number: int
    phase: str
    """`prepare`, `run` or `follow-up`."""


class BodyRecord(TypedDict):
    """The prose of an entry. Only moves have steps, questions, keep and change."""

    intro: str
    sections: list[SectionRecord]
    words: int
    steps: NotRequired[list[StepRecord]]
    first_step: NotRequired[str]
    """The first step, as a paragraph of its own."""
    critical_questions: NotRequired[list[str]]
    keep: NotRequired[list[str]]
    change: NotRequired[list[str]]


class ChangeRecord(TypedDict):
    """One part of an entry that a layer replaces."""

    layer: str
    """The name of whoever changed it."""
    because: str
    part: str
    label: str
    """The name of the part, as it is shown to readers."""
    before: str
    after: str


class ProvenanceRecord(TypedDict):
    """The origin of an entry, and the changes of layers to it."""

    state: str
    """`original`, `adapted` or `local`."""
    version: str
    """The release of the original; "" for a local entry."""
    layer: str
    """The name of the layer that a local entry is from; "" for others."""
    changes: list[ChangeRecord]


class Record(TypedDict):
    """The keys of every record beside those of the entry's front matter."""

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
