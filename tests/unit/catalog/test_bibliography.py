"""The bibliography."""

from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.catalog import bibliography
from playbook.catalog.citations import Citations
from playbook.catalog.csl import Type
from playbook.catalog.playbook import Playbook
from playbook.checks.rules import works as rule
from playbook.source.diagnostics import Diagnostic, InvalidEntry
from playbook.source.edits import apply

TWO = """references:
  - {id: b, type: book, title: B}
  - {id: a, type: book, title: A}
"""


def refused(text: str) -> list[str]:
    """Where and why a bibliography is refused."""
    with pytest.raises(InvalidEntry) as caught:
        bibliography.parse(text)
    return [f"{d.location} {d.code.id}" for d in caught.value.diagnostics]


@given(st.text(st.characters(exclude_categories=["Cc", "Cs", "Cn"]), max_size=100))
def test_any_text_is_a_bibliography_or_refused(text: str) -> None:
    with suppress(InvalidEntry):
        works = bibliography.parse(text)

        assert list(works) == list(works.items)


def test_works_are_known_by_their_keys_in_the_order_of_the_file() -> None:
    works = bibliography.parse(TWO)

    assert list(works) == ["b", "a"]
    source, path = works.places["a"]
    assert str(source.locate(path)) == "references.yml:3:5"
    assert "a" in works
    assert "c" not in works


def test_a_playbook_without_a_bibliography_has_an_empty_one() -> None:
    assert list(bibliography.Bibliography()) == []


@pytest.mark.parametrize("text", ["", "# Works\n", "references:", "references:\n  -\n"])
def test_what_is_said_of_a_file_without_works_can_be_written(text: str) -> None:
    with pytest.raises(InvalidEntry) as caught:
        bibliography.parse(text)

    [diagnostic] = caught.value.diagnostics
    before, _, line = diagnostic.hint.partition("such as ")
    assert "title" not in before
    assert list(bibliography.parse(line)) == ["rivera-2025"]


def test_a_key_without_its_colon_is_the_key_of_what_stands_below_it() -> None:
    with pytest.raises(InvalidEntry) as caught:
        bibliography.parse(TWO.replace("references:", "references"))

    [diagnostic] = caught.value.diagnostics
    assert diagnostic.hint.endswith("write a colon after it: references:")
    assert apply(TWO.replace("references:", "references"), diagnostic.edits) == TWO


@pytest.mark.parametrize("text", ["", "works: []", "references: none", "references:"])
def test_a_file_without_a_list_of_works_is_refused(text: str) -> None:
    [found, *others] = refused(text)

    assert found.endswith((" missing-key", " wrong-type", " empty"))
    assert others == ["references.yml:1:1 unknown-key"] * ("works" in text)


def test_everything_a_work_lacks_is_told_where_the_work_stands() -> None:
    text = f"{TWO}  - type: book\n"

    found = refused(text)

    assert found == ["references.yml:4:5 missing-key"] * 2


def test_a_work_that_is_no_mapping_is_refused() -> None:
    text = "references: [Schein 1992]"

    found = refused(text)

    assert found == ["references.yml:1:14 wrong-type"]


def test_a_key_that_is_there_already_is_refused_where_it_is_written() -> None:
    text = TWO.replace("id: a", "id: b")

    found = refused(text)

    assert found == ["references.yml:3:10 duplicate-key"]


def test_a_work_that_is_there_twice_is_named() -> None:
    with pytest.raises(InvalidEntry) as invalid:
        bibliography.parse(TWO.replace("id: a", "id: b"))

    (diagnostic,) = invalid.value.diagnostics
    assert diagnostic.message == "The work 'b' is in the list twice."
    assert diagnostic.hint == "Keep one of the two, or give one another id."


def test_an_id_that_is_a_list_is_refused() -> None:
    text = "references:\n  - {id: [a], type: book, title: A}\n"

    found = refused(text)

    assert found


def test_a_bibliography_that_starts_with_a_line_of_dashes_is_read_as_pandoc_writes_it() -> None:
    text = f"---\n{TWO}...\n"

    works = bibliography.parse(text)

    assert list(works) == ["b", "a"]


def test_a_broken_bibliography_makes_no_citation_unknown(
    sound: dict[str, str], told: Callable[[dict[str, str]], list[str]]
) -> None:
    sound["references.yml"] = "references: [\n"

    found = told(sound)

    assert found == ["references.yml:1:1 bad-yaml"]


@pytest.mark.parametrize("written", ["[2020, 5]", "[2020]"])
def test_a_date_without_its_second_brackets_is_told_how_to_get_them(written: str) -> None:
    work = "references:\n  - {{id: a, type: book, title: A, issued: {{date-parts: {}}}}}\n"
    with pytest.raises(InvalidEntry) as caught:
        bibliography.parse(work.format(written))

    (told,) = caught.value.diagnostics
    assert "with two brackets: date-parts: [[2022, 12, 31]]" in told.hint
    assert "a" in bibliography.parse(work.format(f"[{written}]"))


