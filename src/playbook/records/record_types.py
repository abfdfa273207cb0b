"""The types of an entry's record, which the schema of `playbook.json` is made from, and of the
facts that pages say of it in words.
"""

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
    before: str
    """Of a section that pages show as its lists: what stands before the first of them."""
    after: str
    """The rest of what stands in none of them."""


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


class Fact(TypedDict):
    """One fact at the head of a page."""

    label: str
    text: str
    wide: bool
    """Whether it spans two columns."""
    own: bool
    """Whether its text is in the entry's words."""


class Stretch(TypedDict):
    """A step with minutes in the bar of a run; places and widths are in percent."""

    text: str
    minutes: int
    start: float
    width: float


class RunFacts(TypedDict):
    """What the head of a move's run sheet says, in the site's language."""

    time: str
    """How long one run takes."""
    rhythm: str
    effort: str
    dots: int
    """How much effort, from 1 to 3."""
    group: str
    """How many people; "" where that is open."""
    times: list[Fact]
    """What else takes time: to learn it, to prepare, to follow up, and in all."""
    steps: list[str]
    """How long each step takes; "" for one without minutes."""
    bar: list[Stretch]
    """The steps with minutes, where there are several."""


class Study(TypedDict):
    """A study behind a finding: the note on it, as plain text, and its citation as HTML."""

    note: str
    citation: str


class Finding(TypedDict):
    """What studies found for one outcome, in the site's language."""

    outcome: str
    verdict: str
    """The kind of study and what it found, good or bad, in one phrase."""
    fit: str
    """How near the studied practice is; "" where nobody said so."""
    tier: str
    """The ESSA tier; "" where it was not assessed."""
    studies: list[Study]
    """The studies that no finding before it has named."""


class EntryFacts(TypedDict):
    """The facts of an entry, in the site's language."""

    card: list[str]
    """The facts of its card, in the order in which every card has them."""
    own: int
    """The place of the one that is in the words of entries; -1 for none."""
    line: list[str]
    """What is said of it in one line, the most telling first."""
    strip: list[Fact]
    moves: str
    """How many moves it relates to, such as `3 moves`."""
    condition: str
    """The id of the condition whose color and glyph it has; "" for none."""
    phrase: str
    """Its title as it goes on in a sentence."""
    evidence: str
    """What kind of evidence a case is; "" for other entries."""
    findings: list[Finding]
    """What studies found of a move; empty for other entries, and where no study is known."""
    origin: str
    """How a move stands to the article; "" where that goes without saying."""
    fits: str
    """Where a move fits, in sentences; "" for other entries."""
    length: int
    """How long one run of a move is, in quarters of an hour, 8 at most; 0 for other entries."""
    first_step: str
    """What a row says of a move, as HTML; "" for other entries."""
    run: RunFacts | None
    """Of a move."""
