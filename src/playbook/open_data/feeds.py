"""Atom feeds (RFC 4287): what is new, what has changed, each collection, and each role's moves."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from typing import Any, NamedTuple

from playbook.i18n.messages import Words
from playbook.i18n.typography import typeset
from playbook.open_data.license import license_address
from playbook.records.site_types import FeedRecord, SiteRecord

Record = Mapping[str, Any]

FOLDER = "feeds/"
MOST = 50
"""The most entries of a feed: readers ask for it again and again."""

_SPACE = "http://www.w3.org/2005/Atom"


class Feed(NamedTuple):
    """A feed: its place, its title, the page that shows the same, and its entries."""

    path: str
    title: str
    page: str
    records: Sequence[Record]
    by: str = "updated"
    """The day that entries are ordered by."""


def feeds(site: SiteRecord, words: Words) -> Iterator[Feed]:
    """Every feed that has an entry; none where the address of the site is not known."""
    if site["settings"]["address"]:
        yield from (feed for feed in _feeds(site, words) if feed.records)


def feed_records(site: SiteRecord, words: Words) -> list[FeedRecord]:
    """What pages say of the feeds."""
    return [{"path": feed.path, "title": feed.title} for feed in feeds(site, words)]


def feed_paths(site: SiteRecord) -> list[str]:
    """Where the feeds are, from the root of the site."""
    return [feed["path"] for feed in site["feeds"]]


def atom(site: SiteRecord, words: Words, path: str) -> str:
    """The feed at a path; raises `KeyError` for one that there is not."""
    feed = {feed.path: feed for feed in feeds(site, words)}[path]
    settings = site["settings"]
    latest = sorted(feed.records, key=lambda record: record["url"])
    latest.sort(key=lambda record: (record[feed.by], record["updated"]), reverse=True)
    latest = latest[:MOST]
    root, own = settings["address"], settings["address"] + feed.path
    title = f"{feed.title} · {settings['short_name']}"
    rights = license_address(settings)
    return "".join(
        (
            '<?xml version="1.0" encoding="utf-8"?>\n',
            f'<feed xmlns="{_SPACE}" xml:lang="{escape(settings["language"])}">\n',
            _element("id", own),
            _element("title", typeset(title, settings["language"])),
            _element("updated", _moment(max(record["updated"] for record in latest))),
            f'<link rel="self" type="application/atom+xml" href="{escape(own)}"/>\n',
            f'<link rel="alternate" type="text/html" href="{escape(root + feed.page)}"/>\n',
            f"<author>{_element('name', settings['name'])}</author>\n",
            _element("rights", rights) if rights else "",
            *(_entry(site, record) for record in latest),
            "</feed>\n",
        )
    )


def _feeds(site: SiteRecord, words: Words) -> Iterator[Feed]:
    everything = [r for members in site["entries"].values() for r in members.values()]
    newest = "explore/?sort=newest"
    yield Feed(f"{FOLDER}new.xml", words("New entries"), newest, everything, "created")
    yield Feed(f"{FOLDER}changed.xml", words("Changes"), "", everything)
    for collection, members in site["entries"].items():
        title = site["collections"][collection]["many"]
        yield Feed(f"{FOLDER}{collection}.xml", title, f"{collection}/", [*members.values()])
    moves = site["entries"]["moves"]
    for role in site["entries"]["roles"].values():
        own = [moves[r["id"]] for r in role["relations"].get("moves", ()) if r["id"] in moves]
        title = words("Moves for this role: %(role)s", role=role["title"])
        yield Feed(f"{FOLDER}roles/{role['id']}.xml", title, role["url"], own)


def _entry(site: SiteRecord, record: Record) -> str:
    settings = site["settings"]
    language = record["language"] or settings["entry_language"]
    address = settings["address"] + record["url"]
    own = f' xml:lang="{escape(language)}"' if language != settings["language"] else ""
    kind = site["collections"][record["collection"]]["many"]
    return "".join(
        (
            f"<entry{own}>\n",
            _element("id", address),
            _element("title", typeset(record["title"], language)),
            f'<link rel="alternate" type="text/html" href="{escape(address)}"/>\n',
            _element("published", _moment(record["created"])),
            _element("updated", _moment(record["updated"])),
            *(_authors(record["authors"])),
            f'<category term="{record["collection"]}" label="{escape(kind)}"/>\n',
            _element("summary", typeset(record["summary"], language)),
            "</entry>\n",
        )
    )


def _authors(names: Iterable[str]) -> Iterator[str]:
    """Who wrote an entry, where it says so; without, the author is that of the feed."""
    return (f"<author>{_element('name', name)}</author>\n" for name in names)


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(text, quote=False)}</{name}>\n"


def _moment(day: str) -> str:
    """The beginning of a day: entries say no hour."""
    return f"{day}T00:00:00Z"
