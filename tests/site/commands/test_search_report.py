"""The search of the real playbook answers what leaders ask, as a browser asks it."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from playbook.search.terms import stemmer
from playbook_site.building.build import build
from playbook_site.cli import main
from playbook_site.reports import search_scores
from tests.conftest import original
from tests.site.mkdocs_plugin.test_theming import copy_original

LEAST_BLIND = 0.86
"""Of questions that were written without a look at the index."""

LEAST = 0.96
"""Of 149 questions, the share that has to find its answer among the first three."""


def test_the_search_answers_what_leaders_ask_and_nothing_that_means_nothing() -> None:
    told = CliRunner().invoke(main, ["search-report", str(original()), "--at-least", str(LEAST)])

    assert told.exit_code == 0, told.output
    rows = re.findall(
        r"\| (dialog|explorer) \| 149 \| [\d.]+ \| ([\d.]+) \| [\d.]+ \| 0 \|", told.output
    )
    assert {where for where, _ in rows} == {"dialog", "explorer"}


def test_the_search_answers_what_was_asked_without_a_look_at_it() -> None:
    file = str(Path(__file__).with_name("blind_queries.yml"))
    words = ["search-report", str(original()), "--queries", file, "--at-least", str(LEAST_BLIND)]

    told = CliRunner().invoke(main, words)

    assert told.exit_code == 0, told.output
    assert re.search(r"\| dialog \| 2\d\d \|", told.output)


def test_a_share_that_is_not_reached_is_told_and_so_are_the_questions() -> None:
    words = ["search-report", str(original()), "--at-least", "1", "--misses"]

    told = CliRunner().invoke(main, words)

    assert told.exit_code == 1
    assert re.search(r"^- \w.*: ", told.output, re.MULTILINE)


@pytest.mark.parametrize(
    "text", [b"", b"- caf\xe9\n", b"words: a\n", b"- words: a\n", b"- [a]\n", b"- {words: [}\n"]
)
def test_questions_that_are_none_are_told_in_a_sentence(tmp_path: Path, text: bytes) -> None:
    (tmp_path / "queries.yml").write_bytes(text)

    told = CliRunner().invoke(main, ["search-report", str(tmp_path)])

    assert told.exit_code == 1
    assert told.output.startswith("Error: queries.yml cannot be read: ")
    assert told.output.count("\n") == 1


def ask(site: Path, question: str) -> Mapping[str, Any]:
    [answer] = search_scores.ask(site, [question])
    return answer


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("search") / "site"
    build(original(), folder)
    return folder


@pytest.mark.parametrize(
    "words",
    ["", "???", "🙂", "x" * 5000, "the of and", "constructor", "__proto__", "toString", "\ud800"],
)
def test_whatever_is_typed_is_answered(site: Path, words: str) -> None:
    assert ask(site, words)["corrected"] == []


@pytest.mark.parametrize("words", ["intervention", "bullying", "fatigue", "diversity", "audit"])
def test_a_right_word_is_taken_for_no_other(site: Path, words: str) -> None:
    assert ask(site, words)["corrected"] == []


@pytest.mark.parametrize(
    ("words", "taken"),
    [
        ("princpal", "principal"),
        ("comunity", "community"),
        ("facillitation tips", "facilitation"),
        ("profesional lerning", "professional"),
    ],
)
def test_a_slip_is_understood_and_told(site: Path, words: str, taken: str) -> None:
    answer = ask(site, words)

    assert answer["results"]
    assert taken in [word for _, word in answer["corrected"]]


def test_what_nothing_says_beside_the_rest_is_named(site: Path) -> None:
    assert ask(site, "racquetball trust")["left"] == ["racquetball"]
    assert ask(site, "asdfgh trust")["left"] == ["asdfgh"]


def test_what_is_left_out_is_named_by_the_word_that_was_looked_for(site: Path) -> None:
    answer = ask(site, "comunity princpal racquetball")

    assert "racquetball" in answer["left"]
    assert not {typed for typed, _ in answer["corrected"]} & set(answer["left"])


def test_the_same_words_always_give_the_same(site: Path) -> None:
    words = ["distributed leadership", "data meeting", "distributed leadership"]

    first, _, again = search_scores.ask(site, words)

    assert first == again


@pytest.mark.parametrize(
    ("words", "page"),
    [("license", "about/"), ("accessibility", "accessibility/"), ("web editor", "editor")],
)
def test_pages_are_found(site: Path, words: str, page: str) -> None:
    names = [
        name for collection, name, _ in ask(site, words)["results"][:3] if collection == "docs"
    ]

    assert any(page in name for name in names)


def test_no_page_shows_a_sign_of_ours(site: Path) -> None:
    for file in site.rglob("words.js"):
        assert not re.search("[\ue000-\uf8ff]|¶", file.read_text(encoding="utf-8")), file


@pytest.mark.parametrize("words", [["comunity", "princpal"], ["princpal", "comunity"]])
def test_slips_are_told_in_the_order_of_the_words(site: Path, words: list[str]) -> None:
    told = [typed for typed, _ in ask(site, " ".join(words))["corrected"]]

    assert told == words


SPANISH = """---
title: Comunidades que aprenden
summary: Quienes enseñan se reúnen para aprender, y lo que prueban vuelve a la reunión.
level: school
status: published
created: 2026-11-24
updated: 2026-11-24
review_by: 2099-11-24
language: es
---

Una comunidad se reúne cada semana.
"""


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's site with a role in Spanish, and a school with an interface in Spanish."""
    root: Path = tmp_path_factory.mktemp("mixed") / "fork"
    copy_original(root)
    (root / "roles" / "comunidad.md").write_text(SPANISH, encoding="utf-8")
    (root / "schools" / "lincoln").mkdir(parents=True)
    (root / "schools" / "lincoln" / "district.yml").write_text(
        "name: Lincoln\nlanguage: es\n", encoding="utf-8"
    )
    build(root, root / "site")
    return root / "site"


def found(site: Path, words: str) -> list[list[str]]:
    return [result[:2] for result in ask(site, words)["results"]]


def test_an_entry_is_found_by_the_stems_of_its_own_language(mixed: Path) -> None:
    for words in ("comunidad", "comunidades", "aprendiendo", "comundades"):
        assert found(mixed, words)[0] == ["roles", "comunidad"], words
    assert found(mixed, "coach") == found(mixed, "coaching")
    assert len(found(mixed, "coach")) > 3


def test_no_entry_is_found_by_the_stems_of_another_language(mixed: Path) -> None:
    assert stemmer("en")("comuning") == stemmer("es")("comunidad")
    assert ["roles", "comunidad"] not in found(mixed, "comuning")


def test_a_school_with_an_interface_in_spanish_finds_english_stems(mixed: Path) -> None:
    school = mixed / "schools" / "lincoln"

    assert found(school, "coached") == found(school, "coaching") == found(mixed, "coaching") != []
    assert found(school, "comunidades")[0] == ["roles", "comunidad"]


def test_only_the_stemmers_that_a_site_needs_are_published(site: Path, mixed: Path) -> None:
    def published(site: Path) -> list[str]:
        return sorted(file.name[:2] for file in (site / "assets" / "stemmers").glob("*.js"))

    assert published(site) == ["en"]
    assert published(mixed) == ["en", "es"]
