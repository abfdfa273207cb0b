"""What is said of square brackets and braces, and of what stands between them."""

import re
from collections.abc import Iterator

from playbook.parsing.yaml_slips.slips import (
    IN_QUOTES,
    NOTE,
    ONLY,
    Change,
    Slip,
    mended,
    with_quoted_value,
)

_COMMENT = re.compile(r"\"[^\"]*\"|'[^']*'|[:,\[{] +(#[^\s#])")
_SIGN_AFTER = re.compile(r"(\[[^\[\]]*\]|\{[^{}]*\})\s*([,;.])")
_CLOSING = {"[": "]", "{": "}"}


def bracket(line: str, at: tuple[int, int]) -> Slip:
    """What is said of a bracket that has no other one, or that is a part of a text."""
    number, column = at
    start, value = line[:column], line[column:].rstrip()
    if mark := _open_mark(value):
        opens, ends = mark
        message = "A quotation mark opens here between brackets, and none closes it."
        new = f"{start}{value[:ends]}{value[opens]}{value[ends:]}"
        how = "Write the same mark after the last word"
        return mended((number, column + opens), message, how, new)
    if after := _SIGN_AFTER.fullmatch(value):
        message = f"The sign {after[2]} stands after a bracket that closes."
        return mended((number, column + after.start(2)), message, "Delete it", start + after[1])
    closing = _CLOSING.get(value[:1], "")
    if closing and value[-1] in "]})" and closing not in value:
        message = f"A sign {value[0]} opens here, and another than {closing} closes it."
        return mended(at, message, f"Write {closing} at its end", start + value[:-1] + closing)
    message = "A bracket that opens here is not closed, or words follow it."
    if closing and closing not in value and value[1:].strip():
        return mended(at, message, "Close it", f"{line.rstrip()}{closing}")
    return mended(at, message, IN_QUOTES, with_quoted_value(line))


def _open_mark(value: str) -> tuple[int, int] | None:
    """Where a quotation mark opens between brackets, and where its text ends, if none closes it:
    before another one that opens, or the bracket that closes.
    """
    at, before = 1, value[0]
    while at < len(value):
        mark = value[at]
        if mark in "\"'" and before in "[{,:":
            other = value.find(mark, at + 1)
            text = (value[at:other] if other >= 0 else value[at:].rstrip("]}")).rstrip()
            if other < 0 or text.endswith(","):
                return at, at + len(text.rstrip(", "))
            at = other
        before = value[at] if value[at] != " " else before
        at += 1
    return None


def comments(lines: list[str], first: int) -> Iterator[Slip]:
    """Where a # starts a note between brackets, in lines that count from `first`."""
    for number, line in enumerate(lines, first):
        for match in _COMMENT.finditer(line):
            if match[1]:
                yield number_sign(line, number, match.start(1))


def number_sign(line: str, number: int, at: int) -> Slip:
    """What is said of a # between brackets, which is to be in quotes with the value around it."""
    start = max(line.rfind(sign, 0, at) for sign in "{[,") + 1
    value = re.split(r"[,}\]]", line[start:])[0]
    gap = value[: len(value) - len(value.lstrip())]
    new = with_quoted_value(value.strip())
    whole = line[:start] + gap + new + line[start + len(value.rstrip()) :]
    return Slip(number, at, NOTE, f"{ONLY}: {new}", Change(number, number + 1, (whole,)))
