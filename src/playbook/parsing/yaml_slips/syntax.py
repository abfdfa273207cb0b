"""Slips that cannot be read, told to people who have never heard of YAML."""

import itertools
import re
from collections.abc import Iterator

import yaml

from playbook.parsing.yaml_slips import brackets, dashes, groups, indents
from playbook.parsing.yaml_slips.bare_lines import bare_line, key_between_marks
from playbook.parsing.yaml_slips.slips import (
    IN_QUOTES,
    KEY,
    LINE,
    Change,
    Slip,
    as_value,
    indent_of,
    mended,
    with_quoted_value,
)
from playbook.source.diagnostics import Diagnostic, in_quotes

_TWO_PAIRS = 4
"""The marks of two quotations, as in `"Ask" and "wait"`."""

NOT_A_MAPPING = "not a mapping"
"""What libyaml would say of front matter that is one text or one list."""

_NO_SPACE = re.compile(r"^( *[A-Za-z][\w-]*):(?![\s/:]|$)(.*)")


def syntax(error: yaml.MarkedYAMLError, text: str, path: str, first_line: int) -> Diagnostic:
    """What somebody wrote that cannot be taken apart, and how to write it.

    A change is tried before it is advised: one after which the same place or an earlier one cannot
    be read is none.
    """
    lines = text.split("\n")
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    line = min(line, text.rstrip("\n").count("\n"))
    slip = next(_slips(lines[: line + 1]), None) or groups.slip_in_groups(lines, line)
    slip = slip or _explain(error, lines, line, column)
    if slip.change and not _reads(slip.change, lines):
        slip = slip._replace(change=None)
    return slip.told(lines, path, first_line)


def _reads(change: Change, lines: list[str]) -> bool:
    """Whether the lines can be read once a change is made, down to the last one of it."""
    try:
        for _ in yaml.parse(change.text(lines), Loader=yaml.CSafeLoader):
            pass
    except yaml.MarkedYAMLError as error:
        mark = error.context_mark or error.problem_mark
        return mark is not None and mark.line > change.first + len(change.lines)
    except yaml.reader.ReaderError:
        pass
    return True


def _slips(lines: list[str]) -> Iterator[Slip]:
    """The slips that can be seen in a line, in the order of the lines."""
    last = -1
    for number, line in enumerate(lines):
        if number <= last:
            continue  # within a quotation
        start, value = _cut(line)
        if (sign := value[:1]) in ('"', "'") and value:
            rest = value[1:].replace("\\" + sign if sign == '"' else "''", "")
            after = rest.partition(sign)[2].strip()
            last = number if sign in rest else number + _closing(lines[number:], sign)
            if sign not in rest and last == number:
                message = "A quotation mark opens the text here, and none closes it."
                how = "Write the same mark after the last word"
                new = start + value.rstrip("”’“") + sign
                yield mended((number, len(start)), message, how, new)
            elif after == "," and start.strip():
                message = "A comma stands after the quotation marks."
                at = (number, len(line.rstrip()) - 1)
                yield mended(at, message, "Delete it", line.rstrip()[:-1])
            elif after and not after.startswith(("#", ":", ",")[: 2 if start.strip() else 3]):
                yield _marks(number, line, start, value)
        elif line.rstrip() == "...":
            message = (
                "A line of three dots ends the front matter here, and the keys below are lost."
            )
            change = Change(number, number + 1, ())
            yield Slip(number, 0, message, "Delete the line.", change, is_certain=True)
        elif colon := _NO_SPACE.match(line):
            message = "There is no space after the colon."
            new = f"{colon[1]}: {as_value(colon[2])}"
            at = (number, len(colon[1]) + 1)
            yield mended(at, message, "Write it with a space", new, certain=True)


def _closing(lines: list[str], sign: str) -> int:
    """The line that ends with the quotation that opens in the first, if all up to there is deeper
    than that; 0 where none does.
    """
    own = indent_of(lines[0])
    below = itertools.takewhile(lambda line: not line.strip() or indent_of(line) > own, lines[1:])
    return next((n for n, line in enumerate(below, 1) if line.rstrip().endswith(sign)), 0)


def _cut(line: str) -> tuple[str, str]:
    match = LINE.match(line)
    return (match["start"], match["value"].rstrip()) if match else ("", "")


def _marks(number: int, line: str, start: str, value: str) -> Slip:
    """What is said of quotation marks that end before the text does."""
    at = (number, len(start))
    first = value.find(value[0], 1)  # closes the mark that opens where a space follows it
    ends = value[first - 1 : first].strip() and not value[first + 1 : first + 2].strip()
    is_apart = ends and value.count(value[0]) == _TWO_PAIRS
    if value[-1] == value[0] and len(value) > 2 and not is_apart:
        message = f"The text here has a {value[0]} within it, where the quotation would end."
        mark = "double" if value[0] == "'" and '"' not in value else "single"
        how = f"Put {mark} quotes around it in place of these"
        return mended(at, message, how, start + in_quotes(value[1:-1]))
    message = "The quotation marks here are around a part of the text only."
    how = "Put marks of the other kind around all of it"
    return mended(at, message, how, with_quoted_value(line))


