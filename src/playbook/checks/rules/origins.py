"""What a move says of its source names an idea that it covers, or a work among its sources."""

from collections.abc import Iterator

from playbook.model.entry import Entry, Partial
from playbook.model.entry_types import Move
from playbook.model.hints import mending
from playbook.source.diagnostics import Code, Diagnostic, Example, Severity, closest, did_you_mean

NO_ORIGIN = Code(
    "no-origin",
    Severity.WARNING,
    "`from_source` names neither an idea of `covers` nor a work of `sources`, so a reader cannot "
    "look up what it says.",
    fails=Example("from_source:\n  somebody-2020: Says so."),
    passes=Example(
        "sources:\n  perry-richardson-jackson-2022: Page 3\n"
        "from_source:\n  perry-richardson-jackson-2022: Says so."
    ),
    no_edit="Only its author knows where it comes from.",
)

CODES = (NO_ORIGIN,)


def check(file: Entry | Partial) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each key of `from_source` that the move does not cite."""
    if not isinstance(file, Entry) or not isinstance(file.meta, Move):
        return
    cited = [*file.meta.covers, *file.meta.sources]
    for key in file.meta.from_source:
        if key not in cited:
            yield Diagnostic(
                file.source.locate(("from_source", key)),
                NO_ORIGIN,
                f"'{key}' says something here, and is not cited.",
                did_you_mean(key, cited) or f"Add '{key}' to 'sources', or remove this line.",
                mending.renamed(file.source, ("from_source", key), closest(key, cited)),
            )
