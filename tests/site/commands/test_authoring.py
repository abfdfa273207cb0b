"""The commands that start entries, keep surfaces in step, and report."""

import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Callable
from email.message import EmailMessage
from pathlib import Path

import pypandoc
import pytest
from click.testing import CliRunner, Result

from playbook_site.cli import main
from tests.conftest import ROOT
from tests.nodejs import NODE, packages

BASE = ROOT / "tests" / "golden" / "base"
IDEA = """Walk the halls with a student

A student sees what we walk past.

1. Ask a student to be your guide.
2. Walk for twenty minutes.
3. Write down three things together.

What did you both walk past?
"""


FULL = "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (64, 64)); "
"""No file may have more than 64 bytes here: a write meets that as it does a full disk."""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    shutil.copytree(BASE, tmp_path / "book")
    return tmp_path / "book"


@pytest.fixture
def run(root: Path) -> Callable[..., Result]:
    return lambda *words, **more: CliRunner().invoke(main, [*words], **more)


def test_a_pasted_idea_becomes_a_valid_draft_in_one_command(
    root: Path, run: Callable[..., Result], tmp_path: Path
) -> None:
    (tmp_path / "pasted.txt").write_text(IDEA, encoding="utf-8")

    told = run("new", "move", "--from", str(tmp_path / "pasted.txt"), "--root", str(root))

    assert told.exit_code == 0
    assert told.stdout.startswith("Wrote moves/walk-the-halls-with-a-student.md.\n")
    assert "things are still to write" in told.stderr
    assert run("check", str(root)).exit_code == 0


LETTER = """From: Ana Ruiz <ana@example.org>
Subject: Walk the halls

Hi all,

We walk the halls each week. <script>alert(1)</script>

Roles
Janitor

What to bring
- A key | a pen
- @everybody

Best,
Ana
"""


def test_its_author_is_told_what_went_where(
    root: Path, run: Callable[..., Result], tmp_path: Path
) -> None:
    (tmp_path / "letter.txt").write_text(LETTER, encoding="utf-8")
    report = tmp_path / "report.md"

    told = run(
        *("new", "move", "--from", str(tmp_path / "letter.txt"), "--report", str(report)),
        *("--root", str(root)),
    )

    assert told.stdout.startswith(
        "Wrote moves/walk-the-halls.md.\n"
        "What went where:\n"
        "  The subject of the letter          ->  title\n"
        "  The name at the end of the letter  ->  authors\n"
        "  The text                           ->  Why it matters\n"
        "  The first sentence                 ->  summary\n"
        "  Roles                              ->  To place\n"
        "  What to bring                      ->  To place\n"
        "Left out, and kept in a note at the top of the file:\n"
        "  From: Ana Ruiz <ana@example.org>\n"
        "  Hi all,\n"
        "  Best,\n"
        "  Ana\n"
    )
    draft = (root / "moves/walk-the-halls.md").read_text(encoding="utf-8")
    assert "#   From: Ana Ruiz (an address)\n#   Hi all,\n#   Best,\n#   Ana\n" in draft
    assert "## To place\n\n**Roles**\n\nJanitor\n\n**What to bring**\n\n- A key" in draft
    assert "2 passages wait under 'To place'." in told.stdout
    assert "| What to bring | To place |" in report.read_text(encoding="utf-8")
    assert "    > From: Ana Ruiz" in report.read_text(encoding="utf-8")
    assert "\n### Still to write\n\n- 'purpose': there is nothing here" in report.read_text(
        encoding="utf-8"
    )


def test_a_draft_that_lacks_one_thing_says_so(
    root: Path, run: Callable[..., Result], tmp_path: Path
) -> None:
    whole = (root / "moves/ask.md").read_text(encoding="utf-8")
    text = whole.replace("title: Ask first", "title: Ask twice")
    (tmp_path / "whole.md").write_text(
        re.sub(r"^rhythm: .*\n", "", text, flags=re.MULTILINE), encoding="utf-8"
    )

    told = run("new", "move", "--from", str(tmp_path / "whole.md"), "--root", str(root))

    assert text != whole
    assert told.stderr.startswith("The draft is valid; 1 thing is still to write.\n"), told.output


@pytest.mark.parametrize("mark", ["district/district.yml", "playbook.toml"])
def test_a_new_entry_goes_into_the_layer_where_there_is_one(
    root: Path, run: Callable[..., Result], tmp_path: Path, mark: str
) -> None:
    home = root if mark.startswith("district") else tmp_path / "mine"
    (home / mark).parent.mkdir(parents=True)
    text = "name: Cedar\n" if home == root else f'[original]\npath = "{root.as_posix()}"\n'
    (home / mark).write_text(text, encoding="utf-8")

    told = run("new", "move", "Walk to school", "--root", str(home))

    assert told.stdout.startswith("Wrote district/moves/walk-to-school.md.\n"), told.output


