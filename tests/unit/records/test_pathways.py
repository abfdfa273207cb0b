"""Sequences of moves, and where the boxes of a drawing stand."""

import tracemalloc
from collections.abc import Callable, Mapping
from itertools import pairwise
from pathlib import Path
from typing import cast

import pytest

from playbook import Key, load
from playbook.records.pathways import neighbourhood, sequences
from playbook.records.record import Records
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


def test_what_comes_before_stands_left_and_what_follows_stands_right(project: Project) -> None:
    made = records(project, "ab bc bd", "be")

    drawing = neighbourhood(made, made[Key("moves", "b")])

    assert drawing is not None
    x = {box["id"]: box["x"] for box in drawing["boxes"]}
    assert x["a"] < x["b"] < x["c"] == x["d"]
    assert [(a["start"], a["end"]) for a in drawing["arrows"] if not a["head"]] == [("b", "e")]


def test_no_two_boxes_overlap_and_all_lie_inside(project: Project) -> None:
    made = records(project, "ab bc bd be fb gb", "bh bi")

    drawing = neighbourhood(made, made[Key("moves", "b")])

    assert drawing is not None
    width, height = drawing["box"]
    places = [(box["x"], box["y"]) for box in drawing["boxes"]]
    assert all(
        abs(x1 - x2) >= width or abs(y1 - y2) >= height
        for n, (x1, y1) in enumerate(places)
        for x2, y2 in places[n + 1 :]
    )
    assert all(0 <= x <= drawing["width"] - width for x, _ in places)
    assert all(0 <= y <= drawing["height"] - height for _, y in places)


def test_boxes_come_from_left_to_right_whatever_the_layout_gives(project: Project) -> None:
    made = records(project, "ac bc cd ce cf cg hc", "ci cj")

    drawing = neighbourhood(made, made[Key("moves", "c")])

    assert drawing is not None
    places = [(box["x"], box["y"]) for box in drawing["boxes"]]
    assert len(places) == 10
    assert places == sorted(places)


def test_a_move_that_stands_alone_has_no_drawing(project: Project) -> None:
    made = records(project, "ab")
    lone = {**made[Key("moves", "a")], "relations": {}}

    assert neighbourhood(made, lone) is None


def test_a_long_title_is_cut_to_three_lines(project: Project) -> None:
    made = records(project, "ab")

    drawing = neighbourhood(made, made[Key("moves", "a")])

    assert drawing is not None
    assert all(1 <= len(box["lines"]) <= 3 for box in drawing["boxes"])


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
