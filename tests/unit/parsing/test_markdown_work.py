"""The work that a body takes grows with its length and no faster: lines of code are counted."""

import re
import sys
from types import FrameType
from typing import Any

import pytest

from playbook.parsing import markdown
from playbook.parsing.links import slug
from playbook.parsing.markdown_errors import MAX_BODY
from playbook.source.diagnostics import InvalidEntry
from playbook.source.location import Ruler

PIECES = [
    *("# a\n", "##\n", "### a\n", "## a\n", "- a\n", "> a\n\n", "1. a\n", "a?\n\n", "a. "),
    *("[", "*a* ", "é*a* ", "`a` ", "<b>", "&lrm; ", "<!-- x -->\n\n", "![a](b) ", "[a](b) "),
    *("[a](javascript:b) ", "|a|b|\n|-|-|\n", "# a-1\n# a\n", "*a **b ", "\\*", "~~~\n"),
]
MOST_LINES = 30 * MAX_BODY
"""The most lines of our code that any body may take."""


def work(text: str) -> int:
    """How many lines of code run to read a body, or to refuse it."""
    lines = 0

    def trace(_frame: FrameType, event: str, _argument: Any) -> Any:
        nonlocal lines
        lines += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        markdown.parse(text, "moves/ask.md")
    except InvalidEntry:
        pass
    finally:
        sys.settrace(before)
    return lines


@pytest.mark.parametrize("piece", PIECES)
def test_twice_the_text_is_at_most_twice_the_work(piece: str) -> None:
    half = piece * (MAX_BODY // 8 // len(piece.encode()))

    assert work(half * 2) <= 2.1 * work(half) + 100


@pytest.mark.parametrize("piece", ["# a\n", "##\n", "é*a* "])
def test_the_largest_body_takes_bounded_work(piece: str) -> None:
    assert work(piece * (MAX_BODY // len(piece.encode()))) < MOST_LINES


def test_a_place_far_along_one_line_is_found_from_the_one_before_it() -> None:
    ruler = Ruler("é" * 9 + "a\nbé c", "moves/ask.md", 1)

    places = [ruler(offset) for offset in (0, 4, 18, 2, 20, 23, 0)]

    assert [(p.line, p.column) for p in places] == [
        (1, 1), (1, 3), (1, 10), (1, 2), (2, 1), (2, 3), (1, 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "titles", [["a"] * 5, ["a", "a-1", "a", "a"], ["a-1", "a", "a", "a-1", "a-2", "a"], ["", ""]]
)
def test_repeated_headings_are_numbered_from_one_as_before(titles: list[str]) -> None:
    taken: list[str] = []
    for title in titles:
        numbers = (f"{slug(title)}-{n}" for n in range(1, 99))
        free = [name for name in (slug(title), *numbers) if name not in taken]
        taken.append(free[0])

    body = markdown.parse("\n".join(f"## {title}\n" for title in titles), "moves/ask.md")

    assert [section.anchor for section in body.sections] == taken
    assert all(re.fullmatch(r"[a-z0-9-]*", anchor) for anchor in taken)
