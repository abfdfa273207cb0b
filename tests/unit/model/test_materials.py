"""Materials of a move: what each kind is made of, and what is said where it is not."""

from typing import Any

import pytest
from pydantic import ValidationError

from playbook.model.entry_types import Move
from playbook.model.materials import SHAPES, Material, addresses
from playbook.model.validation import validate
from playbook.model.vocabulary import MaterialKind
from playbook.parsing import yaml_subset
from playbook.source.diagnostics import InvalidEntry

COLUMNS = ["Strength", "Who knows more"]
VALID: dict[str, dict[str, Any]] = {
    "sheet": {"columns": COLUMNS, "rows": 6},
    "card": {"lines": ["A question ___"], "copies": 2},
    "agenda": {"items": [{"minutes": 5, "text": "Look."}]},
    "note": {"text": "Dear families,\n\nwelcome."},
    "example": {"columns": COLUMNS, "filled": ["Bus routes | The drivers"]},
}


def material(kind: str = "sheet", **keys: Any) -> Material:
    return Material.model_validate({"kind": kind, "title": "Ours", **VALID[kind], **keys})


def told(text: str) -> list[str]:
    """What is said of one material, its place first."""
    data, source = yaml_subset.parse(f"materials:\n{text}", "a.md")
    with pytest.raises(InvalidEntry) as caught:
        validate(Move, data, source)
    found = [d for d in caught.value.diagnostics if d.location.line > 1]
    return [f"{d.location.line} {d.code.id}: {d.message} {d.hint}" for d in found]


@pytest.mark.parametrize("kind", VALID)
def test_each_kind_is_taken_with_its_own_keys(kind: str) -> None:
    assert material(kind).kind == kind


def test_every_kind_has_a_shape() -> None:
    assert set(SHAPES) == set(MaterialKind)


@pytest.mark.parametrize("kind", VALID)
def test_each_kind_needs_what_it_is_made_of(kind: str) -> None:
    needed = SHAPES[MaterialKind(kind)].needs[0]

    with pytest.raises(ValidationError, match=f"'{kind}' needs '{needed}'"):
        Material.model_validate({"kind": kind, "title": "Ours"})


@pytest.mark.parametrize(
    ("kind", "key", "value"),
    [
        ("sheet", "lines", ["A line"]),
        ("sheet", "filled", ["a | b"]),
        ("card", "columns", COLUMNS),
        ("agenda", "text", "Words"),
        ("note", "items", [{"minutes": 5, "text": "Look."}]),
        ("example", "rows", 3),
    ],
)
def test_a_key_of_another_kind_is_refused_with_the_kind_it_belongs_to(
    kind: str, key: str, value: Any
) -> None:
    with pytest.raises(ValidationError) as caught:
        material(kind, **{key: value})

    (error,) = caught.value.errors()
    other = next(str(name) for name, shape in SHAPES.items() if key in shape.keys)
    assert error["msg"] == f"'{kind}' has no '{key}'."
    assert f"'{other}'" in error["ctx"]["hint"]


@pytest.mark.parametrize(
    ("kind", "keys"),
    [
        ("sheet", {"title": "x" * 61}),
        ("sheet", {"columns": ["One"]}),
        ("sheet", {"columns": ["1", "2", "3", "4", "5", "6"]}),
        ("sheet", {"rows": 0}),
        ("sheet", {"rows": 21}),
        ("sheet", {"rows": None, "labels": []}),
        ("card", {"copies": 9}),
        ("note", {"text": "x" * 2_001}),
        ("note", {"text": " \n "}),
        ("note", {"language": "Spanish"}),
    ],
)
def test_what_would_not_fit_a_page_is_refused(kind: str, keys: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        material(kind, **keys)


def test_a_sheet_has_empty_rows_or_rows_with_names() -> None:
    with pytest.raises(ValidationError, match="and not both"):
        material("sheet", labels=["Staff"])


def test_a_row_that_is_filled_in_has_a_cell_for_each_column() -> None:
    with pytest.raises(ValidationError, match="has 1 in place of 2 cells: Bus routes"):
        material("example", filled=["Bus routes"])


def test_an_address_is_made_of_the_title_or_of_the_place() -> None:
    titles = ["What we have", "¿Qué tenemos?", "ما لدينا"]

    made = addresses([material(title=title) for title in titles])

    assert made == ["what-we-have", "que-tenemos", "m-ldyn"]


def test_a_missing_kind_is_asked_for_with_a_kind_of_materials() -> None:
    (found,) = told("  - title: A\n    columns: [a, b]\n")

    assert found.startswith("2 missing-key: 'kind' is missing.")
    assert found.endswith("write kind: sheet")


def test_a_colon_in_a_line_is_told_with_quotes() -> None:
    (found,) = told("  - kind: card\n    title: A\n    lines:\n      - A question: Who?\n")

    assert (
        found == "5 wrong-type: 'lines' must be text. Put it in double quotes: \"A question: Who?\""
    )


@pytest.mark.parametrize("item", ["5 minutes: Look.", "5 min: Look.", "'5 minutes': {a: b}"])
def test_an_item_that_is_written_like_a_step_is_told_how(item: str) -> None:
    (found,) = told(f"  - kind: agenda\n    title: A\n    items:\n      - {item}\n")

    assert found.startswith("5 wrong-type: An item of an agenda has its minutes and its text apart")
    assert "Write - minutes: 5 and in the line below it" in found


def test_a_missing_number_of_minutes_is_told_in_its_item() -> None:
    (found,) = told("  - kind: agenda\n    title: A\n    items:\n      - text: Look.\n")

    assert found.startswith("5 missing-key: 'minutes' is missing.")
    assert found.endswith("write minutes: 5")
