"""The accessibility statement and its report, as pages and as a Word document."""

import re
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree, html

from playbook.catalog.conformance import PATH, parse
from playbook_site.building.build import build
from playbook_site.cli import main
from tests.conftest import ROOT

WORD = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
PAGE = '---\ntitle: Accessibility\n---\n\n# Accessibility\n\n{{ accessibility("contact") }}\n\n'
REPORT = '---\ntitle: Report\n---\n\n# Report\n\n{{ accessibility("report") }}\n'
CONTACT = 'accessibility_contact: {email: "jo+ada@example.org", phone: "(555) 010-0199 x12"}\n'
Lay = Callable[[str], Path]


def rows_of_the_data() -> list[tuple[str, str]]:
    """Each criterion as its row starts, in the order of the report."""
    criteria = parse((ROOT / PATH).read_text(encoding="utf-8")).criteria
    numbers = sorted(criteria, key=lambda number: [int(part) for part in number.split(".")])
    levels = [[n for n in numbers if criteria[n].level.value == level] for level in ("A", "AA")]
    return [
        (f"{number} {criteria[number].name}", criteria[number].support.label)
        for level in levels
        for number in level
    ]


@pytest.fixture
def district(tmp_path: Path) -> Lay:
    """Makes a small repository of a district, over the project's own original."""

    def lay(settings: str) -> Path:
        (tmp_path / "district").mkdir()
        (tmp_path / "district" / "district.yml").write_text(settings, encoding="utf-8")
        pin = f'[original]\npath = "{ROOT.as_posix()}"\n'
        (tmp_path / "playbook.toml").write_text(pin, encoding="utf-8")
        return tmp_path

    return lay


def write(root: Path) -> Path:
    result = CliRunner().invoke(
        main, ["acr", str(root), "--output", str(root / "report.docx")], catch_exceptions=False
    )
    assert result.exit_code == 0, result.output
    return root / "report.docx"


def part(document: Path, name: str) -> etree._Element:
    with zipfile.ZipFile(document) as archive:
        return etree.fromstring(archive.read(name))


def text(element: etree._Element) -> str:
    return "".join(element.xpath(".//w:t/text()", namespaces=WORD))


def test_the_word_document_has_every_row_of_the_data_and_the_contact(district: Lay) -> None:
    root = district(f"name: Cedar Valley learns\n{CONTACT}")

    body = part(write(root), "word/document.xml")

    cells = [
        [text(cell) for cell in row.iterfind("w:tc", WORD)]
        for row in body.iterfind(".//w:tr", WORD)
    ]
    criteria = [(cell[0], cell[1]) for cell in cells if re.match(r"\d\.\d\.\d+ ", cell[0])]
    assert criteria == rows_of_the_data()
    assert len(criteria) == 55
    words = text(body)
    assert "jo+ada@example.org" in words
    assert "(555) 010-0199 x12" in words
    assert "Cedar Valley learns" in words
    claims = parse((ROOT / PATH).read_text(encoding="utf-8"))
    for criterion in claims.criteria.values():
        tests = [test.partition("::test_")[2].replace("_", " ") for test in criterion.tests]
        for sentence in (criterion.remarks, *criterion.faults, *tests):
            assert sentence in words.replace("’", "'")


def test_word_s_own_checker_finds_a_title_a_language_headings_and_header_rows(
    district: Lay,
) -> None:
    document = write(district("name: Valle Unido\nlanguage: es\n"))

    core = part(document, "docProps/core.xml")
    body = part(document, "word/document.xml")
    [language] = part(document, "word/styles.xml").xpath("//w:lang/@w:val", namespaces=WORD)

    assert core.findtext("{*}title") == "Informe de conformidad de accesibilidad de Valle Unido"
    assert language == "es"
    tables = body.findall(".//w:tbl", WORD)
    assert len(tables) == 4
    assert all(
        table.find("w:tr", WORD).find(".//w:tblHeader", WORD) is not None for table in tables
    )
    styles = body.xpath("//w:pStyle/@w:val", namespaces=WORD)
    assert styles[0] == "Title"
    assert styles.count("Heading1") >= 7


def test_the_same_claims_give_the_same_bytes(district: Lay) -> None:
    root = district("name: Cedar Valley\n")

    assert write(root).read_bytes() == write(root).read_bytes()


def test_without_claims_no_document_is_written(small: Path) -> None:
    result = CliRunner().invoke(main, ["acr", str(small), "--output", str(small / "a.docx")])

    assert result.exit_code == 1
    assert result.output == "Error: There is no accessibility.yml, and nothing may be claimed.\n"
    assert not (small / "a.docx").exists()


def pages(small: Path, settings: str) -> tuple[html.HtmlElement, html.HtmlElement]:
    """The statement and the report, built with the project's own claims."""
    files = {
        PATH: (ROOT / PATH).read_text(encoding="utf-8"),
        "docs/accessibility.md": PAGE,
        "docs/accessibility/report.md": REPORT,
        "district/district.yml": settings,
    }
    for path, content in files.items():
        (small / path).parent.mkdir(exist_ok=True)
        (small / path).write_text(content, encoding="utf-8")
    build(small, small / "site")
    folder = small / "site" / "accessibility"
    statement, report = folder / "index.html", folder / "report" / "index.html"
    return html.parse(str(statement)).getroot(), html.parse(str(report)).getroot()


def test_both_pages_lead_to_the_district_s_own_contact(small: Path) -> None:
    for page in pages(small, f"name: Cedar Valley\n{CONTACT}"):
        links = {link.text: link.get("href") for link in page.find(".//main").iter("a")}

        assert links["jo+ada@example.org"] == "mailto:jo%2Bada@example.org"
        assert links["(555) 010-0199 x12"] == "tel:5550100199;ext=12"


def test_without_a_contact_both_pages_say_so_and_lead_to_the_repository(small: Path) -> None:
    for page in pages(small, "repo_url: https://code.example/ours\n"):
        words = page.find(".//main").text_content()
        links = [link.get("href") for link in page.find(".//main").iter("a")]

        assert "has not named an address or a number" in words
        assert "https://code.example/ours" in links


def test_the_report_page_has_every_row_of_the_data_and_no_day_of_its_own(small: Path) -> None:
    _, report = pages(small, "name: Cedar Valley\n")

    rows = [[cell.text_content() for cell in row] for row in report.findall(".//tbody/tr")]
    criteria = [(cells[0], cells[1]) for cells in rows if re.match(r"\d\.\d\.\d+ ", cells[0])]
    dates = set(re.findall(r"\d{4}-\d\d-\d\d", report.find(".//main").text_content()))
    assert criteria == rows_of_the_data()
    assert dates <= set(re.findall(r"\d{4}-\d\d-\d\d", (ROOT / PATH).read_text(encoding="utf-8")))
