"""The agenda of a move and the guide to a condition, as python-docx reads them."""

import re
import shutil
from pathlib import Path
from typing import Any

import docx
import pytest
from click.testing import CliRunner
from docx.document import Document
from docx.oxml.ns import qn

from playbook_site.cli import main
from tests.conftest import ROOT
from tests.site.conftest import MOVE, SMALL, framed


def written(root: Path, entry: str, folder: Path, name: str) -> Document:
    told = CliRunner().invoke(main, ["docx", entry, str(root), "--output", str(folder)])
    assert told.exit_code == 0, told.output
    return docx.Document(str(folder / name))


@pytest.fixture
def agenda(tmp_path: Path) -> Document:
    name = "aides-and-the-plan"
    return written(ROOT, f"moves/{name}", tmp_path, f"{name}-agenda.docx")


@pytest.fixture
def guide(tmp_path: Path) -> Document:
    name = "motivate-everyone"
    return written(ROOT, f"conditions/{name}", tmp_path, f"{name}-guide.docx")


def headings(document: Document) -> list[tuple[str, str]]:
    """The level and the words of each heading."""
    found = [(p.style.name or "", p.text) for p in document.paragraphs if p.style is not None]
    return [(name, text) for name, text in found if name.startswith("Heading")]


def below(document: Document, heading: str) -> list[Any]:
    """The paragraphs between a heading and the next."""
    names = [
        p.text if (p.style.name or "").startswith("Heading") else "" for p in document.paragraphs
    ]  # type: ignore[union-attr]
    start = names.index(heading) + 1
    end = next((n for n in range(start, len(names)) if names[n]), len(names))
    return document.paragraphs[start:end]


def rows(document: Document, number: int) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in document.tables[number].rows]


def test_an_agenda_has_headings_of_two_levels(agenda: Document) -> None:
    assert headings(agenda) == [
        ("Heading 1", "Give aides ten minutes with the plan before the lesson"),
        ("Heading 2", "Before you start"),
        ("Heading 2", "You will need"),
        ("Heading 2", "Prepare"),
        ("Heading 2", "Run"),
        ("Heading 2", "Afterward"),
        ("Heading 2", "Critical questions"),
        ("Heading 2", "Notes"),
    ]


def test_an_agenda_has_the_minutes_the_steps_and_room_for_who(agenda: Document) -> None:
    head, *steps = rows(agenda, 0)

    assert head == ["Minutes", "What we do", "Who"]
    assert [step[0] for step in steps] == ["20", "4"]
    assert steps[0][1].startswith("Before each of the two lessons,")
    assert {step[2] for step in steps} == {""}
    assert rows(agenda, 1)[0] == ["What we will change", "Who", "When"]
    assert len(rows(agenda, 1)) == 4


def test_lists_have_the_styles_of_lists_and_are_numbered_by_word(agenda: Document) -> None:
    needs, steps = below(agenda, "You will need"), below(agenda, "Prepare")
    after = below(agenda, "Afterward")

    assert {p.style.name for p in needs} == {"List Bullet"}
    assert {p.style.name for p in (*steps, *after)} == {"List Number"}
    assert all(p._p.pPr.numPr is not None for p in (*needs, *steps))
    number = after[0]._p.pPr.numPr.numId.val
    numbering = agenda.part.numbering_part.element
    starts = numbering.xpath(f"w:num[@w:numId='{number}']//w:startOverride/@w:val")
    assert starts[0] == "6"  # it goes on where the run ends


@pytest.mark.parametrize("name", ["agenda", "guide"])
def test_every_table_has_a_row_of_headings_and_the_document_a_language(
    name: str, request: pytest.FixtureRequest
) -> None:
    document: Document = request.getfixturevalue(name)

    for table in document.tables:
        properties = table.rows[0]._tr.trPr
        assert properties is not None
        assert properties.find(qn("w:tblHeader")) is not None
    languages = document.styles.element.xpath("//w:rPrDefault//w:lang/@w:val")
    assert languages == ["en"]
    assert document.core_properties.title == headings(document)[0][1]


def test_a_guide_has_strengths_questions_and_three_light_moves(guide: Document) -> None:
    strengths, moves = rows(guide, 0), rows(guide, 1)

    assert [text for _, text in headings(guide)][1:] == [
        "What it looks like when it is strong",
        "Assets to look for",
        "Questions for your team",
        "Moves that are quick to start",
        "Notes",
    ]
    assert strengths[0] == ["Assets to look for", "Where we see it here"]
    assert len(strengths) > 3
    assert {p.style.name for p in below(guide, "Questions for your team")} == {"List Number"}
    assert len(moves) == 4
    minutes = [int(row[1]) for row in moves[1:]]
    assert minutes == sorted(minutes)
    assert all(row[2] for row in moves[1:])


def test_a_spanish_move_gives_a_spanish_agenda_and_links_are_words(tmp_path: Path) -> None:
    move = MOVE.replace("summary:", "language: es\nsummary:", 1)
    move = move.replace("1. Choose a question.", "1. Choose [a way](wait.md) and ask.")
    wait = re.sub(r"former_ids: .*\n", "", MOVE.replace("Ask first", "Wait"))
    root = tmp_path / "root"
    for path, text in {**SMALL, "moves/ask-first.md": move, "moves/wait.md": wait}.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")

    document = written(framed(root), "ask-first", tmp_path, "ask-first-agenda.docx")

    assert ("Heading 2", "Preguntas clave") in headings(document)
    assert document.styles.element.xpath("//w:rPrDefault//w:lang/@w:val") == ["es"]
    [step] = [p for p in document.paragraphs if p.text.startswith("Choose")]
    assert step.text == "Choose a way and ask."
    assert not [r for r in document.part.rels.values() if r.is_external]


def test_the_same_move_gives_the_same_bytes(tmp_path: Path) -> None:
    for folder in ("a", "b"):
        written(ROOT, "moves/four-tests", tmp_path / folder, "four-tests-agenda.docx")

    one, other = (tmp_path / f / "four-tests-agenda.docx" for f in ("a", "b"))

    assert one.read_bytes() == other.read_bytes()


@pytest.mark.parametrize("words", [("docx", "moves/ask-first"), ("acr",)])
def test_what_a_draft_lacks_stops_no_document(small: Path, words: tuple[str, ...]) -> None:
    shutil.copy(ROOT / "accessibility.yml", small)
    (small / "moves" / "walk.md").write_text("---\ntitle: Walk\n---\n", encoding="utf-8")

    told = CliRunner().invoke(main, [*words, str(small), "--output", str(small / "out")])

    assert told.exit_code == 0, told.output
    assert (small / "out").exists()
