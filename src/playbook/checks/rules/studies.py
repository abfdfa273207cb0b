"""What counts as evidence is a study or a review, and the note on it is short."""

from collections.abc import Iterator

from playbook.catalog.bibliography import Bibliography
from playbook.catalog.playbook import Playbook
from playbook.model.entry import Entry, Partial
from playbook.source.diagnostics import Code, Diagnostic, Example, Severity
from playbook.source.identity import Same
from playbook.source.moment import once

LIMIT = 70
"""The most words of a note."""

TYPES = frozenset(
    "article article-journal article-magazine book chapter dataset manuscript "
    "paper-conference report thesis".split()
)
"""Types of works that studies and reviews have. Some studies are told only in a magazine."""

NO_STUDY = Code(
    "no-study",
    Severity.WARNING,
    "`evidence` names a web page, a news story or another work that is no study by its `type` in "
    "`references.yml`. Readers take what stands there as found by research. Cite the study "
    "itself, or tell what the page says among `cautions` or in the text.",
    fails=Example(
        "references:\n  - id: a-work\n    type: webpage\n    title: What our program does",
        path="references.yml",
    ),
    passes=Example(
        "references:\n  - id: a-work\n    type: article-journal\n    title: What programs do",
        path="references.yml",
    ),
    no_edit="Only somebody who has read the work can say what it shows.",
)

LONG_NOTE = Code(
    "long-note",
    Severity.WARNING,
    "The `annote` of a work has more than 70 words. It is shown below each move that cites the "
    "work as evidence, where readers want to know what was done and found, and how sure it is.",
    fails=Example("An `annote` of 71 words in `references.yml`.", language="text"),
    passes=Example(
        "references:\n  - id: a-work\n    type: article-journal\n    title: What programs do\n"
        "    annote: Forty schools were drawn by lot. After a year nothing differed.",
        path="references.yml",
    ),
    no_edit="Only its author knows the words.",
)

CODES = (NO_STUDY, LONG_NOTE)


def check(playbook: Playbook) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each piece of evidence that is no study, and for each long note."""
    bibliography = playbook.bibliography
    if bibliography is None:
        return
    for file in playbook.files():
        yield from _no_studies(file, bibliography)
    yield from _long_notes(Same(bibliography))


@once
def _long_notes(same: Same[Bibliography]) -> list[Diagnostic]:
    return [
        Diagnostic(
            source.locate_value((*path, "annote")),
            LONG_NOTE,
            f"The note on '{key}' has {count} words.",
            f"Keep what was done and found, and how sure it is, in {LIMIT} words.",
        )
        for key, (source, path) in same.it.places.items()
        if (count := len(str(same.it.items[key].get("annote", "")).split())) > LIMIT
    ]


def _no_studies(file: Entry | Partial, bibliography: Bibliography) -> Iterator[Diagnostic]:
    for key, key_path in file.citations():
        work = bibliography.items.get(key)
        if key_path[0] == "evidence" and work and work["type"] not in TYPES:
            yield Diagnostic(
                file.source.locate_value(key_path),
                NO_STUDY,
                f"'{key}' is no study: its type is '{work['type']}'.",
                "Cite the study that it speaks of, or move it to 'sources'.",
            )
