"""The playbook's own words, those of the original: what a district says is its own matter."""

import re
import subprocess
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

import playbook
from playbook import Playbook, Severity
from playbook.contributing.formatter import tidy
from playbook.model.entry import Entry
from playbook.model.entry_types import Move

ROOT = Path(__file__).resolve().parents[2]

FOREIGN = re.compile(
    r"\b(remit|timetables?|fortnightly|programmes?|centres?|whilst|learnt|guard-rails?|hired car"
    r"|this term|coming term|for a term|takes? (a|the) decisions?)\b",
    re.IGNORECASE,
)
"""Words that schools in the United States do not use, or not in that sense."""

A_TENTH = 0.1


@pytest.fixture(scope="module")
def book() -> Playbook:
    return playbook.load_and_check(ROOT, layers=())[0]


def _papers(entry: Entry) -> Iterator[str]:
    """What stands on the materials of an entry, text by text."""
    for material in getattr(entry.meta, "materials", ()):
        yield from (material.how or "", *material.lines, *material.text.split("\n\n"))
        yield from (item.text for item in material.items)


def test_the_content_has_nothing_to_fix() -> None:
    _, problems = playbook.load_and_check(ROOT, layers=())

    assert not [str(p) for p in problems if p.severity is Severity.ERROR]


def test_every_move_has_words_for_one_screen(book: Playbook) -> None:
    lengths = {move.key.id: move.body.words for move in book.collection("moves")}

    assert not {id_: words for id_, words in lengths.items() if not 250 <= words <= 500}


def test_no_two_entries_share_a_sentence(book: Playbook) -> None:
    places = defaultdict(set)
    for entry in book:
        relations = [ref.sentence for ref in entry.refs]
        texts = [entry.body.text, *_papers(entry)]
        sentences = [s for text in texts for s in text.replace("\n", " ").split(". ")]
        for sentence in [*sentences, *relations]:
            if len(sentence.split()) > 4:
                places[sentence.strip(" .").casefold()].add(entry.key.path)

    assert not {sentence: paths for sentence, paths in places.items() if len(paths) > 1}


def test_every_entry_names_its_source(book: Playbook) -> None:
    assert not [entry.key.path for entry in book if not entry.meta.sources]


def test_the_article_is_not_in_the_repository() -> None:
    listed = subprocess.run(
        ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout

    assert "source-article" not in listed


def test_reviews_are_spread_over_the_year(book: Playbook) -> None:
    months = Counter((e.meta.review_by.year, e.meta.review_by.month) for e in book)

    assert not {month: n for month, n in months.items() if n > A_TENTH * len(book)}


def test_no_occasion_fits_more_than_a_third_of_the_moves(book: Playbook) -> None:
    moves = [entry.meta for entry in book if isinstance(entry.meta, Move)]
    counts = Counter(occasion for move in moves for occasion in move.occasions)

    assert all(move.occasions for move in moves)
    assert not {occasion: n for occasion, n in counts.items() if n > len(moves) / 3}


def test_each_move_counts_a_sign_of_its_own_and_says_what_its_source_says(book: Playbook) -> None:
    moves = {entry.key.id: entry.meta for entry in book if isinstance(entry.meta, Move)}
    frames = Counter(
        " ".join(move.measure.what.casefold().split()[:3]) if move.measure else ""
        for move in moves.values()
    )

    assert not {frame for frame, count in frames.items() if count > 1 or not frame}
    assert not [id_ for id_, move in moves.items() if move.sources and not move.from_source]
    assert not [id_ for id_, move in moves.items() if not move.materials]


def test_every_role_takes_part_in_ten_moves_or_more(book: Playbook) -> None:
    moves = [entry.meta for entry in book if isinstance(entry.meta, Move)]
    counts = Counter(role for move in moves for role in move.roles)

    assert not {e.key.id for e in book.collection("roles") if counts[e.key.id] < 10}


def test_the_words_are_those_of_american_schools(book: Playbook) -> None:
    found = {e.key.path: FOREIGN.findall((ROOT / e.source.path).read_text("utf-8")) for e in book}

    assert not {path: words for path, words in found.items() if words}


def test_every_entry_is_in_the_form_that_a_fix_gives_it(book: Playbook) -> None:
    """So that whoever mends one entry changes no other."""
    texts = {e.key: (ROOT / e.key.path).read_text(encoding="utf-8") for e in book}

    assert [k.path for k, text in texts.items() if tidy(text, k.collection) != text] == []
