"""axe-core on every kind of page, light and dark, and what it cannot see."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from playwright.sync_api import Page, expect

from tests.browser.kinds import PAGES
from tests.browser.test_reflow import add_style, clipped
from tests.browser.waiting import visit
from tests.nodejs import packages

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def violations(page: Page) -> list[str]:
    """What axe-core finds, a line each."""
    axe = (packages() / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    page.evaluate(f"() => {{ {axe} }}")  # the policy of the page takes no other script
    options = {
        "runOnly": {"type": "tag", "values": RULES},
        "preload": False,  # no style of its own
        "resultTypes": ["violations"],  # of all that passes, it names one
    }
    found = page.evaluate("(options) => axe.run(options).then((all) => all.violations)", options)
    return [
        f"{violation['id']}: {node['html'][:160]}"
        for violation in found
        for node in violation["nodes"]
    ]


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (1280, "dark"), (320, "light")])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing(page: Page, site_url: str, path: str, width: int, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 900})
    visit(page, site_url + path)

    assert violations(page) == []


@pytest.mark.nightly
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 320])
def test_axe_finds_nothing_on_any_page(
    page: Page, site_url: str, paths: list[str], part: slice, width: int, scheme: str
) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 900})

    by_page = {}
    for path in paths[part]:
        visit(page, site_url + path)
        by_page[path] = violations(page)

    assert {path: some for path, some in by_page.items() if some} == {}


def search(page: Page) -> None:
    page.keyboard.press("Control+k")
    page.keyboard.type("team")
    expect(page.locator(".finder li").first).to_be_visible()


def narrow(page: Page) -> None:
    page.goto(f"{page.url}?role=principal&effort=light&q=questions")
    expect(page.locator(".excerpts mark").first).to_be_visible()


def empty(page: Page) -> None:
    page.goto(f"{page.url}?role=king&what=cases&effort=heavy")
    expect(page.locator(".nothing")).to_be_visible()


def on_paper(page: Page) -> None:
    page.goto(page.url.replace("explore/", "moves/bring-a-school-team/"))
    page.emulate_media(media="print", color_scheme="light")


def menu(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.get_by_role("button", name="Menu").click()
    expect(page.get_by_role("link", name="Contribute", exact=True).first).to_be_visible()


def as_cards(page: Page) -> None:
    narrow(page)
    page.get_by_role("button", name="As cards").click()


def projected(page: Page) -> None:
    page.goto(page.url.replace("explore/", "moves/bring-a-school-team/"))
    page.get_by_role("button", name="Project this").click()
    expect(page.get_by_role("dialog")).to_be_visible()


def other_condition(page: Page) -> None:
    page.set_viewport_size({"width": 320, "height": 700})
    page.goto(page.url.replace("explore/", "map/"))
    page.get_by_role("radio", name="Schools in charge").check()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    "state", [search, narrow, empty, on_paper, menu, as_cards, projected, other_condition]
)
def test_axe_finds_nothing_while_the_page_is_used(
    page: Page, site_url: str, state: Callable[[Page], None], scheme: str
) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(f"{site_url}explore/")

    state(page)

    found = violations(page)
    if state is on_paper:  # nobody taps it
        found = [text for text in found if not text.startswith("target-size")]
    assert found == []


@pytest.mark.parametrize("path", PAGES)
def test_headings_come_in_order_and_every_control_has_a_name(
    page: Page, site_url: str, path: str
) -> None:
    visit(page, site_url + path)

    levels = page.evaluate(
        "[...document.querySelectorAll('h1,h2,h3,h4')].filter(h => h.checkVisibility())"
        ".map(h => +h.tagName[1])"
    )
    nameless = page.evaluate(
        "[...document.querySelectorAll('input,select,button')].filter(c => c.checkVisibility()"
        " && !c.labels?.length && !c.ariaLabel && !c.textContent.trim()).map(c => c.outerHTML)"
    )

    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(later <= earlier + 1 for earlier, later in pairwise(levels))
    assert nameless == []
    assert page.evaluate("document.documentElement.lang") == "en"


@pytest.mark.parametrize("path", ["", "explore/", "moves/bring-a-school-team/", "roles/principal/"])
def test_targets_are_large_enough(page: Page, site_url: str, path: str) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, site_url + path)

    small = page.evaluate(
        """[...document.querySelectorAll('a, button, summary, select, input')].filter((target) => {
            const box = target.getBoundingClientRect();
            const inline = target.closest('p, li.said, .small, .lede, .prose, td, th, h2');
            const part = target.closest('label, .card');
            const seen = target.checkVisibility() && box.width > 1;
            return seen && !inline && !part && (box.width < 24 || box.height < 24);
        }).map((target) => target.outerHTML.slice(0, 120))"""
    )

    assert small == []


@pytest.mark.parametrize("path", ["", "explore/", "moves/bring-a-school-team/", "about/"])
def test_wide_text_spacing_hides_nothing(page: Page, site_url: str, path: str) -> None:
    page.set_viewport_size({"width": 320, "height": 800})
    visit(page, site_url + path)

    add_style(
        page,
        "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; "
        "word-spacing: 0.16em !important } p { margin-bottom: 2em !important }",
    )

    assert clipped(page) == []


def test_motion_stops_where_it_is_not_wanted(page: Page, site_url: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    page.goto(site_url)

    moving = page.evaluate(
        "[...document.querySelectorAll('*')]"
        ".filter(e => getComputedStyle(e).transitionDuration !== '0s').length"
    )

    assert moving == 0


@pytest.mark.parametrize("path", ["make-it-your-districts/", "contributing/diagnostics/"])
def test_code_fits_a_phone_without_a_box_that_only_a_mouse_can_scroll(
    page: Page, site_url: str, path: str
) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    visit(page, site_url + path)

    assert violations(page) == []
    wide = "e => [...document.querySelectorAll('pre')].filter(e => e.scrollWidth > e.clientWidth)"
    assert page.evaluate(f"() => ({wide})().length") == 0
