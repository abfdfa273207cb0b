"""What the playbook could use: entries to review, sources nobody cites, gaps, cases to grow; how
much studies say of its moves, and what stories tell of their use.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import NamedTuple

from playbook.catalog.playbook import Playbook
from playbook.model.entry import Entry
from playbook.model.entry_types import Case, Move
from playbook.model.vocabulary import CLOSE, STORIES, CaseKind, Direction, Status


class Need(NamedTuple):
    """Something that somebody could do."""

    what: str
    path: str
    """The file it is about, or ""."""


class Group(NamedTuple):
    """Needs of one kind, with what to do about them."""

    title: str
    advice: str
    needs: tuple[Need, ...]


def health(playbook: Playbook) -> list[Group]:
    """Every kind of need, the empty ones too."""
    return [
        Group(
            "To review",
            "Read it, change what is no longer true, and set a new `review_by`.",
            tuple(_past_review(playbook)),
        ),
        Group(
            "Nobody has written this yet",
            "A role and a condition without a move. Has your district tried one?",
            tuple(_gaps(playbook)),
        ),
        Group(
            "Moves without a sign to count",
            "Say in `measure` what is counted, by whom, and when.",
            tuple(_moves(playbook, lambda move: move.measure is None)),
        ),
        Group(
            "Moves that do not tell the source's part from ours",
            "Say in `from_source` what the source says, idea by idea.",
            tuple(_moves(playbook, lambda move: bool(move.sources) and not move.from_source)),
        ),
        Group(
            "Drafts and short cases waiting to grow",
            "Ask whoever was there: what happened, what was hard, what changed?",
            tuple(_growing(playbook)),
        ),
        Group(
            "Sources that nothing cites",
            "Cite the work where it helped, or take it out of `references.yml`.",
            tuple(_works_without_citation(playbook)),
        ),
    ]


def _past_review(playbook: Playbook) -> Iterator[Need]:
    due = [entry for entry in playbook if entry.meta.review_by < playbook.today]
    for entry in sorted(due, key=lambda entry: (entry.meta.review_by, entry.key)):
        yield Need(f"{entry.meta.title} (since {entry.meta.review_by})", entry.source.path)


def _gaps(playbook: Playbook) -> Iterator[Need]:
    moves = [entry.meta for entry in playbook.without_drafts().collection("moves")]
    cells = {
        (role, condition)
        for meta in moves
        if isinstance(meta, Move)
        for role in meta.roles
        for condition in meta.conditions
    }
    for role in playbook.collection("roles"):
        for condition in playbook.collection("conditions"):
            if (role.key.id, condition.key.id) not in cells:
                yield Need(f"{role.meta.title}: {condition.meta.title}", "")


def _moves(playbook: Playbook, lacks: Callable[[Move], bool]) -> Iterator[Need]:
    for entry in playbook.collection("moves"):
        if isinstance(entry.meta, Move) and lacks(entry.meta):
            yield Need(entry.meta.title, entry.source.path)


def _growing(playbook: Playbook) -> Iterator[Need]:
    for entry in playbook:
        if _may_grow(entry):
            yield Need(entry.meta.title, entry.source.path)


def _may_grow(entry: Entry) -> bool:
    short = isinstance(entry.meta, Case) and entry.meta.kind in (CaseKind.SHORT, CaseKind.EXAMPLE)
    return short or entry.meta.status is Status.DRAFT


def _works_without_citation(playbook: Playbook) -> Iterator[Need]:
    keys = {key for file in playbook.files() for key, _ in file.citations()}
    places = playbook.bibliography.places if playbook.bibliography else {}
    yield from (Need(key, source.path) for key, (source, _) in places.items() if key not in keys)


class Research(NamedTuple):
    """What studies say of all moves together."""

    moves: int
    studies: int
    """The moves with a study of the practice itself, or of one near it."""
    findings: Mapping[Direction, int]
    """How many items of evidence go in each direction, those without any too."""


def research(playbook: Playbook) -> Research:
    """Counts over all moves, drafts among them."""
    moves = [entry.meta for entry in playbook if isinstance(entry.meta, Move)]
    counts = Counter(item.direction for move in moves for item in move.evidence)
    studies = [move for move in moves if any(item.fit in CLOSE for item in move.evidence)]
    return Research(len(moves), len(studies), {each: counts[each] for each in Direction})


class Use(NamedTuple):
    """What stories tell of a move that somebody used."""

    move: str
    accounts: tuple[str, ...]
    """Where it was used, in the words for sizes and locales, and how; a story each."""


def uses(playbook: Playbook) -> list[Use]:
    """The moves that stories tell of, those with the most first; examples and warnings do not
    count.
    """
    accounts: dict[str, list[str]] = defaultdict(list)
    for entry in playbook.without_drafts().collection("cases"):
        if isinstance(entry.meta, Case) and entry.meta.kind in STORIES:
            district = entry.meta.district
            place = f"{district.size.label}, {district.locale.label}".capitalize()
            for id_, sentence in entry.meta.moves.items():
                accounts[id_].append(f"{place}: {sentence}")
    titles = {entry.key.id: entry.meta.title for entry in playbook.collection("moves")}
    moves = [Use(titles[id_], tuple(own)) for id_, own in accounts.items() if id_ in titles]
    return sorted(moves, key=lambda use: (-len(use.accounts), use.move))
