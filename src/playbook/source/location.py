"""Places in files: where an author wrote what."""

import bisect
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import accumulate

KeyPath = tuple[str | int, ...]
"""The way to a value in front matter: keys of mappings and positions in lists."""

Place = tuple[int, int]
"""A line and a column, both counted from one."""


@lru_cache(maxsize=8)
def lines_of(text: str) -> Sequence[str]:
    """The lines of a text, which is kept for a while: who asks for one often asks for many."""
    return tuple(text.split("\n"))


@lru_cache(maxsize=8)
def line_starts(text: str) -> Sequence[int]:
    """Where in a text each of its lines begins, kept as they are."""
    return (0, *accumulate(len(line) + 1 for line in lines_of(text)[:-1]))


def place(text: str, offset: int) -> Place:
    """The line and column of an offset into a text."""
    starts = line_starts(text)
    line = bisect.bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A point in a file, counted from one, as editors count."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


Places = tuple[Mapping[KeyPath, Place], Mapping[KeyPath, Place]]
"""Where each key sits, and where each value does."""


def nowhere() -> Places:
    """The places of a file that has none."""
    return {}, {}


@dataclass(frozen=True)
class Source:
    """A file: its words, and where each front matter key and value sits in it."""

    path: str
    find: Callable[[], Places] = field(default=nowhere, compare=False, repr=False)
    """Finds every place. Called when a place is first asked for: of most files, none is."""
    text: str = field(default="", repr=False)
    """The whole file, as it was written."""
    body: int = 0
    """Where in the text the body starts."""

    @property
    def sources(self) -> "Sequence[Source]":
        """Each file that it was read from."""
        return (self,)

    @property
    def places(self) -> Places:
        """Where every key sits, and every value."""
        return self._places

    def text_of(self, path: str) -> str:
        """The text of one of its files; "" for one that it was not read from."""
        return next((source.text for source in self.sources if source.path == path), "")

    def locate(self, key_path: KeyPath) -> Location:
        """Find a key or, if it was never written, its nearest parent."""
        return self._nearest(key_path, self._places[0])

    def locate_value(self, key_path: KeyPath) -> Location:
        """Find what was written for a key or, if nothing was, the key's nearest parent."""
        return self._nearest(key_path, self._places[1])

    @cached_property
    def _places(self) -> Places:
        return self.find()

    def _nearest(self, key_path: KeyPath, places: Mapping[KeyPath, Place]) -> Location:
        while key_path:
            if key_path in places:
                return Location(self.path, *places[key_path])
            key_path, places = key_path[:-1], self._places[0]
        return Location(self.path)


class Ruler:
    """Turns the parser's byte offsets into lines and columns."""

    def __init__(
        self, text: str, path: str, first_line: int, origins: Sequence[Location] = ()
    ) -> None:
        self._origins = origins
        self._data = text.encode()
        self._path, self._first_line = path, first_line
        self._starts = [0, *(m.end() for m in re.finditer(b"\n", self._data))]
        self._last = (0, 1)  # an offset and its column: the next one is mostly a little further on

    def __call__(self, offset: int) -> Location:
        """The place of an offset."""
        line = bisect.bisect_right(self._starts, offset) - 1
        start = self._starts[line]
        before, column = self._last if start <= self._last[0] <= offset else (start, 1)
        column += len(self._data[before:offset].decode())
        self._last = (offset, column)
        if self._origins:
            origin = self._origins[min(line, len(self._origins) - 1)]
            return Location(origin.path, origin.line, column)
        return Location(self._path, self._first_line + line, column)