@pytest.mark.parametrize("words", [("--original",), ("--layer", "")])
def test_who_maintains_the_original_can_write_into_it(
    root: Path, run: Callable[..., Result], words: tuple[str, ...]
) -> None:
    (root / "district").mkdir()
    (root / "district" / "district.yml").write_text("name: Cedar\n", encoding="utf-8")

    told = run("new", "move", "Walk to school", "--root", str(root), *words)

    assert told.stdout.startswith("Wrote moves/walk-to-school.md.\n"), told.output


def test_a_readme_alone_makes_no_layer(root: Path, run: Callable[..., Result]) -> None:
    (root / "district").mkdir()
    (root / "district" / "README.md").write_text("# Yours\n", encoding="utf-8")

    told = run("new", "move", "Walk to school", "--root", str(root))

    assert told.stdout.startswith("Wrote moves/walk-to-school.md.\n"), told.output


def test_a_small_repository_has_no_original_to_write_into(
    root: Path, run: Callable[..., Result], tmp_path: Path
) -> None:
    (tmp_path / "playbook.toml").write_text('[original]\npath = "book"\n', encoding="utf-8")

    told = run("new", "move", "Walk to school", "--root", str(tmp_path), "--original")

    assert told.exit_code == 1
    assert "The original is not in this folder." in told.output


def test_a_new_entry_never_becomes_an_adaptation_by_its_name(
    root: Path, run: Callable[..., Result]
) -> None:
    (root / "district").mkdir()
    (root / "district" / "district.yml").write_text("name: Cedar\n", encoding="utf-8")

    told = run("new", "move", "Ask", "--root", str(root))

    assert told.exit_code == 1
    assert "moves/ask.md exists already. To change it: playbook adapt moves/ask" in told.output
    assert not (root / "district" / "moves").exists()


def test_a_draft_may_be_piped_in(root: Path, run: Callable[..., Result]) -> None:
    told = run("new", "move", "--from", "-", "--root", str(root), input=IDEA.encode())

    assert told.exit_code == 0
    assert (root / "moves" / "walk-the-halls-with-a-student.md").exists()


def test_a_word_document_becomes_a_draft(
    root: Path, run: Callable[..., Result], tmp_path: Path
) -> None:
    document = tmp_path / "idea.docx"
    pypandoc.convert_text(IDEA, "docx", format="markdown", outputfile=str(document))

    told = run("new", "move", "--from", str(document), "--root", str(root))

    assert told.exit_code == 0, told.output
    text = (root / "moves" / "walk-the-halls-with-a-student.md").read_text(encoding="utf-8")
    assert "1. Ask a student to be your guide.\n2. Walk for twenty minutes." in text
    assert "- What did you both walk past?" in text


TABLES = """<h2>Steps</h2>
<table><caption>Who does what</caption>
<tr><th>Step</th><th>Who</th><th>When</th></tr>
<tr><td rowspan="2">Ask WIDE</td><td><p>Ana</p><ul><li>and Bo</li></ul></td><td>1 | 2</td></tr>
<tr><td colspan="2">All of<br>them</td></tr>
</table>
<h2>Watch for</h2>
<ul><li>Time<table><tr><td>Long</td></tr></table></li></ul>
"""


def test_the_tables_of_a_word_document_survive(
    root: Path, run: Callable[..., Result], tmp_path: Path
) -> None:
    document = tmp_path / "idea.docx"
    words = TABLES.replace("WIDE", "wide " * 60)
    pypandoc.convert_text(words, "docx", format="html", outputfile=str(document))

    told = run("new", "move", "Walk", "--from", str(document), "--root", str(root))

    assert told.exit_code == 0, told.output
    text = (root / "moves" / "walk.md").read_text(encoding="utf-8")
    assert "1. Who does what\n\n| Step | Who | When |\n|----|----|----|\n| Ask wide wide" in text
    assert "wide | Ana and Bo | 1 \\| 2 |\n|  | All of them |  |\n" in text
    assert "| Long |\n|------|\n" in text
    assert "[TABLE]" not in text


def test_a_table_in_a_table_keeps_its_words(
    root: Path, run: Callable[..., Result], tmp_path: Path
) -> None:
    document = tmp_path / "idea.docx"
    inner = "<table><tr><th>One</th></tr><tr><td>two</td></tr></table>"
    words = f"<table><tr><th>Head</th></tr><tr><td><p>Who</p>{inner}</td></tr></table>"
    pypandoc.convert_text(words, "docx", format="html", outputfile=str(document))

    told = run("new", "move", "Walk", "--from", str(document), "--root", str(root))

    assert told.exit_code == 0, told.output
    assert "| Who One two |" in (root / "moves" / "walk.md").read_text(encoding="utf-8")


def test_what_only_calls_itself_a_word_document_is_told(
    root: Path, run: Callable[..., Result], tmp_path: Path
) -> None:
    (tmp_path / "idea.docx").write_text("no", encoding="utf-8")

    told = run("new", "move", "--from", str(tmp_path / "idea.docx"), "--root", str(root))

    assert told.exit_code == 1
    assert "idea.docx cannot be read." in told.stderr
    assert not list((root / "moves").glob("*idea*"))


