"""Changes to a text of YAML that leave every other byte as its author wrote it.

Each change is read again: one that does not say what was asked, because the text is in a rare form,
is written anew instead, with all of its comments on top.
"""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from textwrap import indent
from typing import Any

import yaml

from playbook.parsing.yaml_editing import spans
from playbook.parsing.yaml_editing.key_paths import ABSENT, value_at, with_value
from playbook.parsing.yaml_editing.rendering import Habits, dump, habits_of, in_style_of, walk
from playbook.parsing.yaml_editing.spans import Entry, Holder
from playbook.source.diagnostics import InvalidEntry
from playbook.source.location import KeyPath

_COLON = re.compile(r"[ \t]*:")
_BLANK_LINES = re.compile(r"(?:[ \t]*\n)*")


def render(data: Mapping[str, Any]) -> str:
    """A mapping as YAML; `None` is a key with nothing after it."""
    return dump(data) if data else ""


def nodes(text: str) -> dict[str, yaml.Node]:
    """The values of a text by their keys, which `put` copies with their style."""
    spans.read(text)  # refuses what no entry could hold
    root = spans.compose(text)
    for holder in walk(root):
        if isinstance(holder, yaml.CollectionNode) and holder.flow_style:
            for node in walk(holder):
                if node.value == "" and not node.style:
                    node.value = "null"  # where nothing is written, only a tag would say so
    return {key.value: value for key, value in root.value} if root else {}


def put(text: str, path: KeyPath, value: Any, order: Sequence[str] = ()) -> str:
    """Give a key or an item a value; a new key goes where `order` has it, or last.

    Mappings and lists are changed part by part, so the path `()` changes whatever differs.
    """
    data = _data(text)
    old, new = value_at(data, path), _data(dump({"_": value}))["_"]
    if old == new:
        return text
    if isinstance(old, dict) and isinstance(value, Mapping) and ((old and new) or not path):
        return _put_keys(text, path, old, value)
    if isinstance(old, list) and isinstance(value, list | tuple) and old and new:
        return _put_items(text, path, old, value)
    if old is ABSENT and value_at(data, path[:-1]) in (None, ABSENT):
        return put(text, path[:-1], {path[-1]: value}, order)
    holder = spans.holder(text, path[:-1])
    if old is not ABSENT:
        new_text = _replace(text, holder, holder.entries[holder.position(path[-1])], value)
    else:
        names = [entry.name for entry in holder.entries]
        new_text = _insert(text, holder, _place(path[-1], names, order), {path[-1]: value})
    return _sound(text, new_text, with_value(data, path, new))


def delete(text: str, path: KeyPath) -> str:
    """Take out a key or an item with its value; comments above it stay."""
    data = _data(text)
    if value_at(data, path) is ABSENT:
        return text
    above = value_at(data, path[:-1])
    if len(above) == 1 and path[1:]:
        return put(text, path[:-1], type(above)())
    holder = spans.holder(text, path[:-1])
    at = holder.position(path[-1])
    this, following = holder.entries[at], holder.entries[at + 1 : at + 2]
    start, end = spans.line_start(text, this.start), spans.next_line(text, this.end)
    if holder.flow:
        start = holder.entries[at - 1].end if at and not following else this.start
        end = following[0].start if following else this.end
    elif start == this.start and holder.column:  # it shares the line of a dash, which stays
        end += len(text[end:]) - len(text[end:].lstrip(" "))
    return _sound(text, text[:start] + text[end:], with_value(data, path, ABSENT))


def rename(text: str, path: KeyPath, name: str) -> str:
    """Give a key another name, in its place; raise `InvalidEntry` where that name is taken."""
    data = _data(text)
    keys = value_at(data, path[:-1])
    if keys is ABSENT or path[-1] not in keys or name == path[-1]:
        return text
    holder = spans.holder(text, path[:-1])
    entry = holder.entries[holder.position(path[-1])]
    new = dump({name: None}, flow=True)[1:].rpartition(":")[0]
    new_text = text[: entry.start] + new + text[entry.after :]
    if name in keys:
        return str(_data(new_text))  # raises, for the key is there twice
    pairs = {name if key == path[-1] else key: value for key, value in keys.items()}
    return _sound(text, new_text, with_value(data, path[:-1], pairs))


def reorder(text: str, order: Sequence[str]) -> str:
    """The keys in an order, each other one behind the key that it follows; comments stay with the
    key that they are above.
    """
    holder = spans.holder(text, ())
    if not holder.entries or holder.flow:
        return text
    ends = [spans.section_end(text, entry, holder.column) for entry in holder.entries]
    ends[:-1] = [_BLANK_LINES.match(text, end).end() for end in ends[:-1]]  # type: ignore[union-attr]
    bounds = zip([0, *ends[:-1]], ends, strict=True)
    parts = [text[start:end].removesuffix("\n") + "\n" for start, end in bounds]
    ranks = {name: rank for rank, name in enumerate(order)}
    names = [entry.name for entry in holder.entries]
    places = list(_places([ranks.get(str(name)) for name in names], len(order)))
    numbers = sorted(range(len(parts)), key=places.__getitem__)
    new_text = "".join(parts[n] for n in numbers) + text[ends[-1] :]
    return new_text if numbers != sorted(numbers) and _says(new_text, _data(text)) else text


