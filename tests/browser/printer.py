"""Prints pages into PDF, and looks at what stands on paper."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import hypot

import pypdfium2
import zxingcpp
from playwright.sync_api import Page

PAPERS = ("Letter", "A4")
_DOTS = 150 / 72
"""The pixels of a point, as an ordinary printer draws them."""

_MILLIMETERS = 25.4 / 150


@dataclass(frozen=True)
class Code:
    """A QR code on paper."""

    text: str
    width: float
    """Without its margin, in millimeters."""


class Print:
    """A page as it is printed."""

    def __init__(self, page: Page, paper: str = "Letter", *, backgrounds: bool = False) -> None:
        page.evaluate("document.fonts.ready")
        page.emulate_media(media="print")
        self.content = page.pdf(
            format=paper, prefer_css_page_size=True, tagged=True, print_background=backgrounds
        )
        page.emulate_media(media="screen")
        self._sheets = pypdfium2.PdfDocument(self.content)

    @property
    def sides(self) -> int:
        """How many sides of paper it takes."""
        return len(self._sheets)

    @property
    def is_tagged(self) -> bool:
        """Whether a screen reader is told of its structure."""
        return bool(self._sheets.is_tagged())

    @property
    def texts(self) -> list[str]:
        """What stands on each side, a line for each of its lines."""
        texts = (sheet.get_textpage().get_text_bounded() for sheet in self._sheets)
        return [text.replace("\x02", "-\n").replace("\r\n", "\n") for text in texts]

    @property
    def last_lines(self) -> list[str]:
        """What stands lowest on each side: texts come in the order in which they are drawn."""
        lines = []
        for sheet in self._sheets:
            page = sheet.get_textpage()
            low = min(page.get_rect(number)[1] for number in range(page.count_rects()))
            lines.append(page.get_text_bounded(bottom=low - 1, top=low + 8).strip())
        return lines

    @property
    def fonts(self) -> dict[str, bool]:
        """The fonts of its text, and whether each comes with it."""
        fonts = [text.get_font() for text in self._pieces()]
        return {font.get_base_name(): font.is_embedded for font in fonts}

    @property
    def points(self) -> float:
        """The size of its smallest text."""
        return min(
            text.get_font_size() * hypot(*text.get_matrix().get()[2:4]) for text in self._pieces()
        )

    def codes(self) -> Iterator[Code]:
        """The QR codes on it, as a reader sees them."""
        for sheet in self._sheets:
            picture = sheet.render(scale=_DOTS).to_pil().convert("L")
            for code in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode):
                left, right = code.position.top_left, code.position.top_right
                width = hypot(right.x - left.x, right.y - left.y) * _MILLIMETERS
                yield Code(code.text, round(width, 1))

    def _pieces(self) -> Iterator[pypdfium2.PdfTextObj]:
        for sheet in self._sheets:
            for piece in sheet.get_objects(max_depth=9, textpage=sheet.get_textpage()):
                if isinstance(piece, pypdfium2.PdfTextObj) and piece.extract().strip():
                    yield piece
