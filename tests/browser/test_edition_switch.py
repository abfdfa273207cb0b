"""With forty schools, the switch between editions is one control, one tab stop and one list."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from benchmarks.measure import served
from playbook_site.building.build import build
from tests.conftest import ROOT
from tests.site.mkdocs_plugin.test_theming import copy_original

MOVE = "moves/bring-a-school-team/"
SHARED = "roles/family/"
HIGHEST = 300
"""Where the heading of a page begins at the most on a phone of 320 pixels, in pixels."""

SCHOOLS = {
    **{f"school-{n}": f"name: School {n}\n" for n in range(1, 38)},
    "lincoln": "name: Lincoln High\n",
    "elan": "name: Élan Academy\n",
    "puente": "name: Puente\nlanguage: es\n",
}
NAMES = ["Élan Academy", "Lincoln High", "Puente", *(f"School {n}" for n in range(1, 38))]
"""The schools as people look for them."""

ADAPTED = (
    "---\nbecause: We are a small staff.\ntitle: Bring our whole staff\n---\n\n"
    "## Watch for\n\nThe bus leaves at four.\n"
)


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A playbook with forty schools, built: one has a move of its own, one speaks Spanish."""
    root: Path = tmp_path_factory.mktemp("forty") / "fork"
    copy_original(root)
    for name, settings in SCHOOLS.items():
        (root / "schools" / name / "moves").mkdir(parents=True)
        (root / "schools" / name / "district.yml").write_text(settings, encoding="utf-8")
    adapted = root / "schools" / "lincoln" / "moves" / "bring-a-school-team.md"
    adapted.write_text(ADAPTED, encoding="utf-8")
    hidden = root / "schools" / "elan" / "district.yml"
    hidden.write_text(SCHOOLS["elan"] + "hidden: [roles/family]\n", encoding="utf-8")
    (root / "schools" / "lincoln" / "docs").mkdir()
    (root / "schools" / "lincoln" / "docs" / "visits.md").write_text("# Visits\n\nCome.\n")
    build(root, root / "site")
    return root


@pytest.fixture(scope="module")
def site_url(root: Path) -> Iterator[str]:
    """The address of its site."""
    with served(root / "site") as address:
        yield address


def button(page: Page) -> Locator:
    """The control, by the name that it has for whoever hears it."""
    return page.get_by_role("button", name=re.compile("^(School|Escuela): "))


def choose(page: Page, name: str) -> None:
    """Choose an edition by its name."""
    button(page).click()
    page.get_by_role("menuitem", name=name, exact=True).click()


@pytest.mark.parametrize("place", ["", SHARED, f"schools/lincoln/{MOVE}", "schools/puente/moves/"])
def test_it_is_one_tab_stop(page: Page, site_url: str, place: str) -> None:
    page.goto(site_url + place)
    stops = []
    for _ in range(3):
        page.keyboard.press("Tab")
        stops.append(
            page.evaluate("document.activeElement.className || document.activeElement.type")
        )

    assert stops == ["skip", "button", "wordmark"]


@pytest.mark.parametrize("scripts", [True, False])
def test_a_heading_begins_high_on_a_phone(chromium: Browser, site_url: str, scripts: bool) -> None:
    viewport = {"width": 320, "height": 640}
    context = chromium.new_context(viewport=viewport, java_script_enabled=scripts)  # type: ignore[arg-type]
    page = context.new_page()
    for place in ("", SHARED, MOVE, "schools/school-9/", "schools/puente/conditions/"):
        page.goto(site_url + place)
        box = page.locator("h1").bounding_box()
        assert box is not None
        assert box["y"] <= HIGHEST, place
        assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    context.close()


def test_its_list_is_in_the_order_in_which_people_look(page: Page, site_url: str) -> None:
    page.goto(site_url)
    button(page).click()

    items = page.get_by_role("menuitem")
    expect(items.first).to_be_visible()
    assert items.all_inner_texts()[1:] == NAMES
    current = page.get_by_role("menuitem").and_(page.locator("[aria-current]"))
    expect(current).to_have_count(1)
    expect(current).to_be_visible()


