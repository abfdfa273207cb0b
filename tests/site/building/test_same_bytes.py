"""The same playbook gives the same site, wherever, whenever and by whomever it is built."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from playbook_site.building import manifest
from playbook_site.building.build import build
from tests.conftest import ROOT, original

ELSEWHERE = Path(__file__).with_name("elsewhere.py")
SOURCES = (
    *("conditions", "roles", "moves", "cases", "plans", "docs", "outlines", "overrides", "macros"),
    *(
        "references.yml",
        "language.yml",
        "accessibility.yml",
        "synonyms.yml",
        "headings.yml",
        "mkdocs.yml",
        "district",
    ),
)
ADDRESSES = {
    "PLAYBOOK_SITE_URL": "https://playbook.example/",
    "PLAYBOOK_REPOSITORY": "https://code.example/playbook",
    "PLAYBOOK_BRANCH": "main",  # which git would otherwise say, where there is one
}
HERE = {"TZ": "America/Los_Angeles", "LC_ALL": "C", "PYTHONHASHSEED": "1"}
THERE = {"TZ": "Asia/Kathmandu", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "2", "LANG": "tr_TR.UTF-8"}


def contents(site: Path) -> dict[str, bytes]:
    """Every file of a site but the mark, which is a machine's own."""
    paths = [manifest.FILE, *manifest.files(site)]
    return {path: (site / path).read_bytes() for path in paths}


def modes(site: Path) -> dict[str, int]:
    return {path: (site / path).stat().st_mode & 0o777 for path in contents(site)}


def export(folder: Path) -> Path:
    """The playbook without its history, written in another order and at another time."""
    folder.mkdir(parents=True)
    for name in reversed(SOURCES):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, folder / name, copy_function=shutil.copyfile)
        else:
            shutil.copyfile(source, folder / name)
    for path in folder.rglob("*"):
        os.utime(path, (978_307_200, 978_307_200))
    return folder


def run(command: list[str], root: Path, site: Path, environment: dict[str, str]) -> None:
    subprocess.run(
        [sys.executable, *command, "build", str(root), "--site", str(site)],
        check=True,
        env={**os.environ, **ADDRESSES, **environment},
    )


def test_the_real_playbook_is_the_same_everywhere_and_on_any_day(tmp_path: Path) -> None:
    here, there = tmp_path / "here", tmp_path / "another folder" / "the site"

    run(["-m", "playbook_site"], original(), here, HERE)
    run([str(ELSEWHERE)], export(tmp_path / "an export"), there, THERE)

    one, other = contents(here), contents(there)
    assert len(one) > 280
    assert sorted(one) == sorted(other)
    assert [path for path in one if one[path] != other[path]] == []
    assert set(modes(here).values()) | set(modes(there).values()) == {0o644}


def test_the_web_editor_holds_no_day(small: Path, tmp_path: Path) -> None:
    settings = small / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8").replace("editor: false", "editor: true")
    settings.write_text(text, encoding="utf-8")

    run(["-m", "playbook_site"], small, tmp_path / "here", HERE)
    run([str(ELSEWHERE)], small, tmp_path / "there", THERE)

    one, other = contents(tmp_path / "here"), contents(tmp_path / "there")
    assert "admin/index.html" in one
    assert [path for path in one if one[path] != other[path]] == []


def test_pages_without_a_date_of_their_own_have_none_in_the_sitemap(small: Path) -> None:
    settings = small / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8").replace(
        'site_url: !ENV [PLAYBOOK_SITE_URL, ""]', "site_url: https://playbook.example/"
    )
    settings.write_text(text, encoding="utf-8")

    build(small, small / "site")

    sitemap = (small / "site" / "sitemap.xml").read_text(encoding="utf-8")
    dated = [place for place in sitemap.split("<url>") if "<lastmod>2026-01-02<" in place]
    assert len(dated) == sitemap.count("<lastmod>") == 5
    assert "https://playbook.example/about/" in sitemap
    assert not (small / "site" / "sitemap.xml.gz").exists()


def test_the_manifest_lists_every_file_but_itself_and_the_mark(built: Path) -> None:
    lines = (built / manifest.FILE).read_text(encoding="utf-8").splitlines()

    paths = [line[66:] for line in lines]
    there = {p.relative_to(built).as_posix() for p in built.rglob("*") if p.is_file()}
    assert paths == sorted(paths)
    assert there - set(paths) == {manifest.FILE, manifest.MARK}


@pytest.mark.skipif(sys.platform != "linux", reason="sha256sum belongs to GNU")
def test_the_manifest_is_what_sha256sum_reads(built: Path) -> None:
    (built / "assets" / "two\nlines\\.txt").write_text("odd", encoding="utf-8")
    manifest.write(built)
    check = ["sha256sum", "--check", "--strict", "--quiet", manifest.FILE]

    as_built = subprocess.run(check, cwd=built, check=False)
    (built / "about" / "index.html").write_text("changed", encoding="utf-8")
    changed = subprocess.run(check, cwd=built, check=False, capture_output=True, text=True)

    assert as_built.returncode == 0
    assert changed.stdout == "about/index.html: FAILED\n"
    assert "assets/two\nlines\\.txt" in manifest.read((built / manifest.FILE).read_bytes())
