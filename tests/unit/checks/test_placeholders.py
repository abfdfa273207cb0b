"""What only holds the place of a text."""

import pytest

from playbook.checks.rules.placeholders import is_placeholder


@pytest.mark.parametrize(
    "text",
    [
        *("TBD", "[to do]", "xxx", "To be written.", "Coming soon!", "???", "por definir"),
        *("TODO: ask Ana", "Lorem ipsum dolor sit amet", "First of all.\nThen LOREM IPSUM dolor."),
    ],
)
def test_what_says_that_it_is_still_to_come_is_told(text: str) -> None:
    assert is_placeholder(text)


@pytest.mark.parametrize(
    "text",
    [
        *("Ask what is to be done.", "We say TBD too often.", "Why?", "A to-do list", "Ipsum"),
        "Neque porro quisquam est qui dolorem ipsum quia dolor sit amet.",
    ],
)
def test_what_says_something_is_left(text: str) -> None:
    assert not is_placeholder(text)