PAGE = """<!DOCTYPE html><html><head><title>Rounds | Lakeside</title></head><body>
<nav><a href="/">Home</a></nav><h1>Rounds</h1><p>People visit a café.</p>
<h2>Steps</h2><ol><li>Sit.</li><li>Go.</li></ol><footer>All rights reserved.</footer></body></html>
"""
MAIL = """From: Jo Lee <jo@d.example>
Subject: =?UTF-8?Q?Rounds_caf=C3=A9?=
MIME-Version: 1.0
Content-Type: text/plain; charset=utf-8
Content-Transfer-Encoding: quoted-printable

Hi all,

People visit a caf=C3=A9.

1. Sit.
2. Go.
"""
PAGE_MAIL = """Content-Type: text/html; charset=utf-8

<p>People visit a café.</p><ol><li>Sit.</li><li>Go.</li></ol>
"""
DOCUMENTS = {
    "rounds.html": (PAGE, "Rounds"),
    "rounds.rtf": (
        "{\\rtf1\\ansi {\\b Rounds}\\par People visit rooms.\\par 1. Sit.\\par 2. Go.\\par}",
        "Rounds",
    ),
    "rounds.org": (
        "#+TITLE: Rounds\n\nPeople visit rooms.\n\n* Steps\n\n1. Sit.\n2. Go.\n",
        "Rounds",
    ),
    "mail.eml": (MAIL, "Rounds café"),
    "page.eml": (MAIL.partition("Content-")[0] + PAGE_MAIL, "Rounds café"),
}


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_document_of_another_program_is_read(
    root: Path, run: Callable[..., Result], tmp_path: Path, name: str
) -> None:
    text, title = DOCUMENTS[name]
    (tmp_path / name).write_text(text, encoding="utf-8")

    told = run("new", "move", "--from", str(tmp_path / name), "--root", str(root))

    assert told.exit_code == 0, told.output
    (path,) = (root / "moves").glob("rounds*.md")
    draft = path.read_text(encoding="utf-8")
    assert f"title: {title}\n" in draft
    assert "\n## Steps\n\n1. Sit.\n2. Go.\n" in draft
    assert "People visit" in draft.partition("## Why it matters")[2]
    assert ("visit a café" in draft) is (name[-4:] in ("html", ".eml"))
    assert ("rights reserved" in draft) is (name == "rounds.html")
    assert "rights reserved" not in draft.partition("\n---\n")[2]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-8-sig"])
def test_a_text_of_windows_is_read(
    root: Path, run: Callable[..., Result], tmp_path: Path, encoding: str
) -> None:
    file = tmp_path / "idea.txt"
    file.write_bytes("Café walk\r\n\r\nWe walk – and “talk”.\r\n".encode(encoding))

    told = run("new", "move", "--from", str(file), "--root", str(root))

    assert told.exit_code == 0, told.output
    draft = (root / "moves" / "cafe-walk.md").read_text(encoding="utf-8")
    assert "title: Café walk\n" in draft
    assert "We walk – and “talk”." in draft


LATIN = 'charset="iso-8859-1"'


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ("", "cp1252"),
        ("", "utf-8"),
        ("", "utf-16"),
        ("", "utf-16-le"),
        ("", "utf-8-sig"),
        (f"<meta {LATIN}>", "cp1252"),
        (f"<meta {LATIN}>", "utf-8-sig"),
        (f"<meta {LATIN}>", "utf-16"),
        ('<meta charset="utf-16">', "utf-8"),
        ("<meta charset=utf-8>", "cp1252"),
        ('<meta http-equiv="Content-Type" content="text/html; charset=windows-1252">', "cp1252"),
        ("<!-- charset -->", "cp1252"),
    ],
)
def test_a_page_is_read_in_the_encoding_that_it_has(
    root: Path, run: Callable[..., Result], tmp_path: Path, head: str, encoding: str
) -> None:
    page = f"<html><head>{head}</head><h1>Café walk</h1><p>We walk – and “talk”.</p></html>"
    (tmp_path / "page.html").write_bytes(page.encode(encoding))

    told = run("new", "move", "--from", str(tmp_path / "page.html"), "--root", str(root))

    assert told.exit_code == 0, told.output
    draft = (root / "moves" / "cafe-walk.md").read_text(encoding="utf-8")
    assert "title: Café walk\n" in draft
    assert "We walk – and “talk”." in draft


def test_a_page_names_its_encoding_in_its_first_line_too(
    root: Path, run: Callable[..., Result], tmp_path: Path
) -> None:
    page = '<?xml version="1.0" encoding="koi8-r"?><html><h1>Walk</h1><p>Идём вместе.</p></html>'
    (tmp_path / "page.html").write_bytes(page.encode("koi8-r"))

    told = run("new", "move", "--from", str(tmp_path / "page.html"), "--root", str(root))

    assert told.exit_code == 0, told.output
    assert "Идём вместе." in (root / "moves" / "walk.md").read_text(encoding="utf-8")


