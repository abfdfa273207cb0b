"""What is to be done about a wrong value: with its author's own words, and no others."""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import yaml
from pydantic import BaseModel

from playbook.model import codes
from playbook.model.field_reference import FieldReference, fields_in, written_order_of
from playbook.model.fields import as_id, as_language, days
from playbook.model.hints import (
    amounts,
    closed_lists,
    groups,
    items,
    mending,
    proposals,
    wording,
)
from playbook.model.letters import in_words, lone_word
from playbook.parsing.yaml_editing import edits as editing
from playbook.parsing.yaml_editing import spans
from playbook.parsing.yaml_slips.bare_lines import parted_by_dash
from playbook.source.diagnostics import Code
from playbook.source.edits import Edit
from playbook.source.location import KeyPath, Source

_NAMED = (("authors", "name"), ("authors", "author"), ("aliases", "name"), ("needs", "name"))
"""Keys of lists, each with the name that people give to an item, which is none of its words."""
_IDS = ("leads", "former_ids")
"""Lists of ids."""


class Mending(NamedTuple):
    """The edits for a diagnostic, and whether nobody has to be asked about them."""

    edits: Sequence[Edit] = ()
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
    lines: Sequence[str] = ()
    """The lines of a text, if it has more than one."""
    context: Mapping[str, Any] = {}


def mending_of(fault: Fault, source: Source) -> Mending:
    """What an author could do about a value, done; nothing where only the author knows."""
    if fault.kind == "missing":
        if edits := mending.uncommented(source, fault.path):
            return Mending(edits)
        return Mending(mending.changed(source, fault.path, lambda front: _with_key(front, fault)))
    if fault.code == codes.UNKNOWN_KEY and (kinds := fault.context.get("kinds")):
        return _put(source, (*fault.path, "kind"), kinds[0]) if len(kinds) == 1 else Mending()
    if fault.code == codes.MISSING_KEY and (key := fault.context.get("key")):
        path = (*fault.path, key)
        return _put(source, path, None)
    if fault.code in (codes.NOT_ONE_OF, codes.BAD_ID) and isinstance(fault.path[-1], int):
        words = wording.parted(_key(fault.path), fault.value, fault.terms)
        if len(words) > 1:
            change = lambda front: mending.parted(front, fault.path, words)  # noqa: E731
            return Mending(mending.changed(source, fault.path, change))
    if fault.code in (codes.EMPTY, codes.TOO_FEW):
        if (fault.value and fault.code == codes.TOO_FEW) or not may_go(fault.model, fault.path):
            return Mending()
        return Mending(mending.removed(source, fault.path))
    if fault.code == codes.WRONG_TYPE and says_nothing(fault.model, fault.path, fault.value):
        return Mending(mending.removed(source, fault.path))
    new, is_certain = _proposal(fault)
    if new is None:
        return Mending()
    if fault.is_key:
        return Mending(mending.renamed(source, fault.path, new))
    return _put(source, fault.path, new, is_certain=is_certain)


def _put(source: Source, path: KeyPath, value: Any, *, is_certain: bool = False) -> Mending:
    return Mending(mending.written(source, path, value), is_certain)


def _with_key(front: str, fault: Fault) -> str:
    """The front matter with a key in its usual place, and above it the prompt of a new draft."""
    model_path = ".".join(step for step in fault.path if isinstance(step, str))
    fields = {field.name: field for field in fields_in(fault.model)}
    order = _order(fault.model, fields, model_path)
    new = editing.put(front, fault.path, None, order)
    holder = spans.holder(new, fault.path[:-1])
    field = fields.get(model_path)
    entry = holder.entries[holder.position(fault.path[-1])]
    if holder.flow:
        return f"{new[: entry.after]}: {new[entry.end :]}"  # and no word such as null
    if not field or not field.gist:
        return new
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


def may_go(model: type[BaseModel], path: KeyPath) -> bool:
    """Whether a key or an item may be left out."""
    field = _field(model, path)
    is_item = not isinstance(path[-1], str)
    return field is not None and (is_item or not field.is_required)


def says_nothing(model: type[BaseModel], path: KeyPath, value: Any) -> bool:
    """Whether a text such as `none` stands where a key could be left out."""
    return proposals.is_nothing(value) and may_go(model, path)


def _field(model: type[BaseModel], path: KeyPath) -> FieldReference | None:
    name = ".".join(step for step in path if isinstance(step, str))
    return next((field for field in fields_in(model) if field.name == name), None)


def _key(path: KeyPath) -> str:
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def _proposal(fault: Fault) -> tuple[Any, bool]:
    """The value that an author means, if they wrote enough of it, and whether it is certain."""
    value, key = fault.value, _key(fault.path)
    match fault.code:
        case codes.NOT_ONE_OF:
            value = lone_word(value)[0] or value
            if len(closed_lists.chosen(str(value), fault.terms)) > 1:
                return None, False  # only one fits, and its author knows which
            is_same = closed_lists.is_same(value, fault.terms)
            if key == "status" and not is_same:
                return None, False  # whether readers see it is the author's word alone
            return closed_lists.meant(value, fault.terms) or None, is_same
        case codes.BAD_ID:
            return as_id(value) or None, False
        case codes.BAD_LANGUAGE:
            return as_language(value) or None, False
        case codes.BAD_DATE:
            text = in_words(value)
            guesses = amounts.days_in(text)
            return (guesses[0], bool(days(text))) if len(guesses) == 1 else (None, False)
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
            if not isinstance(rest, str):
                return None
            return rest if (key, name) in _NAMED else f"{name}: {rest}"
        case kind, str() | int() if kind in wording.NUMBERS:
            return _proposed(fault, value)
        case "tuple_type", str() if fault.terms:
            return _in_brackets(closed_lists.chosen(value, fault.terms))
        case "tuple_type", str() if key in _IDS:
            return [id_ for line in fault.lines or [value] for id_ in items.ids(key, line)] or None
        case "tuple_type", str() if groups.holds_lines(key):
            lines = [proposals.item(line) for line in fault.lines]
            return lines if len(lines) > 1 else _proposed(fault, proposals.item(value))
        case (("mapping_type" | "dict_type"), list()):
            return proposals.pairs(value) or None
        case (("mapping_type" | "dict_type"), str()) if pair := parted_by_dash(value.strip()):
            return dict([pair])
        case kind, str() | int() if kind in wording.GROUPS and key == "group_size":
            size = _proposed(fault, value)
            return size if size and len(size) > 1 else None
        case kind, str() | int() if kind in wording.GROUPS and key == "minutes":
            named = amounts.parts(value)
            run = amounts.number(value)
            return named or ({"learn": None, "run": run} if run else None)
        case _ if "item" in fault.context:
            return fault.context["item"]
    return None


def _proposed(fault: Fault, value: str | int) -> Any:
    """What forms and imports take the same words for, if they say nothing else."""
    field = _field(fault.model, fault.path)
    proposal = proposals.propose(field, str(value)) if field else proposals.Proposal(None)
    return None if proposal.rest else proposal.value


def _in_brackets(words: Sequence[str]) -> Any:
    return yaml.compose(f"[{', '.join(words)}]", Loader=yaml.CSafeLoader) if words else None
