"""A page in `docs/`, read and converted the same way by the check and by the build."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser
from typing import Any, NamedTuple
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from pydantic import BaseModel, ConfigDict

from playbook.model.fields import Line
from playbook.model.validation import validate
from playbook.parsing import frontmatter
from playbook.source.location import Source


class Head(BaseModel):
    """The front matter of a page: a closed list of keys, since what nothing reads is lost."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    title: Line | None = None
    description: Line | None = None
    template: Line | None = None
    collection: Line | None = None
    covers: tuple[Line, ...] = ()


class DocsPage(NamedTuple):
    """A page, taken apart."""

    head: Head
    body: str
    first_line: int
    """The line on which the body starts."""
    source: Source


def read(text: str, path: str) -> DocsPage:
    """Take a page apart, or raise `InvalidEntry`; a page needs no front matter."""
    if not re.match(r"---[ \t]*$", text, re.MULTILINE):
        return DocsPage(Head(), text, 1, Source(path, text=text))
    document = frontmatter.parse(text, path)
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


@dataclass(frozen=True)
class Converted:
    """What a page is, converted from Markdown."""

    html: str
    references: Sequence[Reference]
    anchors: frozenset[str]


def convert(text: str, extensions: Mapping[str, Mapping[str, Any]]) -> Converted:
    """Convert a page; whatever an extension of Markdown raises is raised."""
    references: list[Reference] = []
    anchors: set[str] = set()
    collector = _Collector(references, anchors)
    names: list[Any] = [*extensions, collector]
    options: Any = {name: dict(given) for name, given in extensions.items() if given}
    html = Markdown(extensions=names, extension_configs=options).convert(text)
    parser = _Anchors(anchors)
    parser.feed(text)
    return Converted(html, references, frozenset(anchors))


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
                element.tag = "span"
                element.attrib.clear()


class _Collector(Extension):
    def __init__(self, references: list[Reference], anchors: set[str]) -> None:
        super().__init__()
        self._lists = references, anchors

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        md.treeprocessors.register(_Collect(*self._lists), "collect", 1)


class _Collect(Treeprocessor):
    def __init__(self, references: list[Reference], anchors: set[str]) -> None:
        super().__init__()
        self._references, self._anchors = references, anchors

    def run(self, root: Element) -> None:
        for element in root.iter():
            if element.tag in ("a", "img"):
                url = element.get("href" if element.tag == "a" else "src")
                self._references.append(Reference(str(element.tag), url))
            for name in ("id", *(["name"] if element.tag == "a" else [])):
                if anchor := element.get(name):
                    self._anchors.add(anchor)


class _Anchors(HTMLParser):
    """The anchors in HTML that stands in a page as it is."""

    def __init__(self, anchors: set[str]) -> None:
        super().__init__()
        self._anchors = anchors

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._anchors.update(
            value or "" for name, value in attrs if name == "id" or (name == "name" and tag == "a")
        )
