"""What a site publishes as data, in real builds, with an address and without one."""

import io
import json
import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import feedparser
import pytest
from lxml import etree
from lxml import html as markup
from openpyxl import load_workbook
from pyld import jsonld

from playbook_site.building import manifest
from playbook_site.building.build import build, configured
from playbook_site.engine.edition import prepare
from playbook_site.engine.published_files import EPUB
from playbook_site.engine.published_files import PAGE as BOOK
from playbook_site.engine.site import Site
from tests.builder import lay
from tests.site.engine.test_headers import headers_of
from tests.site.rendering.test_head import change, head

ADDRESS = "https://example.org/playbook/"
DATA = "docs/data.md"
PAGE = "# Open data\n\n{{ data_license() }}\n\n{{ data_files() }}\n\n{{ feeds() }}\n"
WHOLE = re.compile(rf"{re.escape(ADDRESS)}[^\s\"',<>)`]*")
NEEDS_ADDRESS = re.compile(
    r"feeds/.*|sitemap\.xml|robots\.txt|llms\.txt|.*/cite/.*|embed/.*|.*/qr\.svg|assets/cards/.*"
)
ENTRIES = (
    "moves/ask-first/",
    "cases/a-school-that-asked/",
    "roles/principal/",
    "conditions/learn-every-day/",
)


