"""The shapes of the playbook, as masks: patterns and glyphs of conditions, and its mark.

They are those of `overrides/partials/glyphs.html`. A mask is drawn larger than it is shown, so that
its edges are smooth.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from math import cos, radians, sin

from PIL import Image, ImageDraw

Point = tuple[float, float]
Shape = Sequence[Point]

FINE = 4
"""How many times larger a mask is drawn, each way."""

_FULL, _NONE = 255, 0
_GLYPH = 20
"""The width and the height of a glyph, as its shapes have it."""


def box(left: float, top: float, right: float, bottom: float) -> Shape:
    """A rectangle."""
    return (left, top), (right, top), (right, bottom), (left, bottom)


_TILES: dict[int, tuple[tuple[int, int], Sequence[Shape], Sequence[Shape]]] = {
    1: (
        (28, 28),
        [box(0, 4.5, 15, 9.5), box(18.5, 0, 23.5, 15), box(14, 18.5, 28, 23.5),
         box(4.5, 14, 9.5, 28)],
        [],
    ),
    2: (
        (44, 28),
        [((4, 12), (10, 3), (16, 12)), ((26, 26), (32, 17), (38, 26)),
         ((30, 11), (33, 6), (36, 11)), ((8, 25), (11, 20), (14, 25))],
        [],
    ),
    3: ((21, 21), [box(2.5, 2.5, 18.5, 18.5)], [box(6.5, 6.5, 14.5, 14.5)]),
}  # fmt: skip
"""The tiles of patterns: size, what is filled, and what is left out of that."""

_STRIPE, _PERIOD, _TURN = 5, 14, 29

_BARS: Sequence[Shape] = [
    ((12.7, 4), (4, 12.7), (5.7, 15), (15.3, 5.7)),
    ((16.7, 8.4), (8.4, 16.4), (11.3, 16.5), (16.5, 11.3)),
]
_GLYPHS: dict[int, tuple[Sequence[Shape], Sequence[Shape]]] = {
    2: (
        [((10, 1), (0.8, 18), (19.2, 18))],
        [((10, 6), (11.3, 10.7), (14.2, 15), (5.8, 15), (8.7, 10.7))],
    ),
    3: (
        [box(2, 2, 18, 18)],
        [box(x, y, x + 4.4, y + 4.4) for x in (4.4, 11.2) for y in (4.4, 11.2)],
    ),
}
_DIAMOND = (
    [((10, 1), (19, 10), (10, 19), (1, 10))],
    [((10, 4.4), (4.4, 10), (10, 15.6), (15.6, 10))],
)


class Canvas:
    """A mask that is being drawn, in the measures of its shapes."""

    def __init__(self, width: float, height: float, scale: float) -> None:
        self._size = round(width * scale), round(height * scale)
        self._scale = scale * FINE
        self._large = Image.new("L", (self._size[0] * FINE, self._size[1] * FINE))
        self._draw = ImageDraw.Draw(self._large)

    def fill(self, shapes: Iterable[Shape], value: int = _FULL) -> None:
        """Fill shapes, or take them out."""
        for shape in shapes:
            points = [(x * self._scale, y * self._scale) for x, y in shape]
            self._draw.polygon(points, fill=value)

    def disc(self, center: Point, radius: float, value: int = _FULL) -> None:
        """Fill a disc, or take it out."""
        (x, y), r = (n * self._scale for n in center), radius * self._scale
        self._draw.ellipse((x - r, y - r, x + r, y + r), fill=value)

    def mask(self) -> Image.Image:
        """What was drawn, as large as it is shown."""
        return self._large.reduce(FINE)


@lru_cache
def pattern(order: int, width: int, height: int, scale: int) -> Image.Image:
    """The pattern of a condition: woven, spark, lattice, and stripes for each one more."""
    if order not in _TILES:
        return _stripes(order, width, height, scale)
    (wide, high), shapes, holes = _TILES[order]
    canvas = Canvas(wide, high, scale)
    canvas.fill(shapes)
    canvas.fill(holes, _NONE)
    tile, whole = canvas.mask(), Image.new("L", (width, height))
    for x in range(0, width, tile.width):
        for y in range(0, height, tile.height):
            whole.paste(tile, (x, y))
    return whole


@lru_cache
def glyph(order: int, size: int) -> Image.Image:
    """The sign of a condition."""
    canvas = Canvas(_GLYPH, _GLYPH, size / _GLYPH)
    if order == 1:
        canvas.disc((10, 10), 9)
        canvas.disc((10, 10), 6.6, _NONE)
        canvas.fill(_BARS)
    else:
        shapes, holes = _GLYPHS.get(order, _DIAMOND)
        canvas.fill(shapes)
        canvas.fill(holes, _NONE)
    return canvas.mask()


def _stripes(order: int, width: int, height: int, scale: int) -> Image.Image:
    canvas, angle = Canvas(width / scale, height / scale, scale), radians(order * _TURN % 180)
    reach = int(width / scale + height / scale)

    def turned(x: float, y: float) -> Point:
        return x * cos(angle) - y * sin(angle), x * sin(angle) + y * cos(angle)

    for start in range(-reach // _PERIOD * _PERIOD, reach, _PERIOD):
        left = start + 4 - _STRIPE / 2
        ends = box(left, -reach, left + _STRIPE, reach)
        canvas.fill([[turned(x, y) for x, y in ends]])
    return canvas.mask()
