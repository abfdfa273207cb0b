"""Any answers lead to the same moves in a browser and in Python."""

import json
import random
import subprocess
from typing import Any

from playbook.records.pages.stock import StockRecord, suggestions
from tests.conftest import ROOT
from tests.nodejs import NODE

SUGGEST = """
import { readFileSync } from "node:fs";
import { runInThisContext } from "node:vm";
runInThisContext(readFileSync("overrides/assets/profiles.js", "utf-8"));
const given = JSON.parse(readFileSync(0, "utf-8"));
const { suggest } = globalThis.playbookProfiles;
const found = given.map(([stock, said]) => suggest(stock.conditions, stock.find_out, said));
console.log(JSON.stringify(found));
"""
MOVES = [f"move-{n}" for n in range(12)]


def stock(dice: random.Random) -> StockRecord:
    """Up to six conditions that share some of their moves."""
    return {
        "conditions": [
            {
                "id": f"condition-{n}",
                "questions": [f"{n}{place}" for place in range(dice.randrange(1, 7))],
                "moves": dice.sample(MOVES, dice.randrange(6)),
            }
            for n in range(dice.randrange(1, 7))
        ],
        "find_out": dice.sample(MOVES, 3),
        "assets": {},
    }


def answers(dice: random.Random, record: StockRecord) -> dict[str, str]:
    """An answer to some of the questions, and to one that is not asked."""
    questions = [id_ for condition in record["conditions"] for id_ in condition["questions"]]
    asked = dice.sample(questions, dice.randrange(len(questions) + 1))
    return {id_: dice.choice("01234") for id_ in [*asked, "other"]}


def in_a_browser(given: list[tuple[StockRecord, dict[str, str]]]) -> Any:
    result = subprocess.run(
        [NODE, "--input-type=module", "-e", SUGGEST],
        input=json.dumps(given),
        capture_output=True,
        encoding="utf-8",
        cwd=ROOT,
        check=True,
    )
    return json.loads(result.stdout)


def test_any_answers_lead_to_the_same_moves() -> None:
    dice = random.Random(27)
    records = [stock(dice) for _ in range(500)]
    given = [(record, answers(dice, record)) for record in records]

    found = in_a_browser(given)

    for (record, said), moves in zip(given, found, strict=True):
        assert moves == [[*suggestion] for suggestion in suggestions(record, said)]
        assert len(moves) <= 5
        assert len({move for move, *_ in moves}) == len(moves)
        for _, condition, question in moves:
            assert not question or said[question] in "12"
            assert bool(condition) == bool(question)
