"""A page in `docs/`, read and converted the same way by the check and by the build."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from html import unescape
from html.parser import HTMLParser
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from pydantic import BaseModel, ConfigDict

from playbook.model.fields import Language, Line
from playbook.model.validation import validate
from playbook.model.whole_files import of_no_folder
from playbook.parsing import frontmatter
from playbook.source.diagnostics import InvalidEntry
from playbook.source.location import Source
from playbook.source.moment import once
from playbook_site.state.conversions import Conversions


class Head(BaseModel):
    """The front matter of a page: a closed list of keys, since what nothing reads is lost."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Line | None = None
    description: Line | None = None
    language: Language | None = None
    """The language of its words, if it is not the playbook's own."""
    template: Line | None = None
    collection: Line | None = None
    covers: tuple[Line, ...] = ()


_UNOPENED = re.compile(
    rf"\s*(?:{'|'.join(Head.model_fields)}):.*\n(?:[a-z]+:.*\n|[ \t]+.*\n|- .*\n)*---[ \t]*$",
    re.MULTILINE,
)
"""Front matter whose first line `---` is missing, so that it would be a page's first words."""


_LATE = re.compile(rf"\s+---[ \t]*\n(?:{'|'.join(Head.model_fields)}):")
"""Front matter that something stands before, if only an empty line."""


class DocsPage(NamedTuple):
    """A page, taken apart."""

    head: Head
    body: str
    first_line: int
    """The line on which the body starts."""
    source: Source


@once
def read(text: str, path: str) -> DocsPage:
    """Take a page apart, or raise `InvalidEntry`; a page needs no front matter."""
    is_opened = re.match(r"---[ \t]*$", text, re.MULTILINE)
    if not (is_opened or _UNOPENED.match(text) or _LATE.match(text)):
        return DocsPage(Head(), text, 1, Source(path, text=text))
    document = frontmatter.parse(text, path)
    if strange := list(of_no_folder(document.data, path, "In docs/ are pages, and no entries.")):
        raise InvalidEntry(strange)
    head = validate(Head, document.data, document.source)
    return DocsPage(head, document.body, document.body_line, document.source)


def plain(text: str, path: str) -> str:
    """A page whose front matter any reader of YAML takes for the same."""
    page = read(text, path)
    head = page.head.model_dump(mode="json", exclude_none=True)
    return f"---\n{json.dumps(head)}\n---\n{page.body}"


class Reference(NamedTuple):
    """A link or a picture, as Markdown has it: the address may be missing."""

    tag: str
    url: str | None


class Heading(NamedTuple):
    """A heading of a page."""

    level: int
    anchor: str
    text: str
    children: "Sequence[Heading]"


@dataclass(frozen=True)
class Converted:
    """What a page is, converted from Markdown."""

    html: str = ""
    references: Sequence[Reference] = ()
    anchors: frozenset[str] = frozenset()
    headings: Sequence[Heading] = ()
    """Those at the top; each has the ones below it."""

    def as_data(self) -> Sequence[Any]:
        """All of it as JSON has it."""
        return self.html, self.references, sorted(self.anchors), self.headings

    @classmethod
    def from_data(cls, data: Any) -> "Converted":
        """From what `as_data` gave; raises `ValueError` or `TypeError` for another shape."""
        html, references, anchors, headings = data
        links = [Reference(tag, url) for tag, url in references]
        return cls(str(html), links, frozenset(anchors), list(map(_heading_from, headings)))


Resolve = Callable[[str], str | None]
"""What stands in the place of an address on a page; None for a link whose target is hidden."""


def remembered(
    conversions: Conversions, made_of: tuple[str, ...], make: Callable[..., Converted]
) -> Converted:
    """What is made of something, made only where it was not the last time."""
    if data := conversions.recall(made_of):
        with suppress(ValueError, TypeError):
            return Converted.from_data(data)
    page = make(*made_of)
    if conversions.is_open:
        conversions.note(made_of, page.as_data())
    return page


def convert(text: str, extensions: Mapping[str, Mapping[str, Any]], resolve: Resolve) -> Converted:
    """Convert a page; whatever an extension of Markdown raises is raised."""
    addresses = _Addresses(resolve)
    names: list[Any] = [*extensions, addresses]
    options: Any = {name: dict(given) for name, given in extensions.items() if given}
    markdown = Markdown(extensions=names, extension_configs=options)
    html = markdown.convert(text)
    parser = _Anchors(addresses.anchors)
    parser.feed(text)
    headings = [_heading(token) for token in getattr(markdown, "toc_tokens", ())]
    return Converted(html, addresses.references, frozenset(addresses.anchors), headings)


def _heading(token: Mapping[str, Any]) -> Heading:
    children = [_heading(child) for child in token["children"]]
    return Heading(token["level"], token["id"], unescape(token["name"]), children)


def _heading_from(data: Any) -> Heading:
    level, anchor, text, children = data
    return Heading(level, anchor, text, list(map(_heading_from, children)))


class PlainLinks(Extension):
    """Makes plain words of the links that `is_hidden` names."""

    def __init__(self, is_hidden: Callable[[str], bool]) -> None:
        super().__init__()
        self._is_hidden = is_hidden

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name that Markdown calls
        """Take the links out before MkDocs looks for their targets."""
        md.treeprocessors.register(_Unlink(self._is_hidden), "plain-links", 2)


class _Unlink(Treeprocessor):
    def __init__(self, is_hidden: Callable[[str], bool]) -> None:
        super().__init__()
        self._is_hidden = is_hidden

    def run(self, root: Element) -> None:
        for element in root.iter("a"):
            if self._is_hidden(element.get("href") or ""):
                make_plain(element)


def make_plain(link: Element) -> None:
    """Make plain words of a link."""
    link.tag = "span"
    link.attrib.clear()


class _Addresses(Extension):
    """Notes the links and anchors of a page, and puts the address on the site into each link."""

    def __init__(self, resolve: Resolve) -> None:
        super().__init__()
        self.references: list[Reference] = []
        self.anchors: set[str] = set()
        self._resolve = resolve

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name that Markdown calls
        """Look at a page as it would be written."""
        md.treeprocessors.register(_Visit(self.visit), "addresses", 0)

    def visit(self, element: Element) -> None:
        """Note what an element is, and where it leads."""
        for name in ("id", *(["name"] if element.tag == "a" else [])):
            if anchor := element.get(name):
                self.anchors.add(anchor)
        if element.tag not in ("a", "img"):
            return
        key = "href" if element.tag == "a" else "src"
        url = element.get(key)
        self.references.append(Reference(str(element.tag), url))
        if url is not None:
            if (address := self._resolve(url)) is None:
                make_plain(element)
            else:
                element.set(key, address)


class _Visit(Treeprocessor):
    def __init__(self, visit: Callable[[Element], None]) -> None:
        super().__init__()
        self._visit = visit

    def run(self, root: Element) -> None:
        for element in root.iter():
            self._visit(element)


class _Anchors(HTMLParser):
    """The anchors in HTML that stands in a page as it is."""

    def __init__(self, anchors: set[str]) -> None:
        super().__init__()
        self._anchors = anchors

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._anchors.update(
            value or "" for name, value in attrs if name == "id" or (name == "name" and tag == "a")
        )
