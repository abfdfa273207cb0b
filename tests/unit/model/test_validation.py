"""From what an author wrote to a model, or to sentences."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.catalog import outline
from playbook.model.entry_types import MODELS, Condition, FrontMatter, Move
from playbook.model.hints.synonyms import SYNONYMS
from playbook.model.validation import validate
from playbook.parsing import yaml_subset
from playbook.source.diagnostics import InvalidEntry
from playbook.source.location import Source

KEYS = sorted({name for model in MODELS.values() for name in model.model_fields})
words = st.one_of(st.none(), st.text(max_size=20), st.sampled_from(["draft", "30", "2026-11-24"]))
values = st.recursive(
    words,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(
            st.one_of(st.text(max_size=8), st.sampled_from(["learn", "tier", "sources", "a-b"])),
            inner,
            max_size=4,
        ),
    ),
    max_leaves=8,
)


def refused(model: type[FrontMatter], text: str) -> dict[str, str]:
    """What is told of front matter, by place and code."""
    data, source = yaml_subset.parse(text, "a.md")
    with pytest.raises(InvalidEntry) as caught:
        validate(model, data, source)
    return {
        f"{d.location.line}:{d.location.column} {d.code.id}": f"{d.message} {d.hint}".strip()
        for d in caught.value.diagnostics
    }


@given(
    st.sampled_from(list(MODELS.values())),
    st.dictionaries(st.one_of(st.sampled_from(KEYS), st.text(max_size=8)), values, max_size=6),
)
def test_anything_is_an_entry_or_refused(model: type[FrontMatter], data: dict[str, object]) -> None:
    with suppress(InvalidEntry):
        entry = validate(model, data, Source("a.md"))

        assert isinstance(entry, model)


def test_everything_that_is_missing_is_told_at_once() -> None:
    data: dict[str, object] = {}

    with pytest.raises(InvalidEntry) as caught:
        validate(Condition, data, Source("a.md"))

    assert {d.code.id for d in caught.value.diagnostics} == {"missing-key"}
    assert len(caught.value.diagnostics) == 9


def test_a_missing_key_inside_a_group_is_told_at_the_group() -> None:
    found = refused(Move, "title: x\nminutes:\n  run: 30\n")

    assert "Below 'minutes:', after two spaces, write learn: 5" in found["2:1 missing-key"]


def test_a_missing_word_of_a_list_is_told_with_one_of_that_list() -> None:
    text = "work: a\nideas:\n  one: {gist: It helps., place: Page 3}\n"
    with pytest.raises(InvalidEntry) as caught:
        outline.parse(text, "outlines/a.yml")

    [diagnostic] = caught.value.diagnostics
    line = diagnostic.hint.partition(" write ")[2]
    assert list(outline.parse(text.replace("{", f"{{{line}, "), "outlines/a.yml")) == ["one"]


def test_a_list_in_the_place_of_a_text_keeps_its_words() -> None:
    found = refused(Move, "summary: [Walk the halls, then sit down]\npurpose: {a: 1, b: 2}\n")

    assert found["1:10 wrong-type"].endswith(': summary: "Walk the halls, then sit down"')
    assert "such as purpose: " in found["2:10 wrong-type"]


def test_a_misspelt_key_is_told_with_the_right_one() -> None:
    found = refused(Move, "sumary: x")

    assert found["1:1 unknown-key"].endswith(
        "Did you mean 'summary'? Write summary: in place of sumary:"
    )
    assert not [text for text in found.values() if "'summary' is missing" in text]


@pytest.mark.parametrize(
    ("key", "meant"),
    [("related", "pairs_with"), ("Because", "purpose"), ("led by", "leads"), ("risks", "cautions")],
)
def test_a_key_of_another_name_is_told_with_the_right_one(key: str, meant: str) -> None:
    found = refused(Move, f"{key}: x")

    assert found["1:1 unknown-key"].endswith(
        f"Did you mean '{meant}'? Write {meant}: in place of {key}:"
    )


def test_every_other_name_of_a_key_is_for_one_that_some_entry_has() -> None:
    assert {*SYNONYMS.values()} <= {"", *KEYS}
    assert not SYNONYMS.keys() & {*KEYS}


def test_an_unknown_key_inside_a_list_is_told_with_the_keys_there() -> None:
    found = refused(Move, "evidence:\n  - {zzz: x}")

    assert found["2:6 unknown-key"].endswith(
        "Choose from: outcome, fit, study, direction, tier, sources."
    )


def test_a_word_outside_a_closed_list_is_told_with_the_list() -> None:
    found = refused(Move, "setting: [team, distrct]")

    assert "Did you mean 'district'? Choose from: individual" in found["1:17 not-one-of"]


def test_a_text_that_is_too_long_is_measured() -> None:
    found = refused(Move, f"title: {'é' * 81}")

    assert "'title' has 81 characters; it may have 80." in found["1:8 too-long"]


def test_a_list_that_may_not_be_empty_is_told_at_its_key() -> None:
    found = refused(Move, "evidence:\n  - {outcome: A, tier: '1', direction: helps, sources: []}")

    assert found["2:47 too-few"].startswith("'sources' is empty.")


def test_too_few_items_are_counted() -> None:
    found = refused(Condition, "looks_like: [a]")

    assert found["1:1 too-few"].startswith("'looks_like': 1 here; at least 3 are needed.")


@pytest.mark.parametrize(("number", "words"), [("0", "at least 1."), ("100", "at most 99.")])
def test_a_number_out_of_range_is_told_with_its_limit(number: str, words: str) -> None:
    found = refused(Condition, f"order: {number}")

    assert words in found["1:8 out-of-range"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("title: [a, b]", "'title' must be text."),
        ("order: many", "'order' must be a whole number."),
        ("looks_like: one", "'looks_like' must be a list."),
        ("sources: [a]", "'sources' must be lines that have a name, a colon, and a sentence."),
    ],
)
def test_a_value_of_another_shape_is_told_with_the_right_one(line: str, words: str) -> None:
    found = refused(Condition, line)

    [told] = [text for place, text in found.items() if place.endswith("wrong-type")]
    assert told.startswith(words)


def test_a_group_that_is_no_group_is_told() -> None:
    found = refused(Move, "minutes: 30")

    assert found["1:10 wrong-type"].startswith(
        "'minutes' has parts: learn, run, prepare, follow_up, weeks."
    )


def test_an_id_in_a_relation_is_told_where_it_is_written() -> None:
    found = refused(Move, "roles:\n  Vice Principal: Follows up.")

    assert found["2:3 bad-id"].startswith("'Vice Principal' is not an id")


@pytest.mark.parametrize("key", ["__proto__", "constructor()", "../../x"])
def test_ids_that_would_harm_a_program_are_told(key: str) -> None:
    found = refused(Move, f"roles:\n  {key}: Follows up.")

    assert "2:3 bad-id" in found


def test_a_date_that_is_none_is_told_where_it_is_written() -> None:
    found = refused(Move, "created: 2026-02-30")

    assert found["1:10 bad-date"].startswith("'2026-02-30' is not a date like 2026-11-24.")


def test_text_on_two_lines_is_told() -> None:
    found = refused(Move, 'title: "a\\nb"')

    assert "1:8 not-one-line" in found


def test_a_number_of_five_thousand_digits_is_told() -> None:
    found = refused(Condition, f"order: {'9' * 5000}")

    assert any(place.startswith("1:8 ") for place in found)


@pytest.mark.parametrize("key", ["rhythm", "created"])
def test_a_key_left_empty_is_told_without_a_word_that_nobody_wrote(key: str) -> None:
    found = refused(Move, f"{key}:\n")

    assert not any("'None'" in words for words in found.values())
