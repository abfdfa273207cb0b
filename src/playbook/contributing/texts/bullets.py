"""Lines with the signs of lists that Markdown has none for, as lists of Markdown."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from playbook.model.hints.proposals import ITEM

_SURE = "•●►▸‣✓✔○◦■▪☐\uf0b7\uf0a7"
"""Signs that begin nothing but an item."""
_OTHER = "·§–o"
"""Signs that do so beside another item."""
_SAYING = "☑☒✅❌➡❎➜→"
"""Signs that say something of an item: they stay in its words."""
_SIGN = re.compile(
    rf"^(?P<indent> *)(?P<mark>[{_SURE}{_OTHER}{_SAYING}])\ufe0f?[ ]+(?P<text>\S.*)$"
)
_RANKS = {**dict.fromkeys("-–", 2), **dict.fromkeys("○◦o", 3), **dict.fromkeys("■▪§\uf0a7", 4)}
"""How deep in a list a sign stands where nobody indented it: numbers 0, the rest 1."""
_TIGHT = re.compile(r"^( *\d{1,2}[.)])(?=[^\W\d_])", re.MULTILINE)
"""A number without a space behind it: one alone may be anything."""
_KEYCAP = re.compile("^( *)(\\d)\ufe0f?\u20e3 *(?=\\S)", re.MULTILINE)
"""A number on the picture of a key."""


class _Item(NamedTuple):
    indent: int
    rank: int
    column: int
    """Where its sign stands in Markdown."""
    width: int


def in_markdown(text: str) -> str:
    """A text in which each such line is an item, below the one that it belongs to."""
    text = _KEYCAP.sub(r"\1\2. ", text)
    if {"1", "2"} <= {number.strip(" .)") for number in _TIGHT.findall(text)}:
        text = _TIGHT.sub(r"\1 ", text)
    if not any(_SIGN.match(line) for line in text.split("\n")):
        return text
    lines = text.split("\n")
    start = 0
    for n in range(len(lines) + 1):
        if n == len(lines) or _is_end(lines, n):
            lines[start:n] = _run(lines[start:n])
            start = n
    return "\n".join(lines)


def _is_end(lines: Sequence[str], n: int) -> bool:
    """Whether no list goes on in a line: it begins a paragraph, or is a heading."""
    line = lines[n]
    is_item = ITEM.match(line) or _SIGN.match(line)
    return line[:1] == "#" or (line[:1].strip() != "" and not is_item and not lines[n - 1].strip())


def _run(lines: Sequence[str]) -> list[str]:
    """Lines among which no paragraph begins, with their items in Markdown."""
    matches = _matches(lines)
    if not any(match and match.re is _SIGN for match in matches):
        return list(lines)
    items: list[_Item] = []
    new: list[str] = []
    for line, match in zip(lines, matches, strict=True):
        if match:
            mark = "-" if match.re is _SIGN else match["mark"]
            items = _above(items, match.start("mark"), match["mark"])
            column = items[-1].column + items[-1].width if items else 0
            items.append(_Item(match.start("mark"), _rank(match["mark"]), column, len(mark) + 1))
            sign = f"{match['mark']} " if match["mark"] in _SAYING else ""
            new.append(f"{' ' * column}{mark} {sign}{match['text']}")
        elif items and line[:1].isspace() and line.strip():
            new.append(" " * (items[-1].column + items[-1].width) + line.strip())
        else:
            new.append(line)
    return new


def _matches(lines: Sequence[str]) -> list[re.Match[str] | None]:
    """What makes an item of each line; a sign that may be a word does so beside another item."""
    matches = [_SIGN.match(line) or ITEM.match(line) for line in lines]
    for n, match in enumerate(matches):
        if not match or match["mark"] not in _OTHER + _SAYING:
            continue
        above = next((m for m in range(n - 1, -1, -1) if lines[m].strip()), n)
        below = next((m for m in range(n + 1, len(lines)) if lines[m].strip()), n)
        goes_on = above == n - 1 and not matches[above] and not lines[above].endswith(":")
        is_word = match["mark"] == "o" and goes_on
        if is_word or not any(matches[m] for m in (above, below) if m != n):
            matches[n] = None
    return matches


def _above(items: Sequence[_Item], indent: int, mark: str) -> list[_Item]:
    """The items that one belongs below, the nearest last."""
    above = list(items)
    while above:
        last = above[-1]
        is_deeper = indent > last.indent + 1
        if is_deeper or (indent >= last.indent - 1 and _rank(mark) > last.rank):
            break
        above.pop()
    return above


def _rank(mark: str) -> int:
    return 0 if re.search(r"\d", mark) else _RANKS.get(mark, 1)
