"""Diagnostics of YAML that cannot be read, for people who have never heard of YAML."""

import re
from collections.abc import Iterator

import yaml

from playbook.parsing.yaml_codes import BAD_YAML
from playbook.parsing.yaml_lines import KEY, Slip, as_value, bare_line
from playbook.source.decoding import place
from playbook.source.diagnostics import Diagnostic, in_quotes
from playbook.source.location import Location

NOT_A_MAPPING = "not a mapping"
"""What libyaml would say of front matter that is one text or one list."""

_TAB = re.compile(r"^ *(\t)", re.MULTILINE)
_WIDE = "\u00a0\u2000-\u200a\u202f\u3000"
_WIDE_SPACE = re.compile(rf"^(?: *| *[\w-]+:| *-)([{_WIDE}])", re.MULTILINE)
_COMMENT = re.compile(r"^(?:[^\"'#:\n]*:| *-)[^\"'#\n]*[^\s\"'#] [ ]*(#[^\s#])", re.MULTILINE)
_COMMENT_IN_BRACKETS = re.compile(r"\"[^\"]*\"|'[^']*'|[:,\[{] +(#[^\s#])")
_NO_SPACE = re.compile(r"^( *[A-Za-z][\w-]*):(?![\s/:]|$)(.*)")
_LINE = re.compile(r"^(?P<start> *(?:- +)?(?:[\w-]+: +)?)(?P<value>.*)$")

_NOTE = "From the # on, this line would be lost: a # starts a note that nobody is shown."
_ONLY = "Put only the value in double quotes: "


def silent_slip(text: str, path: str, first_line: int) -> Diagnostic | None:
    """What would be read without complaint, and not as it was meant."""
    for pattern, tell in ((_TAB, _tab), (_WIDE_SPACE, _wide), (_COMMENT, _comment_in_text)):
        if match := pattern.search(text):
            line, column = place(text, match.start(1))
            message, hint = tell(text.split("\n")[line - 1])
            at = Location(path, line + first_line - 1, column)
            return Diagnostic(at, BAD_YAML, message, hint)
    return None


def comment_as_value(text: str, index: int, path: str, first_line: int) -> Diagnostic:
    """What is said of a text that starts with the # at `index`, and is a note for that reason."""
    number, column = place(text, index)
    value = text[index:].partition("\n")[0].partition(" # ")[0]
    hint = f"{_ONLY}{text[index - column + 1 : index].strip(' {[')} {_in_quotes(value)}"
    return Diagnostic(Location(path, number + first_line - 1, column), BAD_YAML, _NOTE, hint)


def syntax(error: yaml.MarkedYAMLError, text: str, path: str, first_line: int) -> Diagnostic:
    """What somebody wrote that cannot be taken apart, and how to write it."""
    lines = text.split("\n")
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    line = min(line, text.rstrip("\n").count("\n"))
    slip = next(_slips(lines[: line + 1]), None) or _explain(error, lines, line, column)
    at = Location(path, slip.line + first_line, slip.column + 1)
    return Diagnostic(at, BAD_YAML, slip.message, slip.hint)


def _tab(line: str) -> tuple[str, str]:
    return (
        "This line starts with a tab.",
        f"Delete the tab and type two spaces with the space bar before '{_first(line)}'.",
    )


def _wide(line: str) -> tuple[str, str]:
    message = "There are spaces here that were pasted from a word processor and do not work."
    if line.strip() and line[0].isspace() and KEY.match(line.strip()):
        return (
            message,
            f"Delete them and type two spaces with the space bar before '{_first(line)}'.",
        )
    return message, "Delete them and type them again with the space bar."


def _comment_in_text(line: str) -> tuple[str, str]:
    if (match := _LINE.match(line)) and match["value"].startswith(("{", "[")):
        return _NOTE, _within(line, line.index("#"))
    return _NOTE, f"Put the text in double quotes: {_value_in_quotes(line)}"


def _comments_in_brackets(lines: list[str], first: int) -> Iterator[Slip]:
    """Where a # starts a note between brackets, in lines that count from `first`."""
    for number, line in enumerate(lines, first):
        for match in _COMMENT_IN_BRACKETS.finditer(line):
            if match[1]:
                yield Slip(number, match.start(1), _NOTE, _within(line, match.start(1)))


def _within(line: str, at: int) -> str:
    """The way out for a # between brackets: quote the one value that it stands in."""
    start = max(line.rfind(sign, 0, at) for sign in "{[,") + 1
    return _ONLY + _value_in_quotes(re.split(r"[,}\]]", line[start:])[0].strip())


def _first(line: str) -> str:
    return line.strip().split(" ")[0][:40]


def _in_quotes(text: str) -> str:
    text = text.strip()
    if text[:1] in "“”" and text[-1:] in "“”" and len(text) > 2:
        text = text[1:-1]
    return in_quotes(text)


def _value_in_quotes(line: str) -> str:
    match = _LINE.match(line)
    start, value = (match["start"], match["value"]) if match else ("", line)
    if start.strip().startswith("- ") and ":" in start:
        start, value = "- ", line.strip()[2:]
    return f"{start.strip()} {_in_quotes(value)}".strip()


