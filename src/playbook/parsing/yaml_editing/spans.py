"""Where each entry of a mapping or a list stands in a text of YAML, by libyaml's marks."""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any, NamedTuple

import yaml

from playbook.parsing import yaml_subset
from playbook.parsing.yaml_editing.rendering import walk
from playbook.source.location import KeyPath

_COMMENT = re.compile(r"(?:^|(?<=[ \t]))#[^\n]*", re.MULTILINE)
_BLOCK = ("|", ">")


class Entry(NamedTuple):
    """A key of a mapping or an item of a list, with its value."""

    name: str | int
    start: int
    """Where the key or the dash is."""
    after: int
    """Where the key or the dash ends."""
    value: yaml.Node
    end: int
    """Where the value ends; no comment and no empty line is part of it."""


class Holder(NamedTuple):
    """A mapping or a list, and where each of its entries stands."""

    entries: tuple[Entry, ...] = ()
    start: int = 0
    column: int = 0
    """The column that its keys or dashes stand in, counted from zero."""
    flow: bool = False
    """Whether it is written in braces or brackets."""

    def position(self, name: str | int) -> int:
        """Which of the entries has a name."""
        return [entry.name for entry in self.entries].index(name)


class Reading(NamedTuple):
    """What a text says, and its tree; neither may be changed."""

    data: dict[str, Any]
    root: Any


@lru_cache(maxsize=4)
def read(text: str) -> Reading:
    """Read a text that entries could hold, so that its depth is bounded; or `InvalidEntry`."""
    data, _ = yaml_subset.parse(text, "")
    return Reading(data, compose(text))


def compose(text: str) -> Any:
    """The nodes of a text that has been `read`, for whoever changes them; None for none."""
    return yaml.compose(text, Loader=yaml.CSafeLoader)


def holder(text: str, path: KeyPath) -> Holder:
    """The mapping or list at the end of a path; an empty one for a text without any key."""
    node = read(text).root
    if not node:
        return Holder()
    for step in path:
        node = next(entry.value for entry in _entries(text, node) if entry.name == step)
    mark = node.start_mark
    return Holder(tuple(_entries(text, node)), mark.index, mark.column, bool(node.flow_style))


def _entries(text: str, node: Any) -> Iterator[Entry]:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            start, after = key.start_mark.index, key.end_mark.index
            yield Entry(key.value, start, after, value, max(after, _end(text, value)))
        return
    dash = re.compile(rf"^ {{{node.start_mark.column}}}-", re.MULTILINE)
    after = node.start_mark.index + 1
    for number, value in enumerate(node.value):
        if node.flow_style:
            after = value.start_mark.index
        elif number and (match := dash.search(text, after)):
            after = match.end()
        end = max(after, _end(text, value))
        yield Entry(number, after if node.flow_style else after - 1, after, value, end)
        after = end


def _end(text: str, node: Any) -> int:
    if isinstance(node, yaml.CollectionNode) and not node.flow_style:
        last = node.value[-1]
        return max(_end(text, part) for part in (last if isinstance(last, tuple) else (last,)))
    start, end = int(node.start_mark.index), int(node.end_mark.index)
    style = getattr(node, "style", None)
    if style not in _BLOCK or "+" in text[start : line_end(text, start)].partition("#")[0]:
        return end
    return line_end(text, start + len(text[start:end].rstrip()))


def line_start(text: str, at: int) -> int:
    """Where the line of a key starts if nothing else stands before it there, or the key."""
    start = text.rfind("\n", 0, at) + 1
    return at if text[start:at].strip(" ?") else start


def line_end(text: str, at: int) -> int:
    """Where the line of a place ends."""
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def next_line(text: str, at: int) -> int:
    """Where the next line starts; a place that starts a line is that."""
    return at if at and text[at - 1] == "\n" else min(line_end(text, at) + 1, len(text))


def section_end(text: str, entry: Entry, column: int) -> int:
    """Where the lines of an entry end, with the comments below it that are indented deeper."""
    deeper = re.compile(rf"(?:(?:[ \t]*\n)*[ ]{{{column + 1},}}#[^\n]*(?:\n|\Z))*")
    start = next_line(text, entry.end)
    match = deeper.match(text, start)
    return match.end() if match else start


def comments(text: str) -> list[str]:
    """All comments of a text, from top to bottom."""
    scalars = [node for node in walk(read(text).root) if isinstance(node, yaml.ScalarNode)]
    inside = {n for node in scalars for n in range(node.start_mark.index, node.end_mark.index)}
    headers = [node.start_mark.index for node in scalars if node.style in _BLOCK]
    inside -= {n for start in headers for n in range(start, line_end(text, start))}
    return [match[0] for match in _COMMENT.finditer(text) if match.start() not in inside]
