"""`synonyms.yml` is judged as an author would like it."""

from pathlib import Path

import pytest

import playbook
from playbook.catalog.words import synonyms
from playbook.source.diagnostics import InvalidEntry
from tests import builder
from tests.conftest import ROOT


def test_the_words_of_the_field_are_sound() -> None:
    groups = synonyms.parse((ROOT / "synonyms.yml").read_text(encoding="utf-8"))

    assert len(groups) > 60
    for group in groups:
        assert len(group.words) + len(group.also) > 1, group
        assert not set(group.words) & set(group.also), group


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("synonyms:\n  - word: [a]\n", 2, "'word' is not a key"),
        ("synonyms:\n  - words: []\n", 2, ""),
        ("groups: []\n", 1, "'groups' is not a key"),
    ],
)
def test_what_is_wrong_is_told_with_its_line(text: str, line: int, words: str) -> None:
    with pytest.raises(InvalidEntry) as told:
        synonyms.parse(text)

    assert any(d.location.line == line and words in d.message for d in told.value.diagnostics)


def test_a_district_adds_its_own(tmp_path: Path) -> None:
    root = tmp_path
    for path, text in builder.SOUND.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    (root / "synonyms.yml").write_text("synonyms:\n  - words: [PD, training]\n", encoding="utf-8")
    (root / "district").mkdir()
    (root / "district" / "synonyms.yml").write_text(
        "synonyms:\n  - words: [BOOST, PD]\n", encoding="utf-8"
    )
    (root / "district" / "district.yml").write_text("name: Ours\n", encoding="utf-8")

    book, diagnostics = playbook.load(root)

    assert [group.words for group in book.synonyms] == [("PD", "training"), ("BOOST", "PD")]
    assert not [d for d in diagnostics if "synonyms" in d.location.path]
