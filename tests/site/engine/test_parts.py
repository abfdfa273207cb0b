"""Long lists are complete without scripts, and no page of any playbook is too long."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from lxml import html as markup

from benchmarks import corpus
from playbook.model.fields import is_id
from playbook_site.building.build import build
from playbook_site.engine.published_files import PAGE
from tests.conftest import ROOT

MOST = 150_000
"""The most bytes of a page."""

MOVES, CASES = 260, 130


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a playbook with more moves and cases than any page lists."""
    root = tmp_path_factory.mktemp("large")
    corpus.write(root, MOVES, CASES, full_text=False)
    settings = root / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    address = 'site_url: "https://example.org/"'
    nav = "  - Cases: docs/cases.md\n"
    text = re.sub("site_url: .*", address, text).replace(nav, f"{nav}  - Deck: docs/deck.md\n")
    settings.write_text(text, encoding="utf-8")
    for condition in (root / "conditions").glob("*.md"):
        words = condition.read_text(encoding="utf-8")
        long = f"title: {condition.stem} is what everybody in the district needs to learn"
        condition.write_text(re.sub("title: .*", long, words, count=1), encoding="utf-8")
    shutil.copy(ROOT / "docs" / "deck.md", root / "docs")
    build(root, root / "site")
    return root / "site"


def cards(site: Path, page: str) -> list[str]:
    """The addresses of the cards on a page, from the root of the site."""
    tree = markup.parse(str(site / page / "index.html"))
    links = tree.xpath("//article[not(ancestor::template)]//h3/a/@href")
    return [str((Path("/") / page / link).resolve())[1:] for link in links]


def test_no_two_parts_of_a_list_have_one_title_however_long_that_is(site: Path) -> None:
    pages = [*site.glob("*/*/index.html"), *site.glob("*/*/*/*/index.html")]
    parts = [page for page in pages if re.fullmatch(r"\d+", page.parent.name)]
    titles = [str(markup.parse(str(page)).findtext("head/title")) for page in parts]

    assert len(titles) > 6
    assert len(set(titles)) == len(titles)
    assert all(re.search(r", page \d+ of \d+", title) for title in titles)


def next_page(site: Path, page: str) -> str | None:
    """Where the link to the next part leads, as a reader without scripts follows it."""
    tree = markup.parse(str(site / page / "index.html"))
    for link in tree.xpath("//a"):
        if re.fullmatch(r"Next page|Page 2 of \d+", (link.text or "").strip()):
            return f"{(Path('/') / page / link.get('href')).resolve()}/"[1:]
    return None


def next_numbers(page: Any) -> list[str]:
    """The number of the page that the link to the next one leads to, where there is one."""
    links = page.xpath("//main//a[text()='Next page']/@href")
    return [link.rstrip("/").rpartition("/")[2] for link in links]


@pytest.mark.parametrize(
    ("page", "count"),
    [("moves/", MOVES), ("cases/", CASES)],
)
def test_a_reader_without_scripts_reaches_every_entry(site: Path, page: str, count: int) -> None:
    seen: list[str] = []
    place: str | None = page

    while place:
        shown = cards(site, place)
        assert len(shown) <= 60
        seen += shown
        place = next_page(site, place)

    assert len(seen) == len(set(seen)) == count


def test_a_condition_leads_to_all_of_its_moves(site: Path) -> None:
    records = json.loads((site / "playbook.json").read_text(encoding="utf-8"))["entries"]
    moves = {
        record["url"].rstrip("/")
        for record in records
        if record["collection"] == "moves"
        and "condition-0" in [relation["id"] for relation in record["relations"]["conditions"]]
    }
    assert len(moves) > 120
    seen: set[str] = set()
    place: str | None = "conditions/condition-0/"

    while place:
        seen |= {card for card in cards(site, place) if card.startswith("moves/")}
        place = next_page(site, place)

    assert seen == moves


def test_the_deck_has_a_card_for_every_move(site: Path) -> None:
    seen: list[str] = []
    place: str | None = "deck/"

    while place:
        page = markup.parse(str(site / place / "index.html"))
        sheets = [sheet.xpath("article/@id") for sheet in page.xpath("//div[@class='four']")]
        assert 1 <= len(sheets) <= 6
        assert all(len(cards) == 4 for cards in sheets[:-1])
        seen += [card for cards in sheets for card in cards]
        place = next((f"deck/{n}/" for n in next_numbers(page)), None)

    assert len(seen) == len(set(seen)) == MOVES


def test_the_deck_leads_to_the_first_card_of_each_condition(site: Path) -> None:
    page = markup.parse(str(site / "deck" / "index.html"))
    starts = page.xpath("//nav[@class='jumps']//a[contains(@href, '#')]/@href")

    assert len(starts) > 2
    for start in starts:
        address, card = start.split("#")
        there = markup.parse(str(site / "deck" / address / "index.html"))
        tags = there.xpath("//article/@class")
        at = there.xpath("//article/@id").index(card)
        assert at == 0 or tags[at] != tags[at - 1]


def test_no_page_is_longer_than_a_phone_should_have_to_load(site: Path) -> None:
    whole = site / PAGE  # all of it, for whoever asks
    sizes = {page: page.stat().st_size for page in site.rglob("*.html") if page != whole}

    assert {page: size for page, size in sizes.items() if size > MOST} == {}


def test_search_engines_are_told_of_every_part(site: Path) -> None:
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")

    for number in range(2, -(-MOVES // 60) + 1):
        assert f"<loc>https://example.org/moves/{number}/</loc>" in sitemap


def test_no_entry_can_take_the_address_of_a_part() -> None:
    assert not is_id("2")
    assert not is_id("2024-25")
    assert is_id("2-minute-check")