def _explain(error: yaml.MarkedYAMLError, lines: list[str], number: int, column: int) -> Slip:
    line = lines[number]
    match error.problem or "":
        case "mapping values are not allowed in this context":
            return indents.second_colon(lines, number, column)
        case "did not find expected '-' indicator" if _cut(line)[1][:1] in ("[", "{"):
            return brackets.bracket(line, (number, len(_cut(line)[0])))
        case "could not find expected ':'" | "did not find expected '-' indicator" as complaint:
            return bare_line(lines, number if "-" in complaint else number - 1, number)
        case "found character that cannot start any token":
            return _sign(lines, number, column)
        case "did not find expected comment or line break" if mark := error.context_mark:
            return _sign(lines, mark.line, mark.column)
        case "did not find expected alphabetic or numeric character":
            return _sign(lines, number, max(line.find("*"), line.find("&"), 0))
        case "did not find expected key" | "did not find expected <document start>":
            return _stray(lines, number, column)
        case "did not find expected ',' or ']'" | "did not find expected ',' or '}'":
            opening = error.context_mark or error.problem_mark
            at = (opening.line, opening.column) if opening else (number, column)
            comments = brackets.comments(lines[at[0] : number + 1], at[0])
            return next(comments, None) or brackets.bracket(lines[at[0]], at)
        case "did not find expected node content" if slip := _no_value(lines, number, column):
            return slip
        case "found unexpected end of stream" if opening := error.context_mark:
            if (cut := _cut(lines[opening.line]))[1][:1] in ("[", "{"):
                return brackets.bracket(lines[opening.line], (opening.line, len(cut[0])))
        case "found invalid Unicode character escape code":
            message = "There is a \\ here that stands for no letter."
            return Slip(number, column, message, "Type the letter itself, or delete the \\.")
        case "found unknown escape character":
            return _backslash(line, number, column)
        case complaint if complaint == NOT_A_MAPPING:
            return bare_line(lines, number, number)
    hint = "Look for a missing dash, colon, quote, or bracket, here or in the line above; "
    hint += "when in doubt, put the text in double quotes."
    return Slip(number, column, "This line cannot be read.", hint)


def _no_value(lines: list[str], number: int, column: int) -> Slip | None:
    """What is said where a value is expected between brackets, and none stands there."""
    line = lines[number]
    if ",," in re.sub(r"\s", "", line):
        message = "There are two commas here with nothing between them."
        return mended((number, column), message, "Write one", re.sub(r",(?:\s*,)+", ",", line))
    return next(reversed([*brackets.comments(lines[: number + 1], 0)]), None)


def _backslash(line: str, number: int, column: int) -> Slip:
    message = "There is a \\ here that stands for no letter."
    start, value = _cut(line)
    if value[:1] == value[-1:] == '"' and len(value) > 2:
        how = "Put single quotes around the text, in which it stays a \\"
        return mended((number, column), message, how, start + in_quotes(value[1:-1]))
    return Slip(number, column, message, "Type the letter itself, or delete the \\.")


def _sign(lines: list[str], number: int, column: int) -> Slip:
    line = lines[number]
    at, sign, value = (number, column), line[column : column + 1], line[column:].strip()
    message = f"A text cannot start with the sign {sign} here."
    if value.startswith("* "):
        rest = itertools.takewhile(lambda text: text.lstrip().startswith("* "), lines[number:])
        new = tuple(re.sub(r"^( *)\*", r"\1-", text) for text in rest)
        hint = f"Start the line with a dash: {new[0].strip()}"
        return Slip(*at, message, hint, Change(number, number + len(new), new))
    if key := "" if line[:column].strip() else key_between_marks(value):
        return mended(at, message, "Write it without the stars", line[:column] + key)
    if sign in "*`" and (words := value.replace(sign, "").strip()):
        how = f"Write it without the {'stars' if sign == '*' else 'backticks'}"
        return mended(at, message, how, line[:column] + as_value(words))
    return mended(at, message, IN_QUOTES, with_quoted_value(line))


def _stray(lines: list[str], number: int, column: int) -> Slip:
    line = lines[number]
    if (start := _cut(line)) and start[1][:1] in ("[", "{") and column > len(start[0]):
        return brackets.bracket(line, (number, len(start[0])))
    spaces = indent_of(line)
    word = line.strip().split(" ")[0][:40]
    if not KEY.match(line) and not line.lstrip().startswith("-"):
        return bare_line(lines, number, number)
    if line.lstrip().startswith("- "):
        return dashes.stray(lines, number, column)
    if not spaces and (slip := indents.first_set_in(lines, number)):
        return slip
    if slip := indents.shallower(lines, number):
        return slip
    many = "a space" if spaces == 1 else f"{spaces} spaces"
    message = f"There are {spaces or 'no'} spaces before '{word}', which does not line up."
    if spaces == 1:
        message = (
            f"There is {many} before '{word}', so it does not line up with the lines around it."
        )
    return Slip(
        *(number, column, message),
        f"Delete what stands before '{word}'; if it belongs to a line above, like a role to "
        "'roles:', put two spaces before it.",
        Change(number, number + 1, (line.strip(),)),
    )
