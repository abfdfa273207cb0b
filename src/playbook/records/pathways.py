"""Pathways: which moves lead to which, as sequences and as a drawing.

The places of the boxes come from fast-sugiyama, a layered layout after Sugiyama, Tagawa and Toda
(1981); templates draw them.
"""

import textwrap
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from graphlib import CycleError, TopologicalSorter
from typing import Any

import fast_sugiyama

from playbook.model.entry import Key
from playbook.records.record import Records

Record = Mapping[str, Any]

BOX = (204, 62)
"""Width and height of a box, in the units of the drawing (pixels at full size)."""

GAP = (64, 18)
"""Between columns, and between boxes of a column."""

LINE = 24
"""How many letters fit on a line of a box."""


@dataclass(frozen=True, slots=True)
class Box:
    """An entry in a drawing: where it stands, and the lines of its title."""

    record: Record
    x: float
    y: float
    lines: tuple[tuple[float, str], ...]
    """The lines of its title, each with the height of its foot."""
    condition: int | None
    """The order of the first condition that it builds."""


@dataclass(frozen=True, slots=True)
class Arrow:
    """From one box to another; `pair` says that the two go side by side."""

    start: Box
    end: Box
    pair: bool

    @property
    def curve(self) -> str:
        """The path of the arrow, as SVG writes it; its head, if it has one, is left free."""
        x1, y1 = self.start.x + BOX[0], self.start.y + BOX[1] / 2
        x2, y2 = self.end.x, self.end.y + BOX[1] / 2
        tip = x2 if self.pair else x2 - 7
        return f"M{x1:g} {y1:g}C{x1 + 36:g} {y1:g} {x2 - 36:g} {y2:g} {tip:g} {y2:g}"

    @property
    def head(self) -> str:
        """The path of the arrow's head."""
        return f"M{self.end.x:g} {self.end.y + BOX[1] / 2:g}l-9-5v10Z"


@dataclass(frozen=True, slots=True)
class Drawing:
    """Boxes and arrows, and the size of the whole."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]
    box: tuple[int, int] = BOX


def sequences(records: Records, condition: str) -> list[list[Record]]:
    """The pathways of a condition: from each first step, the longest way that `prepares_for` takes.

    Longest first; a way of fewer than three moves, or one that only repeats the end of another, is
    left out.
    """
    moves = {key: records[key] for key in _moves_of(records, condition)}
    after = {key: [k for k in _next(record) if k in moves] for key, record in moves.items()}
    led_to = {key for keys in after.values() for key in keys}
    longest: dict[Key, list[Key]] = {}
    for key in _last_first(after):
        longest[key] = [key, *max((longest[k] for k in after[key]), key=len, default=[])]
    ways = sorted((longest[key] for key in longest if key not in led_to), key=len, reverse=True)
    told: set[Key] = set()
    kept: list[list[Record]] = []
    for way in ways:
        if len(way) >= 3 and len(set(way) - told) >= 2:
            kept.append([moves[key] for key in way])
            told |= set(way)
    return kept


def neighbourhood(records: Records, record: Record) -> Drawing | None:
    """A move with what comes before it, what it leads to, and what goes well beside it."""
    own = Key("moves", record["id"])
    related = record["relations"]
    edges = [(Key("moves", r["id"]), own) for r in related.get("follows", ())]
    edges += [(own, Key("moves", r["id"])) for r in related.get("prepares_for", ())]
    pairs = [(own, Key("moves", r["id"])) for r in related.get("pairs_with", ())]
    linked = {key for edge in edges for key in edge}
    return draw(records, edges, [edge for edge in pairs if edge[1] not in linked])


def draw(
    records: Records, edges: Iterable[tuple[Key, Key]], pairs: Iterable[tuple[Key, Key]] = ()
) -> Drawing | None:
    """Lay out entries from left to right along the edges; nothing, where there is no edge."""
    every = [(edge, False) for edge in edges] + [(edge, True) for edge in pairs]
    if not every:
        return None
    keys = list(dict.fromkeys(key for edge, _ in every for key in edge))
    layouts = fast_sugiyama.from_edges(
        [(keys.index(start), keys.index(end)) for (start, end), _ in every],
        vertex_spacing=BOX[1] + GAP[1],
        dummy_vertices=False,
        check_layout=False,
    )
    boxes: dict[Key, Box] = {}
    offset = 0.0
    for places, width, *_ in layouts:
        tallest = max(y for _, (_, y) in places)
        step = BOX[1] + GAP[1]
        for number, (across, along) in places:
            key = keys[int(number)]
            column = (tallest - along) / step
            box = _box(records, key, column, offset + across)
            boxes[key] = box
        offset += width + step
    arrows = tuple(Arrow(boxes[start], boxes[end], pair) for (start, end), pair in every)
    return Drawing(
        max(box.x for box in boxes.values()) + BOX[0],
        max(box.y for box in boxes.values()) + BOX[1],
        tuple(boxes.values()),
        arrows,
    )


def _box(records: Records, key: Key, column: float, across: float) -> Box:
    record = records[key]
    lines = textwrap.wrap(record["title"], LINE, max_lines=3, placeholder=" …")
    first = across + BOX[1] / 2 + 4 - (len(lines) - 1) * 8
    feet = tuple((first + 16 * n, line) for n, line in enumerate(lines))
    built = record["relations"].get("conditions")
    order = records[Key("conditions", built[0]["id"])]["order"] if built else None
    return Box(record, round(column) * (BOX[0] + GAP[0]), across, feet, order)


def _moves_of(records: Records, condition: str) -> list[Key]:
    relations = records[Key("conditions", condition)]["relations"].get("moves", ())
    return [Key("moves", relation["id"]) for relation in relations]


def _next(record: Record) -> list[Key]:
    return [Key("moves", r["id"]) for r in record["relations"].get("prepares_for", ())]


def _last_first(after: Mapping[Key, list[Key]]) -> Iterable[Key]:
    try:
        return list(TopologicalSorter(after).static_order())
    except CycleError:
        return ()  # a check tells; until it is mended there are no pathways
