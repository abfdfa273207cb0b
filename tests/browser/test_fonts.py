"""The look is that of the fonts that the site ships, whatever fonts the machine has."""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from unicodedata import category

import pytest
from playwright.sync_api import Browser, Page

from tests.conftest import published

MOVE = "moves/bring-a-school-team/"
LINE = 30
"""The height of a line of the largest text that wraps, in pixels: one word may fall otherwise."""

TEXTS = {
    "": {
        "h1": "Gelasio",
        ".lede": "Inter",
        ".sentence": "Gelasio",
        ".three h3": "Gelasio",
        ".search": "Inter",
    },
    MOVE: {
        "h1": "Gelasio",
        ".steps li": "Inter",
        ".questions li": "Gelasio",
        ".line li": "Inter",
    },
    "explore/": {"h1": "Gelasio", ".sorting": "Inter", ".ask label": "Inter", "#sort": "Inter"},
    "about/": {"h1": "Gelasio", ".guide p": "Inter"},
}


@pytest.fixture
def without_fonts(chromium: Browser) -> Iterator[Page]:
    """A page of a reader whose network lets no font through."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    page.route("**/*.woff2", lambda route: route.abort())
    yield page
    context.close()


def drawn(page: Page, selector: str) -> set[tuple[str, bool]]:
    """The fonts that Chromium drew an element's text with, and whether the site brought them."""
    page.evaluate("document.fonts.ready")
    session = page.context.new_cdp_session(page)
    session.send("DOM.enable")
    session.send("CSS.enable")
    root = session.send("DOM.getDocument")["root"]["nodeId"]
    node = session.send("DOM.querySelector", {"nodeId": root, "selector": selector})["nodeId"]
    fonts = session.send("CSS.getPlatformFontsForNode", {"nodeId": node})["fonts"]
    return {(font["familyName"].partition(" ")[0], font["isCustomFont"]) for font in fonts}


@pytest.mark.parametrize("path", TEXTS)
def test_text_is_drawn_in_the_shipped_fonts(page: Page, site_url: str, path: str) -> None:
    page.goto(site_url + path)

    fonts = {selector: drawn(page, selector) for selector in TEXTS[path]}

    assert fonts == {selector: {(family, True)} for selector, family in TEXTS[path].items()}


def test_no_page_has_a_character_that_the_fonts_lack(site: Path) -> None:
    rules = published(site, "assets/playbook.css").read_text(encoding="utf-8")
    spans = re.findall(r"U\+(\w+)(?:-(\w+))?", rules)
    covered = {
        n for first, last in spans for n in range(int(first, 16), int(last or first, 16) + 1)
    }
    elsewhere = re.compile(r"<(script|pre|code)\b.*?</\1>|<[^>]*>", re.DOTALL)

    for file in site.rglob("*.html"):
        text = unescape(elsewhere.sub("", file.read_text(encoding="utf-8")))
        assert not {
            c for c in text if ord(c) not in covered and not c.isspace() and category(c) != "Cf"
        }, file


def test_vietnamese_has_its_accents_in_the_same_font(page: Page, site_url: str) -> None:
    page.goto(site_url)

    with page.expect_response("**/gelasio-700-vietnamese.*.woff2"):
        page.locator("h1").evaluate(
            "title => title.textContent = 'Mỗi người đều được học ở trường'"
        )

    assert drawn(page, "h1") == {("Gelasio", True)}


@pytest.mark.parametrize("path", ["", MOVE])
def test_nothing_moves_when_the_fonts_come(
    page: Page, without_fonts: Page, site_url: str, path: str
) -> None:
    for reader in (page, without_fonts):
        reader.goto(site_url + path)
        reader.evaluate("document.fonts.ready")

    ours, theirs = (
        [box["y"] for h in reader.locator("h2").all() if (box := h.bounding_box())]
        for reader in (page, without_fonts)
    )

    assert drawn(without_fonts, "h1") != drawn(page, "h1")
    assert theirs == pytest.approx(ours, abs=LINE)


def test_fonts_come_from_a_disk_too(chromium: Browser, site: Path) -> None:
    context = chromium.new_context()
    page = context.new_page()

    page.goto((site / MOVE / "index.html").as_uri())

    assert drawn(page, "h1") == {("Gelasio", True)}
    assert drawn(page, ".steps li") == {("Inter", True)}
    context.close()
