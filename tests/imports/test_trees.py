"""No block leaves its heading, and no word is lost, whatever headings a text has."""

import datetime
import re
from collections import Counter
from collections.abc import Sequence
from itertools import count

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import playbook
from playbook import Playbook
from playbook.contributing import drafts
from playbook.contributing.imports import importer
from playbook.parsing import frontmatter
from tests.conftest import ROOT

TODAY = datetime.date(2026, 11, 27)
SHAPES = (
    "{} {} {}.",
    "- {}\n- {}\n  - {}",
    "1. {}\n2. {}\n   - {}",
    "| {} | {} |\n|---|---|\n| {} | {} |",
    "> {} {}",
    "```\n{} # {}\n```",
    "{}: {}\n{}",
    "{}?",
    "**{}** {}",
    "1) {}\n\n   {}\n\n2) {}",
)
DRESSES = ("## {}", "### {}", "#### {}", "**{}**", "{}\n---", "## 1. {}", "**{}:**", "## **{}**")
KNOWN = ("Steps", "Why", "Materials", "Tips", "Who", "Purpose", "Time", "Debrief", "Variations")
PASSAGES = st.lists(
    st.tuples(
        st.sampled_from(DRESSES),
        st.one_of(st.none(), st.sampled_from(KNOWN)),
        st.lists(st.sampled_from(SHAPES), min_size=1, max_size=3),
    ),
    max_size=7,
)
Passages = Sequence[tuple[str, str | None, Sequence[str]]]


@pytest.fixture(scope="module")
def entries() -> Playbook:
    return playbook.load(ROOT)[0]


def written(passages: Passages) -> tuple[str, list[tuple[str, list[str]]]]:
    """A text in which every word is there once, and its headings with their words."""
    numbers = count(1)
    parts = ["# Qwalk", "Qfirst qsecond qthird."]
    told: list[tuple[str, list[str]]] = []
    for dress, known, shapes in passages:
        title = known or f"Qhead{next(numbers)}"
        blocks = [re.sub(r"\{\}", lambda _: f"q{next(numbers)}x", shape) for shape in shapes]
        parts += [dress.format(title), *blocks]
        told.append((title, re.findall(r"q\d+x", "\n".join(blocks))))
    return "\n\n".join(parts) + "\n", told


@settings(suppress_health_check=[HealthCheck.too_slow], max_examples=150, deadline=None)
@given(PASSAGES)
def test_no_block_leaves_its_heading_and_no_word_is_lost(
    entries: Playbook, passages: Passages
) -> None:
    text, told = written(passages)

    content = importer.parse(text, "moves", entries)

    draft = drafts.draft(
        "moves", content.title, TODAY, content.values, content.sections, left_out=content.left_out
    )
    kept = Counter(re.findall(r"q\w+", draft, re.IGNORECASE))
    assert not Counter(re.findall(r"q\w+", text, re.IGNORECASE)) - kept
    body = frontmatter.parse(draft, "").body
    for title, words in told:
        if title.startswith("Q") and words:
            assert below(body, title) == words, draft


def below(body: str, title: str) -> list[str]:
    """The words of a text from a heading on, up to the next."""
    start = re.search(
        rf"^ *(?:\*\*(?:\d\. )?|\d\. |.* – (?:\d\. )?){title}\b.*$", body, re.MULTILINE
    )
    assert start, title
    rest = body[start.end() :]
    end = re.search(r"^ *(?:## |\*\*(?:Q|\d)|\*\*[^*\n]+\*\*$|\d\. Qhead)", rest, re.MULTILINE)
    return re.findall(r"q\d+x", rest[: end.start()] if end else rest)
