"""The mark of the playbook, circle, triangle and square; and the icons of a site with it."""

from collections.abc import Iterable, Mapping
from functools import lru_cache
from io import BytesIO
from math import dist

from PIL import Image

from playbook_site.cards.card import Rgb
from playbook_site.cards.shapes import Canvas, box

CONDITIONS: Mapping[int, Rgb] = {1: (11, 107, 99), 2: (143, 82, 0), 3: (123, 47, 109)}
"""The colors of the conditions on paper."""

_LEFT, _TOP, _WIDE, _HIGH = 3, 4, 27, 26
"""Where the shapes lie in `icon.svg`."""

_SAFE = 0.57
"""How wide the mark is on an icon, so that no system cuts it, round or square."""

_TINTS = (1.0, 0.72, 0.86)
"""How much of its ink each shape has on a brand, so that they are told apart."""


def paste_mark(
    image: Image.Image, place: tuple[int, int], width: int, inks: tuple[Rgb, ...]
) -> None:
    """Draw the mark into a picture, with the upper left corner at a place."""
    scale = width / _WIDE
    for number, ink in enumerate(inks):
        canvas = Canvas(_WIDE, _HIGH, scale)
        if number == 0:
            canvas.disc((10 - _LEFT, 11 - _TOP), 7)
        elif number == 1:
            canvas.fill([((22 - _LEFT, 0), (30 - _LEFT, 18 - _TOP), (14 - _LEFT, 18 - _TOP))])
        else:
            canvas.fill([box(10 - _LEFT, 17 - _TOP, 23 - _LEFT, 30 - _TOP)])
        image.paste(ink, place, canvas.mask())


@lru_cache
def icon(size: int, ground: Rgb, ink: Rgb | None = None) -> bytes:
    """An icon that fills its square, as PNG; without an ink, the mark has its own colors."""
    image = Image.new("RGB", (size, size), ground)
    width = round(size * _SAFE)
    place = round((size - width) / 2), round((size - width * _HIGH / _WIDE) / 2)
    inks = tuple(_mix(ground, ink, tint) for tint in _TINTS) if ink else tuple(CONDITIONS.values())
    paste_mark(image, place, width, inks)
    return png(image, 32, (ground, *inks))


def png(image: Image.Image, colors: int, exact: Iterable[Rgb]) -> bytes:
    """A picture as a PNG of so many colors; those that are `exact` stay what they are."""
    stream = BytesIO()
    few = image.quantize(colors, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    palette = few.getpalette() or []
    for color in exact:
        near = min(range(0, len(palette), 3), key=lambda n: dist(palette[n : n + 3], color))
        palette[near : near + 3] = color
    few.putpalette(palette)
    few.save(stream, "PNG", optimize=True)
    return stream.getvalue()


def _mix(ground: Rgb, ink: Rgb, share: float) -> Rgb:
    red, green, blue = (round(g + (i - g) * share) for g, i in zip(ground, ink, strict=True))
    return red, green, blue
