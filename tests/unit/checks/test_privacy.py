"""People whom readers could know from a case, and what only looks like them."""

from collections.abc import Callable, Mapping

import pytest

from tests.unit.conftest import CASE

Told = Callable[[Mapping[str, str]], list[str]]


@pytest.fixture
def codes(told: Told, sound: dict[str, str]) -> Callable[..., list[str]]:
    """The codes that are told of a case in which some words stand in place of others."""

    def tell(words: str, place: str = "They went.") -> list[str]:
        changed = CASE.replace(place, words)
        assert changed != CASE
        return [line.split()[1] for line in told(sound | {"cases/one-school.md": changed})]

    return tell


@pytest.mark.parametrize(
    "words",
    [
        *("A student named Maria spoke.", "The ninth grader Luis Ortega spoke."),
        *(
            "Jamal, a ninth grader, spoke.",
            "We asked Maria (student) first.",
            "A boy named O’Neil.",
        ),
        *("One student, Zoë, spoke.", "The story of DeShawn, a quiet tenth grader, shows it."),
        *("Student named Maria.", "A student named\nMaria spoke.", "> A student named\n> Maria."),
        *("“The student Maria spoke.”", 'He said, "student Maria spoke."'),
        *("See [the student Maria](https://example.org/).", "A student named *Maria* spoke."),
    ],
)
def test_a_name_beside_a_learner_is_told_wherever_it_stands(
    codes: Callable[..., list[str]], words: str
) -> None:
    assert codes(words) == ["named-student"]


def test_a_name_in_a_quoted_value_is_told(codes: Callable[..., list[str]]) -> None:
    place = "evidence_note: A story, and no study."

    assert codes('evidence_note: "A student named Maria."', place) == ["named-student"]


@pytest.mark.parametrize(
    "words",
    [
        *("Student Data Teams met.", "The Student Advisory Board met.", "Student Agency grew."),
        *("A Student Senate.", "The Student Information System.", "Every Student Succeeds Act."),
        *("No Child Left Behind.", "For every child, Head Start is free.", "Child Find began."),
        *("Child Protective Services came.", "A Boys and Girls Club.", "Students First began."),
        *("Students The next day, they met.", "The student Council met.", "In Denver, a student,"),
        *(
            "However, a student who spoke left.",
            "See `student Maria`.",
            "Dana, the head of a student,",
        ),
        "See [it](https://example.org/student Maria).",
    ],
)
def test_titles_and_turns_of_phrase_name_nobody(
    codes: Callable[..., list[str]], words: str
) -> None:
    assert codes(words) == []


@pytest.mark.parametrize(
    "words",
    [
        *("3 of 4 students spoke.", "Two out of the nine ninth graders.", "5 of 1,400 students."),
        *("Three of the English learners.", "Two of our special education students."),
        *("Only three students came.", "Just one student came.", "A class of six students with"),
        *(
            "Five students who left.",
            "Four children in the school.",
            "> Six students\n> with less.",
        ),
        "Two of the five students who left.",
    ],
)
def test_a_few_are_told_once(codes: Callable[..., list[str]], words: str) -> None:
    assert codes(words) == ["small-group"]


@pytest.mark.parametrize(
    "words",
    [
        *("One of our goals is that students learn.", "Two of the ten schools and their students."),
        *("One of the most important things students do.", "120 of 140 students came."),
        *("Three of the seven principals asked students.", "Twenty-five students who left."),
        *("Grade 5 students who left.", "In groups of three students who know each other."),
        *("1,002 of 1,400 students.", "One student who left.", "Five students spoke."),
    ],
)
def test_other_numbers_are_no_group(codes: Callable[..., list[str]], words: str) -> None:
    assert codes(words) == []


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("Call 555-010-2000.", 1),
        ("Call (555) 010-2000.", 1),
        ("Call +1 555 010 2000 or 1-555-010-2000.", 2),
        ("[Write](mailto:pat@example.org).", 1),
        ("`pat@example.org`", 1),
        ("See 0000-2019-020-1234 and 2019-020-1234.", 0),
        ("ISBN 555-010-2000, ISBN-10: 555 010 2000.", 0),
        ("https://example.org/a?b=555-010-2000", 0),
        (
            "[It](https://example.org/a_(b)?c=555-010-2000) and <https://example.org/?555-010-2000>.",
            0,
        ),
    ],
)
def test_numbers_in_addresses_and_of_books_call_nobody(
    codes: Callable[..., list[str]], words: str, found: int
) -> None:
    assert codes(words) == ["contact-detail"] * found


@pytest.mark.parametrize(
    "start", ["Maria, a ", "one of ", "a@", "1,111", "a", "student ", "555-010-"]
)
def test_a_long_text_is_read_to_its_end(codes: Callable[..., list[str]], start: str) -> None:
    assert not {"named-student", "small-group"} & set(codes(start * (30_000 // len(start))))
