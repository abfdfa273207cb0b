"""MkDocs and the engine draw the same site, to the byte."""

import shutil
from pathlib import Path

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort, PluginError

from playbook_site.building import manifest
from playbook_site.building.build import BuildFailed, build
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


def test_a_readme_is_the_page_of_its_folder(tmp_path: Path) -> None:
    root = tmp_path / "original"
    copy_original(root)
    for path in ("district/docs/walk/README.md", "district/docs/walk/map/index.md"):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text("# Walk\n\nSee [the map](map/index.md).\n", encoding="utf-8")
    (root / "district/docs/walk/map/index.md").write_text("# Map\n\n[Up](../README.md)\n", "utf-8")

    draw_with_mkdocs(root, tmp_path / "mkdocs")
    build(root, tmp_path / "ours")

    assert (tmp_path / "ours/walk/index.html").is_file()
    assert '<a href="../">Up</a>' in (tmp_path / "ours/walk/map/index.html").read_text("utf-8")
    assert hashes(tmp_path / "ours") == hashes(tmp_path / "mkdocs")


@pytest.mark.parametrize(
    ("template", "old", "new", "told"),
    [
        ("main.html", "{% block content %}", "{% block content %}{{ nope }}", "named 'nope' here"),
        ("moves.html", "{% block content %}", "{% if %}{% block content %}", "missing before '%}'"),
        (
            "main.html",
            "{% block content %}",
            "{% block content %}<script>1</script>",
            "forbids: <s",
        ),
    ],
)
def test_a_broken_template_is_told_in_plain_words(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, template: str, old: str, new: str, told: str
) -> None:
    root = tmp_path / "original"
    copy_original(root)
    file = root / "overrides" / template
    file.write_text(file.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")

    with pytest.raises((PluginError, Abort)) as stopped:
        draw_with_mkdocs(root, tmp_path / "mkdocs")
    with pytest.raises(BuildFailed) as failed:
        build(root, tmp_path / "ours")

    for words in (f"{caplog.text}{stopped.value}", str(failed.value)):
        assert f"overrides/{template}:" in words
        assert told in words


def test_that_schools_are_left_out_is_said(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    root = tmp_path / "original"
    copy_original(root)
    (root / "schools/lincoln").mkdir(parents=True)
    (root / "schools/lincoln/district.yml").write_text("name: Lincoln\n", encoding="utf-8")

    with caplog.at_level("INFO"):
        draw_with_mkdocs(root, tmp_path / "site")

    assert "MkDocs draws the main edition alone. With schools: playbook build" in caplog.text


def test_nothing_of_the_theme_is_published(tmp_path: Path) -> None:
    root = tmp_path / "original"
    copy_original(root)

    draw_with_mkdocs(root, tmp_path / "site")

    theme = ("assets/stylesheets/", "assets/javascripts/", "assets/images/")
    assert not [path for path in manifest.files(tmp_path / "site") if path.startswith(theme)]
