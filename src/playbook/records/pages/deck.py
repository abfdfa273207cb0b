"""The deck: every move as a card to cut out, a page for some sheets of paper."""

from collections.abc import Mapping, Sequence
from itertools import groupby

from playbook.records.facts import first_condition
from playbook.records.parts import DeckRecord
from playbook.records.record import Records

DECK = "deck/"
"""The address of the first page with cards to cut out; the number of every other page follows."""

ON_A_SHEET = 4
"""How many cards of 90 by 120 mm a sheet of Letter has room for, and one of A4."""

SHEETS = 6
"""How many sheets a page has, so that none is too long to load."""


def deck(records: Records) -> DeckRecord:
    """The cards of all moves in the order of the conditions, each with that whose color it has."""
    own = {move["id"]: first_condition(move) for move in records.collection("moves")}
    moves = _in_order(records, own)
    sheets = [moves[at : at + ON_A_SHEET] for at in range(0, len(moves), ON_A_SHEET)]
    count = max(1, -(-len(sheets) // SHEETS))
    return {
        "parts": {
            _deck_page(number): {
                "number": number,
                "count": count,
                "sheets": sheets[(number - 1) * SHEETS : number * SHEETS],
            }
            for number in range(1, count + 1)
        },
        "starts": _starts(moves, own),
    }


def _in_order(records: Records, own: Mapping[str, str]) -> list[str]:
    """Each move once, with its own condition; those that have none come last."""
    sequence = [
        relation["id"]
        for condition in records.collection("conditions")
        for relation in condition["relations"].get("moves", ())
        if own[relation["id"]] == condition["id"]
    ]
    return list(dict.fromkeys([*sequence, *own]))


def _starts(moves: Sequence[str], own: Mapping[str, str]) -> dict[str, str]:
    places = {move: at // (ON_A_SHEET * SHEETS) + 1 for at, move in enumerate(moves)}
    firsts = ((name, next(group)) for name, group in groupby(moves, key=own.__getitem__) if name)
    return {name: f"{_deck_page(places[move])}#card-{move}" for name, move in firsts}


def _deck_page(number: int) -> str:
    return DECK if number == 1 else f"{DECK}{number}/"
