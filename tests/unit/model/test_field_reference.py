"""The reference of fields."""

import pytest

from playbook.model.entry_types import MODELS
from playbook.model.field_reference import FieldReference, fields_of


def known(collection: str) -> dict[str, FieldReference]:
    """The fields of one kind of entry, by name."""
    return {field.name: field for field in fields_of(collection)}


@pytest.mark.parametrize("collection", MODELS)
def test_every_key_is_there_and_says_what_it_holds(collection: str) -> None:
    fields = known(collection)

    assert set(MODELS[collection].model_fields) <= set(fields)
    assert all(field.gist and field.words for field in fields.values())


def test_keys_of_a_kind_come_before_those_that_all_kinds_have() -> None:
    names = list(known("roles"))

    assert names[:3] == ["level", "start_with", "title"]


def test_keys_inside_a_group_have_the_group_before_their_name() -> None:
    fields = known("moves")

    assert {"minutes.learn", "evidence.tier", "group_size.min"} <= set(fields)


@pytest.mark.parametrize(
    ("name", "holds"),
    [
        ("title", "text"),
        ("needs", "a list of texts"),
        ("setting", "words from a list"),
        ("rhythm", "a word from a list"),
        ("minutes", "a group of keys"),
        ("minutes.run", "a whole number"),
        ("group_size", "a group of keys"),
        ("evidence", "a list of groups of keys"),
        ("evidence.sources", "a list of texts"),
        ("conditions", "ids from `conditions/`, each with a sentence"),
        ("sources", "keys, each with a text"),
        ("created", "a date"),
        ("replaced_by", "text"),
    ],
)
def test_a_key_tells_what_to_write_in_words_of_authors(name: str, holds: str) -> None:
    field = known("moves")[name]

    assert field.words == holds


def test_a_closed_list_is_spelt_out() -> None:
    fields = known("moves")

    assert fields["effort"].choices == ("light", "moderate", "heavy")
    assert fields["setting"].choices[0] == "individual"
    assert fields["title"].choices == ()


def test_a_key_tells_whether_it_is_needed() -> None:
    fields = known("moves")

    assert fields["purpose"].is_required
    assert not fields["group_size"].is_required
