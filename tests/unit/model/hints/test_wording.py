"""What authors are told to write, made from what they wrote."""

import pytest

from playbook.model import codes
from playbook.model.hints import wording
from playbook.model.vocabulary import Effort, Rhythm, Setting


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("11/24/2026", "Write 2026-11-24,"),
        ("Nov 24, 2026", "Write 2026-11-24,"),
        ("24. November 2026", "Write 2026-11-24,"),
        ("November 24th, 2026", "Write 2026-11-24,"),
        ("2026/1/2", "Write 2026-01-02,"),
        ("1/2/2026", "2026-01-02 for January 2, or 2026-02-01 for February 1"),
        ("2026-02-30", "There is no such day"),
        ("soon", "2026-11-24"),
    ],
)
def test_a_date_is_shown_in_the_form_it_needs(given: str, words: str) -> None:
    assert words in wording.other_rule(codes.BAD_DATE, given)


@pytest.mark.parametrize("given", ["3 days", "14:00", "10 + 14", "2 sessions", "8:15"])
def test_no_number_is_made_of_words_that_tell_none(given: str) -> None:
    told = wording.wrong_type("int_parsing", "run", given, [], [])

    assert told
    assert told[1] == "Write digits only, without words."


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ("learn 10, run 24", "minutes: {learn: 10, run: 24}"),
        ("10 to learn, 24 to run", "minutes: {learn: 10, run: 24}"),
        ("learn 1 hour, run 2 hours", "'run:' with the minutes it takes to run"),
    ],
)
def test_minutes_are_given_to_the_parts_that_a_text_names(given: str, words: str) -> None:
    told = wording.wrong_type("model_type", "minutes", given, ["learn", "run"], [])

    assert told
    assert words in told[1]


@pytest.mark.parametrize(
    ("given", "number"),
    [
        *[("30 minutes", 30), ("1.5 hours", 90), ("1 hour", 60), ("20-30", 30), ("1:30", 90)],
        *[("2 x 12 min", 24), ("two 45-minute periods", 90), ("1h30", 90), ("Grade 4, 30 min", 30)],
        *[("Part 2 20 min", 20), ("Room 12 45 minutes", 45), ("una hora y media", 90)],
    ],
)
def test_a_number_is_taken_out_of_words(given: str, number: int) -> None:
    told = wording.wrong_type("int_parsing", "run", given, [], [])

    assert told is not None
    assert told[1] == f"Write digits only: run: {number}"


def test_no_number_is_made_up_where_none_was_written() -> None:
    told = wording.wrong_type("int_parsing", "run", "short", [], [])

    assert told is not None
    assert told[1] == "Write digits only, without words."


@pytest.mark.parametrize(
    ("key", "given", "terms", "guess"),
    [
        ("rhythm", "Every week", Rhythm, "weekly"),
        ("effort", "low", Effort, "light"),
        ("setting", "TEAM", Setting, "team"),
        ("setting", "“team”", Setting, "team"),
    ],
)
def test_an_everyday_word_leads_to_the_fixed_one(
    key: str, given: str, terms: type[Rhythm | Effort | Setting], guess: str
) -> None:
    assert f"Did you mean '{guess}'?" in wording.not_one_of(key, given, list(terms))[1]


@pytest.mark.parametrize(
    ("key", "given", "example"),
    [
        ("roles", "The principal leads.", "principal: Makes the time."),
        ("roles", [{"principal": "Leads."}], "principal: Leads."),
        ("conditions", ["learn"], "learn: "),
        ("pairs_with", ["Ask", "Wait"], "ask-first: "),
    ],
)
def test_sentences_are_shown_with_an_id(key: str, given: object, example: str) -> None:
    told = wording.wrong_type("mapping_type", key, given, [], [])

    assert told is not None
    assert example in told[1]


def test_a_word_in_place_of_a_list_gets_brackets() -> None:
    told = wording.wrong_type("tuple_type", "setting", "Team, school", [], list(Setting))

    assert told is not None
    assert told[1].endswith("setting: [team, school]")


@pytest.mark.parametrize(
    ("key", "words"),
    [
        ("minutes", "takes to run: 45."),
        ("group_size", "group_size: {min: 45, max: 45}"),
        ("evidence", "a line of its own"),
    ],
)
def test_a_group_is_shown_with_its_parts(key: str, words: str) -> None:
    told = wording.wrong_type("model_type", key, "45", ["learn", "run"], [])

    assert told is not None
    assert words in told[1]


@pytest.mark.parametrize(
    ("key", "given", "terms", "hint"),
    [
        ("rhythm", ["weekly"], Rhythm, "Write it without brackets or a dash: weekly"),
        ("setting", ["team"], Setting, "Write it without brackets or a dash: team"),
        ("setting", {"team": None}, Setting, "Write it without the colon: team"),
    ],
)
def test_a_word_that_fits_is_told_to_stand_alone(
    key: str, given: object, terms: type[Setting] | type[Rhythm], hint: str
) -> None:
    message, told = wording.not_one_of(key, given, list(terms))

    assert told == hint
    assert "is not one of" not in message


@pytest.mark.parametrize("given", [["soon"], {"soon": None}, [["soon"]], {"soon": ["x"]}])
def test_no_message_shows_brackets_that_nobody_wrote(given: object) -> None:
    message, _ = wording.not_one_of("setting", given, list(Setting))

    assert message.startswith("'soon")
    assert not set(message) & set("[]{}")
