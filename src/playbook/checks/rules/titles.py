"""No two entries of a kind have the same title."""

from collections.abc import Iterator

from playbook.catalog.playbook import Playbook
from playbook.model.entry import Entry
from playbook.source.diagnostics import Code, Diagnostic, Example, Severity

DUPLICATE_TITLE = Code(
    "duplicate-title",
    Severity.ERROR,
    "Two entries of a kind have the same title, and nobody could tell them apart in a list. "
    "Say what is different about each, or merge them.",
    fails=Example("title: Ask first", path="moves/listen.md"),
    passes=Example("title: Ask first, in a large group", path="moves/listen.md"),
    no_edit="Only its author knows the words.",
)

CODES = (DUPLICATE_TITLE,)


def check(playbook: Playbook) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each title that an earlier entry has already."""
    entries: dict[tuple[str, str], Entry] = {}
    for entry in playbook:
        title = entry.meta.title.casefold()
        first = entries.setdefault((entry.key.collection, title), entry)
        if first is not entry:
            yield Diagnostic(
                entry.source.locate_value(("title",)),
                DUPLICATE_TITLE,
                f"{first.source.path} has the same title.",
                "Give one of them a title that tells the two apart, or merge them.",
            )
