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
_BRACES = re.compile(r"^ *[\w-]+: +\{([^{}]*)\} *$")
_PART = re.compile(r" *([a-z_]+) ?[:=] *([^\s,:=]+) *")
_BLOCK = re.compile(r"(?:^|[:-] +)[|>][+-]?\d?[+-]? *(?:#.*)?$")
"""The end of a line below which a text goes over several lines."""
_FAR = 400
"""The lines above one among which that line is sought."""
_BEFORE_NUMBER = frozenset("the a an our this that what which room number no one per".split())
"""What stands before a # that is read as number."""
_NO_SPACE = re.compile(r"^ *(-)(?![\s-]|\d+(?:\.\d+)?\s*$)[^\n]", re.MULTILINE)
_COMMENT = re.compile(r"^(?:[^\"'#:\n]*:| *-)[^\"'#\n]*[^\s\"'#] [ ]*(#[^\s#])", re.MULTILINE)


def _dash(lines: list[str], at: tuple[int, int]) -> Slip | None:
    """Every item of the list whose dash has no space; none in a text that goes on over lines."""
    line = lines[at[0]]
    above = next((one for one in reversed(lines[: at[0]]) if one.strip()), "")
    is_list = above.lstrip().startswith("-") or re.fullmatch(r" *(?:- )?[\w-]+: *", above)
    if not is_list:
        return None
    start = line[: at[1] + 1]
    new = [re.sub(rf"^{re.escape(start)}(?=[^\s-])", f"{start} ", one) for one in lines]
    hint = f"Put a space after the dash: {new[at[0]].strip()}"
    message = "There is no space after the dash."
    return Slip(*at, message, hint, Change(0, len(lines), tuple(new)), is_certain=True)


def _is_number_sign(line: str, at: int) -> bool:
    """Whether the # at a place of a line stands for the word number, as in `our district is # 1`:
    a note starts with other words, and after a text that has ended.
    """
    start, value = parts(line)
    if not start.strip():
        return False
    words = line[len(start) : at].split()
    is_text = len(words) > 1 and value[:1] not in "\"'[{|>&*!"
    return is_text and bool(
        words[-1].lower() in _BEFORE_NUMBER or re.match(r"# (?:\d|of\b)", line[at:])
    )


def silent_slip(text: str, path: str, first_line: int) -> Diagnostic | None:
    """What would be read without complaint, and not as it was meant."""
    for pattern, tell in ((_TAB, _tab), (_WIDE_SPACE, _wide), (_COMMENT, _comment_in_text)):
        if match := pattern.search(text):
            line, column = place(text, match.start(1))
            lines = text.split("\n")
            return tell(lines, (line - 1, column - 1)).told(lines, path, first_line)
    if " # " not in text and "{" not in text and not _NO_SPACE.search(text):
        return None
    lines = text.split("\n")
    slip = next((slip for n in range(len(lines)) if (slip := _in_line(lines, n))), None)
    return slip.told(lines, path, first_line) if slip else None


def _in_line(lines: list[str], n: int) -> Slip | None:
    """What only the lines around it tell of a line."""
    line = lines[n]
    at = line.find(" # ") + 1
    if (at or _NO_SPACE.match(line)) and _is_in_block(lines, n):
        return None
    if at and _is_number_sign(line, at):
        return _comment_in_text(lines, (n, at))
    if braces := _BRACES.match(line):
        return _parts(line, n, braces.start(1), braces[1])
    dash = _NO_SPACE.match(line)
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


def _is_in_block(lines: list[str], n: int) -> bool:
    """Whether a line is a part of a text over several lines, where each sign is what it is."""
    indent = len(lines[n]) - len(lines[n].lstrip())
    for line in reversed(lines[max(n - _FAR, 0) : n]):
        if line.strip() and len(line) - len(line.lstrip()) < indent:
            return bool(_BLOCK.search(line))
    return False


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
