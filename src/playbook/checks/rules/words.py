"""An entry is one screen of prose, not an essay."""

from collections.abc import Iterator

from playbook.model.entry import Entry, Partial
from playbook.source.diagnostics import Code, Diagnostic, Example, Severity

TOO_MANY_WORDS = Code(
    "too-many-words",
    Severity.WARNING,
    "The body has more than 600 words, which is more than anybody reads between two meetings."
    " A second entry can hold what is left.",
    fails=Example("moves/ask-first.md   630 words of prose", language="text"),
    passes=Example("Ask one question. Wait for the answer.", language="markdown"),
    no_edit="Only its author knows the words.",
)

CODES = (TOO_MANY_WORDS,)

MOST = 600


def check(file: Entry | Partial) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each body that is too long to read between two meetings."""
    if file.body and (count := file.body.words) > MOST:
        first = file.body.sections[0] if file.body.sections else file.body.intro
        yield Diagnostic(
            first.location,
            TOO_MANY_WORDS,
            f"The body has {count} words; {MOST} are the most a busy leader reads.",
            "A protocol works when people can learn it quickly: keep what somebody needs to "
            "run it; a second entry can hold the rest.",
        )
