"""Critical questions are questions, and more than one."""

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from playbook.model.codes import NOT_A_QUESTION, TOO_FEW
from playbook.model.entry import Entry, Partial
from playbook.model.letters import is_question
from playbook.model.sections import QUESTIONS, SECTION_IDS, is_prompt
from playbook.parsing import body_edits
from playbook.parsing.body import Block, Item
from playbook.source.diagnostics import Diagnostic
from playbook.source.edits import Edit
from playbook.source.location import Source

CODES = (TOO_FEW, NOT_A_QUESTION)

NO_QUESTION = "This is not a question: it does not end in '?'."
"""What is said of an item without a question mark; the web editor says it too."""

LEAST = 2

_ASKS = re.compile(
    r"(who|whose|whom|what|which|when|where|why|how|is|are|was|were|do|does|did|has|have|had|can|"
    r"could|should|would|will|am|may|in what|in which|for whom|to whom|with whom)\b",
    re.IGNORECASE,
)


def check(file: Entry | Partial) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each item that is no question, and for too few of them."""
    section = file.body and file.body.section(QUESTIONS.title)
    if not section or not section.blocks or is_prompt(section.text):
        return
    blocks = takewhile(lambda block: not _is_another_section(block), section.blocks)
    items = [item for block in blocks for item in block.items]
    if (count := len(items)) < LEAST:
        there = {0: "There is no list of questions", 1: "There is one question in the list"}
        yield Diagnostic(
            section.location,
            TOO_FEW,
            f"{there[count]} below '{section.title}'; at least {LEAST} are needed.",
            "Start the line of each with a dash and a space, and end it with a question mark: "
            "- Who is asked?",
        )
    for item in items:
        if not is_question(item.text):
            yield Diagnostic(
                item.location,
                NOT_A_QUESTION,
                NO_QUESTION,
                *_hint(item, file.source),
            )


def _is_another_section(block: Block) -> bool:
    """Whether a section starts here whose heading is none, which is reported where it stands."""
    is_line = block.kind in ("heading", "paragraph")
    return block.level == 1 or (is_line and block.text.strip(" :").capitalize() in SECTION_IDS)


def _hint(item: Item, source: Source) -> tuple[str, Sequence[Edit]]:
    text = item.text
    if "?" in text:
        return f"Let it end there: - {text.partition('?')[0].strip()}?", ()
    question = text.strip(' .!:;\u2026"\u201c\u201d')
    if _ASKS.match(question) and len(question) <= 120:
        line = body_edits.line_at(source, item.location)
        start, at, rest = line.partition(question)
        whole = bool(at) and not rest.strip(' .!:;\u2026"\u201c\u201d*_')
        new = start.rstrip(' "\u201c\u201d') + f" {question}?"
        edits = body_edits.with_lines(source, item.location, [new]) if whole else ()
        return f"Type a question mark at its end: - {question}?", edits
    return "Turn it into a question that a team can talk about, such as: - Who is asked?", ()
