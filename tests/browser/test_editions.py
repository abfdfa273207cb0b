"""Readers of a school see whose pages these are, and come to the school's own from anywhere."""

import functools
import threading
from collections.abc import Iterator
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from playbook_site.building.build import build
from tests.browser.conftest import Quiet
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
def address(root: Path) -> Iterator[str]:
    """The address of its site."""
    handler = functools.partial(Quiet, directory=str(root / "site"))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/"
    server.shutdown()
    server.server_close()


@pytest.fixture
def reader(chromium: Browser, address: str) -> Iterator[Page]:
    """A page that fails its test on any error, and any request that is not answered."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda m: faults.append(m.text) if m.type in ("error", "warning") else None)
    yield page
    context.close()
    assert not faults


def shown(page: Page) -> str:
    """The name that stands at the top."""
    return page.locator("a.wordmark").inner_text()


def current(page: Page) -> list[str]:
    """The editions that the switch marks as the current one."""
    return page.locator(".editions a[aria-current=true]").all_inner_texts()


def test_a_school_has_few_pages_of_its_own(root: Path) -> None:
    adams = root / "site" / "schools" / "adams"

    pages = sorted(p.relative_to(adams).as_posix() for p in adams.rglob("*.html"))
    assert pages == ["accessibility/report/index.html", "index.html"]  # both say whose site it is


def test_shared_pages_show_the_school_that_a_reader_comes_from(reader: Page, address: str) -> None:
    reader.goto(f"{address}schools/adams/")
    reader.get_by_role("navigation", name="Main").get_by_role("link", name="Roles").click()

    expect(reader).to_have_url(f"{address}roles/")
    expect(reader.locator("a.wordmark")).to_have_text("Adams Elementary")
    assert current(reader) == ["Adams Elementary"]
    assert "Adams Elementary" in reader.title()
    reader.locator("a.wordmark").click()
    expect(reader).to_have_url(f"{address}schools/adams/")


def test_a_link_leads_to_the_school_s_own_page(reader: Page, address: str) -> None:
    reader.goto(f"{address}schools/lincoln/")
    reader.goto(f"{address}{SHARED}")
    assert shown(reader) == "Lincoln High"
    reader.goto(f"{address}{MOVE}")  # by an address that somebody sent: the school has it itself
    expect(reader).to_have_url(f"{address}schools/lincoln/{MOVE}")
    reader.goto(f"{address}roles/principal/")
    link = reader.get_by_role("link", name="Bring our whole staff").first
    link.focus()
    reader.keyboard.press("Enter")

    expect(reader).to_have_url(f"{address}schools/lincoln/{MOVE}")
    expect(reader.get_by_role("heading", level=1)).to_have_text("Bring our whole staff")


def test_the_search_finds_the_school_s_own_words(reader: Page, address: str) -> None:
    reader.goto(f"{address}schools/lincoln/")
    reader.goto(f"{address}about/")
    reader.keyboard.press("Control+K")
    reader.get_by_role("searchbox").fill("whole staff")
    reader.get_by_role("dialog").get_by_role("link", name="Bring our whole staff").click()

    expect(reader).to_have_url(f"{address}schools/lincoln/{MOVE}")

    reader.goto(f"{address}about/")
    reader.keyboard.press("Control+K")
    reader.get_by_role("searchbox").fill("bus leaves at four")
    reader.get_by_role("dialog").get_by_role("link", name="Bring our whole staff").click()

    expect(reader).to_have_url(f"{address}schools/lincoln/{MOVE}")


def test_the_full_text_of_a_school_is_not_the_district_s(reader: Page, address: str) -> None:
    reader.goto(f"{address}about/")
    reader.keyboard.press("Control+K")
    reader.get_by_role("searchbox").fill("bus leaves at four")

    expect(reader.get_by_role("dialog").locator("p").first).to_contain_text("found")
    expect(reader.get_by_role("dialog").get_by_text("bus leaves")).to_have_count(0)


def test_the_explorer_of_a_school_leads_to_both(reader: Page, address: str) -> None:
    reader.goto(f"{address}schools/lincoln/explore/?q=bring+our")
    reader.get_by_role("link", name="Bring our whole staff").click()
    expect(reader).to_have_url(f"{address}schools/lincoln/{MOVE}")

    reader.goto(f"{address}schools/lincoln/explore/?q=make+resources+plain")
    reader.get_by_role("link", name="Make resources plain").first.click()
    expect(reader).to_have_url(f"{address}moves/make-resources-plain/")
    expect(reader.locator("a.wordmark")).to_have_text("Lincoln High")


def test_a_school_s_colors_and_pages_come_along(reader: Page, address: str) -> None:
    reader.goto(f"{address}{SHARED}")
    plain = reader.evaluate(
        "getComputedStyle(document.documentElement).getPropertyValue('--accent')"
    )
    reader.goto(f"{address}schools/lincoln/")
    reader.goto(f"{address}{SHARED}")
    own = reader.evaluate(COLOR)

    assert (own, plain == own) == ("rgb(122, 31, 61)", False)
    reader.get_by_role("contentinfo").get_by_role("link", name="Visits to us").click()
    expect(reader).to_have_url(f"{address}schools/lincoln/visits/")


def test_the_district_s_home_is_the_way_back(reader: Page, address: str) -> None:
    reader.goto(f"{address}schools/adams/")
    reader.goto(f"{address}{SHARED}")
    reader.locator(".editions a").first.click()
    expect(reader).to_have_url(address)
    district = shown(reader)

    reader.goto(f"{address}{SHARED}")

    assert shown(reader) == district
    assert len(current(reader)) == 1


def test_a_school_that_is_gone_is_forgotten(chromium: Browser, address: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.route("**/schools/adams/edition.js", lambda route: route.abort())
    page.goto(f"{address}{SHARED}")
    district = shown(page)
    page.unroute("**/schools/adams/edition.js")
    page.goto(f"{address}schools/adams/")
    page.route("**/schools/adams/edition.js", lambda route: route.fulfill(status=404))

    page.goto(f"{address}{SHARED}")
    page.wait_for_function("Object.keys(localStorage).every(key => !key.includes('edition'))")
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
    reader: Page, address: str, value: str
) -> None:
    reader.goto(f"{address}{SHARED}")
    district = shown(reader)
    reader.evaluate(
        "([k, v]) => localStorage.setItem(k, v)", [f"playbook.edition {address}", value]
    )

    reader.reload()

    assert shown(reader) == district


def test_where_nothing_can_be_kept_the_district_s_name_stays(
    chromium: Browser, address: str
) -> None:
    context = chromium.new_context()
    context.add_init_script(
        "Object.defineProperty(window, 'localStorage', {get() { throw new Error('blocked'); }})"
    )
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{address}schools/lincoln/")

    page.get_by_role("navigation", name="Main").get_by_role("link", name="Conditions").click()

    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert not faults
    context.close()


def test_a_school_works_without_scripts(chromium: Browser, address: str) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}schools/lincoln/")
    page.get_by_role("navigation", name="Main").get_by_role("link", name="Moves").click()
    page.get_by_role("link", name="Bring our whole staff").first.click()

    expect(page).to_have_url(f"{address}schools/lincoln/{MOVE}")
    page.locator("main a[href*='roles/']").first.click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    context.close()
