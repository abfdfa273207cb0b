"""Criteria of WCAG that axe-core does not judge. `accessibility.yml` says which test shows what."""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from playwright.sync_api import Page, expect

from tests.browser.waiting import visit
from tests.conftest import ROOT

Document = html.HtmlElement

ASSETS = ROOT / "overrides" / "assets"
EVENTS = {
    *("click", "auxclick", "focusin", "focusout", "change", "input", "submit", "keydown"),
    *("load", "error", "popstate", "pageshow", "pagehide", "formdata"),
    *("DOMContentLoaded", "close", "hashchange", "storage", "visibilitychange"),
    *("beforeprint", "afterprint", "scroll"),
    *("pointerdown", "pointermove", "pointerup", "pointercancel"),
}
"""All that scripts listen for: no touch, hover or motion. A pointer may drag a move of a plan to
another place, which buttons beside it do as well.
"""

TABBED = [
    *("", "explore/", "moves/monthly-content-groups/", "contributing/fields/", "assets/"),
    "plan/#start~v1~A%20year~~board-learning-block.w1~look-in-five-areas~study-one-lesson",
    "compare/?m=board-learning-block,study-one-lesson",
    "suggest/?e=moves/four-tests",
]
"""Pages with every kind of control: cards, facets, links to headings, tables that scroll."""

CONTRASTS = """() => {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true});
    const channels = (color) => {
        canvas.clearRect(0, 0, 1, 1);
        canvas.fillStyle = color;
        canvas.fillRect(0, 0, 1, 1);
        return canvas.getImageData(0, 0, 1, 1).data;
    };
    const light = (color) => {
        const [r, g, b] = [...channels(color)].slice(0, 3).map((value) => {
            const part = value / 255;
            return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
        });
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const contrast = (one, other) => {
        const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b);
        return (bright + 0.05) / (dark + 0.05);
    };
    const isClear = (color) => channels(color)[3] === 0;
    const ground = (node) => {
        for (let at = node; at; at = at.parentElement) {
            const color = getComputedStyle(at).backgroundColor;
            if (!isClear(color)) return color;
        }
        return "white";
    };
    const faint = [];
    for (const node of document.querySelectorAll("input, select, button, summary")) {
        const style = getComputedStyle(node);
        const box = node.getBoundingClientRect();
        if (!node.checkVisibility({visibilityProperty: true}) || box.width <= 1) continue;
        if (style.appearance !== "none" && node.type === "checkbox") continue; // the browser's own
        const behind = ground(node.parentElement);
        const hasEdge = parseFloat(style.borderTopWidth) > 0 && !isClear(style.borderTopColor);
        const isField = node.matches("input, select");
        const mark = hasEdge || isField ? style.borderTopColor : style.color;
        const most = Math.max(contrast(mark, behind), isField ? 0 : contrast(style.color, behind));
        if (most < 3) faint.push(`${most.toFixed(2)}: ${node.outerHTML.slice(0, 120)}`);
    }
    return faint;
}"""
"""Controls whose edge, or whose sign where they have none, is hard to see."""

FOCUS = """() => {
    const node = document.activeElement;
    if (node === document.body) return null;
    const lines = [node, node.closest("label"), node.closest(".card")].filter(Boolean).flatMap(
        (place) => ["", "::after"].map((part) => getComputedStyle(place, part || null)));
    const box = [...node.getClientRects()].find((part) => part.width && part.height);
    const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
    const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
    const isOnTop = [0.1, 0.5, 0.9].some((share) => {
        const [x, y] = [left + share * (right - left), top + share * (bottom - top)];
        const seen = document.elementFromPoint(x, y);
        return node.contains(seen) || Boolean(seen?.contains(node));
    });
    return {
        name: node.outerHTML.slice(0, 120),
        isOutlined: lines.some((s) => s.outlineStyle !== "none" && parseFloat(s.outlineWidth) >= 2),
        isOnTop: left < right && top < bottom && isOnTop,
    };
}"""
"""What has the focus, and whether a reader sees that."""


@pytest.fixture(scope="module")
def documents(site: Path, paths: list[str]) -> dict[str, Document]:
    """Every page by its address; pages that only lead on to another are left out."""
    trees = {path: html.parse(_file(site, path)).getroot() for path in paths}
    return {path: tree for path, tree in trees.items() if not tree.xpath(_REFRESH)}


_REFRESH = "//meta[@http-equiv='refresh']"


def _file(site: Path, path: str) -> str:
    return str(site / path / "index.html" if path.endswith("/") or not path else site / path)


def test_every_page_has_a_title_of_its_own(documents: dict[str, Document]) -> None:
    titles = Counter(tree.findtext(".//title") for tree in documents.values())

    assert len(documents) > 150
    assert {title: count for title, count in titles.items() if count > 1 or not title} == {}


def test_no_page_has_sound_film_frames_or_pictures_of_text(documents: dict[str, Document]) -> None:
    tags = ("audio", "video", "iframe", "object", "embed", "canvas", "marquee", "img", "picture")

    with_some = {
        path for path, tree in documents.items() if any(map(tree.findall, map(_any, tags)))
    }

    assert with_some == set()


def _any(tag: str) -> str:
    return f".//{tag}"


