"""A text as the headings that it has, each with the blocks below it, as they are written.

A heading has number signs, a line below it, or bold letters; or it is a line of its own that says
one of the known names. The blocks are those of Markdown.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from playbook.contributing.imports.places import ALONE, Place, Places
from playbook.contributing.texts.lines import (
    has_parts,
    is_numbered,
    looks_like_heading,
    phase,
    title_of,
    words_of,
)
from playbook.model.hints.proposals import ITEM, item
from playbook.parsing.markdown_spans import Block, blocks, spans

LABEL = "Label"
"""The kind of a block that begins with the name of a key, a colon and its value."""

_BOLD = re.compile(
    r"^(?:\d{1,2}\\?[.)]\s+)?(?:\*\*|__)(?!\s)(?P<title>[^*]{1,90}?)\s*(?:\*\*|__):?\s*$"
)
_LABEL = re.compile(
    r"^(?P<number>[*_]{0,3}\d{1,2}\\?[.)]\s+)?[*_]{0,3}"
    r"(?P<label>[^\W\d_][\w'’ ()/]{1,45}?)[*_]{0,3}:[*_]{0,3}(?P<rest>.*)$"
)
_NUMBERED = re.compile(
    r"^(?:\d{1,2}(?:\.\d{1,2}){1,2}|(?:\d{1,2}|[IVX]{1,4}|[A-H])\\?[.)])\s+(?P<title>\S.{1,45})$"
)
_IN_BOLD = re.compile(r"^\*\*[^*]+\*\*:?\s*$", re.MULTILINE)
HEADING = re.compile(r"^ {0,3}#{1,6} ", re.MULTILINE)
_SENTENCE = re.compile(r"[.!;,]$")
_LONGEST_LINE = 60
_AT_END = 1_000_000
_OF_BOLD = 6
"""The level of a heading without number signs: the lowest."""


@dataclass(slots=True)
class Passage:
    """A heading, and what stands below it up to the next."""

    title: str = ""
    level: int = 0
    blocks: list[Block] = field(default_factory=list)
    place: Place | None = None
    order: int = _AT_END
    """How many passages stand before it in the text."""

    @property
    def name(self) -> str:
        """Its heading without the signs of Markdown."""
        return words_of(self.title)

    @property
    def text(self) -> str:
        """What stands below the heading, as it is written."""
        return "\n\n".join(block.text for block in self.blocks)


class Head(NamedTuple):
    """A line that is a heading, or the name of a key with its value."""

    title: str
    place: Place | None
    rest: str = ""
    """What stands behind the name, on the lines below too."""
    is_label: bool = False
    text: str = ""
    """The lines as they are written."""


def read(text: str, places: Places) -> list[Passage]:
    """The passages of a text; the first has no heading."""
    passages = [Passage()]
    for piece in _pieces(text, places):
        if isinstance(piece, Head):
            if piece.is_label:
                passages[-1].blocks.append(Block(LABEL, piece, piece.text))
                continue
            depth = len(re.findall(r"\.\d", piece.title.partition(" ")[0]))
            passages.append(Passage(piece.title, _OF_BOLD + depth, place=piece.place))
            continue
        for block in blocks(piece):
            if block.kind == "Heading" and (title := title_of(block.text)):
                level = int(block.details["level"][1])
                passages.append(Passage(title, level, place=places.find(title)))
            else:
                rows = _in_rows(block, places)
                told = _told(block, places, passages[:-1])
                passages[-1].blocks += told or ([] if rows else [block])
                passages += rows
    passages = _with_something_below(passages, places)
    for order, passage in enumerate(passages):
        passage.order = order
    return passages


def _told(block: Block, places: Places, above: Sequence[Passage]) -> list[Block]:
    """The items of a list that has a key and its value in each, at the top of a text in most."""
    lines = block.text.split("\n")
    if block.kind != "List" or not all(ITEM.match(line) and line[:1].strip() for line in lines):
        return []
    heads = [_label([item(line)], 0, places) for line in lines]
    count = sum(bool(head and head.is_label) for head in heads)
    is_part = not any(one.level for one in above) and count > 1 and 2 * count >= len(lines)
    if not all(_LABEL.match(item(line)) for line in lines) or not (is_part or count == len(lines)):
        return []
    return [
        Block(LABEL, head, line) if head and head.is_label else block._replace(text=line)
        for head, line in zip(heads, lines, strict=True)
    ]


def _in_rows(block: Block, places: Places) -> list[Passage]:
    """The passages of a table that has a heading in the first of its two columns."""
    lines = block.text.split("\n") if block.kind == "Table" else []
    rows = [[cell.strip() for cell in line.strip(" |").split("|")] for line in lines]
    rows = [row for row in rows if not set("".join(row)) <= set("-: ")]
    if any(len(row) != 2 for row in rows) or sum(bool(places.find(r[0], ALONE)) for r in rows) < 2:
        return []
    return [
        Passage(words_of(name), _OF_BOLD, [paragraph(text)], places.find(name))
        for name, text in rows
        if name or text
    ]


def _with_something_below(passages: Sequence[Passage], places: Places) -> list[Passage]:
    """The passages, where a heading that says a key and its value has that below it:
    `## Time: 20 min`. One in bold with nothing below it is a line of the passage before.
    """
    whole: list[Passage] = []
    for passage in passages:
        line = re.sub(r"^[^\w*]+", "", passage.title)
        head = None if passage.blocks or passage.place else _label([line], 0, places)
        if whole and head and head.is_label:
            whole.append(Passage(head.title, passage.level, [paragraph(head.rest)], head.place))
        elif whole and passage.level == _OF_BOLD and not passage.blocks and not passage.place:
            whole[-1].blocks.append(Block("Paragraph", None, f"**{passage.title}**"))
        else:
            whole.append(passage)
    return whole


def paragraph(text: str) -> Block:
    """A text as one block."""
    return Block("Paragraph", None, text)


def _pieces(text: str, places: Places) -> Iterator["Head | str"]:
    """A text cut at the lines that are headings by their look or their name."""
    lines = text.split("\n")
    in_blocks = _kept(text)
    is_bare = not HEADING.search(text.lstrip(), 1) and not _IN_BOLD.search(text)
    chunk: list[str] = []
    n = 0
    while n < len(lines):
        head = None if n in in_blocks else _head(lines, n, places, is_bare=is_bare)
        if head is None:
            chunk.append(lines[n])
            n += 1
            continue
        yield "\n".join(chunk)
        chunk, n = [], n + 1
        if head.is_label:
            end = n
            while end < len(lines) and lines[end].strip() and end not in in_blocks:
                if _head(lines, end, places, is_bare=is_bare) or lines[end][:1] == "#":
                    break
                end += 1
            words = [line.strip() for line in (head.rest, *lines[n:end]) if line.strip()]
            yield head._replace(rest="\n".join(words), text="\n".join(lines[n - 1 : end]))
            n = end
        else:
            yield head
            chunk += [head.rest] if head.rest else []
    yield "\n".join(chunk)


def _kept(text: str) -> set[int]:
    """The numbers of the lines that are code, a table, HTML or a heading of Markdown."""
    numbers: set[int] = set()
    for span in spans(text, "CodeBlock", "Table", "HtmlBlock", "Heading"):
        block = text[span.start : span.end].rstrip("\n")
        if span.kind != "Heading" or title_of(block):
            first = text.count("\n", 0, span.start)
            numbers.update(range(first, first + block.count("\n") + 1))
    return numbers


def _head(lines: Sequence[str], n: int, places: Places, *, is_bare: bool) -> Head | None:
    line = lines[n].rstrip()
    if not line or line[0] in " \t>|#" or len(line) > 10_000:
        return None
    match = _BOLD.match(line)
    if match and not is_numbered(lines, n):
        place = places.find(match["title"])
        if place or not _SENTENCE.search(match["title"]):
            return Head(match["title"].strip().rstrip(":"), place)
    if head := _label(lines, n, places):
        return head
    if part := phase(lines, n):
        return Head(part[0], None, part[1])
    if match := _NUMBERED.match(line):
        place = places.find(match["title"], ALONE)
        is_title = place and not is_numbered(lines, n)
        return Head(line, place) if is_title or has_parts(lines, n) else None
    return _bare_head(lines, n, line, places, is_bare=is_bare)


def _label(lines: Sequence[str], n: int, places: Places) -> Head | None:
    """A name with a colon behind it, and what may follow on the same line."""
    match = _LABEL.match(lines[n].rstrip())
    place = match and places.find(match["label"])
    if not match or not place or (match["number"] and is_numbered(lines, n)):
        return None
    label, rest = match["label"], match["rest"].strip()
    if not rest:
        return Head(label, place)
    if lines[n][0] in "*_" and rest.count(lines[n][0]) % 2:
        rest = rest.rstrip("*_ ")  # the whole line is in emphasis
    is_first = not any(line.strip() for line in lines[:n])
    if not place.is_own and (not places.find(label, ALONE) or (is_first and place.kind != "field")):
        return None
    return Head(label, place, rest, is_label=place.kind == "field")


def _bare_head(
    lines: Sequence[str], n: int, line: str, places: Places, *, is_bare: bool
) -> Head | None:
    """A heading that only its words, capital letters or place make one."""
    if len(line) > _LONGEST_LINE or ITEM.match(line):
        return None
    above = lines[n - 1].strip() if n else ""
    below = next((one for one in lines[n + 1 :] if one.strip()), "")
    if not below or below[0] == "#":
        return None  # it is what stands below a heading
    place = places.find(line, ALONE)
    if place and (place.is_own or not above):
        return Head(line.rstrip(": "), place)
    is_title = is_bare and not above and looks_like_heading(line, below, is_first=n == 0)
    return Head(line.rstrip(":"), places.find(line)) if is_title else None
