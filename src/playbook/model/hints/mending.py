"""The edits that do what is said of a wrong value: of its own words, and of nothing else."""

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple

import yaml
from pydantic import BaseModel

from playbook.model import codes
from playbook.model.field_reference import FieldReference, fields_in, written_order_of
from playbook.model.fields import as_id, as_language, days
from playbook.model.hints import proposals, wording
from playbook.parsing import frontmatter
from playbook.parsing.yaml_editing import edits as editing
from playbook.parsing.yaml_editing import spans
from playbook.source import edits
from playbook.source.diagnostics import Code, InvalidEntry
from playbook.source.edits import Edit
from playbook.source.location import KeyPath, Source


class Mending(NamedTuple):
    """The edits for a diagnostic, and whether nobody has to be asked about them."""

    edits: tuple[Edit, ...] = ()
    is_certain: bool = False


class Fault(NamedTuple):
    """What is wrong with a value: its place in a model, and what its author wrote."""

    model: type[BaseModel]
    path: KeyPath
    kind: str
    """Pydantic's name for the error."""
    code: Code
    value: Any
    terms: Sequence[Any] = ()
    """The words of a closed list."""
    is_key: bool = False
    context: Mapping[str, Any] = {}


def mending(fault: Fault, source: Source) -> Mending:
    """What an author could do about a value, done; nothing where only the author knows."""
    if fault.kind == "missing":
        return Mending(_in_front(source, fault.path, lambda front: _with_key(front, fault)))
    if fault.code == codes.MISSING_KEY and (key := fault.context.get("key")):
        path = (*fault.path, key)
        return _put(source, path, None)
    if fault.code in (codes.EMPTY, codes.TOO_FEW):
        if (fault.value and fault.code == codes.TOO_FEW) or not _may_go(fault):
            return Mending()
        return Mending(
            _in_front(source, fault.path, lambda front: editing.delete(front, fault.path))
        )
    new, is_certain = _proposal(fault)
    if new is None:
        return Mending()
    if fault.is_key:
        return Mending(_in_front(source, fault.path, lambda f: editing.rename(f, fault.path, new)))
    return _put(source, fault.path, new, is_certain=is_certain)


def renamed(source: Source, path: KeyPath, name: str) -> tuple[Edit, ...]:
    """The edit that gives a key another name; none where that name is taken, or is none."""
    if not name:
        return ()
    return _in_front(source, path, lambda front: editing.rename(front, path, name))


def removed(source: Source, path: KeyPath) -> tuple[Edit, ...]:
    """The edit that takes out a key or an item."""
    return _in_front(source, path, lambda front: editing.delete(front, path))


def written(source: Source, path: KeyPath, value: Any) -> tuple[Edit, ...]:
    """The edit that gives a key or an item a value; none for an empty text."""
    if value == "":
        return ()
    return _in_front(source, path, lambda front: editing.put(front, path, value))


def joined(source: Source, above: str, key: str, text: str) -> tuple[Edit, ...]:
    """The edit that makes a line a part of the text of the key above it."""
    return _in_front(
        source, (key,), lambda front: editing.put(editing.delete(front, (key,)), (above,), text)
    )


def below(source: Source, above: str, key: str) -> tuple[Edit, ...]:
    """The edit that puts two spaces before the lines that belong to the empty key above them."""
    return _in_front(source, (key,), lambda front: _indented(front, above, key))


def _indented(front: str, above: str, key: str) -> str:
    holder = spans.holder(front, ())
    first = holder.entries[holder.position(above)]
    last = holder.entries[holder.position(key)]
    start, end = spans.next_line(front, first.after + 1), spans.next_line(front, last.end)
    lines = re.sub(r"^(?=.)", "  ", front[start:end], flags=re.MULTILINE)
    return front[:start] + lines + front[end:]


def _put(source: Source, path: KeyPath, value: Any, *, is_certain: bool = False) -> Mending:
    return Mending(written(source, path, value), is_certain)


def _in_front(source: Source, path: KeyPath, change: Callable[[str], str]) -> tuple[Edit, ...]:
    """The edits of a change to the front matter, or to a whole file of YAML."""
    file = source.locate(path).path
    text = source.text_of(file)
    parts = frontmatter.split(text) if file.endswith(".md") else None
    front = parts.front if parts else text
    try:
        new = change(front)
    except (InvalidEntry, StopIteration, ValueError):
        return ()  # the path is not in this file, or the name is taken
    if parts:
        return edits.difference(text, "".join(parts._replace(front=new)))
    return edits.difference(text, new)


