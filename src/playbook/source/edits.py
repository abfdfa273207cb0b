"""A change to a file as a value: where, what stands there, and what takes its place.

Lines and columns count from one, as in `Location`; a column counts letters, and the end of an edit
is the place after its last one.
"""

import itertools
from collections.abc import Callable, Iterable, Sequence
from difflib import SequenceMatcher
from functools import cached_property
from typing import NamedTuple, overload

from playbook.source.location import Place, line_starts, place


class Edit(NamedTuple):
    """One passage of the file that a diagnostic is about, and what to write in its place."""

    start: Place
    end: Place
    old: str
    """What stands there. Where it does no more, nothing is changed."""
    new: str


class LazyEdits(Sequence[Edit]):
    """Edits that are made when somebody asks for them. Each takes reading its file again, and most
    reports show none.
    """

    def __init__(self, make: Callable[[], tuple[Edit, ...]]) -> None:
        self._make = make

    @cached_property
    def _edits(self) -> tuple[Edit, ...]:
        return self._make()

    @overload
    def __getitem__(self, index: int) -> Edit: ...
    @overload
    def __getitem__(self, index: slice) -> tuple[Edit, ...]: ...
    def __getitem__(self, index: int | slice) -> Edit | tuple[Edit, ...]:
        return self._edits[index]

    def __len__(self) -> int:
        return len(self._edits)

    def __eq__(self, other: object) -> bool:
        return self._edits == (other._edits if isinstance(other, LazyEdits) else other)

    def __hash__(self) -> int:
        return hash(self._edits)


class Misplaced(Exception):
    """The file has changed since an edit was made for it."""


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text with all edits made, or `Misplaced` where one of them does not fit it."""
    parts, end = list[str](), len(text)
    for edit in sorted(edits, reverse=True):
        first, last = _offset(text, edit.start), _offset(text, edit.end)
        if last > end or text[first:last] != edit.old:
            raise Misplaced
        parts += [text[last:end], edit.new]
        end = first
    return "".join([text[:end], *reversed(parts)])


def difference(text: str, new_text: str, first_line: int = 1) -> tuple[Edit, ...]:
    """The edits that make one text into the other, each of whole lines but for what they share.

    Lines count from `first_line`, where the texts are a part of a file.
    """
    old, new = _lines(text), _lines(new_text)
    before = _shared(old, new)
    after = _shared(old[before:][::-1], new[before:][::-1])
    old, new = old[: len(old) - after], new[: len(new) - after]
    opcodes = SequenceMatcher(a=old[before:], b=new[before:], autojunk=False).get_opcodes()
    starts = [0, *itertools.accumulate(map(len, old))]
    return tuple(
        _edit(
            *(text, starts[before + a]),
            *("".join(old[before + a : before + b]), "".join(new[before + c : before + d])),
            first_line,
        )
        for kind, a, b, c, d in opcodes
        if kind != "equal"
    )


def replace(text: str, at: Place, old: str, new: str) -> tuple[Edit, ...]:
    """The edit of some words that stand at a place; none where they do not."""
    try:
        start = _offset(text, at)
    except Misplaced:
        return ()
    if not text.startswith(old, start) or old == new:
        return ()
    return (_edit(text, start, old, new, 1),)


def lines(text: str, first: int, after: int, new: Sequence[str]) -> tuple[Edit, ...]:
    """The edits that put lines in the place of those from `first` to before `after`."""
    starts = line_starts(text)
    start, end = (starts[n - 1] if n <= len(starts) else len(text) for n in (first, after))
    passage = text[start:end]
    new_passage = "".join(f"{line}\n" for line in new)
    if start == len(text) and text and not text.endswith("\n"):
        new_passage = f"\n{new_passage}"
    return (_edit(text, start, passage, new_passage, 1),) if new_passage != passage else ()


def _lines(text: str) -> list[str]:
    *whole, rest = text.split("\n")
    return [*(f"{line}\n" for line in whole), *([rest] if rest else [])]


def _edit(text: str, start: int, old: str, new: str, first_line: int) -> Edit:
    """An edit of no more than what differs."""
    before = _shared(old, new)
    after = _shared(old[before:][::-1], new[before:][::-1])
    old, new = old[before : len(old) - after], new[before : len(new) - after]
    start += before
    return Edit(
        _place(text, start, first_line), _place(text, start + len(old), first_line), old, new
    )


def _shared(one: Sequence[str], other: Sequence[str]) -> int:
    """How many letters or lines two of them have in common from the start."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in itertools.takewhile(lambda pair: pair[0] == pair[1], pairs))


def _place(text: str, offset: int, first_line: int) -> Place:
    line, column = place(text, offset)
    return line + first_line - 1, column


def _offset(text: str, at: Place) -> int:
    line, column = at
    starts = line_starts(text)
    if not 1 <= line <= len(starts) or column < 1:
        raise Misplaced
    end = starts[line] - 1 if line < len(starts) else len(text)
    if (offset := starts[line - 1] + column - 1) > end:
        raise Misplaced
    return offset
