"""The kinds of value that front matter holds."""

import datetime
import sys
import unicodedata
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticCustomError

from playbook.model import fields
from playbook.model.fields import MAX_ID, check_id
from playbook.model.letters import is_question

NAMELESS = next(
    c for c in map(chr, range(sys.maxunicode)) if c.isalpha() and not unicodedata.name(c, "")
)


def take(kind: Any, value: object) -> Any:
    """What a field makes of a value."""
    return TypeAdapter(kind).validate_python(value)


def kinds_of(kind: Any, value: object) -> list[str]:
    """Why a field refuses a value."""
    with pytest.raises(ValidationError) as caught:
        take(kind, value)
    return [error["type"] for error in caught.value.errors()]


@pytest.mark.parametrize("id_", ["a", "a-b", "2-way-structures", "a" * MAX_ID])
def test_an_id_is_made_of_small_letters_digits_and_hyphens(id_: str) -> None:
    found = check_id(id_)

    assert found == id_


@pytest.mark.parametrize(
    "id_",
    [
        "",
        "A",
        "a--b",
        "-a",
        "a-",
        "a_b",
        "a b",
        "a.b",
        "a\n",
        "../../x",
        "/x",
        "C:x",
        "\\\\host\\x",
        "pct%2e",
        "café",
        "__proto__",
        "a" * (MAX_ID + 1),
    ],
)
def test_s44_nothing_else_is_an_id(id_: str) -> None:
    with pytest.raises(PydanticCustomError):
        check_id(id_)


def test_a_letter_that_only_looks_right_is_named() -> None:
    with pytest.raises(PydanticCustomError) as caught:
        check_id("m\u0430th")

    assert "is cyrillic small letter a." in str(caught.value)


def test_a_letter_without_a_name_is_refused_like_any_other() -> None:
    with pytest.raises(PydanticCustomError):
        check_id(NAMELESS)


@example(NAMELESS)
@given(st.text(max_size=70))
def test_any_text_is_an_id_or_refused(text: str) -> None:
    with suppress(PydanticCustomError):
        found = check_id(text)

        assert found == text


def test_a_line_loses_the_space_around_it() -> None:
    found = take(fields.Line, "  Two words ")

    assert found == "Two words"


@pytest.mark.parametrize("text", ["", " ", "\u200b\u2060", None], ids=ascii)
def test_a_line_that_nobody_can_see_is_empty(text: str | None) -> None:
    found = kinds_of(fields.Line, text)

    assert found == ["empty"]


def test_a_line_has_one_line() -> None:
    found = kinds_of(fields.Line, "a\nb")

    assert found == ["not-one-line"]


@pytest.mark.parametrize(
    ("kind", "most"), [(fields.Line, 200), (fields.Title, 80), (fields.Summary, 220)]
)
def test_a_text_has_its_limit(kind: Any, most: int) -> None:
    found = take(kind, "é" * most)

    assert len(found) == most
    assert kinds_of(kind, "é" * (most + 1)) == ["string_too_long"]


def test_a_question_ends_with_its_mark() -> None:
    found = take(fields.Question, "Who learns? ")

    assert found == "Who learns?"
    assert kinds_of(fields.Question, "Who learns") == ["not-a-question"]


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("من يتعلم؟", True),
        ("«من يتعلم؟»", True),
        ("Ποιος μαθαίνει\u037e", True),
        ("Ποιος μαθαίνει;", True),
        ("谁在学习？", True),
        ("Who learns;", False),
        ("من يتعلم", False),
    ],
)
def test_a_question_has_the_mark_of_its_language(text: str, is_one: bool) -> None:
    assert is_question(text) is is_one


def test_a_day_is_written_with_hyphens() -> None:
    found = take(fields.Day, "2026-11-24")

    assert found == datetime.date(2026, 11, 24)
    assert take(fields.Day, found) == found


@pytest.mark.parametrize(
    "text", ["2026-02-30", "20261124", "24.11.2026", "2026-11-24T10:00", "٢٠٢٦-11-24", []]
)
def test_no_other_day_is_taken(text: object) -> None:
    found = kinds_of(fields.Day, text)

    assert found == ["bad-date"]


def test_a_list_left_empty_is_an_empty_list() -> None:
    found = take(fields.Lines, None)

    assert found == ()


def test_relations_left_empty_are_none_at_all() -> None:
    found = take(fields.Relations, None)

    assert found == {}


def test_relations_of_which_one_is_needed_may_not_be_empty() -> None:
    found = kinds_of(fields.SomeRelations, None)

    assert found == ["empty"]


def test_an_item_that_is_wrong_is_told_once() -> None:
    found = kinds_of(fields.SomeRelations, {"A B": "Why."})

    assert found == ["bad-id"]


@pytest.mark.parametrize(("count", "kind"), [(1, "too-few"), (4, "too-many")])
def test_a_list_is_neither_too_short_nor_too_long(count: int, kind: str) -> None:
    check = fields.at_least(2, most=3)

    with pytest.raises(PydanticCustomError) as caught:
        check(["x"] * count)

    assert caught.value.type == kind
    assert check(["x"] * 2) == ["x"] * 2


@pytest.mark.parametrize("number", ["1", "100000"])
def test_a_count_is_a_whole_number(number: str) -> None:
    found = take(fields.Count, number)

    assert found == int(number)


@pytest.mark.parametrize("number", ["0", "100001", ".nan", ".inf", "many", "-1", "1.5"])
def test_other_numbers_are_no_count(number: str) -> None:
    found = kinds_of(fields.Count, number)

    assert found


@pytest.mark.parametrize("value", [["2026-01-02"], {"2026-01-02": None}])
def test_a_date_that_a_list_or_a_key_was_made_of_is_told_to_stand_alone(value: object) -> None:
    with pytest.raises(ValidationError) as caught:
        take(fields.Day, value)

    [error] = caught.value.errors()
    assert error["msg"] == "The date is to stand alone here."
    assert error["ctx"]["hint"].startswith("Write it without ")
