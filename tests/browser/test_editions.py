"""Readers of a school see whose pages these are, and come to the school's own from anywhere."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.measure import served
from playbook_site.building.build import build
from tests.browser.waiting import wait_until
from tests.site.mkdocs_plugin.test_theming import copy_original

MOVE = "moves/bring-a-school-team/"
SHARED = "roles/family/"
COLOR = "getComputedStyle(document.querySelector('main a.alone')).color"
LINCOLN = {
    "schools/lincoln/district.yml": (
        "name: Lincoln High\ncolors: {brand: '#7a1f3d', link: '#7a1f3d'}\n"
    ),
    "schools/lincoln/moves/bring-a-school-team.md": (
        "---\nbecause: We are a small staff.\ntitle: Bring our whole staff\n---\n\n"
        "## Watch for\n\nThe bus leaves at four.\n"
    ),
    "schools/lincoln/docs/visits.md": "# Visits to us\n\nCome and see.\n",
    "schools/adams/district.yml": "name: Adams Elementary\n",
}


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A playbook with two schools, built."""
    root: Path = tmp_path_factory.mktemp("editions") / "fork"
    copy_original(root)
    for path, text in LINCOLN.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    settings = root / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8").replace("full_text: false", "full_text: true")
    settings.write_text(text, encoding="utf-8")
    build(root, root / "site")
    return root


@pytest.fixture(scope="module")
def site_url(root: Path) -> Iterator[str]:
    """The address of its site."""
    with served(root / "site") as address:
        yield address


def shown(page: Page) -> str:
    """The name that stands at the top."""
    return page.locator("a.wordmark").inner_text()


def current(page: Page) -> str:
    """The school that the switch names."""
    return page.locator(".editions span").inner_text()


def test_a_school_has_few_pages_of_its_own(root: Path) -> None:
    adams = root / "site" / "schools" / "adams"

    pages = sorted(p.relative_to(adams).as_posix() for p in adams.rglob("*.html"))
    say_whose_site_it_is = ["accessibility/report/index.html", "index.html"]
    assert pages == [*say_whose_site_it_is, "suggest/index.html"]  # which knows whose files change


def test_shared_pages_show_the_school_that_a_reader_comes_from(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}schools/adams/")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Roles").click()

    expect(page).to_have_url(f"{site_url}roles/")
    expect(page.locator("a.wordmark")).to_have_text("Adams Elementary")
    assert current(page) == "Adams Elementary"
    assert "Adams Elementary" in page.title()
    page.locator("a.wordmark").click()
    expect(page).to_have_url(f"{site_url}schools/adams/")


def test_a_link_leads_to_the_school_s_own_page(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}schools/lincoln/")
    page.goto(f"{site_url}{SHARED}")
    assert shown(page) == "Lincoln High"
    page.goto(f"{site_url}{MOVE}")  # by an address that somebody sent: the school has it itself
    expect(page).to_have_url(f"{site_url}schools/lincoln/{MOVE}")
    page.goto(f"{site_url}roles/principal/")
    link = page.get_by_role("link", name="Bring our whole staff").first
    link.focus()
    page.keyboard.press("Enter")

    expect(page).to_have_url(f"{site_url}schools/lincoln/{MOVE}")
    expect(page.get_by_role("heading", level=1)).to_have_text("Bring our whole staff")


def test_the_search_finds_the_school_s_own_words(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}schools/lincoln/")
    page.goto(f"{site_url}about/")
    page.keyboard.press("Control+K")
    page.get_by_role("searchbox").fill("whole staff")
    page.get_by_role("dialog").get_by_role("link", name="Bring our whole staff").click()

    expect(page).to_have_url(f"{site_url}schools/lincoln/{MOVE}")

    page.goto(f"{site_url}about/")
    page.keyboard.press("Control+K")
    page.get_by_role("searchbox").fill("bus leaves at four")
    page.get_by_role("dialog").get_by_role("link", name="Bring our whole staff").click()

    expect(page).to_have_url(f"{site_url}schools/lincoln/{MOVE}")


def test_the_full_text_of_a_school_is_not_the_district_s(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}about/")
    page.keyboard.press("Control+K")
    page.get_by_role("searchbox").fill("bus leaves at four")

    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("link").first).to_be_visible()
    expect(dialog.locator("mark").first).to_be_visible()  # what their pages say has arrived
    assert "bus leaves" not in dialog.inner_text()
    assert "Bring our whole staff" not in dialog.inner_text()


def test_the_explorer_of_a_school_leads_to_both(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}schools/lincoln/explore/?q=bring+our")
    page.get_by_role("link", name="Bring our whole staff").click()
    expect(page).to_have_url(f"{site_url}schools/lincoln/{MOVE}")

    page.goto(f"{site_url}schools/lincoln/explore/?q=make+resources+plain")
    page.get_by_role("link", name="Make resources plain").first.click()
    expect(page).to_have_url(f"{site_url}moves/make-resources-plain/")
    expect(page.locator("a.wordmark")).to_have_text("Lincoln High")


