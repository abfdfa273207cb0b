"""An entry that is no longer recommended says what to use instead."""

from collections.abc import Iterator

from playbook.catalog.playbook import Playbook
from playbook.model.vocabulary import Status
from playbook.source.diagnostics import Code, Diagnostic, Example, Severity

DEPRECATED_WITHOUT_REPLACEMENT = Code(
    "deprecated-without-replacement",
    Severity.ERROR,
    "An entry that is no longer recommended keeps its page, since others link to it. Whoever "
    "comes there needs to know where to go instead.",
    fails=Example("status: deprecated"),
    passes=Example("status: deprecated\nreplaced_by: listen"),
    no_edit="Only its author knows what replaces it.",
)

CODES = (DEPRECATED_WITHOUT_REPLACEMENT,)


def check(playbook: Playbook) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each deprecated entry without a replacement."""
    for entry in playbook:
        if entry.meta.status is Status.DEPRECATED and not entry.meta.replaced_by:
            yield Diagnostic(
                entry.source.locate_value(("status",)),
                DEPRECATED_WITHOUT_REPLACEMENT,
                "This entry is deprecated, and does not say what replaces it.",
                "Add a line 'replaced_by:' with the id of the entry that takes its place.",
            )
