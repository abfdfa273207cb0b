"""The web editor's settings."""

import datetime
import json
import subprocess
import tarfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import jinja2
import pytest

import playbook
from playbook import Playbook
from playbook.contributing.drafts import id_for
from playbook.contributing.editor.backends import hosts
from playbook.contributing.editor.settings import editor_settings
from playbook.model.entry_types import MODELS
from playbook_site.engine import web_editor
from playbook_site.engine.configuration import Configuration
from playbook_site.engine.web_editor import DECAP, YAML, EditorUnavailable, write_editor
from tests.conftest import ROOT
from tests.nodejs import NODE

Load = Callable[[Mapping[str, str]], Playbook]


@pytest.fixture
def settings(load: Load, sound: dict[str, str]) -> Mapping[str, Any]:
    return editor_settings(load(sound), "https://github.com/a/b")


def fields(settings: Mapping[str, Any], collection: str) -> dict[str, Any]:
    found = next(c for c in settings["collections"] if c["name"] == collection)
    return {field["name"]: field for field in found["fields"]}


@pytest.mark.parametrize("collection", MODELS)
def test_every_key_of_the_model_has_a_field_that_is_needed_as_it_is(
    settings: Mapping[str, Any], collection: str
) -> None:
    made = fields(settings, collection)

    model = MODELS[collection].model_fields
    assert set(made) == {*model, "body", "new_id", "todo"}
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


def test_a_group_within_a_list_of_groups_has_its_own_fields(settings: Mapping[str, Any]) -> None:
    made = {field["name"]: field for field in fields(settings, "moves")["materials"]["fields"]}

    assert made["kind"]["options"][0] == {"label": "Sheet to fill in", "value": "sheet"}
    assert made["text"]["widget"] == "text"
    assert [field["name"] for field in made["items"]["fields"]] == ["minutes", "text"]
    assert made["items"]["fields"][0]["widget"] == "number"
    assert not [name for name in made if "." in name]


def test_limits_are_those_of_the_model(settings: Mapping[str, Any]) -> None:
    advice = fields(settings, "moves")["title"]["advice"]

    assert advice["most"] == 80
    assert advice["missing"] == "'title' is missing."
    assert advice["long"].startswith("'title' has %(count)s characters; it may have 80.")
    assert advice["long_by_one"].startswith("'title' has 81 characters; it may have 80.")


@pytest.mark.parametrize(
    ("repository", "where"),
    [
        ("https://gitlab.com/a/b", {"base_url": "https://gitlab.com"}),
        (
            "https://gitlab.district.org/a/b",
            {
                "base_url": "https://gitlab.district.org",
                "api_root": "https://gitlab.district.org/api/v4",
            },
        ),
    ],
)
def test_gitlab_signs_people_in_for_an_application(
    load: Load, sound: dict[str, str], repository: str, where: Mapping[str, str]
) -> None:
    settings = editor_settings(load(sound), repository, application="an-id")

    own = dict(settings["backend"])
    own.pop("commit_messages")
    known = {"name": "gitlab", "repo": "a/b", "auth_type": "pkce", "app_id": "an-id"}
    assert own == {**known, **where}


@pytest.mark.parametrize(
    ("repository", "backend", "asked"),
    [
        (
            "https://github.com/a/b",
            {"name": "github", "repo": "a/b"},
            ("https://api.github.com",),
        ),
        (
            "https://gitlab.com/a/b/",
            {"name": "gitlab", "repo": "a/b"},
            ("https://gitlab.com",),
        ),
        (
            "https://github.district.org/a/b.git",
            {
                "name": "github",
                "repo": "a/b",
                "api_root": "https://github.district.org/api/v3",
            },
            ("https://github.district.org",),
        ),
        (
            "https://me@gitlab.district.org:8443/a/b/c.git/",
            {
                "name": "gitlab",
                "repo": "a/b/c",
                "api_root": "https://gitlab.district.org:8443/api/v4",
            },
            ("https://gitlab.district.org:8443",),
        ),
        (
            "https://bitbucket.org/a/b",
            {"name": "bitbucket", "repo": "a/b"},
            ("https://api.bitbucket.org",),
        ),
        ("https://notgithub.evil.org/a/b", {"name": "git-gateway"}, ()),
        ("", {"name": "git-gateway"}, ()),
    ],
)
def test_the_editor_saves_to_the_repository_and_asks_nobody_else(
    load: Load,
    sound: dict[str, str],
    repository: str,
    backend: Mapping[str, str],
    asked: tuple[str, ...],
) -> None:
    settings = editor_settings(load(sound), repository)

    own = dict(settings["backend"])
    messages = own.pop("commit_messages", {})
    assert own == backend
    for message in messages.values():
        assert message.endswith("\n\nLicense-agreed: CC-BY-4.0, by {{author-login}}")
    assert hosts(repository) == asked


def test_the_editor_saves_to_the_branch_that_is_named(load: Load, sound: dict[str, str]) -> None:
    settings = editor_settings(load(sound), "https://github.com/a/b", branch="trunk")

    assert settings["backend"]["branch"] == "trunk"


