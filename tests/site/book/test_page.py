"""The book as one page, and the command that writes both forms of it."""

import base64
import hashlib
import io
import json
import re
import zipfile
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from lxml import html as markup

import playbook_book
from playbook_site.cli import main
from tests.conftest import typed


@pytest.fixture
def page(built_book: Path) -> Any:
    return markup.fromstring((built_book / "book" / "playbook.html").read_bytes())


def read(volume: playbook_book.Volume) -> str:
    """The page of a book, put together."""
    return "".join(playbook_book.page(volume))


def test_the_page_holds_all_it_needs_and_its_policy_takes_nothing_else(page: Any) -> None:
    [policy] = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    [style] = page.xpath("//style/text()")

    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'")
    assert not page.xpath("//@src | //link | //script | //@style")
    assert not re.search(r"url\(|@import", style)


def test_headings_go_down_one_level_at_a_time_and_every_id_is_alone(page: Any) -> None:
    levels = [int(h.tag[1]) for h in page.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    ids = page.xpath("//@id")

    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    assert len(ids) == len(set(ids))


def test_links_between_entries_lead_to_places_on_the_page(page: Any) -> None:
    ids = set(page.xpath("//@id"))
    addresses = page.xpath("//a/@href")

    inside = [address for address in addresses if not address.startswith("http")]

    assert len(inside) > 1500
    assert {address.removeprefix("#") for address in inside} <= ids
    assert "#moves-four-tests.m-three-offers-tested" in inside


def test_every_move_stands_once_and_below_its_first_condition(page: Any, data: Any) -> None:
    order = [section.get("id") for section in page.iter("section")]
    places = {id_: place for place, id_ in enumerate(order)}
    conditions = [id_ for id_ in order if id_.startswith("conditions-")]
    for move in data["entries"]:
        if move["collection"] == "moves":
            own = f"conditions-{move['relations']['conditions'][0]['id']}"
            before = [c for c in conditions if places[c] < places[f"moves-{move['id']}"]]
            assert before[-1] == own

    assert len(order) == len(places) == len(data["entries"]) + 4


def test_a_move_begins_with_its_facts_and_keeps_its_papers_as_tables(page: Any) -> None:
    section = page.get_element_by_id("moves-aides-and-the-plan")

    facts = {row[0].text: typed(row[1].text_content()) for row in section.find("table").iter("tr")}
    paper = section.get_element_by_id("moves-aides-and-the-plan.m-where-the-minutes-come-from")
    [table] = paper.getparent().iter("table")

    assert facts["Who leads"] == "Vice or assistant principal, Teacher"
    assert facts["Time for one run"] == "24 min"
    assert facts["Group size"] == "2–4"
    assert facts["Occasions"] == "Planning time"
    assert [th.text for th in table.iter("th")][:2] == ["Pair", "Paid minutes together last week"]
    assert {th.get("scope") for th in table.iter("th")} == {"col"}


@pytest.mark.parametrize(("minutes", "text"), [(99, "99 min"), (440, "7.3 hours"), (720, "2 days")])
def test_a_long_time_is_told_in_hours_or_days(data: Any, minutes: int, text: str) -> None:
    for entry in data["entries"]:
        if entry["id"] == "four-tests":
            entry["minutes"]["run"] = minutes

    page = read(playbook_book.Volume(data))

    section = markup.fromstring(page).get_element_by_id("moves-four-tests")
    rows = {row[0].text: row[1].text for row in section.find("table").iter("tr")}
    assert rows["Time for one run"] == text


def test_a_link_to_a_page_that_is_not_in_the_book_needs_the_address_of_the_site(data: Any) -> None:
    def hrefs(address: str) -> list[str]:
        data["site"]["address"] = address
        page = markup.fromstring(read(playbook_book.Volume(data)))
        found: list[str] = page.xpath("//section[@id='roles-board-member']//a/@href")
        assert "write it up" in page.get_element_by_id("roles-board-member").text_content()
        return [href for href in found if "contributing" in href]

    assert hrefs("") == []
    assert hrefs("https://example.org/p/") == ["https://example.org/p/contributing/"]


def test_a_link_without_an_address_leaves_its_words(data: Any) -> None:
    [entry] = [entry for entry in data["entries"] if entry["id"] == "board-member"]
    entry["body"]["intro"] = "<p><a>Our page</a></p>"

    page = markup.fromstring(read(playbook_book.Volume(data)))

    assert page.xpath("//section[@id='roles-board-member']//p/text()").count("Our page") == 1


def test_a_link_to_a_section_leads_to_it_in_both_forms(data: Any) -> None:
    [entry] = [entry for entry in data["entries"] if entry["id"] == "board-member"]
    entry["body"]["intro"] = '<p><a href="../../moves/four-tests/#steps">Go</a></p>'
    volume = playbook_book.Volume(data)

    page = markup.fromstring(read(volume))
    book = zipfile.ZipFile(io.BytesIO(b"".join(playbook_book.epub(volume))))

    assert page.xpath("//a[.='Go']/@href") == ["#moves-four-tests.steps"]
    assert page.xpath("//*[@id='moves-four-tests.steps']/text()") == ["Steps"]
    file = book.read("book/roles-board-member.xhtml").decode()
    assert '<a href="moves-four-tests.xhtml#moves-four-tests.steps">Go</a>' in file


def test_an_entry_in_another_language_says_so_and_names_stay_in_that_of_the_site(data: Any) -> None:
    [entry] = [entry for entry in data["entries"] if entry["id"] == "four-tests"]
    entry["language"] = "es"

    page = markup.fromstring(read(playbook_book.Volume(data)))

    section = page.get_element_by_id("moves-four-tests")
    assert section.get("lang") == "es"
    assert section.xpath(".//h4/span[@lang='en'][.='Before you start' or .='Steps']")
    assert page.xpath("//nav//a[@href='#moves-four-tests']/@lang") == ["es"]


def test_what_is_named_in_another_language_says_so_where_it_is_named(data: Any) -> None:
    [entry] = [entry for entry in data["entries"] if entry.get("materials")][:1]
    entry["materials"][0] |= {"title": "Una invitación", "language": "es"}

    page = markup.fromstring(read(playbook_book.Volume(data)))

    assert page.xpath("//li/a[@lang='es'][.='Una invitación']")


def test_the_command_writes_what_the_build_publishes(built_book: Path, tmp_path: Path) -> None:
    epub, page = tmp_path / "a.epub", tmp_path / "a.html"

    told = CliRunner().invoke(
        main, ["book", str(built_book), "--epub", str(epub), "--html", str(page)]
    )

    assert told.exit_code == 0, told.output
    assert epub.read_bytes() == (built_book / "book" / "playbook.epub").read_bytes()
    assert page.read_bytes() == (built_book / "book" / "playbook.html").read_bytes()
    assert told.output.count("Wrote ") == 2


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (None, "There is no {file}. Build the site first: playbook build."),
        ("[]", "{file} is not from this release: build the site again."),
        ('{"version": 2, "labels": {}, "entries": []}', "{file} is not from this release: build"),
    ],
)
def test_where_there_is_no_playbook_a_sentence_says_so(
    tmp_path: Path, text: str | None, sentence: str
) -> None:
    if text:
        (tmp_path / "playbook.json").write_text(text, encoding="utf-8")

    told = CliRunner().invoke(main, ["book", str(tmp_path), "--epub", str(tmp_path / "a.epub")])

    assert told.exit_code == 1
    file = (tmp_path / "playbook.json").as_posix()
    assert told.output.startswith(f"Error: {sentence.format(file=file)}")
    assert not (tmp_path / "a.epub").exists()


