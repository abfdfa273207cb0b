"""The body of an entry: CommonMark with tables, parsed once.

The one pass over the parser's events gives the sections, their lists and questions, links, anchors,
words, the HTML, and everything in a body that an entry may not hold.
"""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any

import pyromark

from playbook.parsing import html, markdown_errors
from playbook.parsing.body import Block, Body, Item, Kind, Section
from playbook.parsing.links import ANCHOR_PREFIX, Link, UnsafeLink, home, href, read, slug
from playbook.parsing.prose import is_waiver
from playbook.source.decoding import CONTROL
from playbook.source.diagnostics import Diagnostic, InvalidEntry
from playbook.source.location import Location, Ruler


def parse(
    text: str,
    path: str,
    first_line: int = 1,
    *,
    origins: Sequence[Location] = (),
    hidden: Collection[str] = (),
    most: int = markdown_errors.MAX_BODY,
) -> Body:
    """Read a body that starts on `first_line` of the file `path`, or raise `InvalidEntry`.

    A body put together from several files has the place of each of its lines in `origins`. Links
    to the files in `hidden` become plain words. `most` is the most bytes that it may have.
    """
    if len(text.encode()) > most:
        raise InvalidEntry([markdown_errors.too_large(path, first_line)])
    reader = _Reader(path, Ruler(text, path, first_line, origins), hidden)
    size = len(text.encode())
    try:
        for event, span in pyromark.events_with_range(text, options=pyromark.Options.ENABLE_TABLES):
            reader.take(event, span["start"])
            if span["end"] == size and not reader.is_open:
                reader.see_end(event, text, span["start"])
    except _TooDeep as too_deep:
        raise InvalidEntry([markdown_errors.nesting(too_deep.location)]) from too_deep
    return reader.body()


class _TooDeep(Exception):
    def __init__(self, location: Location) -> None:
        self.location = location


