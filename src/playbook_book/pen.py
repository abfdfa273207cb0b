"""Writes the parts of one entry: what it says in its language, under names in that of the site.

Links are addresses of the site, from its root.
"""

from collections.abc import Iterable, Mapping
from html import escape
from typing import Any

Record = Mapping[str, Any]

_UNITS = (("days", 360, 600), ("hours", 60, 100), ("min", 1, 0))
"""How many minutes each counts, and from how many minutes on a time is told in it."""


class Pen:
    """The pen for one entry; `playbook` is the whole object that was read."""

    def __init__(self, playbook: Mapping[str, Any], record: Record, id_: str) -> None:
        self.record, self.id = record, id_
        self._site, self._headings = playbook["site"], playbook["headings"]
        self.labels: Mapping[str, Mapping[str, str]] = playbook["labels"]
        names = playbook["names"]
        self.names: dict[str, str] = names["all"] | names[record["collection"]]

    def name(self, key: str) -> str:
        """What a part is called."""
        return self.ours(self.names[key])

    def label(self, field: str, word: str) -> str:
        """What a word from a closed list is called."""
        return self.ours(self.labels[field][word])

    def ours(self, text: str) -> str:
        """Words of the site, which may have another language than the entry."""
        site, words = self._site, escape(text)
        same = (self.record["language"] or site["entry_language"]) == site["language"]
        return words if same else f'<span lang="{site["language"]}">{words}</span>'

    def time(self, minutes: int) -> str:
        """A time in the unit that suits it."""
        unit, size = next((unit, size) for unit, size, least in _UNITS if minutes >= least)
        return self.ours(self.names[unit].replace("%(count)s", f"{round(minutes / size, 1):g}"))

    def part(self, key: str, html: str) -> str:
        """A part under its name, if it says anything."""
        return f"<h2>{self.name(key)}</h2>{html}" if html else ""

    def facts(self, rows: Iterable[tuple[str, str]]) -> str:
        """A table of facts: what each is called, and what it is."""
        lines = (f'<tr><th scope="row">{self.name(k)}</th><td>{v}</td></tr>' for k, v in rows if v)
        return tag("table", "".join(lines))

    def section(self, section: Record) -> str:
        """A section of the body."""
        title, anchor = self._headings.get(section["title"]), escape(section["anchor"])
        text = self.ours(title) if title else escape(section["title"])
        return f'<h2 id="{self.id}.{anchor}">{text}</h2>{section["html"]}'


def tag(name: str, html: str) -> str:
    """An element, if there is anything in it."""
    return f"<{name}>{html}</{name}>" if html else ""


def items(htmls: Iterable[str]) -> str:
    """A list, if there is anything in it."""
    return tag("ul", "".join(f"<li>{html}</li>" for html in htmls))


def link(record: Record) -> str:
    """A link to what has a title and an address, and perhaps a language of its own."""
    language = f' lang="{escape(record["language"])}"' if record.get("language") else ""
    return f'<a href="/{escape(record["url"])}"{language}>{escape(record["title"])}</a>'


def table(columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """A table with a row of headings; all of it is HTML."""
    head = "".join(f'<th scope="col">{column}</th>' for column in columns)
    body = "".join(tag("tr", "".join(f"<td>{cell}</td>" for cell in row)) for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
