"""The classes of front matter."""

import pytest
from pydantic import BaseModel, ValidationError

from playbook.model import vocabulary
from playbook.model.entry_types import MODELS, FrontMatter, Move, Part, Role, relations_of
from playbook.model.vocabulary import COLLECTIONS, LABELS, Status, Term
from playbook.parsing import yaml_subset

THEIRS = ["template", "icon", "hide", "search", "location", "render_macros", "tags", "__proto__"]


def parts(model: type[BaseModel] = Part) -> list[type[BaseModel]]:
    """Every class of the model."""
    return [p for part in model.__subclasses__() for p in (part, *parts(part))]


def data_of(text: str) -> dict[str, object]:
    """The front matter of an entry as plain data."""
    return yaml_subset.parse(text.split("---\n")[1], "a.md")[0]


def test_every_folder_has_a_model() -> None:
    folders = list(COLLECTIONS)

    modelled = list(MODELS)

    assert modelled == folders


def test_every_relation_names_a_folder_that_exists() -> None:
    names = [mark for model in MODELS.values() for mark in relations_of(model).values()]

    unknown = [mark for mark in names if mark.collection not in COLLECTIONS]

    assert names
    assert not unknown


def test_relations_come_in_the_order_of_the_model() -> None:
    found = list(relations_of(Move))

    assert found == ["conditions", "roles", "prepares_for", "pairs_with"]


def test_pairs_with_has_the_same_name_from_both_sides() -> None:
    mark = relations_of(Move)["pairs_with"]

    assert mark.back == "pairs_with"


@pytest.mark.parametrize("part", parts(), ids=lambda part: part.__name__)
def test_every_field_says_what_it_is_for(part: type[BaseModel]) -> None:
    silent = [name for name, field in part.model_fields.items() if not field.description]

    assert not silent


def test_a_model_never_changes(sound: dict[str, str]) -> None:
    role = Role.model_validate(data_of(sound["roles/principal.md"]))

    with pytest.raises(ValidationError, match="frozen"):
        role.title = "Other"


@pytest.mark.parametrize("key", THEIRS)
def test_s5_s25_s26_keys_that_the_site_would_obey_are_refused(
    key: str, sound: dict[str, str]
) -> None:
    data = data_of(sound["moves/pair.md"]) | {key: "x"}

    with pytest.raises(ValidationError) as caught:
        Move.model_validate(data)

    [error] = caught.value.errors()
    assert error["type"] == "extra_forbidden"


def test_an_entry_is_a_draft_until_it_says_otherwise() -> None:
    field = FrontMatter.model_fields["status"]

    assert field.default is Status.DRAFT


def test_a_role_starts_with_three_moves_at_most(sound: dict[str, str]) -> None:
    data = data_of(sound["roles/principal.md"])

    with pytest.raises(ValidationError) as caught:
        Role.model_validate(data | {"start_with": dict.fromkeys("abcd", "Why.")})

    assert [error["type"] for error in caught.value.errors()] == ["too-many"]


@pytest.mark.parametrize("terms", Term.__subclasses__(), ids=lambda terms: terms.__name__)
def test_every_word_of_a_closed_list_has_a_label_of_its_own(terms: type[Term]) -> None:
    labels = {term.label for term in terms}

    assert len(labels) == len(terms)


def test_labels_hold_every_closed_list_of_entries() -> None:
    lists = list(LABELS.values())

    of_entries = [t for t in Term.__subclasses__() if t.__module__ == vocabulary.__name__]
    assert len(lists) == len(of_entries)


def test_titles_may_hold_anything_that_can_be_read(sound: dict[str, str]) -> None:
    naughty = "</title><script>alert(1)</script> {{ 7*7 }} {% x %} {# c #} ${x} =1+1"

    move = Move.model_validate(data_of(sound["moves/pair.md"]) | {"title": naughty})

    assert move.title == naughty
