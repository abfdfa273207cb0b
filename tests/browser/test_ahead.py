"""The next page is fetched while a reader rests on its link."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

MOVES = "moves/"
SAVES = "Object.defineProperty(navigator, 'connection', { value: { saveData: true } })"


@pytest.fixture
def ahead(page: Page) -> list[str]:
    """The addresses of pages that were fetched ahead."""
    fetched: list[str] = []
    page.on("request", lambda r: fetched.append(r.url) if r.resource_type == "fetch" else None)
    return fetched


@pytest.mark.parametrize("way", ["pointer", "keyboard"])
def test_resting_on_a_link_fetches_its_page_once(
    page: Page, site_url: str, ahead: list[str], way: str
) -> None:
    page.goto(site_url + MOVES)
    link = page.get_by_role("main").get_by_role("article").get_by_role("link").first
    address = link.evaluate("(link) => link.href")

    with page.expect_request(address):
        link.hover() if way == "pointer" else link.focus()
    page.locator("h1").hover()
    link.hover()
    page.wait_for_timeout(300)

    assert ahead == [address]
    link.click()
    expect(page).to_have_url(address)


def test_other_sites_files_and_the_page_itself_are_not_fetched(
    page: Page, site_url: str, ahead: list[str]
) -> None:
    page.goto(f"{site_url}{MOVES}#content")

    for address in ("https://example.org/", "../playbook.json", "#content"):
        page.locator("footer a:visible").last.evaluate("(link, to) => (link.href = to)", address)
        page.locator("footer a:visible").last.hover()
        page.wait_for_timeout(200)
        page.locator("h1").hover()

    assert ahead == []


def test_those_who_save_data_load_only_what_they_open(
    page: Page, site_url: str, ahead: list[str]
) -> None:
    page.add_init_script(SAVES)
    page.goto(site_url + MOVES)

    page.get_by_role("main").get_by_role("article").get_by_role("link").first.hover()
    page.wait_for_timeout(300)

    assert ahead == []


def test_from_a_disk_nothing_is_fetched_ahead(chromium: Browser, site: Path) -> None:
    page = chromium.new_page()
    fetched: list[str] = []
    page.on("request", lambda r: fetched.append(r.url) if r.resource_type == "fetch" else None)
    page.goto((site / MOVES / "index.html").as_uri())

    page.get_by_role("main").get_by_role("article").get_by_role("link").first.hover()
    page.wait_for_timeout(300)

    assert fetched == []
    page.close()
