"""Every work that is cited is in the bibliography, and every work there is cited."""

from collections.abc import Iterator

from playbook.catalog.playbook import Playbook
from playbook.model.entry import Entry, Partial
from playbook.model.hints import mending
from playbook.source.diagnostics import Code, Diagnostic, Example, Severity, closest, did_you_mean
from playbook.source.edits import Edit
from playbook.source.location import KeyPath

UNKNOWN_CITATION = Code(
    "unknown-citation",
    Severity.ERROR,
    "A work is cited that is not in `references.yml`, so readers could not look it up. Add "
    "the work there first; its `id` is what entries cite.",
    fails=Example("sources:\n  another-work: Page 3"),
    passes=Example("sources:\n  a-work: Page 3"),
    no_edit="Where no work is like it, only its author knows which was meant.",
)

UNUSED_REFERENCE = Code(
    "unused-reference",
    Severity.WARNING,
    "A work stands in `references.yml` and no entry cites it. Readers of the bibliography "
    "would look for its trace in vain.",
    fails=Example(
        "  - id: another-work\n    type: book\n    title: Another work", path="references.yml"
    ),
    passes=Example("sources:\n  a-work: Pages 3 to 5"),
    no_edit="Where the list is in a rare form, it is changed by hand.",
)

CODES = (UNKNOWN_CITATION, UNUSED_REFERENCE)


def check(playbook: Playbook) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each citation of nothing, and for each work that nobody cites."""
    bibliography = playbook.bibliography
    if bibliography is None:
        return
    keys: set[str] = set()
    is_readable = playbook.is_readable
    for file in playbook.files():
        is_readable = is_readable and isinstance(file, Entry)
        for key, key_path in file.citations():
            keys.add(key)
            if key not in bibliography:
                is_readable = False  # it may be another work by its wrong name
                yield Diagnostic(
                    file.source.locate(key_path),
                    UNKNOWN_CITATION,
                    f"There is no work '{key}' in references.yml.",
                    did_you_mean(key, bibliography) or "Add it there, or remove this line.",
                    _called(file, key_path, closest(key, bibliography)),
                )
    for key in bibliography:
        if key not in keys and is_readable and not playbook.hidden:
            yield Diagnostic(
                bibliography.source.locate(("references", bibliography.position(key))),
                UNUSED_REFERENCE,
                f"No entry cites '{key}'.",
                "Cite it where it was used, or remove it.",
                mending.removed(bibliography.source, ("references", bibliography.position(key))),
            )


def _called(file: Entry | Partial, path: KeyPath, key: str) -> tuple[Edit, ...]:
    """The edit that cites another work: a key in `sources`, and elsewhere an item of a list."""
    change = mending.renamed if path[0] == "sources" else mending.written
    return change(file.source, path, key)
