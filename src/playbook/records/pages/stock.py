"""Taking stock: the questions about assets, and which moves the answers lead to.

`suggestions` chooses as the script of the page does, so that one table of cases tests both.
"""

import hashlib
from base64 import b32encode
from collections.abc import Iterable, Mapping
from enum import StrEnum
from itertools import cycle
from typing import Any, NamedTuple

from typing_extensions import TypedDict

from playbook.model.vocabulary import Occasion, Status
from playbook.records.pages.role_groups import weight
from playbook.records.record import Records

Record = Mapping[str, Any]

MOST = 5
"""How many moves answers lead to at most."""

OF_THE_STRONGEST = 3
"""How many of them are of the condition with most strengths."""

TO_FIND_OUT = 3
"""How many moves there are for those who do not know yet."""

_LETTERS = 5


class Answer(StrEnum):
    """What is said of an asset, as links and browsers keep it."""

    STRONG = "1"
    STARTING = "2"
    NOT_YET = "3"
    UNKNOWN = "4"


class StockCondition(TypedDict):
    """What is asked of a condition, by the ids of the questions, and its moves, lightest first."""

    id: str
    questions: list[str]
    moves: list[str]


class StockRecord(TypedDict):
    """What the page asks, and what it chooses from: ids."""

    conditions: list[StockCondition]
    find_out: list[str]
    """The moves for those who have yet to find out."""
    assets: dict[str, str]
    """The asset that each question asks about, in words."""


class Suggestion(NamedTuple):
    """A move, and the condition and question that it rests on; both "" where it rests on none."""

    move: str
    condition: str
    question: str


def stock(records: Records) -> StockRecord:
    """What the page asks, and the moves that it chooses from."""
    moves = [move for move in records.collection("moves") if move["status"] != Status.DEPRECATED]
    lightest = sorted(moves, key=lambda move: (*weight(move), move["id"]))
    assets: dict[str, str] = {}
    return {
        "conditions": [
            {
                "id": condition["id"],
                "questions": [_ask(condition["id"], asset, assets) for asset in own],
                "moves": [move["id"] for move in lightest if _builds(move, condition)][:MOST],
            }
            for condition in records.collection("conditions")
            if (own := dict.fromkeys(condition["assets_to_look_for"]))
        ],
        "find_out": [move["id"] for move in sorted(lightest, key=_is_blind)][:TO_FIND_OUT],
        "assets": assets,
    }


def _builds(move: Record, condition: Record) -> bool:
    relations = move["relations"].get("conditions", ())
    return any(relation["id"] == condition["id"] for relation in relations)


def _is_blind(move: Record) -> bool:
    """Whether nobody goes and looks while a move is made."""
    return Occasion.WALKTHROUGH not in move["occasions"]


def _ask(condition: str, asset: str, assets: dict[str, str]) -> str:
    """Add an asset under the id of its question, which no other has."""
    id_ = question_id(condition, asset)
    while id_ in assets:
        id_ = question_id(condition, id_)
    assets[id_] = asset
    return id_


def question_id(condition: str, asset: str) -> str:
    """A short name of a question, made from its words, so that old answers keep their meaning."""
    digest = hashlib.sha256(f"{condition}\n{asset}".encode()).digest()
    return b32encode(digest).decode().lower()[:_LETTERS]


def suggestions(stock: StockRecord, answers: Mapping[str, str]) -> list[Suggestion]:
    """The moves that answers lead to, by the ids of the questions; five at most."""
    order = sorted(_with_assets(stock, answers), key=lambda own: (-len(own[1]), -len(own[2])))
    choice: dict[str, Suggestion] = {}
    for condition, strong, starting in order:
        most = OF_THE_STRONGEST if strong and not choice else 1
        fresh = [move for move in condition["moves"] if move not in choice][:most]
        for move, question in zip(fresh, cycle(strong or starting), strict=False):
            choice[move] = Suggestion(move, condition["id"], question)
    if order:
        return [*choice.values()][:MOST]
    return [Suggestion(move, "", "") for move in stock["find_out"]]


def _with_assets(
    stock: StockRecord, answers: Mapping[str, str]
) -> Iterable[tuple[StockCondition, list[str], list[str]]]:
    """The conditions of which something is strong or starting, with the questions that say so."""
    for condition in stock["conditions"]:
        strong, starting = (
            [question for question in condition["questions"] if answers.get(question) == answer]
            for answer in (Answer.STRONG, Answer.STARTING)
        )
        if strong or starting:
            yield condition, strong, starting
