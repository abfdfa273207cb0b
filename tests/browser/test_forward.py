"""A link to an address of before, and a site that is opened from a disk."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.measure import served
from playbook_site.building.build import build
from tests.site.conftest import SMALL, framed


@pytest.fixture(scope="module")
def renamed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a playbook with a move that had another name."""
    root = tmp_path_factory.mktemp("renamed")
    for path, text in SMALL.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    build(framed(root), root / "site")
    return root / "site"


def test_a_link_to_an_old_name_keeps_its_section_and_its_query(
    renamed: Path, chromium: Browser
) -> None:
    with served(renamed) as address:
        page = chromium.new_context().new_page()
        faults: list[str] = []
        page.on("console", lambda message: faults.append(message.text))

        page.goto(f"{address}moves/ask-before/?from=mail#e-watch-for")

        expect(page).to_have_url(f"{address}moves/ask-first/?from=mail#e-watch-for")
        expect(page.locator("#e-watch-for")).to_be_in_viewport()
        assert not faults


def test_without_scripts_it_leads_to_the_page(renamed: Path, chromium: Browser) -> None:
    with served(renamed) as address:
        page = chromium.new_context(java_script_enabled=False).new_page()

        page.goto(f"{address}moves/ask-before/#e-watch-for")

        page.wait_for_url(f"{address}moves/ask-first/**")


def test_a_site_is_read_from_a_disk(renamed: Path, chromium: Browser) -> None:
    page: Page = chromium.new_context().new_page()
    page.goto((renamed / "index.html").as_uri())

    page.get_by_role("link", name="Moves", exact=True).first.click()
    expect(page).to_have_url((renamed / "moves/index.html").as_uri())
    page.get_by_role("link", name="Ask first").first.click()

    expect(page).to_have_url((renamed / "moves/ask-first/index.html").as_uri())
    page.goto(f"{(renamed / 'moves/ask-before/index.html').as_uri()}#e-watch-for")
    expect(page).to_have_url(f"{(renamed / 'moves/ask-first/index.html').as_uri()}#e-watch-for")
