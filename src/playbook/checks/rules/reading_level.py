"""An entry reads easily: Flesch-Kincaid grade 10 at most.

The grade is 0.39 × words per sentence + 11.8 × syllables per word - 15.59 (Kincaid, Fishburne,
Rogers and Chissom, 1975). Syllables are counted by Pyphen's hyphenation, which misses a few, so a
grade here is a little low.
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import TYPE_CHECKING

from playbook.model.entry import Entry, Partial
from playbook.source.diagnostics import Code, Diagnostic, Example, Severity

READING_LEVEL = Code(
    "reading-level",
    Severity.INFO,
    "The prose reads at a grade above 10 on the Flesch-Kincaid scale. Long sentences and long"
    " words are the cause; tired readers and those who learned English later are grateful for"
    " two short ones.",
    fails=Example(
        "Notwithstanding considerable organizational heterogeneity, administrators\n"
        "systematically operationalizing infrastructures\n"
        "necessitate interdepartmental coordination.",
        language="markdown",
    ),
    passes=Example("People like to be asked. They know more than we think.", language="markdown"),
    no_edit="Only its author knows the words.",
)

CODES = (READING_LEVEL,)

if TYPE_CHECKING:
    from pyphen import Pyphen

MOST = 10.0

_SENTENCE = re.compile(r"[.!?:]+[\"')\]]*(?:\s|$)|\n")
_WORD = re.compile(r"[A-Za-zÀ-ÿ]+(?:['’][a-z]+)?")


def check(file: Entry | Partial) -> Iterator[Diagnostic]:
    """Yield a note for each body in English that is harder to read."""
    if isinstance(file, Entry) and (file.meta.language or "en").partition("-")[0] != "en":
        return
    if file.body and (level := grade(file.body.text)) > MOST:
        first = file.body.sections[0] if file.body.sections else file.body.intro
        yield Diagnostic(
            first.location,
            READING_LEVEL,
            f"The body reads at grade {level:.0f}; {MOST:.0f} or less is kinder.",
            "Split long sentences, and prefer short words.",
        )


def grade(text: str) -> float:
    """The Flesch-Kincaid grade of a text; 0 for one without words."""
    words = _WORD.findall(text)
    if not words:
        return 0.0
    sentences = sum(1 for part in _SENTENCE.split(text) if _WORD.search(part))
    syllables = sum(map(_syllables, words))
    return 0.39 * len(words) / sentences + 11.8 * syllables / len(words) - 15.59


@cache
def _syllables(word: str) -> int:
    return len(_hyphenation().positions(word.lower())) + 1


@cache
def _hyphenation() -> "Pyphen":
    from pyphen import Pyphen  # a build wants no advice, and never loads its dictionaries

    return Pyphen(lang="en_US", left=1, right=1)
