"""The explorer: every way in, every way of going wrong, and the same answers as Python."""

import random
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, JSHandle, Locator, Page, Route, expect

from benchmarks import corpus
from benchmarks.measure import served
from playbook import load
from playbook.i18n.typography import typeset
from playbook.records import explorer
from playbook.records.record import Records
from playbook.search.documents import plain
from playbook_site.building.build import build
from tests.builder import lay
from tests.conftest import ROOT
from tests.site.conftest import SMALL, framed


def tally(page: Page) -> int:
    """The number of results that the page shows."""
    number = page.locator(".tally")
    expect(number).to_be_visible()
    expect(number).to_have_text(re.compile(r"^\d"))
    return int(re.match(r"\d+", number.inner_text())[0])  # type: ignore[index]


def found(page: Page) -> Locator:
    """The cards of the results, where they are shown and in the accessibility tree."""
    return page.locator(".found").get_by_role("article").locator("visible=true")


def notice(page: Page) -> Locator:
    """The line that says what went otherwise, where it is shown."""
    return page.locator(".said-so").locator("visible=true")


def open_facet(page: Page, name: str) -> None:
    """Open a facet, if it is not open."""
    facet = page.locator(f'.facet:has([name="{name}"])')
    if facet.get_attribute("open") is None:
        facet.locator("summary").click()


def choose(page: Page, facet: str, value: str) -> None:
    """Choose an answer."""
    open_facet(page, facet)
    page.locator(f'input[name="{facet}"][value="{value}"]').check()


def test_choosing_narrows_the_list_and_the_address_keeps_it(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}explore/")
    everything = tally(page)

    choose(page, "condition", "motivate-everyone")
    choose(page, "role", "superintendent")

    assert 0 < tally(page) < everything
    expect(found(page)).to_have_count(tally(page))
    expect(page).to_have_url(f"{site_url}explore/?condition=motivate-everyone&role=superintendent")
    left = tally(page)
    page.reload()
    assert tally(page) == left
    expect(page.locator('input[value="superintendent"]')).to_be_checked()
    page.go_back()
    expect(page).to_have_url(f"{site_url}explore/?condition=motivate-everyone")
    assert tally(page) > left
    page.go_forward()
    assert tally(page) == left


def test_going_back_from_a_choice_comes_to_the_words_before_it_and_then_to_the_list_without(
    page: Page, site_url: str
) -> None:
    page.goto(f"{site_url}explore/")
    choose(page, "role", "principal")
    box = page.get_by_label("Search by words")
    chips = page.locator(".chips").get_by_role("listitem").locator("visible=true")
    box.press_sequentially("trust", delay=180)  # longer than the page waits for the next key
    expect(page).to_have_url(f"{site_url}explore/?role=principal&q=trust")
    with_words = tally(page)
    choose(page, "effort", "light")
    expect(page).to_have_url(f"{site_url}explore/?role=principal&effort=light&q=trust")

    page.go_back()
    expect(page).to_have_url(f"{site_url}explore/?role=principal&q=trust")
    expect(box).to_have_value("trust")
    expect(chips).to_have_text(["Principal"])
    assert tally(page) == with_words
    page.go_back()
    expect(page).to_have_url(f"{site_url}explore/?role=principal")
    expect(box).to_have_value("")
    expect(chips).to_have_text(["Principal"])
    page.go_back()
    expect(page).to_have_url(f"{site_url}explore/")
    expect(page.locator(".listing").get_by_role("article").first).to_be_visible()


AT_ONCE = """([press]) => {
    const box = document.querySelector("#find");
    box.focus();
    box.value = "trust";
    box.dispatchEvent(new Event("input", { bubbles: true }));
    document.querySelector(press).click();
}"""


@pytest.mark.parametrize(
    ("press", "query"),
    [
        ('input[value="light"]', "role=principal&effort=light&q=trust"),
        (".chips button", "q=trust"),
        ("button.clear", ""),
    ],
)
def test_words_typed_a_moment_before_a_choice_are_where_going_back_comes_to(
    page: Page, site_url: str, press: str, query: str
) -> None:
    page.goto(f"{site_url}explore/?role=principal")
    tally(page)

    page.evaluate(AT_ONCE, [press])

    expect(page).to_have_url(f"{site_url}explore/{'?' if query else ''}{query}")
    page.go_back()
    expect(page).to_have_url(f"{site_url}explore/?role=principal&q=trust")
    expect(page.get_by_label("Search by words")).to_have_value("trust")
    expect(notice(page)).to_contain_text("Also searched for")
    page.go_back()
    expect(page).to_have_url(f"{site_url}explore/?role=principal")
    expect(page.get_by_label("Search by words")).to_have_value("")


def test_what_was_also_searched_for_is_said_once_and_not_what_was_typed(
    page: Page, site_url: str
) -> None:
    page.goto(f"{site_url}explore/?q=sub%20coverage")

    expect(notice(page)).to_contain_text("Also searched for: ")
    said = notice(page).inner_text().partition("Also searched for: ")[2]
    words = said.partition(".")[0].split(", ")
    assert len(words) == len(set(words))
    assert not {"sub", "coverage"} & set(words)


def test_words_after_others_are_a_state_of_their_own(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}explore/?what=moves")
    box = page.get_by_label("Search by words")
    for words in ("trust", "feedback"):
        box.fill(words)
        box.press("Tab")
        expect(page).to_have_url(f"{site_url}explore/?what=moves&q={words}")

    page.go_back()

    expect(page).to_have_url(f"{site_url}explore/?what=moves&q=trust")
    expect(box).to_have_value("trust")
    page.go_back()
    expect(page).to_have_url(f"{site_url}explore/?what=moves")


def test_every_result_is_reached_by_the_visible_button(page: Page, site_url: str) -> None:
    menu = page.get_by_role("navigation", name="Main")
    page.goto(site_url)
    entries_of_menu = menu.get_by_role("listitem").all_inner_texts()
    page.goto(f"{site_url}explore/?what=moves&what=cases")
    tally(page)
    everything = tally(page)
    assert everything > 60
    more = page.locator("form.explorer").get_by_role("button", name=re.compile(r"^Show \d+ more$"))

    while more.is_visible():
        cards = found(page).count()
        step = int(re.sub(r"\D", "", more.inner_text()))
        more.click()
        expect(found(page)).to_have_count(cards + step)
        expect(found(page).nth(cards).get_by_role("link").first).to_be_focused()

    assert menu.get_by_role("listitem").all_inner_texts() == entries_of_menu
    titles = found(page).get_by_role("heading").all_inner_texts()
    assert len(set(titles)) == everything


WATCH = """() => {
    globalThis.told = [];
    const seen = document.querySelectorAll(".tally, label:has([value=light]) .count");
    const observer = new MutationObserver((changes) => changes.forEach(({ target }) => {
        const node = target.nodeType === 3 ? target.parentElement : target;
        const what = node.closest(".tally") ? "all" : "light";
        if (node.textContent) told.push(`${what} ${node.textContent}`);
    }));
    const all = { childList: true, characterData: true, subtree: true };
    seen.forEach((node) => observer.observe(node, all));
}"""


