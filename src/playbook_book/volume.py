"""The entries of a playbook in the order of a book, and where each thing stands in it."""

import json
from collections.abc import Iterable, Iterator
from html import escape
from operator import itemgetter
from typing import Any, NamedTuple
from urllib.parse import urljoin, urlsplit

from playbook_book.entries import entry, sources
from playbook_book.pen import Record

_HERE = "http://playbook.invalid/"
"""Where the addresses of a site begin, as long as nobody knows where it is published."""


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
            contents = _Contents(json.loads(text))  # large: it goes when chapters are made of it
        except (ValueError, KeyError, TypeError):
            raise NotAPlaybook("is not from this release: build the site again") from None
        if "over" in contents.data:
            raise NotAPlaybook("has only what differs from the main edition: take that one's")
        self.site, self.names = contents.site, contents.names
        self.language: str = self.site["language"]
        self.day = contents.day()
        self.chapters = list(contents.chapters())
        self._places = dict(contents.places(self.chapters))
        self._targets: dict[tuple[str, str], tuple[str, str]] = {}

    def target(self, address: str, url: str) -> tuple[str, str]:
        """Where a link in the entry at `url` leads: a chapter and the id of a place in it, or
        nothing and an address elsewhere, which is empty where nobody knows it.
        """
        key = address, "" if address.startswith("/") else url  # both forms ask for each
        if key not in self._targets:
            self._targets[key] = self._target(*key)
        return self._targets[key]

    def _target(self, address: str, url: str) -> tuple[str, str]:
        whole = urljoin(_HERE + url, address)
        if not whole.startswith(_HERE):
            return "", whole if urlsplit(whole).scheme in ("http", "https", "mailto", "tel") else ""
        path, home = whole.removeprefix(_HERE), self.site["address"]
        place = self._places.get(path) or self._places.get(path.partition("#")[0])
        return place or ("", home and home + path)


class _Contents:
    """All that a playbook says, and the chapters that are made of it."""

    def __init__(self, data: Any) -> None:
        self.data = data
        self.site, self.names = data["site"], data["names"]["all"]
        self._entries: dict[str, Record] = {r["url"]: r for r in data["entries"]}

    def day(self) -> str:
        """The day of the last change; "" where no entry says one."""
        return max((r["updated"] or "" for r in self._entries.values()), default="")

    def _collection(self, name: str) -> list[Record]:
        """The entries of one kind in reading order."""
        levels = ["", *self.data["labels"]["level"]]
        records = sorted(self._entries.values(), key=itemgetter("title"))
        records.sort(key=lambda r: (r.get("order", 0), levels.index(r.get("level", ""))))
        return [record for record in records if record["collection"] == name]

    def chapters(self) -> Iterator[Chapter]:
        """The chapters in the order of the book."""
        moves = self._collection("moves")
        for condition in self._collection("conditions"):
            yield self._entry(condition, 1)
            yield from (self._entry(m, 2) for m in moves if _condition(m) == condition["url"])
            moves = [m for m in moves if _condition(m) != condition["url"]]
        for name in ("moves", "cases", "plans", "roles"):
            if records := moves if name == "moves" else self._collection(name):
                yield self._part(name, self.data["collections"][name]["many"])
                yield from (self._entry(record, 2) for record in records)
        yield self._part("sources", self.names["sources"], sources(self._entries.values()))

    def _part(self, id_: str, title: str, html: str = "") -> Chapter:
        return Chapter(id_, title, f"<h1>{escape(title)}</h1>{html}", 1, self.site["language"])

    def _entry(self, record: Record, depth: int) -> Chapter:
        id_ = f"{record['collection']}-{record['id']}"
        language = record["language"] or self.site["entry_language"]
        html = entry(self.data, record, id_)
        return Chapter(id_, record["title"], html, depth, language, record["url"])

    def places(self, chapters: Iterable[Chapter]) -> Iterator[tuple[str, tuple[str, str]]]:
        """The chapter and the id of each place, by the address that it has on the site."""
        for id_, url in ((chapter.id, chapter.url) for chapter in chapters):
            yield url or f"{id_}/", (id_, id_)
            record = self._entries.get(url, {})
            for section in record.get("body", {}).get("sections", ()):
                yield f"{url}#{section['anchor']}", (id_, f"{id_}.{section['anchor']}")
            for paper in record.get("materials", ()):
                yield paper["url"], (id_, f"{id_}.m-{paper['id']}")


def _condition(record: Record) -> str:
    return next((str(c["url"]) for c in record["relations"].get("conditions", ())), "")