def test_a_school_s_colors_and_pages_come_along(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}{SHARED}")
    plain = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--accent')")
    page.goto(f"{site_url}schools/lincoln/")
    page.goto(f"{site_url}{SHARED}")
    own = page.evaluate(COLOR)

    assert (own, plain == own) == ("rgb(122, 31, 61)", False)
    page.get_by_role("contentinfo").get_by_role("link", name="Visits to us").click()
    expect(page).to_have_url(f"{site_url}schools/lincoln/visits/")


def test_the_district_s_home_is_the_way_back(page: Page, site_url: str) -> None:
    page.goto(f"{site_url}schools/adams/")
    page.goto(f"{site_url}{SHARED}")
    page.goto(site_url)
    district = shown(page)

    page.goto(f"{site_url}{SHARED}")

    assert shown(page) == district
    assert current(page) == "choose yours"


def test_a_school_that_is_gone_is_forgotten(chromium: Browser, site_url: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.route("**/schools/adams/edition.js", lambda route: route.abort())
    page.goto(f"{site_url}{SHARED}")
    district = shown(page)
    page.unroute("**/schools/adams/edition.js")
    page.goto(f"{site_url}schools/adams/")
    page.route("**/schools/adams/edition.js", lambda route: route.fulfill(status=404))

    page.goto(f"{site_url}{SHARED}")
    wait_until(page, "Object.keys(localStorage).every(key => !key.includes('edition'))")
    page.reload()

    assert shown(page) == district
    context.close()


@pytest.mark.parametrize(
    "value",
    [
        "{",
        "null",
        "[]",
        '{"root": "https://example.org/"}',
        '{"root": "schools/adams/", "pages": 3}',
    ],
)
def test_what_is_kept_and_makes_no_sense_is_passed_over(
    page: Page, site_url: str, value: str
) -> None:
    page.goto(f"{site_url}{SHARED}")
    district = shown(page)
    page.evaluate("([k, v]) => localStorage.setItem(k, v)", [f"playbook.edition {site_url}", value])

    page.reload()

    assert shown(page) == district


def test_where_nothing_can_be_kept_the_district_s_name_stays(
    chromium: Browser, site_url: str
) -> None:
    context = chromium.new_context()
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('blocked'); }})"
    )
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{site_url}schools/lincoln/")

    page.get_by_role("navigation", name="Main").get_by_role("link", name="Conditions").click()

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert not faults
    context.close()


def test_a_school_works_without_scripts(chromium: Browser, site_url: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site_url}schools/lincoln/")
    page.get_by_role("navigation", name="Read").get_by_role("link", name="Moves").click()
    page.get_by_role("link", name="Bring our whole staff").first.click()

    expect(page).to_have_url(f"{site_url}schools/lincoln/{MOVE}")
    page.locator("main a[href*='roles/']").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    context.close()


def test_from_a_drive_a_school_s_results_lead_to_its_own_pages(
    chromium: Browser, root: Path
) -> None:
    context = chromium.new_context()
    page = context.new_page()
    site = root / "site"
    for name, explorer, title, place in (
        ("lincoln", "schools/lincoln/explore", "Bring our whole staff", f"schools/lincoln/{MOVE}"),
        ("lincoln", "explore", "Bring our whole staff", f"schools/lincoln/{MOVE}"),
        ("adams", "explore", "Bring a school team", MOVE),
    ):
        page.goto((site / "schools" / name / "index.html").as_uri())
        page.goto((site / explorer / "index.html").as_uri())
        page.get_by_label("Search by words").fill("bring")
        found = page.locator(".found").get_by_role("link", name=title)
        expect(page.get_by_role("status").first).to_contain_text(re.compile(r"^\d"))  # all are in
        expect(page).to_have_url(re.compile(r"\?q=bring$"))
        aim = found.locator("visible=true").first
        aim.scroll_into_view_if_needed()
        page.wait_for_timeout(500)  # excerpts of the cards before it are in: nothing moves any more
        aim.click()

        expect(page).to_have_url((site / place / "index.html").as_uri(), timeout=20_000)
        expect(page.get_by_role("heading", level=1)).to_contain_text(title)
    context.close()


def test_an_address_that_a_school_had_leads_to_the_page_it_shares(
    chromium: Browser, root: Path, site_url: str
) -> None:
    """A host answers what is missing with 404.html, and so does this one."""
    context = chromium.new_context()
    page = context.new_page()
    missing = (root / "site" / "404.html").read_text(encoding="utf-8")
    page.route(
        "**/schools/adams/roles/**",
        lambda route: route.fulfill(status=404, body=missing, content_type="text/html"),
    )

    page.goto(f"{site_url}schools/adams/{SHARED}?from=mail#top")

    expect(page).to_have_url(f"{site_url}{SHARED}?from=mail#top")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    context.close()


def test_each_tab_keeps_the_school_that_it_shows(chromium: Browser, site_url: str) -> None:
    context = chromium.new_context()
    one, other = context.new_page(), context.new_page()
    one.goto(f"{site_url}schools/adams/")
    other.goto(f"{site_url}schools/lincoln/")

    for page, name in ((one, "Adams Elementary"), (other, "Lincoln High")):
        page.goto(f"{site_url}{SHARED}")
        assert shown(page) == name
    context.close()