def test_every_link_has_words(documents: dict[str, Document]) -> None:
    silent = {
        path: [html.tostring(link) for link in tree.xpath(_LINKS) if _is_silent(link)]
        for path, tree in documents.items()
    }

    assert {path: links for path, links in silent.items() if links} == {}


_LINKS = "//a[@href][not(ancestor::template)]"


def _is_silent(link: Document) -> bool:
    return not (link.get("aria-label") or link.text_content()).strip()


def test_one_field_asks_who_the_reader_is_and_says_so(documents: dict[str, Document]) -> None:
    fields = [field for tree in documents.values() for field in tree.iter("input", "textarea")]
    inputs = [field for field in fields if field.tag == "input"]  # others are sheets to fill in

    kinds = {"checkbox", "radio", "search", "hidden", "color", "file", "text", "date", "number"}
    assert {field.get("type") for field in inputs} == kinds
    named = {f.get("id") or f.get("name") for f in inputs if f.get("type") == "text"}
    of_others = {"plan-name", "lead"}  # what a plan is called, and who leads a move
    assert named == {"district-name", "brand-typed", "link-typed", "name"} | of_others
    own = {"off", "organization", "name"}
    assert {field.get("autocomplete", "off") for field in fields} == own
    [name] = [field for field in inputs if field.get("autocomplete") == "name"]
    assert name.get("id") == "name"


def test_a_page_that_leads_on_does_so_at_once_and_none_moves_by_itself(
    site: Path, paths: list[str]
) -> None:
    trees = [html.parse(_file(site, path)) for path in paths]
    waits = [meta.get("content").split(";")[0] for tree in trees for meta in tree.xpath(_REFRESH)]
    code = "\n".join(_texts("*.js"))
    styles = "\n".join(_texts("*.css"))

    assert set(waits) <= {"0"}
    assert code.count("setInterval") == 1  # the clock of a projected run, which a reader starts
    assert not re.search(r"\binfinite\b|animation-iteration-count", styles)


def test_scripts_listen_to_no_hover_or_motion() -> None:
    # what fetches a page or a script ahead shows nothing, and looks the same before and after
    ahead = ('priority: "low"', "@tray.js")
    code = "\n".join(t for t in _texts("*.js") if not any(sign in t for sign in ahead))

    listening = re.findall(r"""addEventListener\(\s*["'](\w+)["']""", code)
    handlers = re.findall(r"\.on([a-z]+) = ", code)

    assert len(listening) == code.count("addEventListener(")
    assert {*listening, *handlers} <= EVENTS


def test_no_style_holds_to_one_orientation() -> None:
    assert not [text for text in _texts("*.css") if re.search(r"\borientation\s*:", text)]


def _texts(pattern: str) -> Iterator[str]:
    return (file.read_text(encoding="utf-8") for file in sorted(ASSETS.glob(pattern)))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", ["", "explore/", "moves/bring-a-school-team/", "accessibility/"])
def test_controls_stand_out_from_what_is_around_them(
    page: Page, site_url: str, path: str, scheme: str
) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    visit(page, site_url + path)

    assert page.evaluate(CONTRASTS) == []


@pytest.mark.parametrize("width", [320, 1280])
@pytest.mark.parametrize("path", TABBED)
def test_the_focus_is_seen_wherever_it_goes_and_changes_nothing(
    page: Page, site_url: str, path: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    visit(page, site_url + path)
    page.evaluate("document.fonts.ready")
    address, focused, unseen = page.url, 0, []

    for _ in range(60):
        page.keyboard.press("Tab")
        focus = page.evaluate(FOCUS)
        if focus is None:
            break
        focused += 1
        if not focus["isOutlined"] or not focus["isOnTop"]:
            unseen.append(focus)

    assert focused > 5
    assert unseen == []
    assert page.url == address
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_menus_stand_in_the_same_order_on_every_page(documents: dict[str, Document]) -> None:
    menus = {path: _menus(tree) for path, tree in documents.items()}

    everywhere = menus[""]
    for path, menu in menus.items():
        assert tuple(item for item in menu if item in everywhere) == everywhere, path
    guides = {path: menu for path, menu in menus.items() if menu != everywhere}
    assert len(set(guides.values())) == 1  # contributing adds what belongs to it
    assert all(path.startswith("contributing/") for path in guides)
    assert "Accessibility" in menus[""]
    assert "Contribute" in menus[""]


def _menus(tree: Document) -> tuple[str, ...]:
    """The texts of all links in the head and the foot of a page."""
    links = tree.xpath(
        "//*[contains(@class, 'masthead') or contains(@class, 'colophon')]"
        "[not(ancestor::template)]//nav//a"
    )
    return tuple(" ".join(link.text_content().split()) for link in links)


@pytest.mark.parametrize("path", ["", "explore/?role=principal", "moves/bring-a-school-team/"])
def test_the_words_on_a_control_are_in_its_name(page: Page, site_url: str, path: str) -> None:
    visit(page, site_url + path)
    page.wait_for_load_state("networkidle")

    differing = page.evaluate(
        """[...document.querySelectorAll('a, button, summary, [role=button]')]
        .filter((node) => node.checkVisibility() && node.ariaLabel && /\\w/.test(node.innerText))
        .map((node) => ({node, words: node.innerText.trim().toLowerCase()}))
        .filter(({node, words}) => !node.ariaLabel.toLowerCase().includes(words))
        .map(({node}) => node.outerHTML)"""
    )

    assert differing == []
