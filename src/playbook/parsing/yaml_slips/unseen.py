"""Slips that YAML reads without complaint, and not as they were meant."""

import re

from playbook.parsing.yaml_slips.slips import (
    KEY,
    NOTE,
    ONLY,
    Change,
    Slip,
    mended,
    number_sign_in_brackets,
    parts,
    quoted,
    with_quoted_value,
)
from playbook.source.decoding import place
from playbook.source.diagnostics import Diagnostic

_TAB = re.compile(r"^ *(\t)", re.MULTILINE)
_WIDE = "\u00a0\u2000-\u200a\u202f\u3000"
_WIDE_SPACE = re.compile(rf"^(?: *| *[\w-]+:| *-)([{_WIDE}])", re.MULTILINE)
_WIDE_INDENT = re.compile(rf"^[ {_WIDE}]*[{_WIDE}][ {_WIDE}]*(?=\S)")
_WIDE_GAP = re.compile(rf"^( *(?:- *)?[\w-]+:| *-)[ {_WIDE}]*[{_WIDE}][ {_WIDE}]*")
_COMMENT = re.compile(r"^(?:[^\"'#:\n]*:| *-)[^\"'#\n]*[^\s\"'#] [ ]*(#[^\s#])", re.MULTILINE)


def silent_slip(text: str, path: str, first_line: int) -> Diagnostic | None:
    """What would be read without complaint, and not as it was meant."""
    for pattern, tell in ((_TAB, _tab), (_WIDE_SPACE, _wide), (_COMMENT, _comment_in_text)):
        if match := pattern.search(text):
            line, column = place(text, match.start(1))
            lines = text.split("\n")
            return tell(lines, (line - 1, column - 1)).told(lines, path, first_line)
    return None


def comment_as_value(text: str, index: int, path: str, first_line: int) -> Diagnostic:
    """What is said of a text that starts with the # at `index`, and is a note for that reason."""
    number, column = place(text, index)
    lines = text.split("\n")
    line = lines[number - 1]
    start, value = line[: column - 1], line[column - 1 :].partition(" # ")[0]
    hint = f"{ONLY}: {start.strip(' {[')} {quoted(value)}"
    change = Change(number - 1, number, (start + quoted(value) + line[len(start + value) :],))
    return Slip(number - 1, column - 1, NOTE, hint, change).told(lines, path, first_line)


def _tab(lines: list[str], at: tuple[int, int]) -> Slip:
    """Every line that starts with a tab has the same cause, and is mended with the first."""
    message = "This line starts with a tab."
    how = "Delete the tab and type two spaces with the space bar before"
    new = [re.sub(r"^[ \t]*\t[ \t]*", lambda m: m[0].replace("\t", "  "), line) for line in lines]
    hint = f"{how} '{_first(lines[at[0]])}'."
    return Slip(*at, message, hint, Change(0, len(lines), tuple(new)), is_certain=True)


def _wide(lines: list[str], at: tuple[int, int]) -> Slip:
    message = "There are spaces here that were pasted from a word processor and do not work."
    line = lines[at[0]]
    hint = "Delete them and type them again with the space bar."
    if line.strip() and line[0].isspace() and KEY.match(line.strip()):
        hint = f"Delete them and type two spaces with the space bar before '{_first(line)}'."
    new = tuple(_WIDE_GAP.sub(r"\1 ", _WIDE_INDENT.sub("  ", line)) for line in lines)
    return Slip(*at, message, hint, Change(0, len(lines), new), is_certain=True)


def _comment_in_text(lines: list[str], at: tuple[int, int]) -> Slip:
    line = lines[at[0]]
    if parts(line)[1].startswith(("{", "[")):
        return number_sign_in_brackets(line, at[0], line.index("#"))._replace(column=at[1])
    return mended(at, NOTE, "Put the text in double quotes", with_quoted_value(line))


def _first(line: str) -> str:
    return line.strip().split(" ")[0][:40]
