"""The materials of a move: each has an address of its own, and an agenda takes as long as a run."""

from collections.abc import Iterator

from playbook.model.entry import Entry, Partial
from playbook.model.entry_types import Move
from playbook.model.hints import mending
from playbook.model.materials import addresses
from playbook.model.vocabulary import MaterialKind
from playbook.source.diagnostics import Code, Diagnostic, Example, Severity

AGENDA_MINUTES = Code(
    "agenda-minutes",
    Severity.WARNING,
    "The items of an agenda add up to another time than `run`. Whoever leads by it would be early "
    "or late. Give the items the minutes of a run, or the run those of the items.",
    fails=Example(
        "materials:\n"
        "  - kind: agenda\n"
        "    title: Twenty minutes\n"
        "    items: [{minutes: 15, text: Ask.}, {minutes: 15, text: Listen.}]"
    ),
    passes=Example(
        "materials:\n"
        "  - kind: agenda\n"
        "    title: Twenty minutes\n"
        "    items: [{minutes: 5, text: Ask.}, {minutes: 15, text: Listen.}]"
    ),
    no_edit="Where it is not in this file, it is changed in the original.",
)

SAME_MATERIAL = Code(
    "same-material",
    Severity.ERROR,
    "Two materials of one move have titles from which the same address is made, so that one page "
    "would take the place of the other. Name what is different about them.",
    fails=Example(
        "materials:\n"
        "  - {kind: card, title: What we ask, lines: [A question ___]}\n"
        "  - {kind: card, title: What we ask?, lines: [A worry ___]}"
    ),
    passes=Example(
        "materials:\n"
        "  - {kind: card, title: What we ask, lines: [A question ___]}\n"
        "  - {kind: card, title: What worries us, lines: [A worry ___]}"
    ),
    no_edit="Only its author knows the words.",
)
CODES = (AGENDA_MINUTES, SAME_MATERIAL)


def check(file: Entry | Partial) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each agenda that is no run, and for each address that is taken."""
    if not isinstance(file, Entry) or not isinstance(file.meta, Move):
        return
    materials, run = file.meta.materials, file.meta.minutes.run
    ids = addresses(materials)
    for place, material in enumerate(materials):
        if material.kind is MaterialKind.AGENDA and material.minutes != run:
            yield Diagnostic(
                file.source.locate_value(("materials", place, "title")),
                AGENDA_MINUTES,
                f"This agenda takes {material.minutes} minutes, and one run {run}.",
                f"Change the minutes of its items, or write 'run: {material.minutes}' "
                "under minutes.",
                mending.written(file.source, ("minutes", "run"), material.minutes),
            )
        if ids[place] in ids[:place]:
            yield Diagnostic(
                file.source.locate_value(("materials", place, "title")),
                SAME_MATERIAL,
                f"Another material of this move has the address '{ids[place]}' already.",
                "Give one of the two another title: say what is different about it.",
            )