WORK = "references:\n  - {{id: a, type: book, title: A, {}}}\n"


@pytest.mark.parametrize("kind", list(Type))
@pytest.mark.parametrize("date", ["raw: May (or June) 2020", "literal: May (or June) 2020"])
def test_a_date_in_words_is_printed_once(kind: str, date: str) -> None:
    work = f"{{id: a, type: {kind}, title: A, container-title: C, issued: {{{date}}}}}"
    works = bibliography.parse(f"references: [{work}]")

    assert Citations(works)["a"].text.count("May (or June) 2020") == 1


@pytest.mark.parametrize("date", ["season: 2", "circa: true", "", "date-parts: "])
def test_a_date_without_a_year_is_none(date: str) -> None:
    works = bibliography.parse(WORK.format(f"issued: {{{date}}}"))

    assert Citations(works)["a"].text.startswith("A. (n.d.)")


def test_a_person_without_a_name_gets_one_by_the_hint() -> None:
    with pytest.raises(InvalidEntry) as caught:
        bibliography.parse(WORK.format("author: [{suffix: Jr.}]"))

    (told,) = caught.value.diagnostics
    written = told.hint.rpartition("such as ")[2]
    assert "a" in bibliography.parse(WORK.format(written))


def test_what_stands_beside_the_list_is_told() -> None:
    with pytest.raises(InvalidEntry) as caught:
        bibliography.parse(WORK.format("publisher: B") + "a-work:\n  type: book\n")

    (told,) = caught.value.diagnostics
    assert (told.code.id, told.location.line) == ("unknown-key", 3)
    assert told.hint == "Remove it, or move it to where it belongs."


@pytest.mark.parametrize(
    "words",
    [
        *("url URL", "Doi DOI", "container_title container-title", "journal container-title"),
        *("pages page", "link URL", "authors author", "volumne volume"),
    ],
)
def test_a_key_by_another_name_is_told_its_own(words: str) -> None:
    key, meant = words.split()
    text = WORK.format(f"{key}: x")
    with pytest.raises(InvalidEntry) as caught:
        bibliography.parse(text)

    (told,) = caught.value.diagnostics
    assert told.hint == f"Did you mean '{meant}'? Write {meant}: in place of {key}:"
    assert apply(text, told.edits) == WORK.format(f"{meant}: x")


@pytest.mark.parametrize("key", ["year", "Date"])
def test_a_date_by_another_name_is_told_how_a_date_is_written(key: str) -> None:
    with pytest.raises(InvalidEntry) as caught:
        bibliography.parse(WORK.format(f"{key}: 2022"))

    (told,) = caught.value.diagnostics
    written = told.hint.removeprefix("A date is written like this: ")
    assert "a" in bibliography.parse(WORK.format(written))


def addressed(url: str) -> tuple[str, list[Diagnostic]]:
    """A bibliography in which a work has this address, and what is told of that."""
    text = WORK.format(f'URL: "{url}"')
    every = rule.check(Playbook(bibliography=bibliography.parse(text)))
    return text, [told for told in every if told.code is rule.HALF_ADDRESS]


@pytest.mark.parametrize(
    ("url", "whole"),
    [
        ("www.example.org/page", "https://www.example.org/page"),
        ("example.org:8080/x", "https://example.org:8080/x"),
        ("//www.example.org/x", "https://www.example.org/x"),
        ("http:/www.example.org", "https://www.example.org"),
        ("ftp://example.org/x", "https://example.org/x"),
        (" https://example.org/x", "https://example.org/x"),
    ],
)
def test_an_address_that_leads_nowhere_is_told_and_its_way_out_works(url: str, whole: str) -> None:
    text, [told] = addressed(url)

    assert told.hint == f"Write {whole}"
    mended = bibliography.parse(apply(text, told.edits))
    assert mended.items["a"]["URL"] == whole
    assert addressed(whole)[1] == []
    assert f'<a href="{whole}">' in Citations(mended)["a"].html


@pytest.mark.parametrize(
    "url",
    [
        *("javascript:alert(1)", "the site of the district", "/page", "Report.pdf", "https://"),
        *("https:///x", "https://https://x.org", "https://javascript:alert(1)"),
        *("https://example.org/a b", "//evil.example", "https://example.org:99999/x"),
    ],
)
def test_no_hint_makes_up_an_address(url: str) -> None:
    _, [told] = addressed(url)

    assert told.hint.endswith("or leave this line out.")
    assert told.edits == ()


@pytest.mark.parametrize(
    "url", ["HTTPS://Example.org/x", "http://example.org", "https://a.b/c?d#e", ""]
)
def test_a_whole_address_is_fine(url: str) -> None:
    assert addressed(url)[1] == []


@pytest.mark.parametrize("url", ["doi:10.1000/1", "10.1000/1"])
def test_a_doi_in_the_place_of_an_address_is_told_its_own(url: str) -> None:
    _, [told] = addressed(url)

    assert told.hint == "In place of this line, write DOI: 10.1000/1"