def test_a_page_in_no_known_encoding_is_told(
    root: Path, run: Callable[..., Result], tmp_path: Path
) -> None:
    (tmp_path / "page.html").write_bytes("<h1>Walk</h1><p>一緒に歩く</p>".encode("shift-jis"))

    told = run("new", "move", "--from", str(tmp_path / "page.html"), "--root", str(root))

    assert told.exit_code == 1
    assert "page.html cannot be read." in told.stderr


@pytest.mark.parametrize("name", ["walk.org", "walk.rst"])
def test_a_document_in_lines_is_read_in_the_encoding_that_it_has(
    root: Path, run: Callable[..., Result], tmp_path: Path, name: str
) -> None:
    (tmp_path / name).write_bytes("We walk – and “talk” in a café.\n".encode("cp1252"))

    told = run("new", "move", "Walk", "--from", str(tmp_path / name), "--root", str(root))

    assert told.exit_code == 0, told.output
    draft = (root / "moves" / "walk.md").read_text(encoding="utf-8")
    assert "We walk – and “talk” in a café." in draft


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("text/plain", "Café “talk”".encode()),
        ("text/plain", "Café “talk”".encode("cp1252")),
        ("text/plain; charset=x-mine", "Café “talk”".encode()),
        ("text/html; charset=utf-8", f"<meta {LATIN}><p>Café “talk”".encode()),
        ("text/html", f"<meta {LATIN}><p>Café “talk”".encode("cp1252")),
    ],
)
def test_a_mail_is_read_in_the_encoding_that_it_has(
    root: Path, run: Callable[..., Result], tmp_path: Path, kind: str, body: bytes
) -> None:
    mail = f"Subject: Walks\nMIME-Version: 1.0\nContent-Type: {kind}\n\n".encode() + body
    (tmp_path / "mail.eml").write_bytes(mail)

    told = run("new", "move", "--from", str(tmp_path / "mail.eml"), "--root", str(root))

    assert told.exit_code == 0, told.output
    assert "Café “talk”" in (root / "moves" / "walks.md").read_text(encoding="utf-8")


def test_signs_that_nobody_sees_stop_no_text(
    root: Path, run: Callable[..., Result], tmp_path: Path
) -> None:
    file = tmp_path / "idea.txt"
    text = "A walk\n\nWe\u200b walk.\x0cThen\u200e we\ufeff talk\u2028on\x0band on.\n"
    file.write_text(text, encoding="utf-8")

    told = run("new", "move", "--from", str(file), "--root", str(root))

    assert told.exit_code == 0, told.output
    draft = (root / "moves" / "a-walk.md").read_text(encoding="utf-8")
    assert "We walk.\n\nThen we talk\non\nand on.\n" in draft
    assert "#   Page breaks: a new paragraph begins at each\n" in draft
    assert "#   Line breaks of another program: a new line begins at each\n" in draft


def test_what_is_attached_and_what_is_played_is_told(
    root: Path, run: Callable[..., Result], tmp_path: Path
) -> None:
    mail = EmailMessage()
    mail["Subject"] = "Walks"
    mail.set_content("We walk each week.\n\nRegards,\nAnn Lee\n")
    mail.add_attachment(b"%PDF", maintype="application", subtype="pdf", filename="form.pdf")
    mail.add_attachment("Be kind.", filename="tips.txt")
    (tmp_path / "mail.eml").write_bytes(bytes(mail))
    page = (
        '<h1>Halls</h1><p>We look.</p><iframe src="https://v.example/x"></iframe>'
        '<video><source src="walk.mp4">No video?</video>'
    )
    (tmp_path / "page.html").write_text(page, encoding="utf-8")

    for name in ("mail.eml", "page.html"):
        run("new", "move", "--from", str(tmp_path / name), "--root", str(root))

    walks, halls = (
        (root / "moves" / f"{name}.md").read_text("utf-8") for name in ("walks", "halls")
    )
    assert "#   Attachments: form.pdf, tips.txt\n" in walks
    assert "\nauthors:\n  - Ann Lee\n" in walks
    assert "#   A part of another page: https://v.example/x\n" in halls
    assert "#   A video: walk.mp4 No video?\n" in halls


def part_of(kind: str, text: str) -> EmailMessage:
    part = EmailMessage()
    part.set_content(text, subtype=kind)
    return part


def mixed(kind: str, *texts: str) -> EmailMessage:
    """A part of a letter with a picture between its texts, as Apple's program writes it."""
    picture = EmailMessage()
    picture.set_content(
        b"PNG", maintype="image", subtype="png", disposition="inline", filename="p.png"
    )
    whole = EmailMessage()
    whole.make_mixed()
    for n, text in enumerate(texts):
        if n:
            whole.attach(picture)
        whole.attach(part_of(kind, text))
    return whole


