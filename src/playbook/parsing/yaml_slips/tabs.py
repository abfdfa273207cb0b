"""Spaces in the place of tabs that lines of front matter start with."""

import re
from collections.abc import Collection, Sequence
from itertools import takewhile

from playbook.parsing.yaml_slips.slips import EMPTY_KEY, KEY, indent_of

_DASH = re.compile(r" *- ")
_BLOCK = re.compile(r": +[|>][+-]?\d?[+-]? *$")
_VALUE = re.compile(r"[\w-]+: +[\[{]")


def without_tabs(lines: Sequence[str], names: Collection[str] = ()) -> tuple[list[str], bool]:
    """The lines in line with those around them, and whether that is certain; `names` are the keys
    that stand at the edge.
    """
    new, is_certain = list[str](), True
    for line in lines:
        words = line.lstrip(" \t")
        indent = line[: len(line) - len(words)]
        if "\t" not in indent:
            new.append(line)
            continue
        margin, is_one = _margin(new, words, indent, names)
        is_certain = is_certain and is_one
        new.append(" " * margin + words)
    return new, is_certain


def _margin(
    above: Sequence[str], words: str, indent: str, names: Collection[str]
) -> tuple[int, bool]:
    """How many spaces belong before some words, and whether nothing else can be meant."""
    width = len(indent.replace("\t", "  "))
    near = [line for line in reversed(above) if line.strip()]
    owner = next((line for line in near if line[0] != " "), "")
    if _BLOCK.search(owner):
        return width, True
    if words.startswith("- "):
        if near and EMPTY_KEY.match(near[0]):
            return indent_of(near[0]) + 2, True
        block = takewhile(lambda line: line[0] == " " or _DASH.match(line), near)
        margins = {indent_of(line) for line in block if _DASH.match(line)}
        closest = min(margins, key=lambda one: abs(one - width), default=width)
        return closest, len(margins) < 2
    if not KEY.match(words):
        return width, True
    if indent.count("\t") == 1 and words.partition(":")[0] in names and not _DASH.match(owner):
        return 0, True
    return width, not _VALUE.match(words)
