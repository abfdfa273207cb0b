"""A district sees the playbook in its colors, and takes home a folder that builds."""

import io
import shutil
import zipfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from PIL import Image
from playwright.sync_api import Browser, FilePayload, Page, expect

from playbook.layers.brand import nearest, palette
from playbook.layers.settings import parse
from playbook_site.building.build import build
from playbook_site.cli import main
from tests.browser.test_accessibility import violations
from tests.browser.test_reflow import clipped
from tests.browser.waiting import wait_until
from tests.site.mkdocs_plugin.test_theming import copy_original

ADDRESS = "make-it-yours/"
HOSTILE = 'The "Oak": <script>alert(1)</script> & \U0001f333 \\ # {% x %}'
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="9" fill="#fc0"/>{}</svg>'
)
PARTS = """(selector) => {
    const node = document.querySelector(".stage").shadowRoot.querySelector(selector);
    const style = getComputedStyle(node);
    return {background: style.backgroundColor, color: style.color, text: node.textContent};
}"""
"""The colors and the text of a part of the picture."""


def svg(inside: str = "") -> FilePayload:
    data = SVG.format(inside).encode()
    return {"name": "our logo.svg", "mimeType": "image/svg+xml", "buffer": data}


def png() -> FilePayload:
    stream = io.BytesIO()
    Image.new("RGB", (40, 20), "green").save(stream, "PNG")
    return {"name": "logo.png", "mimeType": "image/png", "buffer": stream.getvalue()}


def rgb(color: str) -> str:
    return f"rgb({', '.join(str(int(color[at : at + 2], 16)) for at in (1, 3, 5))})"


def download(page: Page) -> zipfile.ZipFile:
    with page.expect_download() as started:
        page.get_by_role("button", name="Download your district’s folder").click()
    assert started.value.suggested_filename == "our-district.zip"
    return zipfile.ZipFile(started.value.path())


@pytest.fixture
def maker(page: Page, site_url: str) -> Page:
    """The page, with a name."""
    page.goto(site_url + ADDRESS)
    page.get_by_label("Your district’s name").fill("Cedar Valley learns")
    return page


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_picture_is_in_the_colors_that_the_site_would_have(maker: Page, scheme: str) -> None:
    tokens = palette({"brand": "#7a1f3d"})
    at = 0 if scheme == "light" else 1

    maker.get_by_label("The color of your brand, as # and six signs").fill("#7a1f3d")
    maker.get_by_role("radio", name=f"{scheme} colors").check()

    masthead = maker.evaluate(PARTS, ".masthead")
    assert masthead["background"] == rgb(tokens["mast"][at])
    assert maker.evaluate(PARTS, ".masthead nav a")["color"] == rgb(tokens["mast-ink"][at])
    assert maker.evaluate(PARTS, ".sheet h1")["color"] == rgb(tokens["title"][at])
    assert maker.evaluate(PARTS, ".line a")["color"] == rgb(tokens["link"][at])
    assert maker.evaluate(PARTS, ".actions button")["background"] == rgb(tokens["brand"][at])
    assert maker.evaluate(PARTS, ".handout h1")["color"] == rgb(tokens["brand"].light)
    assert maker.evaluate(PARTS, ".share")["background"] == rgb(tokens["brand"][at])
    assert maker.evaluate(PARTS, ".wordmark")["text"].strip() == "Cedar Valley learns"


def test_a_color_that_is_too_faint_is_told_once_with_one_that_does(maker: Page) -> None:
    typed = maker.get_by_label("The color of your brand, as # and six signs")
    better = nearest("#ffd100", ("#faf8f3", "#ffffff"))
    maker.evaluate(
        """() => {
            globalThis.said = [];
            new MutationObserver(() => said.push(document.querySelector(".maker [role=status]").textContent))
                .observe(document.querySelector(".maker [role=status]"), {childList: true});
        }"""  # noqa: E501
    )

    typed.press_sequentially("#ffd100", delay=20)
    typed.fill("#ffd100")

    expect(maker.locator("#brand-said")).to_contain_text("Too faint for text")
    expect(maker.locator("#brand-said")).to_contain_text("1.3 to 1, and 4.5 is needed")
    expect(maker.locator(".maker [role=status]")).to_contain_text(better)
    assert maker.evaluate("said.length") == 1
    maker.get_by_role("button", name=f"Take {better}").press("Enter")
    expect(typed).to_have_value(better)
    expect(typed).to_be_focused()
    expect(maker.locator("#brand-said")).to_contain_text("read well")
    expect(maker.get_by_role("button", name="Take")).to_be_hidden()


