"""Pages of `docs/` are converted once and remembered, and one that was edited is not taken."""

import os
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import playbook
from playbook_site.preflight import docs_pages, judge
from playbook_site.state import conversions, fingerprint
from tests.site.engine.work import calls

PAGE, DEEPER = "docs/about.md", "docs/contributing/deeper.md"


@pytest.fixture(autouse=True)
def cache(monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the memory lies, also when these tests run in CI."""
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("PLAYBOOK_CACHE", str(tmp_path_factory.mktemp("memory")))
    return Path(os.environ["PLAYBOOK_CACHE"])


def judged(root: Path) -> tuple[judge.Judgement, int]:
    """A site as a new process judges it, and how many pages it had to convert."""
    judge._converted.cache_clear()
    conversions._in.cache_clear()
    book, _ = playbook.load(root)
    with calls(docs_pages.convert, "text") as texts:
        judgement = judge.judge(root, book)
    return judgement, sum(texts.values())


def pages(judgement: judge.Judgement) -> Mapping[str, Any]:
    """Every page, converted."""
    return {path: file.converted.as_data() for path, file in judgement.pages.items()}


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.fixture
def root(small: Path) -> Path:
    """A playbook with a page that has all that is remembered of one."""
    text = (
        "# About\n\n## Who we are\n\nA [move](../moves/ask-first.md), a [place](#who-we-are).\n\n"
        "### Deeper\n\n![](images/none.png)\n"
    )
    for path in (PAGE, DEEPER):  # the same words, whose links lead from elsewhere
        (small / path).write_text(text, encoding="utf-8")
    return small


def test_what_has_not_changed_is_not_converted_again(root: Path) -> None:
    first, converted = judged(root)
    assert converted == len(first.pages) > 3

    again, none = judged(root)

    assert none == 0
    assert pages(again) == pages(first)
    assert again.diagnostics == first.diagnostics
    assert any("none.png" in d.message for d in again.diagnostics)
    about = again.pages[PAGE].converted
    assert about.html != again.pages[DEEPER].converted.html
    assert about == first.pages[PAGE].converted
    assert about.headings[0].children[0].text == "Who we are"


def test_a_page_that_was_edited_is_converted_and_no_other(root: Path) -> None:
    judged(root)
    edit(root / PAGE, "Who we are", "Who you are")

    judgement, converted = judged(root)

    assert converted == 1
    assert "Who you are" in judgement.pages[PAGE].converted.html
    assert judged(root)[1] == 0


def test_other_settings_of_markdown_convert_all(root: Path) -> None:
    judged(root)
    edit(root / "mkdocs.yml", "markdown_extensions:\n", "markdown_extensions:\n  - sane_lists\n")

    judgement, converted = judged(root)

    assert converted == len(judgement.pages)


def test_a_link_to_what_is_hidden_is_not_taken_from_before(root: Path) -> None:
    first, _ = judged(root)
    assert 'href="../moves/ask-first/"' in first.pages[PAGE].converted.html
    (root / "district").mkdir()
    text = "name: Cedar Valley\nhidden:\n  - moves/ask-first\n"
    (root / "district" / "district.yml").write_text(text, encoding="utf-8")

    judgement, converted = judged(root)

    assert converted == len(judgement.pages)
    assert "ask-first" not in judgement.pages[PAGE].converted.html


@pytest.mark.parametrize("spoilt", [None, [], {}, 7, [["x"]], {"html": "x"}, ["", [[]], [], []]])
@pytest.mark.parametrize("part", ["pages", "page"])
def test_a_spoilt_memory_is_no_memory(root: Path, cache: Path, spoilt: object, part: str) -> None:
    first, _ = judged(root)
    (file,) = cache.glob("*.docs.json")
    memory = dict(fingerprint.recall(file) or {})
    inside = spoilt if part == "pages" else dict.fromkeys(memory["pages"], spoilt)
    fingerprint.remember(file, {**memory, "pages": inside})

    judgement, converted = judged(root)

    assert converted == len(first.pages)
    assert pages(judgement) == pages(first)
    assert judged(root)[1] == 0  # and it is put right


@pytest.mark.parametrize("part", [0, 0.5, 0.99])
def test_half_a_memory_is_no_memory(root: Path, cache: Path, part: float) -> None:
    first, converted = judged(root)
    (file,) = cache.glob("*.docs.json")
    data = file.read_bytes()
    file.write_bytes(data[: int(len(data) * part)])

    judgement, again = judged(root)

    assert again == converted
    assert pages(judgement) == pages(first)


def test_pages_of_another_python_are_not_taken(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _, converted = judged(root)
    monkeypatch.setattr(sys, "version", "3.99.0")
    monkeypatch.setattr(fingerprint, "program", fingerprint.program.__wrapped__)

    assert judged(root)[1] == converted


def test_pages_of_another_program_are_not_taken(root: Path, cache: Path) -> None:
    judged(root)
    (file,) = cache.glob("*.docs.json")
    fingerprint.remember(file, {**(fingerprint.recall(file) or {}), "program": "another"})

    judgement, converted = judged(root)

    assert converted == len(judgement.pages)


def test_in_ci_nothing_is_remembered(
    root: Path, cache: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CI", "true")

    _, converted = judged(root)

    assert judged(root)[1] == converted > 3
    assert not list(cache.iterdir())


def test_what_schools_and_later_saves_convert_is_not_looked_at_again(root: Path) -> None:
    judged(root)
    edit(root / PAGE, "Who we are", "Who you are")
    book, _ = playbook.load(root)

    with calls(conversions._key, "made_of") as keys:
        judgement = judge.judge(root, book)

    assert "Who you are" in judgement.pages[PAGE].converted.html
    assert not keys


def test_half_a_sign_is_converted_as_before(root: Path) -> None:
    edit(root / PAGE, "## Who", '{{ "\\ud800" }}\n\n## Who')

    first, _ = judged(root)
    again, converted = judged(root)

    assert "\ud800" in first.pages[PAGE].converted.html
    assert (pages(again), converted) == (pages(first), 0)
