"""A move takes little time to learn: the article asks for protocols that people learn quickly."""

from collections.abc import Iterator

from playbook.model.entry import Entry, Partial
from playbook.model.entry_types import Move
from playbook.source.diagnostics import Code, Diagnostic, Example, Severity

SLOW_TO_LEARN = Code(
    "slow-to-learn",
    Severity.WARNING,
    "The article asks for protocols that people can learn quickly, and 15 minutes is what a "
    "busy team has. Leave out what can wait for a second run, or make the harder part a move "
    "of its own.",
    fails=Example("minutes: {learn: 40, run: 45}"),
    passes=Example("minutes: {learn: 10, run: 45}"),
    no_edit="Only its author knows the words.",
)

CODES = (SLOW_TO_LEARN,)

MOST = 15


def check(file: Entry | Partial) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each move that takes long to learn."""
    if (
        isinstance(file, Entry)
        and isinstance(file.meta, Move)
        and (minutes := file.meta.minutes.learn) > MOST
    ):
        yield Diagnostic(
            file.source.locate_value(("minutes", "learn")),
            SLOW_TO_LEARN,
            f"This takes {minutes} minutes to learn; {MOST} are what a busy team has.",
            "A protocol works when people can learn it quickly. Leave out what can wait for a "
            "second run, or make the harder part a move of its own.",
        )
