"""Edits to the lines of a body that a rule reports."""

import re
from collections.abc import Iterator, Sequence

from playbook.source import edits
from playbook.source.edits import Edit, LazyEdits
from playbook.source.location import Location, Source, lines_of

_LINK = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*<?([^)\s>]*)>?[^)]*\)")
_SIGN = re.compile(
    r"^( {0,3})(?:-(?=[^\W\d_]|[\"'“*\[(])|-[\u00a0\u2007\u202f]\s*|[•●▪◦‣]\s*(?=\S))"
)
"""What people type before an item that is no sign of a list: a dash without a space, a bullet."""
_DASH = re.compile(r"^( {0,3})[\u2010-\u2015\u2212]\s+(?=\S)")
"""A dash that is longer than a hyphen, as a word processor makes of one."""
_ITEM = re.compile(r"^(\s*)(?:[-*+]|\d+[.)])(\s+)")


def line_at(source: Source, at: Location) -> str:
    """The line of a place as it is written; "" where the file has none."""
    lines = lines_of(source.text_of(at.path))
    return lines[at.line - 1] if at.line <= len(lines) else ""


def lines_from(source: Source, at: Location) -> Iterator[str]:
    """The line of a place and all below it, as they are written."""
    lines = lines_of(source.text_of(at.path))
    return (lines[n] for n in range(at.line - 1, len(lines)))


def with_lines(source: Source, at: Location, new: Sequence[str], after: int = 0) -> Sequence[Edit]:
    """Lines in the place of the one at a place, or of all up to before the line `after`."""
    text, last = source.text_of(at.path), after or at.line + 1
    return LazyEdits(lambda: edits.lines(text, at.line, last, new))


def with_link(source: Source, at: Location, old: str, new: str) -> tuple[Edit, ...]:
    """The link at a place with another passage in its address; none where it has no such one."""
    match = _LINK.match(line_at(source, at), at.column - 1)
    if not match or old not in match[2]:
        return ()
    address = match[0][: match.end(2) - match.start()]
    new_link = address[: match.start(2) - match.start()] + match[2].replace(old, new, 1)
    return edits.replace(source.text_of(at.path), (at.line, at.column), address, new_link)


def without_link(source: Source, at: Location) -> tuple[Edit, ...]:
    """The words of the link at a place, and no link."""
    match = _LINK.match(line_at(source, at), at.column - 1)
    if not match:
        return ()
    return edits.replace(source.text_of(at.path), (at.line, at.column), match[0], match[1])


def with_dashes(source: Source, at: Location) -> tuple[list[str], Sequence[Edit]]:
    """The items of a paragraph that was meant as a list, and the edit that makes it one; none of
    both for any other.
    """
    lines = lines_of(source.text_of(at.path))
    start = at.line - 1
    after = next((n for n in range(start, len(lines)) if not lines[n].strip()), len(lines))
    new = [_SIGN.sub(r"\1- ", line) for line in lines[start:after]]
    if sum(map(bool, map(_DASH.match, new))) > 1:  # one alone says who is quoted
        new = [_DASH.sub(r"\1- ", line) for line in new]
    items = [line.strip() for line, old in zip(new, lines[start:after], strict=True) if line != old]
    return items, with_lines(source, at, new, after + 1) if items else ()


def numbered(lines: Sequence[str]) -> list[str]:
    """The lines of a list with a number before each item, in place of what it has."""
    count, new, wider = 0, list[str](), 0
    margin = min((len(m[1]) for line in lines if (m := _ITEM.match(line))), default=0)
    for line in lines:
        item = _ITEM.match(line)
        if item and len(item[1]) == margin:
            count += 1
            start = f"{item[1]}{count}. "
            wider = len(start) - item.end()
            new.append(start + line[item.end() :])
        else:
            new.append(" " * max(wider, 0) + line if line.strip() else line)
    return new
