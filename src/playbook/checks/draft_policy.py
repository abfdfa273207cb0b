"""A draft may be unfinished: what it still lacks is reported as a note, and stops nobody."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from playbook.catalog.playbook import Playbook
from playbook.model.entry import Entry, Partial
from playbook.source.diagnostics import Code, Diagnostic, Example, Severity

UNFINISHED = Code(
    "unfinished",
    Severity.INFO,
    "An entry with `status: draft` still lacks something. It is reported so that you see what is "
    "left to write; it stops nobody, and the entry is not published before it is there and "
    "`status` says `published`.",
    fails=Example("status: draft\nroles:"),
    passes=Example("status: draft"),
    no_edit="Only its author knows the words.",
)

CODES = (UNFINISHED,)


def soften(diagnostics: Iterable[Diagnostic], playbook: Playbook) -> Iterator[Diagnostic]:
    """Give what a draft lacks the code `unfinished`, and everything else as it is.

    An entry that does not say its status is a draft; one that cannot be taken apart is treated as
    any other.
    """
    drafts = {
        source.path
        for file in playbook.files()
        if _is_draft(file)
        for source in file.source.sources
    }
    for diagnostic in diagnostics:
        softer = diagnostic.location.path in drafts and diagnostic.code.softens
        yield replace(diagnostic, code=UNFINISHED) if softer else diagnostic


def _is_draft(file: Entry | Partial) -> bool:
    if isinstance(file, Entry):
        return not file.is_published
    return bool(file.data) and file.data.get("status", "draft") == "draft"
