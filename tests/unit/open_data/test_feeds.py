"""Feeds, as a feed reader takes them."""

from collections.abc import Mapping
from typing import Any

import feedparser
import pytest

from playbook.i18n.messages import Words
from playbook.open_data.feeds import MOST, atom
from playbook.records.site_types import SiteRecord
from tests.unit.open_data.conftest import ADDRESS, LICENSE, Publish

HOSTILE = "Ask \"first\" <b>&</b> 'then' ]]> --> {{7*7}}"


def read(site: SiteRecord, path: str) -> Any:
    """A feed, read; nothing about it is odd."""
    feed = feedparser.parse(atom(site, Words(), path).encode())
    assert not feed.bozo, feed.get("bozo_exception")
    assert feed.version == "atom10"
    return feed


def dated(text: str, created: str, updated: str) -> str:
    return text.replace("created: 2026-11-24", f"created: {created}").replace(
        "updated: 2026-11-24", f"updated: {updated}"
    )


def links(of: Any) -> Mapping[str, str]:
    return {link["rel"]: link["href"] for link in of.links}


def test_a_feed_says_what_it_is_and_where(publish: Publish) -> None:
    feed = read(publish(), "feeds/moves.xml").feed

    assert (feed.title, feed.author) == ("Moves · A playbook", "A playbook")
    assert feed.id == f"{ADDRESS}feeds/moves.xml"
    assert links(feed) == {"self": feed.id, "alternate": f"{ADDRESS}moves/"}
    assert (feed.rights, feed.language) == (LICENSE, "en")
    assert feed.updated == "2026-11-24T00:00:00Z"


def test_what_is_new_and_what_has_changed_differ(publish: Publish, sound: dict[str, str]) -> None:
    sound["moves/pair.md"] = dated(sound["moves/pair.md"], "2026-01-01", "2026-11-26")
    sound["moves/trio.md"] = dated(sound["moves/trio.md"], "2026-11-25", "2026-11-25")
    site = publish()

    new, changed = read(site, "feeds/new.xml"), read(site, "feeds/changed.xml")

    assert new.entries[0].title == "Work in threes"
    assert new.entries[-1].title == "Work in pairs"
    assert [entry.title for entry in changed.entries[:2]] == ["Work in pairs", "Work in threes"]
    assert changed.entries[0].published == "2026-01-01T00:00:00Z"
    assert changed.entries[0].updated == "2026-11-26T00:00:00Z"
    assert new.feed.updated == changed.feed.updated == "2026-11-26T00:00:00Z"


def test_an_entry_is_known_by_its_address_whatever_else_changes(
    publish: Publish, sound: dict[str, str]
) -> None:
    before = read(publish(), "feeds/moves.xml").entries
    sound["moves/pair.md"] = sound["moves/pair.md"].replace("Work in pairs", "Go in pairs")

    after = read(publish(), "feeds/moves.xml").entries

    assert [entry.id for entry in before] == [entry.id for entry in after]
    assert {entry.id: entry.link for entry in after} == {
        f"{ADDRESS}moves/{id_}/": f"{ADDRESS}moves/{id_}/" for id_ in ("pair", "trio")
    }


def test_a_role_has_a_feed_of_its_moves(publish: Publish, sound: dict[str, str]) -> None:
    sound["roles/teacher.md"] = sound["roles/principal.md"].replace("Principal", "Teacher")
    site = publish()

    feed = read(site, "feeds/roles/principal.xml")

    assert feed.feed.title == "Moves for this role: Principal · A playbook"
    assert {entry.title for entry in feed.entries} == {"Work in pairs", "Work in threes"}
    assert "feeds/roles/teacher.xml" not in [feed["path"] for feed in site["feeds"]]


def test_a_feed_holds_the_latest_fifty(publish: Publish, sound: dict[str, str]) -> None:
    for day in range(MOST + 7):
        text = dated(
            sound["moves/trio.md"], "2026-01-01", f"2026-{3 + day // 28:02}-{day % 28 + 1:02}"
        )
        sound[f"moves/late-{day}.md"] = text.replace("Work in threes", f"Late {day}")

    entries = read(publish(), "feeds/moves.xml").entries

    days = [entry.updated for entry in entries]
    assert len(days) == MOST
    assert days == sorted(days, reverse=True)
    assert {entry.title for entry in entries} >= {f"Late {MOST + 6}", "Work in pairs"}
    assert "Late 0" not in {entry.title for entry in entries}


def test_words_are_text_and_set_as_print_has_them(publish: Publish) -> None:
    site = publish(name=HOSTILE, short_name=HOSTILE)
    site["entries"]["moves"]["pair"] |= {"title": HOSTILE, "summary": HOSTILE, "authors": [HOSTILE]}

    feed = read(site, "feeds/moves.xml")

    [entry] = [entry for entry in feed.entries if entry.id.endswith("pair/")]
    shown = "Ask “first” <b>&</b> ‘then’ ]]> --> {{7*7}}"
    assert entry.title_detail.type == entry.summary_detail.type == "text/plain"
    assert (entry.title, entry.summary, entry.author) == (shown, shown, HOSTILE)
    assert feed.feed.author == HOSTILE


def test_an_entry_says_its_language_where_it_differs(publish: Publish) -> None:
    site = publish()
    site["entries"]["moves"]["pair"] |= {"language": "es", "title": "Trabajar en pareja"}

    entries = {entry.id: entry for entry in read(site, "feeds/moves.xml").entries}

    assert entries[f"{ADDRESS}moves/pair/"].title_detail.language == "es"
    assert entries[f"{ADDRESS}moves/trio/"].title_detail.language == "en"


def test_without_an_address_there_is_no_feed(publish: Publish) -> None:
    site = publish(address="")

    assert site["feeds"] == []
    with pytest.raises(KeyError):
        atom(site, Words(), "feeds/new.xml")
