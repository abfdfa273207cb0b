"""How long, and for how many: what a text says, or nothing."""

from collections.abc import Mapping

import pytest

from playbook.model.hints import amounts


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        *[("half an hour", 30), ("a half hour", 30), ("half-hour", 30), ("1/2 hour", 30)],
        *[("1/4 hour", 15), ("3/4 hour", 45), ("3/4 of an hour", 45), ("2/3 hour", 40)],
        *[("½ hour", 30), ("1½ hours", 90), ("1 ½ hours", 90), ("1 1/2 hours", 90)],
        *[("1-1/2 hrs", 90), ("1.5 hours", 90), ("1,5 h", 90), ("1/2 to 1 hour", 60)],
        *[("one and a half hours", 90), ("2 and a half hours", 150), ("1 and 1/2 hours", 90)],
        *[("a quarter of an hour", 15), ("quarter hour", 15), ("un cuarto de hora", 15)],
        *[("three quarters of an hour", 45), ("tres cuartos de hora", 45)],
        *[("an hour and a half", 90), ("an hour and a quarter", 75), ("una hora y cuarto", 75)],
        *[("an hour", 60), ("1:30", 90), ("1h30", 90), ("1 hr 15 min", 75), ("2 hours", 120)],
        *[("20-30 min", 30), ("1 to 2 hours", 120), ("1 1/2 - 2 hours", 120), ("20-30", 30)],
        *[("two 45-minute periods", 90), ("two 45-minute sessions", 90), ("2 x 30 min", 60)],
        *[("One class period (45 minutes)", 45), ("One school day (6 hours)", 360)],
        *[("30 minutes per week", 30), ("twenty minutes", 20), ("about 5", 5)],
        *[("twenty-four", 24), ("forty five minutes", 45), ("twenty to thirty", 30)],
    ],
)
def test_a_time_is_read_as_people_write_it(text: str, minutes: int) -> None:
    assert amounts.minutes(text) == minutes
    assert amounts.number(text) == minutes


@pytest.mark.parametrize(
    "text",
    [
        *("one class period", "45 minutes twice", "90 seconds", "15 min per person", "1/2", "3/4"),
        *("20 minutes each", "3 times 20 minutes", "an hour or two", "two half-hours", "3 days"),
        *("1/2/2026", "two blocks", "Grade 4", "8:15", "10 + 14", "two half hours", "a", "soon"),
        *("15 minutos por persona", "two lessons of 45 minutes", "2 periods"),
    ],
)
def test_no_time_is_made_of_words_that_tell_another(text: str) -> None:
    assert amounts.minutes(text) is None
    assert amounts.number(text) is None


@pytest.mark.parametrize(
    ("text", "size"),
    [
        *[("25 max", {"max": 25}), ("max. 25", {"max": 25}), ("up to 25 people", {"max": 25})],
        *[("at least 5", {"min": 5}), ("5+", {"min": 5}), ("5 min.", {"min": 5})],
        *[("3 to 5 people", {"min": 3, "max": 5}), ("groups of 4", {"min": 4, "max": 4})],
        *[("Teachers: 10-20", {"min": 10, "max": 20}), ("everyone in 2024-25", {})],
        *[("since 2019", {}), ("grades 3-5", {}), ("room 12", {}), ("20 minutes", {})],
        *[("25-10", {}), ("all", {}), ("2 groups of 5", {})],
    ],
)
def test_a_size_counts_people_and_nothing_else(text: str, size: Mapping[str, int]) -> None:
    assert amounts.size(text) == size
