"""Texts as people have them: each becomes a valid draft, and says in it all that it said."""

from pathlib import Path

import pypandoc
import pytest
import yaml

from benchmarks import imports
from benchmarks.imports import Row
from playbook_site.commands.word.documents import as_markdown

HERE = Path(__file__).parent
TITLES = yaml.safe_load((HERE / "titles.yml").read_text(encoding="utf-8"))
TEXTS = sorted((HERE / "texts").iterdir())
DOCUMENTS = [
    path
    for path in TEXTS
    if path.suffix == ".md"
    and not path.read_text(encoding="utf-8").startswith(("---", "+++", "<h1"))
]
"""Those that are no page of another program: they are tried as Word documents too."""


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return imports.playbook_in(tmp_path_factory.mktemp("playbook"))


def test_there_are_enough_texts() -> None:
    assert {path.name for path in TEXTS} == set(TITLES)
    assert len(TEXTS) + len(DOCUMENTS) >= 70


def assert_sound(row: Row, title: str) -> None:
    assert row.errors == []
    assert row.title == title
    assert row.empty == []
    assert row.missing == []


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_a_text_is_a_valid_draft_with_every_word(root: Path, path: Path) -> None:
    row = imports.row_of(path, root, path.read_text(encoding="utf-8"))

    assert_sound(row, TITLES[path.name])


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_a_word_document_is_a_valid_draft_with_every_word(
    root: Path, tmp_path: Path, path: Path
) -> None:
    document = tmp_path / "text.docx"
    pypandoc.convert_file(
        str(path), "docx", format="gfm-raw_html+hard_line_breaks", outputfile=str(document)
    )

    row = imports.row_of(document, root, as_markdown(document))

    assert_sound(row, TITLES[path.name])


@pytest.mark.parametrize("ending", ["\r\n", "\r"])
def test_the_ends_of_lines_change_nothing(root: Path, tmp_path: Path, ending: str) -> None:
    path = HERE / "texts" / "windows.txt"
    own = imports.row_of(path, root, "")
    other = tmp_path / "windows.txt"
    other.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", ending.encode()))

    assert imports.row_of(other, root, "").draft == own.draft
