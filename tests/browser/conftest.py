"""The real site, served on this machine, in a real Chromium."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.measure import served
from playbook_site.building.build import build
from tests.conftest import original, script

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own site, built once."""
    folder = tmp_path_factory.mktemp("built") / "site"
    build(original(), folder)
    return folder


@pytest.fixture(scope="session")
def paths(site: Path) -> list[str]:
    """The address of every page, from the start of the site; the book is a document."""
    files = (file.relative_to(site).as_posix() for file in site.rglob("*.html"))
    return sorted(f.removesuffix("index.html") for f in files if not f.startswith("book/"))


@pytest.fixture(params=range(6), ids="part-{}".format)
def part(request: pytest.FixtureRequest) -> slice:
    """A sixth of what a test opens all of: one tab that prints hundreds of pages takes 1 GB."""
    return slice(request.param, None, 6)


@pytest.fixture(scope="session")
def site_url(site: Path) -> Iterator[str]:
    """Its address."""
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """What `scripts/browser.py` finds. Without a browser these tests fail; they never skip."""
    path = script("browser").find()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def page(chromium: Browser, site_url: str) -> Iterator[Page]:
    """A page that fails its test on any console error and any request to another host."""
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    faults: list[str] = []
    page.on("console", lambda m: faults.append(m.text) if m.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on(
        "request",
        lambda r: None if r.url.startswith((site_url, "data:")) else faults.append(r.url),
    )
    yield page
    context.close()
    assert not faults
