"""What the head of a page says to tabs, search engines and whoever shows a link to it."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html as markup

from playbook_site.building.build import build
from playbook_site.rendering.head import DESCRIPTION, TITLE, shorten

PAGES = ("", "moves/ask-first/", "cases/a-school-that-asked/", "roles/principal/", "about/")
SITE = "Learning Matters, the open playbook"
PATIENT = "Ask first, and wait until they are done"
ADDRESS = "https://example.org/playbook/"


def head(site: Path, page: str) -> Mapping[str, Any]:
    """Everything that the head of a page says, by its name."""
    file = site / page
    tree = markup.fromstring((file / "index.html" if file.is_dir() else file).read_bytes())
    said = {"title": tree.findtext("head/title")}
    for meta in tree.iterfind("head/meta[@content]"):
        for name in filter(None, (meta.get("property"), meta.get("name"))):
            said[f"{name} {meta.get('media', '')}".strip()] = meta.get("content")
    said |= {link.get("rel"): link.get("href") for link in tree.iterfind("head/link")}
    scripts = tree.xpath("//script[@type='application/ld+json']")
    return {**said, "data": json.loads(scripts[0].text) if scripts else {}}


def change(root: Path, path: str, old: str, new: str) -> None:
    text = (root / path).read_text(encoding="utf-8")
    assert old in text
    (root / path).write_text(text.replace(old, new, 1), encoding="utf-8")


@given(st.text(), st.integers(2, 60))
def test_a_short_text_is_whole_and_a_long_one_ends_with_an_ellipsis(text: str, most: int) -> None:
    short = shorten(text, most)
    line = " ".join(text.split())

    assert len(short) <= most
    assert short == line if len(line) <= most else short.endswith("…")
    assert line.startswith(short.removesuffix("…"))


def test_a_text_is_cut_after_a_word_and_without_the_comma_behind_it() -> None:
    assert shorten("Ask first, and tell them later.", 18) == "Ask first, and…"
    assert shorten("Ask first, and tell them later.", 14) == "Ask first…"
    assert shorten("Pneumonoultramicroscopic", 10) == "Pneumonou…"
    assert shorten("E\u0301" * 9, 6) == "E\u0301E\u0301…"


def test_no_title_and_no_description_is_longer_than_what_is_shown(small: Path) -> None:
    title = "Ask everybody in the building before anybody tells anybody else"
    change(small, "moves/ask-first.md", "title: Ask first", f"title: {title}")
    summary = " ".join(["Ask all before you tell."] * 8)
    change(small, "moves/ask-first.md", "Ask before you tell.", summary)
    build(small, small / "site")

    for page in (small / "site").rglob("*.html"):
        said = head(small / "site", page.relative_to(small / "site").as_posix())
        assert 0 < len(said["title"]) <= TITLE, page
        assert len(said.get("description", "")) <= DESCRIPTION, page
    said = head(small / "site", "moves/ask-first/")
    assert said["title"] == title
    assert said["og:title"] == title
    assert summary.startswith(f"{said['description'].removesuffix('…')} ")


@pytest.mark.parametrize(
    ("title", "whole"),
    [
        ("Ask first", f"Ask first · {SITE}"),
        (PATIENT, f"{PATIENT} · Learning Matters"),
        (f"{PATIENT} with it all", f"{PATIENT} with it all"),
    ],
)
def test_a_title_has_as_much_of_the_sites_name_as_there_is_room_for(
    small: Path, title: str, whole: str
) -> None:
    change(small, "moves/ask-first.md", "title: Ask first", f"title: {title}")
    build(small, small / "site")

    said = head(small / "site", "moves/ask-first/")

    assert said["title"] == whole
    assert f"<h1>{title}</h1>" in (small / "site/moves/ask-first/index.html").read_text("utf-8")


def test_without_an_address_nothing_says_one(built: Path) -> None:
    for page in (*PAGES, "404.html"):
        said = head(built, page)
        assert not {"og:url", "og:image", "canonical"} & said.keys()
        assert said["twitter:card"] == "summary"
        assert said["og:site_name"] == SITE
        assert said["og:locale"] == "en_US"
        assert "://" not in json.dumps(said["data"]).replace("https://schema.org", "").replace(
            "https://creativecommons.org", ""
        )
    assert head(built, "")["og:title"] == SITE
    assert head(built, "404.html")["title"] == f"Not found · {SITE}"


def test_with_an_address_a_page_says_its_own(small: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PLAYBOOK_SITE_URL", ADDRESS)
    build(small, small / "site")

    for page in PAGES:
        said = head(small / "site", page)
        assert said["og:url"] == said["canonical"] == ADDRESS + page
        assert "og:image" not in said
    assert "og:url" not in head(small / "site", "404.html")
    kinds = {page: head(small / "site", page)["og:type"] for page in PAGES}
    assert kinds == dict(zip(PAGES, ("website", *["article"] * 3, "website"), strict=True))


def test_the_frame_of_a_browser_has_the_colors_of_the_district(small: Path) -> None:
    build(small, small / "site")
    light, dark = (f"theme-color (prefers-color-scheme: {name})" for name in ("light", "dark"))
    said = head(small / "site", "")
    assert (said[light], said[dark]) == ("#faf8f3", "#14171f")

    (small / "district").mkdir()
    settings = "name: Valley\ncolors: {brand: '#7a1f3d'}\nlanguage: es\n"
    (small / "district" / "district.yml").write_text(settings, encoding="utf-8")
    build(small, small / "site")

    said = head(small / "site", "")
    [file] = (small / "site" / "assets").glob("brand.*.css")
    sheet = file.read_text(encoding="utf-8")
    assert said[light] == "#7a1f3d"
    assert f"light-dark({said[light]},{said[dark]})" in sheet.replace(", ", ",")
    assert said["og:locale"] == "en_US"  # the words of the page are the playbook's own
    assert said["og:title"] == "Valley"
