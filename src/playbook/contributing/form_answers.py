"""What people write in answer to a question, as the model wants it; what does not fit is kept."""

import re
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from typing import Any

from rapidfuzz import fuzz, process, utils

from playbook.catalog.playbook import Playbook
from playbook.model.field_reference import FieldReference, Holds
from playbook.model.fields import is_id
from playbook.model.vocabulary import LABELS

ITEM = re.compile(
    r"^\s*(?P<mark>[-*•–●○■◦▪✓✔►\uf0b7\uf0a7]|o(?=\s\s)|\(?(?:\d{1,2}|[a-o])[.)])\s+(?P<text>\S.*)$"
)
"""A line of a list, with a dash, a bullet, a number or a letter."""

MOST = 200
"""The most characters of one line of front matter."""

_SURE = 85
_SENTENCE = re.compile(r"[^.!?]+[.!?]+[\"”’)]*(?=\s|$)")
_HEADING = re.compile(r"^\s{0,3}(?:#{1,6}\s+\S.*|\*\*.*\*\*:?\s*)$")
_HEADER = re.compile(r"^\**(From|Sent|To|Cc|Bcc|Date|Subject)\**:\**(.*)$", re.IGNORECASE)
_FORWARDED = re.compile(r"^\W*(begin )?(forwarded|original) message\W*$", re.IGNORECASE)
_REPLY = re.compile(r"^(?:\s*(?:re|fwd?|aw|wg)(?:\[\d+\])?:)+", re.IGNORECASE)
_TIME = re.compile(
    r"(?:about|around|approx\.?|ca\.?|circa|~)?\s*(\d{1,5})\s*(?:min(?:ute)?s?|(hours?))?\.?",
    re.IGNORECASE,
)

Read = tuple[Any, list[str]]
"""A value, or None, and the lines that did not fit."""


def read(reference: FieldReference, text: str, playbook: Playbook) -> Read:
    """Read an answer to the question about one key."""
    lines = [item(line) for line in text.split("\n") if line.strip()]
    if reference.names:
        return _relations(reference.names, lines, playbook)
    if reference.choices:
        return _read_choices(reference, lines)
    if reference.holds is Holds.NUMBER:
        number = _TIME.fullmatch(" ".join(lines))
        minutes = int(number[1]) * (60 if number[2] else 1) if number else 0
        return (minutes, []) if minutes else (None, lines)
    if reference.name == "sources":
        return None, lines
    if reference.many:
        kept = [line for line in lines if len(line) <= MOST]
        return kept or None, [line for line in lines if len(line) > MOST]
    line = " ".join(lines)
    most = {"title": 10_000, "summary": 220}.get(reference.name, MOST)
    return (line, []) if len(line) <= most else (cut(line, most), [line])


def item(line: str) -> str:
    """A line without the dash or number before it."""
    found = ITEM.match(line)
    return (found["text"] if found else line).strip()


def split(text: str, *, whole: bool = False) -> tuple[list[str], list[str]]:
    """The items of a text's lists, each with all that is below it, and its other lines.

    In a text that is one list as a `whole`, every line after an item goes on with it.
    """
    items: list[str] = []
    others: list[str] = []
    rank = indent = 0
    for line in filter(str.strip, text.split("\n")):
        found = ITEM.match(line)
        if found and items and (_rank(found) > rank or found.start("mark") > indent + 1):
            items[-1] += f"\n{line}"
        elif found:
            rank = rank if items else _rank(found)
            indent = found.start("mark")
            items.append(line)
        elif items and (whole or line[0].isspace()):
            items[-1] += f" {line.strip()}"
        else:
            others.append(line)
    return items, others


def _rank(found: re.Match[str]) -> int:
    """How deep in a list a sign stands where nobody indented it."""
    mark = found["mark"]
    return 0 if re.search(r"\d", mark) else 2 if mark in "○◦o" else 3 if mark in "■▪" else 1


def blocks(text: str) -> list[tuple[bool, str]]:
    """A text cut at its tables: each piece, and whether it is a table."""
    lines = text.split("\n")
    marks: list[bool] = []
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        marks.append("|" in line and (_is_rule(below) or bool(marks and marks[-1])))
    found = groupby(zip(marks, lines, strict=True), key=itemgetter(0))
    return [
        (table, "\n".join(line.strip() if table else line for _, line in group))
        for table, group in found
    ]


