"""The steps of a move are one numbered list that fits in a head."""

from collections.abc import Iterator

from playbook.catalog import Playbook
from playbook.diagnostics import Diagnostic

SECTION = "Steps"
LEAST, MOST = 3, 7


def check(playbook: Playbook) -> Iterator[Diagnostic]:
    """Yield a diagnostic for steps that are no list, more than one list, too few or too many."""
    for file in playbook.files():
        section = file.body and file.key.collection == "moves" and file.body.section(SECTION)
        if not section or not section.blocks:
            continue
        lists = [block for block in section.blocks if block.kind == "ordered-list"]
        if len(lists) != 1:
            yield Diagnostic(
                (lists[1] if lists else section).location,
                "step-count",
                f"There are {len(lists)} numbered lists here; steps are one."
                if lists
                else "There is no numbered list here.",
                "Write the steps as one list: 1. 2. 3.",
            )
        elif not LEAST <= (count := len(lists[0].items)) <= MOST:
            yield Diagnostic(
                lists[0].location,
                "step-count",
                f"A move has {LEAST} to {MOST} steps; this one has {count}.",
                "Join steps that belong together, or split the move in two."
                if count > MOST
                else "Say what somebody does first, next and last.",
            )
