"""MkDocs and the engine draw the same site, to the byte."""

import shutil
from pathlib import Path

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from playbook_site.building import manifest
from playbook_site.building.build import build
from tests.site.mkdocs_plugin.test_theming import SAMPLES, copy_original


def draw_with_mkdocs(root: Path, site: Path) -> None:
    mkdocs_build(load_config(str(root / "mkdocs.yml"), site_dir=str(site), strict=True))


def hashes(site: Path) -> dict[str, str]:
    return {path: manifest.digest(site / path) for path in manifest.files(site)}


@pytest.mark.parametrize(
    ("sample", "address", "repository"),
    [
        ("", "", ""),
        ("", "https://example.org/playbook", "https://github.com/example/playbook"),
        ("sample-large", "", "https://github.com/example/playbook"),
    ],
)
def test_mkdocs_builds_the_same_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sample: str, address: str, repository: str
) -> None:
    monkeypatch.setenv("PLAYBOOK_SITE_URL", address)
    monkeypatch.setenv("PLAYBOOK_REPOSITORY", repository)
    root = tmp_path / "original"
    copy_original(root)
    if sample:
        shutil.copytree(SAMPLES / sample, root, dirs_exist_ok=True)
        shutil.rmtree(root / "schools")  # MkDocs draws the main edition

    draw_with_mkdocs(root, tmp_path / "mkdocs")
    build(root, tmp_path / "ours")

    assert hashes(tmp_path / "ours") == hashes(tmp_path / "mkdocs")
    assert len(list((tmp_path / "ours").rglob("index.html"))) > 150


def test_nothing_of_the_theme_is_published(tmp_path: Path) -> None:
    root = tmp_path / "original"
    copy_original(root)

    draw_with_mkdocs(root, tmp_path / "site")

    theme = ("assets/stylesheets/", "assets/javascripts/", "assets/images/")
    assert not [path for path in manifest.files(tmp_path / "site") if path.startswith(theme)]
