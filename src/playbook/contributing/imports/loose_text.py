"""What people write in answer to a question, as the model wants it; what does not fit is kept."""

import re
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from rapidfuzz import fuzz, process, utils

from playbook.catalog.playbook import Playbook
from playbook.contributing.imports import relations
from playbook.contributing.imports.relations import MOST
from playbook.model.field_reference import FieldReference, Holds
from playbook.model.vocabulary import LABELS

ITEM = re.compile(
    r"^\s*(?P<mark>[-*•–●○■◦▪✓✔►\uf0b7\uf0a7]|o(?=\s\s)|\(?(?:\d{1,2}|[a-o])[.)])\s+(?P<text>\S.*)$"
)
"""A line of a list, with a dash, a bullet, a number or a letter."""

HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(\S.*)$")
BOLD = re.compile(r"^\*\*(.+?)\*\*:?[ \t]*$")
"""Lines that stand above others."""

_SURE = 85
_SENTENCE = re.compile(r"[^.!?]+[.!?]+[\"”’)]*(?=\s|$)")
_HEADING = re.compile(r"^\s{0,3}(?:#{1,6}\s+\S.*|\*\*.*\*\*:?\s*)$")
_HEADER = re.compile(r"^\**(From|Sent|To|Cc|Bcc|Date|Subject)\**:\**(.*)$", re.IGNORECASE)
_FORWARD = re.compile(r"^\W*(begin )?(forwarded|original) message\W*$", re.IGNORECASE)
_REPLY = re.compile(r"^(?:\s*(?:re|fwd?|aw|wg)(?:\[\d+\])?:)+", re.IGNORECASE)
_TIME = re.compile(
    r"(?:about|around|approx\.?|ca\.?|circa|~)?\s*(\d{1,5})\s*(?:min(?:ute)?s?|(hours?))?\.?",
    re.IGNORECASE,
)

_GREETING = re.compile(
    r"(?:hi|hello|hey|dear|greetings|good (?:morning|afternoon|evening)|thanks|thank you)\b",
    re.IGNORECASE,
)
_GREETING_ENDS = 60
"""The characters of the longest greeting."""
_NO_NAME = re.compile(r"://|^#|^www\.|^\S+@\S+$", re.IGNORECASE)
"""What nobody is called: a heading, and an address."""

Read = tuple[Any, list[str]]
"""A value, or None, and the lines that did not fit."""


def read(reference: FieldReference, text: str, playbook: Playbook) -> Read:
    """Read an answer to the question about one key."""
    lines = [item(line) for line in text.split("\n") if line.strip()]
    if reference.names:
        return relations.read(reference.names, lines, playbook)
    if reference.choices:
        return _read_choices(reference, lines)
    if reference.holds is Holds.NUMBER:
        number = _TIME.fullmatch(" ".join(lines))
        minutes = int(number[1]) * (60 if number[2] else 1) if number else 0
        return (minutes, []) if minutes else (None, lines)
    if reference.name == "sources":
        return None, lines
    if reference.many:
        is_name = reference.name == "authors"
        short = [n for n in lines if len(n) <= MOST and not (is_name and _NO_NAME.search(n))]
        return short or None, [line for line in lines if line not in short]
    line = " ".join(lines)
    if reference.name == "summary" and len(line) < _GREETING_ENDS and _GREETING.match(line):
        return None, lines
    most = {"title": 10_000, "summary": 220}.get(reference.name, MOST)
    return (line, []) if len(line) <= most else (cut(line, most), [line])


def item(line: str) -> str:
    """A line without the dash or number before it."""
    match = ITEM.match(line)
    return (match["text"] if match else line).strip()


def split(text: str, *, whole: bool = False) -> tuple[list[str], list[str]]:
    """The items of a text's lists, each with all that is below it, and its other lines.

    In a text that is one list as a `whole`, every line after an item goes on with it.
    """
    items: list[str] = []
    others: list[str] = []
    rank = indent = 0
    for line in filter(str.strip, text.split("\n")):
        match = ITEM.match(line)
        if match and items and (_rank(match) > rank or match.start("mark") > indent + 1):
            items[-1] += f"\n{line}"
        elif match:
            rank = rank if items else _rank(match)
            indent = match.start("mark")
            items.append(line)
        elif items and (whole or line[0].isspace()):
            items[-1] += f" {line.strip()}"
        else:
            others.append(line)
    return items, others


def _rank(match: re.Match[str]) -> int:
    """How deep in a list a sign stands where nobody indented it."""
    mark = match["mark"]
    return 0 if re.search(r"\d", mark) else 2 if mark in "○◦o" else 3 if mark in "■▪" else 1


