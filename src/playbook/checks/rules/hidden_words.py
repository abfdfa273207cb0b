"""Words that Markdown takes for something else, so that no reader is shown them."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from playbook.model.entry import Entry, Partial
from playbook.parsing import body_edits, prose
from playbook.parsing.body import Block
from playbook.source.diagnostics import Code, Diagnostic, Example, Severity
from playbook.source.location import Location, Source, place

HIDDEN_WORDS = Code(
    "hidden-words",
    Severity.WARNING,
    "Words stand here that no reader is shown. A row of a table may have as many cells as its "
    "first row, and what is in a further one is left out. A line such as `[Maria]: Thanks!` is "
    "taken for the address of a link with the words `[Maria]`.",
    fails=Example("Before we began:\n\n[Maria]: Thanks!", language="markdown"),
    passes=Example("Before we began:\n\nMaria: Thanks!", language="markdown"),
)

CODES = (HIDDEN_WORDS,)

_CELLS = re.compile(r"(?<!\\)\|")
_TARGET = re.compile(
    r" {0,3}\[(?P<label>[^\[\]]+)\]:[ \t]*+\S++"
    r"""[ \t]*+(?:"[^"]*"|'[^']*'|\([^()]*\))?[ \t]*+"""
)
"""A line with the address of a link, whose words stand elsewhere. Right below words it is none."""
_LABEL = re.compile(r"\[([^\[\]]+)\]")
_ABOVE = re.compile(r"\s*| {0,3}#{1,6}(?: .*)?")
"""What may stand above the address of a link, beside another one: nothing, or a heading."""


def check(file: Entry | Partial) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each row of a table that is too long, and each address of no link."""
    if file.body is None:
        return
    for section in (file.body.intro, *file.body.sections):
        for block in section.blocks:
            if block.html.startswith("<table"):
                yield from _long_rows(block, file.source)
    for source in file.source.sources:
        if "]:" in source.text:
            yield from _targets(source)


def _long_rows(block: Block, source: Source) -> Iterator[Diagnostic]:
    count = block.html.count("<tr") + 1  # and the line below the first
    first, *rows = map(_cells, islice(body_edits.lines_from(source, block.location), count))
    for n, row in enumerate(rows, 1):
        if rest := " | ".join(cell for cell in row[len(first) :] if cell):
            at = replace(block.location, line=block.location.line + n, column=1)
            message = f"This row has {len(row)} cells and its table {len(first)}: {rest}"
            hint = "Put these words into a cell before them, or give each row one more cell."
            shorter = [*row[: len(first) - 1], ", ".join(row[len(first) - 1 :])]
            changes = body_edits.with_lines(source, at, [f"| {' | '.join(shorter)} |"])
            yield Diagnostic(at, HIDDEN_WORDS, message, hint, changes)


def _cells(row: str) -> list[str]:
    cells = [cell.strip() for cell in _CELLS.split(row.strip())]
    return cells[not cells[0] : len(cells) - (len(cells) > 1 and not cells[-1])]


def _targets(source: Source) -> Iterator[Diagnostic]:
    body = prose.without_code(source.text[source.body :])
    uses = Counter(map(_same, _LABEL.findall(body)))
    is_free, start = True, source.body
    for line in body.split("\n"):
        match = _TARGET.fullmatch(line) if is_free else None
        if match and uses[_same(match["label"])] == 1:
            at = Location(source.path, *place(source.text, start))
            link = f"[{match['label']}]"
            message = f"This is taken for the address of a link '{link}', which stands nowhere."
            words = line.strip().replace(link, match["label"], 1)
            hint = f"Write it without brackets: {words}"
            changes = body_edits.with_lines(source, at, [words])
            yield Diagnostic(at, HIDDEN_WORDS, message, hint, changes)
        is_free = bool(match or _ABOVE.fullmatch(line))
        start += len(line) + 1


def _same(label: str) -> str:
    """A label as Markdown compares it with others."""
    return " ".join(label.split()).casefold()