@pytest.fixture
def addressed(small: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A playbook whose site has an address, and a page on its data."""
    monkeypatch.setenv("PLAYBOOK_SITE_URL", ADDRESS)
    return lay({DATA: PAGE}, small)


@pytest.fixture
def site(addressed: Path) -> Path:
    build(addressed, addressed / "site")
    return addressed / "site"


def addresses(site: Path) -> Iterator[tuple[str, str]]:
    """The whole addresses in what is read elsewhere, each with the file that says it."""
    for path in manifest.files(site):
        if path.startswith(("feeds/", "data/")) or path in (
            "sitemap.xml",
            "robots.txt",
            "llms.txt",
        ):
            data = (site / path).read_bytes()
            if path.endswith(".xlsx"):
                book = load_workbook(io.BytesIO(data))
                data = repr([list(s.values) for s in book.worksheets]).encode()
            yield from ((path, address) for address in WHOLE.findall(data.decode()))
    for page in site.rglob("cite/index.html"):
        texts = markup.fromstring(page.read_bytes()).xpath("//textarea/text()")
        yield from ((str(page), a) for text in texts for a in WHOLE.findall(text.rstrip("},\n")))


def test_every_address_that_is_told_leads_somewhere(site: Path) -> None:
    told = list(addresses(site))

    lost = [
        (path, address)
        for path, address in told
        if "its-id" not in address  # how llms.txt says where all of them are
        and not address.endswith("/feeds/")
        for file in [site / address.removeprefix(ADDRESS).partition("?")[0]]
        if not file.is_file() and not (file / "index.html").is_file()
    ]
    assert not lost
    assert {"sitemap.xml", "robots.txt", "llms.txt", "data/playbook.csv", "data/playbook.xlsx"} <= {
        path for path, _ in told
    }
    assert len(told) > 60


def test_without_an_address_nothing_that_needs_one_is_published(small: Path) -> None:
    lay({DATA: PAGE}, small)
    build(small, small / "site")
    files = {*manifest.files(small / "site")}

    assert not [path for path in files if NEEDS_ADDRESS.fullmatch(path)]
    assert {"data/moves/ask-first.json", "data/playbook.csv", "data/moves.schema.json"} <= files
    for page in (small / "site").rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        assert not re.search(r'href="[^"]*(feeds/|/cite/|embed/|llms\.txt)', text), page
        assert "application/atom+xml" not in text


def test_every_feed_of_a_site_is_read(site: Path) -> None:
    paths = sorted(path for path in manifest.files(site) if path.startswith("feeds/"))

    assert paths == [
        *(
            f"feeds/{name}.xml"
            for name in ("cases", "changed", "conditions", "moves", "new", "plans")
        ),
        *("feeds/roles.xml", "feeds/roles/principal.xml"),
    ]
    for path in paths:
        feed = feedparser.parse((site / path).read_bytes())
        assert not feed.bozo
        assert feed.entries
        assert feed.feed.id == ADDRESS + path


@pytest.mark.parametrize(
    ("page", "feeds"),
    [
        ("", ["feeds/new.xml", "feeds/changed.xml"]),
        ("explore/", ["feeds/new.xml"]),
        ("cases/", ["feeds/cases.xml"]),
        ("moves/", ["feeds/moves.xml"]),
        ("moves/ask-first/", []),
    ],
)
def test_lists_name_their_feeds_and_moves_do_not(site: Path, page: str, feeds: list[str]) -> None:
    tree = markup.fromstring((site / page / "index.html").read_bytes())
    links = tree.xpath("//link[@rel='alternate'][@type='application/atom+xml']/@href")

    assert [(site / page / link).resolve() for link in links] == [site / feed for feed in feeds]


def test_the_page_on_data_links_all_of_it(site: Path) -> None:
    tree = markup.fromstring((site / "data" / "index.html").read_bytes())
    links = {
        (site / "data" / a).resolve() for a in tree.xpath("//main//a/@href") if a[:4] != "http"
    }

    paths = {path for path in manifest.files(site) if path.startswith("feeds/")}
    paths |= {"playbook.json", "playbook.schema.json", "data/playbook.csv", "data/playbook.xlsx"}
    paths |= {f"data/{name}.schema.json" for name in ("moves", "cases", "roles", "conditions")}
    assert {site / path for path in paths} <= links
    assert "CC BY 4.0" in tree.get_element_by_id("content").text_content()


@pytest.mark.parametrize("entry", ENTRIES)
def test_a_citation_has_its_three_forms_and_the_way_to_the_data(site: Path, entry: str) -> None:
    page = site / entry / "cite"
    tree = markup.fromstring((page / "index.html").read_bytes())

    texts = {area.get("aria-labelledby"): area.text for area in tree.iter("textarea")}

    assert texts["apa"].endswith(f" {ADDRESS}{entry}")
    assert texts["bibtex"].startswith("@misc{playbook-")
    assert json.loads(texts["csl"])[0]["URL"] == ADDRESS + entry
    assert all("readonly" in area.attrib for area in tree.iter("textarea"))
    [data] = (link for link in tree.xpath("//main//a/@href") if link.endswith(".json"))
    assert json.loads((page / data).read_text("utf-8"))["url"] == entry
    assert ("embed" in texts) == entry.startswith("moves/")


@pytest.mark.parametrize("entry", ENTRIES[1:])
def test_an_entry_that_is_no_move_leads_to_its_citation(site: Path, entry: str) -> None:
    tree = markup.fromstring((site / entry / "index.html").read_bytes())

    [link] = (a for a in tree.iter("a") if a.text == "Cite this")

    assert (site / entry / link.get("href")).resolve() == site / entry / "cite"
    offer = link.getparent()
    assert (offer.text_content(), offer.get("class")) == ("Cite this.", "no-print")


def test_a_move_is_no_heavier_for_it(site: Path) -> None:
    text = (site / "moves/ask-first/index.html").read_text(encoding="utf-8")

    assert text.count("cite/") == 1
    assert "feeds/" not in text


def test_what_is_about_an_entry_is_found_by_no_search(site: Path) -> None:
    sitemap = (site / "sitemap.xml").read_text(encoding="utf-8")
    searched = "".join(file.read_text("utf-8") for file in site.glob("search/*.js"))

    assert "/cite/" not in sitemap + searched
    assert "/embed/" not in sitemap + searched
    assert f"<loc>{ADDRESS}moves/ask-first/</loc>" in sitemap
    for page in [*site.rglob("cite/index.html"), *site.glob("embed/**/index.html")]:
        assert head(site, page.relative_to(site).as_posix())["robots"] == "noindex"
    etree.fromstring(sitemap.encode())


def test_what_is_embedded_runs_keeps_and_asks_for_nothing(site: Path) -> None:
    tree = markup.fromstring((site / "embed/moves/ask-first/index.html").read_bytes())

    words = " ".join(tree.get_element_by_id("content").text_content().split())

    for part in (
        "Ask first",
        "Ask before you tell.",
        "20 min",
        "Choose a question.",
        "Who is not?",
    ):
        assert part in words
    assert not tree.xpath("//script | //form | //input | //iframe | //button | //@onclick")
    [link] = tree.xpath("//main//a")
    assert link.text == "Read it all at Learning Matters, the open playbook"
    assert (link.get("target"), link.get("rel")) == ("_blank", "noopener")
    place = site / "embed/moves/ask-first" / link.get("href")
    assert place.resolve() == site / "moves/ask-first"
    assert head(site, "embed/moves/ask-first/")["canonical"] == f"{ADDRESS}moves/ask-first/"


def test_only_what_is_for_frames_may_be_shown_in_those_of_others(site: Path) -> None:
    def policy(address: str) -> dict[str, str]:
        value = headers_of(site, address)["Content-Security-Policy"]
        return dict(part.strip().split(" ", 1) for part in value.split(";"))  # type: ignore[arg-type]

    tree = markup.fromstring((site / "embed/moves/ask-first/index.html").read_bytes())
    own = tree.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    embedded = policy("/embed/moves/ask-first/")

    assert embedded.pop("frame-ancestors") == "*"
    assert "; ".join(f"{name} {value}" for name, value in embedded.items()) == own
    assert "script-src" not in embedded
    assert embedded["default-src"] == "'none'"
    for page in ("/", "/moves/ask-first/", "/moves/ask-first/cite/", "/data/"):
        assert policy(page)["frame-ancestors"] == "'self'"
    others = headers_of(site, "/embed/moves/ask-first/")
    assert others["X-Content-Type-Options"] == "nosniff"


def test_a_district_may_say_to_robots_what_it_wants(addressed: Path) -> None:
    lay({"district/district.yml": "name: Valley\n"}, addressed)
    lay({"district/overrides/robots.txt": "User-agent: *\nDisallow: /\n"}, addressed)

    build(addressed, addressed / "site")

    assert (addressed / "site/robots.txt").read_text("utf-8").endswith("Disallow: /\n")


def test_a_citation_names_the_district(addressed: Path) -> None:
    lay({"district/district.yml": "name: Cedar Valley learns\n"}, addressed)

    build(addressed, addressed / "site")

    page = markup.fromstring((addressed / "site/moves/ask-first/cite/index.html").read_bytes())
    assert page.xpath("//textarea")[0].text.startswith("Cedar Valley learns. (")


def test_a_school_has_data_of_its_own_where_it_differs(addressed: Path) -> None:
    lay(
        {"district/district.yml": "name: Valley\n", "schools/high/district.yml": "name: High\n"},
        addressed,
    )
    adapted = "---\nbecause: Ours.\n---\n\n## Watch for\n\nTalking too much.\n"
    lay({"schools/high/moves/ask-first.md": adapted}, addressed)

    build(addressed, addressed / "site")

    school = addressed / "site/schools/high"
    own = {path.relative_to(school).as_posix() for path in school.rglob("*") if path.is_file()}
    assert {"data/moves/ask-first.json", "moves/ask-first/cite/index.html"} <= own
    assert "embed/moves/ask-first/index.html" in own
    record = json.loads((school / "data/moves/ask-first.json").read_text("utf-8"))
    assert record["provenance"]["state"] == "adapted"
    assert not [path for path in own if path.startswith(("feeds/", "roles/principal/cite"))]
    assert own.isdisjoint({"robots.txt", "llms.txt", "data/playbook.csv", "data/playbook.xlsx"})
    assert "data/roles/principal.json" not in own
    links = markup.fromstring((school / "index.html").read_bytes()).xpath(
        "//link[@type='application/atom+xml']/@href"
    )
    assert [(school / link).resolve() for link in links] == [
        addressed / "site/feeds/new.xml",
        addressed / "site/feeds/changed.xml",
    ]


def test_a_paper_called_cite_takes_no_page_from_the_citation(addressed: Path) -> None:
    paper = "materials:\n  - {kind: card, title: Cite, lines: [A line ___]}\n"
    change(addressed, "moves/ask-first.md", "sources:", f"{paper}sources:")

    build(addressed, addressed / "site")

    assert head(addressed / "site", "moves/ask-first/cite/")["title"].startswith("Cite or embed")
    assert head(addressed / "site", "moves/ask-first/card-1/")["title"].startswith("Cite · ")


def test_a_program_that_knows_json_ld_learns_whom_a_move_is_for(site: Path) -> None:
    data = head(site, "moves/ask-first/")["data"]

    [node] = jsonld.expand(data, {"documentLoader": _schema_org})

    def values(of: Any, name: str) -> list[Any]:
        return of[f"https://schema.org/{name}"]  # type: ignore[no-any-return]

    [audience] = values(node, "audience")
    assert audience["@type"] == ["https://schema.org/EducationalAudience"]
    assert values(audience, "educationalRole") == [{"@value": "Principal"}]
    assert "https://schema.org/LearningResource" in node["@type"]
    assert values(node, "url") == [{"@id": f"{ADDRESS}moves/ask-first/"}]
    assert values(node, "license") == [{"@id": "https://creativecommons.org/licenses/by/4.0/"}]


def _schema_org(address: str, _: object) -> dict[str, Any]:
    """What `https://schema.org` answers, as far as it matters here; no network is asked."""
    assert address == "https://schema.org"
    names = {name: {"@type": "@id"} for name in ("url", "license")}
    context = {"@vocab": "https://schema.org/", **names}
    return {"contextUrl": None, "documentUrl": address, "document": {"@context": context}}


def test_the_book_is_the_same_however_often_and_at_once_it_is_asked_for(small: Path) -> None:
    site = Site(prepare(small, "", configured(small, drafts=False)))

    with ThreadPoolExecutor(4) as pool:
        books = list(pool.map(site.content, [BOOK, EPUB, EPUB, BOOK] * 3))

    assert {len(set(books[at::4])) for at in range(4)} == {1}
    assert books[0] == books[3] != books[1] == books[2]
    assert books[1].startswith(b"PK")
