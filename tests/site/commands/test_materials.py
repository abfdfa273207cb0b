"""Materials as Word documents, read back as Word and pandoc read them."""

import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pypandoc
import pytest
from click.testing import CliRunner, Result
from lxml import etree

from playbook_site.cli import main
from tests.builder import MOVE, SOUND, lay, swap

WORD = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
PAPERS = """materials:
  - kind: sheet
    title: What we have & need
    how: Write before you talk.
    columns: [Who, Strength]
    labels: [Staff, Families]
  - kind: agenda
    title: Twenty minutes
    items: [{minutes: 5, text: Look.}, {minutes: 15, text: Talk.}]
  - {kind: card, title: A slip, lines: [A question ___, Thank you.], copies: 2}
  - {kind: example, title: One row, columns: [Who, Strength], filled: [Ana | Maps]}
  - kind: note
    title: Una carta
    language: es
    how: Send it early.
    text: |
      Estimadas familias:

      Bienvenidas
      y gracias.
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay({**SOUND, "moves/ask.md": swap(MOVE, "status:", f"{PAPERS}status:")}, tmp_path)


@pytest.fixture
def write(root: Path) -> Callable[..., Result]:
    """Runs the command; its documents come into the folder `out`."""

    def run(move: str = "moves/ask") -> Result:
        return CliRunner().invoke(main, ["docx", move, str(root), "--output", str(root / "out")])

    return run


def part(document: Path, name: str) -> Any:
    with zipfile.ZipFile(document) as archive:
        return etree.fromstring(archive.read(name))


def markdown(document: Path) -> str:
    """What pandoc reads in a document."""
    text: str = pypandoc.convert_file(str(document), "gfm", extra_args=["--wrap=none"])
    return text


def test_each_material_is_a_document(root: Path, write: Callable[..., Result]) -> None:
    told = write()

    assert told.exit_code == 0, told.output
    names = [file.name for file in sorted((root / "out").iterdir())]
    assert names == [
        *("ask-agenda.docx", "one-row.docx", "slip.docx", "twenty-minutes.docx"),
        *("una-carta.docx", "what-we-have-need.docx"),
    ]
    assert told.output.count("Wrote ") == 6


def test_a_sheet_is_a_heading_and_a_table_with_a_row_of_headings(
    root: Path, write: Callable[..., Result]
) -> None:
    write()

    body = part(root / "out" / "what-we-have-need.docx", "word/document.xml")
    styles = body.xpath("//w:p[w:pPr/w:pStyle/@w:val='Heading1']//w:t/text()", namespaces=WORD)
    rows = body.findall(".//w:tr", WORD)
    assert "".join(styles) == "What we have & need"
    assert len(body.findall(".//w:tbl", WORD)) == 1
    assert rows[0].find(".//w:tblHeader", WORD) is not None
    cells = [["".join(c.itertext()).strip() for c in row.iterfind("w:tc", WORD)] for row in rows]
    assert cells == [["Who", "Strength"], ["Staff", ""], ["Families", ""]]


def test_cells_have_lines_around_them_and_room_inside(
    root: Path, write: Callable[..., Result]
) -> None:
    write()

    document = root / "out" / "what-we-have-need.docx"
    path = "//w:style[@w:styleId='Table']/w:tblPr/w:tblBorders/w:insideH/@w:val"
    assert part(document, "word/styles.xml").xpath(path, namespaces=WORD) == ["single"]
    empty = part(document, "word/document.xml").findall(".//w:tr", WORD)[1][-1]
    assert len(empty.findall("w:p", WORD)) == 3


def test_a_document_has_a_title_and_the_language_of_its_words(
    root: Path, write: Callable[..., Result]
) -> None:
    write()

    found = {}
    for name in ("what-we-have-need", "una-carta"):
        document = root / "out" / f"{name}.docx"
        title = part(document, "docProps/core.xml").findtext("{*}title")
        (language,) = part(document, "word/styles.xml").xpath("//w:lang/@w:val", namespaces=WORD)
        found[title] = language
    assert found == {"What we have & need": "en", "Una carta": "es"}


def test_what_a_document_says_is_read_back(root: Path, write: Callable[..., Result]) -> None:
    write()

    agenda, slip, row = (
        markdown(root / "out" / f"{name}.docx") for name in ("twenty-minutes", "slip", "one-row")
    )
    assert "| 15 | Talk. |" in " ".join(agenda.split())
    assert slip.count("A question") == 2
    assert slip.count("Thank you.") == 2
    assert "___" not in slip
    assert "| Ana | Maps |" in " ".join(row.split())


def test_a_note_holds_what_is_sent_and_nothing_else(
    root: Path, write: Callable[..., Result]
) -> None:
    write()

    text = markdown(root / "out" / "una-carta.docx")
    assert [part.strip() for part in text.split("\n\n")][:2] == [
        "# Una carta",
        "Estimadas familias:",
    ]
    assert "Bienvenidas\\\ny gracias." in text
    assert "Send it early." not in text


def test_the_same_material_gives_the_same_bytes(root: Path, write: Callable[..., Result]) -> None:
    write()
    first = (root / "out" / "slip.docx").read_bytes()

    write()

    assert (root / "out" / "slip.docx").read_bytes() == first


@pytest.mark.parametrize("move", ["ask", "moves/ask.md", "moves/ask/"])
def test_a_move_may_be_named_as_its_file(write: Callable[..., Result], move: str) -> None:
    assert write(move).exit_code == 0


def test_a_move_that_is_not_there_and_another_kind_of_entry_are_told(tmp_path: Path) -> None:
    lay(SOUND, tmp_path)
    commands = [["docx", entry, str(tmp_path)] for entry in ("aks", "cases/a-school")]

    told = [CliRunner().invoke(main, command).output for command in commands]

    assert told == [
        "Error: There is no 'aks' in moves/. Did you mean 'ask'?\n",
        "Error: cases/a-school is no move and no condition.\n",
    ]


def test_without_the_extra_its_name_is_told(
    write: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "pypandoc", None)  # as where the extra is not installed

    told = write()

    assert told.exit_code == 1
    assert told.output == (
        "Error: Word documents need two more packages: pip install 'learning-matters[docx]'.\n"
    )
