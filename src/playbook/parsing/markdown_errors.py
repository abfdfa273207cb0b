"""What a body may not hold, in the words its author is told."""

import re

from playbook.source.diagnostics import Diagnostic
from playbook.source.location import Location

MAX_BODY = 32 * 1024
"""The most bytes a body may have."""

MAX_NESTING = 12
"""The most lists, quotations and tables that may stand inside each other."""

_TAG_NAME = re.compile(r"<([a-zA-Z][\w-]*)")


def too_large(path: str, line: int) -> Diagnostic:
    """A body that nobody reads to its end."""
    return Diagnostic(
        Location(path, line),
        "body-too-large",
        f"The body has more than {MAX_BODY // 1024} KB.",
        "One screen of prose, 250 to 500 words, is what a busy leader reads.",
    )


def nested(location: Location) -> Diagnostic:
    """Lists inside lists inside lists."""
    return Diagnostic(
        location,
        "nested-too-deep",
        f"There are more than {MAX_NESTING} lists or quotations inside each other here.",
        "Bring the text out to one or two levels.",
    )


def hidden(location: Location) -> Diagnostic:
    """A character that no reader sees, written as an entity."""
    return Diagnostic(
        location,
        "control-character",
        "There is an invisible character here, written as a code.",
        "Delete the code that starts with & and ends with a semicolon.",
    )


def image(location: Location) -> Diagnostic:
    """A picture."""
    return Diagnostic(
        location,
        "image",
        "Entries hold words, not pictures.",
        "Delete it and say in words what it shows, or link to a page that has it: "
        "[the seating plan](https://example.org/plan)",
    )


def level(location: Location, depth: int) -> Diagnostic:
    """A heading that repeats the title, or stands where no heading can."""
    if depth > 1:
        return Diagnostic(
            location,
            "heading-level",
            "A heading cannot stand inside a list or a quotation.",
            "Take it out to the left edge, or make it a bold line.",
        )
    return Diagnostic(
        location,
        "heading-level",
        "A heading with one # is for the title, and the title stands at the top already.",
        "Type a second # before it, as in: ## Steps",
    )


def unsafe(location: Location, url: str) -> Diagnostic:
    """A link to where no reader must be sent."""
    return Diagnostic(
        location,
        "unsafe-link",
        f"A link cannot lead to '{url[:60]}'.",
        "Start it with https://, as in [a study](https://example.org); or name another file, "
        "as in [a case](../cases/a-school.md).",
    )


def raw_html(location: Location, raw: str) -> Diagnostic:
    """HTML."""
    tag = _TAG_NAME.match(raw)
    return Diagnostic(
        location,
        "raw-html",
        f"There is HTML here, the code of web pages and of Word: <{tag[1]}>."
        if tag
        else "There is HTML here, the code of web pages and of Word.",
        "Delete all from each < to the next >, and keep the words; to show a < sign to readers, "
        "put it between backticks: `<`",
    )
