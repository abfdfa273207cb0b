"""Lists whose items have keys of their own, where a dash or a key stands in another place."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import yaml

from playbook.parsing.yaml_slips.slips import EMPTY_KEY, GROUPS, Change, Slip, indent_of

_LINE = re.compile(r"( *)((?:- *)*)([\w-]+):(?= |$)")
"""The spaces and the dashes before a key, and the key."""
_EDGE = re.compile(r"([\w-]+):(?: |$)")
_BLOCK = re.compile(r": +[|>][+-]?\d?[+-]? *(?:#.*)?$")
_AT_THE_TOP_TOO = frozenset({"title", "language", "sources"})
"""Keys of groups that an entry has at the edge, too."""
_DASHES = re.compile(r"^( *)- [\w-]+:(?: .*)?\n\1- ([\w-]+):", re.MULTILINE)
"""Two lines in a row with a dash and a key."""
_ITEM = 2
"""How deep the keys of an item are."""
_FIRST = frozenset({"kind", "outcome", "minutes"})
"""Keys that items begin with, as they are usually written."""
_LATER = re.compile(rf"- (?:{'|'.join(sorted(frozenset().union(*GROUPS.values()) - _FIRST))}):")


class _Layout(NamedTuple):
    """Where the dash of each item stands, and its keys; `lead` is the first key of an item."""

    lead: str
    dash: int
    key: int


def look_odd(text: str) -> bool:
    """Whether front matter that can be read may have groups with dashes too many, or without any:
    looked for by signs that are quickly found.
    """
    for name in GROUPS:
        _, sign, below = text.partition(f"{name}:\n")
        if sign and not below.lstrip().startswith(("-", "#")):
            return True
    return _LATER.search(text) is not None


def slip_in_groups(lines: Sequence[str], latest: int) -> Slip | None:
    """What is said of the first line, up to the latest, that stands where no line of its list does,
    if the list makes no sense as it is; the change puts all of it in order.
    """
    for first, block, new in _blocks(lines):
        slip = _slip(block, new, first)
        if slip and slip.line <= latest and not _makes_sense(block, new):
            return slip
    return None


def in_order(lines: Sequence[str]) -> list[str]:
    """The lines of front matter with each list of groups put in order that makes no sense."""
    whole = list(lines)
    for first, block, new in _blocks(lines):
        if not _makes_sense(block, new):
            whole[first : first + len(block)] = new
    return whole


def _blocks(lines: Sequence[str]) -> Iterator[tuple[int, list[str], list[str]]]:
    """Where each list begins, its lines, and these lines in order."""
    for number, line in enumerate(lines):
        if (key := EMPTY_KEY.match(line)) and key[1] in GROUPS:
            own = indent_of(line)
            block = list(lines[number + 1 : _end(lines, number + 1, own, GROUPS[key[1]])])
            layout = _layout(block, own, GROUPS[key[1]])
            new = list(_places(block, layout, GROUPS[key[1]])) if layout else block
            yield number + 1, block, new


def _end(lines: Sequence[str], first: int, own: int, keys: frozenset[str]) -> int:
    """The line after a list: the next that is at most as far in as its key, and none of its own."""
    for number in range(first, len(lines)):
        line = lines[number]
        if line.strip() and indent_of(line) <= own and not line.lstrip().startswith(("-", "#")):
            match = _EDGE.match(line.lstrip())
            if not match or match[1] not in keys - _AT_THE_TOP_TOO:
                return number
    return len(lines)


def _layout(block: Sequence[str], own: int, keys: frozenset[str]) -> _Layout | None:
    matches = [match for line in block if (match := _LINE.match(line)) and match[3] in keys]
    if not matches:
        return None
    lead = matches[0][3]
    usual = Counter(
        (match.end(1), match.start(3))
        for match in matches
        if match[3] == lead and match[2].count("-") == 1 and match.end(1) >= own
    )
    columns = Counter(match.start(3) for match in matches)
    likely = max(usual, key=lambda one: (usual[one], columns[one[1]]), default=(own + 2, own + 4))
    return _Layout(lead, *likely)


def _places(block: Sequence[str], layout: _Layout, keys: frozenset[str]) -> Iterator[str]:
    seen, is_open, is_text, shift = set[str](), False, False, 0
    for line in block:
        match = _LINE.match(line)
        if is_text and (not line.strip() or indent_of(line) > layout.key):
            yield line
            continue
        is_own = match is not None and match[3] in keys
        if not match or not is_own or (is_open and _is_below(match, layout)):
            spaces = max(indent_of(line) + shift, 0) if line.strip() and is_open else 0
            yield " " * spaces + line.lstrip() if spaces else line
            continue
        key = match[3]
        if key == layout.lead or (match[2] and key in seen):
            seen = set()
            start = " " * layout.dash + "-".ljust(layout.key - layout.dash)
        else:
            start = " " * layout.key
        seen.add(key)
        is_open, is_text = bool(EMPTY_KEY.match(line)), bool(_BLOCK.search(line))
        shift = layout.key - match.start(3)
        yield start + line[match.start(3) :]


def _is_below(match: re.Match[str], layout: _Layout) -> bool:
    """Whether a line belongs to what is below the key above it."""
    return match.start(3) > layout.key and match[3] != layout.lead


def _slip(block: Sequence[str], new: Sequence[str], first: int) -> Slip | None:
    numbers = [n for n in range(len(block)) if block[n] != new[n]]
    if not numbers:
        return None
    n = numbers[0]
    old, line = block[n], new[n]
    has_dash, wants_dash = (text.lstrip().startswith("-") for text in (old, line))
    message = "This line does not line up with those that it belongs to."
    how = f"Put {indent_of(line)} spaces before it"
    if wants_dash and not has_dash:
        message = "A new item of the list begins here, and there is no dash before it."
        how = f"Put {indent_of(line)} spaces, a dash, and a space before it"
    elif has_dash and not wants_dash:
        message = "This line belongs to the item above it, and there is a dash before it."
        how = f"Put {indent_of(line)} spaces in the place of the dash"
    if len(numbers) > 1:
        how += ", and line up those below it in the same way"
    change = Change(first + n, first + numbers[-1] + 1, tuple(new[n : numbers[-1] + 1]))
    return Slip(first + n, indent_of(old), message, f"{how}: {line.strip()}", change)


def _makes_sense(block: Sequence[str], new: Sequence[str]) -> bool:
    """Whether a list can be read, and is not of more items than it would be in order."""
    count = _count(block)
    return count > 0 and (count <= _count(new) or not _DASHES.search("\n".join(block)))


def _count(lines: Sequence[str]) -> int:
    """How many items a list has, if it can be read and no item has a key twice; else 0."""
    depth, count, is_key, keys = 0, 0, True, set[str]()
    try:
        for event in yaml.parse("\n".join(lines), Loader=yaml.CSafeLoader):
            if isinstance(event, yaml.CollectionStartEvent):
                depth += 1
                if (depth == 1) is isinstance(event, yaml.MappingStartEvent) and depth <= _ITEM:
                    return 0
                if depth == _ITEM:
                    count, is_key, keys = count + 1, True, set()
            elif isinstance(event, yaml.CollectionEndEvent):
                depth -= 1
                is_key = True
            elif isinstance(event, yaml.ScalarEvent) and depth == _ITEM:
                if is_key and event.value in keys:
                    return 0
                keys.update({event.value} if is_key else ())
                is_key = not is_key
    except yaml.YAMLError:
        return 0
    return count
