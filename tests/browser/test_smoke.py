"""Every kind of page, as a reader sees it."""

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

PAGES = [
    "",
    "conditions/",
    "roles/",
    "moves/",
    "cases/",
    "about/",
    "contributing/fields/",
    "moves/bring-a-school-team/",
    "roles/principal/",
    "conditions/motivate-everyone/",
    "cases/thirteen-middle-schools/",
    "404.html",
]


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [320, 1440])
def test_a_page_opens_and_fits(
    page: Page, site_url: str, path: str, scheme: str, width: int
) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 800})

    page.goto(site_url + path)

    expect(page.get_by_role("heading", level=1)).to_have_count(1)
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_first_step_is_seen_on_a_phone_without_scrolling(page: Page, site_url: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})

    page.goto(f"{site_url}moves/bring-a-school-team/")

    box = page.get_by_role("heading", name="First step this week").bounding_box()
    assert box is not None
    assert box["y"] + box["height"] < 844


def test_a_leader_reaches_a_move_from_home_in_two_clicks(page: Page, site_url: str) -> None:
    page.goto(site_url)

    page.get_by_role("link", name="Principal", exact=False).first.click()
    page.locator(".numbered .card a").first.click()

    expect(page.get_by_role("heading", name="Steps", exact=True)).to_be_visible()


def test_the_theme_follows_a_choice_and_remembers_it(page: Page, site_url: str) -> None:
    page.emulate_media(color_scheme="light")
    page.goto(site_url)

    page.get_by_role("button", name="Dark colors").click()
    page.goto(f"{site_url}about/")

    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(20, 23, 31)"


def test_the_keyboard_reaches_the_content_first(page: Page, site_url: str) -> None:
    page.goto(site_url)

    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    expect(page.locator("#content")).to_be_focused()


def test_every_move_prints_on_one_page(page: Page, site: Path, site_url: str) -> None:
    longer = []
    for folder in sorted((site / "moves").glob("*/")):
        page.goto(f"{site_url}moves/{folder.name}/")
        page.evaluate("document.fonts.ready")
        if page.pdf(format="Letter", prefer_css_page_size=True).count(b"/Type /Page\n") != 1:
            longer.append(folder.name)

    assert not longer
