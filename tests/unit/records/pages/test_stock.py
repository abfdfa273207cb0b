"""Which questions are asked about assets, and which moves the answers lead to."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, cast

import pytest

from playbook import Playbook
from playbook.records.pages.stock import StockRecord, question_id, suggestions
from tests.unit.records.conftest import site_of

Load = Callable[[Mapping[str, str]], Playbook]
TABLE = json.loads(Path(__file__).with_name("stock_cases.json").read_text("utf-8"))


def answers(book: Mapping[str, Any], digits: str) -> dict[str, str]:
    """Answers by question, from a digit for each in the order of the page."""
    questions = [id_ for condition in book["conditions"] for id_ in condition["questions"]]
    return dict(zip(questions, digits.replace(" ", ""), strict=True))


@pytest.mark.parametrize("case", TABLE["cases"], ids=lambda case: f"{case['book']}: {case['what']}")
def test_answers_lead_to_moves_as_the_table_says(case: Mapping[str, Any]) -> None:
    book = TABLE["books"][case["book"]]

    found = suggestions(cast("StockRecord", book), answers(book, case["answers"]))

    assert [[*suggestion] for suggestion in found] == case["expected"]


def test_each_asset_is_asked_about_and_keeps_its_id_when_others_come(
    load: Load, sound: dict[str, str]
) -> None:
    path = "conditions/let-schools-drive.md"
    before = site_of(load(sound))["stock"]["assets"]
    sound[path] = sound[path].replace(
        "assets_to_look_for: [", "assets_to_look_for: [A room with a door., "
    )

    after = site_of(load(sound))["stock"]

    new = question_id("let-schools-drive", "A room with a door.")
    assert after["assets"] == {new: "A room with a door.", **before}
    assert [condition["questions"] for condition in after["conditions"]] == [[new, *before]]
    assert all(len(id_) == 5 for id_ in after["assets"])


def test_an_asset_that_two_conditions_name_is_two_questions() -> None:
    assert question_id("a", "A room.") != question_id("b", "A room.")


def test_moves_come_the_lightest_first_and_those_that_were_replaced_never(
    load: Load, sound: dict[str, str]
) -> None:
    for name, effort, minutes in (("late", "light", 90), ("hard", "heavy", 5), ("old", "light", 1)):
        sound[f"moves/{name}.md"] = (
            sound["moves/pair.md"]
            .replace("title: ", f"title: {name.capitalize()} ")
            .replace("effort: light", f"effort: {effort}")
            .replace("run: 30", f"run: {minutes}")
        )
    sound["moves/old.md"] = sound["moves/old.md"].replace(
        "status: published", "status: deprecated\nreplaced_by: pair"
    )

    record = site_of(load(sound))["stock"]

    own = record["conditions"][0]["moves"]
    assert own.index("pair") < own.index("late") < own.index("hard")
    assert "old" not in [*own, *record["find_out"]]


def test_to_find_out_there_are_moves_in_which_people_go_and_look(
    load: Load, sound: dict[str, str]
) -> None:
    sound["moves/trio.md"] = sound["moves/trio.md"].replace(
        "\nminutes:", "\noccasions: [walkthrough]\nminutes:"
    )

    found = site_of(load(sound))["stock"]["find_out"]

    assert found[0] == "trio"
    assert len(found) <= 3
