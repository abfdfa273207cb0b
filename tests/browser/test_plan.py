"""A plan of one's own: made on a phone, shared, taken along; and all that goes wrong."""

import csv
import datetime
import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import icalendar
import pytest
from dateutil.rrule import rrulestr
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.printer import Print
from tests.conftest import ROOT

PHONE = {"width": 390, "height": 844}
LINK = "plan/#v1~A%20year~dg4c~board-learning-block.w1~look-in-five-areas~study-one-lesson.dg6o"
Profile = Callable[[], Page]


@pytest.fixture
def profile(chromium: Browser, site_url: str) -> Iterator[Profile]:
    """Makes the page of somebody who was never here, on a phone."""
    contexts = []

    def make() -> Page:
        context = chromium.new_context(viewport=PHONE, has_touch=True, is_mobile=True)  # type: ignore[arg-type]
        context.grant_permissions(["clipboard-read", "clipboard-write"], origin=site_url)
        contexts.append(context)
        return context.new_page()

    yield make
    for context in contexts:
        context.close()


def names(page: Page) -> list[str]:
    """The titles of the plan that is shown, in order."""
    return page.locator(".items h3 a").all_inner_texts()


def row(page: Page, title: str) -> Locator:
    """A move of the plan."""
    return page.get_by_role("listitem").filter(has=page.get_by_role("link", name=title)).first


def said(page: Page) -> Locator:
    """What the page has said last."""
    return page.locator(".announcement")


def saved(page: Page, name: str) -> Path:
    """The file that a button gives."""
    with page.expect_download() as download:
        page.get_by_role("button", name=name).click()
    return Path(download.value.path())


def test_a_plan_is_made_on_a_phone_shared_and_taken_along(profile: Profile, site_url: str) -> None:
    page = profile()
    page.goto(site_url)
    page.get_by_role("button", name=re.compile("^Show ")).tap()  # the sentence as it stands
    cards = page.locator(".found").get_by_role("article")
    expect(cards.nth(2)).to_be_visible()
    titles = [cards.nth(n).get_by_role("heading").inner_text() for n in range(3)]

    taps = 0
    for n in range(2):
        cards.nth(n).get_by_role("button", name="Compare").tap()
        taps += 1
    tray = page.get_by_role("region", name="Chosen moves")
    tray.get_by_role("button", name="Compare").tap()
    assert taps + 1 <= 3
    headings = page.get_by_role("columnheader").get_by_role("link")
    expect(headings).to_have_text([title.replace("\n", " ") for title in titles[:2]])
    expect(page.get_by_role("row", name=re.compile("^First step this week"))).to_be_visible()
    page.go_back()

    expect(cards.nth(2)).to_be_visible()
    taps = 0
    for n in range(3):
        cards.nth(n).get_by_role("button", name="Add to my plan").tap()
        expect(cards.nth(n).get_by_role("button", name="In my plan")).to_be_visible()
        taps += 1
    page.get_by_role("region", name="Chosen moves").get_by_role("link", name="My plan").tap()
    assert taps + 1 <= 6
    order = [title.replace("\n", " ") for title in titles]
    expect(page.locator(".items h3 a")).to_have_text(order)

    page.get_by_role("button", name=f"Up: {order[2]}").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Enter")
    assert names(page) == [order[2], *order[:2]]
    expect(page.get_by_role("button", name=f"Down: {order[2]}")).to_be_enabled()
    expect(said(page)).to_have_text(f"{order[2]} is now 1 of 3.")

    row(page, order[0]).get_by_label("Day").fill("2027-01-15")
    row(page, order[0]).get_by_label("Who leads").fill("Ana")
    row(page, order[0]).get_by_label("Who leads").blur()
    page.get_by_label("First day, if you plan by weeks").fill("2027-01-04")
    row(page, order[1]).get_by_label("or week").fill("3")
    row(page, order[1]).get_by_label("or week").blur()
    expect(page.get_by_role("rowheader", name="January 2027")).to_be_visible()
    page.reload()
    assert names(page) == [order[2], *order[:2]]
    expect(row(page, order[0]).get_by_label("Who leads")).to_have_value("Ana")

    page.get_by_role("button", name="Copy link").tap()
    expect(said(page)).to_have_text("Link copied")
    link = page.evaluate("navigator.clipboard.readText()")
    assert "Ana" not in link

    other = profile()
    other.goto(link)
    expect(other.get_by_text("Somebody shared this plan with you.")).to_be_visible()
    assert names(other) == names(page)
    expect(other.get_by_label("Who leads").first).to_be_hidden()
    assert other.evaluate("localStorage.getItem('plans')") is None
    other.get_by_role("button", name="Make it mine").tap()
    expect(row(other, order[0]).get_by_label("Day")).to_have_value("2027-01-15")
    assert other.url == f"{site_url}plan/"
    other.reload()
    assert names(other) == names(page)

    file = saved(other, "Calendar (.ics)")
    events = icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")
    days = {str(event["SUMMARY"]): event["DTSTART"].dt for event in events}
    assert days == {order[0]: datetime.date(2027, 1, 15), order[1]: datetime.date(2027, 1, 18)}
    expect(said(other)).to_have_text("1 move has no day and is left out.")

    text = "\n".join(Print(other).texts)
    assert all(name in text.replace("\n", " ").replace("  ", " ") for name in order)
    assert "Copy link" not in text
    assert Print(other).sides == 1

    other.goto(f"{site_url}assets/")
    strength = other.get_by_role("group", name="School visits that are already on the calendar")
    strength.get_by_role("radio", name="Already strong").check()
    expect(other.get_by_text("Because you said").first).to_be_visible()
    other.get_by_role("button", name="Add these to my plan").tap()
    other.goto(f"{site_url}plan/")
    assert names(other)[:3] == [order[2], *order[:2]]
    assert len(names(other)) > 3


