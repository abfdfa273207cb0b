"""What is mended without asking."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.contributing.formatter import tidy
from playbook.model.entry_types import MODELS
from playbook.parsing import frontmatter, markdown
from playbook.source.diagnostics import InvalidEntry
from tests.unit.conftest import CASE, PAIR

HEAD = "---\ntitle: A\nsummary: B\n---\n"


@pytest.mark.parametrize(
    ("written", "mended"),
    [
        ("title: A\nroles:\n\tprincipal: B\n", "title: A\nroles:\n  principal: B\n"),
        ("needs:\n\t- A room\n\t\t- A map\n", "needs:\n  - A room\n  - A map\n"),
        ("needs:\n- A room\n\t- A map\n", "needs:\n- A room\n- A map\n"),
        (
            "setting: [a]\nroles:\n  pair: B\n\tstatus: C\n",
            "roles:\n  pair: B\nsetting: [a]\nstatus: C\n",
        ),
        ("roles:\n  pair: B\n\tmine: [team]\n", "roles:\n  pair: B\n\tmine: [team]\n"),
        ("title: A\nroles:\n\u00a0\u00a0principal: B\n", "title: A\nroles:\n  principal: B\n"),
        ("title: A  \n", "title: A\n"),
        ("created: 11/24/2026\n", "created: 2026-11-24\n"),
        ("created: 24 November 2026\n", "created: 2026-11-24\n"),
        ('created: "November 24, 2026"\n', "created: 2026-11-24\n"),
        ("created: 04/05/2026\n", "created: 04/05/2026\n"),
        ("roles:\n  “principal”: B\n", "roles:\n  principal: B\n"),
        ("“roles”: {“pair”: B}  # c\n", "roles: {pair: B}  # c\n"),
        ("roles:\n  “pair”: B\n  pair: C\n", "roles:\n  “pair”: B\n  pair: C\n"),
        ("replaced_by: ‘work-in-pairs’\n", "replaced_by: work-in-pairs\n"),
        ("title: “Quoted” words\n", "title: “Quoted” words\n"),
        ("summary: B\ntitle: A\n", "title: A\nsummary: B\n"),
        ("# why\nsummary: B\ntitle: A\n", "title: A\n# why\nsummary: B\n"),
        ("mine: 1\ntitle: A\n", "title: A\nmine: 1\n"),
        ("title: A\nsumary: B\nstatus: draft\n", "title: A\nsumary: B\nstatus: draft\n"),
        ("sumary: B\nauthors: [C]\ntitle: A\n", "title: A\nauthors: [C]\nsumary: B\n"),
    ],
)
def test_front_matter_is_mended(written: str, mended: str) -> None:
    text = tidy(f"---\n{written}---\n", "moves")

    assert text == f"---\n{mended}---\n"


def test_sections_with_lines_below_their_titles_come_into_order_too() -> None:
    text = HEAD + "\nSteps\n---\n\n1. One\n\n## Why it matters\n\nBecause.\n"

    assert tidy(text, "moves") == HEAD + "\n## Why it matters\n\nBecause.\n\nSteps\n---\n\n1. One\n"


def test_sections_come_into_the_order_of_their_kind() -> None:
    text = HEAD + "\n## Steps\n\n1. One\n\n## Why it matters\n\nBecause.\n"

    assert tidy(text, "moves") == HEAD + "\n## Why it matters\n\nBecause.\n\n## Steps\n\n1. One\n"


@pytest.mark.parametrize(
    "body",
    [
        "\n## Steps\n\n1. One\n\n## Mine\n\nTwo\n\n## Why it matters\n\nBecause.\n",
        "\n## Steps\n\n1. One\n\n## Steps\n\nTwo\n",
        "\n## Steps\n\n1. One\n\n## Why it matters\n\n```\nnever ends\n\n",
        "\n- ```\n  ## Steps\n  code  \n  ```\n\n## Why it matters\n\nOne\n",
        "\n```\n## Steps\ncode  \n```\n\n## Why it matters\n\nOne  \ntwo\n",
    ],
)
def test_what_is_not_known_is_not_moved(body: str) -> None:
    assert tidy(HEAD + body, "moves") == HEAD + body


def test_spaces_at_the_end_of_lines_go_unless_they_break_a_line() -> None:
    text = HEAD + "\nOne  \ntwo \n\nThree  \n\n"

    assert tidy(text, "moves") == HEAD + "\nOne  \ntwo\n\nThree\n"


@pytest.mark.parametrize("text", ["", "no front matter \n", "---\ntitle: A \n"])
def test_a_file_without_front_matter_is_left_alone(text: str) -> None:
    assert tidy(text, "moves") == text


LINES = st.sampled_from(
    [
        *PAIR.split("\n"),
        *CASE.split("\n"),
        *(
            "\tprincipal: x",
            "  “pair”: y",
            "created: 11/24/2026",
            "## Steps",
            "```",
            "# a",
            "a  ",
            "",
        ),
    ]
)


@given(st.lists(LINES, max_size=30), st.sampled_from(list(MODELS)))
def test_tidying_twice_changes_nothing_more(lines: list[str], collection: str) -> None:
    once = tidy("---\n" + "\n".join(lines) + "\n", collection)

    assert tidy(once, collection) == once


@given(st.lists(LINES, max_size=30), st.sampled_from(list(MODELS)))
def test_no_word_is_lost_and_nothing_that_is_said_changes(
    lines: list[str], collection: str
) -> None:
    text = "---\n" + "\n".join(lines) + "\n"

    mended = tidy(text, collection)

    kept = str.maketrans("", "", "‘’“”")
    assert sorted(_words(text, kept)) == sorted(_words(mended, kept))
    try:
        before = frontmatter.parse(text, "a.md")
        was = markdown.parse(before.body, "a.md")
    except InvalidEntry:
        return
    after = frontmatter.parse(mended, "a.md")
    assert _plain(before.data) == _plain(after.data)
    now = markdown.parse(after.body, "a.md")
    assert sorted(s.html.strip() for s in was.sections) == sorted(
        s.html.strip() for s in now.sections
    )


def _words(text: str, kept: dict[int, int | None]) -> list[str]:
    return text.translate(kept).replace("11/24/2026", "2026-11-24").split()


def _plain(data: dict[str, object]) -> dict[str, object]:
    """What is said, apart from dates and the curly quotes around ids."""
    dates = ("created", "updated", "review_by")
    return {
        key.strip("“”"): str(value).replace("“", "").replace("”", "")
        for key, value in data.items()
        if key.strip("“”") not in dates
    }
