"""What the playbook gives to others: `playbook.json`, its schema, the schemas of entries."""

import json
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from playbook import explorer
from playbook.model import MODELS, relations_of
from playbook.record import Records
from playbook.shapes import Record
from playbook.vocabulary import COLLECTIONS, LABELS

VERSION = 1
"""Of the shape of `playbook.json`. Goes up when a reader of the old shape would break."""


def write_json(records: Records, file: Path) -> None:
    """Write every record, one a line, so that a diff shows which entries changed."""
    with file.open("w", encoding="utf-8", newline="\n") as stream:
        labels = json.dumps(LABELS, ensure_ascii=False)
        stream.write(f'{{"version": {VERSION}, "labels": {labels}, "entries": [\n')
        for number, key in enumerate(records):
            line = json.dumps(records[key], ensure_ascii=False, allow_nan=False)
            stream.write(f"{',' if number else ''}{line}\n")
        stream.write("]}\n")


def write_explorer(records: Records, full_text: Mapping[str, str], site: Path) -> None:
    """Write what the explorer filters by and what search reads at once, as scripts.

    Scripts and not data, since a page that was opened from a disk may run the one and not fetch
    the other. `full_text` is what `explorer.index` takes.
    """
    folder = site / "explore"
    folder.mkdir(exist_ok=True)
    for name, variable, value in (
        ("index.js", "playbookIndex", explorer.index(records, full_text)),
        ("summaries.js", "playbookSummaries", explorer.summaries(records)),
    ):
        text = json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        script = f"globalThis.{variable}={text};\n".replace("<", "\\u003c")
        (folder / name).write_text(script, encoding="utf-8", newline="\n")


def write_text(text: str, file: Path) -> None:
    """Write a new file, and never over one that exists; raises `FileExistsError`."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("x", encoding="utf-8", newline="\n") as stream:
        stream.write(text)


def replace_text(text: str, file: Path) -> None:
    """Write a file anew: whoever looks, or whatever stops it, finds the old text or the new one."""
    fresh = file.with_name(f".{file.name}.{os.getpid()}")
    try:
        with fresh.open("w", encoding="utf-8", newline="\n") as stream:
            stream.write(text)
        shutil.copymode(file, fresh)
        fresh.replace(file)
    finally:
        fresh.unlink(missing_ok=True)


def as_json(value: Any) -> str:
    """JSON as people read it."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2)


def entry_schema(collection: str) -> dict[str, Any]:
    """The JSON Schema of the front matter of one kind of entry, for editors (draft-07)."""
    model = MODELS[collection]
    schema = model.model_json_schema(ref_template="#/definitions/{model}")
    definitions = schema.pop("$defs", {})
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        **schema,
        "title": f"A {COLLECTIONS[collection][0]}",
        "definitions": definitions,
    }


def playbook_schema() -> dict[str, Any]:
    """The JSON Schema of `playbook.json`."""
    shared = TypeAdapter(Record).json_schema(ref_template="#/$defs/{model}")
    definitions: dict[str, Any] = shared.pop("$defs")
    names = []
    for collection, own in _record_schemas(shared):
        definitions |= own.pop("$defs", {})
        names.append(f"{COLLECTIONS[collection][0].capitalize()}Record")
        definitions[names[-1]] = own
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A playbook",
        "type": "object",
        "required": ["version", "labels", "entries"],
        "properties": {
            "version": {"const": VERSION},
            "labels": {
                "description": "For each field with a closed list, the label of every word.",
                "type": "object",
                "additionalProperties": {
                    "type": "object",
                    "additionalProperties": {"type": "string"},
                },
            },
            "entries": {
                "type": "array",
                "items": {"anyOf": [{"$ref": f"#/$defs/{name}"} for name in names]},
            },
        },
        "$defs": definitions,
    }


def _record_schemas(shared: Mapping[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Front matter without its relations, which the record holds resolved, and what all share."""
    for collection, model in MODELS.items():
        schema = model.model_json_schema(mode="serialization", ref_template="#/$defs/{model}")
        left_out = {*relations_of(model), "sources", "covers"}
        own = {k: v for k, v in schema["properties"].items() if k not in left_out}
        if "Evidence" in schema.get("$defs", {}):
            cited = schema["$defs"]["Evidence"]["properties"]["sources"]
            cited |= {"items": {"$ref": "#/$defs/CitationRecord"}, "minItems": 0}
        properties = own | shared["properties"] | {"collection": {"const": collection}}
        yield (
            collection,
            {
                "type": "object",
                "description": schema["description"],
                "properties": properties,
                "required": list(properties),
                "additionalProperties": False,
                "$defs": schema.get("$defs", {}),
            },
        )
