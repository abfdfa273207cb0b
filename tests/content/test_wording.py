"""The style guide finds what people write, in any of its forms, and leaves the rest alone."""

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from playbook.catalog import style_guide
from playbook_site.cli import main

ROOT = Path(__file__).resolve().parents[2]
SENTENCES = ROOT / "tests" / "content" / "wording.yml"

RECALL = 0.95
FALSE_ALARMS = 0.02

OTHER_WAYS = {
    "An at-risk student came.": "a student",
    "Two homeless ninth-grade students.": "ninth-grade students experiencing homelessness",
    "Struggling readers first.": "Striving readers",
    "We close achievement gaps.": "opportunity gaps",
    "A foster child.": "child in foster care",
    "Low-income kids.": "Kids from low-income households",
}
"""What may be written in the same sentence, with the author's own noun in its own form."""


@pytest.fixture(scope="module")
def guide() -> style_guide.StyleGuide:
    return style_guide.parse((ROOT / "language.yml").read_text(encoding="utf-8"))


def test_labels_are_found_and_innocent_sentences_left_alone() -> None:
    floors = ["--recall", str(RECALL), "--false-alarms", str(FALSE_ALARMS), "--misses"]
    told = CliRunner().invoke(main, ["wording-report", str(ROOT), *floors])

    assert told.exit_code == 0, told.output
    assert "Entries: 0 notes in " in told.output


def test_a_style_guide_that_finds_less_is_told(tmp_path: Path) -> None:
    text = SENTENCES.read_text(encoding="utf-8")
    other = tmp_path / "wording.yml"
    other.write_text(text.replace("- ", "- Not ").replace("kids", "cups"), encoding="utf-8")

    words = ["wording-report", str(ROOT), "--sentences", str(other), "--recall", "0.95"]
    told = CliRunner().invoke(main, words)

    assert told.exit_code == 1
    assert "Recall " in told.output


def test_no_sentence_stands_twice() -> None:
    groups = yaml.safe_load(SENTENCES.read_text(encoding="utf-8"))
    texts = [text for group in groups.values() for text in group]

    assert len(texts) == len(set(texts))


@pytest.mark.parametrize("text", OTHER_WAYS)
def test_the_other_way_keeps_the_authors_noun(guide: style_guide.StyleGuide, text: str) -> None:
    (advice,) = guide.advice(text)

    assert OTHER_WAYS[text].endswith(advice.new)


def test_every_term_names_sources_that_are_listed(guide: style_guide.StyleGuide) -> None:
    assert not {name for term in guide.terms for name in term.sources} - set(guide.sources)
    assert not set(guide.sources) - {name for term in guide.terms for name in term.sources}
