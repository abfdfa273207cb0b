"""The front matter of a text that somebody sends: of an entry, or of a page of another tool."""

import datetime
import json
import re
import tomllib
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import yaml
from pydantic import BaseModel, TypeAdapter, ValidationError, create_model

from playbook.catalog.playbook import Playbook
from playbook.contributing.imports.draft import titles_for
from playbook.contributing.imports.places import Place, Places
from playbook.contributing.imports.tree import Passage
from playbook.layers.merge import passages
from playbook.model.entry_types import MODELS
from playbook.model.field_reference import FieldReference, fields_of
from playbook.model.hints import proposals
from playbook.model.hints.synonyms import SYNONYMS
from playbook.model.sections import STEPS, TO_PLACE
from playbook.parsing import frontmatter, markdown
from playbook.parsing.markdown_spans import blocks
from playbook.parsing.yaml_editing import edits
from playbook.source.diagnostics import InvalidEntry

_OTHERS = ("duration", "time", "participants", "references", "supplies", "frequency")
"""What holds something else in other tools, or is read as a heading is."""

_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_TITLES = ("title", "summary")
_LINE = re.compile(
    r"^([A-Za-z][\w -]{0,40}:) +(?![\"'|>]|\[.*\]\s*$|\{.*\}\s*$)(\S.*?)[ \t]*$", re.MULTILINE
)
_TOML = re.compile(r"\+\+\+[ \t]*\n(.*?^)\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


class FrontMatter(NamedTuple):
    """What a text says above its body."""

    values: Mapping[str, Any]
    left_out: tuple[str, ...]
    """Its lines that no key of an entry can hold, as they were written."""
    body: str
    passages: Sequence[Passage] = ()
    """What it says under names that are headings elsewhere: the time, the steps."""
    sections: Mapping[str, str] = {}
    """The sections of a text that has those of its kind and no others; else none."""
    is_entry: bool = False
    """Whether all that it holds has its place already."""


def read(text: str, collection: str, playbook: Playbook, places: Places) -> FrontMatter:
    """Read the front matter of a text, which may have none: then it is all body."""
    parts = frontmatter.split(text := _as_yaml(text))
    if parts is None:
        return FrontMatter({}, (), text)
    try:
        data = frontmatter.parse(text, "").data
        nodes = edits.nodes(parts.front)
    except (InvalidEntry, yaml.YAMLError):
        if (quoted := _quoted(parts.front)) != parts.front:
            return read("".join(parts._replace(front=quoted)), collection, playbook, places)
        return FrontMatter({}, tuple(parts.front.splitlines()), parts.body)
    fields = {field.name: field for field in fields_of(collection)}
    values: dict[str, Any] = {}
    left_out: list[str] = []
    passages_of_keys: list[Passage] = []
    for key, value in data.items():
        plain = _HUMP.sub("_", key.strip()).lower().replace("-", "_").replace(" ", "_")
        name = plain if plain in fields else _synonym(plain)
        own = None
        if name in fields and name not in values:
            own = _value(fields[name], value, nodes[key], collection, playbook)
        label = plain.replace("_", " ")
        if own is not None:
            values[name] = own
            left_out += [f"{key} (now: {name})"] if name != plain else []
        elif passage := _passage(label, name, value, places):
            passages_of_keys.append(passage)
            left_out += [f"{key} (now: {label})"] if label != key.lower() else []
        else:
            left_out += edits.render({key: nodes[key]}).splitlines()
    sections = _own_sections(text, collection)
    needed = {name for name, field in fields.items() if field.is_required and "." not in name}
    is_whole = needed <= values.keys() | {"status"} and not left_out and not passages_of_keys
    has_sections = bool(MODELS[collection].SECTIONS)
    is_entry = bool(sections) and not passages_of_keys and (is_whole or has_sections)
    return FrontMatter(values, tuple(left_out), parts.body, passages_of_keys, sections, is_entry)


def _passage(label: str, name: str, value: Any, places: Places) -> Passage | None:
    """What a key says that is a heading in other texts; None where it is none."""
    place = places.find(label)
    words = _text(place, value) if place and place.name != name else ""
    if not place or not words:
        return None
    return Passage(label.capitalize(), 1, [*blocks(words)], place._replace(is_own=False))


def _text(place: Place, value: Any) -> str:
    """A value as it would stand below a heading; "" for one that is neither text nor a list."""
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if isinstance(value, str):
        return value.strip()
    if not isinstance(value, list) or not all(isinstance(one, str) for one in value):
        return ""
    marks = (f"{n}." if place.name == STEPS.title else "-" for n in range(1, len(value) + 1))
    return "\n".join(f"{mark} {one.strip()}" for mark, one in zip(marks, value, strict=True))


def _synonym(name: str) -> str:
    """The key that another tool calls so, where it holds the same."""
    return "" if name in _OTHERS else SYNONYMS.get(name, "")


def _quoted(front: str) -> str:
    """Front matter that cannot be read, with quotation marks around each line's value."""
    return _LINE.sub(lambda m: f"{m[1]} {json.dumps(m[2], ensure_ascii=False)}", front)


def _as_yaml(text: str) -> str:
    """A text whose front matter is TOML or JSON, as Hugo has them, with the same in YAML."""
    if text.startswith("{"):
        return _of_json(text)
    if not (match := _TOML.match(text)):
        return text
    try:
        data = tomllib.loads(match[1])
    except tomllib.TOMLDecodeError:
        return f"---\n{match[1]}---\n{text[match.end() :]}"
    front = yaml.safe_dump(_time(data), allow_unicode=True, sort_keys=False, width=1_000)
    return f"---\n{front}---\n{text[match.end() :]}"


def _of_json(text: str) -> str:
    try:
        data, end = json.JSONDecoder().raw_decode(text)
        front = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1_000)
    except (ValueError, RecursionError):
        return text
    return f"---\n{front}---\n{text[end:].lstrip()}"


