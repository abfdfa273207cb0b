"""Where each text of front matter begins and ends, line by line, also in what YAML cannot read."""

import re
from collections.abc import Iterator, Sequence
from enum import Enum, auto
from typing import NamedTuple

from playbook.parsing.yaml_slips.slips import KEY, indent_of

_NAME = r"""(?:"[^"\n]*+"|'[^'\n]*+'|[^\s"'#\[{](?:[^#:\n]|(?<=\S)#|:(?=\S))*+)"""
_START = re.compile(rf"^( *(?:- +)*)(?:{_NAME}:(?: +|$))?")
_BLOCK = re.compile(r"[|>][+-]?\d?[+-]? *(?:#.*)?$")
_QUOTATION = re.compile(r'"(?:[^"\\]|\\.)*+"|' + r"'(?:[^']|'')*+'", re.DOTALL)
_NOTE = re.compile(r" *#(?:[\s#]|[\w-]+:|$)")
"""A line that is a note, and no hashtag or number."""


class Kind(Enum):
    """What a text is written with."""

    PLAIN = auto()
    QUOTED = auto()
    BLOCK = auto()
    """The sign | or >, below which each sign is what it is."""
    BRACKETS = auto()


class Text(NamedTuple):
    """A text from the line `first` to before `after`; it starts at a column of the first."""

    kind: Kind
    first: int
    after: int
    column: int


def texts(lines: Sequence[str]) -> Iterator[Text]:
    """Every text, in the order of the lines; one whose quotation never ends goes on to the last."""
    if any(line.lstrip(" -").startswith("? ") for line in lines):
        return  # a key of some lines, which no entry has
    whole = "\n".join(lines)
    n, offset, owner = 0, 0, -1
    while n < len(lines):
        line = lines[n]
        column, margin = _start(line)
        value = line[column:]
        if column > margin or line.lstrip().startswith("-"):
            dash = max(indent_of(line), line.rfind("-", 0, column))
            owner = dash if column == margin else margin
        after = n + 1
        if value.strip() not in ("", "-") and value[0] != "#":  # a dash alone begins a list
            if _BLOCK.match(value):
                kind, after = Kind.BLOCK, _below(lines, n, indent_of(line))
            elif value[0] in "\"'":
                match = _QUOTATION.match(whole, offset + column)
                lines_of = whole.count("\n", offset, match.end()) if match else len(lines)
                kind, after = Kind.QUOTED, min(n + lines_of + 1, len(lines))
            elif value[0] in "[{":
                kind, after = Kind.BRACKETS, _in_brackets(lines, n, column)
            else:
                kind, after = Kind.PLAIN, _wrapped(lines, n, owner)
            yield Text(kind, n, after, column)
        offset += sum(len(one) + 1 for one in lines[n:after])
        n = after


def _start(line: str) -> tuple[int, int]:
    """The column where the value of a line starts, and that of its key."""
    match = _START.match(line)
    return (match.end(), match.end(1)) if match else (0, 0)


def _below(lines: Sequence[str], n: int, indent: int) -> int:
    """The line after those that are empty or deeper than a line."""
    after = n + 1
    while after < len(lines) and (not lines[after].strip() or indent_of(lines[after]) > indent):
        after += 1
    return after


def _wrapped(lines: Sequence[str], n: int, owner: int) -> int:
    """The line after those that a plain text goes on in."""
    after = n + 1
    for m in range(n + 1, len(lines)):
        line = lines[m]
        if line.strip():
            if indent_of(line) <= owner or KEY.match(line) or _NOTE.match(line):
                break
            after = m + 1
    return after


def _in_brackets(lines: Sequence[str], n: int, column: int) -> int:
    """The line after that in which as many brackets close as open, or before the next key."""
    depth = 0
    for m in range(n, len(lines)):
        line = lines[m] if m > n else lines[n][column:]
        if m > n and line[:1].strip() and KEY.match(line):
            return m
        signs = _QUOTATION.sub("", line)
        depth += sum(map(signs.count, "[{")) - sum(map(signs.count, "]}"))
        if depth <= 0:
            return m + 1
    return len(lines)
