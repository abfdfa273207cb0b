"""Lists, tables and sentences in a text that nobody wrote as Markdown."""

import re
from itertools import groupby
from operator import itemgetter

from playbook.model.hints.proposals import ITEM
from playbook.parsing import markdown_spans

GREETING = re.compile(
    r"(?:hi|hello|hey|dear|greetings|good (?:morning|afternoon|evening)|thanks|thank you|hola|"
    r"buen[oa]s (?:días|tardes)|querid[oa]s?|estimad[oa]s?)\b",
    re.IGNORECASE,
)
"""How a letter begins."""

LONGEST_GREETING = 60
"""The characters of the longest greeting."""

_SIMPLE = 2
"""How deep a list is of which each item may have some more below it."""


def split(text: str, *, whole: bool = False) -> tuple[list[str], list[str]]:
    """The items of a text's lists, each with all that is below it, and its other lines.

    In a text that is one list as a `whole`, every line after an item goes on with it; a paragraph
    below the last is an item of its own.
    """
    items: list[str] = []
    others: list[str] = []
    rank = indent = 0
    lines = text.split("\n")
    last = max((n for n, line in enumerate(lines) if ITEM.match(line)), default=0)
    is_below = False
    for n, line in enumerate(lines):
        match = ITEM.match(line)
        is_below = is_below or (n > last and not line.strip())
        if not line.strip():
            continue
        if match and items and (_rank(match) > rank or match.start("mark") > indent + 1):
            items[-1] += f"\n{line}"
        elif match:
            rank = rank if items else _rank(match)
            indent = match.start("mark")
            items.append(line)
        elif items and whole and is_below and not line[0].isspace():
            items.append(line)
        elif items and (whole or line[0].isspace()):
            items[-1] += f" {line.strip()}"
        else:
            others.append(line)
    return items, others


def is_rich_list(text: str, *, ordered: bool) -> bool:
    """Whether a text is one list of Markdown that holds paragraphs, code, or lists in lists."""
    if not (re.search(r"\n\s*\n {2,}\S|```|~~~", text) or len(_depths(text)) > _SIMPLE):
        return False
    kinds = [(block.kind, block.details is not None) for block in markdown_spans.blocks(text)]
    return kinds == [("List", ordered)]


def _depths(text: str) -> set[int]:
    return {match.start("mark") for line in text.split("\n") if (match := ITEM.match(line))}


def _rank(match: re.Match[str]) -> int:
    """How deep in a list a sign stands where nobody indented it."""
    mark = match["mark"]
    return 0 if re.search(r"\d", mark) else 2 if mark in "○◦o" else 3 if mark in "■▪" else 1


def blocks(text: str) -> list[tuple[bool, str]]:
    """A text cut at its tables: each piece, and whether it is a table. One that stands in an item
    of a list stays there.
    """
    lines = text.split("\n")
    marks: list[bool] = []
    in_list = False
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        marks.append("|" in line and (_is_rule(below) or bool(marks and marks[-1])))
        in_list = (in_list and (line[:1].isspace() or not line)) or bool(ITEM.match(line))
        marks[-1] = marks[-1] and not (in_list and line[:2].isspace())
    groups = groupby(zip(marks, lines, strict=True), key=itemgetter(0))
    return [
        (table, "\n".join(line.strip() if table else line for _, line in group))
        for table, group in groups
    ]


def with_tables_apart(text: str) -> str:
    """A text in which empty lines stand around every table."""
    if "|" not in text:
        return text
    pieces = blocks(text)
    return text if len(pieces) == 1 else "\n\n".join(part.strip("\n") for _, part in pieces)


def without_tables(text: str) -> tuple[str, list[str]]:
    """A text without its tables, and these."""
    pieces = blocks(text)
    plain = "\n".join(part for is_table, part in pieces if not is_table)
    return plain, [part for is_table, part in pieces if is_table]


def _is_rule(line: str) -> bool:
    """Whether a line is the one below the head of a table."""
    return set(line) <= set("|-: ") and "|" in line and "-" in line


def are_questions(text: str) -> bool:
    """Whether every line or item of a text asks something."""
    items, others = split(text)
    return bool(items or others) and all(one.rstrip().endswith("?") for one in (*items, *others))


def is_plain_list(text: str, *, many: bool) -> bool:
    """Whether a key may take a text: for lines a plain list, or a line that is no sentence."""
    if not many:
        return True
    lines = [line for line in text.split("\n") if line.strip()]
    if len(lines) == 1 and not ITEM.match(lines[0]):
        return len(text) <= 120 and not text.rstrip().endswith((".", "!"))
    return all(ITEM.match(line) and line[:2].strip() for line in lines)