@pytest.mark.parametrize("form", [{"indent": 2}, {"separators": (",", ":")}])
def test_a_playbook_may_be_written_in_any_form_of_json(data: Any, form: Any) -> None:
    backward = dict(reversed(data.items()))  # the entries before what names their parts
    one, other = json.dumps(data), json.dumps(backward, **form)

    pages = [read(playbook_book.Volume.from_json(text)) for text in (one, other)]

    assert pages[0] == pages[1]


@pytest.mark.parametrize("part", [0, 1, 2, 3, 9, 40, 300, -1, -2, -3, -9, -4_000])
def test_a_part_of_a_playbook_is_none(data: Any, part: int) -> None:
    with pytest.raises(playbook_book.NotAPlaybook, match="not from this release"):
        playbook_book.Volume.from_json(json.dumps(data)[:part])


@pytest.mark.parametrize("text", ["[]", "null", '"a"', "{}", "[{}]", '{"entries": null}', "{,}"])
def test_what_is_no_playbook_says_so(text: str) -> None:
    with pytest.raises(playbook_book.NotAPlaybook, match="not from this release"):
        playbook_book.Volume.from_json(text)


def test_what_follows_a_playbook_makes_it_none(data: Any) -> None:
    with pytest.raises(playbook_book.NotAPlaybook, match="not from this release"):
        playbook_book.Volume.from_json(json.dumps(data) + "}")


def test_a_playbook_of_drafts_alone_is_a_book_without_chapters(data: Any) -> None:
    volume = playbook_book.Volume({**data, "entries": []})

    assert [chapter.id for chapter in volume.chapters] == ["sources"]


def test_a_page_that_is_called_as_a_chapter_is_not_that_chapter(data: Any) -> None:
    data["site"]["address"] = "https://example.org/"
    volume = playbook_book.Volume(data)

    assert volume.target("/roles-teacher/", "") == ("", "https://example.org/roles-teacher/")
    assert volume.target("/roles/teacher/", "") == ("roles-teacher", "roles-teacher")
    assert volume.target("/roles/", "") == ("roles", "roles")


def test_a_school_that_shares_pages_is_told_to_take_the_main_one(data: Any) -> None:
    for entries in (data["entries"], []):
        school = {**data, "over": "../playbook.json", "entries": entries}
        with pytest.raises(playbook_book.NotAPlaybook, match="the main edition"):
            playbook_book.Volume(school)


def test_the_command_wants_to_know_what_to_write(built_book: Path) -> None:
    told = CliRunner().invoke(main, ["book", str(built_book)])

    assert told.exit_code == 2
    assert "--epub book.epub" in told.output


def test_about_leads_to_both(built_book: Path) -> None:
    about = markup.fromstring((built_book / "about" / "index.html").read_bytes())

    addresses = about.xpath("//a[contains(@href, '/book/')]/@href")

    files = [(built_book / "about" / address).resolve() for address in addresses]
    assert [file.name for file in files] == ["playbook.epub", "playbook.html"]
    assert all(file.exists() for file in files)
    assert zipfile.is_zipfile(files[0])