@dataclass(slots=True)
class _Reader:
    """Takes events one by one and keeps what the playbook wants of them."""

    path: str
    ruler: Ruler
    hidden: Collection[str] = ()
    sections: list[Section] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    links: list[tuple[Link, Location]] = field(default_factory=list)
    diagnostics: list[Diagnostic] = field(default_factory=list)
    anchors: set[str] = field(default_factory=set)
    repeats: Counter[str] = field(default_factory=Counter)
    """How often each anchor was wanted again."""
    markup: list[str] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    open: list[tuple[Any, int, int, Location]] = field(default_factory=list)
    links_open: list[bool] = field(default_factory=list)
    heading: tuple[str, str, Location] = ("", "", Location(""))
    head: bool = False
    is_reported: bool = False
    """Whether the open block of HTML has its diagnostic."""
    aligns: tuple[str, ...] = ()
    cell: int = 0
    is_open: bool = False
    """Whether something begins that nothing ends."""

    def see_end(self, event: Any, text: str, offset: int) -> None:
        """Tell of what reaches to the end of the text, if it should end before."""
        rest = text.encode()[offset:].decode()
        if fault := markdown_errors.unclosed(event, rest, self.ruler(offset)):
            self.is_open = self.is_reported = True
            self.diagnostics = [
                *(d for d in self.diagnostics if d.location != fault.location),
                fault,
            ]

    def take(self, event: Any, offset: int) -> None:
        match event:
            case {"Start": tag}:
                self._start(tag, self.ruler(offset))
            case {"End": tag}:
                self._end(tag)
            case {"Text": words}:
                if CONTROL.search(words):
                    self.diagnostics.append(markdown_errors.hidden(self.ruler(offset)))
                self._put(html.text(words), words)
            case {"Code": words}:
                self._put(f"<code>{html.text(words)}</code>", words)
            case {"InlineHtml": raw} | {"Html": raw}:
                self._raw(raw, self.ruler(offset))
            case "SoftBreak":
                self._put("\n", " ")
            case "HardBreak":
                self._put("<br>", " ")
            case "Rule":
                if self.open:
                    self._put("<hr>", " ")
                else:
                    self.blocks.append(Block("other", "", self.ruler(offset), "<hr>"))

    def body(self) -> Body:
        self._close_section()
        intro, *sections = self.sections
        return Body(
            intro,
            tuple(sections),
            frozenset(self.anchors),
            tuple(self.links),
            tuple(self.diagnostics),
        )

    def _put(self, markup: str, words: str) -> None:
        self.markup.append(markup)
        self.words.append(words)

    def _start(self, tag: Any, location: Location) -> None:
        if len(self.open) > markdown_errors.MAX_NESTING:
            raise _TooDeep(location)
        self.open.append((tag, len(self.markup), len(self.words), location))
        align = ""
        target = ""
        match tag:
            case "HtmlBlock":
                self.is_reported = False
                return
            case {"Image": _}:
                self.diagnostics.append(markdown_errors.image(location))
                return
            case {"Link": {"dest_url": url, "link_type": kind}}:
                target = self._link(f"mailto:{url}" if kind == "Email" else url, location)
            case {"Table": aligns}:
                self.aligns = tuple(html.ALIGNMENTS[a] for a in aligns)
            case "TableHead" | "TableRow":
                self.head, self.cell = tag == "TableHead", 0
            case "TableCell":
                align, self.cell = self.aligns[self.cell], self.cell + 1
        if not (isinstance(tag, dict) and "Heading" in tag):
            self.markup.append(html.opening(tag, href=target, head=self.head, align=align))

    def _end(self, tag: Any) -> None:
        tag_at_start, at_markup, at_words, location = self.open.pop()
        words = "".join(self.words[at_words:])
        match tag:
            case "Image" | "HtmlBlock":
                pass
            case {"Heading": level}:
                self._heading(tag_at_start, words.strip(), at_markup, int(level[1]), location)
                return
            case "Link":
                self.markup.append(html.closing(tag, is_link=self.links_open.pop()))
            case "Item" if len(self.open) == 1:
                inner = "".join(self.markup[at_markup + 1 :])
                text = words.strip()
                self.items.append(Item(text if inner == text else inner, text, location))
                self.words.append("\n")
            case _:
                self.markup.append(html.closing(tag, head=self.head))
                if tag in ("TableCell", "Paragraph", "Item"):
                    self.words.append(" ")
        if not self.open:
            self._block(tag_at_start, location)

    def _block(self, tag: Any, location: Location) -> None:
        kind: Kind = "other"
        first = 1
        match tag:
            case "Paragraph":
                kind = "paragraph"
            case {"List": None}:
                kind = "list"
            case {"List": first}:
                kind = "ordered-list"
        markup = "" if self.items else "".join(self.markup)
        words = "".join(self.words).strip()
        self.blocks.append(Block(kind, words, location, markup, tuple(self.items), first))
        self.markup, self.words, self.items = [], [], []

    def _heading(self, tag: Any, title: str, at: int, level: int, location: Location) -> None:
        anchor = self._anchor(slug(title))
        if level == 1 or self.open:
            self.diagnostics.append(markdown_errors.level(location, level))
        if level == 2 and not self.open:
            self._close_section()
            self.heading = (title, anchor, location)
            self.markup, self.words = [], []
            return
        inner = "".join(self.markup[at:])
        del self.markup[at:]
        opening = html.opening(tag, anchor=ANCHOR_PREFIX + anchor)
        self.markup.append(opening + inner + html.closing({"Heading": f"H{level}"}))
        if not self.open:
            self.blocks.append(Block("heading", title, location, "".join(self.markup), level=level))
            self.markup, self.words = [], []

    def _anchor(self, name: str) -> str:
        """An anchor that no heading has yet, numbered as GitHub does.

        The count of each goes on where it stopped: many headings of the same words take no longer.
        """
        anchor = name
        while anchor in self.anchors:
            self.repeats[name] += 1
            anchor = f"{name}-{self.repeats[name]}"
        self.anchors.add(anchor)
        return anchor

    def _close_section(self) -> None:
        self.sections.append(Section(*self.heading, tuple(self.blocks)))
        self.blocks = []

    def _link(self, url: str, location: Location) -> str:
        try:
            link = home(read(url, location.path), location.path, self.path)
        except UnsafeLink:
            self.diagnostics.append(markdown_errors.unsafe(location, url))
            self.links_open.append(False)
            return ""
        self.links.append((link, location))
        if link.path in self.hidden:
            self.links_open.append(False)
            return ""
        self.links_open.append(True)
        return href(link, self.path)

    def _raw(self, raw: str, location: Location) -> None:
        if is_waiver(raw):
            return
        in_block = bool(self.open) and self.open[-1][0] == "HtmlBlock"
        if not raw.startswith("</") and not (in_block and self.is_reported):
            self.is_reported = True
            self.diagnostics.append(markdown_errors.raw_html(location, raw))
        self._put(html.text(raw), raw)
