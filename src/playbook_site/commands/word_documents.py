"""Word documents as Markdown, by pandoc, with every table in a form that Markdown can express.

Pandoc and panflute come with the extra `docx`, and are imported only where a document is read.
"""

import io
import json
from collections.abc import Iterator
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

from playbook_site.commands.word_limits import MEMORY

if TYPE_CHECKING:
    import panflute


def as_markdown(source: Path) -> str:
    """A document as Markdown; raises `RuntimeError` for what pandoc cannot read."""
    import panflute
    import pypandoc

    tree = pypandoc.convert_file(
        str(source), "json", format="docx", extra_args=["--sandbox", *MEMORY]
    )
    document = panflute.load(io.StringIO(tree))
    document.walk(_plain_table)
    text: str = pypandoc.convert_text(
        json.dumps(document.to_json()),
        "commonmark-raw_html+pipe_tables",
        format="json",
        extra_args=["--wrap=none", "--sandbox", "--markdown-headings=atx", *MEMORY],
    )
    return text


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
