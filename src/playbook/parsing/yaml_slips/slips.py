"""A slip in front matter: what is said of it, and the lines as they should be."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from playbook.parsing.yaml_codes import BAD_YAML
from playbook.source import edits
from playbook.source.diagnostics import Diagnostic, in_quotes
from playbook.source.location import Location

KEY = re.compile(r"^ *(?:- +)?([\w-]+):(?: |$)")
"""A line that starts with a key."""

EMPTY_KEY = re.compile(r"^ *([\w-]+): *(?:#.*)?$")
"""A key with nothing beside it."""

NOTE = "From the # on, this line would be lost: a # starts a note that nobody is shown."
GROUPS = {
    "materials": frozenset(
        {"kind", "title", "how", "language", "columns", "rows", "labels", "filled", "items"}
        | {"lines", "copies", "text"}
    ),
    "items": frozenset({"minutes", "text"}),
    "evidence": frozenset({"outcome", "fit", "study", "direction", "tier", "sources"}),
}
"""The lists whose items have keys of their own, and these keys."""

IN_QUOTES = "Put the text in double quotes"
ONLY = "Put only the value in double quotes"

LINE = re.compile(r"^(?P<start> *(?:- +)?(?:[\w-]+: +)?)(?P<value>.*)$")


class Change(NamedTuple):
    """Lines in the place of others, from one to before another; they count from nought."""

    first: int
    after: int
    lines: tuple[str, ...]

    def text(self, lines: Sequence[str]) -> str:
        """The text of all lines, changed."""
        return "\n".join([*lines[: self.first], *self.lines, *lines[self.after :]])


class Slip(NamedTuple):
    """What is said of a line: its number and column from nought, a sentence and a way out."""

    line: int
    column: int
    message: str
    hint: str
    change: Change | None = None
    is_certain: bool = False
    """Whether the change has one meaning, and keeps every word."""

    def told(self, lines: Sequence[str], path: str, first_line: int) -> Diagnostic:
        """The diagnostic of a slip in the lines of front matter, which start on `first_line`."""
        text = self.change.text(lines) if self.change else ""
        changes = edits.difference("\n".join(lines), text, first_line) if self.change else ()
        at = Location(path, self.line + first_line, self.column + 1)
        return Diagnostic(at, BAD_YAML, self.message, self.hint, changes, self.is_certain)


def mended(
    at: tuple[int, int], message: str, how: str, line: str, *, certain: bool = False
) -> Slip:
    """A slip in one line, with that line as it should be; the hint shows what is written."""
    line = line.rstrip()
    return Slip(*at, message, f"{how}: {line.strip()}", Change(at[0], at[0] + 1, (line,)), certain)


def indent_of(line: str) -> int:
    """How many characters stand before the first that is seen."""
    return len(line) - len(line.lstrip())


def parts(line: str) -> tuple[str, str]:
    """A line, cut before its value."""
    match = LINE.match(line)
    start, value = (match["start"], match["value"]) if match else ("", line)
    key = start.strip(" -").removesuffix(":")
    is_of_group = any(key in keys for keys in GROUPS.values())
    if start.strip().startswith("- ") and ":" in start and not is_of_group:
        start = start[: start.index("-") + 2]
        value = line[len(start) :]
    return start, value


def as_value(words: str) -> str:
    """A text as a value, in quotes where a colon or a number sign would end it."""
    return in_quotes(words) if re.search(r":(?: |$)| #", words) else words


def quoted(text: str) -> str:
    """A text in quotes, in place of curly ones around it."""
    text = text.strip()
    if text[:1] in "“”" and text[-1:] in "“”" and len(text) > 2:
        text = text[1:-1]
    return in_quotes(text)


def with_quoted_value(line: str) -> str:
    """The line with quotes around its value."""
    start, value = parts(line)
    return start + quoted(value)