def test_events_of_two_people_are_two_and_stay_the_same(profile: Profile, site_url: str) -> None:
    ids = []
    for page in (profile(), profile()):
        page.goto(f"{site_url}moves/study-one-lesson/")
        page.get_by_role("button", name="Add to my plan").tap()
        expect(page.get_by_role("button", name="In my plan")).to_be_visible()
        page.goto(f"{site_url}plan/")
        row(page, names(page)[0]).get_by_label("Day").fill("2027-02-01")
        row(page, names(page)[0]).get_by_label("Day").blur()
        for _ in range(2):
            file = saved(page, "Calendar (.ics)")
            [event] = icalendar.Calendar.from_ical(file.read_bytes()).walk("VEVENT")
            ids.append(str(event["UID"]))
            page.reload()

    assert ids[0] == ids[1]
    assert ids[2] == ids[3]
    assert ids[0] != ids[2]


def test_a_file_keeps_the_letters_of_its_name(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}plan/#v1~A%C3%B1o%20de%20Jos%C3%A9~dg4c~study-one-lesson.dg6o")

    with page.expect_download() as download:
        page.get_by_role("button", name="Calendar (.ics)").click()

    assert download.value.suggested_filename == "ano-de-jose.ics"


def test_what_has_a_rhythm_comes_back_in_the_calendar(page: Page, site_url: str) -> None:
    page.goto(site_url + LINK.replace("dg4c", "dg5a"))

    [first, *_] = icalendar.Calendar.from_ical(saved(page, "Calendar (.ics)").read_bytes()).walk(
        "VEVENT"
    )

    assert first["RRULE"]["FREQ"] == ["MONTHLY"]
    assert [day.month for day in runs_of(first)] == [4, 5, 6]
    assert str(first["URL"]) == f"{site_url}moves/board-learning-block/"
    assert (first["DTEND"].dt - first["DTSTART"].dt).days == 1
    assert not isinstance(first["DTSTART"].dt, datetime.datetime)  # a day, whatever the time zone


def runs_of(event: icalendar.Event) -> list[datetime.date]:
    """The days of an event, as a calendar takes its rule."""
    start = datetime.datetime.combine(event["DTSTART"].dt, datetime.time())
    rule = rrulestr(event["RRULE"].to_ical().decode(), dtstart=start)
    return [day.date() for day in rule]


