"""The home page and the ways from it: what a leader does in ten minutes, on a phone."""

import datetime
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from benchmarks.measure import served
from tests.browser.test_reflow import add_style

PHONE = {"width": 390, "height": 844}


class Hand:
    """Counts what a thumb does: a choice in a native list is two taps, to open it and to choose."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.taps = 0

    def tap(self, target: Locator) -> None:
        target.tap()
        self.taps += 1

    def choose(self, label: str, option: str) -> None:
        self.page.get_by_label(label, exact=True).select_option(label=option)
        self.taps += 2


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport=PHONE, has_touch=True, is_mobile=True)  # type: ignore[arg-type]
    yield context.new_page()
    context.close()


@pytest.fixture
def without_script(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def number(text: str) -> int:
    match = re.search(r"\d+", text)
    assert match, text
    return int(match[0])


def found(page: Page) -> int:
    expect(page.locator(".tally")).to_have_text(re.compile(r"^\d"))
    return number(page.locator(".tally").inner_text())


def test_twenty_minutes_with_my_board_are_three_taps(phone: Page, site_url: str) -> None:
    phone.goto(site_url)
    hand = Hand(phone)

    hand.choose("Occasion", "at a board meeting")
    hand.tap(phone.get_by_role("button", name=re.compile("^Show ")))

    expect(phone.get_by_role("heading", level=1)).to_have_text(
        re.compile(r"^Moves, up to 20 min, occasion: board meeting$")
    )
    assert found(phone) > 0
    assert hand.taps <= 3


def test_teacher_leaders_and_motivation_are_two_taps(phone: Page, site_url: str) -> None:
    phone.goto(site_url)
    hand = Hand(phone)

    hand.tap(phone.get_by_role("link", name="Teacher leader", exact=True))
    hand.tap(phone.get_by_role("link", name=re.compile("^A reason to want to learn")))

    section = phone.locator("#motivate-everyone")
    expect(section.get_by_role("heading").first).to_be_in_viewport(ratio=1)
    for move in section.get_by_role("article").all()[:3]:
        expect(move).to_be_in_viewport(ratio=1)
    assert hand.taps <= 2


def test_a_new_principal_sees_where_to_begin_after_one_tap(phone: Page, site_url: str) -> None:
    phone.goto(site_url)
    hand = Hand(phone)

    hand.tap(phone.get_by_role("link", name="Principal", exact=True))

    expect(phone.get_by_role("heading", name="Start with these")).to_be_in_viewport()
    expect(phone.locator(".numbered .card").first).to_be_in_viewport(ratio=0.9)
    assert hand.taps <= 2


def test_a_move_is_printed_and_sent_with_one_tap_each(phone: Page, site_url: str) -> None:
    phone.add_init_script(
        """globalThis.print = () => { globalThis.printed = true; };
        Navigator.prototype.share = async (data) => { globalThis.shared = data; };"""
    )  # no system dialog opens in a test
    phone.goto(f"{site_url}moves/bring-a-school-team/")

    phone.get_by_role("button", name="Print").tap()
    phone.get_by_role("button", name="Send to my team").tap()

    assert phone.evaluate("printed")
    assert phone.evaluate("shared.url") == f"{site_url}moves/bring-a-school-team/"


@pytest.mark.parametrize(
    ("label", "option"),
    [
        ("Role", "a superintendent"),
        ("Time for one run", "two hours"),
        ("Occasion", "in planning time"),
        ("Condition", "schools in charge"),
    ],
)
def test_the_button_says_how_many_moves_the_list_then_has(
    page: Page, site_url: str, label: str, option: str
) -> None:
    page.goto(site_url)
    button = page.get_by_role("button", name=re.compile("^Show "))
    before = button.inner_text()

    page.get_by_label(label, exact=True).select_option(label=option)

    expect(button).not_to_have_text(before)
    expect(page.locator(".choose [role=status]")).to_have_text(re.compile(r"^\d+ moves? fits?\."))
    count = number(button.inner_text())
    button.click()
    assert found(page) == count


def test_the_number_before_any_choice_is_true(page: Page, site_url: str) -> None:
    page.goto(site_url)
    button = page.get_by_role("button", name=re.compile("^Show "))
    count = number(button.inner_text())

    button.click()

    assert found(page) == count
    expect(page).to_have_url(f"{site_url}explore/?what=moves&time=20")


def test_where_nothing_fits_the_button_leads_to_what_comes_closest(
    page: Page, site_url: str
) -> None:
    page.goto(site_url)

    page.get_by_label("Role", exact=True).select_option(label="a teacher")
    page.get_by_label("Occasion", exact=True).select_option(label="at a board meeting")
    page.get_by_role("button", name="Show what comes closest").click()

    expect(page.get_by_text("What comes closest")).to_be_visible()


def test_the_sentence_keeps_what_was_chosen_when_a_reader_comes_back(
    page: Page, site_url: str
) -> None:
    page.goto(site_url)
    page.get_by_label("Occasion", exact=True).select_option(label="in planning time")
    button = page.get_by_role("button", name=re.compile("^Show "))
    expect(page.locator(".choose [role=status]")).not_to_be_empty()
    count = button.inner_text()
    button.click()
    found(page)

    page.go_back()

    expect(page.get_by_label("Occasion", exact=True)).to_have_value("planning-time")
    expect(page.get_by_role("button", name=re.compile("^Show "))).to_have_text(count)


def test_without_scripts_nothing_is_offered_that_would_not_be_done(
    without_script: Page, site_url: str
) -> None:
    without_script.goto(site_url)

    controls = without_script.locator("main").locator("select, button")
    assert controls.count() > 0
    assert controls.locator("visible=true").count() == 0

    without_script.get_by_role("link", name="Not sure? Start from your role").click()
    role = without_script.get_by_role("link", name="Principal", exact=True).last
    expect(role).to_be_in_viewport()


def test_what_a_plain_form_sends_is_read_without_a_complaint(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}explore/?what=moves&role=principal&time=20&occasion=&condition=")

    assert found(page) > 0
    expect(page.locator(".said-so")).to_be_hidden()


@pytest.mark.parametrize("week", range(7))
def test_one_move_stands_there_and_each_week_another(page: Page, site_url: str, week: int) -> None:
    day = datetime.datetime(2026, 11, 25, tzinfo=datetime.UTC) + datetime.timedelta(weeks=week)
    page.clock.set_fixed_time(day)

    page.goto(site_url)

    title = page.locator(".week article:visible h3").inner_text()
    page.clock.set_fixed_time(day + datetime.timedelta(weeks=1))
    page.reload()
    assert page.locator(".week article:visible h3").inner_text() != title


@pytest.mark.parametrize(
    ("width", "most"), [(320, 64), (390, 64), (640, 72), (768, 72), (1440, 72)]
)
def test_one_row_heads_the_page(page: Page, site_url: str, width: int, most: int) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(site_url)

    height = page.locator(".masthead").evaluate("(node) => node.offsetHeight")
    tops = page.locator(".masthead :is(a, button):visible").evaluate_all(
        """(nodes) => nodes.map((node) => {
            const box = node.getBoundingClientRect();
            return box.top + box.height / 2;
        })"""
    )

    assert height <= most
    assert max(tops) - min(tops) < 6


def test_on_a_phone_one_button_holds_every_way(phone: Page, site_url: str) -> None:
    phone.goto(site_url)
    menu = phone.get_by_role("navigation", name="Main")
    expect(menu).to_be_hidden()

    phone.get_by_role("button", name="Menu").tap()

    for name in ("Conditions", "Roles", "Cases", "About", "Contribute"):
        expect(menu.get_by_role("link", name=name, exact=True)).to_be_in_viewport()
    phone.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    phone.get_by_role("button", name="Menu").focus()
    phone.keyboard.press("Enter")
    menu.get_by_role("link", name="Contribute").tap()
    expect(phone).to_have_url(f"{site_url}contributing/")


def test_the_menu_opens_without_scripts(chromium: Browser, site_url: str) -> None:
    context = chromium.new_context(viewport=PHONE, java_script_enabled=False)  # type: ignore[arg-type]
    page = context.new_page()
    page.goto(site_url)

    page.get_by_role("button", name="Menu").click()

    expect(page.get_by_role("link", name="Contribute", exact=True).first).to_be_visible()
    context.close()


def test_a_menu_that_is_open_closes_when_its_links_come_into_view(
    phone: Page, site_url: str
) -> None:
    phone.goto(f"{site_url}roles/principal/")
    phone.get_by_role("button", name="Menu").tap()
    expect(phone.get_by_role("link", name="Cases", exact=True).first).to_be_visible()

    phone.set_viewport_size({"width": 844, "height": 390})

    name = phone.locator(".wordmark").bounding_box()
    link = phone.locator("#menu a").first.bounding_box()
    assert name
    assert link
    assert link["x"] >= name["x"] + name["width"]
    assert not phone.locator("#menu").evaluate("(menu) => menu.matches(':popover-open')")


@pytest.mark.parametrize(("width", "percent"), [(390, 150), (390, 200), (1280, 200)])
def test_the_name_at_the_top_wraps_between_words_only(
    page: Page, site_url: str, width: int, percent: int
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    page.goto(f"{site_url}about/")

    add_style(page, f"html {{ font-size: {percent}% !important }}")

    name = page.locator(".wordmark span")
    lines = name.evaluate("(n) => n.offsetHeight / parseFloat(getComputedStyle(n).lineHeight)")
    assert round(lines) <= len(name.inner_text().split())


@pytest.mark.parametrize("width", [1024, 1440])
@pytest.mark.parametrize("words", ["handout", "music"])
def test_where_no_choice_is_left_results_have_the_whole_width(
    page: Page, site_url: str, words: str, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 900})

    page.goto(f"{site_url}explore/?q={words}")

    expect(page.locator(".tally")).to_have_text(re.compile(r"^\d"))
    expect(page.locator(".facets")).to_be_hidden()
    outcome = page.locator(".outcome").bounding_box()
    whole = page.locator("form.explorer").bounding_box()
    assert outcome
    assert whole
    assert outcome["width"] > 0.9 * whole["width"]


def test_a_site_below_a_path_has_a_home_page_that_stays_there(
    chromium: Browser, site: Path, tmp_path: Path
) -> None:
    (tmp_path / "playbook").symlink_to(site)
    context = chromium.new_context()
    page = context.new_page()

    with served(tmp_path) as address:
        page.goto(f"{address}playbook/")
        links = page.locator("main a:visible").evaluate_all("(links) => links.map((a) => a.href)")

        assert len(links) > 20
        assert not [link for link in links if not link.startswith(f"{address}playbook/")]
    context.close()


def test_the_explorer_s_sentence_and_its_list_of_choices_say_the_same(
    page: Page, site_url: str
) -> None:
    page.goto(f"{site_url}explore/?role=principal")
    found(page)
    blank = page.locator(".sentence").get_by_label("Role", exact=True)
    expect(blank).to_have_value("principal")

    blank.select_option(label="a teacher")
    expect(page).to_have_url(f"{site_url}explore/?role=teacher")
    expect(page.locator("input[name=role][value=teacher]")).to_be_checked()

    page.locator("input[name=role][value=principal]").check()
    expect(blank.locator("option:checked")).to_have_text("as chosen below")
    page.get_by_role("button", name="Remove Teacher").click()
    expect(blank).to_have_value("principal")

    blank.select_option(label="a leader")
    expect(page).to_have_url(f"{site_url}explore/")


def test_rows_or_cards_are_a_choice_that_is_kept(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}explore/?role=principal")
    found(page)
    wide = page.locator(".found .card").first.evaluate("(node) => node.offsetWidth")
    toggle = page.get_by_role("button", name="As cards")

    toggle.click()

    expect(toggle).to_have_attribute("aria-pressed", "true")
    narrow = page.locator(".found .card").first.evaluate("(node) => node.offsetWidth")
    assert narrow < wide / 1.5
    page.goto(f"{site_url}moves/")
    expect(page.get_by_role("button", name="As cards")).to_have_attribute("aria-pressed", "true")


def test_a_row_has_a_bar_as_long_as_its_time(page: Page, site_url: str) -> None:
    page.set_viewport_size({"width": 1280, "height": 900})
    page.goto(f"{site_url}explore/?what=moves&sort=time")
    found(page)

    bars = page.locator(".found .facts li:nth-child(2)").evaluate_all(
        "(nodes) => nodes.map((n) => parseFloat(getComputedStyle(n, '::after').width))"
    )

    assert bars == sorted(bars)
    assert 0 < bars[0] < bars[-1]


@pytest.mark.parametrize("role", ["superintendent", "teacher-leader", "board-member"])
def test_a_role_s_page_lists_each_move_once(page: Page, site_url: str, role: str) -> None:
    page.goto(f"{site_url}roles/{role}/")

    titles = page.locator(".rows .card h3").all_inner_texts()

    assert len(titles) == len(set(titles))
    asked = page.locator(".top .count").inner_text()
    assert number(asked) == len(titles)
    led = page.locator(".rows .facts").get_by_text("You lead this", exact=True).count()
    assert int(asked.split("you lead ")[1].split()[0]) == led


def test_a_phone_picks_the_condition_of_the_map(phone: Page, site_url: str) -> None:
    phone.goto(f"{site_url}map/")
    heads = phone.locator(".map thead th:visible")
    expect(heads).to_have_count(2)
    expect(heads.last).to_contain_text("Learning in the daily work")

    phone.get_by_role("radio", name="Schools in charge").tap()

    expect(heads.last).to_contain_text("Schools in charge")
    rows = phone.locator(".map tbody tr:visible").count()
    expect(phone.locator(".map tbody td:visible")).to_have_count(rows)


def test_the_map_has_a_mark_for_every_move(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}map/")

    cells = page.locator(".map td a:not(.none)").all_inner_texts()

    shapes = {"●", "▲", "■"}
    assert all(sum(cell.count(shape) for shape in shapes) == number(cell) for cell in cells)
    for row in page.locator(".map tbody tr").all()[:3]:
        assert len({c for text in row.locator("td").all_inner_texts() for c in text} & shapes) > 1


def test_the_map_invites_to_write_of_what_nobody_has_studied(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}map/")
    section = page.locator("section").filter(has=page.get_by_role("heading", name="No study found"))
    expect(section.get_by_role("link", name="Write it up")).to_be_visible()

    section.get_by_role("listitem").first.get_by_role("link").click()

    studies = page.locator("section").filter(
        has=page.get_by_role("heading", name="What studies found")
    )
    expect(studies.last).to_be_visible()
    expect(studies.last).not_to_contain_text("a practice near this one")


def test_a_pathway_tells_where_it_leads_and_why(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}conditions/motivate-everyone/")

    way = page.locator(".ways section").first

    expect(way.get_by_role("heading")).to_have_text(re.compile("^From .+ to .+$"))
    expect(way.locator(".count")).to_have_text(re.compile(r"^\d moves · about .+ · led by .+"))
    steps = way.locator(".way li")
    for step in steps.all()[:-1]:
        expect(step.locator("p")).not_to_be_empty()
    assert way.locator(".season").all_inner_texts()[0] == "August"
