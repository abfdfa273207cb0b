"""`headings.yml` says where headings belong, and a district's own count first."""

from pathlib import Path

import pytest

import playbook
from playbook.catalog.words import headings
from playbook.contributing.imports import importer
from playbook.source.diagnostics import InvalidEntry
from tests import builder
from tests.conftest import ROOT

OURS = (
    "headings:\n"
    "  - {place: Steps, words: [Rollout], begins: [Phases of]}\n"
    "  - {place: Watch for, words: [Procedure]}\n"
)


def test_the_headings_of_the_field_are_sound() -> None:
    rows = headings.parse((ROOT / "headings.yml").read_text(encoding="utf-8"))

    assert len(rows) > 25
    for row in rows:
        assert len({word.casefold() for word in row.words}) == len(row.words), row


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("headings:\n  - {place: Stepps, words: [How]}\n", 2, "no section and no key 'Stepps'"),
        ("headings:\n  - {place: Steps, word: [How]}\n", 2, "'word' is not a key"),
        ("headings: []\n", 1, ""),
        ("places: []\n", 1, "'places' is not a key"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(InvalidEntry) as told:
        headings.parse(text)

    assert any(d.location.line == line and words in d.message for d in told.value.diagnostics)
    assert all("Stepps" not in d.message or "'Steps'" in d.hint for d in told.value.diagnostics)


def test_a_district_says_where_its_headings_belong(tmp_path: Path) -> None:
    for path, text in {
        **builder.SOUND,
        "headings.yml": (ROOT / "headings.yml").read_text(encoding="utf-8"),
        "district/headings.yml": OURS,
        "district/district.yml": "name: Ours\n",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")

    book, diagnostics = playbook.load(tmp_path)

    text = "# Walk\n\n## Phases of it\n\n1. Go\n\n## Procedure\n\nMind the gap.\n"
    assert importer.parse(text, "moves", book).sections == {
        "Steps": "1. Go",
        "Watch for": "Mind the gap.",
    }
    assert not [d for d in diagnostics if "headings" in d.location.path]


def test_a_layer_may_call_a_place_as_an_earlier_release_did(tmp_path: Path) -> None:
    for path, text in {
        **builder.SOUND,
        "migrations/0.2.0.yml": "sections: {moves: {Mind: Watch for}}\n",
        "migrations/0.1.5.yml": "sections: {moves: {Beware: Mind}}\n",
        "district/headings.yml": "headings:\n  - {place: Beware, words: [Mind the gap]}\n",
        "district/district.yml": "name: Ours\n",
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text(text, encoding="utf-8")

    book, diagnostics = playbook.load(tmp_path)

    assert not [d for d in diagnostics if "headings" in d.location.path]
    text = "# Walk\n\n## Mind the gap\n\nOf time.\n"
    assert importer.parse(text, "moves", book).sections == {"Watch for": "Of time."}
