"""A # within a text, from which on YAML takes a note: `Ask the principal's #1 question.`"""

import re
from collections.abc import Sequence

from playbook.parsing.yaml_slips import brackets
from playbook.parsing.yaml_slips.slips import (
    NOTE,
    Change,
    Slip,
    indent_of,
    parts,
    quoted,
)
from playbook.parsing.yaml_slips.texts import Kind, Text

_SIGN = re.compile(r"(?:(?<=\s)|^)#")
_BEFORE_NUMBER = frozenset("the a an our this that what which are is".split())
"""What stands before a # that is read as number."""
_OWNER = ("'s", "s'", "\u2019s", "s\u2019")
_NUMBER = re.compile(
    r"# \d+(?:$|[.,;:?!)]|.*[.?!]$"
    r"| (?:and|as|at|by|for|from|if|in|is|of|on|or|so|that|the|then|to|when|where|with)\b)"
)
"""A number in a sentence that goes on behind it; `# 2 chairs` may be a note."""
_KEY_OF_ITEM = re.compile(r" *- +[a-z_]+: ")


def number_sign(lines: Sequence[str], text: Text) -> Slip | None:
    """What is said of the first # in a text that is no remark behind it."""
    if text.kind not in (Kind.PLAIN, Kind.BRACKETS):
        return None
    after = text.first + 1 if text.kind is Kind.BRACKETS else text.after
    for n in range(text.first, after):
        line = lines[n].rstrip()
        start = text.column if n == text.first else indent_of(line)
        if not (sign := _SIGN.search(line, start)) or sign.start() == text.column:
            continue
        at = sign.start()
        if text.kind is Kind.BRACKETS:
            lost = re.match(r"#[^\s#]", line[at:]) and not re.search("[\"']", line[:at])
            return brackets.number_sign(line, n, at) if lost else None
        return _slip(lines, text, (n, at)) if _is_number(line[start:at], line[at:]) else None
    return None


def _is_number(before: str, rest: str) -> bool:
    """Whether a # stands for the word number, or begins a hashtag: a note starts with other words,
    and after a text that has ended.
    """
    words = before.split()
    if re.match(r"#[^\s#]", rest) or (words and rest.startswith("# of ")):
        return True
    is_named = len(words) > 1 and (
        words[-1].lower() in _BEFORE_NUMBER or (rest[2:3].isdigit() and words[-1].endswith(_OWNER))
    )
    return is_named or bool(words and words[-1][-1] not in ".?!" and _NUMBER.match(rest))


def _slip(lines: Sequence[str], text: Text, at: tuple[int, int]) -> Slip:
    first = lines[text.first]
    start = first[: text.column] if _KEY_OF_ITEM.match(first) else parts(first)[0]
    words = " ".join([first[len(start) :], *lines[text.first + 1 : text.after]]).split()
    whole = start + quoted(" ".join(words))
    hint = f"Put the text in double quotes: {whole.strip()}"
    return Slip(*at, NOTE, hint, Change(text.first, text.after, (whole,)))
