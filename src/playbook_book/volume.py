"""The entries of a playbook in the order of a book, and where each thing stands in it."""

import json
import re
from collections.abc import Iterator
from html import escape
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from playbook_book.entries import entry, works
from playbook_book.pen import Record, items

_HERE = "http://playbook.invalid/"
"""Where the addresses of a site begin, as long as nobody knows where it is published."""

_value = json.JSONDecoder().raw_decode
_GAP = re.compile(r"\s*[{\[:,]?\s*")
"""What stands before a key, an item or a value."""

Place = tuple[str, str]
"""A chapter, and the id of a place in it."""


class NotAPlaybook(Exception):
    """A text is no whole `playbook.json` of this release; what it says follows the file's name."""


class Chapter(NamedTuple):
    """What stands in one file of a book, as HTML whose headings begin at the first level."""

    id: str
    title: str
    html: str
    depth: int
    """1 for a part, 2 for a chapter of one."""
    language: str
    url: str = ""
    """The address of its entry, which its links start from."""


class Volume:
    """A playbook as it is read from a text; raises `NotAPlaybook`."""

    def __init__(self, text: str) -> None:
        try:
            contents = _Contents(text)
            self.site, self.names = contents.data["site"], contents.data["names"]["all"]
        except (ValueError, LookupError, TypeError, AttributeError):
            raise NotAPlaybook("is not from this release: build the site again") from None
        if "over" in contents.data:
            raise NotAPlaybook("has only what differs from the main edition: take that one's")
        self.language: str = self.site["language"]
        self.day = contents.day
        self.chapters = list(contents.chapters())
        parts = {f"{c.id}/": (c.id, c.id) for c in self.chapters if not c.url}
        self._places: dict[str, Place] = parts | contents.places
        self._targets: dict[tuple[str, str], Place] = {}

    def target(self, address: str, url: str) -> Place:
        """Where a link in the entry at `url` leads: a chapter and the id of a place in it, or
        nothing and an address elsewhere, which is empty where nobody knows it.
        """
        key = address, "" if address.startswith("/") else url  # both forms ask for each
        if key not in self._targets:
            self._targets[key] = self._target(*key)
        return self._targets[key]

    def _target(self, address: str, url: str) -> Place:
        whole = urljoin(_HERE + url, address)
        if not whole.startswith(_HERE):
            return "", whole if urlsplit(whole).scheme in ("http", "https", "mailto", "tel") else ""
        path, home = whole.removeprefix(_HERE), self.site["address"]
        place = self._places.get(path) or self._places.get(path.partition("#")[0])
        return place or ("", home and home + path)


class _Head(NamedTuple):
    """What the place of an entry in the book depends on, in the order in which it counts."""

    order: int
    level: str
    title: str
    collection: str
    condition: str
    """The address of the first condition that it helps with."""
    url: str
    start: int
    """Where its record begins in the text."""


class _Contents:
    """What a text says. Entries are read from it one at a time, twice: all of them together take
    six times the room of the text.
    """

    def __init__(self, text: str) -> None:
        self._text = text
        self._heads: list[_Head] = []
        self._works: dict[str, str] = {}
        self.data: dict[str, Any] = {}
        """All but the entries."""
        self.day = ""
        """The day of the last change; "" where no entry says one."""
        self.places: dict[str, Place] = {}
        """By the address that each has on the site."""
        at = self._read(text, _behind_gap(text, 0))
        if text[at:].strip():
            raise ValueError(text[at:])

    def _read(self, text: str, at: int) -> int:
        has_entries = False
        while text[at] != "}":
            key, at = _value(text, at)
            at = _behind_gap(text, at)
            if key == "entries":
                at = self._note_all(_behind_gap(text, at))
                has_entries = True
            else:
                self.data[key], at = _value(text, at)
            at = _behind_gap(text, at)
        if not has_entries:
            raise KeyError("entries")
        return at + 1

    def _note_all(self, at: int) -> int:
        while self._text[at] != "]":
            record, end = _value(self._text, at)
            self._note(record, at)
            at = _behind_gap(self._text, end)
        return at + 1

    def _note(self, record: Record, start: int) -> None:
        condition = next((c["url"] for c in record["relations"].get("conditions", ())), "")
        place = record.get("order", 0), record.get("level", ""), record["title"]
        head = _Head(*place, record["collection"], condition, record["url"], start)
        self._heads.append(head)
        self._works |= {work["text"]: work["html"] for work in works(record)}
        self.day = max(self.day, record["updated"] or "")
        id_ = _id(record)
        self.places[head.url] = id_, id_
        for section in record.get("body", {}).get("sections", ()):
            self.places[f"{head.url}#{section['anchor']}"] = id_, f"{id_}.{section['anchor']}"
        for paper in record.get("materials", ()):
            self.places[paper["url"]] = id_, f"{id_}.m-{paper['id']}"

    def chapters(self) -> Iterator[Chapter]:
        """The chapters in the order of the book."""
        levels = ["", *self.data["labels"]["level"]]
        self._heads.sort(key=lambda head: (head.order, levels.index(head.level), head.title))
        moves = self._collection("moves")
        for condition in self._collection("conditions"):
            yield self._entry(condition, 1)
            yield from (self._entry(m, 2) for m in moves if m.condition == condition.url)
            moves = [move for move in moves if move.condition != condition.url]
        for name in ("moves", "cases", "plans", "roles"):
            if heads := moves if name == "moves" else self._collection(name):
                yield self._part(name, self.data["collections"][name]["many"])
                yield from (self._entry(head, 2) for head in heads)
        cited = items(self._works[text] for text in sorted(self._works, key=str.casefold))
        yield self._part("sources", self.data["names"]["all"]["sources"], cited)

    def _collection(self, name: str) -> list[_Head]:
        """The entries of one kind in reading order."""
        return [head for head in self._heads if head.collection == name]

    def _part(self, id_: str, title: str, html: str = "") -> Chapter:
        language = self.data["site"]["language"]
        return Chapter(id_, title, f"<h1>{escape(title)}</h1>{html}", 1, language)

    def _entry(self, head: _Head, depth: int) -> Chapter:
        record, _ = _value(self._text, head.start)
        id_ = _id(record)
        language = record["language"] or self.data["site"]["entry_language"]
        html = entry(self.data, record, id_)
        return Chapter(id_, head.title, html, depth, language, head.url)


def _behind_gap(text: str, at: int) -> int:
    match = _GAP.match(text, at)
    return match.end() if match else at


def _id(record: Record) -> str:
    """The id of an entry's chapter."""
    return f"{record['collection']}-{record['id']}"
