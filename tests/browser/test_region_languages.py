"""With an interface in Spanish, every text is in an element of the language of its words."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from benchmarks.measure import served
from playbook.i18n import translations
from playbook.interface import LOCALES
from playbook_site.building.build import build
from tests.browser.kinds import PAGES
from tests.site.mkdocs_plugin.test_theming import copy_original

NAME = "Distrito Escolar Unificado del Valle de los Cedros"
SPANISH_PAGE = "---\ntitle: Nuestra página\nlanguage: es-MX\n---\n\nAquí cuentan las escuelas.\n"

TEXTS = """() => {
  const said = [];
  const walk = (root) => {
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const text = node.data.trim();
      const around = node.parentElement ?? document.documentElement;
      if (!text || around.closest("script, style, noscript, code, svg")) continue;
      said.push([text, (around.closest("[lang]") ?? document.documentElement).lang]);
    }
  };
  walk(document.documentElement);
  return said;
}"""
"""Every text of a page, with the language that the nearest element names."""

NAMES = frozenset(("title", "short"))
"""The keys of an entry's record that hold what it is called."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own site, with the interface of a district that speaks Spanish."""
    root: Path = tmp_path_factory.mktemp("district") / "fork"
    copy_original(root)
    (root / "district" / "docs").mkdir(parents=True)
    (root / "district" / "district.yml").write_text(f"name: {NAME}\nlanguage: es\n")
    (root / "district" / "docs" / "nuestra.md").write_text(SPANISH_PAGE, encoding="utf-8")
    build(root, root / "site")
    return root / "site"


@pytest.fixture(scope="module")
def address(folder: Path) -> Iterator[str]:
    """The address of its site."""
    with served(folder) as address:
        yield address


def plain(text: str) -> str:
    """A text with the signs of a keyboard, on one line."""
    signs = str.maketrans("“”‘’–—\u2060", "\"\"''--\u2060")
    return " ".join(text.translate(signs).replace("\u2060", "").split())


def own_words(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """The English texts of a record, each with its key; what is in Spanish is passed over."""
    match value:
        case {"language": "es"}:
            return
        case dict():
            for name, part in value.items():
                yield from own_words(part, name)
        case list():
            for part in value:
                yield from own_words(part, key)
        case str():
            yield key, value


@pytest.fixture(scope="module")
def english(folder: Path) -> tuple[frozenset[str], str]:
    """The names of entries, and all that stands in their texts."""
    entries = json.loads((folder / "playbook.json").read_text("utf-8"))["entries"]
    said = [(key, plain(re.sub("<[^>]*>", " ", text))) for key, text in own_words(entries)]
    names = frozenset(text for key, text in said if key in NAMES)
    return names, " | ".join(text for _, text in said if text.count(" ") > 3)


@pytest.fixture(scope="module")
def spanish() -> re.Pattern[str]:
    """What the interface says in Spanish alone, with numbers in its places."""
    texts = translations.parse((LOCALES / "es.po").read_bytes()).texts
    forms = {plain(form) for english, own in texts.items() for form in own if form != english}
    forms -= {plain(message) for message in texts}
    numbers = re.compile(r"%\\\((?:count|number|all|min|max)\\\)s")
    ready = (numbers.sub("[0-9]+", re.escape(form)) for form in forms if len(form) > 4)
    return re.compile("|".join(form for form in ready if "%" not in form))


def misspoken(
    page: Page, english: tuple[frozenset[str], str], spanish: re.Pattern[str]
) -> list[str]:
    """The texts of a page in an element of another language."""
    names, corpus = english
    faults = []
    for typed, language in page.evaluate(TEXTS):
        text = plain(typed)
        if text in names and spanish.fullmatch(text):
            continue  # a principal is one in both
        is_english = text in names or (text.count(" ") > 3 and text in corpus)
        is_spanish = not is_english and spanish.fullmatch(text) is not None
        if (is_english and language != "en") or (is_spanish and language != "es"):
            faults.append(f"{language}: {text[:80]}")
    return faults


def seen(page: Page, english: tuple[frozenset[str], str], spanish: re.Pattern[str]) -> int:
    """How many texts of a page this test knows."""
    names, corpus = english
    texts = [plain(text) for text, _ in page.evaluate(TEXTS)]
    return sum(t in names or t in corpus or bool(spanish.fullmatch(t)) for t in texts)


@pytest.mark.parametrize("place", [*PAGES, "explore/?q=coaching", "explore/?role=principal"])
def test_every_text_is_in_an_element_of_its_language(
    chromium: Browser,
    address: str,
    place: str,
    english: tuple[frozenset[str], str],
    spanish: re.Pattern[str],
) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(address + place)
    page.wait_for_load_state("networkidle")

    assert page.locator("html").get_attribute("lang") == "es"
    assert seen(page, english, spanish) > 5
    assert misspoken(page, english, spanish) == []
    context.close()


def test_what_the_search_finds_says_its_language(
    chromium: Browser,
    address: str,
    english: tuple[frozenset[str], str],
    spanish: re.Pattern[str],
) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(address)
    page.keyboard.press("Control+k")
    page.get_by_role("dialog").get_by_role("searchbox").fill("coaching")
    expect(page.locator("dialog li a").first).to_be_visible()
    page.wait_for_load_state("networkidle")

    assert misspoken(page, english, spanish) == []
    context.close()


def test_a_page_written_by_hand_is_in_the_playbook_s_own_language_or_in_its_own(
    chromium: Browser, address: str
) -> None:
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{address}about/")
    expect(page.locator("article")).to_have_attribute("lang", "en")
    expect(page.locator("title")).to_have_attribute("lang", "en")
    page.goto(f"{address}nuestra/")

    expect(page.locator("article")).to_have_attribute("lang", "es-MX")
    context.close()


def test_a_link_says_which_language_its_page_is_in(chromium: Browser, address: str) -> None:
    page = chromium.new_page()
    page.goto(f"{address}roles/principal/")

    title = page.locator("main .card h3 a").first
    expect(title).to_have_attribute("lang", "en")
    expect(title).to_have_attribute("hreflang", "en")
    spanish = page.locator(".masthead a, footer a")
    assert not [link for link in spanish.all() if link.get_attribute("hreflang")]


@pytest.mark.parametrize("width", [768, 900, 1100, 1440])
def test_a_long_name_has_a_line_of_its_own(chromium: Browser, address: str, width: int) -> None:
    page = chromium.new_page(viewport={"width": width, "height": 800})
    page.goto(f"{address}moves/")

    name = page.locator(".wordmark span")
    expect(name).to_have_text(NAME)
    line = name.evaluate("node => parseFloat(getComputedStyle(node).lineHeight)")
    assert (name.bounding_box() or {})["height"] < 1.5 * line
    tops = {
        round(box["y"] + box["height"] / 2)
        for place in page.locator(":is(#menu, .masthead .search, .masthead .theme)").all()
        if (box := place.bounding_box())
    }
    assert max(tops) - min(tops) <= 4, "menu, search and colors stand beside each other"
    page.close()
