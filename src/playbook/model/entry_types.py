"""The front matter of each kind of entry, one class for each.

The reference of fields, the JSON Schema for editors and new drafts are all made from these classes.
"""

from collections.abc import Mapping
from typing import Annotated, ClassVar

from pydantic import AfterValidator, Field

from playbook.model import sections
from playbook.model.field_groups import District, Evidence, GroupSize, Measure, Minutes, Part
from playbook.model.fields import (
    Day,
    Id,
    Language,
    Line,
    Lines,
    Names,
    Question,
    Relations,
    Short,
    SomeRelations,
    Summary,
    Title,
    at_least,
)
from playbook.model.materials import Material
from playbook.model.sections import Section
from playbook.model.vocabulary import (
    CaseKind,
    Consent,
    Effort,
    Level,
    Motive,
    Occasion,
    Rhythm,
    Setting,
    Status,
)


class FrontMatter(Part):
    """The keys that all kinds of entries have."""

    SECTIONS: ClassVar[tuple[Section, ...]] = ()

    title: Title
    """What it is called. At most 80 characters."""
    summary: Summary
    """What it is, in one sentence. At most 220 characters."""
    covers: Lines = ()
    """Ids of the ideas of an outline that this entry covers."""
    sources: Mapping[str, Line] = {}
    """Keys of `references.yml`, each with the place in that source."""
    authors: Lines = ()
    """Who wrote it, as they want to be named."""
    status: Status = Status.DRAFT
    """`draft` is left out of the site, `deprecated` names what replaces it."""
    replaced_by: Id | None = None
    """The id of the entry of the same kind that replaces this one."""
    created: Day
    """The day it was first written."""
    updated: Day
    """The day it was last changed in substance."""
    review_by: Day
    """The day by which its next review is due."""
    former_ids: tuple[Id, ...] = ()
    """Ids this entry had before; their addresses lead here."""
    aliases: Lines = ()
    """Other names that a reader may search for."""
    language: Language | None = None
    """The language it is written in, such as `es`, where that is not the playbook's."""


class Condition(FrontMatter):
    """A condition that leaders create so that adults learn."""

    order: Annotated[int, Field(ge=1, le=99)]
    """Its place among the conditions."""
    short: Short | None = None
    """Its name beside its glyph, in a few words. At most 30 characters."""
    looks_like: Annotated[tuple[Line, ...], AfterValidator(at_least(3))]
    """What you can see when it is strong. At least 3."""
    assets_to_look_for: Annotated[tuple[Line, ...], AfterValidator(at_least(3))]
    """What a district has already that helps. At least 3."""
    critical_questions: Annotated[tuple[Question, ...], AfterValidator(at_least(2))]
    """Questions for a team. At least 2, each ending in `?`."""


class Move(FrontMatter):
    """Something that leaders do."""

    SECTIONS: ClassVar[tuple[Section, ...]] = sections.MOVE

    purpose: Line
    """Why anyone would do it, in one sentence."""
    conditions: Annotated[SomeRelations, Names("conditions", back="moves")]
    """The conditions it helps to create, each with a sentence that says how."""
    roles: Annotated[SomeRelations, Names("roles", back="moves")]
    """Who takes part, each with a sentence that says what the move asks of them."""
    leads: tuple[Id, ...] = ()
    """Which of these roles lead it. The first one does, if none is named."""
    setting: Annotated[tuple[Setting, ...], AfterValidator(at_least(1))]
    """Where it happens."""
    occasions: tuple[Occasion, ...] = ()
    """Meetings and days on the calendar that it fits into."""
    minutes: Minutes
    """How long it takes to learn, to prepare and to run."""
    rhythm: Rhythm
    """How often it is made: an editorial estimate unless the source states it."""
    effort: Effort
    """What it asks of people: an editorial estimate."""
    group_size: GroupSize | None = None
    """How many people it is for."""
    draws_on: tuple[Motive, ...] = ()
    """Which sources of motivation it uses."""
    needs: Lines = ()
    """What has to be there: time, cover, papers, people."""
    prepares_for: Annotated[Relations, Names("moves", back="follows")] = {}
    """Moves that this one makes possible, each with a sentence that says what is left ready."""
    pairs_with: Annotated[Relations, Names("moves", back="pairs_with")] = {}
    """Moves that go well beside it. Written on one side, shown on both."""
    cautions: Lines = ()
    """What to know before you start."""
    materials: Annotated[tuple[Material, ...], AfterValidator(at_least(0, most=6))] = ()
    """Papers that go with it: sheets, cards, agendas, words to send, examples. At most 6."""
    measure: Measure | None = None
    """One sign of progress that somebody can count: what, who looks, and when."""
    from_source: Mapping[str, Line] = {}
    """What the source says, by the id of an idea in `covers` or of a work in `sources`. The page
    says that all else is ours.
    """
    evidence: tuple[Evidence, ...] = ()
    """What studies found, outcome by outcome, mixed or null results included."""


