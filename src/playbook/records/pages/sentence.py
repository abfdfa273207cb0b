"""The sentence that a reader completes: as whom, with how much time, on what occasion, what for."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from playbook.i18n.messages import Words
from playbook.model.vocabulary import translatable
from playbook.records.explorer import LONGER, select
from playbook.records.facts import phrase
from playbook.records.pages.home_types import BlankRecord, SentenceRecord
from playbook.records.record import Records
from playbook.records.site_types import FacetRecord

_TIMES = {
    "15": translatable("15 minutes"),
    "20": translatable("20 minutes"),
    "30": translatable("30 minutes"),
    "60": translatable("an hour"),
    "120": translatable("two hours"),
}
_OCCASIONS = {
    "staff-meeting": translatable("at a staff meeting"),
    "team-meeting": translatable("at a team meeting"),
    "board-meeting": translatable("at a board meeting"),
    "cabinet-meeting": translatable("at a cabinet meeting"),
    "principals-meeting": translatable("at a principals' meeting"),
    "one-to-one": translatable("one to one"),
    "walkthrough": translatable("on a walkthrough or visit"),
    "learning-day": translatable("on a professional-learning day"),
    "planning-time": translatable("in planning time"),
    "family-event": translatable("with families or the community"),
    "with-students": translatable("with students"),
    "on-your-own": translatable("by myself"),
}
_AN = re.compile(r"[aeio]|u(?!ni|se)", re.IGNORECASE)
"""How a word begins that English has after "an"."""

_OPEN = {
    "role": translatable("a leader"),
    "time": translatable("any amount of time"),
    "occasion": translatable("wherever people meet"),
    "condition": translatable("learning that matters"),
}
"""What each blank says where nothing is chosen, in the order of the sentence."""

_CHOSEN = {"time": "20"}
"""What the sentence begins with, so that most readers find it as good as complete."""


def sentence(records: Records, facets: Iterable[FacetRecord], words: Words) -> SentenceRecord:
    """The sentence, in the language of the site."""
    by_id = {facet["id"]: facet for facet in facets}
    blanks = {id_: _blank(by_id[id_], records, words) for id_ in _OPEN}
    choices = {id_: {blank["chosen"]} for id_, blank in blanks.items() if blank["chosen"]}
    fitting = select(records.collection("moves"), by_id.values(), choices)
    return {"blanks": blanks, "count": len(fitting)}


def _blank(facet: FacetRecord, records: Records, words: Words) -> BlankRecord:
    id_ = facet["id"]
    phrases = _phrases(id_, records, words)
    return {
        "facet": id_,
        "label": facet["label"],
        "open": words(_OPEN[id_]),
        "chosen": _CHOSEN.get(id_, ""),
        "options": [
            [value, phrases.get(value) or phrase(label)]
            for value, label in facet["options"]
            if value != LONGER[0]
        ],
    }


def _phrases(facet: str, records: Records, words: Words) -> Mapping[str, Any]:
    """The words for the options of a facet that do not go on a sentence as they are."""
    if facet == "condition":
        conditions = records.collection("conditions")
        return {one["id"]: phrase(one["short"] or one["title"]) for one in conditions}
    if facet == "role":
        return {role["id"]: _somebody(role["title"], words) for role in records.collection("roles")}
    own = {"time": _TIMES, "occasion": _OCCASIONS}.get(facet, {})
    return {value: words(text) for value, text in own.items()}


def _somebody(title: str, words: Words) -> str:
    """One who has a role, as a sentence says it: with an article in English."""
    article = ("an " if _AN.match(title) else "a ") if words.language.startswith("en") else ""
    return f"{article}{phrase(title)}"
