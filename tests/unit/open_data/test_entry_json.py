"""Each entry as a file."""

import json

import jsonschema

from playbook.open_data.entry_json import entry_json, entry_paths, schema_json, schema_paths
from playbook.records.export import records_data
from tests.unit.open_data.conftest import Publish


def test_a_file_has_what_the_line_of_the_whole_has(publish: Publish) -> None:
    site = publish()
    whole = records_data(site)
    lines = {(line["collection"], line["id"]): line for line in whole["entries"]}

    files = {path: json.loads(entry_json(record)) for path, record in entry_paths(site)}

    assert len(files) == len(lines)
    assert files["data/moves/pair.json"] == {
        "version": whole["version"],
        **lines["moves", "pair"],
    }


def test_each_file_is_what_the_schema_of_its_kind_says_and_no_other(publish: Publish) -> None:
    schemas = {name: json.loads(schema_json(name)) for name in schema_paths()}

    for path, record in entry_paths(publish()):
        value = json.loads(entry_json(record))
        for name, schema in schemas.items():
            validator = jsonschema.Draft202012Validator(schema)
            assert validator.is_valid(value) == (name == record["collection"]), path
    for schema in schemas.values():
        jsonschema.Draft202012Validator.check_schema(schema)


def test_a_file_without_its_version_is_refused(publish: Publish) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(schema_json("moves")))

    assert not validator.is_valid(publish()["entries"]["moves"]["pair"])
