"""From bytes to text: what is refused before anything else reads the file."""

import codecs
import re
import unicodedata
from collections.abc import Iterator

from playbook.source.diagnostics import Diagnostic, InvalidEntry
from playbook.source.location import Location

MAX_FILE = 64 * 1024
"""The most bytes an entry may have. Of 763 entries in public playbooks the largest had 62 KB."""

CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u2060\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
"""Characters that no editor shows, and that can make a line read differently from what it is."""

_CONFLICT = re.compile(r"^(<{7} |>{7} |={7}$)", re.MULTILINE)
_BYTE_ORDER_MARKS = {b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}


def decode(data: bytes, path: str) -> str:
    """Turn a file's bytes into text with `\\n` line ends, or raise `InvalidEntry`."""
    if len(data) > MAX_FILE:
        raise InvalidEntry([_too_large(path)])
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = _unix(data.decode())
    except UnicodeDecodeError as error:
        raise InvalidEntry([_not_utf8(data, error, path)]) from error
    if problems := [*_conflicts(text, path), *_controls(text, path)]:
        raise InvalidEntry(problems)
    return text


def place(text: str, offset: int) -> tuple[int, int]:
    """The line and column of an offset into a text."""
    start = text.rfind("\n", 0, offset) + 1
    return text.count("\n", 0, offset) + 1, offset - start + 1


def _unix(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _too_large(path: str) -> Diagnostic:
    return Diagnostic(
        Location(path),
        "file-too-large",
        f"This file is larger than {MAX_FILE // 1024} KB, the most an entry may have.",
        "Keep what a leader needs to run it, and link to the rest.",
    )


def _not_utf8(data: bytes, error: UnicodeDecodeError, path: str) -> Diagnostic:
    found = _BYTE_ORDER_MARKS.get(data[:2])
    before = "" if found else _unix(data[: error.start].decode())
    line, column = place(before, len(before))
    return Diagnostic(
        Location(path, line, column),
        "not-utf-8",
        f"This file is saved as {found}." if found else "A letter here is not saved as UTF-8.",
        "Save the file again and choose UTF-8 as its encoding.",
    )


def _conflicts(text: str, path: str) -> Iterator[Diagnostic]:
    if "\n>>>>>>> " not in text and not text.startswith("<<<<<<< "):
        return  # a line of equals signs alone is an ordinary heading
    in_code = False
    for number, line in enumerate(text.split("\n"), start=1):
        if line.lstrip().startswith(("```", "~~~")):
            in_code = not in_code
        if not in_code and _CONFLICT.match(line):
            yield Diagnostic(
                Location(path, number),
                "conflict-marker",
                "Two versions of this file were merged and not yet reconciled.",
                "Choose the words to keep, and delete the lines with <<<<<<<, ======= and >>>>>>>.",
            )


def _controls(text: str, path: str) -> Iterator[Diagnostic]:
    for match in CONTROL.finditer(text):
        name = unicodedata.name(match[0], f"U+{ord(match[0]):04X}")
        yield Diagnostic(
            Location(path, *place(text, match.start())),
            "control-character",
            f"There is an invisible character here ({name}).",
            "Delete it and type the words around it again; it often comes along when pasting.",
        )
