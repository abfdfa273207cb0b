"""What the playbook gives to others."""

import json
import subprocess
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from playbook import Playbook
from playbook.model.entry_types import MODELS
from playbook.parsing import yaml_subset
from playbook.records import export, schemas
from playbook.source.encoders import as_json
from tests.unit.records.conftest import site_of

Load = Callable[[Mapping[str, str]], Playbook]
EVIDENCE = "{outcome: A, tier: '4', direction: mixed, sources: [schein-1992]}"


def written(book: Playbook) -> Any:
    """What `playbook.json` holds."""
    return json.loads("".join(export.records_json(export.records_data(site_of(book)))))


def typed(data: Mapping[str, Any]) -> dict[str, Any]:
    """Front matter as an editor reads it, with its numbers."""
    numbered: dict[str, Any] = json.loads(json.dumps(data), object_hook=_numbers)
    return numbered


def _numbers(data: dict[str, Any]) -> dict[str, Any]:
    return {k: int(v) if k in ("order", "learn", "run") else v for k, v in data.items()}


def test_the_schema_of_the_playbook_is_a_schema() -> None:
    schema = schemas.playbook_schema()

    jsonschema.Draft202012Validator.check_schema(schema)


def test_what_is_written_is_what_the_schema_says(
    load: Load, sound: dict[str, str], tmp_path: Path
) -> None:
    sound["moves/pair.md"] = sound["moves/pair.md"].replace(
        "sources:", f"evidence: [{EVIDENCE}]\ngroup_size: {{min: 2, max: 2}}\nsources:"
    )

    data = written(load(sound))

    jsonschema.validate(data, schemas.playbook_schema())
    assert len(data["entries"]) == 5


@pytest.mark.parametrize("key", ["title", "relations", "body", "collection", "url"])
def test_the_schema_refuses_a_record_that_lacks_a_key(
    key: str, load: Load, sound: dict[str, str], tmp_path: Path
) -> None:
    data = written(load(sound))
    del data["entries"][0][key]

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, schemas.playbook_schema())


def test_the_schema_refuses_a_record_with_another_key(
    load: Load, sound: dict[str, str], tmp_path: Path
) -> None:
    data = written(load(sound))
    data["entries"][0]["template"] = "x"

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, schemas.playbook_schema())


def test_an_empty_playbook_is_written_as_one(tmp_path: Path) -> None:
    data = written(Playbook())

    jsonschema.validate(data, schemas.playbook_schema())
    assert data["entries"] == []


def test_every_record_stands_on_a_line_of_its_own(load: Load, sound: dict[str, str]) -> None:
    data = export.records_data(site_of(load(sound)))

    lines = "".join(export.records_json(data)).splitlines()

    assert len(lines) == 7


def test_s48_what_a_field_holds_comes_back_as_it_is(
    load: Load, sound: dict[str, str], tmp_path: Path
) -> None:
    naughty = "</script><!--<script> é😀 =1+1 {{ 7*7 }} \\"
    sound["moves/pair.md"] = sound["moves/pair.md"].replace("Work in pairs", f"'{naughty}'")

    data = written(load(sound))

    assert naughty in [entry["title"] for entry in data["entries"]]


@pytest.mark.parametrize("collection", MODELS)
def test_the_schema_of_an_entry_is_a_schema_of_its_kind(collection: str) -> None:
    schema = schemas.entry_schema(collection)

    jsonschema.Draft7Validator.check_schema(schema)
    assert schema["title"] == f"A {MODELS[collection].__name__.lower()}"
    assert "$defs" not in json.dumps(schema)


def test_an_editor_takes_what_the_playbook_takes(sound: dict[str, str]) -> None:
    for path, text in sound.items():
        if path.endswith(".md"):
            data = typed(yaml_subset.parse(text.split("---\n")[1], path)[0])

            jsonschema.validate(data, schemas.entry_schema(path.partition("/")[0]))


def test_an_editor_refuses_a_key_that_the_playbook_refuses(sound: dict[str, str]) -> None:
    data = typed(yaml_subset.parse(sound["roles/principal.md"].split("---\n")[1], "a.md")[0])

    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data | {"template": "x"}, schemas.entry_schema("roles"))


def test_a_new_file_is_written_with_its_folders(tmp_path: Path) -> None:
    file = tmp_path / "moves" / "pair.md"

    export.write_text("é\n", file)

    assert file.read_bytes() == "é\n".encode()


def test_no_file_is_written_over(tmp_path: Path) -> None:
    file = tmp_path / "pair.md"
    file.write_text("mine")

    with pytest.raises(FileExistsError):
        export.write_text("theirs", file)

    assert file.read_text() == "mine"


def test_json_is_written_as_people_read_it() -> None:
    shown = as_json({"a": "é"})

    assert shown == '{\n  "a": "é"\n}'


def test_a_file_that_is_written_anew_keeps_who_may_read_it(tmp_path: Path) -> None:
    file = tmp_path / "a.md"
    file.write_text("old\n", encoding="utf-8")
    file.chmod(0o600)
    mode = file.stat().st_mode

    export.replace_text("new\n", file)

    assert file.read_text(encoding="utf-8") == "new\n"
    assert file.stat().st_mode == mode
    assert list(tmp_path.iterdir()) == [file]


def test_a_file_that_is_not_whole_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(UnicodeEncodeError):
        export.write_text("words \ud800", tmp_path / "new.md")

    assert list(tmp_path.iterdir()) == []


def test_a_file_that_was_there_stays_where_nothing_can_be_opened(tmp_path: Path) -> None:
    file = tmp_path / "mine.md"
    file.write_text("mine", encoding="utf-8")
    run = (
        "import resource; from pathlib import Path; from playbook.records import export; "
        "resource.setrlimit(resource.RLIMIT_NOFILE, (3, 3)); "
        f"export.write_text('new', Path({str(file)!r}))"
    )

    told = subprocess.run([sys.executable, "-c", run], capture_output=True, text=True, check=False)

    assert "OSError: [Errno 24]" in told.stderr
    assert file.read_text(encoding="utf-8") == "mine"