def test_what_lasts_some_weeks_ends_with_them(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}plan/#v1~Fall~dg1m~coaching-cycle.dg1n")

    [event] = icalendar.Calendar.from_ical(saved(page, "Calendar (.ics)").read_bytes()).walk(
        "VEVENT"
    )

    assert event["RRULE"]["FREQ"] == ["WEEKLY"]
    runs = runs_of(event)
    assert (len(runs), (runs[-1] - runs[0]).days) == (6, 35)
    rows = page.locator(".totals tbody tr")
    counts = [int(row.locator("td").first.inner_text()) for row in rows.all()]
    assert sum(counts) == 6


def test_a_table_and_a_text_hold_the_plan(page: Page, site_url: str) -> None:
    page.goto(site_url + LINK)
    page.get_by_role("button", name="Make it mine").click()
    page.get_by_label("Note").first.fill('=HYPERLINK("x")\nand "more"')
    page.get_by_label("Note").first.blur()

    table = saved(page, "Table (.csv)").read_text("utf-8-sig")
    text = saved(page, "Text (.md)").read_text("utf-8")

    rows = list(csv.reader(table.splitlines(keepends=True)))
    assert [len(one) for one in rows] == [9] * 4
    assert rows[1][6] == '\'=HYPERLINK("x")\nand "more"'
    assert text.startswith("# A year\n")
    assert text.count("- [ ] [") == 3


def test_a_packet_has_a_cover_an_agenda_and_each_run_sheet(page: Page, site_url: str) -> None:
    page.goto(site_url + LINK)
    page.evaluate("window.print = () => { window.isPrinted = true; }")

    page.get_by_role("button", name="Print a packet for the board").click()

    expect(page.locator("body.has-packet")).to_be_visible()  # as soon as each sheet is there
    assert page.evaluate("window.isPrinted")
    page.emulate_media(media="print")
    print_ = Print(page)
    cover, *sheets = [text.replace("\n", " ") for text in print_.texts]
    assert "A year" in cover
    assert "Put a learning block on every board agenda" in cover
    assert "Print a packet" not in " ".join([cover, *sheets])
    assert "Week 1, Mar 15, 2027" in cover
    assert any("Before you start" in sheet for sheet in sheets)
    for title in names(page):
        assert len([sheet for sheet in sheets if title in sheet[:200]]) == 1


def test_what_prepares_for_a_move_is_told_and_comes_first(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}plan/#v1~x~~board-learning-block~everyone-learns-everyone-applies")
    page.get_by_role("button", name="Make it mine").click()
    before = names(page)

    page.get_by_role("button", name="Put it first").click()

    assert names(page) == before[::-1]
    expect(page.get_by_role("button", name="Put it first")).to_have_count(0)
    page.get_by_role("button", name=re.compile("^Remove: Be the lead")).click()
    expect(page.get_by_role("button", name="Undo")).to_be_focused()
    page.get_by_role("button", name="Add it before").click()
    assert names(page) == before[::-1]


