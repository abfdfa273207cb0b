"""A new entry, ready to fill."""

import datetime
from collections.abc import Callable, Mapping

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from playbook.contributing.drafts import draft, id_for
from playbook.model.entry_types import MODELS
from playbook.model.fields import check_id
from playbook.parsing import frontmatter, markdown
from playbook.source.decoding import CONTROL

TODAY = datetime.date(2026, 11, 24)


@given(st.one_of(st.text(max_size=100), st.text(alphabet="aA1-_ é.", max_size=200)))
def test_any_title_gives_an_id_or_nothing(title: str) -> None:
    id_ = id_for(title)

    assert not id_ or check_id(id_) == id_


@pytest.mark.parametrize(
    ("title", "id_"),
    [
        ("Bring a school team, not a lone principal", "bring-a-school-team-not-a-lone-principal"),
        ("What's next?", "whats-next"),
        ("  One  --  two_three ", "one-two-three"),
        ("学校", "xuexiao"),
        ("Прогулка по школе", "progulka-po-shkole"),
        ("!?", ""),
        ("¿Quién habla en la reunión?", "quien-habla-en-la-reunion"),
        ("../../etc/passwd", "etcpasswd"),
        ("word " * 20, "-".join(["word"] * 12)),
        ("x" * 70, "x" * 60),
        (f"{'x' * 59}", "x" * 59),
    ],
)
def test_an_id_is_made_of_the_words_of_a_title(title: str, id_: str) -> None:
    found = id_for(title)

    assert found == id_


@example("conditions", " #")
@given(
    st.sampled_from(list(MODELS)),
    st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn", "Zl", "Zp"]), max_size=80).filter(
        lambda title: not CONTROL.search(title)
    ),
)
def test_any_title_makes_a_draft_that_can_be_read(collection: str, title: str) -> None:
    text = draft(collection, title, TODAY)

    document = frontmatter.parse(text, "a.md")

    assert document.data["title"] == title
    assert not markdown.parse(document.body, "a.md").diagnostics


@pytest.mark.parametrize("collection", MODELS)
def test_a_draft_has_every_key_that_is_needed(collection: str) -> None:
    text = draft(collection, "Work in pairs", TODAY)

    data = frontmatter.parse(text, "a.md").data

    needed = {n for n, field in MODELS[collection].model_fields.items() if field.is_required()}
    assert needed <= set(data)
    assert data["status"] == "draft"
    assert data["review_by"] == "2027-11-24"


@pytest.mark.parametrize("collection", MODELS)
def test_a_draft_has_the_sections_of_its_kind_in_their_order(collection: str) -> None:
    text = draft(collection, "Work in pairs", TODAY)

    body = markdown.parse(frontmatter.parse(text, "a.md").body, "a.md")

    titles = [section.title for section in MODELS[collection].SECTIONS]
    assert [section.title for section in body.sections] == titles


@pytest.mark.parametrize("collection", MODELS)
def test_of_a_draft_only_what_is_missing_is_told(
    collection: str, told: Callable[[Mapping[str, str]], list[str]]
) -> None:
    text = draft(collection, 'A "new" one: # and \\ all', TODAY)

    found = told({f"{collection}/a-new-one.md": text})

    assert found
    assert {place.split()[1] for place in found} == {"unfinished"}


def test_a_key_that_chooses_shows_its_words() -> None:
    text = draft("moves", "Work in pairs", TODAY)

    assert "(light, moderate, heavy)\neffort:\n" in text
