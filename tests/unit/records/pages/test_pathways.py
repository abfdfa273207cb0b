"""Sequences of moves, and where the boxes of a drawing stand."""

import tracemalloc
from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import cast

import pytest

from playbook import Key, load
from playbook.i18n.messages import Words
from playbook.records.pages.pathways import pathways, sequences
from playbook.records.record import Records
from playbook.records.times import run_time
from tests.builder import CONDITION, MOVE, ROLE, over

Project = Callable[[Mapping[str, str]], Path]


def records(project: Project, edges: str, pairs: str = "") -> Records:
    """The records of a playbook of moves, from edges such as `ab bc`."""
    names = sorted({name for edge in f"{edges} {pairs}".split() for name in edge})
    files = {"conditions/learn.md": CONDITION, "roles/principal.md": ROLE}
    for name in names:
        after = ", ".join(f"{end}: So." for start, end in edges.split() if start == name)
        beside = ", ".join(f"{end}: So." for start, end in pairs.split() if start == name)
        files[f"moves/{name}.md"] = over(
            MOVE,
            f"""---
title: The move {name} that has quite a long title for a box
summary: It is {name}.
effort: light
prepares_for: {{{after}}}
pairs_with: {{{beside}}}
---
""",
        )
    book, problems = load(project(files))
    assert not problems
    return Records(book)


@pytest.mark.parametrize(
    ("edges", "ways"),
    [
        ("ab bc", ["abc"]),
        ("ab", []),
        ("ab bc bd de", ["abde"]),
        ("ab bc de ef fc", ["defc", "abc"]),
        ("ab bc ca", []),
    ],
)
def test_a_pathway_is_the_longest_way_from_each_first_step(
    project: Project, edges: str, ways: list[str]
) -> None:
    found = sequences(records(project, edges), "learn")

    assert ["".join(move["id"] for move in way) for way in found] == ways


def test_a_chain_of_thousands_takes_memory_for_one_way() -> None:
    book = chain(2_000)

    tracemalloc.start()
    [way] = sequences(book, "learn")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()

    assert len(way) == 2_000
    assert peak < 4_000_000


def chain(length: int) -> Records:
    """Records in which each move prepares for the next; no more of them than pathways ask for."""
    names = [f"m{number}" for number in range(length)]
    records = {
        Key("moves", name): {"id": name, "relations": {"prepares_for": [{"id": after}]}}
        for name, after in pairwise([*names, "nowhere"])
    }
    condition = {"id": "learn", "relations": {"moves": [{"id": name} for name in names]}}
    return cast("Records", {**records, Key("conditions", "learn"): condition})


def test_a_pathway_says_what_it_leads_to_how_long_it_takes_and_who_leads(project: Project) -> None:
    [way] = pathways(records(project, "ab bc"), Words())["learn"]

    assert (way["first"], way["last"]) == ("a", "c")
    assert way["note"] == "3 moves · about 60 min"
    assert way["leaders"] == ["principal"]


def test_a_pathway_is_spread_over_a_school_year_with_a_reason_for_each_step(
    project: Project,
) -> None:
    [way] = pathways(records(project, "ab bc cd de"), Words())["learn"]

    seasons = [step["season"] for step in way["steps"]]
    assert seasons == ["August", "", "Fall", "Winter", "Spring"]
    assert [step["because"] for step in way["steps"]] == ["So.", "So.", "So.", "So.", ""]


def test_what_moves_take_is_told_with_what_it_takes_to_prepare_them() -> None:
    moves = [
        {"minutes": {"run": 60, "prepare": 30}},
        {"minutes": {"run": 60, "prepare": None}},
        {"minutes": {"run": 10, "prepare": 45}},
    ]

    assert run_time(moves, Words()) == "2.2 hours + 75 min to prepare"
    assert run_time(moves[1:2], Words()) == "60 min"
