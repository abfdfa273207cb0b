"""A move's run sheet at work: its ticks, and the clock of what is projected."""

import re

import yaml
from playwright.sync_api import Page, expect

from playbook.i18n.typography import typeset
from tests.browser.waiting import wait_until
from tests.conftest import ROOT

MOVE = "moves/look-in-five-areas/"


def test_ticks_stay_until_they_are_cleared(page: Page, site_url: str) -> None:
    page.goto(site_url + MOVE)
    clear = page.get_by_role("button", name="Clear the check marks")
    expect(clear).to_be_hidden()
    page.get_by_role("checkbox", name="Step 1 is done").check()
    page.reload()
    expect(page.get_by_role("checkbox", name="Step 1 is done")).to_be_checked()

    clear.click()

    expect(page.locator(".sheet input:checked")).to_have_count(0)
    expect(clear).to_be_hidden()
    expect(page.locator(".sheet input").first).to_be_focused()
    page.reload()
    expect(page.locator(".sheet input:checked")).to_have_count(0)


def test_the_clock_says_its_name_and_how_long_a_step_may_take(page: Page, site_url: str) -> None:
    page.goto(site_url + MOVE)
    page.get_by_role("button", name="Project this").click()

    page.get_by_role("button", name="Clock").click()

    clock = page.get_by_role("button", name=re.compile(r"^Clock: \d:\d\d . \d+ min"))
    expect(clock).to_have_attribute("aria-pressed", "true")
    clock.click()
    expect(page.get_by_role("button", name="Clock", exact=True)).to_have_attribute(
        "aria-pressed", "false"
    )


def test_a_move_says_one_sign_to_count_and_what_its_source_says(page: Page, site_url: str) -> None:
    front = yaml.safe_load((ROOT / f"{MOVE.rstrip('/')}.md").read_text("utf-8").split("---\n")[1])

    page.goto(site_url + MOVE)

    signs = page.locator("section section").filter(
        has=page.get_by_role("heading", name="Signs of progress")
    )
    for words in front["measure"].values():
        expect(signs.get_by_text(typeset(words, "en"))).to_be_visible()
    source = page.get_by_text("What the source says:")
    expect(source).to_be_visible()
    for words in front["from_source"].values():
        expect(source).to_contain_text(typeset(words, "en"))
    expect(page.get_by_text("Steps, times and numbers are ours.")).to_be_visible()


def test_a_page_that_is_loaded_again_during_the_projection_is_left_by_one_step_back(
    page: Page, site_url: str
) -> None:
    page.goto(site_url)
    page.goto(site_url + MOVE)
    page.get_by_role("button", name="Project this").click()
    expect(page.get_by_role("dialog")).to_be_visible()
    page.reload()
    expect(page.get_by_role("dialog")).to_be_hidden()

    page.get_by_role("button", name="Project this").click()
    page.get_by_role("dialog").get_by_role("button", name="Close").click()

    expect(page.get_by_role("dialog")).to_be_hidden()
    wait_until(page, "!history.state?.projection")
    assert page.evaluate("history.state") is None


def test_dots_tell_the_effort_where_every_color_is_the_system_s(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}moves/keep-the-why-alive/")  # which takes little
    rest = page.locator(".dots span").first
    expect(rest).to_be_visible()

    page.emulate_media(forced_colors="active")

    expect(rest).to_be_hidden()
    expect(page.locator(".dots").first).to_be_visible()


def test_the_way_back_leaves_the_projection_and_not_the_page(page: Page, site_url: str) -> None:
    page.goto(site_url)
    page.goto(site_url + MOVE)
    wall = page.get_by_role("dialog")
    page.get_by_role("button", name="Project this").click()
    expect(wall).to_be_visible()

    page.go_back()

    expect(wall).to_be_hidden()
    expect(page).to_have_url(site_url + MOVE)
    page.get_by_role("button", name="Project this").click()
    wall.get_by_role("button", name="Close").click()
    expect(wall).to_be_hidden()
    wait_until(page, "!history.state?.projection")  # closing goes back by itself, in a while
    page.go_back()
    expect(page).to_have_url(site_url)


def test_the_times_of_a_run_stand_in_boxes_on_paper(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}moves/mentor-new-teachers/")
    page.emulate_media(media="print")

    boxes = page.locator(".stretches rect").all()
    assert boxes
    for box in boxes:
        assert box.evaluate("(box) => getComputedStyle(box).stroke") == "rgb(136, 136, 136)"


def test_only_the_page_one_is_on_is_marked_in_the_system_s_colors(
    page: Page, site_url: str
) -> None:
    page.emulate_media(forced_colors="active")
    page.goto(f"{site_url}conditions/")

    bars = page.locator(".masthead nav a").evaluate_all(
        "(links) => links.map((link) => getComputedStyle(link).borderBottomWidth)"
    )

    assert sorted(bars)[-2:] == ["0px", "3px"]


def test_the_menu_closes_when_the_focus_leaves_it(page: Page, site_url: str) -> None:
    page.set_viewport_size({"width": 360, "height": 640})
    page.goto(site_url + MOVE)
    page.get_by_role("button", name="Menu").click()
    menu = page.locator(".masthead [popover]")
    menu.get_by_role("link").last.focus()

    page.keyboard.press("Tab")

    expect(menu).to_be_hidden()
    page.get_by_role("button", name="Menu").click()
    expect(menu).to_be_visible()
    page.get_by_role("button", name="Menu").click()
    expect(menu).to_be_hidden()
