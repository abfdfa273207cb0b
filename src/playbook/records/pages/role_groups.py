"""What the page of a role lists: its moves by condition, each once, the lightest first."""

from collections.abc import Mapping
from typing import Any

from playbook.model.entry import Key
from playbook.model.vocabulary import Effort
from playbook.records.facts import first_condition
from playbook.records.parts import RoleGroup, Selections
from playbook.records.record import Records
from playbook.records.record_types import RelationRecord

Record = Mapping[str, Any]
_EFFORTS = list(Effort)


def role_groups(records: Records, selections: Selections) -> dict[str, list[RoleGroup]]:
    """The groups of every role, by its id, in the order of the conditions."""
    return {
        role: [
            {
                "condition": condition,
                "count": len(moves),
                "moves": (own := _lightest_first(records, condition, moves)),
                "leads": sum(role in records[Key("moves", move["id"])]["leads"] for move in own),
                "near": "" if moves else _near(records, selections, role, condition),
            }
            for condition, moves in conditions.items()
        ]
        for role, conditions in selections.items()
    }


def _lightest_first(
    records: Records, condition: str, relations: list[RelationRecord]
) -> list[RelationRecord]:
    moves = [(records[Key("moves", relation["id"])], relation) for relation in relations]
    own = [(move, relation) for move, relation in moves if first_condition(move) == condition]
    return [relation for _, relation in sorted(own, key=lambda pair: weight(pair[0]))]


def weight(move: Record) -> tuple[int, int]:
    """What a move asks of people: its effort, then the minutes of a run."""
    return _EFFORTS.index(move["effort"]), move["minutes"]["run"]


def _near(records: Records, selections: Selections, role: str, condition: str) -> str:
    """Of the roles with moves for a condition, one on the same level if there is one."""
    level = records[Key("roles", role)]["level"]
    counts = {other: len(conditions[condition]) for other, conditions in selections.items()}
    return max(
        (other for other, count in counts.items() if count),
        key=lambda other: (records[Key("roles", other)]["level"] == level, counts[other]),
        default="",
    )