def _slips(lines: list[str]) -> Iterator[Slip]:
    """The slips that can be seen in a line, in the order of the lines."""
    for number, line in enumerate(lines):
        match = _LINE.match(line)
        start, value = (match["start"], match["value"].rstrip()) if match else ("", "")
        if (sign := value[:1]) in ('"', "'") and value:
            rest = value[1:].replace("\\" + sign if sign == '"' else "''", "")
            after = rest.partition(sign)[2].strip()
            if sign not in rest:
                message = "A quotation mark opens the text here, and none closes it."
                hint = f"Write the same mark after the last word: {start.strip()} {value}{sign}"
                yield Slip(number, len(start), message, hint)
            elif after and not after.startswith(("#", ",", ":")):
                yield Slip(number, len(start), *_marks(line, start, value))
        elif colon := _NO_SPACE.match(line):
            hint = f"Write it with a space: {colon[1].strip()}: {colon[2]}"
            yield Slip(number, len(colon[1]) + 1, "There is no space after the colon.", hint)


def _marks(line: str, start: str, value: str) -> tuple[str, str]:
    """What is said of quotation marks that end before the text does."""
    if value[-1] == value[0] and len(value) > 2:
        message = f"The text here has a {value[0]} within it, where the quotation would end."
        mark = "double" if value[0] == "'" and '"' not in value else "single"
        text = f"{start.strip()} {in_quotes(value[1:-1])}"
        return message, f"Put {mark} quotes around it in place of these: {text}"
    message = "The quotation marks here are around a part of the text only."
    return message, f"Put marks of the other kind around all of it: {_value_in_quotes(line)}"


def _explain(error: yaml.MarkedYAMLError, lines: list[str], number: int, column: int) -> Slip:
    line = lines[number]
    match error.problem or "":
        case "mapping values are not allowed in this context":
            return _second_colon(lines, number, column)
        case "could not find expected ':'" | "did not find expected '-' indicator" as complaint:
            return bare_line(lines, number if "-" in complaint else number - 1, number)
        case "found character that cannot start any token":
            return _sign(line, number, column)
        case "did not find expected alphabetic or numeric character":
            return _sign(line, number, max(line.find("*"), line.find("&"), 0))
        case "did not find expected key" | "did not find expected <document start>":
            return _stray(lines, number, column)
        case "did not find expected ',' or ']'" | "did not find expected ',' or '}'":
            last = number + 1
            if mark := error.context_mark:
                number, column = mark.line, mark.column
            message = "A bracket that opens here is not closed, or words follow it."
            hint = (
                'Close it; if it is part of the text, put all of it in double quotes: "[New] Ask".'
            )
            comments = _comments_in_brackets(lines[number:last], number)
            return next(comments, Slip(number, column, message, hint))
        case "did not find expected node content" if openings := list(
            _comments_in_brackets(lines[: number + 1], 0)
        ):
            return openings[-1]
        case "found invalid Unicode character escape code":
            message = "There is a \\ here that stands for no letter."
            return Slip(number, column, message, "Type the letter itself, or delete the \\.")
        case complaint if complaint == NOT_A_MAPPING:
            return bare_line(lines, number, number)
    hint = "Look for a missing dash, colon, quote or bracket, here or in the line above; "
    hint += "when in doubt, put the text in double quotes."
    return Slip(number, column, "This line cannot be read.", hint)


def _second_colon(lines: list[str], number: int, column: int) -> Slip:
    line = lines[number]
    above = lines[number - 1] if number else ""
    if above.strip() and not KEY.match(above) and not above.lstrip().startswith(("-", "#")):
        return bare_line(lines, number - 1, number - 1)
    spaces, own = (len(text) - len(text.lstrip()) for text in (above, line))
    if 0 < spaces < own and KEY.match(above):
        many = "a space" if own - spaces == 1 else f"{own - spaces} spaces"
        message = f"This line has {many} more before it than the line above."
        hint = f"Delete {many}, so that it lines up: {' ' * spaces}{line.strip()}"
        return Slip(number, own, message, hint)
    if len(re.findall(r":(?: |$)", line)) < 2:
        message = "This line has spaces before it, and the line above has a text of its own."
        hint = "Delete the spaces; if the line belongs to the one above, leave nothing after the "
        return Slip(number, len(line) - len(line.lstrip()), message, hint + "colon of that one.")
    message = "There is a second colon in this line."
    return Slip(number, column, message, f"Put the text in double quotes: {_value_in_quotes(line)}")


def _sign(line: str, number: int, column: int) -> Slip:
    sign = line[column : column + 1]
    value = line[column:].strip()
    message = f"A text cannot start with the sign {sign} here."
    if value.startswith("* "):
        return Slip(number, column, message, f"Start the line with a dash: - {value[2:]}")
    if sign == "*" and (words := value.replace("*", "").strip()):
        start = line[:column].strip()
        return Slip(
            number, column, message, f"Write it without the stars: {start} {as_value(words)}"
        )
    return Slip(number, column, message, f"Put the text in double quotes: {_value_in_quotes(line)}")


def _stray(lines: list[str], number: int, column: int) -> Slip:
    line = lines[number]
    spaces = len(line) - len(line.lstrip(" "))
    word = _first(line)
    if not KEY.match(line) and not line.lstrip().startswith("-"):
        return bare_line(lines, number, number)
    if line.lstrip().startswith("- "):
        hint = "Put two spaces before each dash of a list, and nothing after the colon above it."
        return Slip(number, column, "This line does not line up with those around it.", hint)
    many = "a space" if spaces == 1 else f"{spaces} spaces"
    return Slip(
        number,
        column,
        f"There is {many} before '{word}', so it does not line up with the lines around it."
        if spaces == 1
        else f"There are {spaces or 'no'} spaces before '{word}', which does not line up.",
        f"Delete what stands before '{word}'; if it belongs to a line above, like a role to "
        "'roles:', put two spaces before it.",
    )
