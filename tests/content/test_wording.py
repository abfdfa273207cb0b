"""The style guide finds what people write, in any of its forms, and leaves the rest alone."""

from pathlib import Path

import pytest

from playbook.catalog import style_guide

ROOT = Path(__file__).resolve().parents[2]

LABELS = (
    "Our struggling readers get help in the morning.",
    "We meet each week with kids who struggle.",
    "A struggling learner sat alone.",
    "Books for struggling writers.",
    "It helps children who are struggling with fractions.",
    "Struggling *students* come first.",
    "We watch at-risk kids.",
    "The at risk teens came too.",
    "Vulnerable children need us.",
    "We serve disadvantaged pupils.",
    "High-risk youth are placed there.",
    "We call hard-to-reach caregivers.",
    "Hard to reach neighborhoods stay out.",
    "Homeless kids are enrolled at once.",
    "Disrespectful kids leave the room.",
    "Underserved neighborhoods wait longer.",
    "Marginalized kids were asked last.",
    "An underprivileged area.",
    "We closed the achievement gap.",
    "Learning loss was the topic.",
    "The dropouts were called.",
    "An inner-city school.",
    "A program for special needs.",
    "The homeless were counted.",
)
"""Sentences with a label that the style guide advises against, in forms that it does not list."""

INNOCENT = (
    "Teachers who struggle with a new tool ask each other.",
    "We struggled with the schedule and changed it.",
    "The printer is struggling again.",
    "There was a risk of rain.",
    "The poor result surprised nobody.",
    "A minority of votes was enough.",
    "The Act covers homeless children and youths.",
    "Economically disadvantaged students, as the law says.",
    "Children who sing in the hall.",
    "A high-risk plan with a small budget.",
    "Students who see the struggle in a text.",
    "A group at risk of losing its room.",
    "The gap between the two buildings.",
    "Readers and writers share a table.",
    "A student, a reader and a friend.",
    "It is hard to reach the second floor.",
)


@pytest.fixture(scope="module")
def guide() -> style_guide.StyleGuide:
    return style_guide.parse((ROOT / "language.yml").read_text(encoding="utf-8"))


def test_labels_are_found_in_forms_that_nobody_listed(guide: style_guide.StyleGuide) -> None:
    assert [text for text in LABELS if not guide.advises(text)] == []


def test_innocent_sentences_are_left_alone(guide: style_guide.StyleGuide) -> None:
    assert [text for text in INNOCENT if guide.advises(text)] == []
