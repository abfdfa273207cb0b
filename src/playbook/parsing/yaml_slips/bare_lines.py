"""What is said of a line of front matter that has neither a dash nor a colon where it needs one."""

import re
from collections.abc import Iterator

from playbook.parsing.yaml_slips import dashes
from playbook.parsing.yaml_slips.slips import (
    EMPTY_KEY,
    KEY,
    Change,
    Slip,
    as_value,
    indent_of,
    mended,
)

_FULL_KEY = re.compile(r"^ *([\w-]+): +([^\[{|>#\d].*)$")
_OTHER_COLON = re.compile(
    r"^[*_`]{0,3}([a-z]+(?:_[a-z]+)*)[*_`]{0,3} *(?::?= *|： *|:[*_]+:? *|[*_`]+: *)(\S.*)$"
)
"""A name and a text with another sign than a colon between them: `title = Ask`."""
_NAME = re.compile(r"[a-z]+(?:[_-][a-z]+)*")
_BELOW = re.compile(r" +\S|- ")
"""How a line begins that belongs to the key above it."""
_AFTER_A_SENTENCE = re.compile(r"^[\w-]+: .*[.!?][\"']?$")
_OTHER_SIGN = re.compile(r"^([a-z]+(?:-[a-z]+)*)[.;,] +([A-Z].*)$")
"""A name and a sentence with a sign between them that no sentence goes on with."""
_NOTE = re.compile(r"^(?:<!--|//|/\*)\s*(.*?)\s*(?:-->|\*/)?$")
"""A comment as HTML and programs have it."""
_WITH_DASH = re.compile(r"^([\w-]+(?: [\w-]+){0,3}?) +[-–—] +(\S.*)$")


def parted_by_dash(line: str) -> tuple[str, str] | None:
    """A name and a text that a dash parts."""
    match = _WITH_DASH.match(line)
    return (match[1], match[2]) if match else None


def colon_for_dash(line: str) -> str:
    """A name and a text that a dash parts, parted by a colon; "" for another line."""
    pair = parted_by_dash(line)
    return f"{pair[0]}: {as_value(pair[1])}" if pair else ""


def key_between_marks(line: str) -> str:
    """A name with another sign than a colon, or between stars, and its text: `name: text`; "" for
    another line.
    """
    match = _OTHER_COLON.match(line)
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
    indent = indent_of(lines[number])
    at, above = (number, indent), lines[number - 1] if number else ""
    if slip := dashes.alone(lines, number):
        return slip
    if above.lstrip().startswith("- "):
        message = "This line has no dash before it, and the line above it has one."
        start = above[: indent_of(above)]
        return mended(at, message, "Put a dash and a space before it", f"{start}- {line}")
    dash = f"{lines[number][:indent]}- "
    if not number and sum(other.startswith(dash) for other in lines) > 1:
        message = "A list begins here, and no line above says of what."
        hint = "Above it, write the key that it belongs to and a colon, such as references:"
        return Slip(*at, message, hint)
    if line.startswith("-"):
        message = "Lines here are made like 'title: …', and this one starts with a dash."
        return mended(at, message, "Delete the dash", line.lstrip("- "))
    message = "Lines here are made like 'title: …', and this one is not."
    return Slip(*at, message, *_belongs(lines, number))


def _belongs(lines: list[str], number: int) -> tuple[str, Change | None]:
    """The way out for a line without a colon, and the change: where its words belong."""
    indent, line = re.fullmatch(r"(\s*)(.*?)\s*", lines[number]).groups()  # type: ignore[union-attr]
    if text := key_between_marks(line):
        change = Change(number, number + 1, (f"{indent}{text}",))
        return f"Write the name, a colon, a space, and the text: {text}", change
    if note := _NOTE.match(line):
        text = f"# {note[1]}".strip()
        change = Change(number, number + 1, (f"{indent}{text}",))
        return f"Put a # and a space before it, and no reader sees it: {text}", change
    above = lines[number - 1].strip() if number else ""
    if (pair := _OTHER_SIGN.match(line)) and _AFTER_A_SENTENCE.match(above):
        text = f"{pair[1]}: {as_value(pair[2])}"
        change = Change(number, number + 1, (f"{indent}{text}",))
        return f"Write a colon after the name: {text}", change
    if text := colon_for_dash(line):
        change = Change(number, number + 1, (f"{indent}{text}",))
        return f"Write a colon in place of the dash: {text}", change
    if _NAME.fullmatch(line) and _BELOW.match(lines[number + 1] if lines[number + 1 :] else ""):
        change = Change(number, number + 1, (f"{indent}{line}:",))
        return f"The lines below belong to it, so write a colon after it: {line}:", change
    for at in (number + 1, number - 1):
        if empty := EMPTY_KEY.match(_empty_key(lines, at)):
            text = f"{empty[1]}: {as_value(line)}"
            change = Change(min(at, number), max(at, number) + 1, (indent + text,))
            return f"Write it after the colon of '{empty[1]}': {text}", change
    ways = list(_ways(lines, number, line))
    if not ways:
        hint = "Write the name of a key, a colon, and a space before it, on the same line."
        return hint, None
    return " ".join(hint for hint, _ in ways), ways[0][1]


def _ways(lines: list[str], number: int, line: str) -> Iterator[tuple[str, Change]]:
    """What a line may be that is neither beside a key nor below one, the likeliest first."""
    ways = list[tuple[str, Change]]()
    above = _FULL_KEY.match(lines[number - 1]) if number else None
    if above and (text := above[2].strip()):
        whole = f"{text[:-1]} {line}{text[-1]}" if text[-1] in "\"'" else as_value(f"{text} {line}")
        hint = "If it goes on from the line above, make one of the two: "
        joined = f"{above[1]}: {whole}"
        ways.append((hint + joined, Change(number - 1, number + 1, (joined,))))
    name, _, rest = line.partition(" ")
    if rest and name.isalpha() and name.islower():
        text = f"{name}: {as_value(rest)}"
        hint = f"If '{name}' is a key, write a colon after it: {text}"
        ways.append((hint, Change(number, number + 1, (text,))))
    is_value = bool(rest) and (rest.isalpha() or not rest[0].islower())
    return iter(reversed(ways) if is_value else ways)


def _empty_key(lines: list[str], at: int) -> str:
    """A line, if it is a key that has nothing beside it or below it."""
    line, below = (lines[n] if 0 <= n < len(lines) else "" for n in (at, at + 1))
    return "" if below[:1].isspace() and below.strip() else line
