"""Draws a card: a band with a pattern, what it is about, its title, its facts, and whose it is."""

from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageDraw

from playbook_site.cards.card import Card, Rgb, rgb
from playbook_site.cards.lettering import Face, lines, plain
from playbook_site.cards.mark import CONDITIONS, paste_mark, png
from playbook_site.cards.shapes import glyph, pattern

WIDTH, HEIGHT = 1200, 630
_EDGE = 72
_BAND, _RULE = 178, 10
_SCALE = 3
"""How many times larger a pattern is than on a page."""

_PAPER, _TINT, _INK, _MUTED, _LINE = map(
    rgb, ("#faf8f3", "#f0ece2", "#1b2130", "#545b6b", "#ddd6c7")
)
WASHES = {1: rgb("#dcedea"), 2: rgb("#f8ead3"), 3: rgb("#f3e1ee")}
_SIZES = range(100, 31, -2)
_LEADING = 1.14
_ROOM = WIDTH - 2 * _EDGE
_COLORS = 64

_FACTS, _STEP = 490, 42
"""The base line of the last line of facts, and the way to the one above."""
_FOOT = 522


class Hand:
    """Draws cards with the fonts in a folder."""

    def __init__(self, fonts: Path) -> None:
        parts = ("latin", "latin-ext", "vietnamese")
        inter = [fonts / f"inter-{part}.woff2" for part in parts]
        self._serif = Face([fonts / f"gelasio-700-{part}.woff2" for part in parts])
        self._bold, self._plain = Face(inter, 600), Face(inter, 450)

    def draw(self, card: Card) -> bytes:
        """The picture of a card, as PNG; what the fonts have no letters for is left out."""
        image = Image.new("RGB", (WIDTH, HEIGHT), _PAPER)
        _band(image, card)
        top = self._kicker(image, card) if card.kicker else _BAND + _RULE + 26
        self._title(image, card, top)
        self._foot(image, card)
        washes = [WASHES.get(order, _TINT) for order in card.patterns]
        colors = [_color(card, order) for order in card.patterns]
        return png(image, _COLORS, (_MUTED, *colors, *washes, _INK, rgb(card.brand), _PAPER))

    def _kicker(self, image: Image.Image, card: Card) -> int:
        order, x, base = card.patterns[0], _EDGE, _BAND + _RULE + 60
        if order:
            image.paste(_color(card, order), (x, base - 31), glyph(order, 40))
            x += 56
        self._write(image, self._bold, (x, base), card.kicker, 32, _color(card, order))
        return base + 22

    def _title(self, image: Image.Image, card: Card, top: int) -> None:
        facts = self._facts(card)
        title = plain(card.title)
        if title and self._serif.has(title):
            self._lines(image, title, top, _FACTS - _STEP * len(facts))
        for number, line in enumerate(facts):
            base = _FACTS - _STEP * (len(facts) - 1 - number)
            self._write(image, self._plain, (_EDGE, base), line, 30, _MUTED)

    def _facts(self, card: Card) -> list[str]:
        text = plain(card.text)
        if text and not card.line and self._plain.has(text):
            return lines(text, self._plain, 30, _ROOM, 3)
        return [line for line in [self._fitting(card.line)] if line]

    def _lines(self, image: Image.Image, title: str, top: int, bottom: int) -> None:
        """Draw a title as large as fits, in the middle of its place."""
        for size in _SIZES:
            step = round(size * _LEADING)
            if rows := lines(title, self._serif, size, _ROOM, min(3, (bottom - top) // step)):
                base = top + (bottom - top - step * len(rows)) // 2 + round(size * 0.88)
                for number, row in enumerate(rows):
                    self._serif.draw(image, (_EDGE, base + step * number), row, size, _INK)
                return

    def _foot(self, image: Image.Image, card: Card) -> None:
        ImageDraw.Draw(image).rectangle((_EDGE, _FOOT, WIDTH - _EDGE - 1, _FOOT + 1), _LINE)
        paste_mark(image, (_EDGE, _FOOT + 26), 46, tuple(CONDITIONS.values()))
        name = plain(card.name)
        size = next((s for s in range(30, 19, -2) if self._bold.width(name, s) < _ROOM - 66), 18)
        self._write(image, self._bold, (_EDGE + 66, _FOOT + 59), name, size, _INK)

    def _fitting(self, facts: tuple[str, ...]) -> str:
        """As many facts as fit into a line."""
        shown = [plain(fact) for fact in facts if self._plain.has(plain(fact))]
        counts = range(len(shown), 0, -1)
        texts = ("  ·  ".join(shown[:count]) for count in counts)
        return next((text for text in texts if self._plain.width(text, 30) <= _ROOM), "")

    def _write(
        self, image: Image.Image, face: Face, place: tuple[int, int], text: str, size: int, ink: Rgb
    ) -> None:
        text = plain(text)
        if text and face.has(text):
            face.draw(image, place, text, size, ink)


@lru_cache
def hand(fonts: Path) -> Hand:
    """Whoever draws with the fonts in a folder."""
    return Hand(fonts)


def _color(card: Card, order: int) -> Rgb:
    """The color of a condition, or that of the brand for what has none."""
    return CONDITIONS.get(order) or rgb(card.brand)


def _faint(value: int) -> int:
    return value * 2 // 5


def _band(image: Image.Image, card: Card) -> None:
    count = len(card.patterns)
    draw = ImageDraw.Draw(image)
    for number, order in enumerate(card.patterns):
        left, right = WIDTH * number // count, WIDTH * (number + 1) // count
        draw.rectangle((left, 0, right - 1, _BAND - 1), WASHES.get(order, _TINT))
        mask = pattern(order, right - left, _BAND, _SCALE)
        image.paste(_color(card, order), (left, 0), mask if order else mask.point(_faint))
    draw.rectangle((0, _BAND, WIDTH, _BAND + _RULE - 1), rgb(card.brand))