def test_what_is_removed_can_be_taken_back(page: Page, site_url: str) -> None:
    page.goto(site_url + LINK)
    page.get_by_role("button", name="Make it mine").click()
    before = names(page)

    page.get_by_role("button", name=re.compile("^Remove: Run a five-area")).click()
    assert len(names(page)) == 2
    page.keyboard.press("Enter")  # on Undo
    assert names(page) == before

    page.get_by_role("button", name="Delete this plan").click()
    expect(page.get_by_text("Nothing here yet.")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    assert names(page) == before


def test_a_move_is_dragged_to_its_place(page: Page, site_url: str) -> None:
    page.goto(site_url + LINK)
    page.get_by_role("button", name="Make it mine").click()
    before = names(page)
    grips = page.locator(".grip")
    start, end = grips.nth(0).bounding_box(), page.locator(".item").nth(2).bounding_box()
    assert start
    assert end

    page.mouse.move(start["x"] + 5, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(start["x"] + 5, end["y"] + end["height"], steps=8)
    page.mouse.up()

    assert names(page) == [*before[1:], before[0]]
    page.reload()
    assert names(page) == [*before[1:], before[0]]


def test_two_tabs_keep_what_both_have_changed(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}moves/board-learning-block/")
    page.get_by_role("button", name="Add to my plan").click()
    expect(page.get_by_role("button", name="In my plan")).to_be_visible()
    plan = page.context.new_page()
    plan.goto(f"{site_url}plan/")
    third = page.context.new_page()
    third.goto(f"{site_url}moves/study-one-lesson/")
    third.get_by_role("button", name="Add to my plan").click()

    expect(plan.locator(".items h3")).to_have_count(2)
    plan.get_by_label("Note").first.fill("Ask the clerk.")
    plan.get_by_label("Note").first.blur()
    page.get_by_role("button", name="In my plan").click()
    expect(plan.locator(".items h3")).to_have_count(1)
    expect(third.get_by_role("button", name="In my plan")).to_be_visible()


POISON = [
    "{",
    "[]",
    "null",
    '{"version":9,"plans":[]}',
    '{"version":1,"plans":[{"id":"p1","name":"<img src=x onerror=alert(1)>","items":[7]}]}',
    '{"version":1,"plans":[{"id":"__proto__","items":[{"move":"../../x"}]}]}',
    "x" * 4_000_000,
]


@pytest.mark.parametrize("text", POISON, ids=range(len(POISON)))
def test_what_cannot_be_read_is_set_aside_and_told(page: Page, site_url: str, text: str) -> None:
    page.goto(f"{site_url}about/")
    page.evaluate("text => localStorage.setItem('plans', text)", text)

    page.goto(f"{site_url}plan/")

    if text != "null":  # which is what nothing is
        expect(page.get_by_text("It was set aside, and nothing was deleted.")).to_be_visible()
        assert saved(page, "Save what was set aside").read_text("utf-8") == text
    page.get_by_role("button", name="New plan").or_(
        page.get_by_role("link", name="Find a move").last
    )
    expect(page.get_by_role("heading", name="Take it along")).to_be_visible()


@pytest.mark.parametrize(
    "fragment",
    ["v1", "v9~x", "v1~%E0%A4%A", "start~v9", "v1~x~~" + "a~" * 5000, "v1~<script>~d~a.<b>.c"],
)
def test_no_fragment_breaks_the_page(page: Page, site_url: str, fragment: str) -> None:
    page.goto(f"{site_url}plan/#{fragment}")

    expect(page.get_by_role("heading", name="Take it along")).to_be_visible()
    assert page.evaluate("localStorage.getItem('plans')") is None


def test_a_link_that_was_cut_off_is_told(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}plan/#v3~cut")

    expect(page.get_by_text("This link cannot be read.")).to_be_visible()


@pytest.mark.parametrize("how", ["blocked", "full"])
def test_without_a_store_the_plan_is_there_and_its_link_works(
    page: Page, site_url: str, how: str
) -> None:
    script = {
        "blocked": "Object.defineProperty(window, 'localStorage', {get() {throw new Error('no')}})",
        "full": "Storage.prototype.setItem = () => { throw new Error('QuotaExceededError') }",
    }
    page.add_init_script(script[how])
    page.goto(site_url + LINK)
    page.get_by_role("button", name="Make it mine").click()

    expect(page.get_by_text("This browser does not keep your plans")).to_be_visible()
    assert len(names(page)) == 3
    page.get_by_role("button", name=re.compile("^Remove: Run a five-area")).click()
    page.get_by_role("button", name="New plan").click()
    assert names(page) == []


def test_a_copy_is_saved_and_brought_back(page: Page, site_url: str, tmp_path: Path) -> None:
    page.goto(site_url + LINK)
    page.get_by_role("button", name="Make it mine").click()
    before = names(page)
    copy = tmp_path / "plans.json"
    copy.write_bytes(saved(page, "Save a copy").read_bytes())
    page.evaluate("localStorage.clear()")
    page.reload()
    expect(page.get_by_text("Nothing here yet.")).to_be_visible()

    page.get_by_label("Bring a copy back").set_input_files(copy)

    expect(said(page)).to_have_text("1 plan is back.")
    assert names(page) == before
    copy.write_text("no plan", "utf-8")
    page.get_by_label("Bring a copy back").set_input_files(copy)
    expect(said(page)).to_have_text("This file holds no plans. Nothing was changed.")
    assert (
        json.loads(page.evaluate("localStorage.getItem('plans')"))["plans"][0]["name"] == "A year"
    )


def test_a_plan_starts_with_one_click_and_once(page: Page, site_url: str) -> None:
    for _ in range(2):
        page.goto(f"{site_url}about/")
        page.goto(site_url + LINK.replace("#", "#start~"))
        expect(said(page)).to_have_text("“A year” is among your plans.")

    expect(page.get_by_label("Plan", exact=True).get_by_role("option")).to_have_count(1)


def test_without_scripts_the_pages_say_what_there_is(chromium: Browser, site_url: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_url}plan/")
    expect(page.get_by_text("A plan needs scripts, which are off here.")).to_be_visible()
    expect(page.get_by_role("main").get_by_role("button").locator("visible=true")).to_have_count(0)

    page.goto(f"{site_url}compare/?m=board-learning-block,study-one-lesson")
    rows = page.get_by_role("row")
    assert rows.count() >= 60
    expect(rows.nth(1).get_by_role("link")).to_be_visible()
    page.goto(f"{site_url}moves/board-learning-block/")
    expect(page.get_by_role("button", name="Add to my plan")).to_be_hidden()
    context.close()


def test_three_moves_are_compared_on_one_page(page: Page, site_url: str) -> None:
    page.goto(
        f"{site_url}compare/?m=board-learning-block,study-one-lesson,look-in-five-areas,nobody"
    )

    expect(page.get_by_text("Some of what this address names cannot be shown")).to_be_visible()
    effort = page.get_by_role("row", name=re.compile("^Effort"))
    expect(effort.get_by_role("cell")).to_have_text(
        ["Light effort", "Heavy effort", "Heavy effort"]
    )
    expect(effort.get_by_text("differs")).to_be_visible()
    for paper in ("Letter", "A4"):
        assert Print(page, paper).sides == 1
        assert Print(page, paper).points >= 9.99
    page.get_by_role("button", name="Take out: Run a five-area equity review").click()
    expect(page).to_have_url(f"{site_url}compare/?m=board-learning-block,study-one-lesson")
    page.get_by_role("button", name="Add all to my plan").click()
    expect(page.get_by_role("button", name=re.compile("^In my plan"))).to_have_count(2)


def test_an_address_is_read_as_a_hand_has_typed_it(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}compare/?m=study-one-lesson,study-one-lesson; Board-Learning-Block")

    expect(page.get_by_role("columnheader").get_by_role("link")).to_have_count(2)
    expect(page.get_by_text("Some of what this address names")).to_be_hidden()


def test_a_plan_that_another_tab_has_deleted_begins_anew(page: Page, site_url: str) -> None:
    page.goto(site_url + LINK)
    page.get_by_role("button", name="Make it mine").click()
    other = page.context.new_page()
    other.goto(f"{site_url}plan/")
    other.get_by_role("button", name="Delete this plan").click()
    expect(page.get_by_text("Nothing here yet.")).to_be_visible()

    page.get_by_role("textbox", name="Name").fill("Another")
    page.get_by_role("textbox", name="Name").blur()

    expect(other.get_by_role("textbox", name="Name")).to_have_value("Another")
    assert names(page) == []


def test_a_move_is_never_a_part_of_the_script(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}plan/#v1~x~~constructor~hasownproperty~valueof.w1")

    expect(page.get_by_text("A move that this playbook does not have")).to_have_count(3)


@pytest.mark.parametrize(
    "path", ["moves/study-one-lesson/", "compare/?m=study-one-lesson,look-in-five-areas"]
)
def test_where_no_plan_is_kept_nobody_is_told_that_one_was(
    page: Page, site_url: str, path: str
) -> None:
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('no') }")
    page.goto(site_url + path)

    page.get_by_role("button", name=re.compile("^Add (all )?to my plan")).last.click()

    expect(page.get_by_text("This browser keeps no plan.")).to_be_visible()
    expect(page.get_by_text("Added to my plan.")).to_have_count(0)


@pytest.mark.parametrize("path", ["explore/", "compare/?m=study-one-lesson,look-in-five-areas"])
def test_where_no_plan_is_kept_the_way_to_it_holds_it(page: Page, site_url: str, path: str) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() {throw new Error('no')}})"
    )
    page.goto(site_url + path)

    page.get_by_role("button", name=re.compile("^Add (all )?to my plan")).first.click()
    page.get_by_role("main").get_by_role("link", name="My plan", exact=True).or_(
        page.get_by_role("region", name="Chosen moves").get_by_role("link", name="My plan")
    ).first.click()

    expect(page.get_by_text("“My plan” is among your plans.")).to_be_visible()
    assert len(names(page)) in {1, 2}


