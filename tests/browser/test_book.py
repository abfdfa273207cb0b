"""The book on one page."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.test_accessibility import violations


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (320, "light")])
def test_axe_finds_nothing_in_the_book(page: Page, site_url: str, width: int, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{site_url}book/playbook.html")

    assert violations(page) == []


def test_the_book_fits_a_phone_and_asks_for_nothing(page: Page, site_url: str) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_viewport_size({"width": 320, "height": 700})
    address = f"{site_url}book/playbook.html"
    page.goto(address)

    wide = page.evaluate("document.documentElement.scrollWidth")

    assert wide <= 320
    assert asked == [address]


def test_the_keyboard_skips_to_the_contents_and_on_to_a_move(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}book/playbook.html")

    page.keyboard.press("Tab")
    expect(page.get_by_text("Skip to content")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Contents")).to_be_in_viewport()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    first = page.locator("section").first
    expect(first.get_by_role("heading").first).to_be_in_viewport()
