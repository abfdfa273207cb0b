"""Wording to think twice about, reasons to keep it, and two entries that are one."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest

import playbook
from playbook.catalog import style_guide
from playbook.parsing import prose
from playbook.parsing.phrases import Match, Phrase
from playbook.source.edits import apply
from tests.conftest import ROOT
from tests.unit.conftest import PAIR

Told = Callable[[Mapping[str, str]], list[str]]

BOOK = """sources:
  a-guide: {title: A guide, url: "https://example.org/"}
terms:
  - words: [at-risk students, parents who don't care]
    instead: students
    because: It places the risk in them.
    sources: [a-guide]
    unless: [program for at-risk students]
"""


@pytest.fixture
def told_of(told: Told, sound: dict[str, str]) -> Callable[[str], list[str]]:
    def tell(text: str) -> list[str]:
        return told(sound | {"moves/pair.md": text, "language.yml": BOOK})

    return tell


@pytest.mark.parametrize(
    "words",
    [
        *("at-risk students", "At risk students", "at-risk\nstudents", "at-risk *students*"),
        *("parents who don't care", "parents who don’t care", "(at‑risk students)"),
    ],
)
def test_a_wording_is_found_in_any_dress(told_of: Callable[[str], list[str]], words: str) -> None:
    text = PAIR.replace("One person can take notes.", f"See {words}.")

    assert [line.split()[1] for line in told_of(text)] == ["asset-language"]


@pytest.mark.parametrize(
    "words",
    [
        *(
            "“at-risk students”",
            '"at-risk students"',
            "`at-risk students`",
            "not-at-risk students'",
        ),
        *("[at-risk students](https://example.org/)", "a program for at-risk students"),
        "[it](https://example.org/at-risk-students)",
    ],
)
def test_other_peoples_words_are_left_alone(
    told_of: Callable[[str], list[str]], words: str
) -> None:
    text = PAIR.replace("One person can take notes.", f"See {words}.")

    found = told_of(text)

    assert found == [] or words.startswith("not-")


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ("30}", "30} # keep", []),
        ("summary: Two people", "summary: At-risk students", ["asset-language"]),
        (
            "summary: Two people",
            '# keep "at-risk students": the words of the law\nsummary: At-risk students',
            [],
        ),
        (
            "One person",
            '<!-- keep "at-risk students": the law says so -->\n\nAt-risk students. One person',
            [],
        ),
        (
            "One person",
            '<!-- keep "at-risk students": why -->\n\nOne.\n\nAt-risk students. One person',
            ["needless-waiver", "asset-language"],
        ),
    ],
)
def test_a_reason_beside_the_words_keeps_them(
    told_of: Callable[[str], list[str]], old: str, new: str, found: list[str]
) -> None:
    told = told_of(PAIR.replace(old, new, 1))

    assert [line.split()[1] for line in told] == found


def test_a_blanked_text_is_as_long_as_it_was() -> None:
    text = "a `b`\n“c”\n> d\nd\n\n[é](https://example.org) <!-- f --> g"

    blank = prose.own_words(text)

    assert len(blank) == len(text)
    assert blank.split() == ["a", "g"]
    assert blank.count("\n") == text.count("\n")


@pytest.mark.parametrize(
    "opener",
    [
        *("<!--", "<a:", "``` `", "“", '"', "[", "](", "[](https:", "[a](https:(", "`" * 9 + " "),
        *("`", "\n", "](https:", "<!-", " ~~~"),
    ],
)
def test_what_never_ends_hides_nothing_and_is_read_in_time(opener: str) -> None:
    text = "So " + opener * (64_000 // len(opener))
    if opener in ("``` `", "`" * 9 + " "):  # spans that end each other
        assert len(prose.own_words(text)) == len(text)
    else:
        assert prose.own_words(text) == text


def test_code_in_fences_goes_on_to_its_end_or_to_the_end_of_the_text() -> None:
    closed = "a\n```text\nb\n``\n```\nc"
    falling = "\n".join("`" * length + "a" for length in range(350, 3, -1))
    spaced = "`" * 32_000 + "\n" * 32_000

    assert prose.own_words(closed).split() == ["a", "c"]
    assert prose.own_words("a\n~~~\nb").split() == ["a"]
    assert prose.own_words(falling).split() == []
    assert prose.own_words(spaced).split() == []


def test_code_in_a_line_ends_with_its_paragraph() -> None:
    assert prose.own_words("a ` b\n\nc ` d").split() == ["a", "`", "b", "c", "`", "d"]
    assert prose.own_words("a `` b ` c\n`` d").split() == ["a", "d"]


def test_a_reason_of_any_length_is_read() -> None:
    (waiver,) = prose.waivers(f'# keep "a":{" " * 64_000}b \nc', 70_000)

    assert waiver.reason == "b"


def test_addresses_and_code_may_be_blanked_on_their_own() -> None:
    text = "`a` [b](https://c.org/d_(e)) > f <g:h> “www.i.org”"

    assert prose.without_code(text).split()[0] == "[b](https://c.org/d_(e))"
    assert prose.without_addresses(text).split() == ["`a`", "[b]", ">", "f", "“", "”"]


def test_a_phrase_goes_on_over_a_line_and_not_over_an_item() -> None:
    book = style_guide.parse(BOOK.replace("at-risk students", "at risk group"))

    def count(text: str) -> int:
        return len(list(book.advice(text)))

    assert count("at risk\ngroup") == count("at\n  risk *group*") == count("at risk \n group") == 1
    for mark in ("-", "*", "+", "1.", "12)", "##", ">"):
        assert not count(f"students at risk\n{mark} Group them")
    assert not count("at risk\n\ngroup")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        *(
            (text, True)
            for text in ("the poor", "The poor.", "the *poor*, too", "the poor are here")
        ),
        *((text, True) for text in ("the poor\n\nNext", "the poor\n- Next", "the poor\nand us")),
        *((text, True) for text in ("the poor’s share", "the poor (a few)", "the poor — all")),
        *(
            (text, False)
            for text in ("the poor result", "The Poor People's Campaign", "the poor is-so")
        ),
        *((text, False) for text in ("the poor\nresult", "the poor-quality paper")),
    ],
)
def test_an_adjective_alone_is_found_where_no_noun_follows(text: str, found: bool) -> None:
    term = BOOK.replace("at-risk students", "the poor") + "    alone: true\n"

    assert bool(list(style_guide.parse(term).advice(text))) is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        *(
            (text, True)
            for text in ("the homeless need it", "the disabled who", "the undocumented,")
        ),
        *((text, False) for text in ("the homeless shelter", "The Hungry Caterpillar")),
        *((text, False) for text in ("the disabled account", "a dropout of signal")),
    ],
)
def test_the_projects_terms_leave_things_alone(text: str, found: bool) -> None:
    book = style_guide.parse((ROOT / "language.yml").read_text(encoding="utf-8"))

    assert bool(list(book.advice(text))) is found


@pytest.mark.parametrize("value", ["maybe", "", "[true]"])
def test_a_term_is_meant_alone_or_not(told: Told, sound: dict[str, str], value: str) -> None:
    found = told(sound | {"language.yml": f"{BOOK}    alone: {value}\n"})

    assert [line.split()[1] for line in found] == ["not-one-of"]


def test_a_broken_phrasebook_is_told_and_advises_nothing(told: Told, sound: dict[str, str]) -> None:
    found = told(sound | {"language.yml": BOOK.replace("because", "becuase")})

    assert found == ["language.yml:6:5 unknown-key"]


def test_every_term_of_the_project_finds_its_own_words() -> None:
    book = style_guide.parse((ROOT / "language.yml").read_text(encoding="utf-8"))

    for term in book.terms:
        for words in term.words:
            assert term in [found.term for found in book.advice(f"So {words}, then.")], words
        assert set(term.sources) <= set(book.sources)
        assert term.disagreement is None or term.disagreement in book.disagreements


def test_a_copy_under_a_new_title_is_told(told: Told, sound: dict[str, str]) -> None:
    long = PAIR.replace(
        "One person can take notes. Two can take a decision.",
        "One person can take notes of what is said, and two can take a decision.\n\n"
        "The second thing is that nobody walks back to school alone with it.\n\n"
        "The third is that the talk on the way home is half of the work.",
    )
    copy = long.replace("title: Work in pairs", "title: Go with a colleague").replace(
        "pairs_with:\n  trio: Once two work well, ask a third.\n", ""
    )

    found = told(sound | {"moves/pair.md": long, "moves/colleague.md": copy})

    assert "near-duplicate" in {line.split()[1] for line in found}


REWORDED = BOOK.replace(
    "    instead: students\n", "    instead: students\n    write: '{students}'\n"
)


def test_a_wording_is_told_once_with_its_lines_and_rewritten_everywhere(
    project: Callable[[Mapping[str, str]], Path], sound: dict[str, str]
) -> None:
    body = "An at-risk student came. We met\nat-risk students.\n\nAt-risk students stay."
    text = PAIR.replace("One person can take notes.", body)
    root = project(sound | {"moves/pair.md": text, "language.yml": REWORDED})

    _, diagnostics = playbook.load_and_check(root)

    (one,) = [d for d in diagnostics if d.code.id == "asset-language"]
    first = text[: text.index("An at-risk")].count("\n") + 1
    lines = f"lines {first}, {first + 1}, and {first + 3}"
    assert f"'at-risk student', 3 times in this file ({lines})" in one.message
    assert "A student came. We met\nstudents.\n\nStudents stay." in apply(text, one.edits)


def test_no_edit_is_offered_where_the_words_are_folded(
    project: Callable[[Mapping[str, str]], Path], sound: dict[str, str]
) -> None:
    text = PAIR.replace("summary: Two people", "summary: At-risk\n  students and two people")
    root = project(sound | {"moves/pair.md": text, "language.yml": REWORDED})

    _, diagnostics = playbook.load_and_check(root)

    (one,) = [d for d in diagnostics if d.code.id == "asset-language"]
    assert not one.edits


def test_a_phrase_is_tried_only_where_each_of_its_words_is_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    tried: list[Phrase] = []

    def noted(phrase: Phrase, *where: Any) -> Match | None:
        tried.append(phrase)
        return find(phrase, *where)

    find = style_guide.find
    monkeypatch.setattr(style_guide, "find", noted)
    guide = style_guide.parse(BOOK)

    assert (guide.advice("At risk? Parents care. Parents don't."), tried) == ((), [])
    assert len(guide.advice("At-risk students, at risk.")) == 1
    assert len(tried) == 2
