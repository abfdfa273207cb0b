"""What is reported of an adaptation, as it is laid over the original."""

from collections.abc import Iterator, Mapping
from typing import Any

from playbook.model.hints import mending
from playbook.source.diagnostics import Code, Diagnostic, Example, Severity, closest
from playbook.source.location import Source

NO_REASON = Code(
    "no-reason",
    Severity.ERROR,
    "A file of a layer adapts an entry of the original, and readers do not learn why. Write "
    "one sentence.",
    fails=Example("summary: Listen, in two languages.", path="district/moves/listen.md"),
    passes=Example(
        "summary: Listen, in two languages.\nbecause: Our teams speak two languages.",
        path="district/moves/listen.md",
    ),
    no_edit="Only its author knows why.",
)

ADAPTS_NOTHING = Code(
    "adapts-nothing",
    Severity.ERROR,
    "A file says why it adapts an entry, and the original has none of that name. Give it the "
    "original's name; or, if it is an entry of your own, take `because` out.",
    fails=Example("because: Our teams are small.", path="district/moves/lisen.md"),
    passes=Example("because: Our teams are small.", path="district/moves/listen.md"),
    no_edit="A file is renamed or moved by hand.",
)

ADAPTED_TWICE = Code(
    "adapted-twice",
    Severity.INFO,
    "Two layers say the same part in their own way: a school does after its district, say. "
    "The nearest is shown. If you did not mean it, remove one of the two.",
    fails=Example(
        "needs: [A bell]\nbecause: At our school the team meets in the gym.",
        path="schools/lincoln/moves/ask-first.md",
    ),
    passes=Example(
        "group_size: {min: 3, max: 9}\nbecause: Our teams are small.",
        path="schools/lincoln/moves/ask-first.md",
    ),
    no_edit="Only those who adapt it know which is to stay.",
)

TAKES_OUT_NOTHING = Code(
    "takes-out-nothing",
    Severity.WARNING,
    "A line of an adaptation with `null` takes out what the original has, and the original has "
    "nothing of that name: it is misspelt, or it is gone by now.",
    fails=Example(
        "roles: {princpal: null}\nbecause: Our teams are small.", path="district/moves/listen.md"
    ),
    passes=Example(
        "roles: {principal: null}\nbecause: Our teams are small.", path="district/moves/listen.md"
    ),
    no_edit="Where no name is like it, only its author knows what was meant.",
)

CODES = (NO_REASON, ADAPTS_NOTHING, ADAPTED_TWICE, TAKES_OUT_NOTHING)


def not_there(
    base: Mapping[str, Any], over: Mapping[str, Any], source: Source
) -> Iterator[Diagnostic]:
    """A diagnostic for each part that a layer takes out, and the original does not have."""
    for name, value in over.items():
        before = base.get(name)
        if isinstance(value, dict) and isinstance(before, dict):
            for key in (key for key in value if value[key] is None and key not in before):
                path, guess = (name, key), closest(key, before)
                message = f"The original has no '{key}' in '{name}', so nothing is taken out."
                hint = f"Did you mean '{guess}'?" if guess else "Delete this line."
                edits = mending.renamed(source, path, guess)
                yield Diagnostic(source.locate(path), TAKES_OUT_NOTHING, message, hint, edits)