@pytest.mark.parametrize("query", ["?q=feedback", "?q=trust+meeting&role=principal", ""])
def test_no_wrong_number_is_ever_shown(page: Page, site_url: str, query: str) -> None:
    page.goto(f"{site_url}explore/{query}")
    tally(page)
    page.evaluate(WATCH)

    choose(page, "condition", "motivate-everyone")
    page.wait_for_load_state("networkidle")
    page.wait_for_timeout(300)

    told = page.evaluate("told")
    assert {n for n in told if n.startswith("all")} == {
        f"all {page.locator('.tally').inner_text()}"
    }
    assert len({n for n in told if n.startswith("light")}) == 1


def test_chips_replay_the_choices_and_take_them_back(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}explore/?role=principal&effort=light")

    page.get_by_role("button", name="Remove Light").click()

    expect(page).to_have_url(f"{site_url}explore/?role=principal")
    expect(page.locator(".chips button")).to_have_text(["Principal"])
    page.get_by_role("button", name="Clear all").click()
    expect(page).to_have_url(f"{site_url}explore/")
    expect(page.locator(".listing").get_by_role("article").first).to_be_visible()


def drop(page: Page) -> Locator:
    """The buttons that give something up, where they are shown."""
    return page.get_by_role("button", name=re.compile("^Drop "))


WAYS_OUT = {
    "role=middle-level-district-leader&time=20": "Remove a filter:",
    "role=middle-level-district-leader&time=20&what=cases": "Remove a filter:",
    "role=middle-level-district-leader&time=20&what=cases&q=trust": "Remove two filters:",
    "role=family-member&q=zzzz": "No results for “zzzz”. Remove a filter:",
}


@pytest.mark.parametrize("query", WAYS_OUT)
def test_where_nothing_fits_what_to_give_up_is_named_and_leaves_as_many_as_it_says(
    page: Page, site_url: str, query: str
) -> None:
    page.goto(f"{site_url}explore/?{query}")

    expect(page.locator(".tally")).to_have_text(re.compile("^0 "))
    expect(page.get_by_text(WAYS_OUT[query]).first).to_be_visible()
    status = page.get_by_role("status").first
    expect(status).to_contain_text(WAYS_OUT[query])
    names = drop(page).all_inner_texts()
    for name in names:
        drop(page).filter(has_text=name).click()
        assert tally(page) == int(name.rpartition("(")[2].rstrip(")"))
        expect(page.locator(".tally")).to_be_focused()
        page.go_back()
        expect(page.locator(".tally")).to_have_text(re.compile("^0 "))
    assert names


def test_where_choices_are_the_cause_what_comes_closest_is_shown(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}explore/?role=middle-level-district-leader&time=20&q=students")

    expect(page.get_by_text("What comes closest")).to_be_visible()
    expect(found(page)).to_have_count(3)
    expect(page.get_by_text("No results for")).to_be_hidden()


def test_a_word_that_nothing_says_gives_nothing_and_a_form_with_it(
    page: Page, site_url: str
) -> None:
    page.goto(f"{site_url}explore/?q=asdfgh+%26+lesson")
    page.get_by_label("Search by words").fill("asdfgh&zxcv")

    sentence = "No results for “asdfgh&zxcv”. Try fewer or different words."
    expect(page.get_by_text(sentence).first).to_be_visible()
    expect(found(page)).to_have_count(0)
    link = page.get_by_role("link", name="Suggest a move about “asdfgh&zxcv”")
    expect(link).to_be_visible()
    expect(link).to_have_attribute("href", re.compile(r"(title=asdfgh%26zxcv|/contributing/$)"))
    expect(drop(page)).to_have_count(0)
    page.get_by_role("link", name="Find a move").first.click()
    page.get_by_role("dialog").get_by_role("searchbox").fill("asdfgh")
    expect(page.get_by_role("dialog").get_by_text("No results for “asdfgh”.").first).to_be_visible()


def test_who_has_not_asked_for_it_is_told_nothing(page: Page, site_url: str, site: Path) -> None:
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url) if "unanswered" in r.url else None)
    page.goto(f"{site_url}explore/?q=asdfgh")
    page.wait_for_timeout(3_500)

    assert asked == []
    assert not (site / "search" / "unanswered.svg").exists()


def test_what_only_a_page_says_is_told_so(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}explore/?q=license")

    sentence = "Nothing listed here says “license”; what was also found does."
    expect(page.get_by_text(sentence).first).to_be_visible()
    expect(page.get_by_role("link", name="About this playbook")).to_be_visible()
    status = page.get_by_role("status").first
    expect(status).to_contain_text("0 moves and cases. Also found: About this playbook")
    expect(status).to_contain_text(sentence)
    expect(page.get_by_text("More choices")).to_be_hidden()
    page.goto(f"{site_url}explore/?q=license&role=principal")
    expect(
        page.get_by_text("Nothing listed here says “license”. Remove a filter:").first
    ).to_be_visible()


@pytest.mark.parametrize("path", ["cases/?time=30", "moves/?kind=full-case"])
def test_one_choice_that_a_page_cannot_have_leads_to_all(
    page: Page, site_url: str, path: str
) -> None:
    page.goto(site_url + path)

    sentence = re.compile("^No matches here for “.+”. Remove a")
    expect(page.get_by_text(sentence).first).to_be_visible()
    page.get_by_role("link", name="Look among all moves and cases").click()

    expect(page).to_have_url(f"{site_url}explore/?{path.partition('?')[2]}")
    assert tally(page) > 0


def test_a_page_without_a_wish_says_nothing_else_than_it_shows(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}explore/")
    expect(page.get_by_label("Sort by")).to_have_value("listed")
    everything = tally(page)
    page.get_by_label("Sort by").select_option("quick")
    expect(found(page).first).to_contain_text("Light effort")
    expect(page).to_have_url(f"{site_url}explore/?sort=quick")
    choose(page, "condition", "motivate-everyone")
    expect(page.get_by_role("status").first).to_have_text(f"{page.locator('.tally').inner_text()}.")

    page.go_back()
    page.go_back()

    expect(page).to_have_url(f"{site_url}explore/")
    expect(page.get_by_role("status").first).to_have_text(f"{everything} moves and cases.")


def test_a_very_long_word_is_repeated_in_brief(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}explore/?q={'a' * 300}")

    expect(page.get_by_text("No results for").first).to_be_visible()
    for node in (page.get_by_role("heading", level=1), page.locator(".nothing p").first):
        assert len(node.inner_text()) < 130


TITLES = {
    "role=principal&time=30": "Principal: moves, up to 30 min",
    "what=cases": "Cases",
    "q=trust&what=moves": "Moves, “trust”",
    "effort=light&setting=Team&role=teacher&role=student": (
        "Teacher or student: moves, setting: in a team, effort: light"
    ),
}


