"""Materials as records have them."""

from collections.abc import Callable, Mapping
from typing import Any

import jsonschema

from playbook import Key, Playbook
from playbook.records import export, schemas
from playbook.records.record import Records
from playbook.search.documents import of_entry
from tests.builder import swap
from tests.unit.records.conftest import site_of

Load = Callable[[Mapping[str, str]], Playbook]
PAPERS = """materials:
  - kind: sheet
    title: What we have
    how: Write before you talk.
    columns: [Who, Strength]
    labels: [Staff, Families]
  - {kind: sheet, title: More of it, columns: [Who, Strength], rows: 2}
  - {kind: example, title: One row, columns: [Who, Strength], filled: [Ana | Maps]}
  - {kind: agenda, title: Thirty minutes, items: [{minutes: 30, text: Go.}]}
  - {kind: card, title: A slip, lines: [A question ___, Thank you.], copies: 2}
  - kind: note
    title: Una carta
    language: es
    text: |
      Estimadas familias:

      Bienvenidas
      y gracias.
sources:"""


def with_papers(sound: dict[str, str]) -> dict[str, str]:
    return sound | {"moves/pair.md": swap(sound["moves/pair.md"], "sources:", PAPERS)}


def records(load: Load, sound: dict[str, str]) -> list[dict[str, Any]]:
    papers: list[dict[str, Any]] = Records(load(with_papers(sound)))[Key("moves", "pair")][
        "materials"
    ]
    return papers


def test_each_material_has_an_address_below_its_move(load: Load, sound: dict[str, str]) -> None:
    papers = records(load, sound)

    assert [paper["url"] for paper in papers][:2] == [
        "moves/pair/what-we-have/",
        "moves/pair/more-of-it/",
    ]


def test_a_sheet_has_rows_to_fill_in_and_names_stand_in_its_first_column(
    load: Load, sound: dict[str, str]
) -> None:
    named, empty, filled, *_ = records(load, sound)

    assert named["rows"] == [
        {"label": "Staff", "cells": [""]},
        {"label": "Families", "cells": [""]},
    ]
    assert empty["rows"] == [{"label": "", "cells": ["", ""]}] * 2
    assert filled["rows"] == [{"label": "", "cells": ["Ana", "Maps"]}]


def test_a_line_of_a_card_says_whether_there_is_room_to_write(
    load: Load, sound: dict[str, str]
) -> None:
    card = records(load, sound)[4]

    assert card["copies"] == 2
    assert card["lines"] == [
        {"text": "A question", "is_open": True},
        {"text": "Thank you.", "is_open": False},
    ]


def test_a_note_is_in_paragraphs_and_in_its_own_language(load: Load, sound: dict[str, str]) -> None:
    *others, note = records(load, sound)

    assert note["paragraphs"] == ["Estimadas familias:", "Bienvenidas\ny gracias."]
    assert note["language"] == "es"
    assert {paper["language"] for paper in others} == {None}


def test_a_material_is_in_the_language_of_its_move_where_it_names_none(
    load: Load, sound: dict[str, str]
) -> None:
    files = with_papers(sound)
    files["moves/pair.md"] = swap(
        files["moves/pair.md"], "\nmaterials:", "\nlanguage: vi\nmaterials:"
    )

    papers = Records(load(files))[Key("moves", "pair")]["materials"]

    assert [paper["language"] for paper in papers] == ["vi"] * 5 + ["es"]


def test_a_move_is_found_by_the_titles_of_its_materials(load: Load, sound: dict[str, str]) -> None:
    found = of_entry(Records(load(with_papers(sound)))[Key("moves", "pair")])

    assert "Thirty minutes . A slip" in found.fields["text"]


def test_a_move_from_before_has_no_materials(load: Load, sound: dict[str, str]) -> None:
    assert Records(load(sound))[Key("moves", "pair")]["materials"] == []


def test_what_is_written_of_materials_is_what_the_schema_says(
    load: Load, sound: dict[str, str]
) -> None:
    data = export.records_data(site_of(load(with_papers(sound))))

    jsonschema.validate(data, schemas.playbook_schema())
    assert sum(len(entry.get("materials", ())) for entry in data["entries"]) == 6


def test_an_example_of_a_key_is_that_of_its_group() -> None:
    schema = schemas.entry_schema("moves")["definitions"]

    assert schema["Material"]["properties"]["kind"]["examples"] == ["sheet"]
    assert schema["AgendaItem"]["properties"]["minutes"]["examples"] == [5]
