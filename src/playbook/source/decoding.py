"""From bytes to text: what is refused before anything else reads the file."""

import codecs
import re
import unicodedata
from collections.abc import Iterator

from playbook.source import edits
from playbook.source.diagnostics import Code, Diagnostic, Example, InvalidEntry, Severity
from playbook.source.location import Location, place

FILE_TOO_LARGE = Code(
    "file-too-large",
    Severity.ERROR,
    "An entry has at most 64 KB, and a full move has about 4; a list for all entries, such as "
    "`references.yml`, has at most 512 KB. An entry of that size is usually "
    "a whole report: link to it, and keep here what a leader needs.",
    fails=Example("moves/ask-first.md   80 KB", language="text"),
    passes=Example(
        "The [full report](https://example.org/report.pdf) has 80 pages.", language="markdown"
    ),
    no_edit="Only its author knows the words.",
)

NOT_UTF_8 = Code(
    "not-utf-8",
    Severity.ERROR,
    "The file was saved in an older encoding, so letters such as é would come out wrong for "
    "readers. In most editors the way out is: Save as, Encoding, UTF-8.",
    fails=Example("moves/ask-first.md   saved as Windows-1252", language="text"),
    passes=Example("moves/ask-first.md   saved as UTF-8", language="text"),
    no_edit="A file or a folder is put right by hand.",
)

CONTROL_CHARACTER = Code(
    "control-character",
    Severity.ERROR,
    "A character that nobody sees can turn a line around or hide part of it. It mostly "
    "arrives by pasting from a web page or a PDF. Retype the words on either side; if it is "
    "written as a code, such as `&#8238;`, delete the code.",
    fails=Example("This line holds &#8238;more than you see.", language="markdown"),
    passes=Example("Typed by hand, this line holds nothing but what you see.", language="markdown"),
    no_edit="A sign that is written as a code in a rare form is deleted by hand.",
)

CONFLICT_MARKER = Code(
    "conflict-marker",
    Severity.ERROR,
    "Git put two versions of a passage into the file, between `<<<<<<<` and `>>>>>>>`, and "
    "waits for you to choose. Until then readers would get both. Keep the words you want and "
    "delete the three marker lines.",
    fails=Example(
        "<<<<<<< HEAD\nPeople like to be asked.\n=======\nPeople want to be asked.\n>>>>>>> theirs",
        language="markdown",
    ),
    passes=Example("People like to be asked.", language="markdown"),
    no_edit="Only its author knows which of the two to keep.",
)

CODES = (FILE_TOO_LARGE, NOT_UTF_8, CONTROL_CHARACTER, CONFLICT_MARKER)

MAX_FILE = 64 * 1024
"""The most bytes an entry may have. Of 763 entries in public playbooks the largest had 62 KB."""

MAX_LIST = 512 * 1024
"""The most bytes that a file for all entries may have, such as `references.yml`: some 600 works."""

CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2060\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
"""Characters that no editor shows, and that can make a line read differently from what it is."""

_CONFLICT = re.compile(r"^(<{7} |>{7} |={7}$)", re.MULTILINE)
_NO_TEXT = {
    b"PK\x03\x04": "a document of a word processor, or another packed file",
    b"%PDF": "a PDF",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"GIF8": "a picture",
    b"\xd0\xcf\x11\xe0": "a document of a word processor",
}
"""How files begin that are no text, and what they are."""

_SHORT = 16
_BYTE_ORDER_MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}


def decode(data: bytes, path: str) -> str:
    """Turn a file's bytes into text with `\\n` line ends, or raise `InvalidEntry`."""
    if len(data) > most_bytes(path):
        raise InvalidEntry([_too_large(path)])
    data = data.removeprefix(codecs.BOM_UTF8)
    if what := next((what for start, what in _NO_TEXT.items() if data.startswith(start)), ""):
        raise InvalidEntry([_no_text(path, what)])
    if len(data) > _SHORT and data.count(0) * 3 > len(data):
        raise InvalidEntry([_encoding(path, "UTF-16")])
    try:
        text = plain(data)
    except UnicodeDecodeError as error:
        raise InvalidEntry([not_utf8(data, error, path)]) from error
    if diagnostics := [*_conflicts(text, path), *_controls(text, path)]:
        raise InvalidEntry(diagnostics)
    return text


def plain(data: bytes) -> str:
    """A file's bytes as text, whatever it holds; `UnicodeDecodeError` for no UTF-8."""
    return _unix(data.removeprefix(codecs.BOM_UTF8).decode())


def most_bytes(path: str) -> int:
    """The most bytes a file may have: a list in YAML serves all entries."""
    return MAX_LIST if path.endswith(".yml") else MAX_FILE


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _too_large(path: str) -> Diagnostic:
    most = most_bytes(path)
    return Diagnostic(
        Location(path),
        FILE_TOO_LARGE,
        f"This file is larger than {most // 1024} KB, the most that it may have.",
        "Keep what a leader needs to run it, and link to the rest."
        if most == MAX_FILE
        else "Take out what no entry needs.",
    )


def not_utf8(data: bytes, error: UnicodeDecodeError, path: str) -> Diagnostic:
    """A letter in another encoding, where it stands."""
    if encoding := _BYTE_ORDER_MARKS.get(data[:2]):
        return _encoding(path, encoding)
    before = _unix(data[: error.start].decode())
    return Diagnostic(
        Location(path, *place(before, len(before))),
        NOT_UTF_8,
        f"A letter here, byte {error.start + 1} of the file, is not saved as UTF-8.",
        "Save the file again and choose UTF-8 as its encoding.",
    )


def _encoding(path: str, encoding: str) -> Diagnostic:
    hint = "Save the file again and choose UTF-8 as its encoding."
    return Diagnostic(Location(path), NOT_UTF_8, f"This file is saved as {encoding}.", hint)


def _no_text(path: str, what: str) -> Diagnostic:
    hint = (
        "Give it its own ending back. Of a Word document (.docx) the command "
        "'playbook new move --from' makes a move; a picture goes into docs/images/."
    )
    return Diagnostic(Location(path), NOT_UTF_8, f"This is {what}, and no text.", hint)


def _conflicts(text: str, path: str) -> Iterator[Diagnostic]:
    if "\n>>>>>>> " not in text and not text.startswith("<<<<<<< "):
        return  # a line of equals signs alone is an ordinary heading
    in_code = is_open = False
    for number, line in enumerate(text.split("\n"), start=1):
        if line.lstrip().startswith(("```", "~~~")):
            in_code = not in_code
        if in_code or not _CONFLICT.match(line):
            continue
        if not is_open:  # one conflict is told once, where it begins
            yield Diagnostic(
                Location(path, number),
                CONFLICT_MARKER,
                "Two versions of this file were merged and not yet reconciled.",
                "Choose the words to keep, and delete the lines with <<<<<<<, ======= and >>>>>>>.",
            )
        is_open = not line.startswith(">")


def _controls(text: str, path: str) -> Iterator[Diagnostic]:
    for match in CONTROL.finditer(text):
        name = unicodedata.name(match[0], f"U+{ord(match[0]):04X}")
        at = place(text, match.start())
        yield Diagnostic(
            Location(path, *at),
            CONTROL_CHARACTER,
            f"There is an invisible character here ({name}).",
            "Delete it and type the words around it again; it often comes along when pasting.",
            edits.replace(text, at, match[0], ""),
        )