def alternative(*parts: EmailMessage) -> EmailMessage:
    whole = EmailMessage()
    whole.make_alternative()
    for part in parts:
        whole.attach(part)
    return whole


def listed() -> EmailMessage:
    """A letter below which a mailing list has put a line."""
    whole = EmailMessage()
    whole.make_mixed()
    whole.attach(part_of("html", "<p>We walk first.</p><p>We talk then.</p>"))
    whole.attach(part_of("plain", "The list of Lakeside"))
    return whole


@pytest.mark.parametrize(
    ("mail", "last"),
    [
        (mixed("plain", "We walk first.", "We talk then."), "p.png"),
        (mixed("html", "<p>We walk first.</p>", "<p>We talk then.</p>"), "p.png"),
        (
            alternative(part_of("plain", "\n"), mixed("html", "We walk first.", "We talk then.")),
            "p.png",
        ),
        (listed(), "The list of Lakeside"),
    ],
    ids=["plain", "html", "alternative", "list"],
)
def test_every_text_of_a_mail_is_taken_over(
    root: Path, run: Callable[..., Result], tmp_path: Path, mail: EmailMessage, last: str
) -> None:
    mail["Subject"] = "Walks"
    (tmp_path / "mail.eml").write_bytes(bytes(mail))

    told = run("new", "move", "--from", str(tmp_path / "mail.eml"), "--root", str(root))

    assert told.exit_code == 0, told.output
    draft = (root / "moves" / "walks.md").read_text(encoding="utf-8")
    body = draft.partition("\n---\n")[2]
    assert body.count("We walk first.") == 1
    assert body.count("We talk then.") == 1
    assert last in draft
    assert "text/" not in draft


def test_a_mail_without_words_is_told(
    root: Path, run: Callable[..., Result], tmp_path: Path
) -> None:
    mail = tmp_path / "mail.eml"
    mail.write_text("Subject: A file\nContent-Type: application/pdf\n\nx\n", encoding="utf-8")

    told = run("new", "move", "--from", str(mail), "--root", str(root))

    assert told.exit_code == 1
    assert "mail.eml has no text that can be read." in told.stderr


def test_remarks_and_the_foot_of_a_page_are_listed(
    root: Path, run: Callable[..., Result], tmp_path: Path
) -> None:
    document = tmp_path / "rounds.docx"
    text = (
        '<p>People visit <span class="comment-start" id="0" author="Pat">Is it true?</span>rooms'
        '<span class="comment-end" id="0"></span>.</p>'
    )
    pypandoc.convert_text(text, "docx", format="html+native_spans", outputfile=str(document))
    footer = (
        b'<w:ftr xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        b"<w:p><w:r><w:t>Page of Lakeside</w:t></w:r></w:p></w:ftr>"
    )
    with zipfile.ZipFile(document, "a") as archive:
        archive.writestr("word/footer1.xml", footer)

    told = run("new", "move", "Rounds", "--from", str(document), "--root", str(root))

    assert told.exit_code == 0, told.output
    draft = (root / "moves" / "rounds.md").read_text(encoding="utf-8")
    note = draft.partition("# Not taken over")[2].partition("\n---\n")[0]
    assert "Pat: Is it true?" in note
    assert "Page of Lakeside" in note
    assert "People visit rooms." in draft


@pytest.mark.parametrize(
    ("name", "text", "told_words"),
    [
        ("rounds.html", "<h1>Rounds</h1><p>Bring <s>tape</s> glue.</p>", "Struck out: tape"),
        ("rounds.org", "* Rounds :staff:\n\nBring glue.\n", "Tag: staff"),
    ],
)
def test_struck_words_and_tags_are_left_out_and_listed(
    root: Path, run: Callable[..., Result], tmp_path: Path, name: str, text: str, told_words: str
) -> None:
    document = tmp_path / name
    document.write_text(text, encoding="utf-8")

    told = run("new", "move", "Rounds", "--from", str(document), "--root", str(root))

    assert told.exit_code == 0, told.output
    draft = (root / "moves" / "rounds.md").read_text(encoding="utf-8")
    note, _, body = draft.partition("# Not taken over")[2].partition("\n---\n")
    assert told_words in note
    assert "Bring glue." in " ".join(body.split())