def _with_key(front: str, fault: Fault) -> str:
    """The front matter with a key in its usual place, and above it the prompt of a new draft."""
    model_path = ".".join(step for step in fault.path if isinstance(step, str))
    fields = {field.name: field for field in fields_in(fault.model)}
    order = _order(fault.model, fields, model_path)
    new = editing.put(front, fault.path, None, order)
    holder = spans.holder(new, fault.path[:-1])
    field = fields.get(model_path)
    if not field or not field.gist or holder.flow:
        return new
    entry = holder.entries[holder.position(fault.path[-1])]
    start = new.rfind("\n", 0, entry.start) + 1
    if new[start : entry.start].strip():  # it shares the line of a dash
        return new
    return f"{new[:start]}{new[start : entry.start]}{field.prompt()}\n{new[start:]}"


def _order(
    model: type[BaseModel], fields: Mapping[str, FieldReference], name: str
) -> Sequence[str]:
    """The keys beside one, in the order in which they are written."""
    group = name.rpartition(".")[0]
    if not group:
        return written_order_of(model)
    start = f"{group}."
    return [other.removeprefix(start) for other in fields if other.startswith(start)]


def _may_go(fault: Fault) -> bool:
    """Whether a key may be left out."""
    name = ".".join(step for step in fault.path if isinstance(step, str))
    field = next((field for field in fields_in(fault.model) if field.name == name), None)
    is_item = not isinstance(fault.path[-1], str)
    return field is not None and (is_item or not field.is_required)


def _proposal(fault: Fault) -> tuple[Any, bool]:
    """The value that an author means, if they wrote enough of it, and whether it is certain."""
    value, key = fault.value, next((s for s in reversed(fault.path) if isinstance(s, str)), "")
    match fault.code:
        case codes.NOT_ONE_OF:
            return wording.meant(value, fault.terms) or None, wording.is_same(value, fault.terms)
        case codes.BAD_ID:
            return as_id(value) or None, False
        case codes.BAD_LANGUAGE:
            return as_language(value) or None, False
        case codes.BAD_DATE:
            dates = days(str(value))
            return (dates[0], True) if len(dates) == 1 else (None, False)
        case codes.NOT_ONE_LINE:
            return " ".join(value.split()), False
        case codes.OUT_OF_RANGE if isinstance(value, dict) and value.keys() == {"min", "max"}:
            return {"min": value["max"], "max": value["min"]}, False
        case codes.WRONG_TYPE:
            return _of_another_type(fault, key, value), False
    return None, False


def _of_another_type(fault: Fault, key: str, value: Any) -> Any:
    match fault.kind, value:
        case "string_type", {**pairs} if len(pairs) == 1:
            ((name, rest),) = pairs.items()
            return f"{name}: {rest}" if isinstance(rest, str) else None
        case kind, str() | int() if kind in wording.NUMBERS:
            return proposals.number(value)
        case "tuple_type", str() if fault.terms:
            return _in_brackets(wording.chosen(value, fault.terms))
        case "tuple_type", str() if wording.holds_lines(key):
            return proposals.items(key, value) or None
        case (("mapping_type" | "dict_type"), list()):
            return _pairs(value)
        case (("mapping_type" | "dict_type"), str()) if line := proposals.relation(value):
            name, _, sentence = line.partition(": ")
            return {name: sentence}
        case kind, str() | int() if kind in wording.GROUPS and key == "group_size":
            return proposals.size(value) or None
        case kind, str() | int() if kind in wording.GROUPS and key == "minutes":
            run = proposals.number(value)
            return {"learn": None, "run": run} if run else None
        case _ if "item" in fault.context:
            return fault.context["item"]
    return None


def _in_brackets(words: Sequence[str]) -> Any:
    return yaml.compose(f"[{', '.join(words)}]", Loader=yaml.CSafeLoader) if words else None


def _pairs(items: Sequence[Any]) -> Mapping[str, Any] | None:
    """Lines with dashes as lines without, if each has a name of its own."""
    pairs = [pair for item in items if isinstance(item, dict) for pair in item.items()]
    names = {name for name, _ in pairs}
    return dict(pairs) if len(pairs) == len(items) == len(names) else None
