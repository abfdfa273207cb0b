"""From bytes to text."""

from contextlib import suppress

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from playbook.source.decoding import CONTROL, MAX_FILE, MAX_LIST, decode
from playbook.source.diagnostics import InvalidEntry
from tests.growth import is_slow

BOM = b"\xef\xbb\xbf"


def refused(data: bytes) -> list[str]:
    """Where and why bytes are refused."""
    with pytest.raises(InvalidEntry) as caught:
        decode(data, "a.md")
    return [f"{d.location.line}:{d.location.column} {d.code.id}" for d in caught.value.diagnostics]


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    with suppress(InvalidEntry):
        text = decode(data, "a.md")

        assert not CONTROL.search(text)


@example("é".encode() + b"\xff")
@given(st.binary(max_size=40))
def test_any_bytes_after_a_byte_order_mark_are_text_or_refused(data: bytes) -> None:
    with suppress(InvalidEntry):
        text = decode(BOM + data, "a.md")

        assert not CONTROL.search(text)


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_line_end_is_read_as_the_same(end: str) -> None:
    data = f"one{end}two{end}".encode()

    text = decode(data, "a.md")

    assert text == "one\ntwo\n"


def test_a_byte_order_mark_is_taken_off() -> None:
    data = BOM + b"---\n"

    text = decode(data, "a.md")

    assert text == "---\n"


def test_a_file_at_the_limit_is_taken() -> None:
    data = b"a" * MAX_FILE

    text = decode(data, "a.md")

    assert len(text) == MAX_FILE


def test_a_file_over_the_limit_is_refused_before_it_is_read() -> None:
    data = b"\xff" * (MAX_FILE + 1)

    found = refused(data)

    assert found == ["1:1 file-too-large"]


def test_a_list_for_all_entries_may_be_longer_and_has_a_limit_too() -> None:
    assert len(decode(b"a" * MAX_LIST, "references.yml")) == MAX_LIST
    with pytest.raises(InvalidEntry, match="larger than 512 KB"):
        decode(b"a" * (MAX_LIST + 1), "references.yml")


@pytest.mark.parametrize("mark", ["utf-16-le", "utf-16-be"])
def test_s42_utf_16_is_named(mark: str) -> None:
    data = "\ufeffTitle".encode(mark)

    with pytest.raises(InvalidEntry) as caught:
        decode(data, "a.md")

    assert "saved as UTF-16" in str(caught.value)


def test_s42_latin_1_is_refused_where_it_stands_after_accents_and_emoji() -> None:
    data = "one\nétée 😀 ".encode() + b"caf\xe9"

    found = refused(data)

    assert found == ["2:11 not-utf-8"]


@pytest.mark.parametrize(
    "end",
    [
        b"\n",
        b"\r\n",
        b"\r",
    ],
)
def test_a_bad_byte_has_its_line_whatever_the_line_ends(end: bytes) -> None:
    data = b"one" + end + b"two" + end + b"x\xe9"

    found = refused(data)

    assert found == ["3:2 not-utf-8"]


def test_a_bad_byte_has_its_column_after_a_byte_order_mark() -> None:
    data = BOM + b"abcdef\xe9"

    found = refused(data)

    assert found == ["1:7 not-utf-8"]


def test_a_bad_byte_after_a_byte_order_mark_and_an_accent_is_refused() -> None:
    data = BOM + "é".encode() + b"\xff"

    found = refused(data)

    assert found == ["1:2 not-utf-8"]


@pytest.mark.parametrize(
    "sign",
    ["\0", "\x07", "\x1b[31m", "\x85", "\u202e", "\u2066", "\ufeff"],
    ids=["s41-nul", "bell", "escape", "next-line", "rtl-override", "isolate", "inner-mark"],
)
def test_invisible_characters_are_refused_where_they_stand(sign: str) -> None:
    data = f"é😀\r\n{'ab'}{sign}".encode()

    found = refused(data)

    assert found == ["2:3 control-character"]


def test_an_invisible_character_without_a_name_is_told_by_its_number() -> None:
    data = b"a\x1bb"

    with pytest.raises(InvalidEntry) as caught:
        decode(data, "a.md")

    assert "(U+001B)" in str(caught.value)
    assert "\x1b" not in str(caught.value)


def test_no_number_of_invisible_characters_takes_long() -> None:
    assert not is_slow(lambda text: refused(text.encode()), "\x7f\n")


def test_arabic_and_hebrew_letters_are_taken() -> None:
    words = "שלום العربية"

    text = decode(words.encode(), "a.md")

    assert text == words


def test_s47_every_conflict_is_refused_once_where_it_begins() -> None:
    conflict = b"<<<<<<< HEAD\na: 1\n=======\na: 2\n>>>>>>> theirs\n"

    found = refused(b"---\n" + conflict + b"b: 1\n" + conflict + b"---\n")

    assert found == [f"{line}:1 conflict-marker" for line in (2, 8)]


def test_a_file_that_starts_with_a_conflict_is_refused() -> None:
    data = b"<<<<<<< HEAD\nours\n"

    found = refused(data)

    assert found == ["1:1 conflict-marker"]


def test_conflict_markers_inside_a_fence_are_text() -> None:
    shown = "```\n<<<<<<< HEAD\n=======\n>>>>>>> theirs\n```\n"

    text = decode(shown.encode(), "a.md")

    assert text == shown


def test_a_heading_underlined_with_seven_signs_is_no_conflict() -> None:
    heading = "Heading\n=======\n"

    text = decode(heading.encode(), "a.md")

    assert text == heading
