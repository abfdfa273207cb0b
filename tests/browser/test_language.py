"""What the scripts say on a site in Spanish; opened from a disk, where no server can help."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from playbook_site.building.build import build
from tests.site.commands.test_search_report import SPANISH

ROOT = Path(__file__).resolve().parents[2]
NEEDED = (
    "conditions",
    "roles",
    "moves",
    "cases",
    "plans",
    "outlines",
    "docs",
    "overrides",
    "macros",
)


@pytest.fixture(scope="module")
def spanish(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The project's own site with Spanish around it; gives the address of its first page."""
    root = tmp_path_factory.mktemp("spanish")
    for name in NEEDED:
        shutil.copytree(ROOT / name, root / name)
    for name in ("references.yml", "accessibility.yml"):
        shutil.copy(ROOT / name, root)
    settings = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    settings = settings.replace("language: en", "language: es")
    settings = settings.replace("editor: false", "full_text: false")
    (root / "mkdocs.yml").write_text(settings, encoding="utf-8")
    build(root, root / "site")
    return (root / "site").as_uri()


@pytest.fixture
def reader(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    assert not faults


def test_the_explorer_speaks_the_language(reader: Page, spanish: str) -> None:
    reader.goto(f"{spanish}/explore/index.html?effort=light&what=moves&rol=x")

    expect(reader.locator(".tally")).to_contain_text("prácticas")
    expect(reader.locator(".said-so").locator("visible=true")).to_have_text(
        "Filtro desconocido; se omitió: rol=x."
    )
    expect(reader.get_by_role("button", name="Quitar Bajo")).to_be_visible()
    expect(reader.locator(".found").get_by_role("article").first).to_contain_text("Esfuerzo: Bajo")


def test_the_explorer_says_in_the_language_that_nothing_fits(reader: Page, spanish: str) -> None:
    reader.goto(f"{spanish}/explore/index.html?q=zzzz")

    expect(reader.locator(".nothing").locator("visible=true")).to_contain_text(
        "Sin resultados para “zzzz”."
    )


def test_search_speaks_the_language(reader: Page, spanish: str) -> None:
    reader.goto(f"{spanish}/index.html")

    reader.keyboard.press("Control+k")
    reader.get_by_role("dialog").get_by_role("searchbox").fill("school")

    expect(reader.get_by_role("heading", name="Busque una práctica")).to_be_visible()
    expect(reader.locator("dialog [role=status]")).to_contain_text("Enter muestra todo")
    kind = re.compile("^(Prácticas|Casos|Cargos)$")
    groups = reader.get_by_role("dialog").get_by_role("heading", level=3)
    expect(groups.first).to_have_text(kind)


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> str:
    """The project's own site with a role and a move in Spanish; gives the address of its root."""
    root = tmp_path_factory.mktemp("mixed")
    for name in (*NEEDED, "references.yml", "accessibility.yml", "mkdocs.yml"):
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy
        copy(ROOT / name, root / name)
    (root / "roles" / "comunidad.md").write_text(SPANISH, encoding="utf-8")
    move = root / "moves" / "asset-map.md"
    text = re.sub("^title: .*$", "title: Mapa de fortalezas", move.read_text("utf-8"), flags=re.M)
    move.write_text(text.replace("\n---\n", "\nlanguage: es\n---\n", 1), encoding="utf-8")
    build(root, root / "site")
    return (root / "site").as_uri()


def test_an_entry_in_spanish_is_found_among_english_ones(reader: Page, mixed: str) -> None:
    reader.goto(f"{mixed}/index.html")
    reader.keyboard.press("Control+k")
    first = reader.locator("dialog li:has(a)").first

    reader.get_by_label("Words").fill("comunidad")
    expect(first.locator("a")).to_have_text("Comunidades que aprenden")
    expect(first.locator("a")).to_have_attribute("lang", "es")
    expect(first.locator("p")).to_have_attribute("lang", "es")
    expect(first.locator("mark").first).to_have_text("comunidad")

    reader.get_by_label("Words").fill("coaching")
    expect(first.locator("a")).to_contain_text("oach")
    expect(first.locator("a")).not_to_have_attribute("lang", re.compile(""))


def test_what_is_in_another_language_says_so(reader: Page, mixed: str) -> None:
    reader.goto(f"{mixed}/moves/asset-map/index.html")

    expect(reader.get_by_role("heading", level=1)).to_have_attribute("lang", "es")
    spoken = "node => node.closest('[lang]').lang"
    assert reader.locator(".lede").evaluate(spoken) == "es"
    assert reader.locator(".steps li").first.evaluate(spoken) == "es"
    assert reader.locator(".first p").evaluate(spoken) == "es"
    other = reader.locator("#keep .said").get_by_role("link").last
    assert other.evaluate(spoken) == "en"
    sentence = "xpath=following-sibling::p"
    assert other.locator(sentence).evaluate(spoken) == "es"  # it is this move's own
    reader.goto(other.evaluate("node => node.href") + "index.html")
    neighbor = reader.locator(".said").get_by_role("link", name="Mapa de fortalezas")
    assert neighbor.evaluate(spoken) == "es"
    assert neighbor.locator(sentence).evaluate(spoken) == "es"
    assert reader.get_by_role("heading", name="Steps").evaluate(spoken) == "en"
    assert reader.get_by_role("heading", name="Keep", exact=True).evaluate(spoken) == "en"


def test_a_card_in_another_language_says_so_before_and_after_a_choice(
    reader: Page, mixed: str
) -> None:
    for query in ("", "?q=mapas"):
        reader.goto(f"{mixed}/explore/index.html{query}")

        card = reader.get_by_role("article").filter(has_text="Mapa de fortalezas").first
        expect(card.get_by_role("link", name="Mapa")).to_have_attribute("lang", "es")
        expect(card.locator("p").first).to_have_attribute("lang", "es")
