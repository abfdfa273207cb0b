"""One plain JSON object is all that a page is drawn from."""

import json
from pathlib import Path

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from pydantic import TypeAdapter

from playbook.interface import read_words
from playbook.records.site_types import SiteRecord
from playbook_site.mkdocs_plugin.plugin import PlaybookPlugin
from playbook_site.rendering.environment import environment, render
from playbook_site.rendering.page_records import PageRecord

ROOT = Path(__file__).resolve().parents[3]
KINDS = {
    "404.html", "cases.html", "collection.html", "conditions.html", "explore.html", "home.html",
    "main.html", "moves.html", "roles.html", "selection.html",
}  # fmt: skip
"""Every template of a page. The web editor's and those of redirects show nothing of the record."""


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The site of the real playbook, and the two records that it was drawn from, on disk."""
    folder = tmp_path_factory.mktemp("site-record")
    config = load_config(str(ROOT / "mkdocs.yml"), site_dir=str(folder / "site"), strict=True)
    plugin = config.plugins["playbook"]
    assert isinstance(plugin, PlaybookPlugin)
    plugin.config["full_text"] = False
    mkdocs_build(config)
    records = {"site": plugin.site, "pages": plugin.page_records}
    file = folder / "records.json"
    file.write_text(json.dumps(records, ensure_ascii=False, allow_nan=False), encoding="utf-8")
    return folder / "site", file


def test_every_page_is_drawn_again_from_json_to_the_byte(built: tuple[Path, Path]) -> None:
    folder, file = built
    records = json.loads(file.read_text(encoding="utf-8"))

    env = environment([ROOT / "overrides"], read_words("en"))
    different = [
        url
        for url, page in records["pages"].items()
        if render(env, records["site"], page) != _text(folder, url)
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

    assert {_name(url) for url in pages} == written


def test_the_record_keeps_its_shape(built: tuple[Path, Path]) -> None:
    _, file = built

    records = json.loads(file.read_text(encoding="utf-8"))

    TypeAdapter(SiteRecord).validate_python(records["site"], extra="forbid")
    TypeAdapter(dict[str, PageRecord]).validate_python(records["pages"], extra="forbid")


def _name(url: str) -> str:
    return url if url.endswith(".html") else f"{url}index.html"


def _text(folder: Path, url: str) -> str:
    return (folder / _name(url)).read_bytes().decode("utf-8")
