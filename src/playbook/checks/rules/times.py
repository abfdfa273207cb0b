"""What a move says of its time and of who leads it agrees with the rest of it."""

from collections.abc import Iterator

from playbook.model.entry import Entry, Partial
from playbook.model.entry_types import Move
from playbook.model.sections import STEPS, step_minutes
from playbook.source.diagnostics import Code, Diagnostic, Example, Severity, did_you_mean

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
)
LEADS_NO_ROLE = Code(
    "leads-no-role",
    Severity.WARNING,
    "`leads` names somebody who is not among the `roles` of the move.",
    fails=Example("leads: [somebody-else]"),
    passes=Example("leads: [principal]"),
)

CODES = (RUN_OF_STEPS, LEADS_NO_ROLE)


def check(file: Entry | Partial) -> Iterator[Diagnostic]:
    """Yield a diagnostic for a time that steps do not add up to, and for each leader unnamed."""
    if not isinstance(file, Entry) or not isinstance(file.meta, Move):
        return
    for place, id_ in enumerate(file.meta.leads):
        if id_ not in file.meta.roles:
            yield Diagnostic(
                file.source.locate_value(("leads", place)),
                LEADS_NO_ROLE,
                f"'{id_}' leads here, and is not under 'roles:'.",
                did_you_mean(id_, file.meta.roles) or f"Add '{id_}:' to the roles, or remove it.",
            )
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
        )
