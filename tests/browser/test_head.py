"""What a browser makes of the head of a page, with an address of the site and without one."""

import json
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

from benchmarks.measure import served
from playbook_site.building.build import build
from tests.browser.test_policy import COUNT
from tests.site.conftest import SMALL, framed

CASE = "cases/a-school-that-asked/"
ADDRESS = "https://example.org/playbook/"
SITE = "Learning Matters, the open playbook"
PAGES = {
    "": ("website", SITE, "WebSite"),
    "moves/ask-first/": ("article", "Ask first", ["HowTo", "LearningResource"]),
    CASE: ("article", "A school that asked", ["Article", "LearningResource"]),
    "roles/principal/": ("article", "Principal", "LearningResource"),
    "404.html": ("website", "Not found", None),
}
HEAD = """() => {
  const said = {title: document.title};
  for (const meta of document.head.querySelectorAll("meta[property], meta[name]"))
    for (const name of [meta.getAttribute("property"), meta.name])
      if (name) said[name] = meta.content;
  for (const link of document.head.querySelectorAll("link")) said[link.rel] = link.href;
  const data = document.querySelectorAll("script[type='application/ld+json']");
  return {...said, data: [...data].map((script) => script.textContent)};
}"""


@pytest.fixture(scope="module", params=["", ADDRESS], ids=["no address", "address"])
def sites(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[str, str]]:
    """Where a small site is served, and the address that it says it has."""
    root = framed(tmp_path_factory.mktemp("head"))
    files = dict(SMALL)
    if request.param:
        files["district/district.yml"] = f"site_url: {request.param}\n"
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    build(root, root / "site", cards=True)
    with served(root / "site") as here:
        yield here, request.param


@pytest.fixture
def reader(chromium: Browser) -> Iterator[Page]:
    """A page that counts what its policy refuses."""
    context = chromium.new_context()
    context.add_init_script(COUNT)
    yield context.new_page()
    context.close()


@pytest.mark.parametrize("path", PAGES)
def test_a_page_says_what_a_link_to_it_shows(
    reader: Page, sites: tuple[str, str], path: str
) -> None:
    here, address = sites
    kind, name, _ = PAGES[path]
    reader.goto(here + path)

    said = reader.evaluate(HEAD)

    assert (said["og:type"], said["og:title"], said["og:site_name"]) == (kind, name, SITE)
    assert said["description"] == said["og:description"] != ""
    is_known = bool(address) and path != "404.html"
    assert said.get("og:url") == said.get("canonical") == (address + path if is_known else None)
    assert said["twitter:card"] == ("summary_large_image" if address else "summary")
    assert said.get("og:image", "").startswith(f"{address}assets/cards/" if address else "")
    assert ("og:image" in said) is bool(address)
    for rel in ("apple-touch-icon", "manifest", "icon"):
        assert reader.request.get(said[rel].replace("/playbook/", "/")).ok


@pytest.mark.parametrize("path", PAGES)
def test_structured_data_is_data_to_the_policy(
    reader: Page, sites: tuple[str, str], path: str
) -> None:
    here, address = sites
    *_, kind = PAGES[path]
    reader.goto(here + path)
    reader.wait_for_load_state("networkidle")

    data = [json.loads(text) for text in reader.evaluate(HEAD)["data"]]

    assert [node["@type"] for node in data] == ([kind] if kind else [])
    assert reader.evaluate("violations") == []
    for step in [step for node in data for step in node.get("step", ())]:
        anchor = step["url"].removeprefix(f"{address}{path}")
        assert reader.locator(anchor).count() == 1
