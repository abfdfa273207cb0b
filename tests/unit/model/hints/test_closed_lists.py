"""Which word of a closed list somebody means, and when nobody can know."""

import pytest

from playbook.model.hints.closed_lists import chosen, meant
from playbook.model.vocabulary import Effort, Rhythm, Setting, Status


@pytest.mark.parametrize(
    ("value", "terms", "word"),
    [
        ("lite", Effort, "light"),
        ("medium-high", Effort, "moderate"),
        ("ready", Status, "published"),
        ("Work in progress", Status, "draft"),
        ("every week", Rhythm, "weekly"),
        ("quaterly", Rhythm, "quarterly"),
        ("In a team", Setting, "team"),
        ("purple", Effort, ""),
        ("tomorrow", Status, ""),
    ],
)
def test_a_word_is_understood_or_left_open(value: str, terms: type, word: str) -> None:
    assert meant(value, list(terms)) == word


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("Team, Whole staff", ["team", "school"]),
        ("team and district", ["team", "district"]),
        ("team", ["team"]),
        ("team, the chess club", []),
    ],
)
def test_a_list_is_proposed_only_with_all_that_was_written(value: str, words: list[str]) -> None:
    assert chosen(value, list(Setting)) == words
