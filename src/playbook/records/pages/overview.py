"""The pages about the whole playbook: the map, the levels, and lists with facets."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from typing import Any

from playbook.i18n.messages import Words
from playbook.records.explorer import answers
from playbook.records.facts import count_moves, first_condition
from playbook.records.pages.findings import is_studied
from playbook.records.parts import SIZE, GroupRecord, ListRecord, Selections, by_title, first_part
from playbook.records.record import Records
from playbook.records.site_types import FacetRecord, LevelRecord, RowRecord

Record = Mapping[str, Any]
_MOST_CARDS = 2 * SIZE
"""Up to how many cards a list shows in groups, all of them, before it is narrowed down."""

_MOST_TO_NARROW = 100
"""The same for the list of everything, whose page is there to be narrowed down and loads first what
that takes.
"""

_FIRST_CARDS = 40
"""How many cards that list shows of all groups together, where it cannot show all."""

_MOST_MARKS = 80
"""Up to how many moves a cell of the map draws one by one; its number counts them all."""

_FEWEST_CARDS = 3
"""How many cards a group shows at least."""

_FACETS = {
    "all": None,
    "moves": {
        *("condition", "role", "time", "occasion", "setting"),
        *("rhythm", "effort", "draws-on", "evidence"),
    },
    "cases": {"condition", "role", "kind", "size", "locale"},
}
"""Which facets can narrow each list; `all` has every one."""


def selections(records: Records) -> Selections:
    """For each role and condition, the moves for both, each with what it asks of the role."""
    building = {
        condition["id"]: {r["id"] for r in condition["relations"].get("moves", ())}
        for condition in records.collection("conditions")
    }
    return {
        role["id"]: {
            condition: [r for r in role["relations"].get("moves", ()) if r["id"] in moves]
            for condition, moves in building.items()
        }
        for role in records.collection("roles")
    }


def overview_map(selections: Selections) -> list[RowRecord]:
    """Roles by conditions, with the number of moves in each cell."""
    return [
        {
            "role": role,
            "cells": [
                {
                    "condition": condition,
                    "moves": len(moves),
                    "marks": min(len(moves), _MOST_MARKS),
                }
                for condition, moves in row.items()
            ],
        }
        for role, row in selections.items()
    ]


def lists(records: Records, facets: Iterable[FacetRecord], words: Words) -> dict[str, ListRecord]:
    """The lists with facets, by name; a long one is cut to the cards that a page can hold."""
    moves, cases = _move_groups(records, words), _case_group(records, words)
    contents = {
        "all": (["moves", "cases"], _shortened([*moves, cases])),
        "moves": (["moves"], _whole(moves) or [_by_title(records, "moves", words)]),
        "cases": (["cases"], _whole([cases]) or [_by_title(records, "cases", words)]),
    }
    return {
        name: {
            "scope": scope,
            "facets": _narrowing(facets, _FACETS[name], _members(records, scope)),
            "groups": groups,
            "is_whole": sum(len(group["items"]) for group in groups)
            == len(_members(records, scope)),
        }
        for name, (scope, groups) in contents.items()
    }


def _members(records: Records, scope: Iterable[str]) -> list[Record]:
    return [record for name in scope for record in records.collection(name)]


def _narrowing(
    facets: Iterable[FacetRecord], ids: set[str] | None, members: Sequence[Record]
) -> list[str]:
    mine = (facet["id"] for facet in facets if ids is None or facet["id"] in ids)
    return [id_ for id_ in mine if _tells_apart(id_, members)]


def _tells_apart(facet: str, members: Sequence[Record]) -> bool:
    """Whether some of the entries that have an answer to a facet have another one than the rest."""
    own = (options for record in members if (options := {*answers(record, facet)}))
    first = next(own, None)
    return any(options != first for options in own)


def without_study(records: Records) -> list[str]:
    """The moves of which no study is known to us, of the practice itself or of one near it."""
    moves = records.collection("moves")
    return [move["id"] for move in moves if not is_studied(move["evidence"])]


def levels(records: Records) -> list[LevelRecord]:
    """The roles by their levels; a level without one is left out."""
    roles = records.collection("roles")
    return [
        {"level": level, "roles": [role["id"] for role in group]}
        for level, group in groupby(roles, key=lambda role: str(role["level"]))
    ]


def _move_groups(records: Records, words: Words) -> list[GroupRecord]:
    """The moves of each condition; one that builds several is listed where its color is."""
    own = {record["id"]: first_condition(record) for record in records.collection("moves")}
    return [
        {
            "condition": condition["id"],
            "count": count_moves(items, words),
            "items": items,
            "total": len(moves),
            "rest": words.plural(
                "%(count)s move for this condition",
                "All %(count)s moves for this condition",
                len(moves),
            ),
            "rest_url": condition["url"],
        }
        for condition in records.collection("conditions")
        if (moves := condition["relations"].get("moves"))
        and (items := [move for move in moves if own[move["id"]] == condition["id"]])
    ]


def _case_group(records: Records, words: Words) -> GroupRecord:
    cases = by_title(records, "cases")
    return {
        "condition": "",
        "count": str(len(cases)),
        "items": cases,
        "total": len(cases),
        "rest": words("All %(count)s cases", count=len(cases)),
        "rest_url": "cases/",
    }


def _by_title(records: Records, collection: str, words: Words) -> GroupRecord:
    """The first part of all entries of a collection, with the way to the next."""
    items = by_title(records, collection)
    return {
        "condition": "",
        "count": str(len(items)),
        "items": items[:SIZE],
        "total": len(items),
        "rest": first_part(items, words),
        "rest_url": f"{collection}/2/",
    }


def _whole(groups: Sequence[GroupRecord], most: int = _MOST_CARDS) -> list[GroupRecord]:
    """Groups with all of their cards; none where a page cannot hold them."""
    count = sum(len(group["items"]) for group in groups)
    return [_first(group, count) for group in groups] if count <= most else []


def _shortened(groups: Sequence[GroupRecord]) -> list[GroupRecord]:
    """Groups with as many cards as one page can hold."""
    limit = max(_FEWEST_CARDS, _FIRST_CARDS // len(groups))
    return _whole(groups, _MOST_TO_NARROW) or [_first(group, limit) for group in groups]


def _first(group: GroupRecord, limit: int) -> GroupRecord:
    """A group with its first cards, and the way to all of it where there are more."""
    items = group["items"][:limit]
    return {**group, "items": items, "rest": group["rest"] if len(items) < group["total"] else ""}
