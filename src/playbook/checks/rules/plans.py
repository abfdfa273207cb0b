"""A plan can be followed: its weeks are those of its moves, and what prepares comes first."""

from collections.abc import Iterator
from itertools import pairwise

from playbook.catalog.playbook import Playbook
from playbook.model.entry import Entry
from playbook.model.entry_types import Move, Plan
from playbook.model.hints import mending
from playbook.source.diagnostics import Code, Diagnostic, Example, Severity, closest, did_you_mean

WEEK_OF_NO_MOVE = Code(
    "week-of-no-move",
    Severity.WARNING,
    "`schedule` names a move that is not among the `moves` of the plan.",
    fails=Example("schedule: {somebody: 1}", path="plans/first-month.md"),
    passes=Example("schedule: {listen: 1}", path="plans/first-month.md"),
    no_edit="Where no move is like it, only its author knows which was meant.",
)
PLAN_ORDER = Code(
    "plan-order",
    Severity.WARNING,
    "A plan has a move before one that prepares for it, or a later week before an earlier one.",
    fails=Example("schedule: {ask-first: 3, listen: 1}", path="plans/first-month.md"),
    passes=Example("schedule: {ask-first: 1, listen: 3}", path="plans/first-month.md"),
    no_edit="Only its author knows which comes first.",
)

CODES = (WEEK_OF_NO_MOVE, PLAN_ORDER)


def check(playbook: Playbook) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each week of no move, and for each move that comes too early."""
    if not playbook.is_readable:
        return
    for entry in playbook.collection("plans"):
        if isinstance(entry.meta, Plan):
            yield from _weeks(entry, entry.meta)
            yield from _order(entry, entry.meta, playbook)


def _weeks(entry: Entry, plan: Plan) -> Iterator[Diagnostic]:
    for id_ in plan.schedule:
        if id_ not in plan.moves:
            yield Diagnostic(
                entry.source.locate(("schedule", id_)),
                WEEK_OF_NO_MOVE,
                f"'{id_}' has a week here, and is not under 'moves:'.",
                did_you_mean(id_, plan.moves) or f"Add '{id_}:' to the moves, or remove it.",
                mending.renamed(entry.source, ("schedule", id_), closest(id_, plan.moves)),
            )
    dated = [(id_, plan.schedule[id_]) for id_ in plan.moves if id_ in plan.schedule]
    for (before, week), (after, next_week) in pairwise(dated):
        if next_week < week:
            yield Diagnostic(
                entry.source.locate(("schedule", after)),
                PLAN_ORDER,
                f"'{after}' is in week {next_week}, and comes after '{before}' in week {week}.",
                "Change the weeks, or the order of the moves.",
            )


def _order(entry: Entry, plan: Plan, playbook: Playbook) -> Iterator[Diagnostic]:
    places = {id_: place for place, id_ in enumerate(plan.moves)}
    moves = {move.key.id: move.meta for move in playbook.collection("moves")}
    for id_, place in places.items():
        move = moves.get(id_)
        for other in move.prepares_for if isinstance(move, Move) else ():
            if places.get(other, place) < place:
                yield Diagnostic(
                    entry.source.locate(("moves", other)),
                    PLAN_ORDER,
                    f"'{other}' comes before '{id_}', which prepares for it.",
                    f"Put '{id_}' first, or leave one of them out.",
                )
