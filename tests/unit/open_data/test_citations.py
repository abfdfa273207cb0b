"""Citations of entries, as readers of each form take them."""

import json
from importlib import resources
from typing import Any

import jsonschema
import pypandoc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.catalog.citations import apa_texts
from playbook.open_data.citations import CitationForms, citation
from playbook.records.site_types import SiteRecord
from tests.unit.open_data.conftest import ADDRESS, Publish

TITLES = [
    "Work in pairs",
    "Who is missing?",
    "Ask. Then wait.",
    "Wait!",
    "50% of $5 & #1 under_way ~ ^ \\ <b>",
    "Pruebe «así»: ¿cómo?",
]


def cite(site: SiteRecord, **changes: Any) -> CitationForms:
    record = {**site["entries"]["moves"]["pair"], **changes}
    return citation(site, record, ADDRESS + record["url"])


def from_bibtex(text: str) -> dict[str, Any]:
    """The one work in some BibTeX, as pandoc reads it."""
    [work] = json.loads(pypandoc.convert_text(text, "csljson", format="bibtex"))
    return work  # type: ignore[no-any-return]


def test_in_apa_style_the_playbook_is_the_author_and_is_named_once(publish: Publish) -> None:
    forms = cite(publish(name="Cedar Valley learns"))

    assert forms["apa"] == (
        "Cedar Valley learns. (2026, November 24). Work in pairs. "
        "https://example.org/playbook/moves/pair/"
    )


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("name", ["A playbook", "Cedar Valley, Inc.", "A & B <c>"])
def test_each_citation_is_what_the_formatter_makes_of_the_whole(
    publish: Publish, title: str, name: str
) -> None:
    forms = cite(publish(name=name), title=title)
    [item] = json.loads(forms["csl"])
    del item["container-title"]  # the author's name, which APA does not repeat

    assert forms["apa"] == apa_texts([item])[item["id"]]


def test_csl_json_is_what_its_schema_says(publish: Publish) -> None:
    schema = json.loads((resources.files("playbook.catalog") / "csl-data.json").read_text("utf-8"))

    [item] = items = json.loads(cite(publish())["csl"])

    jsonschema.validate(items, schema)
    assert item["issued"] == {"date-parts": [[2026, 11, 24]]}
    assert item["URL"] == f"{ADDRESS}moves/pair/"


@pytest.mark.parametrize("title", TITLES)
def test_bibtex_says_the_same_as_csl_json(publish: Publish, title: str) -> None:
    forms = cite(publish(name="Cedar & Valley"), title=title)
    [item] = json.loads(forms["csl"])

    work = from_bibtex(forms["bibtex"])

    assert work["author"] == [{"literal": "Cedar & Valley"}]
    assert {key: work[key] for key in ("id", "title", "issued", "URL")} == {
        key: item[key] for key in ("id", "title", "issued", "URL")
    }


@pytest.mark.parametrize("title", ["{", "}, url = {https://evil.example/", "\\{", "a}", "%", "{\\"])
def test_no_title_ends_its_field(title: str) -> None:
    _has_its_fields(title)


@given(st.text(alphabet="ab {}\\$&#_%~^\"'@,=-\n", min_size=1, max_size=30))
def test_nothing_that_a_title_may_hold_does(title: str) -> None:
    _has_its_fields(title)


def test_a_key_stays_whatever_becomes_of_the_words(publish: Publish) -> None:
    one = json.loads(cite(publish())["csl"])
    other = json.loads(cite(publish(name="Ours"), title="Other", updated="2027-01-01")["csl"])

    assert one[0]["id"] == other[0]["id"] == "playbook-moves-pair"


def _step(sign: str) -> int:
    return {"{": 1, "}": -1}.get(sign, 0)


def _fields(text: str) -> dict[str, str]:
    """The fields of an entry by depth of braces, as BibTeX itself takes them apart."""
    fields, depth, start = {}, 0, text.index(",") + 1
    for place in range(start, len(text)):
        depth += _step(text[place])
        if text[place] == "," and depth == 0:
            name, _, value = text[start:place].partition("=")
            fields[name.strip()] = value.strip()
            start = place + 1
    return fields


def _has_its_fields(title: str) -> None:
    settings = {"name": title, "entry_language": "en"}
    record = {"collection": "moves", "id": "a", "updated": "2026-01-02", "language": None}
    record |= {"title": title, "summary": "", "url": "moves/a/"}

    text = citation({"settings": settings}, record, f"{ADDRESS}moves/a/")["bibtex"]  # type: ignore[typeddict-item]

    assert text.count("{") == text.count("}")
    assert [*_fields(text)] == [
        *("author", "title", "year", "month", "day", "howpublished", "language", "url"),
    ]
    assert _fields(text)["url"] == f"{{{ADDRESS}moves/a/}}"
