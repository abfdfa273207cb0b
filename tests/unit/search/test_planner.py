"""What plans in the browser know of moves, and what the page of a ready-made plan shows."""

from collections.abc import Callable, Mapping

from playbook import Playbook
from playbook.search.planner import planner
from tests import builder
from tests.builder import over
from tests.unit.records.conftest import site_of

Load = Callable[[Mapping[str, str]], Playbook]
PLAN = over(
    builder.PLAN,
    """---
title: "First ~ month. 100% ours"
moves: {trio: It comes first., pair: Then this.}
schedule: {pair: 3}
---

Leave out what does not fit.
""",
)


def test_a_move_is_known_by_what_a_plan_shows_and_asks(load: Load, sound: dict[str, str]) -> None:
    sound["moves/trio.md"] = sound["moves/trio.md"].replace(
        "status:", "former_ids: [threes]\nprepares_for: {pair: It leaves a pair.}\nstatus:", 1
    )
    site = site_of(load(sound))

    known = planner(site, {"pair": "form/"})

    pair = known["moves"]["pair"]
    assert pair["url"] == "moves/pair/"
    assert pair["follows"] == ["trio"]
    assert pair["leads"] == ["Principal"]
    assert pair["form"] == "form/"
    assert pair["facts"][0] == "30 min"
    assert pair["minutes"][0] == 30
    assert pair["first"]
    assert "spoken" not in pair
    assert known["former"] == {"threes": "trio"}


def test_a_plan_has_its_moves_in_its_own_order_and_a_link(
    load: Load, sound: dict[str, str]
) -> None:
    sound["plans/first-month.md"] = PLAN

    plan = site_of(load(sound))["plans"]["first-month"]

    assert [(step["id"], step["week"], step["because"]) for step in plan["steps"]] == [
        ("trio", 0, "It comes first."),
        ("pair", 3, "Then this."),
    ]
    assert plan["link"] == "v1~First%20%7E%20month%2E%20100%25%20ours~~trio~pair.w3"
    assert plan["note"].startswith("2 moves · about ")
