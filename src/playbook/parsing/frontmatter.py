"""Front matter: what stands between the two fences at the top of a file."""

import re
from functools import partial
from typing import Any, NamedTuple

from playbook.parsing import yaml_subset
from playbook.source import edits
from playbook.source.diagnostics import Code, Diagnostic, Example, InvalidEntry, Severity
from playbook.source.location import Location, Places, Source

NO_FRONT_MATTER = Code(
    "no-front-matter",
    Severity.ERROR,
    "A file starts with a line `---`, then the keys, then another line `---`. One of the two "
    "lines is missing, or something stands before the first. Without them nobody can tell the"
    " title from the prose.",
    fails=Example(
        "title: Ask first\n\n## Why it matters", language="markdown", path="moves/pause.md"
    ),
    passes=Example(
        "---\ntitle: Ask first\n---\n\n## Why it matters",
        language="markdown",
        path="moves/pause.md",
    ),
    no_edit="Where no key is written yet, only its author knows the title.",
)

FRONT_MATTER_TOO_LARGE = Code(
    "front-matter-too-large",
    Severity.ERROR,
    "The part between the two `---` lines has at most 16 KB. It is what cards and lists are "
    "made from; longer texts belong in the body, where they can have paragraphs.",
    fails=Example("moves/ask-first.md   20 KB above the second line ---", language="text"),
    passes=Example("summary: Ask before you tell.\nneeds: [A room, Ten minutes]"),
    no_edit="Only its author knows the words.",
)

CODES = (NO_FRONT_MATTER, FRONT_MATTER_TOO_LARGE)

MAX_SIZE = 16 * 1024
"""The most bytes that front matter may have."""

FIRST_LINE = 2
"""Where front matter starts, below its fence."""

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)
_DASHES = "\u2010-\u2015\u2212"
_LIKE_A_FENCE = re.compile(
    rf"^[ \t]*(?:[-{_DASHES}_=*~+#][-{_DASHES}_=*~+# ]*[-{_DASHES}_=*~+#]|[{_DASHES}])[ \t]*$",
    re.MULTILINE,
)
_KEYS = re.compile(r"(?:[A-Za-z_]+ ?:.*(?:\n|\Z)|[ \t]+\S.*(?:\n|\Z)|#[^#\n ]?[^\n]*(?:\n|\Z))*")
_KEY_BELOW = re.compile(r"\n[a-z_]+:")
_NEAR = 3
_PROSE = re.compile(r"^## |\n[ \t]*\n(?![A-Za-z_]+ ?:|[ \t#]|- )\S", re.MULTILINE)
"""What stands in no front matter: a heading, and words that are no key below an empty line."""
_LIKE_A_KEY = re.compile(r"[A-Za-z_]+ ?:")


class Document(NamedTuple):
    """A file taken apart: what stands in its front matter, and its body."""

    data: dict[str, Any]
    body: str
    body_line: int
    source: Source


class Parts(NamedTuple):
    """A file cut at its fences; joined, its parts are the file."""

    opening: str
    front: str
    closing: str
    body: str


def split(text: str) -> Parts | None:
    """Cut a file at its fences, whatever stands between them; nothing for one without both."""
    opening = _FENCE.match(text)
    closing = opening and _FENCE.search(text, opening.end())
    if not opening or not closing:
        return None
    start, end, body = opening.end() + 1, closing.start(), min(closing.end() + 1, len(text))
    return Parts(text[:start], text[start:end], text[end:body], text[body:])


def parse(text: str, path: str) -> Document:
    """Split a file at its fences and read what is between them, or raise `InvalidEntry`."""
    parts = split(text)
    if parts is None:
        opening = _FENCE.match(text)
        raise InvalidEntry([(_no_end if opening else _no_front_matter)(text, path)])
    if len(parts.front.encode()) > MAX_SIZE:
        raise InvalidEntry([_too_large(path)])
    data, _ = yaml_subset.parse(parts.front, path, FIRST_LINE)
    start, body = len(parts.opening), len(text) - len(parts.body)
    span = slice(start, start + len(parts.front))
    body_line = text.count("\n", 0, body) + (1 if text[body - 1] == "\n" else 2)
    source = Source(path, partial(_places, text, span, path), text, body)  # and no second copy
    return Document(data, parts.body, body_line, source)


def _places(text: str, span: slice, path: str) -> Places:
    return yaml_subset.places(text[span], path, FIRST_LINE)


