"""Every idea of an outline lives in an entry or on a page, and what is covered is an idea."""

from collections.abc import Iterator

from playbook.catalog.playbook import Playbook
from playbook.model.hints import mending
from playbook.source.diagnostics import Code, Diagnostic, Example, Severity, closest, did_you_mean

UNKNOWN_IDEA = Code(
    "unknown-idea",
    Severity.ERROR,
    "`covers` says which ideas of a source an entry or a page tells, by their ids, and no "
    "outline in `outlines/` has this one. An idea that is missing could pass for covered.",
    fails=Example("covers: [M10]"),
    passes=Example("covers: [M01]"),
    no_edit="Where no idea is like it, only its author knows which was meant.",
)

UNCOVERED_IDEA = Code(
    "uncovered-idea",
    Severity.WARNING,
    "An outline holds an idea of a source that no entry and no page tells yet, so the "
    "playbook leaves something out. `playbook coverage` shows the whole list.",
    fails=Example(
        "  M02: {kind: move, gist: Listen to the answer., place: Page 4}",
        path="outlines/a-work.yml",
    ),
    passes=Example("covers: [M01]"),
    no_edit="It is another file that has to tell the idea.",
)

CODES = (UNKNOWN_IDEA, UNCOVERED_IDEA)


def check(playbook: Playbook) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each idea that nothing covers, and for each id that is no idea."""
    ideas = {id_ for outline in playbook.outlines for id_ in outline}
    if not ideas:
        return
    for coverer in playbook.coverers():
        for index, id_ in enumerate(coverer.covers):
            if id_ not in ideas:
                yield Diagnostic(
                    coverer.source.locate_value(("covers", index)),
                    UNKNOWN_IDEA,
                    f"There is no idea '{id_}' in outlines/.",
                    did_you_mean(id_, ideas) or "Look up the id in the outline of the source.",
                    mending.written(coverer.source, ("covers", index), closest(id_, ideas)),
                )
    places = playbook.coverage()
    for outline in playbook.outlines:
        for id_ in outline:
            if id_ not in places and playbook.is_readable and not playbook.hidden:
                yield Diagnostic(
                    outline.source.locate(("ideas", id_)),
                    UNCOVERED_IDEA,
                    f"No entry or page covers {id_}: {outline.ideas[id_].gist}",
                    f"Write it where it is used, and name it there: covers: [{id_}]",
                )
