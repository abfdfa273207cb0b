"""Each entry as a JSON file of its own, and the schema of each collection's files."""

import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from playbook.model.vocabulary import COLLECTIONS
from playbook.records.schemas import VERSION, entry_record_schema
from playbook.records.site_types import SiteRecord
from playbook.source.encoders import as_json

FOLDER = "data/"


def entry_path(record: Mapping[str, Any]) -> str:
    """Where the JSON of an entry is, from the root of the site."""
    return f"{FOLDER}{record['collection']}/{record['id']}.json"


def entry_paths(site: SiteRecord) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Each entry's record by the path of its file."""
    for members in site["entries"].values():
        for record in members.values():
            yield entry_path(record), record


def entry_json(record: Mapping[str, Any]) -> str:
    """An entry as it is in `playbook.json`, with the version of that format."""
    whole = {"version": VERSION, **record}
    return json.dumps(whole, ensure_ascii=False, allow_nan=False) + "\n"


def schema_paths() -> Mapping[str, str]:
    """The path of each collection's schema, by the collection."""
    return {name: f"{FOLDER}{name}.schema.json" for name in COLLECTIONS}


@cache
def schema_json(collection: str) -> str:
    """The schema of a collection's files, the same for every edition."""
    return as_json(entry_record_schema(collection)) + "\n"
