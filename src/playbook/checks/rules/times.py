"""The minutes of a run are those of its steps."""

import re
from collections.abc import Iterator

from playbook.model.entry import Entry, Partial
from playbook.model.entry_types import Move
from playbook.model.hints import amounts, mending
from playbook.model.sections import NUMBERS, STEP_MINUTES, STEPS, step_minutes
from playbook.parsing import body_edits
from playbook.parsing.body import Item
from playbook.source.diagnostics import Code, Diagnostic, Example, Severity
from playbook.source.location import Source

RUN_OF_STEPS = Code(
    "run-of-steps",
    Severity.WARNING,
    "The steps that begin with minutes add up to another time than `run`, or a step has them in "
    "another form. Readers plan by it.",
    fails=Example(
        "1. Choose a question.\n2. 90 minutes: Ask it.\n3. Wait.",
        language="markdown",
        below="Steps",
    ),
    passes=Example(
        "1. Choose a question.\n2. 20 minutes: Ask it.\n3. Wait.",
        language="markdown",
        below="Steps",
    ),
    no_edit="Where it is not in this file, it is changed in the original.",
)
_OTHERWISE = re.compile(
    rf"(?!{STEP_MINUTES.pattern})"
    r"[(\[]?(?:about |around |~ ?)?(?P<time>[\w-]+[ -]?(?:min(?:ute)?s?|m|h(?:ou)?rs?)\b\.?)"
    r"(?:[)\]]:?|\s*[:–—-])\s+",
    re.IGNORECASE,
)
"""How a step starts whose minutes nobody can count: `20 min - Look.`, `(20 minutes) Look.`"""

CODES = (RUN_OF_STEPS,)


def check(file: Entry | Partial) -> Iterator[Diagnostic]:
    """Yield a diagnostic for a move whose steps add up to another time than its run."""
    if not isinstance(file, Entry) or not isinstance(file.meta, Move):
        return
    section = file.body.section(STEPS.title)
    others = [item for item in section.items() if _OTHERWISE.match(item.text)] if section else []
    if others:
        yield from (_otherwise(item, file.source) for item in others)
        return
    minutes = [step_minutes(item.text) for item in section.items()] if section else []
    total = sum(of_step[0] for of_step in minutes if of_step)
    if total and total != file.meta.minutes.run:
        yield Diagnostic(
            file.source.locate_value(("minutes", "run")),
            RUN_OF_STEPS,
            f"One run takes {file.meta.minutes.run} minutes here, and its steps {total}.",
            f"Write 'run: {total}', or give a step its minutes: '10 minutes: Look.' What comes "
            "before and after a run goes into 'prepare' and 'follow_up'.",
            mending.written(file.source, ("minutes", "run"), total),
        )


def _otherwise(item: Item, source: Source) -> Diagnostic:
    """What is said of a step whose minutes are in another form, with them as they are counted."""
    start = _OTHERWISE.match(item.text)
    time, old = (start["time"], start[0]) if start else ("", "")
    count = re.split(r"[ -]?(?=[mh])", time)[0].lower()
    is_read = time[:1].isdigit() or count in ("a", "an")
    minutes = amounts.minutes(time) if is_read else NUMBERS.get(count)
    line = body_edits.line_at(source, item.location)
    is_plain = minutes and line.count(old) == 1
    new = line.replace(old, f"{minutes} minutes: ") if is_plain else line
    edits = body_edits.with_lines(source, item.location, [new]) if is_plain else ()
    return Diagnostic(
        item.location,
        RUN_OF_STEPS,
        f"The minutes of this step are not counted: it starts with '{old.strip()}'.",
        "Start it with digits, the word minutes, and a colon"
        + (f": {minutes} minutes:" if minutes else ", such as 10 minutes:"),
        edits,
    )
