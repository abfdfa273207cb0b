"""The home page: what a reader chooses by, a few moves, one story, and what is new."""

import re
from collections.abc import Mapping
from typing import Any

from playbook.i18n.messages import Words
from playbook.model.entry import Key
from playbook.model.sections import HARD
from playbook.model.vocabulary import STORIES
from playbook.records.facts import count_moves, reading_time
from playbook.records.pages.home_types import HomeRecord, StoryRecord
from playbook.records.pages.sentence import sentence
from playbook.records.record import Records, relation_to
from playbook.records.site_types import FacetRecord

Record = Mapping[str, Any]

_LINK = re.compile(r"</?a\b[^>]*>")
_WEEKS, _NEWEST = 6, 4
"""How many moves take turns as the one of the week, and how many entries are shown as new."""


def home(records: Records, facets: list[FacetRecord], words: Words) -> HomeRecord:
    """What the home page shows: its story is the longest case that says what was hard."""
    moves, cases = records.collection("moves"), records.collection("cases")
    light = [move for move in moves if move["effort"] == "light"]
    quickest = sorted(light, key=lambda move: move["minutes"]["run"])
    newest = sorted([*moves, *cases], key=lambda record: str(record["created"]), reverse=True)
    days = {record["created"] for record in newest}
    return {
        "sentence": sentence(records, facets, words),
        "weeks": [move["id"] for move in quickest[:_WEEKS]],
        "story": max(
            (story for case in cases if (story := _story(case, words))),
            key=lambda story: records[Key("cases", story["id"])]["body"]["words"],
            default=None,
        ),
        "newest": [relation_to(record) for record in newest[:_NEWEST]] if len(days) > 1 else [],
    }


def _story(case: Record, words: Words) -> StoryRecord | None:
    sections = case["body"]["sections"]
    hard = next((section["html"] for section in sections if section["id"] == HARD.id), "")
    hard = _LINK.sub("", hard)  # a link of it starts from the page of the case
    if case["kind"] not in STORIES or not hard:
        return None
    note = f"{reading_time(case, words)} · {count_moves(case['relations'].get('moves', ()), words)}"
    return {"id": case["id"], "note": note, "hard": hard}
