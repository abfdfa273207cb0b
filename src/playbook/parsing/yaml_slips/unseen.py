"""Slips that YAML reads without complaint, and not as they were meant."""

import re
from collections.abc import Iterable

from playbook.parsing.yaml_slips import groups
from playbook.parsing.yaml_slips.merged_items import merged_items
from playbook.parsing.yaml_slips.number_signs import number_sign
from playbook.parsing.yaml_slips.slips import (
    KEY,
    NOTE,
    ONLY,
    Change,
    Slip,
    indent_of,
    mended,
    quoted,
)
from playbook.parsing.yaml_slips.tabs import without_tabs
from playbook.parsing.yaml_slips.texts import Kind, Text, texts
from playbook.source.diagnostics import Diagnostic
from playbook.source.location import place

_TAB = re.compile(r"^ *(\t)", re.MULTILINE)
_WIDE = "".join(map(chr, (0xA0, *range(0x2000, 0x200B), 0x202F, 0x3000)))
_WIDE_SPACE = re.compile(rf"^(?: *| *[\w-]+:| *-)([{_WIDE}])", re.MULTILINE)
_WIDE_INDENT = re.compile(rf"^[ {_WIDE}]*[{_WIDE}][ {_WIDE}]*(?=\S)")
_WIDE_GAP = re.compile(rf"^( *(?:- *)?[\w-]+:| *-)[ {_WIDE}]*[{_WIDE}][ {_WIDE}]*")
_BRACES = re.compile(r"^ *[\w-]+: +\{([^{}]*)\} *$")
_PART = re.compile(r" *([a-z_]+) ?[:=] *([^\s,:=]+) *")
_OPENED = (': "', '- "', ": '", "- '")
_OPEN = re.compile(r"""[:-] +(?:"[^"\n]*|'[^'\n]*)$""", re.MULTILINE)
"""A quotation mark that its line does not close."""
_DEEPER = re.compile(r"\n( *)- (?![\w-]+:)[^\n]*\n(?:\1 +[^\s-][^\n]*\n)*\1 +- |\n *\d{1,2}[.)] ")
"""A dash below an item and further in, or a number."""
_NO_SPACE = re.compile(r"^ *(-)(?![\s-]|\d+(?:\.\d+)?\s*$)[^\n]", re.MULTILINE)


def _dash(lines: list[str], at: tuple[int, int]) -> Slip | None:
    """Every item of the list whose dash has no space; none of what is no list."""
    n, column = at
    above = next((one for one in reversed(lines[:n]) if one.strip()), "")
    if not above.lstrip().startswith("-") and not re.fullmatch(r" *(?:- )?[\w-]+: *", above):
        return None
    start = lines[n][: column + 1]
    first, after = n, n + 1
    while first and _goes_on(lines[first - 1], start):
        first -= 1
    while after < len(lines) and _goes_on(lines[after], start):
        after += 1
    new = [
        line.replace("-", "- ", 1) if line.startswith(start) and _NO_SPACE.match(line) else line
        for line in lines[first:after]
    ]
    hint = f"Put a space after the dash: {new[n - first].strip()}"
    message = "There is no space after the dash."
    return Slip(*at, message, hint, Change(first, after, tuple(new)), is_certain=True)


def _goes_on(line: str, start: str) -> bool:
    """Whether a line is an item of a list whose items have such a start, or belongs to one."""
    return line.startswith((start, f"{' ' * len(start)} "))


def silent_slip(text: str, path: str, first_line: int) -> Diagnostic | None:
    """What would be read without complaint, and not as it was meant."""
    for signs, pattern, tell in _SLIPS:
        if any(sign in text for sign in signs) and (match := pattern.search(text)):
            line, column = place(text, match.start(1))
            lines = text.split("\n")
            return tell(lines, (line - 1, column - 1)).told(lines, path, first_line)
    has_sign = " #" in text or "\n#" in text
    has_item = _DEEPER.search(text) is not None
    has_item = has_item or (any(one in text for one in _OPENED) and bool(_OPEN.search(text)))
    if not (has_sign or has_item) and "{" not in text and not _NO_SPACE.search(text):
        return None
    lines = text.split("\n")
    all_texts = list(texts(lines)) if has_sign or has_item else []
    slips = (slip for one in all_texts if has_sign and (slip := number_sign(lines, one)))
    items = (slip for one in all_texts if has_item and (slip := merged_items(lines, one)))
    slip = next(slips, None) or next(items, None) or _in_lines(lines)
    return slip.told(lines, path, first_line) if slip else None


def _in_lines(lines: list[str]) -> Slip | None:
    """The first slip that stands in one line, and in no text where each sign is what it is."""
    literal: set[int] | None = None  # asked for when something stands in a line: seldom
    for n in range(len(lines)):
        if (literal is None or n not in literal) and (slip := _in_line(lines, n)):
            literal = _literal(texts(lines)) if literal is None else literal
            if n not in literal:
                return slip
    return None


def _literal(all_texts: Iterable[Text]) -> set[int]:
    """The numbers of the lines of texts that are more than what stands beside their key."""
    return {
        n
        for text in all_texts
        if text.kind in (Kind.BLOCK, Kind.QUOTED)
        for n in range(text.first + 1, text.after)
    }


def _in_line(lines: list[str], n: int) -> Slip | None:
    """What only the lines around it tell of a line."""
    line = lines[n]
    dash, braces = _NO_SPACE.match(line), "{" in line and _BRACES.match(line)
    if braces:
        return _parts(line, n, braces.start(1), braces[1])
    return _dash(lines, (n, dash.start(1))) if dash else None


def _parts(line: str, n: int, at: int, inside: str) -> Slip | None:
    """Names with their values between braces, of which some have no space behind the colon."""
    pairs = [_PART.fullmatch(part) for part in inside.split(",")]
    names = [(pair[1], pair[2]) for pair in pairs if pair]
    if len(names) < len(pairs) or not re.search(r"\w(?::\S|=)", inside):
        return None
    new = ", ".join(f"{name}: {value}" for name, value in names)
    message = "There is no space after the colon."
    whole = f"{line[:at]}{new}{line[at + len(inside) :]}"
    return mended((n, at), message, "Write it with a space", whole, certain=True)


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
    new, is_certain = without_tabs(lines)
    new = groups.in_order(new)
    spaces = indent_of(new[at[0]])
    many = {0: "", 2: " and type two spaces with the space bar"}
    how = many.get(spaces, f" and type {spaces} spaces with the space bar")
    hint = f"Delete the tab{how} before '{_first(lines[at[0]])}'."
    return Slip(*at, message, hint, Change(0, len(lines), tuple(new)), is_certain)


def _wide(lines: list[str], at: tuple[int, int]) -> Slip:
    message = "There are spaces here that were pasted from a word processor and do not work."
    line = lines[at[0]]
    plain = [_WIDE_GAP.sub(r"\1 ", _WIDE_INDENT.sub("  ", line)) for line in lines]
    new = groups.in_order(plain)
    hint = "Delete them and type them again with the space bar."
    if line.strip() and line[0].isspace() and KEY.match(line.strip()):
        many = {2: "two"}.get(spaces := indent_of(new[at[0]]), spaces)
        hint = f"Delete them and type {many} spaces with the space bar before '{_first(line)}'."
    return Slip(*at, message, hint, Change(0, len(lines), tuple(new)), is_certain=True)


def _first(line: str) -> str:
    return line.strip().split(" ")[0][:40]


_SLIPS = (("\t", _TAB, _tab), (_WIDE, _WIDE_SPACE, _wide))
"""Each slip that a pattern finds, by the signs without which there is none."""
