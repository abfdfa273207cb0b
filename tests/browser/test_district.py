"""A branded site, in Spanish, with two editions: as accessible as the original."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.measure import served
from playbook_site.building.build import build
from tests.browser.test_accessibility import violations
from tests.browser.waiting import visit
from tests.site.mkdocs_plugin.test_theming import SAMPLES, copy_original

PAGES = (
    "",
    "explore/",
    "moves/bring-a-school-team/",
    "moves/walk-to-the-neighbor-school/",
    "cases/our-first-year/",
    "roles/principal/",
    "suggest/?e=moves/bring-a-school-team",
    "ours/",
    "accessibility/",
    "accessibility/report/",
    "schools/lincoln/",
    "schools/lincoln/moves/bring-a-school-team/",
)


@pytest.fixture(scope="module")
def branded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of a site of the large sample."""
    root: Path = tmp_path_factory.mktemp("district") / "fork"
    copy_original(root)
    shutil.copytree(SAMPLES / "sample-large", root, dirs_exist_ok=True)
    build(root, root / "site")
    with served(root / "site") as address:
        yield address


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PAGES)
def test_axe_finds_nothing_on_a_branded_site(
    chromium: Browser, branded: str, path: str, scheme: str
) -> None:
    context = chromium.new_context(color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    visit(page, branded + path)
    for summary in page.locator(".small details summary").all():
        summary.click()

    assert violations(page) == []
    assert all(url.startswith(branded) for url in asked)
    context.close()


def test_a_district_s_own_fonts_take_the_place_of_both(chromium: Browser, branded: str) -> None:
    context = chromium.new_context()
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))

    page.goto(branded)
    stacks = page.evaluate(
        "['h1', 'body'].map(s => getComputedStyle(document.querySelector(s)).fontFamily)"
    )

    assert stacks == ['"Atkinson Hyperlegible", Verdana, sans-serif'] * 2
    assert not [url for url in asked if url.endswith(".woff2")]
    context.close()


def test_the_switch_leads_from_one_edition_to_the_other_and_back(
    chromium: Browser, branded: str
) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{branded}moves/bring-a-school-team/")

    page.get_by_role("button", name=re.compile("^(School|Escuela): ")).click()
    page.get_by_role("menuitem", name="Lincoln School").click()
    page.wait_for_url(f"{branded}schools/lincoln/**")
    page.get_by_role("button", name=re.compile("^(School|Escuela): ")).click()
    page.get_by_role("menuitem").first.click()

    page.wait_for_url(f"{branded}moves/bring-a-school-team/")
    context.close()


def test_a_district_that_asks_is_told_which_words_found_nothing(
    chromium: Browser, branded: str
) -> None:
    page = chromium.new_page()
    asked: list[str] = []
    page.on("request", lambda r: asked.append(r.url) if "unanswered" in r.url else None)
    page.goto(f"{branded}explore/?q=feedback")
    page.locator("#find").fill("asdfgh")
    page.locator("#find").fill("asdfgh & qwrt")

    with page.expect_response(re.compile("unanswered")) as response:
        page.locator(".nothing").locator("visible=true").wait_for()

    assert response.value.ok
    assert asked == [f"{branded}search/unanswered.svg?q=asdfgh+%26+qwrt"]
    page.close()


MOVE = "moves/bring-a-school-team"


def deeds(page: Page) -> list[str]:
    """What a page will have told a server, as it stands in the address."""
    told: list[str] = []
    page.on("request", lambda r: told.append(r.url.rpartition("?")[2]) if "used" in r.url else None)
    return told


def press_all(page: Page, address: str) -> None:
    """Print, send, project and plan a move."""
    page.goto(f"{address}{MOVE}/")
    for name in ("print", "send", "project"):
        page.locator(f"button[data-do={name}]").click()
    page.keyboard.press("Escape")
    page.locator(".sheet [data-pick=plan]").click()
    expect(page.locator(".sheet [data-pick=plan]")).to_have_attribute("aria-pressed", "true")
    page.wait_for_timeout(300)


def test_a_district_that_asks_is_told_what_was_done_and_not_by_whom(
    chromium: Browser, branded: str
) -> None:
    context = chromium.new_context()
    context.add_cookies([{"name": "who", "value": "me", "url": branded}])
    page = context.new_page()
    told = deeds(page)
    hosts: list[str] = []
    page.on("request", lambda r: hosts.append(r.url))

    page.goto(f"{branded}{MOVE}/?q=secret#run")
    with page.expect_response(re.compile("used")) as response:
        page.locator("button[data-do=print]").click()

    assert response.value.ok
    assert response.value.url == f"{branded}count/used.svg?do=print&of={MOVE}"
    sent = response.value.request.all_headers()
    assert not sent.keys() & {"cookie", "referer"}
    press_all(page, branded)
    assert told == [
        f"do={what}&of={MOVE}" for what in ("print", "print", "send", "project", "plan")
    ]
    page.locator("button[data-do=print]").click()
    page.wait_for_timeout(300)
    assert len(told) == 5  # a page tells of each once
    assert all(url.startswith(branded) for url in hosts)
    assert page.evaluate("[document.cookie, Object.keys(localStorage).join()]") == [
        "who=me",
        "plans",
    ]
    context.close()


def test_what_is_planned_from_a_list_and_a_finished_stock_take_are_told(
    chromium: Browser, branded: str
) -> None:
    context = chromium.new_context()
    page = context.new_page()
    told = deeds(page)
    page.goto(f"{branded}explore/?what=moves&sort=title")
    card = page.locator(".found article").first
    address = str(card.get_by_role("link").first.get_attribute("href"))

    button = card.locator("[data-pick=plan]")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "false")
    page.goto(f"{branded}assets/")
    questions = page.locator(".stock fieldset")
    expect(questions.first).to_be_visible()
    for question in questions.all():
        assert told == [f"do=plan&of={address.removeprefix(branded).strip('/')}"]
        question.get_by_role("radio").first.check()
    page.wait_for_timeout(300)

    assert told[1:] == ["do=stock&of=assets"]
    context.close()


@pytest.mark.parametrize(
    "wish", ["globalPrivacyControl', {get: () => true}", "doNotTrack', {get: () => '1'}"]
)
def test_a_browser_that_asks_not_to_be_tracked_tells_nothing(
    chromium: Browser, branded: str, wish: str
) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.add_init_script(f"Object.defineProperty(Navigator.prototype, '{wish})")
    told = deeds(page)

    press_all(page, branded)

    assert told == []
    context.close()


def test_who_has_not_asked_for_it_is_told_of_no_use_and_loads_nothing_for_it(
    page: Page, site_url: str, site: Path
) -> None:
    told = deeds(page)
    scripts: list[str] = []
    page.on("request", lambda r: scripts.append(r.url) if "count" in r.url else None)

    press_all(page, site_url)

    assert told == scripts == []
    assert not (site / "count").exists()
    page.goto(f"{site_url}privacy/")
    expect(page.get_by_role("heading", name="What is counted")).to_have_count(0)


def test_the_page_on_privacy_says_what_is_counted(chromium: Browser, branded: str) -> None:
    page = chromium.new_page()

    page.goto(f"{branded}privacy/")

    expect(page.get_by_role("heading", name="Qué se cuenta")).to_be_visible()
    expect(page.get_by_text("Global Privacy Control")).to_be_visible()
    page.close()