@pytest.mark.parametrize("query", TITLES)
def test_the_heading_and_the_title_say_what_is_asked(page: Page, site_url: str, query: str) -> None:
    page.goto(f"{site_url}explore/")
    expect(page).to_have_title(re.compile("^Find a move · "))

    page.goto(f"{site_url}explore/?{query}")

    expect(page.get_by_role("heading", level=1)).to_have_text(TITLES[query])
    expect(page).to_have_title(re.compile(f"^{re.escape(TITLES[query])} · "))
    page.get_by_role("button", name="Clear all").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Find a move")
    page.go_back()
    expect(page).to_have_title(re.compile(f"^{re.escape(TITLES[query])} · "))


GOOD_WILL = ["Principal", "principal.", "PRINCIPAL,", "%22principal%22", "principal)"]


@pytest.mark.parametrize("value", GOOD_WILL)
def test_an_address_is_read_as_it_was_meant(page: Page, site_url: str, value: str) -> None:
    page.goto(f"{site_url}explore/?Role={value}")

    expect(page.locator(".chips").get_by_role("listitem")).to_have_text(["Principal"])
    expect(notice(page)).to_have_count(0)
    expect(found(page).first).to_be_visible()


def test_several_answers_and_what_a_mail_program_makes_of_a_link(page: Page, site_url: str) -> None:
    page.goto(
        f"{site_url}explore/?role=Principal,%20Vice%20or%20assistant%20principal&amp;time=30."
    )

    chips = page.locator(".chips").get_by_role("listitem")
    expect(chips).to_have_text(["Principal", "Vice or assistant principal", "Up to 30 min"])


def test_a_very_long_address_shows_the_list(calm: Page, site: Path) -> None:
    address = f"{site.as_uri()}/explore/index.html?effort=light&q={'a' * 100_000}"

    calm.goto(address)

    expect(notice(calm)).to_contain_text("the end of a very long address")
    expect(found(calm).first).to_be_visible()
    assert tally(calm) > 5


def orders(page: Page) -> list[str]:
    """The orders that can be chosen."""
    options = page.get_by_label("Sort by").get_by_role("option").locator("visible=true")
    return [o.inner_text() for o in options.all() if o.is_enabled()]


def test_without_words_the_quickest_comes_first_and_nothing_is_the_best_match(
    page: Page, site_url: str
) -> None:
    page.goto(f"{site_url}explore/?what=moves")
    facts = [one.inner_text() for one in found(page).all()]

    expect(page.get_by_label("Sort by")).to_have_value("quick")
    assert page.locator("#sort option:checked").inner_text() == "quickest to start"
    light = ["Light effort" in one for one in facts]
    assert light == sorted(light, reverse=True)
    minutes = [
        int(m[1]) for one in facts if "Light effort" in one and (m := re.search(r"(\d+) min", one))
    ]
    assert minutes[:8] == sorted(minutes[:8])
    assert page.locator('#sort option[value="relevance"]').is_disabled()

    page.get_by_label("Search by words").fill("feedback")

    expect(page.get_by_label("Sort by")).to_have_value("relevance")
    expect(page).to_have_url(re.compile(r"\?what=moves&q=feedback$"))
    page.get_by_label("Sort by").select_option("quick")
    expect(page).to_have_url(re.compile(r"sort=quick$"))


def test_up_to_thirty_minutes_means_up_to(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}explore/?time=30")
    up_to_30 = tally(page)
    texts = found(page).all_inner_texts()
    page.goto(f"{site_url}explore/?time=15")

    assert tally(page) < up_to_30
    minutes = [int(m[1]) for one in texts if (m := re.search(r"\b(\d+) min\b", one))]
    assert len(minutes) == up_to_30
    assert min(minutes) <= 15 < max(minutes) <= 30


def test_a_facet_that_cannot_make_the_list_shorter_is_not_shown(page: Page, site_url: str) -> None:
    summaries = page.locator(".facet > summary").locator("visible=true")
    page.goto(f"{site_url}explore/?time=30")

    expect(summaries.filter(has_text="Condition")).to_be_visible()
    expect(summaries.filter(has_text="Kind of case")).to_have_count(0)
    expect(summaries.filter(has_text="What")).to_have_count(1)  # what is known
    page.goto(f"{site_url}explore/?what=cases")
    expect(summaries.filter(has_text="Kind of case")).to_be_visible()
    expect(summaries.filter(has_text="District size")).to_have_count(0)  # of none is it known


@pytest.fixture
def phone(chromium: Browser) -> Iterator[Page]:
    """A small phone."""
    context = chromium.new_context(viewport={"width": 360, "height": 640}, has_touch=True)
    yield context.new_page()
    context.close()


def is_in_view(node: Locator) -> bool:
    """Whether all of a node is on the screen."""
    return bool(
        node.evaluate(
            "(n) => { const b = n.getBoundingClientRect();"
            " return b.top >= 0 && b.bottom <= innerHeight && b.height > 0; }"
        )
    )


def moves(page: Page) -> Locator:
    """The moves in the list that can be seen."""
    link = page.locator('a[href*="/moves/"]')
    cards = page.get_by_role("main").get_by_role("article")
    return cards.filter(has=link).locator("visible=true")


@pytest.fixture(scope="session")
def texts(site_url: str) -> dict[str, tuple[str, str]]:
    """The first step of each move and its summary, by the address of its page."""
    book, _ = load(ROOT)
    return {
        site_url + move["url"]: (
            typeset(plain(move["body"]["first_step"]), "en"),
            typeset(move["summary"], "en"),
        )
        for move in Records(book).collection("moves")
    }


def of_moves(page: Page, texts: dict[str, tuple[str, str]]) -> tuple[list[str], list[str]]:
    """The first steps and the summaries of the moves in the list."""
    links = moves(page).get_by_role("link").evaluate_all("all => all.map(({ href }) => href)")
    steps, summaries = zip(*(texts[address] for address in links), strict=True)
    return list(steps), list(summaries)


@pytest.mark.parametrize("path", ["explore/", "explore/?what=moves", "explore/?q=trust", "moves/"])
def test_a_row_says_the_first_step_of_its_move_and_a_card_its_summary(
    page: Page, site_url: str, texts: dict[str, tuple[str, str]], path: str
) -> None:
    page.goto(site_url + path)
    tally(page)
    expect(moves(page).first).to_be_visible()
    steps, summaries = of_moves(page, texts)
    assert len(steps) > 5

    expect(moves(page)).to_contain_text(steps, use_inner_text=True)
    page.get_by_role("button", name="As cards").click()
    expect(moves(page)).to_contain_text(summaries, use_inner_text=True)
    page.get_by_role("button", name="As cards").click()
    expect(moves(page)).to_contain_text(steps, use_inner_text=True)


def test_cards_that_were_chosen_say_summaries_from_the_start(
    page: Page, site_url: str, texts: dict[str, tuple[str, str]]
) -> None:
    page.goto(f"{site_url}explore/")
    tally(page)
    page.get_by_role("button", name="As cards").click()

    for path in ("explore/?role=principal", "explore/"):
        page.goto(site_url + path)
        tally(page)
        expect(moves(page).first).to_be_visible()
        _, summaries = of_moves(page, texts)
        expect(moves(page)).to_contain_text(summaries, use_inner_text=True)


