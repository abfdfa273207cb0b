"""The body of an entry, read: sections, lists, links, and what may not stand in it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from playbook.parsing import html
from playbook.parsing.links import Link
from playbook.source.diagnostics import Diagnostic
from playbook.source.location import Location

_WORD = re.compile(r"\w[\w'’-]*")

Kind = Literal["paragraph", "list", "ordered-list", "heading", "other"]


@dataclass(frozen=True, slots=True)
class Item:
    """One item of a list."""

    html: str
    text: str
    location: Location


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a list, or another piece of a section. A list holds its HTML in its items."""

    kind: Kind
    text: str
    location: Location
    markup: str = ""
    items: tuple[Item, ...] = ()
    start: int = 1
    """The number of the first item of a numbered list."""
    level: int = 0
    """How many number signs a heading has."""

    @property
    def html(self) -> str:
        """The block as HTML."""
        if not self.items:
            return self.markup
        return html.list_markup(
            [item.html for item in self.items],
            is_ordered=self.kind == "ordered-list",
            start=self.start,
        )


@dataclass(frozen=True, slots=True)
class Section:
    """What stands under one `##` heading."""

    title: str
    anchor: str
    location: Location
    blocks: tuple[Block, ...]

    @property
    def html(self) -> str:
        """The section without its heading, as HTML."""
        return "".join(block.html for block in self.blocks)

    @property
    def text(self) -> str:
        """The section without its heading, as plain text."""
        return "\n".join(block.text for block in self.blocks)

    def items(self) -> Iterator[Item]:
        """The items of all its lists."""
        for block in self.blocks:
            yield from block.items


@dataclass(frozen=True, slots=True)
class Body:
    """A body, read."""

    intro: Section
    sections: tuple[Section, ...]
    anchors: frozenset[str]
    links: tuple[tuple[Link, Location], ...]
    diagnostics: tuple[Diagnostic, ...]

    @property
    def text(self) -> str:
        """The whole body as plain text, headings left out."""
        return "\n".join(section.text for section in (self.intro, *self.sections)).strip()

    @property
    def words(self) -> int:
        """How many words the body has."""
        return len(_WORD.findall(self.text))

    def section(self, title: str) -> Section | None:
        """The section with a title, if there is one."""
        return next((section for section in self.sections if section.title == title), None)


_NOTHING = "", "", Location(""), ()

EMPTY = Body(Section(*_NOTHING), (), frozenset(), (), ())
"""The body of an entry whose body nobody asks for."""
