"""What is published is what somebody's browser asks for, or stands on a list with a reason."""

import json
import posixpath
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from html import unescape
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest

from playbook_site.building import manifest
from playbook_site.building.build import build
from tests.conftest import original

UNREACHED = {
    "404.html": "a host shows it for an address that has no page",
    "assets/missing.*.css": "404.html loads it",
    "_headers": "a host reads it",
    "assets/count.*.js": "a district that counts uses has its pages load it",
    "sitemap.xml": "search engines read it",
    "assets/forward.*.js": "pages at addresses of before load it",
    "assets/cite.*": "the pages that say how to cite load it, where the site has an address",
    "assets/embed.*.css": "so do the pages that other sites show in a frame",
    "data/*/*.json": "other programs read an entry alone; the page on data says where each is",
    "assets/fonts/LICENSE-*.txt": "the licenses of the fonts ask for it",
}
"""What no page leads to, and why it is published."""

ADDRESS = re.compile(r"""\s(?:href|src|action|data-[\w-]+)="([^"]+)\"""")
IN_STYLE = re.compile(r"""(?:url\(|@import)\s*["']?([^"')\s]+)""")
IN_SCRIPT = re.compile(r"""["'`/]((?:\$\{[^}]*\}|[\w./-])+\.\w+)["'`?]""")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("reached") / "site"
    build(original(), folder)
    return folder


def named_by(path: str, text: str) -> Iterator[str]:
    """The paths that a file names, from the root; `*` stands for what a script fills in."""
    folder = posixpath.dirname(path)
    match posixpath.splitext(path)[1]:
        case ".html":
            for address in ADDRESS.findall(text):
                plain = unquote(urldefrag(address)[0].partition("?")[0])
                yield posixpath.normpath(posixpath.join(folder, plain))
        case ".webmanifest":
            yield from (icon["src"] for icon in json.loads(text)["icons"])
        case ".css":
            for address in IN_STYLE.findall(text):
                yield posixpath.normpath(posixpath.join(folder, address))
        case ".js":
            for address in IN_SCRIPT.findall(text):
                pattern = re.sub(r"\$\{[^}]*\}", "*", address)
                yield pattern
                yield posixpath.normpath(posixpath.join(folder, pattern))


def reached_files(site: Path, files: set[str]) -> set[str]:
    """The files that one comes to from the home page."""
    found, waiting = set[str](), ["index.html"]
    while waiting:
        path = waiting.pop()
        found.add(path)
        text = (site / path).read_bytes().decode("utf-8", "replace")
        for name in named_by(path, text):
            exact = {name, posixpath.normpath(f"{name}/index.html")} & files
            filled = {file for file in files if fnmatch(file, name)} if "*" in name else set()
            waiting += (exact | filled) - found - set(waiting)
    return found


def is_redirect(site: Path, path: str) -> bool:
    """Whether a page stands at a former address: links of other sites lead there."""
    return path.endswith(".html") and 'http-equiv="refresh"' in (site / path).read_text("utf-8")


def test_a_reader_reaches_every_file_that_is_published(site: Path) -> None:
    files = set(manifest.files(site))

    left = files - reached_files(site, files)

    strangers = {path for path in left if not any(fnmatch(path, known) for known in UNREACHED)}
    assert not [path for path in sorted(strangers) if not is_redirect(site, path)]


def test_no_source_map_is_published(site: Path) -> None:
    assert not list(site.rglob("*.map"))


LINK = re.compile(r'<a [^>]*?href="([^"]*)"')


def dead_links(site: Path) -> list[str]:
    """The links of pages that lead to no file of the site."""
    files = set(manifest.files(site))
    dead = []
    for path in (path for path in files if path.endswith(".html") and path != "404.html"):
        for address in LINK.findall((site / path).read_text(encoding="utf-8")):
            plain = unquote(urldefrag(unescape(address))[0].partition("?")[0])
            if plain and not re.match(r"[a-z]+:", plain):
                file = posixpath.normpath(posixpath.join(posixpath.dirname(path), plain))
                if not {file, posixpath.normpath(f"{file}/index.html")} & files:
                    dead.append(f"{path}: {address}")
    return dead


def test_no_page_has_a_link_that_leads_nowhere(site: Path) -> None:
    assert dead_links(site) == []


def test_links_of_an_entry_lead_where_they_did_on_every_page_that_shows_them(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAYBOOK_SITE_URL", "https://example.org/playbook/")
    link = "[it](../moves/ask-first.md#steps), [him](../roles/principal.md)"
    for path, words in (
        ("moves/ask-first.md", ("Choose a question", "Who is asked", "Wait", "People ask back")),
        ("cases/a-school-that-asked.md", ("The silence", "Long meetings")),
    ):
        text = (small / path).read_text(encoding="utf-8")
        for word in words:
            assert word in text
            text = text.replace(word, f"{word}: {link}")
        (small / path).write_text(text, encoding="utf-8")

    build(small, small / "site")

    pages = ("index.html", "deck/index.html", "embed/moves/ask-first/index.html")
    for page in pages:
        text = (small / "site" / page).read_text(encoding="utf-8")
        up = "../" * page.count("/")
        assert f'href="{up}roles/principal/">him</a>' in text, page
    ours = [path for path in dead_links(small / "site") if "principal" in path or "steps" in path]
    assert ours == []


def test_what_other_sites_know_of_a_move_by_its_former_name_leads_on(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAYBOOK_SITE_URL", "https://example.org/playbook/")
    site = small / "site"

    build(small, site)

    for old, new in (
        ("moves/ask-before/", "../ask-first/"),
        ("moves/ask-before/cite/", "../../ask-first/cite/"),
        ("embed/moves/ask-before/", "../ask-first/"),
    ):
        page = (site / old / "index.html").read_text(encoding="utf-8")
        assert f'<meta http-equiv="refresh" content="0; url={new}">' in page
        assert LINK.findall(page) == [new]
        assert (site / posixpath.normpath(f"{old}{new}") / "index.html").is_file()
    frame = (site / "embed/moves/ask-before/index.html").read_text(encoding="utf-8")
    assert "script" not in frame


def test_without_an_address_no_former_name_leads_to_a_page_that_is_not_there(small: Path) -> None:
    build(small, small / "site")

    assert not (small / "site/embed").exists()
    assert not (small / "site/moves/ask-before/cite").exists()
