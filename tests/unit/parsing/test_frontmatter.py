"""Front matter."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.parsing import frontmatter
from playbook.source import edits
from playbook.source.diagnostics import InvalidEntry
from playbook.source.location import Location

fenced = st.text(alphabet="-ab: \n\t#'é", max_size=60).map("---\n{}".format)


def refused(text: str) -> str:
    """What is told of a text that is refused."""
    with pytest.raises(InvalidEntry) as caught:
        frontmatter.parse(text, "a.md")
    return str(caught.value)


@given(st.one_of(st.text(max_size=80), fenced))
def test_any_text_is_a_document_or_refused(text: str) -> None:
    with suppress(InvalidEntry):
        document = frontmatter.parse(text, "a.md")

        assert text.endswith(document.body)


@given(fenced)
def test_the_body_starts_on_the_line_that_is_told(text: str) -> None:
    try:
        document = frontmatter.parse(text, "a.md")
    except InvalidEntry:
        return

    assert "\n".join(text.split("\n")[document.body_line - 1 :]) == document.body


def test_a_file_comes_apart_at_its_fences() -> None:
    text = "---\na: 1\n---\n\nBody\n"

    document = frontmatter.parse(text, "a.md")

    assert document.data == {"a": "1"}
    assert document.body == "\nBody\n"
    assert document.body_line == 4
    assert document.source.locate(("a",)) == Location("a.md", 2, 1)
    assert document.source.text[document.source.body :] == document.body


def test_spaces_after_a_fence_do_no_harm() -> None:
    text = "---  \na: 1\n--- \nBody"

    document = frontmatter.parse(text, "a.md")

    assert document.data == {"a": "1"}
    assert document.body == "Body"


def test_a_file_may_end_at_its_closing_fence() -> None:
    text = "---\na: 1\n---"

    document = frontmatter.parse(text, "a.md")

    assert document.body == ""


def test_front_matter_may_be_empty() -> None:
    text = "---\n---\nBody"

    document = frontmatter.parse(text, "a.md")

    assert document.data == {}
    assert document.body == "Body"


def test_a_second_pair_of_fences_is_text() -> None:
    text = "---\na: 1\n---\nb: 2\n---\n"

    document = frontmatter.parse(text, "a.md")

    assert document.data == {"a": "1"}
    assert document.body == "b: 2\n---\n"


@pytest.mark.parametrize("text", ["", "# Title\n", "Title: x\n\nText\n"])
def test_a_file_without_front_matter_is_refused(text: str) -> None:
    found = refused(text)

    assert found.startswith("a.md:1:1: error: This file has no front matter.")
    assert "[no-front-matter]" in found


@pytest.mark.parametrize("fence", ["----", "--", "—--", "—", "–––", "***", "___", "- - -"])
def test_a_fence_of_other_signs_is_told_where_it_stands(fence: str) -> None:
    opening = refused(f"{fence}\na: 1\n{fence}\n")
    closing = refused(f"---\na: 1\n{fence}\n")

    assert opening.startswith(f"a.md:1:1: error: The front matter starts with '{fence}' here")
    assert closing.startswith(f"a.md:3:1: error: The front matter ends with '{fence}' here")


AGAIN = ", and again below the last key."


@pytest.mark.parametrize(
    ("end", "also"),
    [
        ("---\n", "."),
        ("roles:\n- a\n\n# For later\nsummary: y\n---\n\nWords.\n\n---\n", "."),
        ("", AGAIN),
        ("summary: y\n\nWords of the body.\n\n---\n\nMore.\n", AGAIN),
        ("\n## Why\n\nText: here.\n\n---\n", AGAIN),
    ],
)
def test_keys_are_told_to_get_the_fences_that_they_lack(end: str, also: str) -> None:
    found = refused(f"\ntitle: x\n{end}")

    assert "a.md:2:1: error: " in found
    assert f"Type --- on a line of its own above this one{also}" in found


@pytest.mark.parametrize("before", ["\n", "\n\n"])
def test_no_empty_line_may_stand_before_the_first_fence(before: str) -> None:
    found = refused(f"{before}---\na: 1\n---\n")

    assert "starts with an empty line or a space" in found


def test_no_space_may_stand_before_the_first_fence() -> None:
    found = refused(" ---\na: 1\n---\n")

    assert "starts with an empty line or a space" in found


def test_front_matter_that_never_ends_is_refused() -> None:
    found = refused("---\na: 1\n")

    assert "never ends" in found


def test_front_matter_over_the_limit_is_refused_before_it_is_read() -> None:
    found = refused(f"---\na: {'[' * frontmatter.MAX_SIZE}\n---\n")

    assert "[front-matter-too-large]" in found


def test_ten_thousand_brackets_end() -> None:
    found = refused(f"---\na: {'[' * 10_000}\n---\n")

    assert "[yaml-not-taken]" in found


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("---\ntitle: x\nhide: [toc]\n---\n# A\n", "# A\n"),
        ("# A\n", "# A\n"),
        ("---\nnever closed\n", "---\nnever closed\n"),
    ],
)
def test_the_front_matter_of_a_page_is_left_alone(text: str, body: str) -> None:
    found = frontmatter.strip(text)

    assert found == body


def test_a_blank_to_fill_in_is_no_end_of_front_matter() -> None:
    front = "---\ntitle: A\nmaterials:\n  - text: |\n      Dear\n      ___\naliases: [b]\n"
    text = f"{front}\n## Why\n\nSo.\n"

    with pytest.raises(InvalidEntry) as told:
        frontmatter.parse(text, "a.md")

    [diagnostic] = told.value.diagnostics
    assert diagnostic.message == "The front matter starts here and never ends."
    assert edits.apply(text, diagnostic.edits) == text.replace("[b]\n", "[b]\n---\n")
