"""What the page of a role lists: its moves by condition, each once, the lightest first."""

from collections.abc import Iterable, Mapping
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
    first = {move["id"]: first_condition(move) for move in records.collection("moves")}
    return {
        role: [
            {
                "condition": condition,
                "count": len(moves),
                "moves": own,
                "leads": sum(role in records[Key("moves", move["id"])]["leads"] for move in own),
                "near": "" if moves else _near(records, selections, role, condition),
            }
            for condition, moves in conditions.items()
            for own in [_lightest_first(records, (m for m in moves if first[m["id"]] == condition))]
        ]
        for role, conditions in selections.items()
    }


def _lightest_first(records: Records, relations: Iterable[RelationRecord]) -> list[RelationRecord]:
    return sorted(relations, key=lambda move: weight(records[Key("moves", move["id"])]))


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
