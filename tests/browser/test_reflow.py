"""Nothing is cut off, and no page scrolls sideways: large text, narrow screens, right to left."""

import pytest
from playwright.sync_api import Page

from tests.browser.kinds import PAGES
from tests.browser.waiting import visit

CLIPPED = """() => {
    const width = document.documentElement.clientWidth;
    const name = (e) => `${e.tagName}.${e.className}: ${e.textContent.trim().slice(0, 60)}`;
    const tables = ".table, .map-frame"; // may scroll in a box of their own
    const exempt = `svg, .visually-hidden, .skip, ${tables}`;
    const outside = [];
    const sideways = document.documentElement.scrollWidth;
    if (sideways > width) outside.push(`The page is ${sideways} wide.`);
    for (const e of document.body.querySelectorAll("*")) {
        const box = e.getBoundingClientRect();
        const style = getComputedStyle(e);
        const hidden = !e.checkVisibility({visibilityProperty: true}) || box.width <= 1;
        if (hidden || e.closest(exempt) || style.clipPath !== "none") continue;
        const beyond = box.right > width + 1 || box.left < -1;
        const cut = style.overflowX !== "visible" && e.scrollWidth > e.clientWidth + 1;
        if ((beyond || cut) && e.textContent.trim()) outside.push(name(e));
    }
    return outside;
}"""
"""What a reader would have to scroll sideways for, or cannot see at all."""

FAR_SIGNS = """(blanks) => blanks.flatMap((blank) => {
    const next = document.createTreeWalker(blank.closest("p"), NodeFilter.SHOW_TEXT);
    while (next.nextNode()) {
        const after = blank.compareDocumentPosition(next.currentNode);
        const follows = after & Node.DOCUMENT_POSITION_FOLLOWING;
        if (follows && !(after & Node.DOCUMENT_POSITION_CONTAINED_BY)) break;
    }
    const found = next.currentNode.textContent.search(/[,.]/);
    if (found < 0) return [];
    const sign = document.createRange();
    sign.setStart(next.currentNode, found);
    sign.setEnd(next.currentNode, found + 1);
    return sign.getBoundingClientRect().top > blank.getBoundingClientRect().bottom;
})"""
"""Of each sign after a blank, whether it is on a line below."""


def clipped(page: Page) -> list[str]:
    result: list[str] = page.evaluate(CLIPPED)
    return result


def add_style(page: Page, text: str) -> None:
    """Add rules as a reader's own style sheet would; the policy of the page takes no other."""
    page.evaluate(
        """(text) => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(text);
            document.adoptedStyleSheets.push(sheet);
        }""",
        text,
    )


def double(page: Page) -> None:
    add_style(page, "html { font-size: 200% !important }")


def turn(page: Page) -> None:
    page.evaluate("document.documentElement.dir = 'rtl'")


@pytest.mark.parametrize("width", [320, 640])
@pytest.mark.parametrize("path", PAGES)
def test_text_at_twice_its_size_fits(page: Page, site_url: str, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    visit(page, site_url + path)

    double(page)

    assert clipped(page) == []


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", PAGES)
def test_a_page_from_right_to_left_fits(page: Page, site_url: str, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    visit(page, site_url + path)
    assert clipped(page) == []

    turn(page)

    assert clipped(page) == []
    assert page.evaluate("getComputedStyle(document.querySelector('h1')).textAlign") == "start"


@pytest.mark.nightly
def test_every_page_fits_with_text_at_twice_its_size(
    page: Page, site_url: str, paths: list[str], part: slice
) -> None:
    page.set_viewport_size({"width": 320, "height": 800})

    by_page = {}
    for path in paths[part]:
        visit(page, site_url + path)
        double(page)
        by_page[path] = clipped(page)

    assert {path: some for path, some in by_page.items() if some} == {}


@pytest.mark.parametrize("path", ["", "explore/"])
@pytest.mark.parametrize("width", [320, 360, 390])
def test_no_line_of_the_sentence_begins_with_a_sign(
    page: Page, site_url: str, path: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    visit(page, site_url + path)

    below = page.locator(".sentence select").evaluate_all(FAR_SIGNS)

    assert below == [False, False]  # the comma, and the period
