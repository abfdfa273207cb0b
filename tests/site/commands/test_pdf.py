"""PDF documents, as PDFium reads them."""

import ctypes
import json
import shutil
import subprocess
import sys
import zlib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from click.testing import CliRunner, Result
from pypdfium2 import raw

from playbook_site.building.build import build
from playbook_site.cli import main
from playbook_site.commands import pdf
from tests.conftest import script
from tests.site.conftest import SMALL, framed


@pytest.fixture(scope="module", autouse=True)
def pango() -> None:
    """What `scripts/pango.py` finds. Without Pango these tests fail; they never skip."""
    script("pango").ensure()


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of a small playbook, one of whose titles is in another alphabet's corner."""
    root = tmp_path_factory.mktemp("pdf")
    for path, text in SMALL.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text.replace("Wait.", "Wait in Łódź, and in Đà Nẵng."), "utf-8")
    build(framed(root), root / "site")
    return root / "site"


def write(site: Path, entry: str, file: Path) -> Result:
    return CliRunner().invoke(main, ["pdf", entry, str(site), "-o", str(file)])


@pytest.fixture(scope="module")
def move(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("move") / "a.pdf"
    told = write(site, "moves/ask-first", file)
    assert told.exit_code == 0, told.output
    return file


def wide(ask: Any, element: Any) -> str:
    """A text that PDFium writes in UTF-16."""
    buffer = (ctypes.c_ushort * 200)()
    length = ask(element, buffer, 400)
    return bytes(buffer)[:length].decode("utf-16-le").strip("\0")


def elements(document: pypdfium2.PdfDocument) -> Iterator[str]:
    """The kinds of all elements of structure, in the order in which they are read."""

    def walk(element: Any) -> Iterator[str]:
        yield wide(raw.FPDF_StructElement_GetType, element)
        for number in range(raw.FPDF_StructElement_CountChildren(element)):
            if child := raw.FPDF_StructElement_GetChildAtIndex(element, number):
                yield from walk(child)

    for page in document:
        tree = raw.FPDF_StructTree_GetForPage(page)
        for number in range(raw.FPDF_StructTree_CountChildren(tree)):
            yield from walk(raw.FPDF_StructTree_GetChildAtIndex(tree, number))


def fonts(document: pypdfium2.PdfDocument) -> Iterator[tuple[str, bool]]:
    """The font of each text, and whether the file has it."""
    for page in document:
        for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
            font = raw.FPDFTextObj_GetFont(item)
            buffer = ctypes.create_string_buffer(100)
            raw.FPDFFont_GetBaseFontName(font, buffer, 100)
            yield buffer.value.decode().partition("+")[2], bool(raw.FPDFFont_GetIsEmbedded(font))


def streams(file: Path) -> Iterator[bytes]:
    """Every stream of a file, unpacked where it is packed."""
    for part in file.read_bytes().split(b"stream\n")[1:]:
        content = part.partition(b"\nendstream")[0]
        try:
            yield zlib.decompress(content)
        except zlib.error:
            yield content


def test_a_document_says_its_language_its_title_and_that_it_is_for_everybody(move: Path) -> None:
    document = pypdfium2.PdfDocument(move)

    assert wide(raw.FPDFCatalog_GetLanguage, document) == "en"
    assert document.get_metadata_dict()["Title"] == "Ask first"
    [metadata] = [stream for stream in streams(move) if b"<x:xmpmeta" in stream]
    assert b'pdfuaid:part="1"' in metadata


def test_a_document_is_tagged_with_headings_lists_tables_and_their_headings(move: Path) -> None:
    document = pypdfium2.PdfDocument(move)

    kinds = Counter(elements(document))

    assert raw.FPDFCatalog_IsTagged(document)
    assert kinds["H1"] == 1
    assert kinds["H2"] >= 6
    assert kinds["H3"] == 0
    assert kinds["Table"] == 1
    assert kinds["TH"] == kinds["TR"] == kinds["TD"] > 5
    assert kinds["L"] >= 4
    assert kinds["LI"] >= 8


def test_every_font_is_the_sites_own_and_in_the_file(move: Path) -> None:
    used = set(fonts(pypdfium2.PdfDocument(move)))

    assert {name.replace("-", " ").split()[0] for name, _ in used} == {"Gelasio"}
    assert all(embedded for _, embedded in used)


def test_what_an_entry_says_can_be_read_and_copied(move: Path) -> None:
    text = " ".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(move))

    plain = " ".join(text.split())
    assert "Ask before you tell." in plain
    assert "Wait in Łódź, and in Đà Nẵng." in plain
    assert "A <work> & more" in plain


