"""What a reader has written is there: in two tabs, in the middle of a word, and only until it is
forgotten.
"""

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

SHEET = "moves/look-in-five-areas/what-we-see-in-five-areas/"
FIRST = "What we see, How we teach"
SECOND = "Whom we will ask, How we teach"
MOVE = "moves/study-one-lesson"
PLAN = "plan/#v1~A%20year~~board-learning-block~look-in-five-areas~study-one-lesson"


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A page with others beside it: what waits behind them may say so on its console."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    faults: list[str] = []
    context.on("weberror", lambda error: faults.append(str(error.error)))
    yield page
    context.close()
    assert not faults


def tab(page: Page, address: str) -> Page:
    """Another tab of the same reader."""
    other = page.context.new_page()
    other.goto(address)
    return other


def test_a_sheet_in_two_tabs_keeps_what_is_written_in_both(page: Page, site_url: str) -> None:
    page.goto(site_url + SHEET)
    other = tab(page, site_url + SHEET)
    other.get_by_role("textbox", name=FIRST).fill("Tables of six talk.")

    expect(page.get_by_role("textbox", name=FIRST)).to_have_value("Tables of six talk.")
    page.get_by_role("textbox", name=SECOND).fill("Ana.")
    page.goto(f"{site_url}about/")
    other.goto(f"{site_url}about/")

    page.goto(site_url + SHEET)
    expect(page.get_by_role("textbox", name=FIRST)).to_have_value("Tables of six talk.")
    expect(page.get_by_role("textbox", name=SECOND)).to_have_value("Ana.")


def test_what_is_forgotten_stays_so_and_the_focus_is_where_it_is_told(
    page: Page, site_url: str
) -> None:
    page.goto(site_url + SHEET)
    page.get_by_role("textbox", name=FIRST).fill("My own words.")
    page.goto(f"{site_url}{MOVE}/")
    page.get_by_role("checkbox", name="Step 1 is done").check()
    sheet = tab(page, site_url + SHEET)
    expect(sheet.get_by_role("textbox", name=FIRST)).to_have_value("My own words.")
    privacy = tab(page, f"{site_url}privacy/")
    privacy.get_by_role("button", name="Forget everything").click()
    privacy.get_by_role("button", name="Yes, forget all of it").click()

    expect(privacy.get_by_text("All is forgotten.")).to_be_focused()
    expect(sheet.get_by_role("textbox", name=FIRST)).to_have_value("")
    expect(page.get_by_role("checkbox", name="Step 1 is done")).not_to_be_checked()
    for one in (sheet, page):
        one.goto(f"{site_url}about/")
        one.go_back()
    sheet.goto(f"{site_url}privacy/")
    expect(sheet.get_by_text("This browser keeps nothing of this site.")).to_be_visible()


def test_steps_that_are_ticked_in_two_tabs_are_all_done(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}{MOVE}/")
    other = tab(page, f"{site_url}{MOVE}/")
    other.get_by_role("checkbox", name="Step 1 is done").check()

    expect(page.get_by_role("checkbox", name="Step 1 is done")).to_be_checked()
    page.get_by_role("checkbox", name="Step 2 is done").check()
    other.reload()

    expect(other.get_by_role("checkbox", name="Step 1 is done")).to_be_checked()
    expect(other.get_by_role("checkbox", name="Step 2 is done")).to_be_checked()


def test_a_note_is_kept_in_the_middle_of_a_word(page: Page, site_url: str) -> None:
    page.goto(site_url + PLAN)
    page.get_by_role("button", name="Make it mine").click()
    page.get_by_label("Note").first.press_sequentially("Ask the cl")

    page.reload()

    expect(page.get_by_label("Note").first).to_have_value("Ask the cl")


def test_a_tab_stays_with_its_plan_whatever_another_one_chooses(page: Page, site_url: str) -> None:
    page.goto(site_url + PLAN)
    page.get_by_role("button", name="Make it mine").click()
    other = tab(page, f"{site_url}plan/")
    other.get_by_role("button", name="New plan").click()
    page.get_by_label("Note").first.press_sequentially("For a ye")
    other.get_by_label("Plan", exact=True).select_option(label="A year")
    other.get_by_label("Plan", exact=True).select_option(label="My plan")

    expect(page.get_by_role("textbox", name="Name")).to_have_value("A year")
    expect(page.get_by_label("Note").first).to_be_focused()
    page.get_by_label("Note").first.press_sequentially("ar")
    page.get_by_label("Note").first.blur()

    other.get_by_label("Plan", exact=True).select_option(label="A year")
    expect(other.get_by_label("Note").first).to_have_value("For a year")