def _time(value: Any) -> Any:
    """A value with each time of day as it was written, which YAML would write in another way."""
    if isinstance(value, dict):
        return {key: _time(part) for key, part in value.items()}
    if isinstance(value, list):
        return [_time(part) for part in value]
    is_time = isinstance(value, datetime.datetime | datetime.time)
    return value.isoformat().replace("+00:00", "Z") if is_time else value


def _value(
    field: FieldReference, value: Any, node: yaml.Node, collection: str, playbook: Playbook
) -> Any:
    """A value as it was written, if the key can hold it; or what its words say; else None."""
    if _holds(collection, field.name, value):
        return str(value).strip() if field.name in _TITLES else node
    words = value if isinstance(value, list) else [value]
    if not all(isinstance(word, str) for word in words):
        return None
    titles = titles_for(field.name, collection, playbook)
    proposal = proposals.propose(field, "\n".join(words), titles)
    return proposal.value if proposal.is_whole and not proposal.rest else None


def _holds(collection: str, name: str, value: Any) -> bool:
    if value in (None, "", [], {}):
        return False
    try:
        _adapter(MODELS[collection], name).validate_python({name: value})
    except ValidationError:
        return False
    return True


def _adapter(model: type[BaseModel], name: str) -> TypeAdapter[Any]:
    field = model.model_fields[name]
    definitions: Any = {name: (field.rebuild_annotation(), ...)}
    return TypeAdapter(create_model("One", **definitions))


def _own_sections(text: str, collection: str) -> Mapping[str, str]:
    """The sections by title, where they are those of the kind; the body for a kind without any.

    None of a body that an entry could not have: it is taken apart as any other text.
    """
    titles = sorted(section.title for section in MODELS[collection].SECTIONS)
    document = frontmatter.parse(text, "")
    if markdown.parse(document.body, "").diagnostics:
        return {}
    if not titles:
        return {"": document.body.strip("\n")}
    intro, *sections = passages(document, "")
    if sorted(s.title for s in sections if s.title != TO_PLACE.title) != titles:
        return {}
    before = {"": intro.text.strip("\n")} if intro.text.strip() else {}
    return before | {s.title: s.text.partition("\n")[2].strip("\n") for s in sections}