@pytest.mark.parametrize(
    ("gateway", "asked"),
    [
        ("https://edit.district.example/", ("https://edit.district.example",)),
        ("https://edit.district.example:8443/playbook", ("https://edit.district.example:8443",)),
        ("/edit", ()),
    ],
)
def test_a_gateway_of_the_district_signs_people_in_and_is_all_that_is_asked(
    load: Load, sound: dict[str, str], gateway: str, asked: tuple[str, ...]
) -> None:
    repository = "https://github.com/a/b"

    settings = editor_settings(load(sound), repository, branch="main", gateway=gateway)

    base = gateway.rstrip("/")
    own = dict(settings["backend"])
    assert all(
        text.endswith("\n\nLicense-agreed: CC-BY-4.0, by {{author-name}}")
        for text in own.pop("commit_messages").values()
    )
    assert own == {
        "name": "git-gateway",
        "identity_url": f"{base}/identity",
        "gateway_url": f"{base}/git",
        "branch": "main",
    }
    assert hosts(repository, gateway) == asked


def test_the_editor_writes_into_the_layer(load: Load, sound: dict[str, str]) -> None:
    settings = editor_settings(load(sound), "https://github.com/a/b", layer="district")

    folders = [collection["folder"] for collection in settings["collections"]]
    assert folders == [f"district/{name}" for name in MODELS]
    assert "local_backend" not in settings


def test_a_server_on_this_machine_takes_the_place_of_the_repository(
    load: Load, sound: dict[str, str]
) -> None:
    settings = editor_settings(load(sound), "", "http://127.0.0.1:1/api/v1")

    assert settings["local_backend"] == {"url": "http://127.0.0.1:1/api/v1"}


def test_a_page_of_the_districts_own_is_never_overwritten(
    load: Load, sound: dict[str, str], tmp_path: Path
) -> None:
    page = tmp_path / "site" / "admin" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text("Ours.")

    with pytest.raises(EditorUnavailable, match="docs/admin"):
        write_editor(
            load(sound),
            tmp_path / "site",
            tmp_path,
            Configuration("Ours"),
            jinja2.Environment(),
            {},
        )

    assert page.read_text() == "Ours."


def test_a_package_that_is_not_the_pinned_one_is_never_unpacked(
    load: Load, sound: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    site.mkdir()
    (tmp_path / "decap-cms.js").write_text("steal()")
    package = tmp_path / f"{DECAP.name.replace('@', '-')}.tgz"
    with tarfile.open(package, "w:gz") as tar:
        tar.add(tmp_path / "decap-cms.js", "package/dist/decap-cms.js")
    foreign = package.read_bytes()
    package.write_bytes(foreign[:99])  # what a download that was stopped has left
    templates = jinja2.Environment(loader=jinja2.DictLoader({"editor.html": ""}))

    def npm(*words: str) -> None:
        Path(words[-1], f"{words[1].replace('@', '-')}.tgz").write_bytes(foreign)

    monkeypatch.setattr(web_editor, "_npm", npm)

    with pytest.raises(EditorUnavailable, match="is not what was pinned"):
        write_editor(load(sound), site, tmp_path, Configuration("Ours"), templates, {})

    assert not list((site / "admin").iterdir())
    assert package.read_bytes() == foreign[:99]
    assert not list(tmp_path.glob("tmp*"))


DATES = """
import { settingsOf } from "./overrides/assets/editor/days.js";
console.log(JSON.stringify(settingsOf(process.argv[1])));
"""


IDS = """
import { idFor } from "./overrides/assets/editor/ids.js";
console.log(JSON.stringify(JSON.parse(process.argv[1]).map(idFor)));
"""


def test_a_title_gives_the_id_that_playbook_new_gives_it() -> None:
    book, _ = playbook.load_and_check(ROOT)
    titles = [
        *(entry.meta.title for entry in book),
        "¿Qué preguntaría tu Großmutter?",
        "Łódź, Ærø & Reykjavík: «déjà vu»",
        "It's 3 o'clock — a walk_through, again",
        "When families and teachers plan a whole year of learning side by side",
        "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft",
    ]

    told = subprocess.run(
        [NODE, "--input-type=module", "-e", IDS, json.dumps(titles)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    assert json.loads(told) == [id_for(title) for title in titles]


def test_the_tests_read_yaml_with_the_package_that_is_published() -> None:
    lock = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))

    tried = lock["packages"]["node_modules/yaml"]
    assert f"yaml@{tried['version']}" == YAML.name
    assert tried["integrity"] == f"sha512-{YAML.integrity}"


def test_a_new_entry_starts_with_the_day_on_which_somebody_writes(
    settings: Mapping[str, Any],
) -> None:
    today = datetime.datetime.now().astimezone().date()

    told = subprocess.run(
        [NODE, "--input-type=module", "-e", DATES, json.dumps(settings)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout

    config = json.loads(told)
    made = fields(config, "moves")
    days = [made[name]["default"] for name in ("created", "updated", "review_by")]
    in_a_year = today + datetime.timedelta(days=365)
    assert days == [today.isoformat(), today.isoformat(), in_a_year.isoformat()]
    assert made["status"] == fields(settings, "moves")["status"]
