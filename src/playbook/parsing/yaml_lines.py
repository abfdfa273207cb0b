"""What is said of a line of front matter that has neither a dash nor a colon where it needs one."""

import re
from typing import NamedTuple

from playbook.source.diagnostics import in_quotes

KEY = re.compile(r"^ *(?:- +)?[\w-]+:(?: |$)")
_EMPTY_KEY = re.compile(r"^ *([\w-]+): *(?:#.*)?$")
_FULL_KEY = re.compile(r"^ *([\w-]+): +([^\[{|>#\d].*)$")
_WITH_DASH = re.compile(r"^([\w-]+(?: [\w-]+){0,3}?) +[-–—] +(\S.*)$")


class Slip(NamedTuple):
    """What is said of a line: its number and column from nought, a sentence and a way out."""

    line: int
    column: int
    message: str
    hint: str


def as_value(words: str) -> str:
    """A text as a value, in quotes where a colon or a number sign would end it."""
    return in_quotes(words) if re.search(r":(?: |$)| #", words) else words


def colon_for_dash(line: str) -> str:
    """A name and a text that a dash parts, parted by a colon; "" for another line."""
    match = _WITH_DASH.match(line)
    return f"{match[1]}: {as_value(match[2])}" if match else ""


def bare_line(lines: list[str], latest: int, fallback: int) -> Slip:
    """A line with neither a dash nor a colon."""
    bare = [
        number
        for number, line in enumerate(lines[: latest + 1])
        if line.strip() and not KEY.match(line) and not line.lstrip().startswith(("-", "#"))
    ]
    number = bare[-1] if bare else fallback
    line = lines[number].strip()
    indent = len(lines[number]) - len(lines[number].lstrip())
    if number and lines[number - 1].lstrip().startswith("- "):
        message = "This line has no dash before it, and the line above it has one."
        return Slip(number, indent, message, f"Put a dash and a space before it: - {line}")
    if line.startswith("-"):
        message = "Lines here are made like 'title: …', and this one starts with a dash."
        return Slip(number, indent, message, f"Delete the dash: {line.lstrip('- ')}")
    message = "Lines here are made like 'title: …', and this one is not."
    return Slip(number, indent, message, _belongs(lines, number))


def _belongs(lines: list[str], number: int) -> str:
    """The way out for a line without a colon: where its words belong."""
    line = lines[number].strip()
    if parted := colon_for_dash(line):
        return f"Write a colon in place of the dash: {parted}"
    for text in (_empty_key(lines, number + 1), _empty_key(lines, number - 1)):
        if empty := _EMPTY_KEY.match(text):
            return f"Write it after the colon of '{empty[1]}': {empty[1]}: {as_value(line)}"
    ways = list[str]()
    above = _FULL_KEY.match(lines[number - 1]) if number else None
    if above:
        text = above[2].strip()
        whole = f"{text[:-1]} {line}{text[-1]}" if text[-1] in "\"'" else as_value(f"{text} {line}")
        ways.append(f"If it goes on from the line above, make one of the two: {above[1]}: {whole}")
    name, _, rest = line.partition(" ")
    if rest and name.isalpha() and name.islower():
        ways.append(f"If '{name}' is a key, write a colon after it: {name}: {as_value(rest)}")
    if not ways:
        return "Write the name of a key, a colon and a space before it, on the same line."
    return " ".join(ways)


def _empty_key(lines: list[str], at: int) -> str:
    """A line, if it is a key that has nothing beside it or below it."""
    line, below = (lines[n] if 0 <= n < len(lines) else "" for n in (at, at + 1))
    return "" if below[:1].isspace() and below.strip() else line
