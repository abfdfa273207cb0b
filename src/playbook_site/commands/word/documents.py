"""Word documents by pandoc: one as Markdown, with tables that Markdown can express; others of HTML.

Pandoc and panflute come with the extra `docx`, and are imported only where they are needed.
"""

import io
import json
import re
import tempfile
from collections.abc import Iterator
from functools import partial
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING, Any

from playbook_site.commands.word import encodings, files, omissions, pages
from playbook_site.commands.word.limits import MEMORY

if TYPE_CHECKING:
    import panflute


FORMATS = {
    ".docx": "docx",
    ".odt": "odt",
    ".rtf": "rtf",
    ".html": "html",
    ".htm": "html",
    ".org": "org",
    ".rst": "rst",
}
"""The endings of documents that pandoc reads, each with its name for what they are."""
_LINES = ("org", "rst")
"""Those that are typed as plain text, and saved in the encoding of an editor."""


def as_markdown(source: Path) -> str:
    """A document as Markdown, with what nobody sees on its pages in HTML comments at the end: what
    others remarked, what pandoc drops, and what stands above and below each page. Raises
    `RuntimeError` for what pandoc cannot read.
    """
    import panflute
    import pypandoc

    kind = FORMATS[source.suffix.lower()]
    asides: list[str] = []
    document = panflute.load(io.StringIO(_tree(source, kind, asides)))
    document.walk(partial(_as_accepted, asides))
    document.walk(_plain_table)
    if kind != "html" or not any(isinstance(b, panflute.Header) for b in document.content):
        document.content = [*_styled(document), *document.content]
    text: str = pypandoc.convert_text(
        json.dumps(document.to_json()),
        "commonmark-raw_html+pipe_tables",
        format="json",
        extra_args=["--wrap=none", "--sandbox", "--markdown-headings=atx", *MEMORY],
    )
    if kind == "docx":
        ways = [panflute.stringify(document), text]
        gaps = omissions.missing(source, *("\n".join([way, *asides]) for way in ways))
        asides += [*map("Could not be placed: {}".format, gaps), *files.around(source)]
    comments = (f"<!-- {re.sub('-(?=-)', '- ', aside)} -->" for aside in asides)
    return "\n\n".join([text.rstrip(), *comments]) + "\n"


def _tree(source: Path, kind: str, asides: list[str]) -> str:
    """A document as pandoc reads it, in JSON."""
    import pypandoc

    arguments = ["--sandbox", *(["--track-changes=all"] if kind == "docx" else []), *MEMORY]
    if kind not in (*_LINES, "html"):
        return str(pypandoc.convert_file(str(source), "json", format=kind, extra_args=arguments))
    data = source.read_bytes()
    try:
        text = pages.content_of(data, asides) if kind == "html" else encodings.text_in(data)
    except UnicodeDecodeError as error:
        raise RuntimeError(str(error)) from error
    return str(pypandoc.convert_text(text, "json", format=kind, extra_args=arguments))


def _as_accepted(
    asides: list[str], element: "panflute.Element", _: "panflute.Doc"
) -> "list[Any] | None":
    """A document as it is with all its changes accepted; what others remarked becomes asides, and
    so do words that are struck out and the tags of headings.
    """
    import panflute

    if isinstance(element, panflute.Strikeout):
        asides.append(f"Struck out: {panflute.stringify(element)}")
        return []
    if not isinstance(element, panflute.Span):
        return None
    if "comment-start" in element.classes:
        author = element.attributes.get("author", "")
        asides.append(f"{author}: {panflute.stringify(element)}".strip(": "))
    if "tag" in element.classes:
        asides.append(f"Tag: {element.attributes.get('tag-name', '')}")
    is_gone = {"tag", "comment-start", "comment-end", "deletion", "paragraph-deletion"}
    return [] if is_gone & set(element.classes) else list(element.content)


def _styled(document: "panflute.Doc") -> "Iterator[panflute.Element]":
    """What a document has in the styles Title, Subtitle, Author and Date, as its first blocks."""
    import panflute

    for name in ("title", "subtitle", "author", "date", "abstract"):
        value = document.metadata.content.get(name)
        parts = value.content if isinstance(value, panflute.MetaList) else [value]
        for part in filter(None, parts):
            if isinstance(part, panflute.MetaBlocks):
                yield from part.content
            elif name == "title":
                yield panflute.Header(*part.content, level=1)
            elif name == "author":
                yield panflute.Para(panflute.Str("Authors: "), *part.content)
            else:
                yield panflute.Para(*part.content)


