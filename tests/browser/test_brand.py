"""A district's brand, in real computed colors: every text and every focus can be seen."""

import io

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Page

from playbook.layers.brand import LEAST, contrast, stylesheet
from tests.browser.test_reflow import add_style

BRANDS = [
    *("#7a1f3d", "#0b4f6c", "#006b3f", "#ffd100", "#ff6a13", "#d9d9d9", "#000000"),
    *("#5c2d91", "#00a3e0", "#e31837"),
]
"""A dark red, a blue, a green, a yellow, an orange, a pale gray, black, and more."""

TEXTS = """() => {
    const canvas = new OffscreenCanvas(1, 1).getContext("2d", {willReadFrequently: true});
    const over = (colors) => {
        canvas.clearRect(0, 0, 1, 1);
        for (const color of colors) { canvas.fillStyle = color; canvas.fillRect(0, 0, 1, 1); }
        const [r, g, b] = canvas.getImageData(0, 0, 1, 1).data;
        return "#" + [r, g, b].map((part) => part.toString(16).padStart(2, "0")).join("");
    };
    const grounds = (node) => node
        ? [...grounds(node.parentElement), getComputedStyle(node).backgroundColor] : ["#fff"];
    const hasText = (node) => [...node.childNodes].some((n) => n.nodeType === 3 && n.data.trim());
    const shown = [...document.querySelectorAll("body *")].filter(
        (node) => node.checkVisibility({visibilityProperty: true}) && hasText(node)
            && !(node instanceof SVGElement) && !node.closest(".visually-hidden, .dots"));
    const pairs = shown.map((node) => {
        const behind = grounds(node);
        return [over([...behind, getComputedStyle(node).color]), over(behind), node.outerHTML.slice(0, 90)];
    });
    return [...new Map(pairs.map((pair) => [pair.slice(0, 2).join(), pair])).values()];
}"""  # noqa: E501
"""Each pair of a text's color and what is behind it, with an element that has it."""

RING = """() => {
    const node = document.activeElement;
    const inside = node.className === "skip" ? node : node.parentElement;
    const hex = (color) => "#" + color.match(/\\d+/g).slice(0, 3)
        .map((part) => (+part).toString(16).padStart(2, "0")).join("");
    const ground = (at) => {
        const color = getComputedStyle(at).backgroundColor;
        return /^rgba.*, 0\\)$/.test(color) ? ground(at.parentElement) : color;
    };
    return [getComputedStyle(node).outlineColor, ground(inside)].map(hex);
}"""
"""The color of the ring around what has the focus, and of what it is drawn on."""


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_can_be_read_in_any_brand(page: Page, site_url: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    pairs = []

    for path in ("", "moves/bring-a-school-team/", "explore/", "conditions/motivate-everyone/"):
        page.goto(site_url + path)
        for brand in BRANDS:
            add_style(page, stylesheet({"brand": brand}, None))
            pairs += [(brand, path, *pair) for pair in page.evaluate(TEXTS)]

    assert len(pairs) > 5 * 4 * len(BRANDS)
    assert [pair for pair in pairs if contrast(*pair[2:4]) < LEAST] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_focus_can_be_seen_in_any_brand(page: Page, site_url: str, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page.goto(f"{site_url}moves/bring-a-school-team/")
    rings = []

    for brand in BRANDS:
        add_style(page, stylesheet({"brand": brand}, None))
        page.locator(".colophon a:visible").last.focus()
        rings.append((brand, *page.evaluate(RING)))
        page.locator(".skip").focus()
        rings.append((brand, *page.evaluate(RING)))
        for _ in range(15):
            page.keyboard.press("Tab")
            rings.append((brand, *page.evaluate(RING)))

    assert {ring for ring in rings if contrast(*ring[1:]) < 3} == set()


def test_a_brand_is_seen_on_a_page(page: Page, site_url: str) -> None:
    page.goto(site_url)
    page.evaluate("document.fonts.ready")
    before = page.screenshot(full_page=True)

    add_style(page, stylesheet({"brand": "#7a1f3d"}, None))

    after = page.screenshot(full_page=True)
    assert share_of_other_pixels(before, after) > 0.05


def share_of_other_pixels(one: bytes, other: bytes) -> float:
    """Which part of two pictures of the same size differs."""
    pictures = [Image.open(io.BytesIO(data)).convert("RGB") for data in (one, other)]
    changes = ImageChops.difference(*pictures).convert("L").histogram()
    return 1 - changes[0] / sum(changes)
