"""The book as one page, which asks for nothing; and what both forms of the book are made of."""

from base64 import b64encode
from collections.abc import Callable, Iterator
from hashlib import sha256
from html import escape
from importlib.resources import files
from string import Template
from typing import Any

from lxml import etree, html

from playbook_book.pen import tag
from playbook_book.volume import Chapter, Volume

_CHAPTERS = "$chapters"
"""What stands for them on the page, each of which is a piece of its own."""


def page(volume: Volume, finish: Callable[[str], str] = str) -> Iterator[str]:
    """The whole book as HTML, to be read from a disk or printed, in pieces; `finish` sets each of
    them as print has it, such as with curly quotes.
    """
    style = template("book.css").template
    frame = template("book.html").substitute(
        volume.site,
        title=escape(volume.site["name"]),
        hash=b64encode(sha256(style.encode()).digest()).decode(),
        style=style,
        front=front(volume),
        **{key: escape(name) for key, name in volume.names.items()},
        links=contents(volume, lambda chapter: f"#{chapter.id}"),
        chapters=_CHAPTERS,
    )
    before, _, after = finish(frame).rpartition(_CHAPTERS)
    yield before
    for chapter in volume.chapters:
        yield finish(chapter_html(volume, chapter, lambda _, at: f"#{at}", "html", chapter.depth))
    yield after


def template(name: str) -> Template:
    """A text of this package."""
    return Template(files(__package__).joinpath("templates", name).read_text("utf-8"))


def front(volume: Volume) -> str:
    """What stands on the cover."""
    site = volume.site
    about = [escape(site["description"]), site["copyright"], escape(site["address"])]
    return tag("h1", escape(site["name"])) + "".join(tag("p", part) for part in about)


def contents(volume: Volume, address: Callable[[Chapter], str]) -> str:
    """The table of contents: parts, and their chapters below them."""
    lines, depth = [], 0
    for chapter in volume.chapters:
        back = "</li>" + "</ol></li>" * (depth - chapter.depth)
        lines.append("<ol>" if chapter.depth > depth else back)
        depth = chapter.depth
        language = "" if chapter.language == volume.language else f' lang="{chapter.language}"'
        lines.append(f'<li><a href="{address(chapter)}"{language}>{escape(chapter.title)}</a>')
    return "".join(lines) + "</li></ol>" * depth


def chapter_html(
    volume: Volume, chapter: Chapter, address: Callable[[str, str], str], method: str, down: int = 0
) -> str:
    """A chapter, as HTML or XML, its headings some levels down; `address` says how a link names a
    place in a chapter, or nothing where it can lead to none.
    """
    root: Any = html.fragment_fromstring(chapter.html, create_parent="section")
    root.attrib.update({"id": chapter.id, "lang": chapter.language})
    for element in list(root.iter("a")):
        href = element.get("href")
        id_, place = volume.target(href, chapter.url) if href is not None else ("", "")
        if to := address(id_, place) if id_ else place:
            element.set("href", to)
        else:
            element.drop_tag()
    for heading in root.iter("h1", "h2", "h3", "h4", "h5"):
        heading.tag = f"h{min(6, int(heading.tag[1]) + down)}"
    return f"{etree.tostring(root, encoding='unicode', method=method)}\n"
