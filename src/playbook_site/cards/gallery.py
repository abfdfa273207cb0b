"""The pictures of cards: each is drawn once, and kept in the user's own cache under its hash."""

import os
import time
from contextlib import suppress
from pathlib import Path

from playbook_site.cards.card import Card, digest
from playbook_site.state import fingerprint

CARDS = "cards"
"""The folder of the cache that has them."""

_MOST = 5000
"""How many pictures are kept; the oldest go."""


class Gallery:
    """Gives the pictures of cards, and counts what that took."""

    def __init__(self, fonts: Path) -> None:
        self._fonts = fonts
        self._home = fingerprint.folder() / CARDS if fingerprint.is_asked() else None
        self.drawn = self.reused = 0
        self.seconds = 0.0

    def name(self, card: Card) -> str:
        """A name for a card's picture, which is another one for each picture."""
        return f"{digest(card, self._fonts)[:8]}.png"

    def picture(self, card: Card) -> bytes:
        """The picture of a card, as PNG; raises `CannotLetter` where fonts cannot be read."""
        before = time.perf_counter()
        place = self._home / digest(card, self._fonts) if self._home else None
        content = fingerprint.recall_bytes(place) if place else None
        if place and content:
            self.reused += 1
            with suppress(OSError):
                os.utime(place)  # what is in use is not the oldest
        else:
            content = self._draw(card)
            if place:
                fingerprint.remember_bytes(place, (content,))
        self.seconds += time.perf_counter() - before
        return content

    def tidy(self) -> None:
        """Let go of the oldest pictures, where there are very many."""
        with suppress(OSError):
            places = list(self._home.iterdir()) if self._home and self.drawn else []
            for place in sorted(places, key=lambda p: p.stat().st_mtime)[:-_MOST]:
                place.unlink()

    @property
    def summary(self) -> str:
        """What was done, in a sentence; "" where there was nothing to do."""
        if not self.drawn + self.reused:
            return ""
        return f"Cards: {self.drawn:,} drawn, {self.reused:,} as they were; {self.seconds:.1f} s."

    def _draw(self, card: Card) -> bytes:
        from playbook_site.cards.drawing import hand  # large, and mostly nothing is drawn

        self.drawn += 1
        return hand(self._fonts).draw(card)
