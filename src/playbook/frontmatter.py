"""Front matter: what stands between the two fences at the top of a file."""

import re
from typing import Any, NamedTuple

from playbook import subset
from playbook.diagnostics import Diagnostic, InvalidEntry
from playbook.source import Location, Source

MAX_SIZE = 16 * 1024
"""The most bytes that front matter may have."""

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)


class Document(NamedTuple):
    """A file taken apart: what stands in its front matter, and its body."""

    data: dict[str, Any]
    body: str
    body_line: int
    source: Source


def parse(text: str, path: str) -> Document:
    """Split a file at its fences and read what is between them, or raise `InvalidEntry`."""
    opening = _FENCE.match(text)
    if opening is None:
        raise InvalidEntry([_no_front_matter(text, path)])
    closing = _FENCE.search(text, opening.end())
    if closing is None:
        raise InvalidEntry([_unclosed(path)])
    written = text[opening.end() + 1 : closing.start()]
    if len(written.encode()) > MAX_SIZE:
        raise InvalidEntry([_too_large(path)])
    data, source = subset.parse(written, path, first_line=2)
    body_line = text.count("\n", 0, closing.end()) + 2
    return Document(data, text[closing.end() + 1 :], body_line, source)


def strip(text: str) -> str:
    """The body of a page whose front matter is somebody else's to read."""
    opening = _FENCE.match(text)
    closing = opening and _FENCE.search(text, opening.end())
    return text[closing.end() + 1 :] if closing else text


def _no_front_matter(text: str, path: str) -> Diagnostic:
    if _FENCE.match(text.lstrip()):
        return Diagnostic(
            Location(path),
            "no-front-matter",
            "The file starts with an empty line or a space.",
            "Make --- the very first line.",
        )
    return Diagnostic(
        Location(path),
        "no-front-matter",
        "This file has no front matter.",
        "Start it with a line ---, then title: and the other keys, then another line ---.",
    )


def _unclosed(path: str) -> Diagnostic:
    return Diagnostic(
        Location(path),
        "no-front-matter",
        "The front matter starts here and never ends.",
        "Add a line --- after its last key.",
    )


def _too_large(path: str) -> Diagnostic:
    return Diagnostic(
        Location(path),
        "front-matter-too-large",
        f"The front matter has more than {MAX_SIZE // 1024} KB.",
        "Move longer texts into the body.",
    )
