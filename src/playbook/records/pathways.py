"""Pathways: which moves lead to which, as sequences."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from typing import Any

from playbook.model.entry import Key
from playbook.records.record import Records

Record = Mapping[str, Any]


def sequences(records: Records, condition: str) -> list[list[Record]]:
    """The pathways of a condition: from each first step, the longest way that `prepares_for` takes.

    Longest first; a way of fewer than three moves, or one that only repeats the end of another, is
    left out.
    """
    moves = {key: records[key] for key in _moves_of(records, condition)}
    after = {key: [k for k in _next(record) if k in moves] for key, record in moves.items()}
    targets = {key for keys in after.values() for key in keys}
    length: dict[Key, int] = {}
    step: dict[Key, Key | None] = {}
    for key in _last_first(after):
        step[key] = max(after[key], key=length.__getitem__, default=None)
        length[key] = 1 + max((length[k] for k in after[key]), default=0)
    starts = [key for key in length if key not in targets and length[key] >= 3]
    on_pathways: set[Key] = set()
    pathways: list[list[Record]] = []
    for start in sorted(starts, key=length.__getitem__, reverse=True):
        fresh = list(_until(start, step, on_pathways))
        if len(fresh) >= 2:
            pathways.append([moves[key] for key in _until(start, step)])
            on_pathways |= set(fresh)
    return pathways


def _moves_of(records: Records, condition: str) -> list[Key]:
    relations = records[Key("conditions", condition)]["relations"].get("moves", ())
    return [Key("moves", relation["id"]) for relation in relations]


def _until(start: Key, step: Mapping[Key, Key | None], ends: Collection[Key] = ()) -> Iterator[Key]:
    """A way from its first step, up to where it joins another."""
    key: Key | None = start
    while key and key not in ends:
        yield key
        key = step[key]


def _next(record: Record) -> list[Key]:
    return [Key("moves", r["id"]) for r in record["relations"].get("prepares_for", ())]


def _last_first(after: Mapping[Key, list[Key]]) -> Iterable[Key]:
    try:
        return list(TopologicalSorter(after).static_order())
    except CycleError:
        return ()  # a rule reports the cycle; until it is fixed there are no pathways
