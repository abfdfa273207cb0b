"""Where the elements of Markdown stand in a text, in characters, as the parser gives them."""

from collections.abc import Iterator
from typing import Any, NamedTuple

import pyromark


class Span(NamedTuple):
    """An element: a heading, a link, code; with its place and that of what is in it."""

    kind: str
    """The parser's name, such as `Heading`, `CodeBlock`, `Link` or `Code`."""
    details: Any
    start: int
    end: int
    inner_end: int
    """Where the last part inside of it ends; where it starts, if there is none."""


def spans(text: str, *kinds: str) -> list[Span]:
    """The elements of some kinds, in the order in which they end."""
    elements = [element for element in _elements(text) if element.kind in kinds]
    if text.isascii():
        return elements
    at = _characters(text.encode(), {place for element in elements for place in element[2:]})
    return [
        Span(kind, details, at[start], at[end], at[inner])
        for kind, details, start, end, inner in elements
    ]


def _elements(text: str) -> Iterator[Span]:
    """Every element, in bytes."""
    stack: list[tuple[str, Any, int]] = []
    inner = [0]
    for event, place in pyromark.events_with_range(text, options=pyromark.Options.ENABLE_TABLES):
        start, end = place["start"], place["end"]
        match event:
            case {"Start": tag}:
                stack.append((*_kind_and_details(tag), start))
                inner.append(start)
                continue
            case {"End": _}:
                kind, details, start = stack.pop()
            case _:
                kind, details = _kind_and_details(event)
                inner.append(start)
        yield Span(kind, details, start, end, inner.pop())
        inner[-1] = end


def _kind_and_details(tag: Any) -> tuple[str, Any]:
    return next(iter(tag.items())) if isinstance(tag, dict) else (tag, None)


def _characters(data: bytes, places: set[int]) -> dict[int, int]:
    """Byte offsets as offsets of characters, in one pass."""
    characters, before, count = dict[int, int](), 0, 0
    for place in sorted(places):
        count += len(data[before:place].decode())
        characters[place] = count
        before = place
    return characters


class Block(NamedTuple):
    """A block of a text that stands in no other, with the text as it is written."""

    kind: str
    """The parser's name, such as `Paragraph`; "" for what shows nothing, such as a definition."""
    details: Any
    text: str


_BLOCKS = "Heading Paragraph List Table BlockQuote CodeBlock HtmlBlock Rule".split()


def blocks(text: str) -> Iterator[Block]:
    """The blocks of a text in order: every word of it stands in one of them."""
    end = 0
    for span in sorted(spans(text, *_BLOCKS), key=lambda span: (span.start, -span.end)):
        if span.start < end:
            continue  # inside of the one before
        start = max(end, text.rfind("\n", 0, span.start) + 1)
        if between := text[end:start].strip("\n"):
            yield Block("", None, between)
        yield Block(span.kind, span.details, text[start : span.end].rstrip("\n"))
        end = span.end
    if rest := text[end:].strip("\n"):
        yield Block("", None, rest)
