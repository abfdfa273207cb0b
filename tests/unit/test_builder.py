"""The builder of playbooks: a story that does not fit its text never passes unnoticed."""

import pytest

from tests.builder import SOUND, drop, over, tell

TEXT = "---\na: 1\nb:\n  c: 2\nd: 3\n---\nOne.\n\nOne.\n"


def test_keys_and_body_are_written_over_and_the_others_stay() -> None:
    text = over(TEXT, "---\nb: {c: 4}\nnew: 5\n---\nTwo.\n")

    assert text == "---\na: 1\nb: {c: 4}\nnew: 5\nd: 3\n---\nTwo.\n"


def test_a_key_is_dropped_with_all_that_it_holds() -> None:
    assert drop(TEXT, "b") == TEXT.replace("b:\n  c: 2\n", "")


def test_a_story_edits_copies_and_writes() -> None:
    story = "edit a.md\n b\n-c\n+C\n@@\n+0\n a\ncopy a.md to d.md\n-b\nwrite e.md\n+e\n+\n"

    texts = tell(story, {"a.md": "a\nb\nc\n"})

    assert texts == {"a.md": "0\na\nb\nC\n", "d.md": "a\nc\n", "e.md": "e\n\n"}


@pytest.mark.parametrize(
    "story",
    [
        "edit moves/ask.md\n-rhythm: often\n",
        "edit moves/ask.md\n-\n",
        "edit moves/ask.md\nrhythm: often\n",
        "-title: Ask first\n",
        "",
    ],
)
def test_a_story_that_does_not_fit_is_refused(story: str) -> None:
    with pytest.raises(AssertionError):
        tell(story, SOUND)
