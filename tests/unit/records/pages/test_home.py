"""The home page: the sentence, the moves of the week, the story, and what is new."""

from collections.abc import Callable, Mapping

import pytest

from playbook import Playbook
from playbook.model.vocabulary import LABELS
from playbook.records.explorer import LIMITS
from playbook.records.facts import phrase
from tests.unit.records.conftest import site_of

Load = Callable[[Mapping[str, str]], Playbook]


def test_the_sentence_counts_the_moves_that_it_begins_with(
    load: Load, sound: dict[str, str]
) -> None:
    sound["moves/trio.md"] = sound["moves/trio.md"].replace("run: 45", "run: 20")

    sentence = site_of(load(sound))["home"]["sentence"]

    assert list(sentence["blanks"]) == ["role", "time", "occasion", "condition"]
    assert sentence["blanks"]["time"]["chosen"] == "20"
    assert sentence["count"] == 1


def test_the_sentence_says_names_as_they_go_on_in_it(load: Load, sound: dict[str, str]) -> None:
    sound["conditions/let-schools-drive.md"] = sound["conditions/let-schools-drive.md"].replace(
        "order: 1", "order: 1\nshort: Schools in charge"
    )

    blanks = site_of(load(sound))["home"]["sentence"]["blanks"]

    assert blanks["role"]["options"] == [["principal", "a principal"]]
    assert blanks["condition"]["options"] == [["let-schools-drive", "schools in charge"]]


def test_a_condition_without_a_short_name_is_said_by_its_title(
    load: Load, sound: dict[str, str]
) -> None:
    blanks = site_of(load(sound))["home"]["sentence"]["blanks"]

    assert blanks["condition"]["options"] == [["let-schools-drive", "let schools drive"]]


@pytest.mark.parametrize(
    ("facet", "values", "as_labels"),
    [
        ("time", [str(limit) for limit, _ in LIMITS], []),
        ("occasion", list(LABELS["occasions"]), ["one-to-one", "family-event", "with-students"]),
    ],
)
def test_the_sentence_has_words_of_its_own_for_each_option(
    load: Load, sound: dict[str, str], facet: str, values: list[str], as_labels: list[str]
) -> None:
    site = site_of(load(sound))
    labels = {value: phrase(label) for value, label in site["facets"][facet]["options"]}

    said = dict(site["home"]["sentence"]["blanks"][facet]["options"])

    assert list(said) == values
    assert [value for value in values if said[value] == labels[value]] == as_labels


def test_light_moves_take_turns_the_shortest_first(load: Load, sound: dict[str, str]) -> None:
    sound["moves/trio.md"] = (
        sound["moves/trio.md"]
        .replace("effort: moderate", "effort: light")
        .replace("run: 45", "run: 10")
    )

    assert site_of(load(sound))["home"]["weeks"] == ["trio", "pair"]


def test_the_story_says_what_was_hard(load: Load, sound: dict[str, str]) -> None:
    story = site_of(load(sound))["home"]["story"]

    assert story is not None
    assert story["id"] == "one-school"
    assert story["hard"].strip() == "<p>The hour.</p>"


def test_a_counter_example_is_no_story(load: Load, sound: dict[str, str]) -> None:
    sound["cases/one-school.md"] = sound["cases/one-school.md"].replace(
        "kind: short-case", "kind: counter-example"
    )

    assert site_of(load(sound))["home"]["story"] is None


def test_what_is_new_comes_newest_first(load: Load, sound: dict[str, str]) -> None:
    sound["moves/trio.md"] = sound["moves/trio.md"].replace(
        "created: 2026-11-24", "created: 2026-11-23"
    )

    newest = site_of(load(sound))["home"]["newest"]

    assert [entry["id"] for entry in newest] == ["pair", "one-school", "trio"]


def test_the_home_of_an_empty_playbook_still_has_its_sentence() -> None:
    home = site_of(Playbook())["home"]

    assert home["sentence"]["count"] == 0
    assert home["weeks"] == []
    assert home["story"] is None


def test_where_all_came_on_one_day_nothing_is_new(load: Load, sound: dict[str, str]) -> None:
    assert site_of(load(sound))["home"]["newest"] == []


def test_a_link_in_what_was_hard_is_its_words(load: Load, sound: dict[str, str]) -> None:
    sound["cases/one-school.md"] = sound["cases/one-school.md"].replace(
        "The hour.", "[The hour](../moves/pair.md)."
    )

    story = site_of(load(sound))["home"]["story"]

    assert story is not None
    assert story["hard"].strip() == "<p>The hour.</p>"
