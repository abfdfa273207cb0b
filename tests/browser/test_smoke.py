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


def test_cautions_come_before_the_steps_of_every_move(
    page: Page, site: Path, site_url: str, part: slice
) -> None:
    cautious, late = 0, []
    for folder in sorted(site.glob("moves/*[a-z]*/"))[part]:
        page.goto(f"{site_url}moves/{folder.name}/")
        headings = page.get_by_role("heading").all_inner_texts()
        if "Before you start" in headings:
            cautious += 1
            boxes = page.locator(".before, .steps > li").locator("visible=true")
            if boxes.first.get_attribute("class") != "before":
                late.append(folder.name)

    assert not late
    assert cautious >= 10


def test_an_address_can_be_copied_by_hand_where_nothing_else_can(page: Page, site_url: str) -> None:
    page.add_init_script(
        "delete Navigator.prototype.share; delete Navigator.prototype.clipboard"
    )  # as on a site without encryption
    page.goto(f"{site_url}moves/board-learning-block/#run")

    page.get_by_role("button", name="Send to my team").click()

    sentence = f"Copy this address: {site_url}moves/board-learning-block/"
    expect(page.get_by_text(sentence, exact=True)).to_be_visible()


def test_a_run_is_ticked_sent_and_shown_on_a_wall(page: Page, site_url: str) -> None:
    page.add_init_script(
        "print = () => (globalThis.printed = true); delete Navigator.prototype.share"
    )
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    address = f"{site_url}moves/board-learning-block/"
    page.goto(address)

    page.get_by_role("button", name="Print").click()
    assert page.evaluate("printed")
    page.get_by_role("button", name="Send to my team").click()
    expect(page.get_by_text("Copied, with the address.")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").endswith(f"board agenda\n{address}")

    page.get_by_role("checkbox", name="Step 1 is done").check()
    page.get_by_role("checkbox", name="Step 4 is done").check()
    page.get_by_role("checkbox", name="A short list of topics").check()
    page.reload()
    expect(page.get_by_role("checkbox", name="Step 1 is done")).to_be_checked()
    expect(page.get_by_role("checkbox", name="Step 4 is done")).to_be_checked()
    expect(page.get_by_role("checkbox", name="A short list of topics")).to_be_checked()
    expect(page.get_by_role("checkbox", name="Step 5 is done")).not_to_be_checked()

    opener = page.get_by_role("button", name="Project this")
    opener.focus()
    page.keyboard.press("Enter")
    wall = page.get_by_role("dialog")
    expect(wall.get_by_text("Look at it in silence.")).to_be_visible()
    expect(wall.get_by_text("1 of 5")).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(wall.get_by_text("Ask the guest the questions")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    expect(wall.get_by_text("Look at it in silence.")).to_be_visible()
    for _ in range(9):
        page.keyboard.press("PageDown")
    expect(wall.get_by_text("What do people in classrooms believe")).to_be_visible()
    wall.get_by_role("button", name="Clock").click()
    expect(wall.get_by_role("button", name="0:0")).to_be_visible()
    wall.get_by_role("button", name="Close").click()
    expect(wall).to_be_hidden()
    expect(opener).to_be_focused()
