"""Slips of the hand, made in sound entries: each is what somebody could type, and has one cause."""

import random
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.builder import CASE, CONDITION, MOVE, PLAN, ROLE
from tests.drafts.test_drafts import MOVES

ENTRIES = {
    "moves/ask.md": MOVE,
    "cases/a-school.md": CASE,
    "conditions/learn.md": CONDITION,
    "roles/principal.md": ROLE,
    "plans/first-month.md": PLAN,
    **MOVES,
}
EACH = 4
"""How often a slip is made in one entry, at most, at places that chance chooses."""


class Slip(NamedTuple):
    """An entry with one slip."""

    name: str
    path: str
    text: str


def slips(seed: int) -> Iterator[Slip]:
    """Every kind of slip in every entry that has a place for it."""
    chance = random.Random(seed)
    for path, text in ENTRIES.items():
        for name, pattern, new in SLIPS:
            places = list(re.finditer(pattern, text, re.MULTILINE))
            for match in chance.sample(places, min(EACH, len(places))):
                slip = new(match) if callable(new) else match.expand(new)
                yield Slip(
                    f"{name}-{Path(path).stem}-{match.start()}",
                    path,
                    text[: match.start()] + slip + text[match.end() :],
                )


def _without_a_letter(match: re.Match[str]) -> str:
    word = match[1]
    return word[: len(word) // 2] + word[len(word) // 2 + 1 :] + match[2]


def _swapped(match: re.Match[str]) -> str:
    word = match[1]
    return word[:1] + word[2:3] + word[1:2] + word[3:] + match[2]


_TOP = r"^(title|summary|purpose|begins|setting|rhythm|effort|status|level|kind|looks_like)"
_TEXT = r"^(title|summary|purpose|begins): (.*)$"

SLIPS: list[tuple[str, str, str | Callable[[re.Match[str]], str]]] = [
    ("tab", r"^  (?=[\w-]+:)", "\t"),
    ("hard-space", r"^  (?=[\w-]+:)", "\u00a0\u00a0"),
    ("hard-space-after-colon", rf"{_TOP}: ", "\\1:\u00a0"),
    ("no-space-after-colon", r"^(title|summary|purpose|rhythm|effort|level): ?(?=\S)", r"\1:"),
    ("no-colon", r"^(rhythm|effort|status): ", r"\1 "),
    ("second-colon", r"^(title|summary|purpose|begins): (\w+) ", r"\1: \2: "),
    ("quote-never-closed", _TEXT, r'\1: "\2'),
    ("apostrophe-quotes", _TEXT, r"\1: 'It's \2'"),
    ("quotes-around-a-part", r"^(title|summary|purpose): (\w+) (.*)$", r'\1: "\2" \3'),
    ("curly-word", r"^(rhythm|effort|level|status|kind): (.*)$", "\\1: “\\2”"),
    ("stars", r"^(title|summary|purpose): (\w+) ", r"\1: **\2** "),
    ("stars-within", r"^(title|summary|purpose): (\w+) (\w+)", r"\1: \2 **\3**"),
    ("boxes", r"^(\d\.|-) (?=[A-Z])", r"\1 [ ] "),
    ("number-sign", r"^(title|summary|purpose): (\w+) ", r"\1: \2 #1 "),
    ("at-sign", _TEXT, r"\1: @\2"),
    ("percent-sign", _TEXT, r"\1: %\2"),
    ("back-tick", _TEXT, r"\1: `\2`"),
    ("bracket-in-text", _TEXT, r"\1: [New] \2"),
    ("bracket-never-closed", r"^(setting|needs): \[(.*)\]$", r"\1: [\2"),
    ("comma-after-brackets", r"^(setting|minutes): ([\[{].*[\]}])$", r"\1: \2,"),
    ("quote-in-brackets-never-closed", r"\[([\w ]+)\]$", r'["\1]'),
    ("three-dots", r"^(rhythm|effort|status): ", r"...\n\1: "),
    ("group-without-its-dash", r"(?<=:\n)  - (\w+: )", r"    \1"),
    ("key-of-a-group-at-the-edge", r"^    (\w+: )(?=.*\n    \w)", r"\1"),
    ("brace-never-closed", r"^(minutes|roles|moves): \{(.*)\}$", r"\1: {\2"),
    ("one-space-before", r"^(rhythm|effort|status|created): ", r" \1: "),
    (
        "misspelt-key",
        r"^(summary|purpose|roles|conditions|rhythm|effort|status)(:)",
        _without_a_letter,
    ),
    ("swapped-key", r"^(summary|purpose|conditions|rhythm|status|minutes)(:)", _swapped),
    ("capital-key", r"^(\w)(\w+:)", lambda m: m[1].upper() + m[2]),
    ("misspelt-word", r"(?<=^rhythm: )(weekly)()$", _without_a_letter),
    ("capital-word", r"^(rhythm|effort|level|status): (\w)", lambda m: f"{m[1]}: {m[2].upper()}"),
    ("label-for-a-word", r"^effort: light$", "effort: Light to begin"),
    ("word-for-a-list", r"^setting: \[(\w+)\]$", r"setting: \1"),
    ("date-with-slashes", r"^(created): 2026-01-01$", r"\1: 1/1/2026"),
    ("date-in-words", r"^(updated): 2026-01-02$", r"\1: 2 January 2026"),
    ("minutes-in-words", r"run: (\d+)", r"run: \1 minutes"),
    ("id-as-a-name", r"^  principal:", "  The Principal:"),
    ("misspelt-id", r"(?<=^  )(principal|learn)(:)", _without_a_letter),
    ("key-twice", r"^((?:summary|rhythm|effort): .*\n)", r"\1\1"),
    ("key-gone", r"^(?:summary|purpose|rhythm|effort|title|begins|level): .*\n", ""),
    ("text-on-two-lines", r"^(summary|purpose): (\w+) (.*)$", r"\1: \2\n\3"),
    ("dashes-of-the-fence", r"(?<=.\n)---$", "\u2014"),
    ("one-number-sign", r"^## ", "# "),
    ("heading-set-in", r"(?<=^---\n\n)## ", "     ## "),
    ("bold-heading", r"^## (.*)$", r"**\1**"),
    ("misspelt-section", r"^## (\w+ \w+)(.*)$", lambda m: "## " + m[1][:3] + m[1][4:] + m[2]),
    ("capital-section", r"^## (.*)$", lambda m: f"## {m[1].upper()}"),
    ("numbered-section", r"^## (.*)$", r"## 1. \1"),
    ("section-gone", r"^## [^#]*(?=## )", ""),
    ("no-question-mark", r"^(- Who .*)\?$", r"\1."),
    ("dashes-for-numbers", r"^1\. (.*)\n2\. (.*)\n3\. (.*)$", r"- \1\n- \2\n- \3"),
    ("keep-as-heading", r"^\*\*(Keep|Change)\*\*$", r"### \1"),
    ("keep-with-its-line", r"^\*\*(Keep|Change)\*\*\n\n- (.*)$", r"\1: \2"),
    ("html", r"^(People|Answering) (\w+)", r"\1 <b>\2</b>"),
    ("words-between-signs", r"^(People|Answering) (\w+)", r"\1 <the \2>"),
    ("link-in-html", r"^(People|Answering) ", r'\1 <a href="https://example.org">here</a> '),
    ("link-without-https", r"^(People|Answering) ", r"\1 [here](www.example.org) "),
    ("link-to-nothing", r"^(People|Answering) ", r"\1 [here](../moves/aks.md) "),
    (
        "no-dashes",
        r"^(needs|authors|aliases):\n((?:  - .*\n)+)",
        lambda m: f"{m[1]}:\n{m[2].replace('  - ', '  ')}",
    ),
    ("one-dash-gone", r"(?<=\n)  - (.*)\n(?=\w+:)", r"  \1\n"),
    ("dash-for-a-colon", r"(?<=^  )(principal|learn|ask): ", r"\1 - "),
    ("role-at-the-edge", r"^  (principal|learn): ", r"\1: "),
    ("star-for-a-dash", r"^  - (.*)$", r"  * \1"),
    ("picture", r"^(People|Answering) ", r"\1 ![asking](https://example.org/a.png) "),
    ("address-of-this-site", r"^(People|Answering) ", r"\1 [here](/moves/ask/) "),
    ("title-again", r"^---\n\n## ", "---\n\n# Ask first\n\n## "),
    ("quotes-in-quotes", _TEXT, r'\1: "They said "yes". \2"'),
    ("three-to-five", r"^(setting: .*)$", r"\1\ngroup_size: 3 to 5 people"),
    ("authors-on-one-line", r"^(status: .*)$", r"authors: Ana Ruiz, Bo Chen\n\1"),
    ("minutes-as-one-number", r"^minutes: \{.*\}$", "minutes: 45 minutes"),
    ("fence-never-closed", r"(?<=.\n)---\n(?=\n## )", ""),
    ("empty-line-first", r"\A", "\n"),
    ("invisible-sign", r"^(People|Answering) ", "\\1\u200b "),
]
