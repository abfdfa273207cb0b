"""The table of colors and drawings that the page for districts is held to as well."""

import json
from math import floor
from pathlib import Path
from typing import Any

import pytest

from playbook.layers.brand import CARD, PAPER, TINT, contrast, nearest, objections
from playbook.layers.logos import drawing_objection

CASES = json.loads((Path(__file__).parents[2] / "brand" / "cases.json").read_text("utf-8"))
GROUNDS = {"brand": (PAPER.light, CARD.light), "link": (PAPER.light, CARD.light, TINT.light)}


@pytest.mark.parametrize("case", CASES["colors"], ids=lambda case: f"{case['key']} {case['color']}")
def test_a_color_is_judged_as_the_table_says(case: dict[str, Any]) -> None:
    key, color = case["key"], case["color"]

    found = [*objections({key: color})]

    assert (not found) is case["passes"]
    if case["isColor"]:
        worst = min(contrast(color, ground) for ground in GROUNDS[key])
        assert floor(worst * 10) / 10 == case["ratio"]
        assert nearest(color, GROUNDS[key]) == case["nearest"]
    else:
        assert "is not a color" in found[0][1]


@pytest.mark.parametrize("case", CASES["drawings"], ids=lambda case: case["what"])
def test_a_drawing_is_judged_as_the_table_says(case: dict[str, Any]) -> None:
    objection = drawing_objection(case["drawing"].encode())

    assert (not objection) is case["passes"]
