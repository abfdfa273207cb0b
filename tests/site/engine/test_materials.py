"""The pages of materials, in a real build of a small playbook."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from lxml import html as markup

from playbook_site.building.build import build
from tests.builder import lay, swap
from tests.site.conftest import MOVE, SMALL, framed

PAPERS = """materials:
  - kind: sheet
    title: What we have
    how: Write before you talk.
    columns: [Who, Strength, Where]
    labels: [Staff, Families]
  - {kind: sheet, title: Open rows, columns: [Who, Strength], rows: 2}
  - {kind: example, title: One row, columns: [Who, Strength], filled: [Ana | Maps]}
  - kind: agenda
    title: Twenty minutes
    items: [{minutes: 5, text: Look.}, {minutes: 15, text: Talk.}]
  - {kind: card, title: Two lines, lines: [A question ___, Thank you.], copies: 3}
  - kind: note
    title: Una carta
    language: es
    text: |
      Estimadas familias:

      Bienvenidas.
"""
PLACE = "moves/ask-first"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = framed(tmp_path_factory.mktemp("materials"))
    move = swap(MOVE, "\nsources:", f"\n{PAPERS}sources:")
    lay({**SMALL, f"{PLACE}.md": move}, root)
    settings = root / "mkdocs.yml"
    address = 'site_url: "https://example.org/"'
    lines = settings.read_text(encoding="utf-8").splitlines(keepends=True)
    own = [f"{address}\n" if line.startswith("site_url:") else line for line in lines]
    settings.write_text("".join(own), encoding="utf-8")
    build(root, root / "site")
    return root / "site"


def content(site: Path, page: str) -> Any:
    tree = markup.fromstring((site / page / "index.html").read_bytes())
    return tree.get_element_by_id("content")


def names(site: Path, paper: str) -> list[str]:
    """The names of the places to write, in their order."""
    return [str(n) for n in content(site, f"{PLACE}/{paper}").xpath("//textarea/@aria-label")]


def test_a_move_leads_to_its_materials_with_their_kinds(site: Path) -> None:
    links = content(site, PLACE).xpath("//h4[text()='Materials']/following-sibling::ul[1]/li")

    assert [link.text_content() for link in links] == [
        "What we have (sheet to fill in)",
        "Open rows (sheet to fill in)",
        "One row (worked example)",
        "Twenty minutes (agenda)",
        "Two lines (cards to cut out)",
        "Una carta (words to send)",
    ]
    assert links[0][0].get("href") == "../../moves/ask-first/what-we-have/"


def test_a_page_says_what_it_is_and_leads_back(site: Path) -> None:
    page = content(site, f"{PLACE}/what-we-have")

    assert page.findtext(".//h1") == "What we have"
    assert page.find(".//p[@class='for']").text_content() == (
        "Sheet to fill in. For the move “Ask first”."
    )
    assert page.xpath(".//div[@class='crumbs']/a/@href")[-1] == "../../../moves/ask-first/"
    others = page.xpath(".//nav[@aria-labelledby]//a/text()")
    assert others == ["Open rows", "One row", "Twenty minutes", "Two lines", "Una carta"]


@pytest.mark.parametrize(
    ("paper", "said"),
    [
        (
            "what-we-have",
            ["Strength, Staff", "Where, Staff", "Strength, Families", "Where, Families"],
        ),
        ("open-rows", ["Who, row 1", "Strength, row 1", "Who, row 2", "Strength, row 2"]),
        ("twenty-minutes", ["Notes on item 1", "Notes on item 2"]),
        ("two-lines", ["A question, card 1", "A question, card 2", "A question, card 3"]),
        ("one-row", []),
        ("una-carta", []),
    ],
)
def test_every_place_to_write_has_a_name(site: Path, paper: str, said: list[str]) -> None:
    assert names(site, paper) == said


def test_a_worked_example_is_a_table_that_is_filled_in(site: Path) -> None:
    table = content(site, f"{PLACE}/one-row").find(".//table")

    assert [cell.text_content() for cell in table.iter("th", "td")] == [
        *("Who", "Strength"),
        *("Ana", "Maps"),
    ]


def test_a_material_is_spoken_in_its_own_language(site: Path) -> None:
    page = content(site, f"{PLACE}/una-carta")

    spoken = [e.tag for e in page.iter() if e.get("lang") == "es" and e.get("dir") == "auto"]
    assert spoken == ["h1", "div"]
    assert not content(site, f"{PLACE}/open-rows").xpath(".//h1[@lang] | .//div[@lang]")
    (link,) = content(site, PLACE).xpath(".//a[text()='Una carta']")
    assert link.get("lang") == "es"


def test_without_scripts_no_page_shows_a_control_that_needs_one(site: Path) -> None:
    for folder in papers(site):
        page = content(site, folder)
        buttons = page.xpath(".//button")

        assert buttons
        assert not page.xpath(".//button[not(ancestor::div[contains(@class, 'actions')])]")
    style = next((site / "assets").glob("sheet.*.css")).read_text(encoding="utf-8")
    assert ".actions{display:none" in style.partition("scripting:none")[2][:60].replace(" ", "")


def papers(site: Path) -> Iterator[str]:
    for file in sorted({*site.glob(f"{PLACE}/*/index.html")} - {site / PLACE / "cite/index.html"}):
        yield file.parent.relative_to(site).as_posix()


def test_every_material_is_in_the_sitemap(site: Path) -> None:
    listed = (site / "sitemap.xml").read_text(encoding="utf-8")

    folders = list(papers(site))
    assert len(folders) == 6
    assert all(f"<loc>https://example.org/{folder}/</loc>" in listed for folder in folders)


def test_an_address_below_a_former_one_of_the_move_leads_on(site: Path) -> None:
    page = (site / "moves/ask-before/what-we-have/index.html").read_text(encoding="utf-8")

    target = markup.fromstring(page).find(".//a").get("href")
    assert target == "../../ask-first/what-we-have/"
    assert (site / "moves/ask-before/what-we-have" / target / "index.html").exists()
