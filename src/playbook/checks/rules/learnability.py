"""A move takes little time to learn: the article asks for protocols that people learn quickly."""

from collections.abc import Iterator

from playbook.catalog.playbook import Playbook
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
)

CODES = (SLOW_TO_LEARN,)

MOST = 15


def check(playbook: Playbook) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each move that takes long to learn."""
    for entry in playbook.collection("moves"):
        if isinstance(entry.meta, Move) and (minutes := entry.meta.minutes.learn) > MOST:
            yield Diagnostic(
                entry.source.locate_value(("minutes", "learn")),
                SLOW_TO_LEARN,
                f"This takes {minutes} minutes to learn; {MOST} are what a busy team has.",
                "A protocol works when people can learn it quickly. Leave out what can wait for a "
                "second run, or make the harder part a move of its own.",
            )