def test_a_field_that_somebody_is_in_and_left_alone_takes_nothing_back(
    page: Page, site_url: str
) -> None:
    page.goto(site_url + PLAN)
    page.get_by_role("button", name="Make it mine").click()
    page.get_by_label("Note").first.focus()
    other = tab(page, f"{site_url}plan/")
    other.get_by_label("Note").first.fill("Ask the clerk.")
    other.get_by_label("Note").first.blur()

    expect(page.get_by_label("Note").first).to_have_value("Ask the clerk.")
    page.goto(f"{site_url}about/")
    other.reload()

    expect(other.get_by_label("Note").first).to_have_value("Ask the clerk.")


def test_where_nothing_can_be_kept_the_address_holds_the_plan(page: Page, site_url: str) -> None:
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('no') }")
    page.goto(site_url + PLAN)
    page.get_by_role("button", name="Make it mine").click()
    page.get_by_label("Note").first.fill("Ask the clerk.")
    page.get_by_label("Note").first.blur()

    page.reload()

    expect(page.get_by_label("Note").first).to_have_value("Ask the clerk.")
    expect(page.get_by_text("Somebody shared this plan")).to_be_hidden()


def test_what_cannot_be_a_week_is_told_and_takes_nothing_away(page: Page, site_url: str) -> None:
    page.goto(site_url + PLAN)
    page.get_by_role("button", name="Make it mine").click()
    page.get_by_label("or week").first.fill("3")
    page.get_by_label("or week").first.blur()

    page.get_by_label("or week").first.fill("150")
    page.get_by_label("or week").first.blur()

    expect(page.locator(".announcement")).to_contain_text("99")
    page.reload()
    expect(page.get_by_label("or week").first).to_have_value("3")


def test_two_plans_of_one_name_can_be_told_apart(page: Page, site_url: str) -> None:
    page.goto(site_url + PLAN)
    page.get_by_role("button", name="Make it mine").click()
    for _ in range(3):
        page.get_by_role("button", name="New plan").click()

    names = page.get_by_label("Plan", exact=True).get_by_role("option").all_inner_texts()
    assert names == ["A year", "My plan", "My plan 2", "My plan 3"]


def test_the_focus_stays_in_the_plan_when_a_button_has_done_its_work(
    page: Page, site_url: str
) -> None:
    page.goto(f"{site_url}plan/#v1~x~~board-learning-block~everyone-learns-everyone-applies")
    page.get_by_role("button", name="Make it mine").click()

    page.get_by_role("button", name="Put it first").press("Enter")
    expect(page.locator(".item button:focus")).to_be_visible()
    page.get_by_role("button", name=re.compile("^Down: ")).first.press("Enter")
    expect(page.get_by_role("button", name=re.compile("^Up: ")).last).to_be_focused()


def test_a_move_that_is_gone_leaves_the_packet_of_the_others(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}plan/#start~v1~Spring~~study-one-lesson.w1~gone-move")
    page.evaluate("window.print = () => {}")

    page.get_by_role("button", name="Print a packet for the board").click()

    expect(page.locator("body.has-packet")).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(".packet")).to_contain_text("gone-move")
    link = page.locator(".sheets a[href*='/roles/']").first.get_attribute("href") or ""
    assert link.startswith(f"{site_url}roles/")


def test_a_link_with_a_sign_behind_it_brings_every_move(page: Page, site_url: str) -> None:
    for sign in (")", ".", "”,"):
        page.goto("about:blank")
        page.goto(site_url + PLAN + sign)

        expect(page.locator(".items h3").locator("visible=true")).to_have_count(3)
        assert page.get_by_text("A move that this playbook does not have").count() == 0


def test_a_link_without_a_move_is_no_plan(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}plan/#v1~My~~")

    expect(page.get_by_text("This link cannot be read.")).to_be_visible()
    expect(page.get_by_text("Somebody shared this plan")).to_be_hidden()


def test_taking_stock_anew_keeps_what_another_tab_has_answered(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}assets/")
    page.get_by_role("radio", name="Already strong").nth(0).check()
    other = tab(page, f"{site_url}assets/")
    other.get_by_role("radio", name="Already strong").nth(1).check()

    expect(page.get_by_role("radio", name="Already strong").nth(1)).to_be_checked()
    page.get_by_role("button", name="Keep these, and take stock anew").click()

    kept = page.evaluate("JSON.parse(localStorage.getItem('stock'))")
    assert [len(profile.split(".")[2:]) for profile in kept] == [0, 2]


def test_a_link_that_is_none_is_told_where_it_was_put(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}assets/")
    box = page.get_by_label("A link that somebody shared with you")
    told = page.locator(".beside [role=status]")

    box.fill("hello")
    page.get_by_role("button", name="Put it beside mine").click()
    expect(told).to_contain_text("cannot be read")
    expect(told).to_be_in_viewport()
    box.fill(f"{site_url}assets/#v1.2026-11-30 Best, Ana")
    page.get_by_role("button", name="Put it beside mine").click()

    expect(told).to_be_empty()
    page.get_by_role("button", name="Leave the other out").click()
    expect(box).to_be_focused()