def test_by_keyboard_a_school_is_chosen_by_its_letters(page: Page, site_url: str) -> None:
    page.goto(site_url + SHARED)
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.get_by_role("menuitem").first).to_be_focused()
    expect(button(page)).to_have_attribute("aria-expanded", "true")

    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("menuitem", name="Élan Academy")).to_be_focused()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowUp")
    expect(page.get_by_role("menuitem", name="School 37")).to_be_focused()
    page.keyboard.press("Escape")
    expect(button(page)).to_be_focused()
    expect(page.get_by_role("menu")).to_be_hidden()
    page.keyboard.press("Enter")
    page.keyboard.type("elan")
    expect(page.get_by_role("menuitem", name="Élan Academy")).to_be_focused()
    page.wait_for_timeout(1100)
    page.keyboard.type("school 20")
    expect(page.get_by_role("menuitem", name="School 20")).to_be_focused()
    page.keyboard.press("Enter")

    expect(page.get_by_role("button", name="School: School 20", exact=True)).to_be_visible()
    expect(page).to_have_url(site_url + SHARED)


def test_tab_leaves_an_open_menu_for_what_comes_next(page: Page, site_url: str) -> None:
    page.goto(site_url)
    button(page).click()
    expect(page.get_by_role("menuitem").first).to_be_focused()

    page.keyboard.press("Tab")

    expect(page.locator("a.wordmark")).to_be_focused()
    expect(page.get_by_role("menu")).to_be_hidden()


@pytest.mark.parametrize(
    ("start", "name", "there"),
    [
        (MOVE, "Lincoln High", f"schools/lincoln/{MOVE}"),
        (f"schools/lincoln/{MOVE}", "School 3", MOVE),
        (f"schools/lincoln/{MOVE}", "Puente", f"schools/puente/{MOVE}"),
        (f"schools/puente/{MOVE}", "Lincoln High", f"schools/lincoln/{MOVE}"),
        (f"schools/puente/{SHARED}", "School 3", SHARED),
        ("schools/lincoln/visits/", "School 3", "schools/school-3/"),
        (SHARED, "Élan Academy", "schools/elan/"),
        ("explore/?q=bus", "School 3", "explore/?q=bus"),
        ("", "School 3", "schools/school-3/"),
    ],
)
def test_it_leads_to_the_same_page_where_the_school_has_it(
    page: Page, site_url: str, start: str, name: str, there: str
) -> None:
    page.goto(site_url + start)

    choose(page, name)

    expect(page).to_have_url(site_url + there)
    label = page.locator(".editions button span")
    expect(label).to_have_text(name)


def test_the_main_edition_is_the_way_back(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}schools/school-3/")
    page.goto(site_url + SHARED)
    expect(page.locator(".editions span")).to_have_text("School 3")
    button(page).click()
    page.get_by_role("menuitem").first.click()

    expect(page.locator(".editions span")).to_have_text("choose yours")
    expect(page).to_have_url(site_url + SHARED)


def test_without_scripts_a_page_lists_them(chromium: Browser, site_url: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_url}schools/lincoln/{MOVE}")
    page.get_by_role("link", name="School: Lincoln High").click()

    expect(page).to_have_url(f"{site_url}schools/")
    links = page.locator("main li a")
    assert links.all_inner_texts()[1:] == NAMES
    links.filter(has_text="School 20").click()
    expect(page).to_have_url(f"{site_url}schools/school-20/")
    context.close()


def test_where_the_list_does_not_arrive_the_button_leads_to_the_page(
    chromium: Browser, site_url: str
) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.route("**/assets/editions*.js", lambda route: route.abort())
    page.goto(site_url + SHARED)

    button(page).click()

    expect(page).to_have_url(f"{site_url}schools/")
    context.close()


def test_the_list_is_one_file_and_stands_on_no_page(root: Path) -> None:
    site = root / "site"

    lists = [file.relative_to(site).as_posix() for file in site.rglob("assets/editions*.js")]
    assert sorted(re.sub(r"\.[0-9a-f]{8}", "", path) for path in lists) == [
        "assets/editions.js",
        "schools/puente/assets/editions.js",  # a school with pages of its own stands by itself
    ]
    told = [file for file in site.rglob("*.html") if "School 20" in file.read_text("utf-8")]
    places = {file.relative_to(site).as_posix() for file in told}
    own = {path for path in places if path.startswith("schools/school-20/")}
    assert places - own == {"schools/index.html", "schools/puente/schools/index.html"}


def test_a_site_without_schools_carries_nothing_of_it(site: Path) -> None:
    assert not (site / "schools").exists()
    assert not list(site.rglob("edition*.*"))
    assert "editions" not in (site / "index.html").read_text("utf-8")
    assert (ROOT / "overrides" / "editions.html").is_file()
