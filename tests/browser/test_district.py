"""A branded site, in Spanish, with two editions: as accessible as the original."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser

from benchmarks.measure import served
from playbook_site.building.build import build
from tests.browser.test_accessibility import violations
from tests.site.mkdocs_plugin.test_theming import SAMPLES, copy_original

PAGES = (
    "",
    "explore/",
    "moves/bring-a-school-team/",
    "moves/walk-to-the-neighbor-school/",
    "cases/our-first-year/",
    "roles/principal/",
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
    page.goto(branded + path)
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

    page.get_by_role("link", name="Lincoln School").click()
    assert page.url == f"{branded}schools/lincoln/"
    page.get_by_role("navigation", name="Ediciones").get_by_role("link").first.click()

    assert page.url == branded
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