def paragraphs(text: str) -> Iterator[tuple[bool, str]]:
    """The paragraphs and tables of a text, each with whether it is a table."""
    for is_table, block in blocks(text):
        parts = [block] if is_table else re.split(r"\n\s*\n", block)
        yield from ((is_table, part) for part in parts)


def without_tables(text: str) -> tuple[str, list[str]]:
    """A text without its tables, and these."""
    found = blocks(text)
    plain = "\n".join(part for is_table, part in found if not is_table)
    return plain, [part for is_table, part in found if is_table]


def _is_rule(line: str) -> bool:
    """Whether a line is the one below the head of a table."""
    return set(line) <= set("|-: ") and "|" in line and "-" in line


def letter(text: str) -> tuple[str, str]:
    """The subject of a pasted e-mail, and what stands below its headers."""
    lines = text.split("\n")
    found: dict[str, str] = {}
    end, last = 0, ""
    for n, line in enumerate(lines):
        if match := _HEADER.match(line):
            last = match[1].lower()
            found.setdefault(last, match[2].strip(" *\\"))
            end = n + 1
        elif last and end == n and line[:1].isspace() and line.strip():
            found[last] += f" {line.strip()}"
            end = n + 1
        elif line.strip() and (found or not _FORWARDED.match(line)):
            break
    is_letter = "subject" in found or ("from" in found and len(found) > 1)
    if not is_letter and not any("@" in value for value in found.values()):
        return "", text
    return _REPLY.sub("", found.get("subject", "")).strip(), "\n".join(lines[end:])


def cut(line: str, most: int) -> str:
    """As many whole words of a line as fit."""
    if len(line) <= most:
        return line
    return line[: most + 1].rpartition(" ")[0].rstrip(" ,;:") or line[:most]


def first_sentence(text: str) -> str:
    """The first sentence outside of lists and tables, if it fits into a summary."""
    told: list[str] = []
    listed = blank = False
    for line in "\n|\n".join("|" if table else part for table, part in blocks(text)).split("\n"):
        heading = bool(_HEADING.match(line))
        if not line.strip():
            blank = True
        elif heading or ITEM.match(line) or line.lstrip().startswith("|"):
            if told:
                break
            listed, blank = not heading, False
        elif not listed or (blank and not line[0].isspace()):
            told.append(line.strip())
            listed = False
    plain = " ".join(told)
    found = _SENTENCE.match(plain)
    sentence = (found[0] if found else plain).strip()
    fits = len(sentence) <= 220 and not sentence.endswith(":")
    return sentence if fits and any(c.isalnum() for c in sentence) else ""


def _relations(collection: str, lines: list[str], playbook: Playbook) -> Read:
    names = {entry.key.id: entry.meta.title for entry in playbook.collection(collection)}
    found: dict[str, str | None] = {}
    rest: list[str] = []
    for line in lines:
        name, _, sentence = line.partition(":")
        id_ = _named(name, names)
        if id_ is None and (id_ := _named(line, names)):
            sentence = ""
        if id_ is None or id_ in found or len(sentence.strip()) > MOST:
            rest.append(line)
        else:
            found[id_] = sentence.strip() or None
    return found or None, rest


def _named(name: str, names: dict[str, str]) -> str | None:
    plain = name.strip()
    if is_id(plain) and plain in names:
        return plain
    found = process.extractOne(
        plain, names, scorer=fuzz.ratio, processor=utils.default_process, score_cutoff=_SURE
    )
    return str(found[2]) if found else None


def _read_choices(reference: FieldReference, lines: list[str]) -> Read:
    labels = LABELS.get(reference.name.rpartition(".")[2], {})
    known = {label: value for value, label in labels.items()} | {v: v for v in labels}
    parts = [line for line in lines if line in known] or [
        part.strip() for line in lines for part in re.split(r",(?!\s*or\b)|;|\band\b", line)
    ]
    found: list[str] = []
    rest: list[str] = []
    for part in filter(None, parts):
        match = process.extractOne(
            part,
            list(known),
            scorer=fuzz.ratio,
            processor=utils.default_process,
            score_cutoff=_SURE,
        )
        (found if match else rest).append(known[match[0]] if match else part)
    if not found:
        return None, lines
    if reference.many:
        return list(dict.fromkeys(found)), rest
    return found[0], rest + found[1:]
