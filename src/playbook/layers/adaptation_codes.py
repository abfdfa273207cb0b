"""What is reported of an adaptation, as it is laid over the original."""

from playbook.source.diagnostics import Code, Example, Severity

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

CODES = (NO_REASON, ADAPTS_NOTHING, ADAPTED_TWICE)