def test_where_no_plan_is_kept_the_way_to_the_content_stays(page: Page, site_url: str) -> None:
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('no') }")
    page.goto(site_url + LINK)
    page.get_by_role("button", name="Make it mine").click()
    page.get_by_role("textbox", name="Name").fill("Another")
    page.get_by_role("textbox", name="Name").blur()

    page.get_by_role("link", name="Skip to content").press("Enter")

    expect(page).to_have_url(re.compile("#content$"))
    assert len(names(page)) == 3


def test_two_clicks_at_once_add_a_move(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}moves/study-one-lesson/")
    button = page.get_by_role("button", name=re.compile("^Add to my plan"))

    button.dblclick()

    expect(page.get_by_role("button", name=re.compile("^In my plan"))).to_be_visible()
    page.goto(f"{site_url}plan/")
    assert len(names(page)) == 1
    page.goto(f"{site_url}moves/study-one-lesson/")
    shown = page.get_by_role("button", name=re.compile("^In my plan"))
    expect(shown).to_be_visible()  # the script that a first click asks for is there now
    shown.dblclick()
    expect(page.get_by_role("button", name=re.compile("^Add to my plan"))).to_be_visible()


@pytest.mark.parametrize("press", ["Clear", "Add to my plan"])
def test_who_closes_the_tray_by_key_is_where_it_was_opened(
    page: Page, site_url: str, press: str
) -> None:
    page.goto(f"{site_url}explore/?role=principal")
    first = page.get_by_role("article").get_by_role("button", name=re.compile("^Compare")).first
    first.click()
    tray = page.get_by_role("region", name="Chosen moves")

    tray.get_by_role("button", name=press).press("Enter")

    if press == "Clear":
        expect(first).to_be_focused()
    else:
        expect(tray.get_by_role("link", name="My plan")).to_be_focused()


