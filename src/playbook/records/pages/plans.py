"""Ready-made plans: their moves week by week, and the link with which a reader starts one."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from playbook.i18n.messages import Words
from playbook.i18n.typography import typeset
from playbook.model.entry import Key
from playbook.records.pages.pathways import leaders, note
from playbook.records.record import Records
from playbook.records.site_types import PlanRecord, PlanStep

Record = Mapping[str, Any]


def plans(records: Records, words: Words, language: str) -> dict[str, PlanRecord]:
    """Every plan by its id; `language` is that of entries that name none."""
    return {
        plan["id"]: _plan(plan, records, words, plan["language"] or language)
        for plan in records.collection("plans")
    }


def _plan(plan: Record, records: Records, words: Words, language: str) -> PlanRecord:
    """A plan as its page shows it, its moves in its own order."""
    relations = plan["relations"].get("moves", ())
    steps: list[PlanStep] = [
        {
            "id": relation["id"],
            "week": plan["schedule"].get(relation["id"], 0),
            "because": relation["sentence"],
        }
        for relation in relations
    ]
    moves = [records[Key("moves", step["id"])] for step in steps]
    return {
        "note": note(moves, words) if moves else "",
        "leaders": leaders(moves),
        "steps": steps,
        "link": _link(typeset(plan["title"], language), steps),
    }


def _link(name: str, steps: list[PlanStep]) -> str:
    """The fragment as `encode` in `plans.js` writes it; no part has the signs between parts."""
    parts = (f"{step['id']}.w{step['week']}".removesuffix(".w0") for step in steps)
    return "~".join(
        ("v1", quote(name, safe="").replace("~", "%7E").replace(".", "%2E"), "", *parts)
    )