class Case(FrontMatter):
    """A story of moves made in earnest."""

    SECTIONS: ClassVar[tuple[Section, ...]] = sections.CASE

    kind: CaseKind
    """A full case, a short case, a short example or a counter-example."""
    district: District = District()
    """Whose case it is; `unnamed` unless there is permission."""
    period: Line | None = None
    """When it happened, if that was told."""
    conditions: Annotated[SomeRelations, Names("conditions", back="cases")]
    """The conditions it shows, each with a sentence."""
    roles: Annotated[SomeRelations, Names("roles", back="cases")]
    """Who took part, each with a sentence."""
    moves: Annotated[SomeRelations, Names("moves", back="cases")]
    """The moves it shows, each with how it was used here."""
    moves_changed: Annotated[Relations, Names("moves", back="changed_in")] = {}
    """Moves that were not made as they are written, each with what was changed in it here."""
    evidence_note: Line
    """What kind of account it is, and what it does not show."""
    consent: Consent
    """By what right it is told."""


class Role(FrontMatter):
    """Somebody who makes moves."""

    level: Level
    """Where in the system this role stands."""
    start_with: Annotated[
        Relations, AfterValidator(at_least(0, most=3)), Names("moves", back="start_for")
    ] = {}
    """Up to 3 moves to begin with, in order, each with a sentence that says why."""


class Plan(FrontMatter):
    """Moves in an order that somebody can follow, week by week."""

    begins: Line
    """When in the school year it begins, such as `In August, before students return`."""
    roles: Annotated[SomeRelations, Names("roles", back="plans")]
    """Who it is for, each with a sentence that says what they would want from it."""
    moves: Annotated[SomeRelations, Names("moves", back="plans")]
    """Its moves in order, each with a sentence that says why it comes here."""
    schedule: Mapping[Id, Annotated[int, Field(ge=1, le=99)]] = {}
    """The week in which each move is made, by its id; the plan begins in week 1."""


MODELS: Mapping[str, type[FrontMatter]] = {
    "conditions": Condition,
    "roles": Role,
    "moves": Move,
    "cases": Case,
    "plans": Plan,
}
"""One folder each. A field named after a folder holds ids of its entries."""


def relations_of(model: type[FrontMatter]) -> Mapping[str, Names]:
    """The fields of a model that hold relations, in order, with the collection that each names."""
    return _RELATIONS[model]


_RELATIONS: Mapping[type[FrontMatter], Mapping[str, Names]] = {
    model: {
        name: mark
        for name, field in model.model_fields.items()
        for mark in field.metadata
        if isinstance(mark, Names)
    }
    for model in MODELS.values()
}

_REPEATED: Mapping[str, Mapping[str, str]] = {
    "moves": {"leads": "roles"},
    "plans": {"schedule": "moves"},
}


def fields_of_ids(collection: str) -> Mapping[str, str]:
    """Every field of a collection that holds ids, and the collection that they are of.

    Beside relations these are the fields that name some of a relation's ids again.
    """
    relations = {name: mark.collection for name, mark in relations_of(MODELS[collection]).items()}
    return {**relations, **_REPEATED.get(collection, {}), "replaced_by": collection}
