"""Tables in HTML in the middle of a text, as tables of Markdown, with each cell in one line."""

import re

from playbook.parsing.markdown_spans import spans

_TABLE = re.compile(
    r"^(?P<indent>[ \t]*)[^\n]*?(?P<table><table\b(?:(?!<table\b).)*?</table\s*>)",
    re.MULTILINE | re.DOTALL | re.IGNORECASE,
)
_ROW = re.compile(r"<tr\b[^<>]*>(.*?)(?=<tr\b|</tr\s*>|</table\s*>)", re.DOTALL | re.IGNORECASE)
_CELL = re.compile(r"<t[hd]\b[^<>]*>(.*?)(?=<t[hd]\b|</t[hd]\s*>|\Z)", re.DOTALL | re.IGNORECASE)
_CAPTION = re.compile(r"<caption\b[^<>]*>(.*?)</caption\s*>", re.DOTALL | re.IGNORECASE)
_BREAK = re.compile(r"\s*(?:<br\s*/?>|</(?:p|li|div)\s*>)\s*", re.IGNORECASE)
_BLOCK = re.compile(r"</?(?:p|li|div|ul|ol|h[1-6])\b[^<>]*>", re.IGNORECASE)
"""What would end the line of a cell."""


def as_tables(text: str) -> str:
    """A text whose tables of HTML are tables of Markdown, with each cell in one line."""
    if "<" not in text:
        return text
    return _in_lines(_TABLE.sub(_table, text))


def _table(match: re.Match[str]) -> str:
    rows = [[_cell(cell) for cell in _CELL.findall(row)] for row in _ROW.findall(match["table"])]
    width = max(map(len, rows), default=0)
    if not width:
        return match[0]
    rows = [[*row, *[""] * (width - len(row))] for row in rows if row]
    rows.insert(1, ["---"] * width)
    lines = [f"{match['indent']}| {' | '.join(row)} |" for row in rows]
    before = match[0][: match.start("table") - match.start()]
    captions = [_cell(words) for words in _CAPTION.findall(match["table"])]
    return "\n".join([before, *captions, "", *lines, "", ""])


def _cell(markup: str) -> str:
    return " ".join(markup.split()).replace("|", "\\|")


def _in_lines(text: str) -> str:
    """A text in which no tag breaks the line of a cell of a table."""
    parts: list[str] = []
    end = 0
    for table in sorted(spans(text, "Table"), key=lambda span: span.start):
        if table.start >= end:
            rows = _BLOCK.sub("", _BREAK.sub(_stop, text[table.start : table.end]))
            parts += [text[end : table.start], rows]
            end = table.end
    return "".join([*parts, text[end:]])


def _stop(tag: re.Match[str]) -> str:
    """What stands in a cell between two of its lines."""
    before = tag.string[: tag.start()].rstrip()[-1:]
    is_end = tag.string[tag.end() : tag.end() + 1] in ("|", "") or before in "|>"
    return " " if is_end or before in ".,;:!?" else "; "
