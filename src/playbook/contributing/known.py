"""How much studies say of the moves: how many have one, and what was found."""

from collections import Counter
from collections.abc import Mapping
from typing import NamedTuple

from playbook.catalog.playbook import Playbook
from playbook.model.entry_types import Move
from playbook.model.vocabulary import CLOSE, Direction


class Known(NamedTuple):
    """What studies say of all moves together."""

    moves: int
    studied: int
    """The moves with a study of the practice itself, or of one near it."""
    findings: Mapping[Direction, int]
    """How many items of evidence go in each direction, those without any too."""


def known(playbook: Playbook) -> Known:
    """Counts over all moves, drafts among them."""
    moves = [entry.meta for entry in playbook if isinstance(entry.meta, Move)]
    counts = Counter(item.direction for move in moves for item in move.evidence)
    studied = [move for move in moves if any(item.fit in CLOSE for item in move.evidence)]
    return Known(len(moves), len(studied), {each: counts[each] for each in Direction})
