"""What a summary may say of a text: a whole sentence of it, or nothing."""

import pytest

from playbook.contributing.texts.first_sentences import first_sentence


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("Meet approx. 24 people in a room. Go.", "Meet approx. 24 people in a room."),
        ("Smith et al. say so. Go.", "Smith et al. say so."),
        ("See p. 24 of the book. Go.", "See p. 24 of the book."),
        ("Bring tools, e.g. a hammer. Go.", "Bring tools, e.g. a hammer."),
        ("It takes 3.5 hours. Go.", "It takes 3.5 hours."),
        ("We ask all of the dept. first. Go.", "We ask all of the dept. first."),
        ("So few say no. We go on.", "So few say no."),
        ("**Source:** Hattie et al. (2009)\n\nWe go.", "We go."),
        ("**Audience:** All teachers (approx. 24)\n\nWe go.", "We go."),
        ("Present: Ann, Bo, and Cy. Late: Di.\n\nWe go.", "We go."),
        ("Audience: All teachers (approx. 24).\n\nWe go.", "We go."),
        ("🎉 Big news for everyone here 🎉\n\nWe go.", "We go."),
        ("[9:05 AM] Sam Hill\nWe pick a hall.", "We pick a hall."),
        ("> How do you walk?\n\nWe go.", "We go."),
        ("> How do you walk?", ""),
        ("11/3/26, 9:05 AM - Sam Hill: We pick a hall.\n\nWe go.", "We go."),
        ("a. " * 20_000, ""),
    ],
)
def test_a_sentence_is_whole_and_of_the_text_itself(text: str, sentence: str) -> None:
    assert first_sentence(text) == sentence
