"""A move takes little time to learn: the article asks for protocols that people learn quickly."""

from collections.abc import Iterator

from playbook.catalog.playbook import Playbook
from playbook.model.entry_types import Move
from playbook.source.diagnostics import Diagnostic

MOST = 15


def check(playbook: Playbook) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each move that takes long to learn."""
    for entry in playbook.collection("moves"):
        if isinstance(entry.meta, Move) and (minutes := entry.meta.minutes.learn) > MOST:
            yield Diagnostic(
                entry.source.locate_value(("minutes", "learn")),
                "slow-to-learn",
                f"This takes {minutes} minutes to learn; {MOST} are what a busy team has.",
                "A protocol works when people can learn it quickly. Leave out what can wait for a "
                "second run, or make the harder part a move of its own.",
            )
