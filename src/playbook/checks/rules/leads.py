"""Whoever leads a move is one of its roles."""

from collections.abc import Collection, Iterator

from playbook.catalog.playbook import Playbook
from playbook.model.entry import Key
from playbook.model.entry_types import Move
from playbook.model.hints import items, mending
from playbook.source.diagnostics import Code, Diagnostic, Example, Severity, slip_of
from playbook.source.location import Source

LEADS_NO_ROLE = Code(
    "leads-no-role",
    Severity.WARNING,
    "`leads` names somebody who is not among the `roles` of the move.",
    fails=Example("leads: [somebody-else]"),
    passes=Example("leads: [principal]"),
    no_edit="Only its author knows what somebody in that role does.",
)

CODES = (LEADS_NO_ROLE,)


def check(playbook: Playbook) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each leader who is not among the roles.

    Where a role has a name that nobody has, that is the fault, and the leaders may be right.
    """
    for entry in playbook.collection("moves"):
        if isinstance(entry.meta, Move) and _knows_roles(playbook, entry.meta):
            for place, id_ in enumerate(entry.meta.leads):
                if id_ not in entry.meta.roles:
                    yield _no_role(entry.source, entry.meta.roles, place, id_)


def _knows_roles(playbook: Playbook, move: Move) -> bool:
    return all(playbook.knows(Key("roles", id_)) for id_ in move.roles)


def _no_role(source: Source, roles: Collection[str], place: int, id_: str) -> Diagnostic:
    path = ("leads", place)
    if both := items.both_of(id_, roles):
        hint = f"These are {len(both)}; put a comma between them: {', '.join(both)}"
        edits = mending.changed(source, path, lambda front: mending.parted(front, path, both))
    elif near := slip_of(id_, roles):
        hint, edits = f"Did you mean '{near}'?", mending.written(source, path, near)
    else:
        hint, edits = f"Add '{id_}:' to the roles, or remove it.", ()
    message = f"'{id_}' leads here, and is not under 'roles:'."
    return Diagnostic(source.locate_value(path), LEADS_NO_ROLE, message, hint, edits)
