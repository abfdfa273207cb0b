"""Words as they leave the playbook, where no template escapes them."""

import json
import re

import pytest

from playbook.source import encoders

NAUGHTY = "</script><!--<script> \u2028\u2029 ]]> & é😀"


def test_json_in_a_script_never_ends_it_and_reads_the_same() -> None:
    text = encoders.in_script({"title": NAUGHTY})

    assert not {"<", ">", "&", "\u2028", "\u2029"} & set(text)
    assert json.loads(text) == {"title": NAUGHTY}


def test_a_number_that_is_none_is_no_json() -> None:
    with pytest.raises(ValueError, match="not JSON compliant"):
        encoders.in_script(float("nan"))


def test_a_terminal_is_told_nothing_but_text() -> None:
    text = encoders.for_terminal("a\x1b[31mred\x07\u202eb\nc")

    assert text == "a\\x1b[31mred\\x07\\u202eb\nc"


@pytest.mark.parametrize(
    "text",
    [
        *("@team", "#12", "GH-12", "gh-7", "https://example.org", "www.example.org"),
        *("**bold**", "<b>", "d745466", "D74546627191321e7fcb01a03f571f37c2ad01bc"),
    ],
)
def test_a_comment_neither_formats_nor_calls(text: str) -> None:
    comment = encoders.for_comment(text)

    assert text not in comment
    assert not re.search("[0-9a-f]{7}", comment, re.IGNORECASE)


@pytest.mark.parametrize(
    ("number", "address"),
    [
        ("+1 (555) 010-0199", "tel:+15550100199"),
        ("555.010.0199 ext. 12", "tel:5550100199;ext=12"),
        ("(555) 010‑0199 x7", "tel:5550100199;ext=7"),
    ],
)
def test_a_phone_dials_what_people_write(number: str, address: str) -> None:
    assert encoders.for_tel(number) == address


def test_a_mailbox_adds_nothing_to_its_message() -> None:
    assert encoders.for_mailto("a?cc=b&c%@example.org") == "mailto:a%3Fcc%3Db%26c%25@example.org"


def test_a_comment_starts_no_list() -> None:
    assert encoders.for_comment("- item") == "\\- item"


def test_an_annotation_stays_on_its_line_and_in_its_place() -> None:
    assert encoders.for_annotation("50 %\r\nmore") == "50 %25%0D%0Amore"
    assert encoders.for_annotation_property("a,b:c") == "a%2Cb%3Ac"
