"""The book as an EPUB 3 file: the same bytes for the same playbook."""

import tempfile
import zipfile
from collections.abc import Callable, Iterator
from functools import partial
from html import escape
from uuid import NAMESPACE_URL, uuid5

from lxml import html

from playbook_book.page import chapter_html, contents, front, template
from playbook_book.pen import tag
from playbook_book.volume import Volume

_PIECE = 1024 * 1024


def epub(volume: Volume, finish: Callable[[str], str] = str) -> Iterator[bytes]:
    """The whole book, in pieces; `finish` sets each page as print has it, such as with curly
    quotes. Raises `OSError` where there is no room for a file meanwhile.
    """
    with tempfile.TemporaryFile() as stream:
        with zipfile.ZipFile(stream, "w") as archive:
            for name, text in _files(volume):
                entry = zipfile.ZipInfo(name)  # of 1980, on whatever day it is made
                entry.create_system, entry.external_attr = 3, 0o644 << 16
                # Stored, since no two releases of zlib promise the same bytes
                archive.writestr(entry, (finish if ".xhtml" in name else str)(text).encode())
        stream.seek(0)
        yield from iter(partial(stream.read, _PIECE), b"")


def _files(volume: Volume) -> Iterator[tuple[str, str]]:
    """Every file by its name; the first one says to a reading system what this is."""
    yield "mimetype", "application/epub+zip"
    yield "META-INF/container.xml", template("container.xml").template
    yield "book/package.opf", _package(volume)
    yield "book/book.css", template("book.css").template
    yield _page(volume, "cover", volume.site["name"], front(volume))
    title = volume.names["contents"]
    links = contents(volume, lambda chapter: f"{chapter.id}.xhtml")
    frame = f'<nav epub:type="toc"><h1>{escape(title)}</h1>{links}</nav>'
    yield _page(volume, "contents", title, frame)
    for chapter in volume.chapters:
        body = chapter_html(volume, chapter, lambda id_, at: f"{id_}.xhtml#{at}", "xml")
        yield _page(volume, chapter.id, chapter.title, body)


def _plain(markup: str) -> str:
    """HTML without its tags."""
    return str(html.fromstring(markup).text_content()) if markup.strip() else ""


def _page(volume: Volume, id_: str, title: str, body: str) -> tuple[str, str]:
    frame = template("page.xhtml")
    return f"book/{id_}.xhtml", frame.substitute(volume.site, title=escape(title), body=body)


def _package(volume: Volume) -> str:
    site, ids = volume.site, [chapter.id for chapter in volume.chapters]
    kind = 'media-type="application/xhtml+xml"'
    return template("package.opf").substitute(
        language=site["language"],
        uuid=uuid5(NAMESPACE_URL, site["address"] + site["name"]),
        title=escape(site["name"]),
        description=escape(site["description"]),
        rights=tag("dc:rights", escape(_plain(site["copyright"]))),
        access=escape(volume.names["access"]),
        day=volume.day or "2000-01-01",
        direction=' page-progression-direction="rtl"' if site["direction"] == "rtl" else "",
        items="".join(f'<item id="f-{id_}" href="{id_}.xhtml" {kind}/>\n' for id_ in ids),
        order="".join(f'<itemref idref="f-{id_}"/>\n' for id_ in ids),
    )
