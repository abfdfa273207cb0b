"""Taking stock of assets: on a phone, with a colleague's link, on another day, and on paper."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from playbook.records.pages.stock import question_id
from tests.browser.printer import PAPERS, Print
from tests.browser.test_accessibility import violations
from tests.browser.test_reflow import clipped, double

PHONE = {"width": 390, "height": 844}
MEETINGS = "Meetings that already bring the right people together every week or month"
VISITS = "School visits that are already on the calendar"
READERS = "Leaders who read, and who talk about what they read"
ADVICE = "Leaders who are known for asking advice"
PARTNER = "An outside partner or a retired colleague whom both sides trust"
WORDS = 'Tuesdays in room 4, with <b>Ana</b> & "Lee"'
UNKNOWN = "Don’t know"
CUT_OFF = "This link cannot be read"
NOT_KEPT = "This browser does not keep your answers"
ASIDE = "It was set aside, and nothing was deleted."


@pytest.fixture
def phone(page: Page, site_url: str) -> Page:
    """The page, on a phone."""
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    page.goto(f"{site_url}assets/")
    return page


def question(page: Page, asset: str) -> Locator:
    return page.get_by_role("group", name=asset)


def answer(page: Page, asset: str, text: str, where: str = "") -> None:
    question(page, asset).get_by_role("radio", name=text).check()
    if where:
        question(page, asset).get_by_label("Where do we see it?").fill(where)


def kept(page: Page) -> Any:
    return json.loads(page.evaluate("localStorage.getItem('stock')"))


def link_of(page: Page, *, whole: bool = False) -> str:
    """The address that a reader gives to somebody else."""
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_label("with what we wrote").set_checked(whole)
    page.get_by_role("button", name="Share the answers as a link").click()
    expect(page.get_by_text("Link copied")).to_be_visible()
    return str(page.evaluate("navigator.clipboard.readText()")).strip()


def lines(page: Page, heading: str) -> list[str]:
    """What a list of the comparison says, a text for each asset."""
    part = page.locator("[data-list]").filter(has=page.get_by_role("heading", name=heading))
    return [" ".join(text.split()) for text in part.get_by_role("listitem").all_inner_texts()]


def test_answers_lead_to_strengths_and_to_moves_with_their_reasons(phone: Page) -> None:
    progress = phone.get_by_role("status").filter(has_text="of 18 answered")
    expect(progress).to_have_text("0 of 18 answered")
    expect(phone.get_by_text("stays in this browser, and nothing is sent")).to_be_visible()

    answer(phone, MEETINGS, "Already strong", WORDS)
    answer(phone, READERS, "Not yet")
    answer(phone, ADVICE, "Starting")

    expect(progress).to_have_text("3 of 18 answered")
    phone.get_by_role("link", name="See what we have").click()
    expect(phone.get_by_role("heading", name="What you have", exact=True)).to_be_focused()
    strengths = phone.locator(".strengths").get_by_role("listitem")
    expect(strengths).to_have_count(2)
    expect(strengths.nth(0)).to_contain_text(MEETINGS)
    expect(strengths.nth(0).get_by_text("Tuesdays in room 4")).to_have_text(f"{WORDS}")
    expect(strengths.nth(1)).to_contain_text(ADVICE)
    moves = phone.locator(".moves > li")
    expect(moves).to_have_count(4)
    for place in range(3):
        reason = f"Because you said “{MEETINGS}” is already strong, and this move builds"
        expect(moves.nth(place)).to_contain_text(reason)
    expect(moves.nth(3)).to_contain_text(f"Because you said “{ADVICE}” is starting, and")
    titles = moves.get_by_role("heading").all_inner_texts()
    assert len(set(titles)) == 4
    moves.nth(0).get_by_role("link").click()
    expect(phone.get_by_role("heading", level=1)).to_have_text(titles[0].removeprefix("1. "))


def test_the_picture_says_in_words_what_its_shapes_say(phone: Page) -> None:
    answer(phone, MEETINGS, "Already strong")
    answer(phone, VISITS, "Already strong")
    answer(phone, READERS, UNKNOWN)

    row = phone.locator(".result .picture li").first

    expect(row).to_contain_text("Learning in the daily work")
    expect(row).to_contain_text("Already strong: 2")
    expect(row).to_contain_text("Don’t know: 1")
    expect(row).not_to_contain_text("Not yet")
    shapes = row.locator("svg").evaluate_all("all => all.map(one => one.innerHTML)")
    assert len(shapes) == 3
    assert len(set(shapes)) == 2


def test_what_is_said_is_there_when_the_page_is_opened_again(phone: Page) -> None:
    answer(phone, MEETINGS, "Already strong", WORDS)
    question(phone, VISITS).get_by_label("Where do we see it?").fill("Not sure")

    phone.reload()

    own = question(phone, MEETINGS)
    expect(own.get_by_role("radio", name="Already strong")).to_be_checked()
    expect(own.get_by_label("Where do we see it?")).to_have_value(WORDS)
    expect(question(phone, VISITS).get_by_label("Where do we see it?")).to_have_value("Not sure")
    expect(question(phone, VISITS).locator(":checked")).to_have_count(0)
    expect(phone.locator(".going")).to_contain_text("1 of 18 answered")


def test_who_knows_of_nothing_yet_gets_three_ways_to_find_out(phone: Page) -> None:
    answer(phone, MEETINGS, UNKNOWN)
    answer(phone, VISITS, "Not yet")

    expect(phone.get_by_text("Nothing is named as strong or starting yet. That")).to_be_visible()
    moves = phone.locator(".moves > li")
    expect(moves).to_have_count(3)
    for place in range(3):
        expect(moves.nth(place)).to_contain_text("lightest moves in which people go and look")


def test_two_links_stand_side_by_side(phone: Page, chromium: Browser, site_url: str) -> None:
    answer(phone, MEETINGS, "Already strong", WORDS)
    answer(phone, VISITS, "Starting", "Ours alone")
    answer(phone, READERS, "Not yet")
    link = link_of(phone, whole=True)
    bare = link_of(phone)
    assert "Ours" in link
    assert "Ours" not in bare
    assert len(bare) < len(site_url) + 60
    other = chromium.new_context(viewport=PHONE).new_page()  # type: ignore[arg-type]
    other.goto(f"{site_url}assets/")
    answer(other, MEETINGS, "Already strong")
    answer(other, VISITS, "Not yet")
    answer(other, ADVICE, "Starting")

    other.goto(link)

    expect(other.get_by_role("heading", name="Side by side", exact=True)).to_be_focused()
    assert lines(other, "The same answer") == [
        f"{MEETINGS} You: Already strong They: Already strong {WORDS}"
    ]
    assert lines(other, "Different answers") == [f"{VISITS} You: Not yet They: Starting Ours alone"]
    assert lines(other, "Answered on one side") == [
        f"{READERS} They: Not yet",
        f"{ADVICE} You: Starting",
    ]
    other.get_by_role("button", name="Leave the other out").click()
    expect(other.get_by_role("heading", name="Side by side", exact=True)).to_be_hidden()
    expect(question(other, VISITS).get_by_role("radio", name="Not yet")).to_be_checked()
    other.get_by_label("A link that somebody shared with you").fill(bare)
    other.get_by_role("button", name="Put it beside mine").click()
    expect(other.get_by_role("heading", name="Side by side", exact=True)).to_be_focused()
    assert lines(other, "Different answers") == [f"{VISITS} You: Not yet They: Starting"]
    other.context.close()


def test_a_link_is_shown_to_who_has_answered_nothing_and_kept_nowhere(
    phone: Page, site_url: str
) -> None:
    phone.goto("about:blank")
    phone.goto(f"{site_url}assets/#v1.2026-10-05.{question_id('embed-in-culture', VISITS)}2")

    assert lines(phone, "Answered on one side") == [f"{VISITS} They: Starting"]
    expect(phone.get_by_role("heading", name="They: 10/5/2026")).to_be_visible()
    expect(phone.locator(".result")).to_be_hidden()
    assert phone.evaluate("localStorage.length") == 0


def test_another_day_stands_beside_this_one(phone: Page) -> None:
    answer(phone, MEETINGS, "Starting", "Once a month")
    phone.get_by_role("button", name="Keep these, and take stock anew").click()
    expect(phone.locator(".going")).to_contain_text("0 of 18 answered")
    expect(question(phone, MEETINGS).get_by_role("radio").first).to_be_focused()
    before = kept(phone)[1]
    earlier = before.replace(before[3:13], "2026-02-03")
    phone.evaluate("text => localStorage.setItem('stock', JSON.stringify([text]))", earlier)
    phone.reload()
    phone.get_by_role("button", name="Keep these, and take stock anew").click()

    answer(phone, MEETINGS, "Already strong", "Every week")
    phone.reload()

    assert lines(phone, "Different answers") == [
        f"{MEETINGS} Now: Already strong Every week Before: Starting Once a month"
    ]
    expect(phone.get_by_role("heading", name="Before: 2/3/2026")).to_be_visible()
    expect(phone.get_by_role("button", name="Leave the other out")).to_be_hidden()


def test_all_is_deleted_only_when_the_reader_means_it(phone: Page) -> None:
    answer(phone, MEETINGS, "Starting", "Once a month")
    phone.once("dialog", lambda dialog: dialog.dismiss())
    phone.get_by_role("button", name="Delete all of it").click()
    expect(phone.locator(".going")).to_contain_text("1 of 18 answered")

    phone.once("dialog", lambda dialog: dialog.accept())
    phone.get_by_role("button", name="Delete all of it").click()

    expect(phone.locator(".going")).to_contain_text("0 of 18 answered")
    expect(question(phone, MEETINGS).get_by_label("Where do we see it?")).to_have_value("")
    assert phone.evaluate("localStorage.getItem('stock')") is None


def test_moves_go_into_the_plan(phone: Page) -> None:
    answer(phone, MEETINGS, "Already strong")
    titles = phone.locator(".moves h3 a").all_inner_texts()
    assert len(titles) == 3

    phone.get_by_role("button", name="Add these to my plan").click()

    way = phone.get_by_role("link", name="Open my plan")
    expect(way).to_be_focused()
    way.click()
    expect(phone.locator(".planner .item h3 a")).to_have_text(titles)


def test_the_keyboard_alone_is_enough(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}assets/")
    question(page, MEETINGS).get_by_role("radio").first.focus()

    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.type("Every Tuesday")
    page.keyboard.press("Tab")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("Enter")  # sends nothing

    expect(question(page, MEETINGS).get_by_role("radio", name="Starting")).to_be_checked()
    expect(question(page, MEETINGS).get_by_role("textbox")).to_have_value("Every Tuesday")
    expect(question(page, VISITS).get_by_role("radio", name="Already strong")).to_be_checked()
    expect(page).to_have_url(f"{site_url}assets/")
    question(page, PARTNER).get_by_role("textbox").focus()
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="See what we have")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What you have", exact=True)).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(".moves h3 a").first).to_be_focused()
    for _ in range(20):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent") == "Add these to my plan":
            break
    page.keyboard.press("Enter")
    expect(page.get_by_role("link", name="Open my plan")).to_be_focused()


def test_nothing_covers_what_has_the_focus(phone: Page) -> None:
    answer(phone, MEETINGS, "Starting")
    phone.get_by_role("group").first.get_by_role("radio").first.focus()
    seen = """() => {
        const node = document.activeElement, box = node.getBoundingClientRect();
        const top = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
        return node.contains(top) || Boolean(top?.closest("label")?.contains(node));
    }"""

    covered = []
    for _ in range(36):
        phone.keyboard.press("Tab")
        if not phone.evaluate(seen):
            covered.append(phone.evaluate("document.activeElement.outerHTML"))

    assert covered == []


def test_a_browser_that_keeps_nothing_says_so_and_works(page: Page, site_url: str) -> None:
    page.add_init_script(
        "Object.defineProperty(window, 'localStorage', { get() { throw new Error('no') } })"
    )
    page.goto(f"{site_url}assets/")
    expect(page.get_by_text(NOT_KEPT)).to_be_hidden()

    answer(page, MEETINGS, "Already strong")
    answer(page, VISITS, "Starting")

    expect(page.get_by_text(NOT_KEPT)).to_be_visible()
    expect(page.locator(".going")).to_contain_text("2 of 18 answered")
    expect(page.locator(".moves > li")).to_have_count(3)
    assert ".p" in link_of(page)


HOSTILE = [
    *("<script>globalThis.ran = 1</script>", "<img src=x onerror='globalThis.ran = 1'>", "v1"),
    *("javascript:globalThis.ran=1", "v1.", "v1.2026-11-27.", "v1.2026-11-27.po5yp", "%00", "%"),
    *("v1.2026-11-27.po5yp9", "v1.2026-13-40.po5yp1", "v9.2026-11-27.po5yp1", "{}", "[]", "null"),
    *("v1.2026-11-27.po5yp1%3Cscript%3E", "v1.2026-11-27.po5yp1_ff_fe", "v1.2026-11-27.po5yp1_"),
    *("v1.2026-11-27.PO5YP1", "v1.2026-11-27.po5yp1.", "v1.2026-11-27.__proto__1", "..", "%2e%2e"),
    *(
        "v1.2026-11-27.po5yp1,lxkcv2",
        "v1.2026-11-27 po5yp1",
        "'\"`${1}",
        "{{7*7}}",
        "\u202ev1",
        "#",
    ),
    "v1.2026-11-27.po5yp1" + "a" * 50_000,
]
LURKING = "v1.2026-11-27.po5yp1_3cimg_20src_3dx_20onerror_3d_22globalThis_2eran_3d1_22_3e"
"""A link that is in order, and whose words would be markup."""


def test_hostile_links_run_nothing_and_lose_nothing(phone: Page, site_url: str) -> None:
    assert len(HOSTILE) >= 30
    answer(phone, MEETINGS, "Starting", WORDS)
    own = kept(phone)

    for fragment in HOSTILE:
        phone.goto("about:blank")
        phone.goto(f"{site_url}assets/#{fragment}")
        expect(phone.get_by_text(CUT_OFF)).to_be_visible()
        expect(phone.locator(".going")).to_contain_text("1 of 18 answered")
        expect(phone.locator(".both")).to_be_hidden()
        assert phone.evaluate("globalThis.ran") is None
        assert kept(phone) == own
    phone.goto("about:blank")
    phone.goto(f"{site_url}assets/#{LURKING}")

    assert lines(phone, "Different answers") == [
        f"{MEETINGS} You: Starting {WORDS} "
        'They: Already strong <img src=x onerror="globalThis.ran=1">'
    ]
    assert phone.evaluate("globalThis.ran") is None
    phone.goto(f"{site_url}assets/#content")
    expect(phone.get_by_text(CUT_OFF)).to_be_hidden()


WELL = "v1.2026-11-27.po5yp1Room_204"
POISONED = [
    *("{", "null", "0", "1", "true", '""', '"x"', "{}", "[null]", "[[]]", "[{}]", "[0]", '[""]'),
    *('{"toString": 1}', '[{"toString": 1, "valueOf": 1}]', '{"__proto__": {"x": 1}}', "[[[[]]]]"),
    *('["<script>globalThis.ran = 1</script>"]', '["v1"]', '["v2.2026-11-27.po5yp1"]', "undefined"),
    *('["v1.2026-11-27.po5yp7"]', '["v1.9999-99-99.po5yp1"]', '["v1.2026-11-27.po5yp1_ff"]'),
    *(f'["{WELL}", 7]', f'[null, "{WELL}"]', f'{{"0": "{WELL}"}}', "\u0000", "NaN"),
    '["' + "a" * 100_000 + '"]',
]


def test_poisoned_storage_is_set_aside_and_nothing_is_lost(page: Page, site_url: str) -> None:
    assert len(POISONED) >= 30
    page.goto(f"{site_url}assets/")

    for text in POISONED:
        page.evaluate("localStorage.clear()")
        page.evaluate("text => localStorage.setItem('stock', text)", text)
        page.reload()
        expect(page.get_by_text(ASIDE)).to_be_visible()
        aside = page.evaluate("localStorage.getItem('stock-aside')")
        assert json.loads(aside) == [text]
        count = "1" if WELL in text and text.startswith("[") else "0"
        expect(page.locator(".going")).to_contain_text(f"{count} of 18 answered")
        answer(page, VISITS, "Starting")
        page.reload()
        expect(page.get_by_text(ASIDE)).to_be_hidden()
        expect(question(page, VISITS).get_by_role("radio", name="Starting")).to_be_checked()
        assert page.evaluate("globalThis.ran") is None
        assert page.evaluate("localStorage.getItem('stock-aside')") == aside


def test_what_is_set_aside_twice_is_there_twice(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}assets/")

    for text in ("{", "[7]"):
        page.evaluate("text => localStorage.setItem('stock', text)", text)
        page.reload()

    assert json.loads(page.evaluate("localStorage.getItem('stock-aside')")) == ["{", "[7]"]


def test_where_nothing_can_be_set_aside_nothing_is_written_over(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}assets/")
    page.evaluate("localStorage.setItem('stock', '{')")
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('full') }")
    page.reload()

    answer(page, VISITS, "Starting")

    expect(page.get_by_text(NOT_KEPT)).to_be_visible()
    assert page.evaluate("localStorage.getItem('stock')") == "{"


def test_answers_to_other_questions_are_left_out_and_kept(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}assets/")
    page.evaluate(
        "text => localStorage.setItem('stock', JSON.stringify([text]))",
        "v1.2026-11-27.po5yp1.zzzzz2At_20the_20lake",
    )

    page.reload()

    expect(page.get_by_text("questions that this page does not ask")).to_be_visible()
    expect(page.locator(".going")).to_contain_text("1 of 18 answered")
    answer(page, VISITS, "Starting")
    assert ".zzzzz2At_20the_20lake" in kept(page)[0]
    page.goto("about:blank")
    page.evaluate("1")
    page.goto(f"{site_url}assets/#v1.2026-11-27.lxkcv1.zzzzz1")
    expect(page.get_by_text("questions that this page does not ask")).to_be_visible()
    assert lines(page, "Different answers") == [f"{VISITS} You: Starting They: Already strong"]


def test_two_tabs_keep_what_both_say(phone: Page, site_url: str) -> None:
    second = phone.context.new_page()
    second.goto(f"{site_url}assets/")
    answer(phone, MEETINGS, "Starting")

    answer(second, VISITS, "Already strong")

    phone.reload()
    expect(phone.locator(".going")).to_contain_text("2 of 18 answered")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize("paper", PAPERS)
def test_without_answers_it_prints_as_a_form_on_two_sides(
    chromium: Browser, site_url: str, paper: str, scripts: bool
) -> None:
    context = chromium.new_context(java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"{site_url}assets/")

    page.emulate_media(media="print")
    boxes = page.locator("input[type=radio]").locator("visible=true").count()
    places = page.locator("fieldset textarea")
    heights = {round(places.nth(n).bounding_box()["height"]) for n in range(18)}  # type: ignore[index]
    print_ = Print(page, paper)

    text = " ".join(" ".join(print_.texts).split())
    assert print_.sides <= 2
    assert print_.points >= 9.99
    assert boxes == 18 * 4
    assert min(heights) >= 30  # 8 millimeters to write in
    assert text.count("Where do we see it?") == 18
    assert text.count("Already strong") == text.count("Don’t know") == 18
    for asset in (MEETINGS, VISITS, READERS, ADVICE, PARTNER):
        assert asset in text
    assert "Who, or which team" in text
    for word in ("answered", "Share", "What you have", "nothing is sent", "pencil"):
        assert word not in text
    context.close()


def test_answers_print_with_the_picture_and_the_moves(phone: Page) -> None:
    answer(phone, MEETINGS, "Already strong", "Tuesdays in room 4")
    answer(phone, VISITS, "Starting")

    print_ = Print(phone)

    text = " ".join(" ".join(print_.texts).split())
    assert print_.points >= 9.99
    assert text.count("Tuesdays in room 4") == 2
    assert "Already strong: 1" in text
    assert "Moves that can start from there" in text
    assert "Add these to my plan" not in text


def test_without_scripts_it_says_that_nothing_is_kept_and_can_be_ticked(
    chromium: Browser, site_url: str
) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_url}assets/")

    answer(page, MEETINGS, "Already strong", WORDS)

    said = page.locator("noscript").get_by_role("paragraph")
    expect(said).to_contain_text("this browser cannot keep your answers")
    expect(said).to_be_visible()
    expect(page.locator(".stock button").locator("visible=true")).to_have_count(0)
    expect(page.get_by_text("stays in this browser")).to_be_hidden()
    expect(page.get_by_text("of 18 answered")).to_be_hidden()
    context.close()


def half(page: Page) -> None:
    answer(page, MEETINGS, "Already strong", WORDS)
    answer(page, ADVICE, UNKNOWN)


def whole(page: Page) -> None:
    groups = page.get_by_role("main").get_by_role("group")
    for place in range(groups.count()):
        groups.nth(place).get_by_role("radio").nth(place % 4).check()
    page.get_by_role("button", name="Add these to my plan").click()


def two(page: Page) -> None:
    half(page)
    page.goto(f"{page.url}#v1.2026-10-05.po5yp1Room_204.lxkcv3.wwzj21")
    expect(page.get_by_role("heading", name="Side by side", exact=True)).to_be_visible()


def broken(page: Page) -> None:
    page.goto(f"{page.url}#v1.2026")
    expect(page.get_by_text(CUT_OFF)).to_be_visible()


def printed(page: Page) -> None:
    two(page)
    page.emulate_media(media="print", color_scheme="light")


@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (320, "dark")])
@pytest.mark.parametrize("state", [half, whole, two, broken, printed])
def test_axe_finds_nothing_and_nothing_is_cut(
    page: Page, site_url: str, state: Callable[[Page], None], width: int, scheme: str
) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(f"{site_url}assets/")

    state(page)

    found = violations(page)
    if state is printed:  # nobody taps it
        found = [text for text in found if not text.startswith("target-size")]
    assert found == []
    if state is not printed:
        assert clipped(page) == []
        double(page)
        assert clipped(page) == []


def test_its_answers_are_large_enough_for_a_thumb(phone: Page) -> None:
    boxes = phone.locator(".four label").evaluate_all(
        "all => all.map((one) => one.getBoundingClientRect()).map(({width, height}) =>"
        " [width, height])"
    )

    assert len(boxes) == 72
    assert min(height for _, height in boxes) >= 44
    assert min(width for width, _ in boxes) >= 44


def test_the_page_and_what_scripts_and_styles_have_stand_side_by_side(
    page: Page, site: Path, site_url: str
) -> None:
    files = [file.name for file in (site / "assets").iterdir() if file.is_file()]

    page.goto(f"{site_url}assets/")

    expect(page.get_by_role("heading", level=1)).to_have_text("Take stock of what you have")
    assert files.count("index.html") == 1
    assert [name for name in files if name.endswith(".html")] == ["index.html"]
    rules = (site / "_headers").read_text("utf-8").split()
    assert not {"/assets/*", "/assets/*.html", "/assets/"} & {*rules}


@pytest.mark.parametrize("path", ["", "conditions/motivate-everyone/"])
def test_other_pages_lead_here(page: Page, site_url: str, path: str) -> None:
    page.goto(site_url + path)

    page.get_by_role("main").get_by_role("link", name="Take stock of").click()

    expect(page).to_have_url(f"{site_url}assets/")


def test_what_can_neither_be_read_nor_set_aside_is_left_as_it_is(page: Page, site_url: str) -> None:
    page.add_init_script(
        "const set = Storage.prototype.setItem;"
        "Storage.prototype.setItem = function (name, value) {"
        " if (name === 'stock-aside') throw new Error('QuotaExceededError');"
        " set.call(this, name, value); };"
    )
    page.goto(f"{site_url}about/")
    page.evaluate("localStorage.setItem('stock', '{broken')")

    page.goto(f"{site_url}assets/")
    answer(page, MEETINGS, "Already strong")

    expect(page.get_by_text("This browser does not keep your answers")).to_be_visible()
    assert page.evaluate("localStorage.getItem('stock')") == "{broken"


def test_a_plan_that_is_not_kept_is_told(page: Page, site_url: str) -> None:
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('no') }")
    page.goto(f"{site_url}assets/")
    answer(page, MEETINGS, "Already strong")

    page.get_by_role("button", name="Add these to my plan").click()

    expect(page.get_by_text("This browser keeps no plan.")).to_be_visible()