def test_a_suggestion_in_two_tabs_keeps_both_parts(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}suggest/?e={MOVE}")
    expect(page.get_by_label("Summary", exact=True)).to_be_visible()
    other = tab(page, f"{site_url}suggest/?e={MOVE}")
    other.get_by_label("Summary", exact=True).fill("Shorter.")

    expect(page.get_by_label("Summary", exact=True)).to_have_value("Shorter.")
    page.get_by_label("Title", exact=True).fill("One lesson")
    other.reload()

    expect(other.get_by_label("Summary", exact=True)).to_have_value("Shorter.")
    expect(other.get_by_label("Title", exact=True)).to_have_value("One lesson")


def test_a_comparison_of_nothing_says_so(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}compare/?m=coaching-circle,entry-plans")

    expect(page.get_by_text("Some of what this address names cannot be shown")).to_be_visible()


def test_offline_a_press_says_that_it_did_nothing(chromium: Browser, site_url: str) -> None:
    page = chromium.new_context().new_page()
    page.route("**/assets/tray.*.js", lambda route: route.abort())
    page.goto(f"{site_url}{MOVE}/")

    page.get_by_role("button", name="Add to my plan").click()

    expect(page.get_by_role("alert").first).to_have_text(re.compile("could not be loaded"))
    page.context.close()


def test_the_focus_is_never_behind_the_way_to_the_results(page: Page, site_url: str) -> None:
    page.set_viewport_size({"width": 390, "height": 700})
    page.goto(f"{site_url}explore/")
    page.get_by_text("More choices").click()
    page.get_by_text("More choices").focus()
    bar = page.locator(".to-list")

    for _ in range(25):
        page.keyboard.press("Tab")
        focus = page.locator(":focus").bounding_box()
        top = bar.bounding_box()
        is_bar = page.evaluate("document.activeElement.closest('.to-list') !== null")
        assert focus
        assert top
        assert is_bar or focus["y"] + focus["height"] <= top["y"] or focus["y"] >= top["y"] + 60


def test_answers_print_black_on_white_from_the_dark(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}assets/")
    page.get_by_role("button", name="Dark colors").click()
    page.emulate_media(media="print")
    ground = "getComputedStyle(document.querySelector('fieldset label')).backgroundColor"
    page.get_by_role("radio", name="Already strong").first.check()

    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
    assert page.evaluate(ground) in {"rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"}


@pytest.mark.parametrize("what", ["Remove", "Delete this plan"])
def test_words_outlive_what_another_tab_takes_away(page: Page, site_url: str, what: str) -> None:
    page.goto(site_url + PLAN)
    page.get_by_role("button", name="Make it mine").click()
    note = page.get_by_role("textbox", name="Note").first
    note.fill("Ask Ana")
    note.press("Tab")
    other = tab(page, f"{site_url}plan/")
    note.click()
    page.keyboard.type(" about the bus")

    other.get_by_role("button", name=re.compile(f"^{what}")).first.click()

    expect(other.get_by_role("textbox", name="Note").first).to_have_value("Ask Ana")
    expect(note).to_have_value("Ask Ana about the bus")
    expect(note).to_be_focused()
    page.keyboard.type(" at ten")
    page.get_by_role("heading", level=1).click()
    page.reload()
    expect(page.get_by_role("textbox", name="Note").first).to_have_value(re.compile("at ten$"))


def test_a_wrong_week_is_told_by_its_move_until_it_is_mended(page: Page, site_url: str) -> None:
    page.goto(site_url + PLAN)
    page.get_by_role("button", name="Make it mine").click()
    first, second = page.get_by_label("or week").all()[:2]
    first.fill("120")
    first.press("Tab")
    said = page.locator(".planner .announcement")
    expect(said).to_contain_text("Put a learning block on every board agenda")
    expect(first).to_have_attribute("aria-invalid", "true")

    second.fill("4")
    second.press("Tab")
    expect(first).to_have_value("120")
    first.fill("12")
    first.press("Tab")

    expect(first).to_have_attribute("aria-invalid", "false")
    expect(said).to_have_text("")


def test_what_is_in_the_plan_is_not_said_to_be_added(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}compare/?m=board-learning-block,study-one-lesson")
    add = page.get_by_role("button", name="Add all to my plan")
    add.click()
    expect(page.get_by_text("Added to my plan.")).to_be_visible()

    add.click()

    expect(page.get_by_text("In my plan already.")).to_be_visible()
