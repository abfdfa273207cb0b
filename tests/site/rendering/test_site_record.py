"""One plain JSON object is all that a page is drawn from."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from playbook.interface import read_words
from playbook.records.site_types import SiteRecord
from playbook_site.engine.configuration import configuration_of
from playbook_site.engine.edition import prepare
from playbook_site.engine.published_files import PAGE
from playbook_site.engine.site import Site
from playbook_site.preflight import site_settings
from playbook_site.rendering.environment import complete, environment, render
from playbook_site.rendering.page_records import PageRecord
from tests.conftest import original

ROOT = Path(__file__).resolve().parents[3]
KINDS = {
    "404.html", "assets.html", "brand.html", "cases.html", "cite.html", "collection.html",
    "compare.html", "conditions.html", "deck.html", "embed.html", "explore.html", "home.html",
    "main.html", "map.html", "material.html", "moves.html", "part.html", "plan.html",
    "plans.html", "privacy.html", "roles.html", "selection.html", "suggest.html",
}  # fmt: skip
"""Every template of a page. The web editor's and those of redirects show nothing of the record."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The site of the real playbook, and the two records that it was drawn from, on disk."""
    folder = tmp_path_factory.mktemp("site-record")
    settings, _ = site_settings.read(ROOT)
    assert settings
    own = replace(configuration_of(settings), url="https://example.org/", full_text=False)
    edition = prepare(original(), "", own)
    Site(edition).write(folder / "site")
    env = environment([ROOT / "overrides"], edition.words)
    pages = {
        page.file: complete(env, edition.site, page.record, edition.placeholders)
        for page in edition.pages()
    }
    file = folder / "records.json"
    records = {"site": edition.site, "pages": pages}
    file.write_text(json.dumps(records, ensure_ascii=False, allow_nan=False), encoding="utf-8")
    return folder / "site", file


def test_every_page_is_drawn_again_from_json_to_the_byte(built: tuple[Path, Path]) -> None:
    folder, file = built
    records = json.loads(file.read_text(encoding="utf-8"))

    env = environment([ROOT / "overrides"], read_words("en"))
    different = [
        name
        for name, page in records["pages"].items()
        if render(env, records["site"], page) != (folder / name).read_bytes().decode("utf-8")
    ]

    assert not different


def test_every_kind_of_page_is_among_them(built: tuple[Path, Path]) -> None:
    _, file = built
    pages = json.loads(file.read_text(encoding="utf-8"))["pages"]

    assert {page["template"] for page in pages.values()} == KINDS


def test_every_page_of_the_site_is_among_them(built: tuple[Path, Path]) -> None:
    folder, file = built
    pages = json.loads(file.read_text(encoding="utf-8"))["pages"]

    written = {page.relative_to(folder).as_posix() for page in folder.rglob("*.html")}

    assert set(pages) == written - {PAGE}


def test_the_record_keeps_its_shape(built: tuple[Path, Path]) -> None:
    _, file = built

    records = json.loads(file.read_text(encoding="utf-8"))

    TypeAdapter(SiteRecord).validate_python(records["site"], extra="forbid")
    TypeAdapter(dict[str, PageRecord]).validate_python(records["pages"], extra="forbid")
