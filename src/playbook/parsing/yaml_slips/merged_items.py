"""Items that are read as one text, since a dash or a quotation mark stands in another place."""

import re
from collections.abc import Sequence

from playbook.parsing.yaml_slips.slips import Change, Slip, indent_of, mended
from playbook.parsing.yaml_slips.texts import Kind, Text

_DASH = re.compile(r" *- +\S")
_NUMBER = re.compile(r" *(\d{1,2})[.)] +\S")
_BELOW = "the text below the second line --- has room for lists"


def merged_items(lines: Sequence[str], text: Text) -> Slip | None:
    """What is said of the first line within a text that begins as an item of a list does."""
    inside = range(text.first + 1, text.after)
    if not inside or text.kind not in (Kind.PLAIN, Kind.QUOTED):
        return None
    dash = next((n for n in inside if _DASH.match(lines[n]) and lines[n - 1].strip()), 0)
    if dash and text.kind is Kind.QUOTED:
        return _quoted(lines, text)
    if dash and _DASH.match(lines[text.first]):
        return _stray(lines, text, dash)
    numbers = [_number(lines[text.first][text.column :]), *(_number(lines[n]) for n in inside)]
    first = next((n for n in inside if _follows(numbers, n - text.first)), 0)
    if not first:
        return None
    message = "This line has a number before it, and is read as a part of the text above."
    hint = f"Make one sentence of the items; {_BELOW}."
    return Slip(first, indent_of(lines[first]), message, hint)


def _number(line: str) -> int:
    match = _NUMBER.match(line)
    return int(match[1]) if match else -1


def _follows(numbers: Sequence[int], at: int) -> bool:
    """Whether the line before or after one has the number beside its own."""
    own = numbers[at]
    return own >= 0 and (numbers[at - 1] == own - 1 >= 0 or own + 1 in numbers[at + 1 : at + 2])


def _quoted(lines: Sequence[str], text: Text) -> Slip | None:
    at, items = (
        (text.first, text.column),
        [line.rstrip() for line in lines[text.first : text.after]],
    )
    opening, mark = items[0], items[0][text.column]
    message = "A quotation mark opens the text here, and the lines below are read as a part of it."
    if not items[-1].endswith(mark):
        return None  # what never ends is told as that
    if all(map(_DASH.match, items)):
        words = [re.sub(r"^( *- +)", rf"\1{mark}", line) for line in items[1:]]
        new = [f"{line}{mark}" for line in (opening, *words[:-1])] + words[-1:]
        hint = f"Put the marks around each item: {', '.join(line.strip() for line in new)}"
        return Slip(*at, message, hint, Change(text.first, text.after, tuple(new)))
    if all(indent_of(line) > indent_of(opening) for line in items[1:] if line):
        return Slip(*at, message, f"Make one sentence of the items; {_BELOW}.")
    return mended(at, message, "Write the same mark after the last word", opening + mark)


def _stray(lines: Sequence[str], text: Text, dash: int) -> Slip:
    at = (dash, indent_of(lines[dash]))
    first, line = lines[text.first], lines[dash].strip()
    message = "The dash here does not line up with the one above it, so both are read as one item."
    margin = " " * indent_of(first)
    deep = at[1] - len(margin)
    new = [
        margin + one.strip() if _DASH.match(one) else one[min(deep, indent_of(one)) :]
        for one in lines[dash : text.after]
    ]
    hint = f"Put as many spaces before the dash as the line above has: {margin}{line}"
    return Slip(*at, message, hint, Change(dash, text.after, tuple(new)))
