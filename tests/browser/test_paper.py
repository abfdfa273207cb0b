"""What a printer gives: pages and cards that can be read, and that lead back to the site."""

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.measure import served
from playbook_site.building.build import build
from tests.browser.printer import PAPERS, Print
from tests.conftest import original

ADDRESS = "https://playbook.riverton.k12.or.us/learning-matters/"
ENTRIES = (
    "moves/leave-room-for-self-started-groups/",
    "cases/thirteen-middle-schools/",
    "conditions/motivate-everyone/",
    "roles/middle-level-district-leader/",
)


@pytest.fixture(scope="module")
def addressed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own site, of a district that says where it is published."""
    folder = tmp_path_factory.mktemp("addressed") / "site"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PLAYBOOK_SITE_URL", ADDRESS)
        build(original(), folder)
    return folder


@pytest.fixture(scope="module")
def here(addressed: Path) -> Iterator[str]:
    """The address at which it is shown on this machine."""
    with served(addressed) as address:
        yield address


@pytest.fixture
def sheet(chromium: Browser) -> Iterator[Page]:
    """A page of a reader who likes dark colors."""
    context = chromium.new_context(color_scheme="dark")
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", ENTRIES)
def test_a_phone_finds_an_entry_by_its_print(sheet: Page, here: str, path: str) -> None:
    sheet.goto(here + path)

    [code] = Print(sheet, backgrounds=True).codes()

    assert code.text == ADDRESS + path
    assert code.width >= 22


def test_a_page_from_a_disk_prints_the_same(sheet: Page, addressed: Path) -> None:
    sheet.goto((addressed / ENTRIES[0] / "index.html").as_uri())

    print_ = Print(sheet)

    assert [code.text for code in print_.codes()] == [ADDRESS + ENTRIES[0]]
    assert ADDRESS + ENTRIES[0] in flat(print_.texts[-1])
    assert "Learning Matters, the open playbook" in print_.texts[-1]


def test_a_site_that_does_not_say_where_it_is_prints_its_name(page: Page, site_url: str) -> None:
    page.goto(site_url + ENTRIES[0])

    print_ = Print(page)

    assert not [*print_.codes()]
    assert "Learning Matters, the open playbook" in print_.texts[-1]


def test_a_move_with_its_code_is_still_light(addressed: Path) -> None:
    pages = [file.read_bytes() for file in addressed.glob("moves/*[a-z]*/index.html")]

    assert len(pages) >= 66
    assert max(map(len, pages)) <= 24 * 1024
    assert max(len(gzip.compress(page, 6)) for page in pages) <= 7 * 1024


def test_every_move_prints_on_two_sides_in_letters_that_can_be_read(
    sheet: Page, addressed: Path, here: str, part: slice
) -> None:
    faults = {}
    for folder in sorted(addressed.glob("moves/*[a-z]*/"))[part]:
        sheet.goto(f"{here}moves/{folder.name}/")
        for paper in PAPERS:
            print_ = Print(sheet, paper)
            fine = print_.sides <= 2 and print_.points >= 9.99 and print_.is_tagged
            last = print_.last_lines[0]
            if not fine or not all(print_.fonts.values()) or re.match(r"\d · ", last):
                faults[folder.name, paper] = (print_.sides, print_.points, print_.fonts, last)

    assert not faults


def test_a_list_on_paper_says_that_it_goes_on(sheet: Page, here: str) -> None:
    sheet.goto(f"{here}explore/?sort=newest")
    more = sheet.get_by_role("button", name="Show 24 more")
    expect(more).to_be_visible()

    print_ = Print(sheet)

    assert flat("… Show 24 more") in flat(" ".join(print_.texts))


def test_a_handout_says_what_its_studies_did_not_test(sheet: Page, here: str) -> None:
    sheet.goto(f"{here}moves/end-with-a-commitment/")

    text = flat(" ".join(Print(sheet).texts))

    assert flat("Most tests are of health and daily life; nobody tested principals.") in text
    assert ". ." not in text


def cards(site: Path) -> list[str]:
    """The pages of the deck."""
    return [
        f"{file.parent.relative_to(site).as_posix()}/" for file in site.glob("deck/**/index.html")
    ]


def test_every_card_s_back_is_behind_its_front(sheet: Page, addressed: Path, here: str) -> None:
    seen = []
    for path in cards(addressed):
        for paper in PAPERS:
            sheet.goto(here + path)
            titles = sheet.locator("article h2").all_inner_texts()
            print_ = Print(sheet, paper)
            fronts, backs = print_.texts[::2], print_.texts[1::2]
            seen += titles

            assert print_.sides == 2 * -(-len(titles) // 4)
            for at, (front, back) in enumerate(zip(fronts, backs, strict=True)):
                mine = titles[4 * at : 4 * at + 4]
                assert all(flat(title) in flat(front) for title in mine)
                assert back.count("Critical questions") == len(mine)

    assert len(seen) == 2 * len(set(seen)) >= 2 * 66


def flat(text: str) -> str:
    """A text without what its lines make of it."""
    return "".join(text.split())


PLACES = """() => [...document.querySelectorAll(".four")].flatMap((four) => {
    const box = (node) => node.getBoundingClientRect();
    const middle = (box(four).left + box(four).right) / 2;
    return [...four.querySelectorAll("article")].map((card) => {
        const [front, back] = [box(card.querySelector(".front")), box(card.querySelector(".back"))];
        const mirrored = Math.abs(front.left - middle + (back.right - middle));
        return [mirrored, Math.abs(back.top - front.top - 2 * front.height)];
    });
})"""
"""How far each back is from where its front is, seen through the paper, in pixels."""

CUT = """() => [...document.querySelectorAll(".front, .back, .step, .back ul")]
    .filter(({ scrollHeight, clientHeight, scrollWidth, clientWidth }) =>
        scrollHeight > clientHeight + 1 || scrollWidth > clientWidth + 1)
    .map((box) => box.textContent.trim())"""
"""What stands in boxes that have too little room for it."""


def test_no_card_cuts_its_words_off(sheet: Page, addressed: Path, here: str) -> None:
    count = 0
    for path in cards(addressed):
        sheet.goto(here + path)
        sheet.evaluate("document.fonts.ready")
        sheet.emulate_media(media="print")
        sheet.set_viewport_size({"width": 740, "height": 1000})  # as wide as Letter without margins

        assert sheet.evaluate(CUT) == []
        assert all(max(place) <= 3 for place in sheet.evaluate(PLACES))
        count += sheet.locator("article").count()

    assert count >= 66


def test_the_cards_can_be_read_and_lead_to_their_moves(
    sheet: Page, addressed: Path, here: str
) -> None:
    found, titles = set(), 0
    for path in cards(addressed):
        sheet.goto(here + path)
        print_ = Print(sheet, "A4")
        found |= {code.text for code in print_.codes()}
        titles += sheet.locator("article").count()

        assert print_.points >= 9.99
        assert all(print_.fonts.values())
        assert print_.is_tagged

    assert len(found) == titles
    assert all((addressed / text.removeprefix(ADDRESS) / "index.html").exists() for text in found)


LISTS = (
    *("", "conditions/", "roles/", "moves/", "cases/", "explore/?role=principal&effort=light"),
    *("roles/principal/", "roles/principal/motivate-everyone/", "conditions/motivate-everyone/"),
    *("cases/thirteen-middle-schools/", "judge-your-professional-learning/"),
)

CONTROLS = """() => [
    ...document.querySelectorAll("button, input, select, summary, nav, label"),
].filter((node) => node.checkVisibility() && !node.closest(".chips"))
    .map((node) => node.outerHTML.slice(0, 80))"""
"""What only a screen can use; the choices that a list was narrowed by are words for paper too."""

CARDS = """() => [...document.querySelectorAll(".card")].filter((card) => card.checkVisibility())
    .map((card) => [...card.querySelectorAll("h3, p:not(.no-print), .facts li:last-child")])
    .map((parts) => parts.map((part) => part.textContent))"""
"""The first and the last words of each card."""


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("path", LISTS)
def test_a_list_prints_in_whole_cards_and_readable_letters(
    sheet: Page, here: str, path: str, paper: str
) -> None:
    sheet.goto(here + path)
    sheet.wait_for_load_state("networkidle")
    words = sheet.evaluate(CARDS)

    print_ = Print(sheet, paper)
    sheet.emulate_media(media="print")

    assert sheet.evaluate(CONTROLS) == []
    assert print_.points >= 9.99
    assert all(print_.fonts.values())
    assert print_.is_tagged
    sides = [flat(side) for side in print_.texts]
    torn = [card for card in words if not any(all(flat(w) in s for w in card) for s in sides)]
    assert torn == []
    whole = ADDRESS + path.partition("?")[0]
    assert (
        sum(side.count(flat("Learning Matters, the open playbook") + whole) for side in sides) == 1
    )


def test_names_stand_apart_from_what_is_said_of_them(sheet: Page, here: str) -> None:
    sheet.goto(here + "moves/board-learning-block/")
    names = sheet.locator("section:not(.no-print) > .said a").all_inner_texts()
    texts = sheet.locator("section:not(.no-print) > .said p").all_inner_texts()

    printed = flat("".join(Print(sheet).texts))

    assert len(names) > 1
    for name, text in zip(names, texts, strict=True):
        assert flat(f"{name}: {text}") in printed


def test_the_sheet_for_four_tests_has_room_to_write_on_one_side(sheet: Page, here: str) -> None:
    sheet.goto(here + "judge-your-professional-learning/")

    prints = [Print(sheet, paper) for paper in PAPERS]
    sheet.emulate_media(media="print")
    sheet.set_viewport_size({"width": 724, "height": 900})
    cells = sheet.locator("td:last-child").evaluate_all(
        """(cells) => cells.map((cell) => ["::before", "::after"].map((line) => {
            const { height, width, borderBottomStyle } = getComputedStyle(cell, line);
            return [parseFloat(height), parseFloat(width), borderBottomStyle];
        }))"""
    )

    assert [print_.sides for print_ in prints] == [1, 1]
    assert all("The offer" in print_.texts[0] for print_ in prints)
    assert len(cells) == 4
    for height, width, border in (line for lines in cells for line in lines):
        assert height >= 30
        assert width >= 350
        assert border == "solid"
