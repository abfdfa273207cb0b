"""JSON Schemas: of front matter, for editors, and of `playbook.json`, for its readers."""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from typing import Any

import yaml
from pydantic import TypeAdapter

from playbook.model.entry_types import MODELS, relations_of
from playbook.model.hints.examples import example_of
from playbook.model.vocabulary import COLLECTIONS
from playbook.records.materials.material_types import MaterialRecord
from playbook.records.record_types import Record, StudyRecord

VERSION = 2
"""The version of the format of `playbook.json`; it goes up when a change would break readers."""


_OF_OVERLAYS = {
    "over": {
        "description": "In the file of an edition that shares pages with the main one: the "
        "address of that one's file, whose entries are this edition's too. An entry here "
        "takes the place of the one with its url.",
        "type": "string",
    },
    "without": {
        "description": "The url of each entry of that file that this edition leaves out.",
        "type": "array",
        "items": {"type": "string"},
    },
}
"""What only the file of an edition has that shares pages with the main one."""

_OF_SITE = {
    "description": "The site that the entries are from.",
    "type": "object",
    "required": ["name", "language", "entry_language"],
    "properties": {
        name: {"description": gist, "type": "string"}
        for name, gist in {
            "name": "What it is called.",
            "description": "What it is, in a sentence or two.",
            "address": "Where it is published, with a slash at its end, or nothing.",
            "copyright": "What its words and its code are under, as HTML.",
            "language": "The language of the interface: of labels, collections, names, headings.",
            "direction": "`ltr` or `rtl`.",
            "entry_language": "The language of entries that name none.",
        }.items()
    },
}

_TEXTS = {
    "labels": "For each field with a closed list, the label of every word.",
    "collections": "What one entry of a collection is called, and all of them.",
    "names": "What the keys, relations and parts of the entries of a collection are called; "
    "`all` has what every collection uses.",
    "headings": "The titles of sections in the language of the site, by the titles that the "
    "entries have.",
}

_DAYS = ("created", "updated", "review_by")


def entry_schema(collection: str) -> dict[str, Any]:
    """The JSON Schema of the front matter of one kind of entry, for editors (draft-07)."""
    model = MODELS[collection]
    schema = model.model_json_schema(ref_template="#/definitions/{model}")
    definitions = schema.pop("$defs", {})
    groups = dict(_groups([schema, *definitions.values()]))
    for title, part in (("", schema), *definitions.items()):
        for name, field in part.get("properties", {}).items():
            if text := example_of(name, groups.get(title, "")):
                example = yaml.safe_load(text)
                field["examples"] = [str(example) if name in _DAYS else example]
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        **schema,
        "title": f"A {COLLECTIONS[collection][0]}",
        "definitions": definitions,
    }


def _groups(parts: Iterable[Mapping[str, Any]]) -> Iterator[tuple[str, str]]:
    """For each definition, the key of a list that holds such groups."""
    for part in parts:
        for name, field in part.get("properties", {}).items():
            if reference := field.get("items", {}).get("$ref"):
                yield reference.rpartition("/")[2], name


@cache
def playbook_schema() -> Mapping[str, Any]:
    """The JSON Schema of `playbook.json`."""
    shared, records = _record_schemas()
    names = {name: f"{COLLECTIONS[name][0].capitalize()}Record" for name in records}
    definitions = dict(shared)
    for collection, record in records.items():
        own = dict(record)
        definitions |= own.pop("$defs")
        definitions[names[collection]] = own
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A playbook",
        "type": "object",
        "required": ["version", "site", *_TEXTS, "entries"],
        "properties": {
            "version": {"const": VERSION},
            **_OF_OVERLAYS,
            "site": _OF_SITE,
            **{name: _texts(name) for name in _TEXTS},
            "entries": {
                "type": "array",
                "items": {"anyOf": [{"$ref": f"#/$defs/{name}"} for name in names.values()]},
            },
        },
        "$defs": definitions,
    }


@cache
def entry_record_schema(collection: str) -> Mapping[str, Any]:
    """The JSON Schema of the file of one entry: its record, and the version of the format."""
    definitions, records = _record_schemas()
    schema = records[collection]
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"A {COLLECTIONS[collection][0]} of a playbook",
        **schema,
        "properties": {"version": {"const": VERSION}, **schema["properties"]},
        "required": ["version", *schema["required"]],
        "$defs": definitions | schema["$defs"],
    }


def _texts(name: str) -> dict[str, Any]:
    """The schema of the words of the interface: by group and name, or by name alone."""
    text = {"type": "string"}
    group = {"type": "object", "additionalProperties": text}
    return {
        "description": _TEXTS[name],
        "type": "object",
        "additionalProperties": text if name == "headings" else group,
    }


@cache
def _record_schemas() -> tuple[dict[str, Any], dict[str, dict[str, Any]]]:
    """The definitions that all share, and the schema of each collection's records."""
    common = TypeAdapter(Record).json_schema(ref_template="#/$defs/{model}")
    definitions = common.pop("$defs")
    return definitions, {name: _record_schema(name, common["properties"]) for name in MODELS}


def _record_schema(collection: str, common: dict[str, Any]) -> dict[str, Any]:
    """The keys of a collection's front matter and the `common` ones of every record.

    Relations, sources and covers are not among the keys of front matter, since records have them
    resolved.
    """
    model = MODELS[collection]
    schema = model.model_json_schema(mode="serialization", ref_template="#/$defs/{model}")
    left_out = {*relations_of(model), "sources", "covers"}
    own = {k: v for k, v in schema["properties"].items() if k not in left_out}
    definitions = schema.get("$defs", {})
    if "Evidence" in definitions:
        _studies(definitions)
    if "materials" in own:
        own["materials"] = _materials(own["materials"], definitions)
    properties = own | common | {"collection": {"const": collection}}
    return {
        "type": "object",
        "description": schema["description"],
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
        "$defs": definitions,
    }


def _studies(definitions: dict[str, Any]) -> None:
    """The sources of evidence as records have them: the works, each with the note on it."""
    studies = TypeAdapter(list[StudyRecord]).json_schema(ref_template="#/$defs/{model}")
    definitions |= studies.pop("$defs")
    definitions["Evidence"]["properties"]["sources"] |= {**studies, "minItems": 0}


def _materials(field: Mapping[str, Any], definitions: dict[str, Any]) -> dict[str, Any]:
    """The schema of materials as records have them; its definitions replace the model's."""
    for name in ("Material", "MaterialKind", "AgendaItem"):
        del definitions[name]
    schema = TypeAdapter(list[MaterialRecord]).json_schema(ref_template="#/$defs/{model}")
    definitions |= schema.pop("$defs")
    return {**schema, "description": field["description"]}