def run_of(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


INSIDE = f"<w:txbxContent><w:p>{run_of('Words in a box.')}</w:p></w:txbxContent>"
SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
DRAWN = (
    '<w:drawing><wp:anchor xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
    'wordprocessingDrawing"><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/'
    f'main"><a:graphicData uri="{SHAPE}"><s:wsp xmlns:s="{SHAPE}"><s:txbx>{INSIDE}</s:txbx></s:wsp>'
    "</a:graphicData></a:graphic></wp:anchor></w:drawing>"
)
OLD = (
    '<w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml"><v:textbox>'
    f"{INSIDE}</v:textbox></v:shape></w:pict>"
)
BOTH = (
    '<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
    f'<mc:Choice Requires="wps">{DRAWN}</mc:Choice><mc:Fallback>{OLD}</mc:Fallback>'
    "</mc:AlternateContent>"
)
RUBY = (
    f"<w:r><w:ruby><w:rt>{run_of('kan')}</w:rt>"
    f"<w:rubyBase>{run_of('漢')}</w:rubyBase></w:ruby></w:r>"
)


@pytest.mark.parametrize(
    ("inside", "told_words"),
    [
        (f"{run_of('We meet')}<w:r>{BOTH}</w:r>{run_of(' at ten.')}", "We meet at ten."),
        (f"{run_of('We meet')}<w:r>{BOTH}</w:r>{run_of(' at ten.')}", "Words in a box."),
        (f"{run_of('We meet.')}<w:r>{DRAWN}</w:r>", "Words in a box."),
        (
            f"{run_of('We meet on ')}<w:fldSimple w:instr='DATE'>{run_of('3 May')}</w:fldSimple>",
            "We meet on 3 May",
        ),
        (f"{run_of('We read ')}{RUBY}{run_of(' aloud.')}", "We read kan漢 aloud."),
    ],
    ids=["around-a-box", "in-a-box", "in-a-new-box", "date", "ruby"],
)
def test_words_that_pandoc_drops_are_told(
    root: Path, run: Callable[..., Result], tmp_path: Path, inside: str, told_words: str
) -> None:
    element = f"<w:p>{inside}</w:p><w:p>{run_of('Go on.')}</w:p>".encode()
    document = grown(tmp_path / "idea.docx", 1, element=element)

    told = run("new", "move", "Walk", "--from", str(document), "--root", str(root))

    assert told.exit_code == 0, told.output
    draft = (root / "moves" / "walk.md").read_text(encoding="utf-8")
    assert told_words in draft
    assert draft.count("placed: ") == 1


def test_words_that_are_written_in_parts_are_not_told_as_lost(
    root: Path, run: Callable[..., Result], tmp_path: Path
) -> None:
    text = "We w**al**k aloud.[^1] [And](https://d.example) ~~talk~~ on.\n\n[^1]: In *tw*os.\n"
    document = tmp_path / "idea.docx"
    pypandoc.convert_text(text, "docx", format="markdown", outputfile=str(document))

    told = run("new", "move", "Walk", "--from", str(document), "--root", str(root))

    assert told.exit_code == 0, told.output
    assert "placed: " not in (root / "moves" / "walk.md").read_text(encoding="utf-8")


PARAGRAPH = b"<w:p><w:r><w:t>a</w:t></w:r></w:p>"


def grown(
    document: Path, count: int, part: str = "word/document.xml", element: bytes = PARAGRAPH
) -> Path:
    """A small Word document in which one part has many elements more."""
    pypandoc.convert_text("Hello", "docx", format="markdown", outputfile=str(document))
    with zipfile.ZipFile(document) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    more = element * count
    parts[part] = parts.get(part, b"<w:body>").replace(b"<w:body>", b"<w:body>" + more)
    with zipfile.ZipFile(document, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return document


@pytest.mark.parametrize(
    ("paragraphs", "part", "sentence"),
    [
        (2_000_000, "word/document.xml", "idea.docx unpacks to 64 MB, and 4 MB is the most."),
        (8_000_000, "word/media/a.png", "idea.docx unpacks to 259 MB, and 256 MB is the most."),
        (40_000, "word/document.xml", "idea.docx has more than 64 KB of words."),
    ],
)
def test_a_word_document_that_unpacks_to_far_more_is_refused_in_little_memory(
    root: Path,
    run: Callable[..., Result],
    tmp_path: Path,
    paragraphs: int,
    part: str,
    sentence: str,
) -> None:
    document = grown(tmp_path / "idea.docx", paragraphs, part)

    told = run("new", "move", "Walk", "--from", str(document), "--root", str(root))

    assert told.exit_code == 1
    assert sentence in told.stderr
    assert not (root / "moves" / "walk.md").exists()


@pytest.mark.skipif(os.name == "nt", reason="only POSIX tells what a child has used")
def test_pandoc_gets_no_more_memory_than_it_may_have(
    root: Path, run: Callable[..., Result], tmp_path: Path
) -> None:
    document = grown(tmp_path / "idea.docx", 640_000, element=b"<w:p/>")
    script = (
        "import resource, sys; from playbook_site.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "finally: print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10)"
    )
    words = ["new", "move", "Walk", "--from", str(document), "--root", str(root)]

    result = subprocess.run(
        [sys.executable, "-c", script, *words], capture_output=True, text=True, check=False
    )

    assert int(result.stdout.split()[-1]) < 580


@pytest.mark.parametrize("words", [("new", "move"), ("new", "move", "!?")])
def test_a_title_is_needed(root: Path, run: Callable[..., Result], words: tuple[str, ...]) -> None:
    told = run(*words, "--root", str(root))

    assert told.exit_code == 1
    assert "title" in told.stderr


@pytest.mark.parametrize("name", ["idea.txt", "idea.md", "idea.html", "idea.org", "idea.docx"])
@pytest.mark.parametrize("title", [(), ("Walk",)], ids=["no-title", "title"])
def test_an_empty_file_is_told(
    root: Path, run: Callable[..., Result], tmp_path: Path, name: str, title: tuple[str, ...]
) -> None:
    (tmp_path / name).write_text("" if name.endswith("docx") else " \ufeff\n", encoding="utf-8")

    told = run("new", "move", *title, "--from", str(tmp_path / name), "--root", str(root))

    assert told.exit_code == 1
    assert f"{name} is empty." in told.stderr
    assert not (root / "moves" / "walk.md").exists()


def test_a_document_without_words_and_an_empty_input_are_told(
    root: Path, run: Callable[..., Result], tmp_path: Path
) -> None:
    document = tmp_path / "idea.docx"
    pypandoc.convert_text("", "docx", format="markdown", outputfile=str(document))

    told = run("new", "move", "--from", str(document), "--root", str(root))

    assert "idea.docx is empty." in told.stderr

    told = run("new", "move", "--from", "-", "--root", str(root), input=b"")

    assert "What came in is empty." in told.stderr


@pytest.mark.parametrize("is_whole", [True, False], ids=["whole", "begun"])
def test_a_draft_of_ones_own_is_gone_on_with_and_not_adapted(
    root: Path, run: Callable[..., Result], is_whole: bool
) -> None:
    (root / "district").mkdir()
    (root / "district" / "district.yml").write_text("name: Cedar\n", encoding="utf-8")
    assert run("new", "move", "Walk the halls", "--root", str(root)).exit_code == 0
    file = "district/moves/walk-the-halls.md"
    if is_whole:
        ask = (root / "moves" / "ask.md").read_text(encoding="utf-8")
        (root / file).write_text(ask.replace("title: Ask", "title: Walk the halls"), "utf-8")

    told = run("new", "move", "Walk the halls", "--root", str(root))

    assert told.exit_code == 1
    assert f"{file} exists already. Go on in that file, or choose another title." in told.stderr
    assert "adapt" not in told.stderr


def test_what_no_original_has_is_changed_and_not_adapted(
    root: Path, run: Callable[..., Result]
) -> None:
    own = root / "district" / "moves" / "walk.md"
    own.parent.mkdir(parents=True)
    ask = (root / "moves" / "ask.md").read_text(encoding="utf-8")
    own.write_text(ask.replace("title: Ask", "title: Walk the halls"), encoding="utf-8")

    told = run("adapt", "moves/walk", "--root", str(root))

    assert told.exit_code == 1
    assert (
        "No original has moves/walk.md: it is your own. Change it where it stands." in told.output
    )


def test_a_new_draft_is_told_what_each_section_wants(
    root: Path, run: Callable[..., Result]
) -> None:
    told = run("new", "move", "Walk the halls", "--root", str(root)).stdout

    assert "Below the line '## Steps', write one numbered list of 3 to 7 steps." in told
    assert "Below the line '## Watch for', write the likely stumble, and what to do then." in told


def test_hints_name_the_script_that_started_the_program(
    root: Path, run: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "district").mkdir()
    (root / "district" / "district.yml").write_text("name: Cedar\n", encoding="utf-8")
    (root / "moves" / "ask.txt").write_text("Words.", encoding="utf-8")
    ask = root / "moves" / "ask.md"
    ask.write_text(ask.read_text("utf-8").replace("**Keep**", "Keep the playbook new."), "utf-8")
    monkeypatch.setenv("PLAYBOOK_PROGRAM", "py C:\\users\\run.py")

    taken = run("new", "move", "Ask", "--root", str(root)).stderr
    faults = run("check", str(root)).stdout

    assert "To change it: py C:\\users\\run.py adapt moves/ask" in taken
    assert "an entry of it: py C:\\users\\run.py new move --from moves/ask.txt" in faults
    assert "- Keep the playbook new." in faults  # an author's words, and no command
    monkeypatch.delenv("PLAYBOOK_PROGRAM")
    assert "an entry of it: playbook new move --from moves/ask.txt" in (
        run("check", str(root)).stdout
    )


def test_a_file_is_never_written_over(root: Path, run: Callable[..., Result]) -> None:
    before = (root / "moves" / "ask.md").read_bytes()

    told = run("new", "move", "Ask", "--root", str(root))

    assert told.exit_code == 1
    assert "moves/ask.md exists already. Go on in that file" in told.stderr
    assert (root / "moves" / "ask.md").read_bytes() == before


def test_prompts_list_what_may_be_written(root: Path, run: Callable[..., Result]) -> None:
    run("new", "move", "Walk the halls", "--root", str(root))

    text = (root / "moves" / "walk-the-halls.md").read_text(encoding="utf-8")
    assert (
        "# Who takes part, each with a sentence that says what the move asks of them. (principal)"
        in text
    )
    assert "(light, moderate, heavy)\neffort:" in text


def test_every_surface_is_in_step_with_the_model(run: Callable[..., Result]) -> None:
    told = run("generate", str(ROOT), "--check")

    assert told.exit_code == 0, told.output


def test_a_surface_that_was_changed_by_hand_is_told_and_mended(
    root: Path, run: Callable[..., Result]
) -> None:
    run("generate", str(root))
    form = root / ".github" / "ISSUE_TEMPLATE" / "2-move.yml"
    form.write_text(form.read_text(encoding="utf-8").replace("required: true", "required: false"))

    told = run("generate", str(root), "--check")

    assert told.exit_code == 1
    assert told.stdout == ".github/ISSUE_TEMPLATE/2-move.yml is out of date.\n"
    assert run("generate", str(root)).stdout == "Wrote .github/ISSUE_TEMPLATE/2-move.yml.\n"


def test_an_editor_shows_what_the_schema_says(root: Path, run: Callable[..., Result]) -> None:
    run("generate", str(root))
    (root / "node_modules").symlink_to(packages())
    move = root / "moves" / "ask.md"
    remark = [
        NODE,
        str(packages() / "remark-cli" / "cli.js"),
        "--frail",
        "--quiet",
        "--no-color",
        str(move),
    ]
    sound = subprocess.run(remark, cwd=root, capture_output=True, text=True, check=False)

    move.write_text(move.read_text(encoding="utf-8").replace("effort: light", "effort: low"))
    wrong = subprocess.run(remark, cwd=root, capture_output=True, text=True, check=False)

    assert sound.stderr == ""
    assert "12:9-12:12 warning Must be equal to one of the allowed values" in wrong.stderr


def test_the_report_names_what_the_playbook_could_use(
    root: Path, run: Callable[..., Result]
) -> None:
    move = root / "moves" / "ask.md"
    move.write_text(move.read_text(encoding="utf-8").replace("review_by: 2999", "review_by: 2026"))

    told = run("report", str(root)).stdout

    assert "## To review (1)" in told
    assert "- Ask first (since 2026-01-01) (moves/ask.md)" in told
    assert "- A school that asked (cases/a-school.md)" in told
    assert "## Sources that nothing cites (0)" in told
    assert "0 of 1 moves have a study of the practice itself or of one near it" in told
    assert "- No effect found: 0" in told


def test_credits_name_authors_and_whoever_made_a_change(
    root: Path, run: Callable[..., Result]
) -> None:
    move = root / "moves" / "ask.md"
    move.write_text(
        move.read_text(encoding="utf-8").replace(
            "effort: light", "effort: light\nauthors: [Ana P., '@ana']"
        )
    )
    who = ("-c", "user.name=Bo L", "-c", "user.email=bo@example.org", "-c", "commit.gpgsign=false")
    for words in (("init", "--quiet"), ("add", "."), (*who, "commit", "--quiet", "-m", "x")):
        subprocess.run(["git", "-C", str(root), *words], check=True)

    told = run("credits", str(root)).stdout

    assert "- Ana P.\n" in told
    assert "- @&#8203;ana\n" in told
    assert "- Bo L\n" in told


def test_a_comment_can_neither_be_formatted_nor_call_anybody(
    root: Path, run: Callable[..., Result]
) -> None:
    move = root / "moves" / "ask.md"
    text = move.read_text(encoding="utf-8")
    move.write_text(text.replace("effort: light", 'effort: "<img src=x> @all `x` [y](z)"'))

    told = run("check", str(root), "--format", "markdown").stdout

    assert "### To fix before this can be merged (1)" in told
    assert "&lt;img src=x&gt; @&#8203;all \\`x\\` \\[y\\](z)" in told
    assert "- moves/ask.md, line 12:" in told


@pytest.mark.parametrize(
    ("command", "file"),
    [
        (["new", "move", "Walk the halls", "--root", "."], "moves/walk-the-halls.md"),
        (["adapt", "moves/ask", "--root", "."], "district/moves/ask.md"),
        (["init", "ours", "--original", "."], "ours/README.md"),
    ],
)
def test_where_the_disk_is_full_nothing_half_is_left(
    root: Path, command: list[str], file: str
) -> None:
    run = f"{FULL}from playbook_site.cli import main; main({command!r})"

    told = subprocess.run(
        [sys.executable, "-c", run], cwd=root, capture_output=True, text=True, check=False
    )

    assert told.returncode == 1
    assert "Traceback" not in told.stderr
    assert told.stderr.startswith("Error: A file cannot be read or written: ")
    assert Path(file).name in told.stderr
    assert not (root / file).exists()
