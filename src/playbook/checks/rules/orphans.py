"""Every entry can be found from another one."""

from collections.abc import Iterator

from playbook.catalog.playbook import Playbook
from playbook.source.diagnostics import Code, Diagnostic, Example, Severity

ORPHAN = Code(
    "orphan",
    Severity.WARNING,
    "No other entry names this one, so readers will hardly come across it. New roles and "
    "conditions start that way; a move is found once another move, a case or a role names it.",
    fails=Example("prepares_for: {}", path="moves/wait.md"),
    passes=Example(
        "prepares_for:\n  listen: Silence makes room for an answer.", path="moves/wait.md"
    ),
    softens=True,
    no_edit="It is another entry that has to name this one.",
)

CODES = (ORPHAN,)

_ALWAYS_NAMED = {"conditions", "roles"}


def check(playbook: Playbook) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each entry that stands alone.

    A condition or a role stands alone when no entry names it; a move, when no case, role or other
    move names it and it leads to none.
    """
    if not playbook.is_readable:
        return
    for entry in playbook:
        leads_on = any(ref.field not in _ALWAYS_NAMED for ref in entry.refs)
        if not leads_on and not playbook.has_backlinks(entry.key):
            yield Diagnostic(
                entry.source.locate(("title",)),
                ORPHAN,
                f"No other entry names this {entry.kind}.",
                "Name it in an entry that it belongs with, so that readers come across it.",
            )
