"""The entries of a playbook in the order of a book, and where each thing stands in it."""

import json
from collections.abc import Iterator, Mapping
from html import escape
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from playbook_book.entries import entry, works
from playbook_book.pen import Record, items

_HERE = "http://playbook.invalid/"
"""Where the addresses of a site begin, as long as nobody knows where it is published."""

Place = tuple[str, str]
"""A chapter, and the id of a place in it."""


class NotAPlaybook(Exception):
    """This is no whole `playbook.json` of this release; what it says follows the file's name."""


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
    """A playbook as `playbook.json` has it; raises `NotAPlaybook` for what a school alone has."""

    def __init__(self, playbook: Mapping[str, Any]) -> None:
        self.site, self.names = playbook["site"], playbook["names"]["all"]
        self.language: str = self.site["language"]
        entries = _Entries(playbook)
        if "over" in playbook:
            raise NotAPlaybook("has only what differs from the main edition: take that one's")
        self.day = entries.day
        self.chapters = list(entries.chapters())
        parts = {f"{c.id}/": (c.id, c.id) for c in self.chapters if not c.url}
        self._places: dict[str, Place] = parts | entries.places
        self._targets: dict[tuple[str, str], Place] = {}

    @classmethod
    def from_json(cls, text: str) -> "Volume":
        """A playbook as it is read from a file; raises `NotAPlaybook`."""
        try:
            return cls(json.loads(text))
        except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
            raise NotAPlaybook("is not from this release: build the site again") from None

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


class _Entries:
    """The entries of a playbook, and what all of them together say."""

    def __init__(self, playbook: Mapping[str, Any]) -> None:
        self._playbook = playbook
        self._works: dict[str, str] = {}
        self.day = ""
        """The day of the last change; "" where no entry says one."""
        self.places: dict[str, Place] = {}
        """By the address that each has on the site."""
        levels = ["", *playbook["labels"]["level"]]
        self._records: list[Record] = sorted(
            playbook["entries"],
            key=lambda r: (r.get("order", 0), levels.index(r.get("level", "")), r["title"]),
        )
        for record in self._records:
            self._note(record)

    def _note(self, record: Record) -> None:
        self._works |= {work["text"]: work["html"] for work in works(record)}
        self.day = max(self.day, record["updated"] or "")
        id_ = _id(record)
        self.places[record["url"]] = id_, id_
        for section in record.get("body", {}).get("sections", ()):
            self.places[f"{record['url']}#{section['anchor']}"] = id_, f"{id_}.{section['anchor']}"
        for paper in record.get("materials", ()):
            self.places[paper["url"]] = id_, f"{id_}.m-{paper['id']}"

    def chapters(self) -> Iterator[Chapter]:
        """The chapters in the order of the book."""
        moves = self._collection("moves")
        for condition in self._collection("conditions"):
            yield self._entry(condition, 1)
            yield from (self._entry(m, 2) for m in moves if _condition(m) == condition["url"])
            moves = [move for move in moves if _condition(move) != condition["url"]]
        for name in ("moves", "cases", "plans", "roles"):
            if records := moves if name == "moves" else self._collection(name):
                yield self._part(name, self._playbook["collections"][name]["many"])
                yield from (self._entry(record, 2) for record in records)
        cited = items(self._works[text] for text in sorted(self._works, key=str.casefold))
        if cited or not self._records:  # an e-book has one chapter at least
            yield self._part("sources", self._playbook["names"]["all"]["sources"], cited)

    def _collection(self, name: str) -> list[Record]:
        """The entries of one kind in reading order."""
        return [record for record in self._records if record["collection"] == name]

    def _part(self, id_: str, title: str, html: str = "") -> Chapter:
        language = self._playbook["site"]["language"]
        return Chapter(id_, title, f"<h1>{escape(title)}</h1>{html}", 1, language)

    def _entry(self, record: Record, depth: int) -> Chapter:
        id_ = _id(record)
        language = record["language"] or self._playbook["site"]["entry_language"]
        html = entry(self._playbook, record, id_)
        return Chapter(id_, record["title"], html, depth, language, record["url"])


def _id(record: Record) -> str:
    """The id of an entry's chapter."""
    return f"{record['collection']}-{record['id']}"


def _condition(record: Record) -> str:
    """The address of the first condition that an entry helps with; "" for none."""
    return next((c["url"] for c in record["relations"].get("conditions", ())), "")
