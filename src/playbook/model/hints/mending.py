"""Edits to front matter, or to a whole file of YAML, that leave every other byte as it is."""

import re
from collections.abc import Callable, Sequence
from typing import Any

import yaml

from playbook.parsing import frontmatter
from playbook.parsing.yaml_editing import edits as editing
from playbook.parsing.yaml_editing import spans
from playbook.parsing.yaml_editing.key_paths import ABSENT, value_at
from playbook.source import edits
from playbook.source.diagnostics import InvalidEntry
from playbook.source.edits import Edit, LazyEdits
from playbook.source.location import KeyPath, Source


def lines_of(source: Source, path: KeyPath) -> list[str]:
    """The lines that a value is written in, without quotes and signs around them."""
    if not (front := _front(source, path)[0]):
        return []
    try:
        holder = spans.holder(front, path[:-1])
        node = holder.entries[holder.position(path[-1])].value
    except (InvalidEntry, StopIteration, ValueError):
        return []
    text = front[node.start_mark.index : node.end_mark.index]
    is_plain = isinstance(node, yaml.ScalarNode) and not node.style
    return [line.strip() for line in text.split("\n") if line.strip()] if is_plain else []


def renamed(source: Source, path: KeyPath, name: str) -> Sequence[Edit]:
    """The edit that gives a key another name; none where that name is taken, or is none."""
    if not name:
        return ()
    return changed(source, path, lambda front: editing.rename(front, path, name))


def corrected(source: Source, path: KeyPath, name: str) -> Sequence[Edit]:
    """The edit that gives a misspelt key its name, or takes it out where it says the same again."""

    def change(front: str) -> str:
        above = value_at(spans.read(front).data, path[:-1])
        if isinstance(above, dict) and above.get(name, ABSENT) == above[path[-1]]:
            return editing.delete(front, path)
        return editing.rename(front, path, name)

    return changed(source, path, change)


def stands_beside(source: Source, path: KeyPath, name: str) -> bool:
    """Whether a key of some name is in the same group as the key of a path."""
    try:
        above = value_at(spans.read(_front(source, path)[0]).data, path[:-1])
    except (InvalidEntry, StopIteration, ValueError):
        return False
    return isinstance(above, dict) and name in above


def removed(source: Source, path: KeyPath) -> Sequence[Edit]:
    """The edit that takes out a key or an item."""
    return changed(source, path, lambda front: editing.delete(front, path))


def written(source: Source, path: KeyPath, value: Any) -> Sequence[Edit]:
    """The edit that gives a key or an item a value; none for an empty text."""
    if value == "":
        return ()
    return changed(source, path, lambda front: editing.put(front, path, value))


def parted(front: str, path: KeyPath, words: Sequence[str]) -> str:
    """Front matter in which several items stand in the place of one."""
    items = value_at(spans.read(front).data, path[:-1])
    new = [word for n, item in enumerate(items) for word in (words if n == path[-1] else [item])]
    return editing.put(front, path[:-1], new)


def joined(source: Source, above: str, key: str, text: str) -> Sequence[Edit]:
    """The edit that makes a line a part of the text of the key above it."""
    return changed(
        source, (key,), lambda front: editing.put(editing.delete(front, (key,)), (above,), text)
    )


def below(source: Source, above: str, key: str) -> Sequence[Edit]:
    """The edit that puts two spaces before the lines that belong to the empty key above them."""
    return changed(source, (key,), lambda front: _indented(front, above, key))


def _indented(front: str, above: str, key: str) -> str:
    holder = spans.holder(front, ())
    first = holder.entries[holder.position(above)]
    last = holder.entries[holder.position(key)]
    start, end = spans.next_line(front, first.after + 1), spans.next_line(front, last.end)
    lines = re.sub(r"^(?=.)", "  ", front[start:end], flags=re.MULTILINE)
    return front[:start] + lines + front[end:]


def as_note(source: Source, path: KeyPath) -> Sequence[Edit]:
    """The edit that makes the lines of a key at the edge a note, which no reader sees."""

    def change(front: str) -> str:
        holder = spans.holder(front, ())
        entry = holder.entries[holder.position(path[0])]
        start, end = spans.line_start(front, entry.start), spans.next_line(front, entry.end)
        lines = re.sub(r"^(?=.)", "# ", front[start:end], flags=re.MULTILINE)
        return front[:start] + lines + front[end:]

    return changed(source, path, change)


def uncommented(source: Source, path: KeyPath) -> Sequence[Edit]:
    """The edit that makes a key with a value of a note, if one says so: `#title: Ask first`."""
    if len(path) > 1:
        return ()
    note = re.compile(rf"^#( ?){path[0]}:[ \t]*(\S.*)?((?:\n#\1[ \t]+\S.*)*)", re.MULTILINE)

    def change(front: str) -> str:
        match = note.search(front)
        if not match or not (match[2] or match[3]):
            return front
        lines = re.sub(rf"^#{match[1]}", "", match[0], flags=re.MULTILINE)
        new = front[: match.start()] + lines + front[match.end() :]
        return new if spans.read(new) else front  # raises for what cannot be read

    return changed(source, path, change)


def changed(source: Source, path: KeyPath, change: Callable[[str], str]) -> Sequence[Edit]:
    """The edits of a change to the front matter that has a key, or to a whole file of YAML."""
    return LazyEdits(lambda: _changes(source, path, change))


def _changes(source: Source, path: KeyPath, change: Callable[[str], str]) -> tuple[Edit, ...]:
    front, text, parts = _front(source, path)
    if not text:
        return ()
    try:
        new = change(front)
    except (InvalidEntry, StopIteration, ValueError):
        return ()  # the path is not in this file, or the name is taken
    if parts:
        return edits.difference(text, "".join(parts._replace(front=new)))
    return edits.difference(text, new)


def _front(source: Source, path: KeyPath) -> tuple[str, str, frontmatter.Parts | None]:
    """The front matter that a key is in, the whole file, and its parts if it has some."""
    file = source.locate(path).path
    text = source.text_of(file)
    parts = frontmatter.split(text) if file.endswith(".md") else None
    return (parts.front if parts else text), text, parts