def test_the_same_site_gives_the_same_bytes(site: Path, move: Path, tmp_path: Path) -> None:
    write(site, "ask-first", tmp_path / "b.pdf")

    assert (tmp_path / "b.pdf").read_bytes() == move.read_bytes()


@pytest.mark.parametrize("entry", ["conditions/learn-every-day", "roles/principal.md", "book"])
def test_every_entry_and_the_whole_book_can_be_had(site: Path, tmp_path: Path, entry: str) -> None:
    told = write(site, entry, tmp_path / "a.pdf")

    assert told.exit_code == 0, told.output
    document = pypdfium2.PdfDocument(tmp_path / "a.pdf")
    assert Counter(elements(document))["H1"] == 1
    assert raw.FPDFCatalog_IsTagged(document)


def test_links_lead_to_the_site_where_its_address_is_known(site: Path, tmp_path: Path) -> None:
    data = json.loads((site / "playbook.json").read_text(encoding="utf-8"))
    data["site"]["address"] = "https://example.org/ours/"
    (tmp_path / "playbook.json").write_text(json.dumps(data), encoding="utf-8")

    write(tmp_path, "moves/ask-first", tmp_path / "a.pdf")

    assert b"https://example.org/ours/roles/principal/" in b"".join(
        [(tmp_path / "a.pdf").read_bytes(), *streams(tmp_path / "a.pdf")]
    )


def test_a_document_that_asks_for_anything_else_is_not_made(site: Path, tmp_path: Path) -> None:
    text = (site / "playbook.json").read_text(encoding="utf-8")
    loud = text.replace("<p>Why it counts.</p>", "<p><img src='file:///etc/hostname'></p>")
    assert loud != text
    (tmp_path / "playbook.json").write_text(loud, encoding="utf-8")

    told = write(tmp_path, "conditions/learn-every-day", tmp_path / "a.pdf")

    assert told.exit_code == 1
    assert told.output.startswith("Error: A document may load nothing but fonts: file:///etc")
    assert not (tmp_path / "a.pdf").exists()


def test_an_entry_that_is_not_there_is_told(site: Path, tmp_path: Path) -> None:
    told = write(site, "moves/ask-frist", tmp_path / "a.pdf")

    assert told.exit_code == 1
    assert told.output == (
        "Error: There is no 'moves/ask-frist' in this site. Did you mean 'moves/ask-first'?\n"
    )


def test_without_the_extra_its_name_is_told(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delitem(sys.modules, "playbook_site.commands.pdf.document", raising=False)
    monkeypatch.delattr(pdf, "document", raising=False)
    monkeypatch.setitem(sys.modules, "weasyprint", None)  # as where the extra is not installed

    told = write(site, "moves/ask-first", tmp_path / "a.pdf")

    assert told.exit_code == 1
    assert told.output == (
        "Error: PDF documents need one more package: pip install 'learning-matters[pdf]'.\n"
    )


NO_LIBRARY = """import sys, cffi
cffi.FFI.dlopen = lambda *_: (_ for _ in ()).throw(OSError("cannot load library"))
from playbook_site.cli import main
main(sys.argv[1:])
"""


def test_without_pango_one_sentence_names_what_to_install(site: Path, tmp_path: Path) -> None:
    command = [sys.executable, "-c", NO_LIBRARY, "pdf", "ask-first", str(site), "-o", "a.pdf"]

    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)

    assert run.returncode == 1
    assert run.stdout == ""
    [line] = run.stderr.splitlines()
    assert line.startswith("Error: PDF documents need the library Pango")
    assert "libpango-1.0-0" in line
    assert not shutil.which("a.pdf", path=str(tmp_path))