def from_html(html: str, title: str, language: str) -> bytes:
    """A document of a part of a page whose headings start at the second level."""
    document = _read(html)
    document.walk(_set_widths)
    return _written(document, f"--metadata=title:{title}", f"--metadata=lang:{language}")


def from_material(html: str, title: str, language: str) -> bytes:
    """A document of a page to write on: its tables are ruled, its lists have the styles of lists,
    and its title is its heading. Links inside the site lead nowhere from there, and are words.
    """
    document = _read(html)
    document.walk(_without_link)
    data = _written(document, f"--metadata=lang:{language}")
    return files.changed(
        data,
        {
            "word/document.xml": partial(files.name_lists, bullets=files.bullets(data)),
            "word/styles.xml": files.set_styles,
            "docProps/core.xml": partial(files.set_title, title=title),
        },
    )


def _read(html: str) -> "panflute.Doc":
    import panflute
    import pypandoc

    tree = pypandoc.convert_text(html, "json", format="html", extra_args=["--sandbox"])
    return panflute.load(io.StringIO(tree))


def _written(document: "panflute.Doc", *metadata: str) -> bytes:
    import pypandoc

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "document.docx"
        pypandoc.convert_text(
            json.dumps(document.to_json()),
            "docx",
            format="json",
            outputfile=str(file),
            extra_args=["--sandbox", "--shift-heading-level-by=-1", *metadata],
        )
        return file.read_bytes()


def _without_link(element: "panflute.Element", _: "panflute.Doc") -> "list[Any] | None":
    """The words of a link that has no whole address."""
    import panflute

    inside = isinstance(element, panflute.Link) and ":" not in element.url
    return list(element.content) if inside else None


def _set_widths(element: "panflute.Element", _: "panflute.Doc") -> None:
    """Give the last column of a table the most room, since it holds sentences."""
    import panflute

    if isinstance(element, panflute.Table):
        last = 0.55
        widths = [(1 - last) / (element.cols - 1)] * (element.cols - 1) + [last]
        element.colspec = [("AlignDefault", width) for width in widths]


def _plain_table(element: "panflute.Element", _: "panflute.Doc") -> "list[panflute.Element] | None":
    """The paragraphs of a table's caption, and the table without spans, one line to a cell."""
    import panflute

    if not isinstance(element, panflute.Table):
        return None
    head, foot = element.head.content, element.foot.content
    rows = [*head, *(row for body in element.content for row in (*body.head, *body.content)), *foot]
    first, *others = _grid([list(row.content) for row in rows], element.cols)
    table = panflute.Table(
        panflute.TableBody(*(panflute.TableRow(*row) for row in others)),
        head=panflute.TableHead(panflute.TableRow(*first)),
        colspec=[("AlignDefault", "ColWidthDefault")] * element.cols,
    )
    return [*element.caption.content, table]


def _grid(rows: "list[list[panflute.TableCell]]", width: int) -> "list[list[panflute.TableCell]]":
    """Rows of cells, with empty cells in the place of spans."""
    import panflute

    lines: dict[tuple[int, int], list[panflute.Element]] = {}
    for y, row in enumerate(rows):
        x = 0
        for cell in row:
            while (y, x) in lines:
                x += 1
            height, breadth = min(cell.rowspan, len(rows) - y), min(cell.colspan, width)
            area = product(range(height), range(breadth))
            lines |= {(y + down, x + right): [] for down, right in area}
            lines[y, x] = list(_line(cell))[:-1]
    return [
        [panflute.TableCell(panflute.Plain(*lines.get((y, x), []))) for x in range(width)]
        for y in range(max(len(rows), 1))
    ]


def _line(element: "panflute.Element") -> "Iterator[panflute.Element]":
    """The words of a cell, its paragraphs, lists and tables joined into one line."""
    import panflute
    from panflute.containers import ListContainer

    if isinstance(element, panflute.Para | panflute.Plain | panflute.Header):
        for word in element.content:
            ends = isinstance(word, panflute.LineBreak | panflute.SoftBreak)
            yield panflute.Space() if ends else word
        yield panflute.Space()
    elif isinstance(element, panflute.CodeBlock):
        yield panflute.Str(element.text.replace("\n", " "))
        yield panflute.Space()
    else:
        inside = [getattr(element, name, None) for name in ("caption", "head", "content", "foot")]
        for parts in filter(None, inside):
            for part in parts if isinstance(parts, ListContainer) else (parts,):
                yield from _line(part)
