"""What a page reads of the record of its site: it has to be drawn again only where that differs.

A read is a part of the record and a key in it, such as that of the move `ask-first` and `title`.
Parts are told apart down to the keys of one entry; what lies deeper counts as one value.
"""

from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from itertools import count
from typing import Any, NamedTuple

ReadNumbers = Mapping[str, Mapping[str, int]]
"""The number of each read, by the place of its part and by its key.

A place is the keys that lead to a part, each after a sign that no key has.
"""

_SIGN = "\x1f"

KEYS = "\0"
"""What stands for the keys of a part and their order, where a page goes through them all."""

DEPTH = 3
"""How many levels of parts there are below the record itself."""

_PART = "a part"


class Reads(NamedTuple):
    """What a page reads, by number: for its content, and for the frame around it."""

    content: Sequence[int]
    frame: Sequence[int]


class Numbers(dict[str, int]):
    """The numbers of what is read of one part, by its keys; a new key gets the next one."""

    __slots__ = ("_next",)

    def __init__(self, following: Iterator[int]) -> None:
        super().__init__()
        self._next = following

    def __missing__(self, key: str) -> int:
        number = self[key] = next(self._next)
        return number


class Log:
    """Notes reads by their numbers: there are many, and most are of many pages."""

    def __init__(self) -> None:
        self.reads: set[int] = set()
        self._numbers: dict[str, Numbers] = {}
        self._next = count()
        self._content: set[int] | None = None
        self._frame: set[int] = set()

    def numbers(self, place: str) -> Numbers:
        """The numbers of what is read of one part."""
        if place not in self._numbers:
            self._numbers[place] = Numbers(self._next)
        return self._numbers[place]

    @property
    def noted_reads(self) -> ReadNumbers:
        """Every read so far."""
        return {place: numbers for place, numbers in self._numbers.items() if numbers}

    def page(self) -> None:
        """Begin with a page."""
        self.reads, self._content, self._frame = set(), None, set()

    def frame(self, begins: bool) -> str:  # noqa: FBT001 - templates say so
        """Say in a template that the frame begins here, or that the content goes on."""
        if begins and self._content is None:
            self._content, self.reads = self.reads, self._frame
        elif not begins and self._content is not None:
            self.reads, self._content = self._content, None
        return ""

    def of_page(self) -> Reads:
        """What the page has read."""
        self.frame(False)  # noqa: FBT003
        return Reads(array("I", sorted(self.reads)), array("I", sorted(self._frame)))

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
    """A part of a record that notes which of its keys are read.

    `like` is the same part of another record, noted in the same log: what both share is taken from
    there.
    """

    __slots__ = ("_log", "_numbers", "_part")

    def __init__(
        self,
        part: Mapping[str, Any],
        log: Log,
        place: str = "",
        depth: int = DEPTH,
        like: "Noted | None" = None,
    ) -> None:
        super().__init__(part)
        self._log, self._numbers, self._part = log, log.numbers(place), part
        if not depth:
            return
        for key, value in part.items():
            if isinstance(value, dict):
                other = dict.get(like, key) if like is not None else None
                other = other if isinstance(other, Noted) else None
                if other is None or other._part is not value:
                    other = Noted(value, log, f"{place}{_SIGN}{key}", depth - 1, other)
                dict.__setitem__(self, key, other)

    @contextmanager
    def keys_read(self) -> Iterator[set[str]]:
        """The keys of this part that are read until the end."""
        keys = set[str]()
        with self._log.noted() as reads:
            yield keys
            keys |= {key for key, number in self._numbers.items() if number in reads}

    def _note(self, key: str) -> None:
        self._log.reads.add(self._numbers[key])

    def _note_all(self) -> None:
        for key in self:
            self._note(key)

    def __getitem__(self, key: str) -> Any:
        if isinstance(key, str):  # a template may ask for whatever it has
            self._log.reads.add(self._numbers[key])  # `_note`, a million times
        return dict.__getitem__(self, key)

    def __contains__(self, key: object) -> bool:
        if isinstance(key, str):
            self._note(key)
        return dict.__contains__(self, key)

    def __eq__(self, other: object) -> bool:
        self._note_all()
        return dict.__eq__(self, other)

    __hash__ = None

    def __repr__(self) -> str:
        return repr(dict(self.items()))

    def __reversed__(self) -> Iterator[str]:
        return iter(list(self)[::-1])

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


def values_of(part: Mapping[str, Any], place: str, keys: Iterable[str]) -> Iterator[Any]:
    """What each read of a part gives; None where there is nothing, and the same for every part that
    notes the reads of its own keys.
    """
    notes = place.count(_SIGN) < DEPTH
    for key in keys:
        if key == KEYS:
            yield list(part)
        else:
            value = part.get(key)
            yield _PART if notes and isinstance(value, dict) else value


def part_of(record: Mapping[str, Any], place: str) -> Mapping[str, Any]:
    """A part of a record; one without keys where there is none."""
    part: Any = record
    for name in place.split(_SIGN)[1:]:
        part = part.get(name)
        if not isinstance(part, dict):
            return {}
    return part  # type: ignore[no-any-return]