@pytest.mark.parametrize("logo", [svg(), png()], ids=["drawing", "dots"])
def test_the_folder_builds_and_its_site_looks_as_the_picture_did(
    maker: Page, tmp_path: Path, logo: FilePayload
) -> None:
    maker.get_by_label("Your district’s name").fill(HOSTILE)
    maker.get_by_label("The color of your brand, as # and six signs").fill("#7a1f3d")
    maker.locator("#logo").set_input_files(logo)
    expect(maker.locator("#logo-said")).to_contain_text("This logo can be used")
    root = tmp_path / "fork"
    copy_original(root)
    shutil.rmtree(root / "district", ignore_errors=True)

    with download(maker) as archive:
        assert archive.testzip() is None
        archive.extractall(root)

    ending = logo["name"][-3:]
    settings, _ = parse((root / "district" / "district.yml").read_text("utf-8"), "district.yml")
    assert (settings.name, settings.logo) == (HOSTILE, f"logo.{ending}")
    assert (root / "district" / f"logo.{ending}").read_bytes() == logo["buffer"]
    note = (root / "READ-ME-FIRST.txt").read_text("utf-8")
    assert note.startswith(HOSTILE)
    assert f"{maker.url.removesuffix(ADDRESS)}make-it-your-districts/" in note
    checked = CliRunner().invoke(main, ["check", str(root)])
    assert checked.exit_code == 0, checked.output
    build(root, root / "site")
    home = (root / "site" / "index.html").read_text("utf-8")
    assert "&lt;script&gt;alert(1)" in home
    assert "<script>alert" not in home
    css = next((root / "site" / "assets").glob("brand.*css")).read_text("utf-8")
    assert all(f"light-dark({a}, {b})" in css for a, b in palette({"brand": "#7a1f3d"}).values())


@pytest.mark.parametrize(
    ("logo", "sentence"),
    [
        (svg("<script>alert(1)</script>"), "This drawing holds “<script>”"),
        (svg('<image href="https://example.org/a.png"/>'), "This drawing holds “<image>”"),
        (svg('<path onclick="alert(1)"/>'), "This drawing holds “onclick”"),
        ({**png(), "buffer": b"\0" * (5 * 1024 * 1024)}, "This logo has 5120 KB"),
        ({**png(), "buffer": png()["buffer"][:-14]}, "This file is cut short"),
        ({**png(), "name": "logo.webp"}, "This is not a WebP file"),
        ({**png(), "name": "logo.gif"}, "A logo needs a file whose name ends in"),
    ],
    ids=["script", "image", "handler", "large", "cut", "other", "kind"],
)
def test_a_logo_that_cannot_be_published_is_told_in_a_sentence_and_not_saved(
    maker: Page, logo: FilePayload, sentence: str
) -> None:
    maker.locator("#logo").set_input_files(logo)

    expect(maker.locator("#logo-said")).to_contain_text(sentence)
    maker.get_by_role("button", name="Download your district’s folder").click()
    expect(maker.locator("#logo")).to_be_focused()
    expect(maker.locator(".maker [role=status]")).to_contain_text(sentence)
    expect(maker.locator(".saved")).to_be_empty()
    maker.get_by_role("button", name="Leave the logo out").click()
    expect(maker.locator("#logo-said")).to_be_empty()
    with download(maker) as archive:
        assert archive.namelist() == ["READ-ME-FIRST.txt", "district/district.yml"]


