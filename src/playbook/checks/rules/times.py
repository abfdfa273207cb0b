"""The minutes of a run are those of its steps."""

from collections.abc import Iterator

from playbook.model.entry import Entry, Partial
from playbook.model.entry_types import Move
from playbook.model.hints import mending
from playbook.model.sections import STEPS, step_minutes
from playbook.source.diagnostics import Code, Diagnostic, Example, Severity

RUN_OF_STEPS = Code(
    "run-of-steps",
    Severity.WARNING,
    "The steps that begin with minutes add up to another time than `run`. Readers plan by it.",
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
CODES = (RUN_OF_STEPS,)


def check(file: Entry | Partial) -> Iterator[Diagnostic]:
    """Yield a diagnostic for a move whose steps add up to another time than its run."""
    if not isinstance(file, Entry) or not isinstance(file.meta, Move):
        return
    section = file.body.section(STEPS.title)
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
