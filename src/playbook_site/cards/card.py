"""What a card says and how it is colored: all that its picture is drawn from."""

import hashlib
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from playbook.source.moment import once

Rgb = tuple[int, int, int]


class CannotLetter(Exception):
    """The fonts of cards cannot be read on this machine."""


@dataclass(frozen=True)
class Card:
    """A card of an entry, or of a site."""

    title: str
    name: str
    """Whose playbook it is."""
    brand: str
    """The color of the line below its band, such as `#22356f`."""
    kicker: str = ""
    """What stands above the title: a condition's short name, or what kind of entry it is."""
    line: tuple[str, ...] = ()
    """Facts, the most telling first; as many are shown as fit into a line."""
    text: str = ""
    """A sentence below the title, where there are no facts."""
    patterns: tuple[int, ...] = (0,)
    """The orders of the conditions whose patterns fill its band, side by side; 0 for none."""

    @property
    def words(self) -> str:
        """What it shows, for people who do not see it."""
        return ". ".join(part for part in (self.kicker, self.title, " · ".join(self.line)) if part)


def rgb(color: str) -> Rgb:
    """The parts of a color such as `#22356f`, or `#fff`."""
    digits = color.removeprefix("#")
    digits = digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)
    return int(digits[:2], 16), int(digits[2:4], 16), int(digits[4:], 16)


def digest(card: Card, fonts: Path) -> str:
    """A hash of a card and of what draws it: the same for two whose pictures are the same."""
    return hashlib.sha256(f"{card}\0{_hand(fonts)}".encode(errors="surrogatepass")).hexdigest()


@once
def _hand(fonts: Path) -> str:
    """A hash of the code and the fonts that draw cards."""
    hand = hashlib.sha256(version("pillow").encode())
    for file in (*sorted(Path(__file__).parent.glob("*.py")), *sorted(fonts.glob("*.woff2"))):
        hand.update(file.read_bytes())
    return hand.hexdigest()
