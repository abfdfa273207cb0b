"""The steps of a move are one numbered list that fits in a head."""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile
from textwrap import dedent

from playbook.model.entry import Entry, Partial
from playbook.model.sections import STEPS, is_prompt
from playbook.parsing import body_edits
from playbook.parsing.body import Block, Item, Section
from playbook.source.diagnostics import Code, Diagnostic, Example, Severity
from playbook.source.edits import Edit
from playbook.source.location import Location, Source, lines_of

STEP_COUNT = Code(
    "step-count",
    Severity.ERROR,
    "The steps of a move are one numbered list of three to seven. With fewer, somebody is "
    "left guessing; with more, nobody remembers them while people wait.",
    fails=Example("1. Choose a question.\n2. Ask it.", language="markdown", below="Steps"),
    passes=Example(
        "1. Choose a question.\n2. Ask it.\n3. Wait.", language="markdown", below="Steps"
    ),
    softens=True,
    no_edit="Only its author knows which steps belong together, or which are missing.",
)

EMPTY_STEP = Code(
    "empty-step",
    Severity.ERROR,
    "A number stands alone, so the page shows a step with nothing in it, and a box to check that "
    "says nothing. It is what is left of a step that was moved away, or was never written.",
    fails=Example(
        "1. Choose a question.\n2.\n3. Ask it.\n4. Wait.", language="markdown", below="Steps"
    ),
    passes=Example(
        "1. Choose a question.\n2. Ask it.\n3. Wait.", language="markdown", below="Steps"
    ),
    softens=True,
    no_edit="Where steps would be too few without it, or words stand below it, only its author "
    "knows what it says.",
)

CODES = (STEP_COUNT, EMPTY_STEP)

LEAST, MOST = 3, 7

_NO_SPACE = re.compile(r"( {0,3}\d{1,2}[.)])(?:(?=[^\W\d_]{2})|(?P<hard>[\u00a0\u2007\u202f])\s*)")
_ALONE = re.compile(r" {0,3}\d{1,9}[.)]\s*")
_AFTER = re.compile(r" {0,3}(?:\d{1,9}[.)](?:\s|$)|#)")
_SET_IN = re.compile(r"(?: {4,}|\t)(?=\d{1,2}[.)] )")


def check(file: Entry | Partial) -> Iterator[Diagnostic]:
    """Yield a diagnostic for steps that are no list, more than one list, empty, too few or many."""
    section = file.body and file.key.collection == "moves" and file.body.section(STEPS.title)
    if not section or not section.blocks or is_prompt(section.text):
        return
    if numbers := list(_without_space(section, file.source)):
        yield from numbers
        return
    lists = [block for block in section.blocks if block.kind == "ordered-list"]
    if empty := [item for block in lists for item in block.items if not item.html.strip()]:
        edits = _without(section, lists, empty, file.source)
        for item in empty:
            yield _empty(item, edits)
    elif not lists:
        yield _unnumbered(section, file.source)
    elif len(lists) > 1:
        yield _cut(section, lists, file.source)
    elif not LEAST <= (count := len(lists[0].items)) <= MOST:
        yield Diagnostic(
            lists[0].location,
            STEP_COUNT,
            f"A move has {LEAST} to {MOST} steps; this one has {count}.",
            f"Join steps that belong together until {MOST} are left, or make two moves of it."
            if count > MOST
            else "Say what somebody does first, next, and last, each in a line with a number.",
            _joined(section, lists[0], file.source),
        )


def _without_space(section: Section, source: Source) -> Iterator[Diagnostic]:
    """Each line that starts with a number, a period, and no space, and so is no step."""
    at, last = section.location, section.blocks[-1].location
    lines = source.text_of(at.path).split("\n")
    ends = (n for n in range(last.line, len(lines)) if lines[n].startswith("## "))
    for number in range(at.line, next(ends, len(lines))):
        if match := _NO_SPACE.match(lines[number]):
            new = f"{match[1]} {lines[number][match.end() :]}"
            place = Location(at.path, number + 1)
            message = "There is no space after the number, so this line is no step."
            hint = f"Type a space after the period: {new.strip()[:60]}"
            if match["hard"]:
                message = "A space as Word types it follows the number, so this line is no step."
                hint = f"Delete it, and type one with the space bar: {new.strip()[:60]}"
            changes = body_edits.with_lines(source, place, [new])
            yield Diagnostic(place, STEP_COUNT, message, hint, changes)


def _empty(item: Item, edits: Sequence[Edit]) -> Diagnostic:
    hint = "Delete the line." if edits else "Write the step beside its number, or delete the line."
    return Diagnostic(
        item.location, EMPTY_STEP, "There is nothing beside this number.", hint, edits
    )


