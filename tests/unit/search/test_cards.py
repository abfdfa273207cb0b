"""What the explorer shows of entries: as cards their summaries, as rows first steps."""

from collections.abc import Callable, Mapping

import pytest

from playbook import Playbook
from playbook.search import cards, rows
from tests.unit.records.conftest import site_of

Load = Callable[[Mapping[str, str]], Playbook]


@pytest.mark.parametrize(
    ("view", "text"),
    [("cards", "Two people visit one classroom."), ("rows", "Choose a colleague.")],
)
def test_a_move_says_its_summary_as_a_card_and_its_first_step_as_a_row(
    load: Load, sound: dict[str, str], view: str, text: str
) -> None:
    site = site_of(load(sound))

    made = cards.cards(site, rows.index_records(site), view)

    [pair] = [card for card in made if card[0] == "pair"]
    facts = site["facts"]["moves"]["pair"]["card"]
    assert pair == ["pair", "Work in pairs", text, 1, facts]
    assert [condition for *_, condition, _ in made[-2:]] == [0, 0]


def test_what_has_no_steps_says_its_summary_in_both(load: Load, sound: dict[str, str]) -> None:
    site = site_of(load(sound))
    others = [r for r in rows.index_records(site) if r["collection"] != "moves"]

    as_cards, as_rows = (cards.cards(site, others, view) for view in ("cards", "rows"))

    assert as_cards == as_rows
    assert [text for _, _, text, *_ in as_rows] == [record["summary"] for record in others]


def test_the_summaries_of_what_pages_list_are_known_by_address(
    load: Load, sound: dict[str, str]
) -> None:
    site = site_of(load(sound))

    summaries = cards.summaries(site)

    assert summaries["moves/pair/"] == "Two people visit one classroom."
    assert {url.split("/")[0] for url in summaries} == {"moves", "cases"}