@pytest.mark.parametrize(("width", "height"), [(320, 256), (320, 568), (390, 700), (1440, 900)])
def test_the_tray_leaves_room_for_what_is_chosen_from(
    page: Page, site_url: str, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{site_url}explore/?role=principal")
    buttons = page.get_by_role("article").get_by_role("button", name=re.compile("^Compare"))

    for place in range(3):
        buttons.nth(place).click(timeout=5_000)

    tray = page.get_by_role("region", name="Chosen moves")
    box = tray.bounding_box()
    assert box is not None
    assert box["height"] <= 0.4 * height
    tray.get_by_role("link", name="My plan").focus()
    expect(tray.get_by_role("link", name="My plan")).to_be_in_viewport(ratio=0.9)


PLANS = sorted(file.stem for file in (ROOT / "plans").glob("*.md"))


@pytest.mark.parametrize("id_", PLANS)
def test_a_ready_made_plan_is_started_with_one_click(page: Page, site_url: str, id_: str) -> None:
    page.goto(f"{site_url}plans/{id_}/")
    title = page.get_by_role("heading", level=1).inner_text().replace("\n", " ")
    steps = page.locator(".weeks").get_by_role("heading").locator("visible=true").all_inner_texts()
    weeks = page.locator(".week").locator("visible=true").all_inner_texts()
    for paper in ("Letter", "A4"):
        assert Print(page, paper).sides <= 2
        assert Print(page, paper).points >= 9.99

    page.get_by_role("link", name="Start this plan").click()

    expect(page.locator(".items h3 a")).to_have_text(steps)
    expect(page.get_by_role("textbox", name="Name")).to_have_value(title)
    fields = page.get_by_label("or week").all()
    assert [f"Week {field.input_value()}" for field in fields] == weeks
    assert 3 <= len(steps) <= 8
    expect(page.get_by_text("prepares for this, and comes later")).to_have_count(0)