@pytest.mark.parametrize("path", ["explore/?role=principal", "explore/"])
def test_where_summaries_cannot_be_loaded_cards_say_what_the_rows_said(
    calm: Page, site_url: str, texts: dict[str, tuple[str, str]], path: str
) -> None:
    failed: list[str] = []
    calm.on("requestfailed", lambda r: failed.append(r.url))
    calm.route(re.compile("/explore/(cards/|summaries)"), lambda route: route.abort())
    calm.goto(site_url + path)
    tally(calm)
    expect(moves(calm).first).to_be_visible()
    steps, _ = of_moves(calm, texts)

    calm.get_by_role("button", name="As cards").click()
    calm.wait_for_timeout(500)

    assert failed
    expect(moves(calm)).to_contain_text(steps, use_inner_text=True)
    expect(notice(calm)).to_have_count(0)


@pytest.mark.parametrize(("role", "title"), [("student", "Student"), ("teacher", "Teacher")])
def test_what_a_role_leads_comes_before_what_it_takes_part_in(
    page: Page, site_url: str, role: str, title: str
) -> None:
    page.goto(f"{site_url}explore/?role={role}&what=moves")
    more = page.get_by_role("button", name=re.compile(r"^Show \d+ more$"))
    if tally(page) > 24:
        more.click()
    expect(found(page)).to_have_count(tally(page))

    led, part = [], []
    for card in found(page).all():
        leaders = re.split(r", | and ", card.get_by_role("listitem").first.inner_text())
        led.append(title in leaders)
        part.append(card.get_by_text(f"Takes part: {title}", exact=True).is_visible())
    assert led == sorted(led, reverse=True)
    assert part == [not leads for leads in led]
    assert {*led} == {True, False}


def test_a_card_says_that_a_role_takes_part_only_where_none_that_is_asked_leads(
    page: Page, site_url: str
) -> None:
    page.goto(f"{site_url}explore/?role=teacher&what=moves")
    label = page.get_by_text("Takes part: Teacher", exact=True)
    card = found(page).filter(has=label).filter(has_text="Principal").first
    heading = card.get_by_role("heading").inner_text()
    assert "Principal" in card.get_by_role("listitem").first.inner_text()

    choose(page, "role", "principal")

    same = found(page).filter(has=page.get_by_role("heading", name=heading.replace("\n", " ")))
    expect(same).to_be_visible()
    expect(same.get_by_text("Takes part:")).to_be_hidden()


def test_on_a_phone_the_way_to_the_results_is_in_view_after_each_choice(
    phone: Page, site_url: str
) -> None:
    phone.goto(f"{site_url}explore/")
    phone.get_by_text("More choices").tap()
    for value in ("motivate-everyone", "principal", "60"):
        phone.locator(f'input[value="{value}"]').check()
        facets = phone.locator(".facets")
        button = facets.get_by_role("button", name=re.compile(r"^Show \d+ "))
        button = button.locator("visible=true")
        expect(button.last).to_be_visible()
        phone.wait_for_timeout(300)
        assert is_in_view(button.last)
        assert button.last.inner_text().split()[1] == str(tally(phone))

    button.last.tap()

    assert is_in_view(phone.locator(".tally"))
    expect(phone.locator(".tally")).to_be_focused()
    assert is_in_view(found(phone).first.get_by_role("link").first)


