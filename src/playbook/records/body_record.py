"""The record of an entry's prose: its sections, and the parts of a move that pages set apart."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from playbook.model.entry import Entry
from playbook.model.sections import CHANGE, KEEP, QUESTIONS, SECTION_IDS, STEPS, YOURS, step_minutes
from playbook.parsing import html
from playbook.parsing.body import Section
from playbook.records.record_types import BodyRecord, SectionRecord, StepRecord
from playbook.source.identity import Same
from playbook.source.moment import Kept


@Kept
def body_record(same: Same[Entry]) -> BodyRecord:
    """The prose of an entry; made once for the same entry."""
    entry = same.it
    body: BodyRecord = {
        "intro": html.clean(entry.body.intro.html),
        "sections": [_section(section) for section in entry.body.sections],
        "words": entry.body.words,
    }
    if steps := entry.body.section(STEPS.title):
        body["steps"] = _steps([html.clean(item.html) for item in steps.items()])
        body["first_step"] = "".join(html.in_paragraph(s["html"]) for s in body["steps"][:1])
    if questions := entry.body.section(QUESTIONS.title):
        body["critical_questions"] = _clean(item.html for item in questions.items())
    if yours := entry.body.section(YOURS.title):
        body["keep"], body["change"] = _under(yours, KEEP), _under(yours, CHANGE)
    return body


def _section(section: Section) -> SectionRecord:
    blocks = section.blocks
    lists = [n for n, block in enumerate(blocks) if block.items]
    if section.title == YOURS.title:
        labels = [n for label in (KEEP, CHANGE) for n in _labels(section, label)]
        lists = sorted([*labels, *(n + 1 for n in labels)])
    elif section.title not in (STEPS.title, QUESTIONS.title):
        lists = []
    first = min(lists, default=0)
    return {
        "id": SECTION_IDS.get(section.title, ""),
        "title": section.title,
        "anchor": section.anchor,
        "html": html.clean(section.html),
        "before": html.clean("".join(block.html for block in blocks[:first])),
        "after": html.clean(
            "".join(b.html for n, b in enumerate(blocks) if n > first and n not in lists)
        )
        if lists
        else "",
    }


def _labels(section: Section, label: str) -> list[int]:
    """Where a label stands with a list below it."""
    pairs = enumerate(pairwise(section.blocks))
    return [n for n, (one, below) in pairs if one.text.rstrip(":") == label and below.items]


def _steps(pieces: Sequence[str]) -> list[StepRecord]:
    """Steps with their phases: what has minutes is a run, with all that stands between."""
    steps = [_step(piece) for piece in pieces]
    run = [place for place, (_, minutes) in enumerate(steps) if minutes] or range(1, len(steps))
    first, last = min(run, default=0), max(run, default=0)
    return [
        {
            "html": markup,
            "minutes": minutes,
            "number": place + 1,
            "phase": "prepare" if place < first else "run" if place <= last else "follow-up",
        }
        for place, (markup, minutes) in enumerate(steps)
    ]


def _step(markup: str) -> tuple[str, int | None]:
    opening = "<p>" if markup.startswith("<p>") else ""
    found = step_minutes(markup.removeprefix(opening))
    return (opening + found[1], found[0]) if found else (markup, None)


def _under(section: Section, label: str) -> list[str]:
    lists = [section.blocks[n + 1] for n in _labels(section, label)]
    return _clean(item.html for block in lists for item in block.items)


def _clean(pieces: Iterable[str]) -> list[str]:
    return [html.clean(piece) for piece in pieces]