def strip(text: str) -> str:
    """The body of a page whose front matter is somebody else's to read."""
    parts = split(text)
    return parts.body if parts else text


def _no_front_matter(text: str, path: str) -> Diagnostic:
    start = text.lstrip()
    line = text.count("\n", 0, len(text) - len(start)) + 1
    new = ""
    first = start.partition("\n")[0].strip()
    message = "This file has no front matter. That is the part between two lines --- at its top."
    if _FENCE.match(start):
        line = 1
        message = "The file starts with an empty line or a space."
        hint = "Delete all that stands before ---, so that --- is the very first line."
        new = start
    elif above := _above(start):
        message = f"The front matter starts below '{first[:20]}', and nothing may stand above it."
        hint = "Move it below the line ---, with a # and a space before each line, or delete it."
        fence, _, rest = start[above:].partition("\n")
        notes = [f"# {line.strip()}\n" for line in start[:above].split("\n") if line.strip()]
        new = f"{fence}\n{''.join(notes)}{rest}"
        if first.startswith(("```", "~~~")):
            hint = "Delete all that stands before ---, so that --- is the very first line."
            new = start[above:].rstrip().removesuffix(first[:3]).rstrip() + "\n"
    elif _LIKE_A_FENCE.match(first):
        message = f"The front matter starts with '{first[:20]}' here, not with three hyphens."
        hint = "Type three hyphens and nothing else on this line and after the last key: ---"
        new = _with_fences("---" + start[len(first) :].lstrip(" \t"))
    elif _LIKE_A_KEY.match(first):
        new = f"---\n{start}"
        end = "." if _is_ended(new) else ", and again below the last key."
        hint = f"Type --- on a line of its own above this one{end}"
        new = _with_fences(new)
    else:
        hint = (
            "Copy it from another file in this folder, from --- to ---, put it above your text, "
            "and change what it says, such as title: Ask first"
        )
    changes = edits.difference(text, new) if new else ()
    return Diagnostic(Location(path, line if first else 1), NO_FRONT_MATTER, message, hint, changes)


def _above(text: str) -> int:
    """How much stands above the front matter, where it starts a few lines below the top."""
    fence = _FENCE.search(text)
    is_near = fence is not None and text.count("\n", 0, fence.start()) <= _NEAR
    return fence.start() if fence and is_near and _KEY_BELOW.match(text, fence.end()) else 0


def _with_fences(text: str) -> str:
    """A text that starts with a fence, with one that ends its front matter too."""
    if _is_ended(text):
        return text
    if like := _like_an_end(text):
        return f"{text[: like.start()]}---{text[like.end() :]}"
    keys = _KEYS.match(text, text.find("\n") + 1)
    end = keys.end() if keys else len(text)
    line = "" if text[:end].endswith("\n") else "\n"
    return f"{text[:end]}{line}---\n{text[end:]}"


def _is_ended(text: str) -> bool:
    """Whether a fence ends the front matter, and is no line between two parts of the body."""
    parts = split(text)
    return parts is not None and not _PROSE.search(parts.front)


def _like_an_end(text: str) -> re.Match[str] | None:
    """A line that looks like the end of front matter: above the first heading, and no line of a
    text that is set in, such as a blank to fill in.
    """
    body = text.find("\n## ")
    lines = _LIKE_A_FENCE.finditer(text, text.find("\n") + 1, body if body > 0 else len(text))
    return next((line for line in lines if not line[0].startswith(("  ", "\t"))), None)


def _no_end(text: str, path: str) -> Diagnostic:
    if like := _like_an_end(text):
        return Diagnostic(
            Location(path, text.count("\n", 0, like.start()) + 1),
            NO_FRONT_MATTER,
            f"The front matter ends with '{like[0].strip()[:20]}' here, not with three hyphens.",
            "Type three hyphens and nothing else on this line: ---",
            edits.difference(text, _with_fences(text)),
        )
    return Diagnostic(
        Location(path),
        NO_FRONT_MATTER,
        "The front matter starts here and never ends.",
        "Add a line --- below its last key, and above the first heading.",
        edits.difference(text, _with_fences(text)),
    )


def _too_large(path: str) -> Diagnostic:
    return Diagnostic(
        Location(path),
        FRONT_MATTER_TOO_LARGE,
        f"The front matter has more than {MAX_SIZE // 1024} KB.",
        "Move longer texts into the body.",
    )
