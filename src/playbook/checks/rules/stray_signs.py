"""Signs of Markdown that would be shown as they are typed, since one of them is missing."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise, takewhile

from playbook.model.entry import Entry, Partial
from playbook.model.hints import mending
from playbook.model.sections import QUESTIONS, STEPS, YOURS
from playbook.parsing import body_edits, prose
from playbook.parsing.body import Block, Body
from playbook.parsing.markdown_errors import OPEN_BLOCK
from playbook.parsing.markdown_spans import spans
from playbook.source import edits
from playbook.source.diagnostics import Code, Diagnostic, Example, Severity
from playbook.source.location import Location, Source, lines_of, place

STRAY_SIGNS = Code(
    "stray-signs",
    Severity.WARNING,
    "Signs of Markdown stand here that make nothing: readers would see the signs themselves, and "
    "items that run into each other. A list has a dash and a space before each item, a table a "
    "line `| --- | --- |` below its first; bold words and code end with the signs that they begin "
    "with.",
    fails=Example("People **like to be asked.", language="markdown"),
    passes=Example("People **like** to be asked.", language="markdown"),
    no_edit="Where bold words or code end, only their author knows.",
)

CODES = (STRAY_SIGNS,)

_JUDGED = (STEPS.title, QUESTIONS.title, YOURS.title)
"""Sections of which another rule says that they have no list."""
_ROW = re.compile(r"\|(?:[^|\n]*\|){2,}\s*")
_STARS = re.compile(r"(?<![\\*])\*\*(?=[^\s*])|(?<=[^\s*\\])\*\*(?!\*)|^\*\*(?= +\S)", re.M)
_TICK = re.compile(r"(?<!\\)`")
_CLOSED = re.compile(r"\*\*(?<!\w\*\*)(?=\S)[^*`\n]+(?<=\S)\*\*(?!\w)|`[^`\n]+`")
"""Bold words and code that end in their line, which is nearly all there is. Each begins with its
sign, so that it is quick to look for.
"""
_LINK = re.compile(r"\[([^\[\]\n]+)\]\([^()\s]+\)")
_MARKED = re.compile(rf"\*\*(?=\S)([^*`\n]+)(?<=\S)\*\*|`([^`\n]+)`|{_LINK.pattern}")
_BOX = re.compile(r"^ *(?:[-*+]|\d{1,2}[.)]) +(\[[ xX]\] )", re.M)
_ELSEWHERE = (
    (
        ("[^",),
        re.compile(r"(\[\^[\w-]+\])"),
        "There are no footnotes: say it in the sentence, or leave it out.",
    ),
    (
        ("~~",),
        re.compile(r"(~~(?=\S)[^~\n]+~~)"),
        "Delete what no longer holds, and the signs ~~.",
    ),
    (
        ("[ ] ", "[x] ", "[X] "),
        _BOX,
        "Delete these boxes: the page gives each step one to check.",
    ),
)
"""What other sites make of signs: how it begins, the whole, and a way out."""
_MOST_WORDS = 4
"""The most words of a line that is bold as a whole."""


def check(file: Entry | Partial) -> Iterator[Diagnostic]:
    """Yield a diagnostic for signs that are no list, no table, and neither bold nor code."""
    if file.body is None or any(d.code == OPEN_BLOCK for d in file.body.diagnostics):
        return
    if isinstance(file, Entry):
        yield from _in_keys(file)
    yield from _lists_and_tables(file.body, file.source)
    for source in file.source.sources:
        yield from _open_signs(source)
        yield from _made_elsewhere(source)


def _in_keys(file: Entry) -> Iterator[Diagnostic]:
    """Bold words, code and links in keys, which are shown as they are typed."""
    fronts = [source.text[: source.body] for source in file.source.sources]
    if not any(sign in front for front in fronts for sign in ("**", "`", "](")):
        return
    for path, text in file.texts():
        if match := _MARKED.search(text):
            plain = _MARKED.sub(lambda one: next(filter(None, one.groups())), text)
            message = f"Readers would see these signs as they are typed: {match[0][:60]}"
            hint = f"Write the words without them: {plain}"
            if match[3]:
                hint = (
                    "Write its words alone, and link to it in the text below the second line ---."
                )
            changes = () if _LINK.search(text) else mending.written(file.source, path, plain)
            yield Diagnostic(file.source.locate_value(path), STRAY_SIGNS, message, hint, changes)


def _lists_and_tables(body: Body, source: Source) -> Iterator[Diagnostic]:
    for section in (body.intro, *body.sections):
        for block in section.blocks:
            if block.kind == "paragraph" and "|" in block.text and (rows := _rows(block, source)):
                yield _table(*rows, source)
            elif block.kind == "paragraph" and section.title not in _JUDGED:
                items, changes = body_edits.with_dashes(source, block.location)
                if items:
                    message = "These lines look like a list, and would be shown as one paragraph."
                    hint = f"Type a dash and a space before each: {items[0][:60]}"
                    yield Diagnostic(block.location, STRAY_SIGNS, message, hint, changes)


def _rows(block: Block, source: Source) -> tuple[Location, str] | None:
    """Where two rows of a table stand one below the other in a paragraph, and the first of them."""
    at = block.location
    lines = list(takewhile(str.strip, body_edits.lines_from(source, at)))
    rows = list(map(bool, map(_ROW.fullmatch, lines)))
    for n, pair in enumerate(pairwise(rows)):
        if all(pair):
            return replace(at, line=at.line + n), lines[n]
    return None


def _table(at: Location, row: str, source: Source) -> Diagnostic:
    line = f"|{' --- |' * (row.count('|') - 1)}"
    message = "This table has no line below its first, so it is shown as one paragraph."
    hint = f"Below its first line, add this one: {line}"
    changes = body_edits.with_lines(source, at, [row, line])
    return Diagnostic(at, STRAY_SIGNS, message, hint, changes)


def _open_signs(source: Source) -> Iterator[Diagnostic]:
    """Bold words and code that nothing ends: the first of each paragraph."""
    body = source.text[source.body :]
    others = _CLOSED.sub("", body)
    if "**" not in others and "`" not in others:
        return  # as in nearly all: nothing has to be read as Markdown again
    plain = _without_bold(body)
    for sign, pattern in (("**", _STARS), ("`", _TICK)):
        last = -1
        for match in pattern.finditer(plain):
            if last < 0 or plain.find("\n\n", last, match.start()) >= 0:
                yield _open(source, source.body + match.start(), sign)
            last = match.end()


def _made_elsewhere(source: Source) -> Iterator[Diagnostic]:
    """What other sites make of Markdown and this one does not: the first of each kind."""
    body = source.text[source.body :]
    for signs, pattern, hint in _ELSEWHERE:
        is_there = any(sign in body for sign in signs) and pattern.search(body)
        if is_there and (match := pattern.search(prose.without_code(body))):
            at = Location(source.path, *place(source.text, source.body + match.start(1)))
            message = f"Readers would see these signs as they are typed: {match[1][:60]}"
            changes = _without_boxes(source) if pattern is _BOX else ()
            yield Diagnostic(at, STRAY_SIGNS, message, hint, changes)


def _without_boxes(source: Source) -> Sequence[edits.Edit]:
    rest = _BOX.sub(lambda box: box[0].removesuffix(box[1]), source.text[source.body :])
    return edits.difference(source.text, source.text[: source.body] + rest)


def _open(source: Source, offset: int, sign: str) -> Diagnostic:
    message = f"The sign {sign} stands here alone, so it begins or ends nothing."
    at = place(source.text, offset)
    line = lines_of(source.text)[at[0] - 1]
    words = line.removeprefix(sign).strip()
    is_whole = at[1] == 1 and len(words.split()) <= _MOST_WORDS and line.count(sign) == 1
    whole = f"{sign}{words}{sign}"
    changes = edits.lines(source.text, at[0], at[0] + 1, [whole]) if is_whole else ()
    where = "right before the first of these words and right after the last"
    hint = f"Type {sign} {where}, or delete this {sign}."
    if is_whole:
        hint = f"Type {sign} after the last word: {whole}"
    return Diagnostic(Location(source.path, *at), STRAY_SIGNS, message, hint, changes)


def _without_bold(body: str) -> str:
    """The body, as long as it was, with spaces for code, notes, and signs that make words bold."""
    letters = list(prose.without_code(body))
    for span in spans(body, "Strong", "HtmlBlock", "InlineHtml", "Html"):
        ends = (0, 1, -2, -1) if span.kind == "Strong" else range(span.end - span.start)
        for n in ends:
            letters[(span.start if n >= 0 else span.end) + n] = " "
    return "".join(letters)
