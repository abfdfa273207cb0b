"""Whoever leads a move is one of its roles."""

from collections.abc import Iterator

from playbook.model.entry import Entry, Partial
from playbook.model.entry_types import Move
from playbook.model.hints import mending
from playbook.source.diagnostics import Code, Diagnostic, Example, Severity, closest, did_you_mean

LEADS_NO_ROLE = Code(
    "leads-no-role",
    Severity.WARNING,
    "`leads` names somebody who is not among the `roles` of the move.",
    fails=Example("leads: [somebody-else]"),
    passes=Example("leads: [principal]"),
    no_edit="Only its author knows what somebody in that role does.",
)

CODES = (LEADS_NO_ROLE,)


def check(file: Entry | Partial) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each leader who is not among the roles."""
    if not isinstance(file, Entry) or not isinstance(file.meta, Move):
        return
    for place, id_ in enumerate(file.meta.leads):
        if id_ not in file.meta.roles:
            yield Diagnostic(
                file.source.locate_value(("leads", place)),
                LEADS_NO_ROLE,
                f"'{id_}' leads here, and is not under 'roles:'.",
                did_you_mean(id_, file.meta.roles) or f"Add '{id_}:' to the roles, or remove it.",
                mending.written(file.source, ("leads", place), closest(id_, file.meta.roles)),
            )