def test_by_keyboard_results_are_one_step_from_any_facet(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}explore/?role=principal")
    tally(page)
    page.locator('input[value="60"]').focus()

    page.keyboard.press("Escape")

    expect(page.locator(".tally")).to_be_focused()
    page.locator('input[value="longer"]').focus()
    page.keyboard.press("Tab")
    way = page.locator(":focus")
    expect(way).to_have_text(re.compile(r"^Show \d+ moves"))
    assert is_in_view(way)
    page.keyboard.press("Enter")
    expect(page.locator(".tally")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Sort by")).to_be_focused()


def test_a_link_to_what_is_asked_is_copied(chromium: Browser, site_url: str) -> None:
    context = chromium.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = context.new_page()
    page.goto(f"{site_url}explore/?role=principal")

    page.get_by_role("button", name="Copy link").click()

    expect(page.get_by_role("button", name="Link copied")).to_be_visible()
    expect(page.get_by_role("status").first).to_have_text("Link copied")
    assert page.evaluate("navigator.clipboard.readText()") == f"{site_url}explore/?role=principal"
    context.close()


def test_where_nothing_can_be_copied_the_address_is_shown(calm: Page, site_url: str) -> None:
    calm.add_init_script("delete Navigator.prototype.clipboard")
    calm.goto(f"{site_url}explore/?role=principal")

    calm.get_by_role("button", name="Copy link").click()

    expect(notice(calm)).to_have_text(f"Copy this address: {site_url}explore/?role=principal")


@pytest.mark.parametrize("q", ["principal", "trust", "license", "editor", "what is a condition"])
def test_enter_in_the_dialog_keeps_everything_that_it_listed(
    page: Page, site_url: str, q: str
) -> None:
    page.goto(f"{site_url}about/")
    page.keyboard.press("Control+k")
    dialog = page.get_by_role("dialog")
    page.keyboard.type(q)
    said = dialog.get_by_text(re.compile(r"^\d+ found")).first
    expect(said).to_be_visible()
    links = dialog.get_by_role("list").get_by_role("link")
    expect(links.first).to_be_visible()
    page.wait_for_load_state("networkidle")
    number = int(re.match(r"\d+", said.inner_text())[0])  # type: ignore[index]
    listed = set(links.all_inner_texts())

    page.keyboard.press("Enter")

    expect(page.locator(".tally")).to_have_text(re.compile(r"^\d"))
    page.wait_for_load_state("networkidle")
    beyond = page.locator(".beyond")
    expect(beyond.get_by_role("link").locator("visible=true").first).to_be_visible()
    more = beyond.get_by_role("button", name=re.compile(r"^Show \d+ more$"))
    if more.is_visible():
        last = beyond.get_by_role("link").count()
        more.click()
        expect(beyond.get_by_role("link").nth(last)).to_be_focused()
    assert tally(page) + beyond.get_by_role("link").locator("visible=true").count() == number
    there = {*found(page).get_by_role("heading").all_inner_texts()}
    there |= {
        *page.locator(".beyond").get_by_role("link").locator("visible=true").all_inner_texts()
    }
    flat = {" ".join(title.split()) for title in there}
    assert listed
    assert {" ".join(title.split()) for title in listed} <= flat


def test_only_the_keys_of_the_dialog_open_it(page: Page, site_url: str) -> None:
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.goto(f"{site_url}about/")

    page.evaluate("dispatchEvent(Object.assign(new Event('keydown'), { ctrlKey: true }))")  # no key
    for keys in ("Control+Shift+k", "Control+Alt+k", "k"):
        page.keyboard.press(keys)
    expect(page.get_by_role("dialog")).to_be_hidden()

    page.keyboard.press("Control+k")
    expect(page.get_by_role("dialog")).to_be_visible()
    assert not faults


def test_words_that_were_just_typed_do_not_come_back_after_a_step_back(
    page: Page, site_url: str
) -> None:
    page.goto(f"{site_url}explore/?effort=light")
    tally(page)
    page.goto(f"{site_url}explore/?effort=light&color=red")
    tally(page)
    page.evaluate("history.pushState(null, '', '?effort=light')")
    notice = page.locator(".said-so")

    page.evaluate(
        """() => {
          const box = document.querySelector("input[name=q]");
          box.value = "trust";
          box.dispatchEvent(new InputEvent("input", { bubbles: true }));
          history.back();
        }"""
    )

    page.wait_for_timeout(600)
    expect(notice).to_be_visible()
    expect(page).to_have_url(f"{site_url}explore/?effort=light&color=red")


def test_the_dialog_on_the_explorer_keeps_what_is_chosen(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}explore/?role=principal")
    tally(page)

    page.keyboard.press("Control+k")
    page.keyboard.type("trust")
    page.keyboard.press("Enter")

    expect(page).to_have_url(f"{site_url}explore/?role=principal&q=trust")
    expect(page.get_by_label("Search by words").first).to_be_focused()
    expect(page.get_by_role("dialog")).to_be_hidden()


def test_the_dialog_s_words_are_kept_while_the_list_is_on_its_way(
    page: Page, site_url: str
) -> None:
    held: list[Route] = []
    page.route("**/explore/index.*.js", lambda route: held.append(route))  # noqa: PLW0108
    page.goto(f"{site_url}explore/?role=principal", wait_until="commit")
    expect(page.get_by_label("Search by words")).to_be_visible()
    page.keyboard.press("Control+k")
    page.get_by_role("dialog").get_by_role("searchbox").fill("trust")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_hidden()
    for route in held:
        route.continue_()

    expect(page.locator(".tally")).to_have_text(re.compile(r"^\d"))
    expect(page.get_by_label("Search by words").first).to_have_value("trust")
    expect(page).to_have_url(f"{site_url}explore/?role=principal&q=trust")


def test_a_choice_that_the_page_does_not_offer_is_kept_until_it_is_taken_back(
    page: Page, site_url: str
) -> None:
    chips = page.locator(".chips").get_by_role("listitem")
    page.goto(f"{site_url}explore/?size=unknown")
    expect(chips).to_have_text(["Size not given"])
    narrow = tally(page)

    choose(page, "condition", "motivate-everyone")

    expect(chips.locator("visible=true")).to_have_count(2)
    expect(page).to_have_url(re.compile(r"\?condition=motivate-everyone&size=unknown$"))
    assert 0 < tally(page) < narrow
    page.get_by_role("button", name="Remove Size not given").click()
    expect(page).to_have_url(f"{site_url}explore/?condition=motivate-everyone")
    page.goto(f"{site_url}moves/?kind=full-case&effort=light")
    drop(page).filter(has_text="Full case").click()
    expect(page).to_have_url(f"{site_url}moves/?effort=light")
    page.goto(f"{site_url}explore/?size=unknown")
    page.get_by_role("button", name="Clear all").click()
    expect(page).to_have_url(f"{site_url}explore/")


def test_where_the_system_can_share_it_gets_the_address_and_the_title(
    calm: Page, site_url: str
) -> None:
    calm.add_init_script(
        "Navigator.prototype.share = async (data) => { globalThis.shared = data; }"
    )  # no system sheet opens in a test
    calm.goto(f"{site_url}explore/?role=principal")

    calm.get_by_role("button", name="Share").click()

    shared = calm.evaluate("shared")
    assert shared["url"] == f"{site_url}explore/?role=principal"
    assert shared["title"].startswith("Principal: ")


def test_on_a_slow_line_every_button_has_a_name(calm: Page, site_url: str) -> None:
    held: list[Route] = []
    calm.route("**/explore/index.*.js", lambda route: held.append(route))  # noqa: PLW0108
    calm.set_viewport_size({"width": 360, "height": 640})
    calm.goto(f"{site_url}explore/", wait_until="commit")
    calm.get_by_text("More choices").click()

    button = calm.locator(".facets").get_by_role("button").locator("visible=true").last
    expect(button).to_have_text("Results")
    assert is_in_view(button)
    assert held
    for route in held:
        route.continue_()
    expect(button).to_have_text(re.compile(r"^Show \d+ "))


def test_the_dialog_groups_what_it_finds(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}about/")
    page.keyboard.press("Control+k")
    page.keyboard.type("principal")

    headings = page.get_by_role("dialog").get_by_role("heading", level=3)
    expect(headings.first).to_have_text("Roles")
    assert set(headings.all_inner_texts()) <= {
        *("Moves", "Cases", "Conditions", "Roles", "Ready-made plans", "Pages")
    }
    assert len(headings.all()) == len(set(headings.all_inner_texts())) > 1
    first = page.get_by_role("dialog").get_by_role("link").first
    expect(first).to_have_text("Principal")


def test_counts_show_what_each_answer_would_leave(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}explore/?condition=motivate-everyone")
    open_facet(page, "effort")
    label = page.locator('label:has([value="light"]) .count')
    expect(label).to_have_text(re.compile(r"^\d+$"))
    expect(label).to_be_visible()
    count = int(label.inner_text())

    choose(page, "effort", "light")

    assert tally(page) == count


def test_words_are_found_in_the_full_text_under_their_heading(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}explore/")

    page.get_by_label("Search by words").fill("photocopy silent nudge")
    page.get_by_label("Search by words").fill("pen to a colleague")

    expect(found(page).first).to_be_visible()
    expect(page.locator(".excerpts mark").first).to_be_visible()
    expect(page.locator('.excerpts a[href*="#e-"]').first).to_be_visible()


FROM_THE_TOP = "node => Math.round(node.getBoundingClientRect().top + scrollY)"


def test_what_a_reader_scrolls_to_stays_where_it_is(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}explore/?q=staff+meeting")
    expect(page.get_by_role("status").first).to_contain_text(re.compile(r"^\d"))  # all are in
    page.mouse.wheel(0, 50)
    for n in range(3):  # a screen ahead
        expect(found(page).nth(n).locator(".excerpts")).to_be_visible()
    aim = found(page).nth(2).get_by_role("heading")
    before = aim.evaluate(FROM_THE_TOP)

    page.mouse.wheel(0, before - 450)
    expect(found(page).nth(3).locator(".excerpts")).to_be_visible()

    expect(aim).to_be_in_viewport()
    assert aim.evaluate(FROM_THE_TOP) == before


def test_either_apostrophe_finds_the_same_and_what_is_shown_is_curly(
    page: Page, site_url: str
) -> None:
    results = []
    for words in ("leaders' learning", "leaders’ learning", "“leaders learning”"):
        page.goto(f"{site_url}explore/?q={words}")
        tally(page)
        results.append(found(page).get_by_role("heading").all_inner_texts())

    assert results[0] == results[1] == results[2]
    assert "Protect long blocks for leaders’ learning" in results[0]
    assert not [text for text in found(page).all_inner_texts() if re.search("['\"]", text)]


def test_other_names_are_found_at_once(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}explore/?q=sounding+board")

    expect(found(page).get_by_role("heading").first).to_contain_text("Test drafts")


@pytest.mark.parametrize(
    ("sort", "first"), [("time", "Turn travel"), ("title", "A districtwide"), ("cases", "")]
)
def test_the_list_is_sorted(page: Page, site_url: str, sort: str, first: str) -> None:
    page.goto(f"{site_url}explore/?sort={sort}&what=moves&what=cases")

    titles = found(page).get_by_role("heading").all_inner_texts()

    assert len(titles) == min(24, tally(page))
    if sort == "title":
        assert titles == sorted(titles, key=str.casefold)
    if sort == "time":
        texts = found(page).all_inner_texts()
        minutes = [
            int(time[1])
            for text in texts
            if (time := re.search(r"(?<!\+ )\b(\d+) min(?! r)", text))
        ]
        assert len(minutes) > 20
        assert minutes == sorted(minutes)


QUESTIONS = {
    "a superintendent with an hour": ["what:moves", "role:superintendent", "time:60"],
    "circles": ["?circle"],
    "what did middle schools do": ["?middle schools", "what:cases"],
}


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_common_question_takes_three_steps_at_most(
    page: Page, site_url: str, question: str
) -> None:
    steps = QUESTIONS[question]
    page.goto(f"{site_url}explore/")

    for step in steps:
        if step.startswith("?"):
            page.get_by_label("Search by words").fill(step[1:])
        else:
            choose(page, *step.split(":"))

    assert len(steps) <= 3
    expect(found(page).get_by_role("link").first).to_be_visible()


HOSTILE = [
    "?role=<script>window.X=1</script>",
    "?q=<img src=x onerror=window.X=1>",
    f"?q={'a' * 50_000}",
    "?__proto__=1&constructor=2&toString=3",
    "?role=principal&role=principal&role=nobody",
    "?sort=%E0%A4%A&%%%=&&&==",
    "?q=%ED%A0%80&role=%00",
    f"?{'&'.join(f'role=r{n}' for n in range(500))}",
]


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_address_is_text_and_the_page_goes_on(
    page: Page, site_url: str, query: str
) -> None:
    page.goto(f"{site_url}explore/{query}")
    tally(page)

    assert page.evaluate("window.X") is None
    assert page.evaluate("({}).x") is None
    page.get_by_label("Search by words").fill("")
    choose(page, "what", "cases")
    assert tally(page) > 0


def test_what_is_not_known_in_an_address_is_named(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}explore/?role=king&effort=light")

    expect(notice(page)).to_have_text("Ignored (not a filter here): role=king.")
    assert tally(page) > 0


@pytest.fixture
def calm(chromium: Browser) -> Iterator[Page]:
    """A page on which a file may fail: only errors of our own scripts fail the test."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    assert not [fault for fault in faults if "Unexpected" not in fault]


LISTED = {"explore/": 40, "moves/": 109, "cases/": 10}
NOT_NARROWED = {
    "explore/": "The list cannot be narrowed just now. "
    "The first of each group are listed below, with a link to all of them.",
    "moves/": "The list cannot be narrowed just now. Everything is listed below.",
    "cases/": "The list cannot be narrowed just now. Everything is listed below.",
}


@pytest.mark.parametrize("path", LISTED)
@pytest.mark.parametrize("answer", ["missing", "garbled", "empty", "of another shape"])
def test_without_its_index_the_page_says_what_it_lists(
    calm: Page, site_url: str, answer: str, path: str
) -> None:
    bodies = {
        "garbled": "{{{ not a script",
        "empty": "",
        "of another shape": "globalThis.playbookIndex=[1]",
    }

    def fail(route: Route) -> None:
        if answer == "missing":
            route.abort()
        else:
            route.fulfill(body=bodies[answer], content_type="text/javascript")

    calm.route("**/explore/index.*.js", fail)
    calm.goto(f"{site_url}{path}?role=principal")

    sentence = NOT_NARROWED[path]
    expect(calm.get_by_text(sentence).first).to_be_visible()
    expect(calm.get_by_role("status").first).to_have_text(sentence)
    links = calm.get_by_role("main").get_by_role("article").get_by_role("link")
    assert links.count() >= LISTED[path]
    assert all(link.is_visible() for link in links.all())
    for control in ("checkbox", "searchbox", "combobox"):
        expect(calm.get_by_role(control)).to_have_count(0)  # type: ignore[arg-type]
    links.last.click()
    expect(calm).to_have_url(re.compile(r"/(moves|cases)/[a-z0-9-]+/$"))


def test_where_words_cannot_be_searched_everything_that_fits_is_listed(
    calm: Page, site_url: str
) -> None:
    calm.route("**/search/**", lambda route: route.abort())

    calm.goto(f"{site_url}explore/?q=feedback+design&effort=light")

    expect(notice(calm)).to_have_text(
        "Words cannot be searched for just now. You can still choose."
    )
    expect(found(calm).first).to_be_visible()
    everything = tally(calm)
    calm.goto(f"{site_url}explore/?effort=light")
    assert tally(calm) == everything
    calm.goto(f"{site_url}explore/?time=20&role=middle-level-district-leader&q=feedback")
    expect(calm.get_by_text("No matches. Remove a filter:").first).to_be_visible()
    expect(calm.get_by_role("button", name="the words")).to_have_count(0)


@pytest.mark.parametrize("answer", ["missing", "garbled", "of other rows"])
def test_where_no_card_can_be_shown_the_page_says_what_it_lists(
    calm: Page, site_url: str, answer: str
) -> None:
    def fail(route: Route) -> None:
        body = {"garbled": "{{{", "of other rows": "playbookCards={'rows/0': ['other', [[]]]}"}
        if answer == "missing":
            route.abort()
        else:
            route.fulfill(body=body[answer], content_type="text/javascript")

    calm.route("**/explore/rows/*.js", fail)
    calm.goto(f"{site_url}explore/?role=principal")

    expect(calm.get_by_role("status").first).to_have_text(NOT_NARROWED["explore/"])
    all_moves = calm.get_by_role("main").get_by_role("link", name=re.compile(r"^All \d+ moves"))
    assert [link.is_visible() for link in all_moves.all()] == [True] * 3
    expect(calm.get_by_role("checkbox")).to_have_count(0)
    links = calm.get_by_role("main").get_by_role("article").get_by_role("link")
    assert links.locator("visible=true").count() >= LISTED["explore/"]
    expect(calm.get_by_role("heading", level=1)).to_have_text("Find a move")
    calm.keyboard.press("Control+k")
    calm.get_by_role("dialog").get_by_role("searchbox").fill("trust")
    calm.keyboard.press("Enter")
    expect(calm).to_have_url(f"{site_url}explore/?q=trust")  # asked anew, not put into a hidden box


def test_a_newer_choice_is_not_overwritten_by_cards_that_come_late(calm: Page, large: Path) -> None:
    with served(large / "site") as address:
        held: list[Route] = []
        calm.goto(f"{address}explore/")
        everything = tally(calm)
        calm.route("**/explore/rows/*.js", lambda route: held.append(route))  # noqa: PLW0108
        choose(calm, "what", "cases")
        expect(calm.locator(".tally")).not_to_have_text(re.compile(f"^{everything} "))
        assert tally(calm) == 20  # before any card is there
        calm.get_by_role("button", name="Clear all").click()
        listing = calm.locator(".listing").get_by_role("article").first
        expect(listing).to_be_visible()

        for route in held:
            route.continue_()
        calm.wait_for_load_state("networkidle")

        assert held
        assert listing.is_visible()
        assert found(calm).count() == 0


def test_what_was_found_beside_older_words_does_not_come_late(calm: Page, large: Path) -> None:
    with served(large / "site") as address:
        held: list[Route] = []
        calm.goto(f"{address}explore/")
        tally(calm)
        calm.route("**/explore/rows/*.js", lambda route: held.append(route))  # noqa: PLW0108
        calm.get_by_label("Search by words").fill("Role 1")
        expect(calm.get_by_role("heading", level=1)).to_contain_text("“Role 1”")
        calm.wait_for_timeout(300)
        calm.get_by_role("button", name="Clear all").click()
        expect(calm.locator(".listing").get_by_role("article").first).to_be_visible()

        for route in held:
            route.continue_()
        calm.wait_for_load_state("networkidle")

        assert held
        expect(calm.get_by_text("Also found")).to_be_hidden()
        expect(calm.get_by_role("heading", level=1)).to_have_text("Find a move")


def test_where_some_cards_cannot_be_loaded_the_rest_are_shown_and_the_page_says_so(
    calm: Page, large: Path
) -> None:
    with served(large / "site") as address:
        calm.route("**/explore/rows/0.js", lambda route: route.abort())

        calm.goto(f"{address}explore/?sort=title&what=cases")

        expect(notice(calm)).to_have_text("Some of these cannot be shown just now.")
        assert 0 < found(calm).count() < tally(calm)
        summaries = found(calm).locator("h3 + p").all_inner_texts()
        assert all(re.search(r"\w{3}", text) for text in summaries)


def test_with_storage_blocked_everything_works(calm: Page, site_url: str) -> None:
    calm.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('blocked') }})"
    )

    calm.goto(f"{site_url}explore/?effort=light")
    calm.get_by_role("button", name="Dark colors").click()

    expect(calm.locator("html")).to_have_attribute("data-theme", "dark")
    assert tally(calm) > 0


def test_opened_from_a_disk_it_narrows_and_searches_titles(calm: Page, site: Path) -> None:
    calm.goto(f"{site.as_uri()}/explore/index.html?effort=light&q=study")

    expect(found(calm).get_by_role("link").first).to_have_text("Hold a standing book study")
    found(calm).get_by_role("link").first.click()
    expect(calm.locator("h1")).to_have_text("Hold a standing book study")


@pytest.mark.parametrize("scripts", ["run", "fail", "are off"])
def test_where_there_is_nothing_to_list_the_page_says_so(
    chromium: Browser, tmp_path: Path, scripts: str
) -> None:
    root = tmp_path / "playbook"
    root.mkdir()
    lay(SMALL, framed(root))
    hidden = [path.removesuffix(".md") for path in SMALL if path.startswith(("moves/", "cases/"))]
    lay({"district/district.yml": f"name: A District\nhidden: [{', '.join(hidden)}]\n"}, root)
    build(root, tmp_path / "site")
    with served(tmp_path / "site") as url:
        context = chromium.new_context(java_script_enabled=scripts != "are off")
        if scripts == "fail":
            context.route("**/explore/index.*.js", lambda route: route.abort())
        page = context.new_page()
        page.goto(f"{url}explore/")

        expect(page.get_by_text("There is nothing to list here yet.")).to_be_visible()
        notice = page.locator("p", has_text="cannot be narrowed").locator("visible=true")
        expect(notice).to_have_text(["The list cannot be narrowed just now."] * (scripts != "run"))
        context.close()


def test_a_list_that_is_turned_through_by_keys_is_one_step_back(calm: Page, site_url: str) -> None:
    calm.goto(f"{site_url}explore/")
    role = calm.get_by_role("main").get_by_role("combobox").first
    role.focus()
    for _ in range(5):
        role.press("ArrowDown")
    expect(calm).to_have_url(re.compile("[?&]"))

    calm.go_back()

    expect(calm).to_have_url(f"{site_url}explore/")


def test_a_choice_after_a_pause_is_a_step_of_its_own(calm: Page, site_url: str) -> None:
    calm.goto(f"{site_url}explore/")
    role = calm.get_by_role("main").get_by_role("combobox").first
    role.press("ArrowDown")
    expect(calm).to_have_url(re.compile("[?&]"))
    first = calm.url
    calm.wait_for_timeout(1_100)
    role.press("ArrowDown")
    expect(calm).not_to_have_url(first)

    calm.go_back()

    expect(calm).to_have_url(first)


def test_without_scripts_everything_is_listed_and_linked(chromium: Browser, site_url: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_url}explore/")

    cards = page.get_by_role("main").get_by_role("article").locator("visible=true")
    assert cards.count() >= LISTED["explore/"]
    expect(page.get_by_text("The list cannot be narrowed just now.")).to_be_visible()
    expect(page.locator("input[type=search]")).to_be_hidden()
    page.get_by_role("link", name="Or start from a role").click()
    page.get_by_role("link", name="Principal", exact=True).last.click()
    page.locator("a.alone").first.click()
    expect(page.locator("h1")).to_contain_text("Principal:")
    context.close()


def test_the_dialog_opens_by_key_finds_and_gives_the_focus_back(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}about/")
    page.locator(".wordmark").focus()

    page.keyboard.press("Control+k")
    page.keyboard.type("drafts")

    dialog = page.get_by_role("dialog", name="Find a move")
    expect(dialog.get_by_role("link", name="Test drafts").first).to_be_visible()
    for _ in range(15):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "document.activeElement === document.body || !!document.activeElement.closest('dialog')"
        )
    dialog.get_by_role("searchbox").focus()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    expect(page.locator(".wordmark")).to_be_focused()
    page.keyboard.press("Control+k")
    expect(dialog).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(page.locator("h1")).to_be_visible()


def test_no_single_letter_is_a_shortcut(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}about/")
    page.locator(".wordmark").focus()

    for key in "/?sk":
        page.keyboard.press(key)

    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(page.locator(".wordmark")).to_be_focused()


def late(route: Route) -> None:
    time.sleep(1)
    route.continue_()


def focus_while_results_arrive(page: Page, site_url: str, title: str) -> JSHandle:
    """Put the focus on a result that others are about to take the place of; gives its link."""
    page.goto(f"{site_url}explore/?q=feedback")
    link = found(page).get_by_role("link", name=title, exact=True)
    expect(link).to_be_visible()
    before = tally(page)
    page.route(re.compile(r"/search/\d+\.js"), late)
    page.get_by_label("Search by words").fill("feedback drafts")
    link.focus()
    node = page.evaluate_handle("document.activeElement")
    expect(page.locator(".tally")).not_to_have_text(re.compile(f"^{before} "))
    return node


def test_results_arrive_around_the_focus(page: Page, site_url: str) -> None:
    title = "Build psychological safety: try, get feedback, try again"
    node = focus_while_results_arrive(page, site_url, title)

    expect(page.locator(":focus")).to_have_text(title)
    assert page.evaluate("node => node === document.activeElement", node)


def test_the_focus_of_a_result_that_goes_is_on_their_number(page: Page, site_url: str) -> None:
    title = "Practice peer coaching among administrators"
    focus_while_results_arrive(page, site_url, title)

    expect(found(page).get_by_role("link", name=title, exact=True)).not_to_be_visible()
    expect(page.locator(".tally")).to_be_focused()


def test_a_chip_keeps_the_focus_when_results_arrive(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}explore/?what=moves&q=feedback")
    expect(found(page).first).to_be_visible()
    before = tally(page)
    page.route(re.compile(r"/search/\d+\.js"), late)
    page.get_by_label("Search by words").fill("drafts")
    chip = page.get_by_role("button", name="Remove Moves")
    chip.focus()

    expect(page.locator(".tally")).not_to_have_text(re.compile(f"^{before} "))

    expect(chip).to_be_focused()


def test_going_back_leaves_the_focus_in_the_list(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}explore/")
    choose(page, "condition", "motivate-everyone")
    choose(page, "role", "superintendent")
    choose(page, "role", "student")
    found(page).get_by_role("link").last.focus()

    page.go_back()
    page.go_back()
    page.go_back()

    expect(page.locator(".listing").get_by_role("article").first).to_be_visible()
    expect(page.locator(".tally")).to_be_focused()


def test_an_outcome_is_announced_once_when_it_is_settled(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}explore/")
    tally(page)
    page.evaluate(
        """() => {
            globalThis.announcements = [];
            const live = [...document.querySelectorAll("[role=status], [aria-live]")];
            globalThis.regions = live.length;
            const read = () => announcements.push(live[0].innerText);
            new MutationObserver(read).observe(live[0], {childList: true});
        }"""
    )

    page.get_by_label("Search by words").press_sequentially("feedback", delay=200)

    expect(page.get_by_role("status").first).to_have_text(
        re.compile(r"^\d+ moves?( and cases)?\.( Also found: .+\.)?$")
    )
    page.wait_for_timeout(1000)
    assert page.evaluate("regions") == 1
    assert page.evaluate("announcements.length") == 1
    assert page.get_by_role("status").inner_text().startswith(f"{tally(page)} ")


def test_from_home_to_a_case_by_keyboard_alone(page: Page, site_url: str) -> None:
    page.goto(site_url)

    def go(name: str) -> None:
        for _ in range(150):
            page.keyboard.press("Tab")
            if page.evaluate("document.activeElement.textContent.trim()").startswith(name):
                break
        page.keyboard.press("Enter")

    go("Show ")
    expect(page).to_have_url(f"{site_url}explore/?what=moves&time=20")
    go("Build learning into")
    expect(page.locator("h1")).to_contain_text("Build learning into")
    go("A districtwide focus")
    expect(page.locator("h1")).to_contain_text("A districtwide focus")


@pytest.fixture(scope="session")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A playbook of 200 moves and cases, with its site in `site/`."""
    root = tmp_path_factory.mktemp("large") / "playbook"
    corpus.write(root, 180, 20, full_text=False)
    build(root, root / "site")
    return root


def test_a_result_says_what_it_is_about_until_its_words_are_there(
    page: Page, site_url: str
) -> None:
    waiting: list[Route] = []
    page.route("**/words.js", lambda route: waiting.append(route))  # noqa: PLW0108
    page.goto(site_url)
    page.keyboard.press("Control+K")
    page.get_by_role("searchbox").fill("feedback")

    texts = page.get_by_role("dialog").get_by_role("listitem").get_by_role("paragraph")
    expect(texts.first).to_be_visible()
    assert all(texts.all_inner_texts())
    assert waiting

    for route in waiting:
        route.continue_()


def test_without_the_full_text_the_dialog_shows_summaries_and_asks_for_nothing_more(
    calm: Page, large: Path
) -> None:
    missing: list[str] = []
    calm.on("response", lambda r: missing.append(r.url) if r.status >= 400 else None)
    with served(large / "site") as address:
        calm.goto(address)
        calm.keyboard.press("Control+K")
        calm.get_by_role("searchbox").fill("move")

        results = calm.get_by_role("dialog").get_by_role("listitem").get_by_role("paragraph")
        expect(results.first).to_have_text(re.compile(r"\w{3}"))
        calm.wait_for_load_state("networkidle")
    assert missing == []


def test_the_browser_and_python_select_the_same(calm: Page, large: Path) -> None:
    book, _ = load(large)
    records = Records(book)
    shape = explorer.facets(records)
    entries = [
        record for name in explorer.EXPLORER_COLLECTIONS for record in records.collection(name)
    ]
    draw = random.Random(7)
    queries = [{}, *({f["id"]: [v]} for f in shape for v, _ in f["options"])]
    for _ in range(400):
        some = draw.sample(shape, draw.randint(1, 5))
        queries.append(
            {
                f["id"]: [v for v, _ in draw.sample(options, draw.randint(1, min(3, len(options))))]
                for f in some
                if (options := f["options"])
            }
        )

    calm.goto(f"{(large / 'site').as_uri()}/explore/index.html")
    answers: list[Any] = calm.evaluate(
        """async (queries) => {
            const rows = [...Array(playbookIndex.count).keys()];
            const cards = await playbookFinder.cards(playbookIndex, rows);
            return queries.map((query) => {
            const index = playbookLogic.unpack(playbookIndex);
            const name = (place) => playbookFinder.collection(index, place);
            const choices = new Map(Object.entries(query).map(([id, v]) => [id, new Set(v)]));
            const inScope = (place) => ["moves", "cases"].includes(name(place));
            const state = { choices, q: "", sort: "" };
            const { places, counts } = playbookLogic.select(index, state, inScope);
            const id = (place) => cards[place].address.split("/").at(-2);
            return [places.map((place) => `${name(place)}/${id(place)}/`), counts];
        })}""",
        queries,
    )

    for query, (urls, counts) in zip(queries, answers, strict=True):
        choices = {facet: set(values) for facet, values in query.items()}
        assert set(urls) == set(explorer.select(entries, shape, choices)), query
        facet = draw.choice([n for n, f in enumerate(shape) if f["options"]])
        option = draw.randrange(len(shape[facet]["options"]))
        only = {**choices, shape[facet]["id"]: {shape[facet]["options"][option][0]}}
        assert counts[facet][option] == len(explorer.select(entries, shape, only)), query
