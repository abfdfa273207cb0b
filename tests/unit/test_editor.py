"""The web editor's settings."""

import datetime
import re
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from playbook import Playbook
from playbook.editor import editor_settings, hosts
from playbook.model import MODELS

TODAY = datetime.date(2026, 11, 24)
Load = Callable[[Mapping[str, str]], Playbook]


@pytest.fixture
def settings(load: Load, sound: dict[str, str]) -> Mapping[str, Any]:
    return editor_settings(load(sound), "https://github.com/a/b", TODAY)


def fields(settings: Mapping[str, Any], collection: str) -> dict[str, Any]:
    found = next(c for c in settings["collections"] if c["name"] == collection)
    return {field["name"]: field for field in found["fields"]}


@pytest.mark.parametrize("collection", MODELS)
def test_every_key_of_the_model_has_a_field_that_is_needed_as_it_is(
    settings: Mapping[str, Any], collection: str
) -> None:
    made = fields(settings, collection)

    model = MODELS[collection].model_fields
    assert set(made) == {*model, "body"}
    for name, key in model.items():
        assert made[name]["required"] is (key.is_required() or name == "status"), name


def test_relations_are_picked_from_what_is_there(settings: Mapping[str, Any]) -> None:
    assert fields(settings, "cases")["moves"]["options"] == [
        {"value": "pair", "label": "Work in pairs"},
        {"value": "trio", "label": "Work in threes"},
    ]
    assert fields(settings, "moves")["sources"]["options"][0]["value"] == "schein-1992"


def test_closed_lists_show_labels_and_write_words(settings: Mapping[str, Any]) -> None:
    effort = fields(settings, "moves")["effort"]

    assert effort["widget"] == "select"
    assert {"label": "Light", "value": "light"} in effort["options"]


def test_limits_are_those_of_the_model(settings: Mapping[str, Any]) -> None:
    pattern, message = fields(settings, "moves")["title"]["pattern"]

    assert re.fullmatch(pattern, "x" * 80)
    assert not re.fullmatch(pattern, "x" * 81)
    assert "80 characters" in message


@pytest.mark.parametrize(
    ("repository", "backend", "asked"),
    [
        (
            "https://github.com/a/b",
            {"name": "github", "repo": "a/b", "branch": "main"},
            ("https://api.github.com",),
        ),
        (
            "https://gitlab.com/a/b/",
            {"name": "gitlab", "repo": "a/b", "branch": "main"},
            ("https://gitlab.com",),
        ),
        ("", {"name": "git-gateway", "branch": "main"}, ()),
    ],
)
def test_the_editor_saves_to_the_repository_and_asks_nobody_else(
    load: Load,
    sound: dict[str, str],
    repository: str,
    backend: Mapping[str, str],
    asked: tuple[str, ...],
) -> None:
    settings = editor_settings(load(sound), repository, TODAY)

    assert settings["backend"] == backend
    assert hosts(repository) == asked
    assert "local_backend" not in settings


def test_a_server_on_this_machine_takes_the_place_of_the_repository(
    load: Load, sound: dict[str, str]
) -> None:
    settings = editor_settings(load(sound), "", TODAY, "http://127.0.0.1:1/api/v1")

    assert settings["local_backend"] == {"url": "http://127.0.0.1:1/api/v1"}
