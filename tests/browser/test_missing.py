"""The page for an address that has none: words lead on from it, with scripts and without."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from playbook_site.building.build import build
from tests.conftest import original


@pytest.fixture(scope="module")
def rooted(chromium: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Page]:
    """A page on a host that shows 404.html, at any depth, of a site in a folder of that host."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLAYBOOK_SITE_URL", "https://example.org/playbook/")
        site = tmp_path_factory.mktemp("rooted") / "site"
        build(original(), site)
    page = chromium.new_page()

    def answer(route, request) -> None:  # type: ignore[no-untyped-def]
        path = request.url.partition("/playbook/")[2].partition("?")[0]
        file: Path = site / (f"{path}index.html" if path.endswith("/") or not path else path)
        is_there = file.is_file()
        route.fulfill(path=file if is_there else site / "404.html", status=200 if is_there else 404)

    page.route("https://example.org/**", answer)
    yield page
    page.close()


def test_words_lead_from_a_page_that_is_missing_to_what_they_find(rooted: Page) -> None:
    rooted.goto("https://example.org/playbook/moves/that/never/was")
    rooted.get_by_role("searchbox", name="Search by words").fill("learning walk & more?")

    rooted.keyboard.press("Enter")

    expect(rooted).to_have_url("https://example.org/playbook/explore/?q=learning+walk+%26+more%3F")
    expect(rooted.locator("#find")).to_have_value("learning walk & more?")
    expect(rooted.locator(".found .card").first).to_be_visible()


def test_without_scripts_the_words_lead_to_the_list(chromium: Browser, site_url: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_url}404.html")
    page.get_by_role("searchbox", name="Search by words").fill("walk")

    page.get_by_role("button", name="Search", exact=True).click()

    expect(page).to_have_url(f"{site_url}explore/?q=walk")
    expect(page.locator(".listing .card").first).to_be_visible()
    context.close()


def test_there_is_a_way_home(rooted: Page) -> None:
    rooted.goto("https://example.org/playbook/a/b/")

    rooted.locator("main").get_by_role("link", name="Home").click()

    expect(rooted).to_have_url("https://example.org/playbook/")
