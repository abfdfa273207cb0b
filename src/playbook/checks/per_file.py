"""How many diagnostics of one file are shown: as many as somebody reads."""

from collections import defaultdict
from collections.abc import Collection, Iterator

from playbook.source.diagnostics import Code, Diagnostic, Example, Severity

AND_MORE = Code(
    "and-more",
    Severity.INFO,
    "One file has more than 50 diagnostics, and the first 50 are shown, errors before all else. "
    "So many mostly have one cause, such as a text that was pasted from a web page.",
    fails=Example("moves/ask-first.md   60 headings with one #", language="text"),
    passes=Example("moves/ask-again.md", language="text"),
    no_edit="It counts the others, which have edits of their own.",
)

CODES = (AND_MORE,)

MOST = 50
"""The most diagnostics of one file that are shown."""

_WEIGHT = {severity: weight for weight, severity in enumerate(Severity)}


def shorten(diagnostics: Collection[Diagnostic]) -> list[Diagnostic]:
    """The diagnostics in the order of the files, those of each cut off where nobody reads on."""
    by_path: dict[str, list[Diagnostic]] = defaultdict(list)
    for diagnostic in sorted(diagnostics):
        by_path[diagnostic.location.path].append(diagnostic)
    return [shown for of_file in by_path.values() for shown in _first(of_file)]


def _first(diagnostics: list[Diagnostic]) -> Iterator[Diagnostic]:
    if len(diagnostics) <= MOST:
        yield from diagnostics
        return
    heaviest = sorted(diagnostics, key=lambda diagnostic: _WEIGHT[diagnostic.severity])[:MOST]
    yield from sorted(heaviest)
    more = f"There are {len(diagnostics) - MOST:,} more diagnostics of this file."
    hint = "Start with those above; many may have the same cause."
    last = max(diagnostic.location for diagnostic in heaviest)
    yield Diagnostic(last, AND_MORE, more, hint)