def test_a_logo_is_in_the_picture_and_leaves_it_again(maker: Page) -> None:
    pictures = (
        "[...document.querySelector('.stage').shadowRoot.querySelectorAll('.logo.own > *')]"
        ".filter((logo) => logo.checkVisibility() && logo.getBoundingClientRect().width > 0).length"
    )

    for logo in (svg(), png()):
        maker.locator("#logo").set_input_files(logo)
        expect(maker.locator("#logo-said")).to_contain_text("This logo can be used")
        assert maker.evaluate(pictures) == 3
    maker.get_by_role("button", name="Leave the logo out").click()

    expect(maker.get_by_role("button", name="Leave the logo out")).to_be_hidden()
    wait_until(maker, f"{pictures} === 0")
    assert maker.evaluate(PARTS, ".share .logo svg")


def test_what_is_wrong_has_the_focus_before_anything_is_saved(page: Page, site_url: str) -> None:
    page.goto(site_url + ADDRESS)
    save = page.get_by_role("button", name="Download your district’s folder")

    save.click()
    expect(page.get_by_label("Your district’s name")).to_be_focused()
    expect(page.locator("#district-name-said")).to_have_text(
        "Write the name that your site will have."
    )
    page.keyboard.type("Oak")
    page.get_by_label("The color for links, as # and six signs").fill("#88aaff")
    page.keyboard.press("Enter")

    expect(page.get_by_label("The color for links, as # and six signs")).to_be_focused()
    expect(page.locator(".saved")).to_be_empty()


def test_the_keyboard_alone_goes_through_the_whole_page(page: Page, site_url: str) -> None:
    page.goto(site_url + ADDRESS)
    page.get_by_label("Your district’s name").focus()
    page.keyboard.type("Oak")
    stops = []

    for _ in range(12):
        page.keyboard.press("Tab")
        stops.append(page.evaluate("document.activeElement.id || document.activeElement.className"))
        if stops[-1] == "save":
            break

    assert [stop for stop in stops if stop] == [  # and what is to be looked at, which has no id
        *("logo", "brand-picked", "brand-typed", "link-picked", "link-typed", "save")
    ]
    with page.expect_download():
        page.keyboard.press("Enter")
    expect(page.locator(".saved")).to_contain_text("our-district.zip is among your downloads")


def test_nothing_is_sent_and_nothing_is_kept(maker: Page, site_url: str) -> None:
    asked: list[str] = []
    maker.on("request", lambda request: asked.append(request.url))

    maker.locator("#logo").set_input_files(png())
    expect(maker.locator("#logo-said")).to_contain_text("sent nowhere")
    download(maker).close()

    assert [url for url in asked if not url.startswith("blob:")] == []
    assert maker.evaluate("Object.keys(localStorage).length + document.cookie.length") == 0


def test_without_scripts_the_words_are_there_and_no_control(
    chromium: Browser, site_url: str
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()

    page.goto(site_url + ADDRESS)

    expect(page.get_by_role("heading", name="What makes it yours")).to_be_visible()
    expect(page.get_by_text('colors: {brand: "#7a1f3d"')).to_be_visible()
    expect(page.locator("main noscript").get_by_role("paragraph")).to_be_visible()
    assert page.locator("main").locator("input, button").locator("visible=true").count() == 0
    assert page.locator(".theme").locator("visible=true").count() == 0
    context.close()


@pytest.mark.parametrize(("width", "scheme"), [(1280, "dark"), (390, "light"), (320, "light")])
def test_the_page_is_sound_while_it_is_used(maker: Page, width: int, scheme: str) -> None:
    maker.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    maker.set_viewport_size({"width": width, "height": 900})
    maker.get_by_label("Your district’s name").fill("W" * 90)
    maker.get_by_label("The color of your brand, as # and six signs").fill("#ffd100")
    maker.get_by_label("The color for links, as # and six signs").fill("nonsense")
    maker.locator("#logo").set_input_files(svg("<script/>"))
    expect(maker.locator("#logo-said")).not_to_be_empty()

    assert violations(maker) == []
    assert clipped(maker) == []