def _places(ranks: Sequence[int | None], last: int) -> Iterator[int]:
    """The rank of each key; one without its own stays with the key above it, or goes last."""
    above = last
    for rank in ranks:
        above = above if rank is None else rank
        yield above


def _put_keys(text: str, path: KeyPath, old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    for key, value in new.items():
        text = put(text, (*path, key), value, list(new))
    for key in old:
        text = text if key in new else delete(text, (*path, key))
    return text


def _put_items(text: str, path: KeyPath, old: Sequence[Any], new: Sequence[Any]) -> str:
    """Change, delete and insert items from the last to the first, so that places stay right."""
    values = _data(dump({"_": list(new)}))["_"]
    words = [[json.dumps(item) for item in items] for items in (old, values)]
    for kind, a, b, c, d in reversed(
        SequenceMatcher(a=words[0], b=words[1], autojunk=False).get_opcodes()
    ):
        if kind == "equal":
            continue
        both = min(b - a, d - c)
        for at in range(b - 1, a + both - 1, -1):
            text = delete(text, (*path, at))
        for at in range(d - 1, c + both - 1, -1):
            data = _data(text)
            items = value_at(data, path)
            new_text = _insert(text, spans.holder(text, path), a + both, [new[at]])
            items = [*items[: a + both], values[at], *items[a + both :]]
            text = _sound(text, new_text, with_value(data, path, items))
        for step in range(both):
            text = put(text, (*path, a + step), new[c + step])
    return text


def _replace(text: str, holder: Holder, entry: Entry, value: Any) -> str:
    value = in_style_of(value, entry.value)
    start = entry.value.start_mark.index
    key = isinstance(entry.name, str)
    colon = _COLON.match(text, entry.after) if key else None
    after = colon.end() if colon else entry.after
    if holder.flow:
        new = dump([value], flow=True)[1:-2]
        if start == entry.end:  # nothing is there yet
            new, start = (f" {new}" if colon else f": {new}"), after
        return text[:start] + new + text[entry.end :]
    new = dump({"_": value} if key else [value], _habits(text)).removesuffix("\n")
    head, line, rest = new[2 if key else 1 :].partition("\n")
    gap = text[after:start].rstrip() if "#" in text[after:start] else ""
    end = spans.line_end(text, entry.end - text[: entry.end].endswith("\n"))
    note = gap + text[entry.end : end]
    if not head and not rest and note.strip():
        head = " null"
    return text[:after] + head + note + line + indent(rest, " " * holder.column) + text[end:]


def _insert(text: str, holder: Holder, at: int, part: Any) -> str:
    """Insert a mapping of one key, or a list of one item, before an entry or after the last."""
    if holder.flow:
        new = dump(part, flow=True)[1:-2]
        if not holder.entries:
            place = holder.start + 1
        else:
            place = holder.entries[at - 1].end if at else holder.entries[0].start
            new = f", {new}" if at else f"{new}, "
        return text[:place] + new + text[place:]
    column = holder.column
    new = indent(dump(part, _habits(text)), " " * column)
    if at or not holder.entries:
        last = holder.entries[at - 1] if at else None
        place = spans.section_end(text, last, column) if last else len(text)
        line = "" if place == 0 or text[place - 1] == "\n" else "\n"
        return text[:place] + line + new + text[place:]
    first = holder.entries[0].start
    place = spans.line_start(text, first)
    if place == first and column:  # it shares the line of a dash
        return text[:place] + new.lstrip(" ") + " " * column + text[place:]
    while text[(above := text.rfind("\n", 0, max(place - 1, 0)) + 1) : place].lstrip()[:1] == "#":
        place = above
    return text[:place] + new + text[place:]


def _place(name: str | int, names: Sequence[str | int], order: Sequence[str]) -> int:
    earlier = order[: order.index(str(name))] if name in order else names
    return max((n for n, other in enumerate(names, 1) if other in earlier), default=0)


def _habits(text: str) -> Habits:
    return habits_of(spans.read(text).root)


def _data(text: str) -> dict[str, Any]:
    return spans.read(text).data


def _says(text: str, data: Mapping[str, Any]) -> bool:
    try:
        return _data(text) == data
    except InvalidEntry:
        return False


def _sound(text: str, new_text: str, data: Mapping[str, Any]) -> str:
    """The edited text if it says what it should; else the data anew, below every comment."""
    if _says(new_text, data):
        return new_text
    anew = "".join(f"{comment}\n" for comment in spans.comments(text)) + render(data)
    _data(anew)  # raises for what entries cannot hold
    return anew
