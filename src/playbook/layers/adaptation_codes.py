"""What is reported of an adaptation, as it is laid over the original."""

from playbook.source.diagnostics import Code, Example, Severity

NO_REASON = Code(
    "no-reason",
    Severity.ERROR,
    "A file of a layer adapts an entry of the original, and readers are not told why. Write "
    "one sentence.",
    passes=Example("because: We have no vice principals; a counselor comes in their place."),
)

ADAPTS_NOTHING = Code(
    "adapts-nothing",
    Severity.ERROR,
    "A file says why it adapts an entry, and the original has none of that name. Give it the "
    "original's name; or, if it is an entry of your own, take `because` out.",
    passes=Example("district/moves/bring-a-school-team.md", language="text"),
)

ADAPTED_TWICE = Code(
    "adapted-twice",
    Severity.INFO,
    "Two layers say the same part in their own way: a school does after its district, say. "
    "The nearest is shown. If you did not mean it, remove one of the two.",
    passes=Example("because: At our school the team meets on Thursdays."),
)

CODES = (NO_REASON, ADAPTS_NOTHING, ADAPTED_TWICE)
