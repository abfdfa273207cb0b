"""Pathways: which moves lead to which, as sequences and as a drawing.

The positions of the boxes come from fast-sugiyama, a layered layout after Sugiyama, Tagawa and Toda
(1981); templates draw them.
"""

import textwrap
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from typing import Any, NamedTuple

import fast_sugiyama

from playbook.model.entry import Key
from playbook.records.facts import first_condition
from playbook.records.record import Records
from playbook.records.site_types import ArrowRecord, BoxRecord, DrawingRecord

Record = Mapping[str, Any]
Edge = tuple[Key, Key]

BOX = (204, 62)
"""Width and height of a box, in the units of the drawing (pixels at full size)."""

GAP = (64, 18)
"""Between columns, and between boxes of a column."""

LINE = 24
"""How many letters fit on a line of a box."""


class Box(NamedTuple):
    """The upper left corner of a move's box."""

    x: float
    y: float


class Face(NamedTuple):
    """What a box shows of a move: its title, and the number of its condition."""

    key: Key
    title: str
    condition: int | None


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


def neighbourhood(records: Records, record: Record) -> DrawingRecord | None:
    """The drawing of a move with its neighbours: before it, after it, and paired with it."""
    own = Key("moves", record["id"])
    relations = record["relations"]
    edges = [(Key("moves", r["id"]), own) for r in relations.get("follows", ())]
    edges += [(own, Key("moves", r["id"])) for r in relations.get("prepares_for", ())]
    pairs = [(own, Key("moves", r["id"])) for r in relations.get("pairs_with", ())]
    neighbours = {key for edge in edges for key in edge}
    return draw(records, edges, [edge for edge in pairs if edge[1] not in neighbours])


def draw(
    records: Records, edges: Iterable[Edge], pairs: Iterable[Edge] = ()
) -> DrawingRecord | None:
    """Lay out entries from left to right along the edges; None where there is no edge."""
    lines = (*((edge, False) for edge in edges), *((edge, True) for edge in pairs))
    keys = dict.fromkeys(key for edge, _ in lines for key in edge)
    return _drawing(lines, tuple(_face(records, key) for key in keys)) if lines else None


def _face(records: Records, key: Key) -> Face:
    record = records[key]
    condition = first_condition(record)
    order = records[Key("conditions", condition)]["order"] if condition else None
    return Face(key, record["title"], order)


@lru_cache(maxsize=16_384)
def _drawing(lines: tuple[tuple[Edge, bool], ...], faces: tuple[Face, ...]) -> DrawingRecord:
    boxes = _boxes([edge for edge, _ in lines])
    face_of = {face.key: face for face in faces}
    return {
        "width": max(box.x for box in boxes.values()) + BOX[0],
        "height": max(box.y for box in boxes.values()) + BOX[1],
        "box": list(BOX),
        "boxes": [_box(face_of[key], box) for key, box in boxes.items()],
        "arrows": [_arrow(boxes, edge, pair=pair) for edge, pair in lines],
    }


def _boxes(edges: Sequence[Edge]) -> dict[Key, Box]:
    keys = list(dict.fromkeys(key for edge in edges for key in edge))
    layouts = _layouts(tuple((keys.index(start), keys.index(end)) for start, end in edges))
    boxes: dict[Key, Box] = {}
    offset = 0.0
    step = BOX[1] + GAP[1]
    for places, width, *_ in layouts:
        tallest = max(y for _, (_, y) in places)
        for number, (across, along) in places:
            column = round((tallest - along) / step)
            boxes[keys[int(number)]] = Box(column * (BOX[0] + GAP[0]), offset + across)
        offset += width + step
    return dict(sorted(boxes.items(), key=lambda item: item[1]))  # a layout comes in any order


@lru_cache(maxsize=1_024)
def _layouts(edges: tuple[tuple[int, int], ...]) -> Sequence[Any]:
    """The places of boxes by their numbers; most drawings have the form of another one."""
    return fast_sugiyama.from_edges(
        list(edges), vertex_spacing=BOX[1] + GAP[1], dummy_vertices=False, check_layout=False
    )


@lru_cache(maxsize=4_096)
def _lines(title: str) -> Sequence[str]:
    return textwrap.wrap(title, LINE, max_lines=3, placeholder=" …")


def _box(face: Face, box: Box) -> BoxRecord:
    lines = _lines(face.title)
    foot = box.y + BOX[1] / 2 + 4 - (len(lines) - 1) * 8
    return {
        "id": face.key.id,
        "x": box.x,
        "y": box.y,
        "lines": [[foot + 16 * n, line] for n, line in enumerate(lines)],
        "condition": face.condition,
    }


def _arrow(boxes: Mapping[Key, Box], edge: Edge, *, pair: bool) -> ArrowRecord:
    """The SVG paths of an arrow; the curve ends where its head begins, if it has one."""
    start, end = boxes[edge[0]], boxes[edge[1]]
    x1, y1 = start.x + BOX[0], start.y + BOX[1] / 2
    x2, y2 = end.x, end.y + BOX[1] / 2
    tip = x2 if pair else x2 - 7
    return {
        "start": edge[0].id,
        "end": edge[1].id,
        "curve": f"M{x1:g} {y1:g}C{x1 + 36:g} {y1:g} {x2 - 36:g} {y2:g} {tip:g} {y2:g}",
        "head": "" if pair else f"M{x2:g} {y2:g}l-9-5v10Z",
    }


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