def blocks(text: str) -> list[tuple[bool, str]]:
    """A text cut at its tables: each piece, and whether it is a table."""
    lines = text.split("\n")
    marks: list[bool] = []
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        marks.append("|" in line and (_is_rule(below) or bool(marks and marks[-1])))
    groups = groupby(zip(marks, lines, strict=True), key=itemgetter(0))
    return [
        (table, "\n".join(line.strip() if table else line for _, line in group))
        for table, group in groups
    ]


def paragraphs(text: str) -> Iterator[tuple[bool, str]]:
    """The paragraphs and tables of a text, each with whether it is a table."""
    for is_table, block in blocks(text):
        parts = [block] if is_table else re.split(r"\n\s*\n", block)
        yield from ((is_table, part) for part in parts)


def without_tables(text: str) -> tuple[str, list[str]]:
    """A text without its tables, and these."""
    pieces = blocks(text)
    plain = "\n".join(part for is_table, part in pieces if not is_table)
    return plain, [part for is_table, part in pieces if is_table]


def _is_rule(line: str) -> bool:
    """Whether a line is the one below the head of a table."""
    return set(line) <= set("|-: ") and "|" in line and "-" in line


def letter(text: str) -> tuple[str, str]:
    """The subject of a pasted e-mail, and what stands below its headers."""
    lines = text.split("\n")
    headers: dict[str, str] = {}
    end, last = 0, ""
    for n, line in enumerate(lines):
        if match := _HEADER.match(line):
            last = match[1].lower()
            headers.setdefault(last, match[2].strip(" *\\"))
            end = n + 1
        elif last and end == n and line[:1].isspace() and line.strip():
            headers[last] += f" {line.strip()}"
            end = n + 1
        elif line.strip() and (headers or not _FORWARD.match(line)):
            break
    is_letter = "subject" in headers or ("from" in headers and len(headers) > 1)
    if not is_letter and not any("@" in value for value in headers.values()):
        return "", text
    return _REPLY.sub("", headers.get("subject", "")).strip(), "\n".join(lines[end:])


def cut(line: str, most: int) -> str:
    """As many whole words of a line as fit."""
    if len(line) <= most:
        return line
    return line[: most + 1].rpartition(" ")[0].rstrip(" ,;:") or line[:most]


def first_line(text: str) -> tuple[str, str]:
    """The line that may be the title of a text, and the rest; none where a table stands first."""
    first, _, rest = text.strip().partition("\n")
    if blocks(text.strip())[0][0]:
        return "", text
    heading = HEADING.match(first) or BOLD.match(first)
    return (heading[1] if heading else first).strip(" #"), rest.strip()


def first_sentence(text: str) -> str:
    """The first sentence outside of lists and tables, if it fits into a summary."""
    lines: list[str] = []
    in_list = blank = False
    for line in "\n|\n".join("|" if table else part for table, part in blocks(text)).split("\n"):
        heading = bool(_HEADING.match(line))
        if not line.strip():
            blank = True
        elif heading or ITEM.match(line) or line.lstrip().startswith("|"):
            if lines:
                break
            in_list, blank = not heading, False
        elif not in_list or (blank and not line[0].isspace()):
            lines.append(line.strip())
            in_list = False
    plain = " ".join(lines)
    match = _SENTENCE.match(plain)
    if match and len(match[0]) < _GREETING_ENDS and _GREETING.match(plain):
        match = _SENTENCE.match(plain, match.end())
    sentence = (match[0] if match else plain).strip()
    fits = len(sentence) <= 220 and not sentence.endswith(":")
    return sentence if fits and any(c.isalnum() for c in sentence) else ""


def _read_choices(reference: FieldReference, lines: list[str]) -> Read:
    labels = LABELS.get(reference.name.rpartition(".")[2], {})
    values = {label: value for value, label in labels.items()} | {v: v for v in labels}
    parts = [line for line in lines if line in values] or [
        part.strip() for line in lines for part in re.split(r",(?!\s*or\b)|;|\band\b", line)
    ]
    choices: list[str] = []
    rest: list[str] = []
    for part in filter(None, parts):
        match = process.extractOne(
            part,
            list(values),
            scorer=fuzz.ratio,
            processor=utils.default_process,
            score_cutoff=_SURE,
        )
        (choices if match else rest).append(values[match[0]] if match else part)
    if not choices:
        return None, lines
    if reference.many:
        return list(dict.fromkeys(choices)), rest
    return choices[0], rest + choices[1:]
