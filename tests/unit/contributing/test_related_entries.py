"""Which entries a text may belong with."""

import pytest

from playbook.contributing.related_entries import closest
from tests.builder import swap
from tests.unit.conftest import Load

TITLES = {"halls": "Walk halls", "rooms": "Walk rooms", "calls": "Call home", "cards": "Read cards"}


@pytest.mark.parametrize(
    ("text", "ids"),
    [
        ("We walk.", []),
        ("We walk the halls.", ["halls"]),
        ("Our halls.", ["halls"]),
        ("Rooms, where we walk.", ["rooms"]),
        ("Nothing of the kind.", []),
        ("Cards and halls.", ["cards", "halls"]),
    ],
)
def test_an_entry_shares_two_words_or_one_that_is_its_own(
    text: str, ids: list[str], load: Load, sound: dict[str, str]
) -> None:
    move = sound.pop("moves/trio.md")
    del sound["moves/pair.md"]
    move = swap(move, "Three people visit one classroom.", "One.")
    for id_, title in TITLES.items():
        sound[f"moves/{id_}.md"] = swap(move, "Work in threes", title)

    assert [entry.key.id for entry in closest(load(sound), "moves", text)] == ids
