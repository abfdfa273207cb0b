"""Pages of `docs/` as they were converted the last time: that takes longer than reading entries."""

import hashlib
from functools import lru_cache
from pathlib import Path
from typing import Any

from playbook_site.state import fingerprint


class Conversions:
    """Converted pages, as JSON has them, by all that each was made of."""

    def __init__(self, place: Path) -> None:
        self._place = place if fingerprint.is_asked() else None
        pages = fingerprint.recall_own(place).get("pages")
        self._last: dict[str, Any] = pages if isinstance(pages, dict) else {}
        self._now: dict[str, Any] = {}

    @property
    def is_open(self) -> bool:
        """Whether pages of now are still to be kept."""
        return self._place is not None

    def recall(self, made_of: tuple[str, ...]) -> Any:
        """A page, converted; None where it was not there the last time."""
        page = self._last.get(key := _key(made_of)) if self._last else None
        if page:
            self._now[key] = page
        return page

    def note(self, made_of: tuple[str, ...], page: Any) -> None:
        """Take a page, converted, for one of now."""
        self._now[_key(made_of)] = page

    def remember(self) -> None:
        """Keep the pages of now for the next process, once: those of the main edition, which comes
        first, and in a server those of its start.
        """
        if self._place and self._now != self._last:
            content = {"program": fingerprint.program(), "pages": self._now}
            fingerprint.remember(self._place, content)
        self._place, self._now = None, {}


def conversions(root: Path) -> Conversions:
    """Those of a playbook, read once in a process."""
    return _in(fingerprint.file(root, ".docs"))


_in = lru_cache(maxsize=8)(Conversions)


def _key(made_of: tuple[str, ...]) -> str:
    return hashlib.sha256("\0".join(made_of).encode(errors="surrogatepass")).hexdigest()