def _without(
    section: Section, lists: list[Block], empty: list[Item], source: Source
) -> Sequence[Edit]:
    """One list without its empty steps, if it has enough others and nothing stands below these."""
    steps, gone = lists[0], {item.location.line for item in empty}
    lines = lines_of(source.text_of(section.location.path))
    if len(lists) > 1 or not LEAST <= len(steps.items) - len(gone) <= MOST:
        return ()
    for number in gone:
        below = next((line for line in lines[number:] if line.strip()), "#")
        if not _ALONE.fullmatch(lines[number - 1]) or not _AFTER.match(below):
            return ()
    start, last = steps.location.line, steps.items[-1].location.line
    after = next((n for n in range(last, len(lines)) if not lines[n].strip()), len(lines))
    rest: list[str] = []
    for number, line in enumerate(lines[start - 1 : after], start):
        if number not in gone:
            rest.append(line)
            continue
        while rest and not rest[-1].strip():
            rest.pop()
    steps_left = body_edits.numbered("\n".join(rest).strip("\n").split("\n"))
    return body_edits.with_lines(source, steps.location, steps_left, after + 1)


def _unnumbered(section: Section, source: Source) -> Diagnostic:
    dashes = next((block for block in section.blocks if block.kind == "list"), None)
    if dashes:
        first = dashes.items[0].text
        example = first if len(first) <= 60 else "Choose a question."
        return Diagnostic(
            dashes.location,
            STEP_COUNT,
            "These steps have dashes, and steps have numbers.",
            f"Type a number and a period in place of each dash: 1. {example}",
            _renumbered(section, dashes, source),
        )
    if block := next((block for block in section.blocks if _is_set_in(block, source)), None):
        below = body_edits.lines_from(source, block.location)
        lines = list(takewhile(lambda line: not line.strip() or line[:1].isspace(), below))
        while not lines[-1].strip():
            lines.pop()
        plain = dedent("\n".join(lines)).split("\n")
        return Diagnostic(
            block.location,
            STEP_COUNT,
            "These steps are set in by four spaces or more, so they are shown as code.",
            f"Delete the spaces before each: {plain[0][:60]}",
            body_edits.with_lines(source, block.location, plain, block.location.line + len(lines)),
        )
    return Diagnostic(
        section.location,
        STEP_COUNT,
        f"There is no numbered list below '{section.title}'.",
        "Give each step a line that starts with a number, a period, and a space: "
        "1. Choose a question.",
    )


def _is_set_in(block: Block, source: Source) -> bool:
    return _SET_IN.match(body_edits.line_at(source, block.location)) is not None


def _cut(section: Section, lists: list[Block], source: Source) -> Diagnostic:
    after = section.blocks[section.blocks.index(lists[0]) + 1]
    if after is lists[1]:
        return Diagnostic(
            after.location,
            STEP_COUNT,
            f"There are {len(lists)} numbered lists here; steps are one.",
            "Put the same sign after every number, a period: 1. 2. 3.",
            _renumbered(section, lists[0], source),
        )
    return Diagnostic(
        after.location,
        STEP_COUNT,
        "The steps are one numbered list, and this line cuts the list in two.",
        "Type four spaces before this line, so that it belongs to the step above it.",
        _below_the_steps(section, lists, source),
    )


def _renumbered(section: Section, first: Block, source: Source) -> Sequence[Edit]:
    """All lists of the section, from the first on, with a number before each item."""
    blocks = [block for block in section.blocks if block.location.line >= first.location.line]
    if any(block.kind not in ("list", "ordered-list") for block in blocks):
        return ()
    lines = source.text_of(first.location.path).split("\n")
    start = first.location.line - 1
    last = blocks[-1].items[-1].location.line
    after = next((n for n in range(last, len(lines)) if not lines[n].strip()), len(lines))
    steps = body_edits.numbered(lines[start:after])
    return body_edits.with_lines(source, first.location, steps, after + 1)


def _joined(section: Section, steps: Block, source: Source) -> Sequence[Edit]:
    """Steps of which some have dashes, all with numbers, if they are as many as there may be."""
    first = next(block for block in section.blocks if block.items)
    count = sum(len(block.items) for block in section.blocks)
    return (
        _renumbered(section, first, source) if first is not steps and LEAST <= count <= MOST else ()
    )


def _below_the_steps(section: Section, lists: list[Block], source: Source) -> Sequence[Edit]:
    """All that stands between the lists, indented so far that it belongs to a step."""
    blocks = section.blocks[section.blocks.index(lists[0]) : section.blocks.index(lists[-1]) + 1]
    first, last = blocks[1].location.line, blocks[-1].location.line
    lines = source.text_of(blocks[1].location.path).split("\n")
    between = {
        line
        for block, following in pairwise(blocks)
        if block.kind != "ordered-list"
        for line in range(block.location.line, following.location.line)
    }
    new = [
        f"    {lines[line - 1]}" if line in between and lines[line - 1].strip() else lines[line - 1]
        for line in range(first, last)
    ]
    return body_edits.with_lines(source, blocks[1].location, new, last)
