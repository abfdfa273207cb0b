"""A material as people use it: written on, kept, cleared, printed, copied."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.printer import PAPERS, Print

SHEET = "moves/look-in-five-areas/what-we-see-in-five-areas/"
OTHER = "moves/needs-capacity-targets-plan/four-boxes-on-one-page/"
NOTE = "moves/student-led-conferences/una-carta-a-las-familias/"
LONG = "Bus drivers know every family on the east side by name. " * 6
FIRST = "What we see, How we teach"


def test_what_is_written_is_there_when_the_page_is_opened_again(page: Page, site_url: str) -> None:
    page.goto(site_url + SHEET)

    page.get_by_role("textbox", name=FIRST).fill("Tables of six talk.")
    page.get_by_role("textbox", name="Whom we will ask, How we teach").fill("<b>Ana</b> & co.")
    page.reload()

    expect(page.get_by_role("textbox", name=FIRST)).to_have_value("Tables of six talk.")
    expect(page.get_by_role("textbox", name="Whom we will ask, How we teach")).to_have_value(
        "<b>Ana</b> & co."
    )
    expect(page.get_by_text("stays in this browser")).to_be_visible()
    page.goto(site_url + OTHER)
    values = page.locator("textarea").evaluate_all("all => all.map(one => one.value).join('')")
    assert values == ""


def test_all_is_cleared_at_once_and_comes_back_for_who_did_not_mean_it(
    page: Page, site_url: str
) -> None:
    page.goto(site_url + SHEET)
    first = page.get_by_role("textbox", name=FIRST)
    first.fill("Tables of six talk.")

    page.get_by_role("button", name="Clear").click()
    expect(first).to_have_value("")
    expect(page.get_by_role("status").filter(has_text="All is empty.")).to_be_visible()
    page.get_by_role("button", name="Take that back").click()
    expect(first).to_have_value("Tables of six talk.")
    expect(page.get_by_role("button", name="Clear")).to_be_focused()

    page.get_by_role("button", name="Clear").click()
    page.reload()
    expect(first).to_have_value("")


def test_the_keyboard_goes_through_the_cells_row_by_row(page: Page, site_url: str) -> None:
    page.goto(site_url + SHEET)
    page.get_by_role("textbox", name=FIRST).focus()

    names = []
    for _ in range(4):
        page.keyboard.type("x")
        names.append(page.evaluate("document.activeElement.ariaLabel"))
        page.keyboard.press("Tab")

    assert names == [
        "What we see, How we teach",
        "What we do that may lead to it, How we teach",
        "Whom we will ask, How we teach",
        "What we see, What students get to learn",
    ]


def test_without_scripts_a_page_is_written_on_and_shows_no_button(
    chromium: Browser, site_url: str
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(site_url + SHEET)

    page.get_by_role("textbox", name=FIRST).fill("Tables of six talk.")

    expect(page.get_by_role("textbox", name=FIRST)).to_have_value("Tables of six talk.")
    expect(page.locator(".material button").locator("visible=true")).to_have_count(0)
    expect(page.get_by_text("stays in this browser")).to_be_hidden()
    expect(page.locator("noscript p")).to_be_visible()
    context.close()


def test_the_buttons_print_and_copy(page: Page, site_url: str) -> None:
    page.add_init_script("print = () => (globalThis.printed = true)")
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(site_url + NOTE)

    page.get_by_role("button", name="Print").click()
    page.get_by_role("button", name="Copy the text").click()
    expect(page.get_by_text("Copied. Paste it into a message.")).to_be_visible()

    copied = page.evaluate("navigator.clipboard.readText()")
    assert page.evaluate("printed")
    assert copied.startswith("Estimadas familias:\n\nEste otoño,")
    assert copied.endswith("Con nuestro agradecimiento,\n___")


def test_where_nothing_can_be_copied_the_text_is_selected(page: Page, site_url: str) -> None:
    page.add_init_script("delete Navigator.prototype.clipboard")  # a site without encryption
    page.goto(site_url + NOTE)

    page.get_by_role("button", name="Copy the text").click()

    expect(page.get_by_text("It is selected now")).to_be_visible()
    assert page.evaluate("getSelection().toString()").startswith("Estimadas familias:")


def test_a_browser_that_keeps_nothing_can_be_written_on(page: Page, site_url: str) -> None:
    page.add_init_script(
        "Storage.prototype.getItem = Storage.prototype.setItem = () => { throw 1 }"
    )
    page.goto(site_url + SHEET)

    expect(page.get_by_text("When you leave, what you wrote is gone.")).to_be_visible()
    page.get_by_role("textbox", name=FIRST).fill("Tables of six talk.")
    expect(page.get_by_text("stays in this browser")).to_be_hidden()
    page.get_by_role("button", name="Clear").click()

    expect(page.get_by_role("textbox", name=FIRST)).to_have_value("")


@pytest.mark.parametrize("width", [1440, 390])
def test_all_that_is_written_is_seen_and_printed(page: Page, site_url: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(site_url + SHEET)
    page.get_by_role("textbox", name=FIRST).fill(LONG)
    hides = "box => box.scrollHeight > box.clientHeight + 1"

    on_screen = page.get_by_role("textbox", name=FIRST).evaluate(hides)
    page.emulate_media(media="print")
    on_paper = page.get_by_role("textbox", name=FIRST).evaluate(hides)

    assert (on_screen, on_paper) == (False, False)


def test_every_material_prints_on_one_side_in_letters_that_can_be_read(
    page: Page, site: Path, site_url: str, part: slice
) -> None:
    folders = [file.parent for file in sorted(site.glob("moves/*/*[a-z]*/index.html"))]
    papers = [f for f in folders if (f / "index.html").read_text("utf-8").count('class="material"')]
    faults = {}
    for folder in papers[part]:
        page.goto(f"{site_url}{folder.relative_to(site).as_posix()}/")
        page.evaluate("document.fonts.ready")
        page.emulate_media(media="print")
        controls = page.locator("button, .crumbs a").locator("visible=true").count()
        for paper in PAPERS:
            print_ = Print(page, paper)
            if print_.sides > 1 or print_.points < 9.99 or controls:
                faults[folder.name, paper] = (print_.sides, print_.points, controls)

    assert not faults
    assert len(papers) >= 200


def test_empty_cells_are_boxes_with_room_to_write(page: Page, site_url: str) -> None:
    page.goto(site_url + SHEET)
    page.emulate_media(media="print")

    heights = page.locator("td").evaluate_all("all => all.map(cell => cell.offsetHeight)")
    edges = page.locator("td").evaluate_all("all => all.map(c => getComputedStyle(c).borderWidth)")

    assert min(heights) >= 80  # two centimeters and more
    assert set(edges) == {"1px"}
