"""Words on a card, in the fonts that the site ships, and whether these have all the letters."""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cached_property
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from playbook_site.cards.card import CannotLetter

Font = ImageFont.FreeTypeFont

FINE = 3
"""How many times larger words are drawn, each way, so that letters stand where they should."""

_MEASURE = 64
"""The size at which letters are measured."""

_NO_LETTER = "\U0010ffff"
"""What no font has: its place is shown in the same way as that of any letter that is missing."""


class Face:
    """A typeface in one weight, whose files have the letters of several scripts."""

    def __init__(self, files: Sequence[Path], weight: int | None = None) -> None:
        self._files, self._weight = files, weight
        self._fonts: dict[int, list[Font]] = {}
        self._advances: dict[str, float] = {}
        self._places: dict[str, int | None] = {}

    def fonts(self, size: int) -> list[Font]:
        """Its files at a size, the most common letters first; raises `CannotLetter`."""
        if size not in self._fonts:
            self._fonts[size] = [_read(file, size * FINE, self._weight) for file in self._files]
        return self._fonts[size]

    def has(self, text: str) -> bool:
        """Whether it has every letter of a text."""
        return all(self._file(letter) is not None for letter in set(text))

    def width(self, text: str, size: float) -> float:
        """How wide a text is: as wide as its letters together, in fonts without hints."""
        return sum(map(self._advance, text)) * size / _MEASURE

    def draw(
        self, image: Image.Image, place: tuple[int, int], text: str, size: int, ink: tuple[int, ...]
    ) -> None:
        """Draw a line of text into a picture, from its left on its base line."""
        wide, high = round(self.width(text, size)) + size, size * 2
        mask = Image.new("L", (wide * FINE, high * FINE))
        draw, x = ImageDraw.Draw(mask), 0.0
        for font, run in self._runs(text, size):
            draw.text((x, size * 1.4 * FINE), run, 255, font, anchor="ls")
            x += font.getlength(run)
        image.paste(ink, (place[0], place[1] - round(size * 1.4)), mask.reduce(FINE))

    def _runs(self, text: str, size: int) -> Iterator[tuple[Font, str]]:
        """A text in stretches that one file has."""
        fonts, run, last = self.fonts(size), "", 0
        for letter in text:
            number = self._file(letter) or 0
            if number != last and run:
                yield fonts[last], run
                run = ""
            run, last = run + letter, number
        yield fonts[last], run

    def _advance(self, letter: str) -> float:
        if letter not in self._advances:
            font = self.fonts(_MEASURE)[self._file(letter) or 0]
            self._advances[letter] = font.getlength(letter) / FINE
        return self._advances[letter]

    def _file(self, letter: str) -> int | None:
        """The number of the first file that has a letter; None where none has."""
        if letter not in self._places:
            fonts = self.fonts(_MEASURE)
            shapes = (bytes(font.getmask(letter)) for font in fonts)
            own = (n for n, s in enumerate(shapes) if s and s != self._missing[n])
            self._places[letter] = 0 if letter == " " else next(own, None)
        return self._places[letter]

    @cached_property
    def _missing(self) -> list[bytes]:
        return [bytes(font.getmask(_NO_LETTER)) for font in self.fonts(_MEASURE)]


def plain(text: str) -> str:
    """A text on one line, with letters and their signs as one."""
    return unicodedata.normalize("NFC", " ".join(text.split()))


def lines(text: str, face: Face, size: int, width: int, most: int) -> list[str]:
    """A text in as few lines as it needs, all about as long; none where more than `most` would be
    needed.
    """
    wrap = _wrap(text, face, size, width)
    fits = len(wrap) <= most and all(face.width(line, size) <= width for line in wrap)
    return _balance(text, face, size, width, len(wrap)) if fits else []


def _balance(text: str, face: Face, size: int, width: int, count: int) -> list[str]:
    """Lines of the least width with which there are no more of them."""
    least, most = width // count, width
    while least < most:
        middle = (least + most) // 2
        wrap = _wrap(text, face, size, middle)
        if len(wrap) <= count and all(face.width(line, size) <= middle for line in wrap):
            most = middle
        else:
            least = middle + 1
    return _wrap(text, face, size, most)


def _wrap(text: str, face: Face, size: int, width: int) -> list[str]:
    wrap: list[str] = []
    for word in text.split():
        if wrap and face.width(f"{wrap[-1]} {word}", size) <= width:
            wrap[-1] += f" {word}"
        else:
            wrap.append(word)
    return wrap


def _read(file: Path, size: int, weight: int | None) -> Font:
    try:
        font = ImageFont.truetype(file, size, layout_engine=ImageFont.Layout.BASIC)
        if weight is not None:
            font.set_variation_by_axes([weight])
    except OSError as error:
        raise CannotLetter(
            f"Cards cannot be drawn on this machine, since Pillow cannot read {file.name} "
            f"({error}). Install Pillow from PyPI, or build without --cards."
        ) from error
    return font
