"""What a page reads of the record of its site: it has to be drawn again only where that differs.

A read is a part of the record and a key in it, such as `/entries/moves/ask-first` and `title`.
Parts are told apart down to the keys of one entry; what lies deeper counts as one value.
"""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

Read = tuple[str, str]

KEYS = "\0"
"""What stands for the keys of a part and their order, where a page goes through them all."""

DEPTH = 3
"""How many levels of parts there are below the record itself."""

_MISSING = object()


class Log:
    """Notes reads."""

    def __init__(self) -> None:
        self.reads: set[Read] = set()

    @contextmanager
    def noted(self) -> Iterator[set[Read]]:
        """What is read until the end, which whoever notes around it has read too."""
        around, self.reads = self.reads, set()
        try:
            yield self.reads
        finally:
            around |= self.reads
            self.reads = around


class Noted(dict[str, Any]):
    """A part of a record that notes which of its keys are read."""

    __slots__ = ("_log", "_place")

    def __init__(
        self, part: Mapping[str, Any], log: Log, place: str = "", depth: int = DEPTH
    ) -> None:
        self._log, self._place = log, place
        super().__init__(
            (key, Noted(value, log, f"{place}/{key}", depth - 1))
            if depth and isinstance(value, dict)
            else (key, value)
            for key, value in part.items()
        )

    def __getitem__(self, key: str) -> Any:
        self._log.reads.add((self._place, key))
        return dict.__getitem__(self, key)

    def __contains__(self, key: object) -> bool:
        self._log.reads.add((self._place, str(key)))
        return dict.__contains__(self, key)

    def __iter__(self) -> Iterator[str]:
        self._log.reads.add((self._place, KEYS))
        return dict.__iter__(self)

    def __len__(self) -> int:
        self._log.reads.add((self._place, KEYS))
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


def differences(
    one: Mapping[str, Any], other: Mapping[str, Any], place: str = "", depth: int = DEPTH
) -> Iterator[Read]:
    """The reads that give something else in the one record than in the other."""
    if list(one) != list(other):
        yield place, KEYS
    for key in one.keys() | other.keys():
        left, right = one.get(key, _MISSING), other.get(key, _MISSING)
        if left is right or left == right:
            continue
        if depth and isinstance(left, dict) and isinstance(right, dict):
            yield from differences(left, right, f"{place}/{key}", depth - 1)
        else:
            yield place, key
