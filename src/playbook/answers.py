"""What people write in answer to a question, as the model wants it; what does not fit is kept."""

import re
from typing import Any

from rapidfuzz import fuzz, process, utils

from playbook.catalog import Playbook
from playbook.fields import is_id
from playbook.links import UnsafeLink
from playbook.links import read as read_link
from playbook.reference import FieldReference
from playbook.vocabulary import LABELS

ITEM = re.compile(r"^\s*(?:[-*•–]|\(?\d{1,2}[.)])\s+(?P<text>\S.*)$")
"""A line of a list, with a dash, a bullet or a number."""

MOST = 200
"""The most characters of one line of front matter."""

_SURE = 85
_SENTENCE = re.compile(r"[^.!?]+[.!?]+[\"”’)]*(?=\s|$)")
_IMAGE = re.compile(r"!\[([^\]]*)\]\([^)]*\)")
_LINK = re.compile(r"(?<!!)\[([^\]]*)\]\(([^)\s]*)[^)]*\)")
_TAG = re.compile(r"<(?=[a-zA-Z/!?])")

Read = tuple[Any, list[str]]
"""A value, or None, and the lines that did not fit."""


def read(reference: FieldReference, text: str, playbook: Playbook) -> Read:
    """Read an answer to the question about one key."""
    lines = [item(line) for line in text.split("\n") if line.strip()]
    if reference.names:
        return _relations(reference.names, lines, playbook)
    if reference.choices:
        return _words(reference, lines)
    if reference.holds == "a whole number":
        number = re.search(r"\d{1,5}", text)
        return (int(number[0]) or None, []) if number else (None, lines)
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


def split(text: str) -> tuple[list[str], list[str]]:
    """The items of a text's lists, each with the lines it goes on in, and its other lines."""
    items: list[str] = []
    others: list[str] = []
    for line in filter(str.strip, text.split("\n")):
        if ITEM.match(line):
            items.append(line)
        elif items and line[0].isspace():
            items[-1] += f" {line.strip()}"
        else:
            others.append(line)
    return items, others


def cut(line: str, most: int) -> str:
    """As many whole words of a line as fit."""
    if len(line) <= most:
        return line
    return line[: most + 1].rpartition(" ")[0].rstrip(" ,;:") or line[:most]


def first_sentence(text: str) -> str:
    """The first sentence of a text, if it fits into a summary."""
    plain = " ".join(item(line) for line in text.split("\n") if line.strip())
    found = _SENTENCE.match(plain)
    sentence = (found[0] if found else plain).strip()
    return sentence if len(sentence) <= 220 and any(c.isalnum() for c in sentence) else ""


def prose(text: str) -> str:
    """Text as an entry's body may hold it: no HTML, no pictures, no links into nowhere."""
    text = _IMAGE.sub(r"\1", text)
    text = _LINK.sub(_linked, text)
    lines = [re.sub(r"^\s{0,3}#{1,6}\s+(.+?)[\s#]*$", r"**\1**", line) for line in text.split("\n")]
    lines = [re.sub(r"^\s{0,3}(=+|-+)\s*$", "", line) for line in lines]
    lines = [re.sub(r"^ {4,}", "", line) for line in lines]
    lines = [re.sub(r"^([\s>*+\-\d.)]*)(#{1,6})(?=\s|$)", r"\1\\\2", line) for line in lines]
    lines = [re.sub(r"^(\W*)\[(?=[^\]]+\]:)", r"\1\[", line) for line in lines]
    return _TAG.sub("&lt;", "\n".join(lines)).strip()


def numbered(text: str) -> str:
    """Text as a list of steps: its items or, without any, its lines."""
    return "\n".join(f"{n}. {part}" for n, part in enumerate(_parts(text), start=1))


def dashed(text: str) -> str:
    """Text as a list with dashes: its items or, without any, its lines."""
    return "\n".join(f"- {part}" for part in _parts(text))


def _parts(text: str) -> list[str]:
    lines = [line for line in prose(text).split("\n") if line.strip()]
    parts: list[str] = []
    listed = any(ITEM.match(line) for line in lines)
    for line in lines:
        if listed and parts and not ITEM.match(line):
            parts[-1] += f" {line.strip()}"  # the item goes on
        else:
            parts.append(item(line))
    return [re.sub(r"^([-+*>#]|\d+[.)])(?=\s|$)", r"\\\1", part) for part in parts]


def _linked(match: re.Match[str]) -> str:
    name, url = match[1], match[2]
    url = f"https://{url}" if url.lower().startswith("www.") else url
    try:
        link = read_link(url, "moves/x.md")
    except UnsafeLink:
        return name
    return f"[{name}]({url})" if not link.path else name


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


def _words(reference: FieldReference, lines: list[str]) -> Read:
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
