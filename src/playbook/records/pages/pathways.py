"""Pathways: which moves lead to which, as sequences."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from graphlib import CycleError, TopologicalSorter
from typing import Any

from playbook.i18n.messages import Words
from playbook.model.entry import Key
from playbook.model.vocabulary import translatable
from playbook.records.facts import count_moves
from playbook.records.record import Records
from playbook.records.site_types import WayRecord, WayStep
from playbook.records.times import duration, run_time

Record = Mapping[str, Any]

_WAYS, _STEPS = 6, 12
"""How many pathways a condition shows, the longest first, and how many steps of each."""

_SEASONS = (
    translatable("August"),
    translatable("Fall"),
    translatable("Winter"),
    translatable("Spring"),
)
"""The parts of a school year, over which a pathway is spread evenly."""


def pathways(records: Records, words: Words) -> dict[str, list[WayRecord]]:
    """The pathways of each condition that has some, as its page shows them."""
    ids = [condition["id"] for condition in records.collection("conditions")]
    ways = {id_: sequences(records, id_)[:_WAYS] for id_ in ids}
    return {id_: [_way(way, words) for way in own] for id_, own in ways.items() if own}


def _way(moves: Sequence[Record], words: Words) -> WayRecord:
    return {
        "first": moves[0]["id"],
        "last": moves[-1]["id"],
        "note": note(moves, words),
        "leaders": leaders(moves),
        "steps": [*_steps(moves, words)][:_STEPS],
        "more": max(0, len(moves) - _STEPS),
    }


def note(moves: Sequence[Record], words: Words) -> str:
    """How many moves there are, and how long they take together."""
    time = words("about %(time)s", time=run_time(moves, words))
    return f"{count_moves(moves, words)} · {time}"


def leaders(moves: Sequence[Record]) -> list[str]:
    """The ids of the roles that lead some moves, each once."""
    return [*dict.fromkeys(role["id"] for move in moves for role in _leaders(move))]


def _leaders(move: Record) -> Iterator[Record]:
    return (role for role in move["relations"].get("roles", ()) if role["id"] in move["leads"])


def _steps(moves: Sequence[Record], words: Words) -> Iterator[WayStep]:
    before = ""
    for place, move in enumerate(moves):
        season = words(_SEASONS[len(_SEASONS) * place // len(moves)])
        following = moves[place + 1]["id"] if place + 1 < len(moves) else ""
        leads_to = move["relations"].get("prepares_for", ())
        rhythm = words.labels["rhythm"][move["rhythm"]].lower()
        yield {
            "id": move["id"],
            "note": f"{duration(move['minutes']['run'], words)}, {rhythm}",
            "because": next((r["sentence"] for r in leads_to if r["id"] == following), ""),
            "season": "" if season == before else season,
        }
        before = season


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
