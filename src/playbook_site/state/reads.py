"""What a page reads of the record of its site: it has to be drawn again only where that differs.

A read is a part of the record and a key in it, such as `/entries/moves/ask-first` and `title`.
Parts are told apart down to the keys of one entry; what lies deeper counts as one value.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

Read = tuple[str, str]

KEYS = "\0"
"""What stands for the keys of a part and their order, where a page goes through them all."""

DEPTH = 3
"""How many levels of parts there are below the record itself."""

_PART = "a part"


class Log:
    """Notes reads by their numbers: there are many, and most are of many pages."""

    def __init__(self) -> None:
        self.reads: set[int] = set()
        self.numbers: dict[Read, int] = {}

    def number(self, read: Read) -> int:
        """The number of a read."""
        return self.numbers.setdefault(read, len(self.numbers))

    @contextmanager
    def noted(self) -> Iterator[set[int]]:
        """What is read until the end, which whoever notes around it has read too."""
        around, self.reads = self.reads, set()
        try:
            yield self.reads
        finally:
            around |= self.reads
            self.reads = around


class Noted(dict[str, Any]):
    """A part of a record that notes which of its keys are read."""

    __slots__ = ("_log", "_numbers", "_place")

    def __init__(
        self, part: Mapping[str, Any], log: Log, place: str = "", depth: int = DEPTH
    ) -> None:
        self._log, self._place = log, place
        self._numbers: dict[str, int] = {}
        super().__init__(
            (key, Noted(value, log, f"{place}/{key}", depth - 1))
            if depth and isinstance(value, dict)
            else (key, value)
            for key, value in part.items()
        )

    def _note(self, key: str) -> None:
        if key not in self._numbers:
            self._numbers[key] = self._log.number((self._place, key))
        self._log.reads.add(self._numbers[key])

    def __getitem__(self, key: str) -> Any:
        self._note(key)
        return dict.__getitem__(self, key)

    def __contains__(self, key: object) -> bool:
        self._note(str(key))
        return dict.__contains__(self, key)

    def __iter__(self) -> Iterator[str]:
        self._note(KEYS)
        return dict.__iter__(self)

    def __len__(self) -> int:
        self._note(KEYS)
        return dict.__len__(self)

    def get(self, key: str, default: Any = None) -> Any:
        """The value of a key, or the default."""
        return self[key] if key in self else default  # noqa: SIM401 - that would ask itself

    def keys(self) -> Any:
        """All keys."""
        return list(self)

    def values(self) -> Any:
        """All values; each is read."""
        return [self[key] for key in self]

    def items(self) -> Any:
        """All keys with their values; each is read."""
        return [(key, self[key]) for key in self]


def compact(reads: set[int]) -> "array[int]":
    """The reads of a page, in as little room as they need."""
    return array("I", sorted(reads))


def values_of(record: Mapping[str, Any], reads: Iterable[Read]) -> Iterator[Any]:
    """What each read gives; None where there is nothing, and the same for every part that notes the
    reads of its own keys.
    """
    parts: dict[str, Any] = {}
    for place, key in reads:
        if place not in parts:
            parts[place] = _part(record, place)
        part = parts[place]
        if key == KEYS:
            yield list(part)
        else:
            value = part.get(key)
            yield _PART if isinstance(value, dict) and place.count("/") < DEPTH else value


def _part(record: Mapping[str, Any], place: str) -> Mapping[str, Any]:
    part: Any = record
    for name in place.split("/")[1:]:
        part = part.get(name)
        if not isinstance(part, dict):
            return {}
    return part  # type: ignore[no-any-return]
