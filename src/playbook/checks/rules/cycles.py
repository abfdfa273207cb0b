"""Moves that prepare for others never lead back to where they began."""

from collections.abc import Iterator

from playbook.catalog.playbook import Playbook
from playbook.model.entry import Entry, Key, Partial, Ref
from playbook.source.diagnostics import Code, Diagnostic, Example, Severity

CYCLE = Code(
    "cycle",
    Severity.ERROR,
    "Moves prepare for each other in a circle, so a reader who wants to begin at the "
    "beginning never finds it. `pairs_with` is for moves that go side by side.",
    fails=Example(
        "prepares_for:\n  ask-first: It makes room for a question.", path="moves/listen.md"
    ),
    passes=Example("pairs_with:\n  ask-first: Neither has to come first.", path="moves/listen.md"),
    no_edit="Only somebody who knows the moves can say which comes first.",
)

CODES = (CYCLE,)

FIELD = "prepares_for"


def check(playbook: Playbook) -> Iterator[Diagnostic]:
    """Yield one diagnostic for each cycle, at the line that closes it."""
    steps = {file.key: (file, _next(file)) for file in playbook.files()}
    closed: set[Key] = set()
    for start in steps:
        pending = [(start, iter(steps[start][1]))] if start not in closed else []
        trail = dict.fromkeys(key for key, _ in pending)  # in the order of the steps, and quick
        while pending:
            key, refs = pending[-1]
            ref = next(refs, None)
            if ref is None:
                closed.add(key)
                pending.pop()
                del trail[key]
            elif ref.target in trail:
                way = list(trail)
                yield _cycle(steps[key][0], ref, way[way.index(ref.target) :])
            elif ref.target in steps and ref.target not in closed:
                pending.append((ref.target, iter(steps[ref.target][1])))
                trail[ref.target] = None


def _next(file: Entry | Partial) -> list[Ref]:
    return [ref for ref in file.refs if ref.field == FIELD and ref.target != file.key]


def _cycle(file: Entry | Partial, ref: Ref, trail: list[Key]) -> Diagnostic:
    way = " → ".join(key.id for key in (*trail, ref.target))
    return Diagnostic(
        file.source.locate(ref.key_path),
        CYCLE,
        f"These moves prepare for each other in a circle: {way}.",
        "Remove the step that least needs the one before; 'pairs_with' is for moves side by side.",
    )
