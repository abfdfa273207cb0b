"""Every work that is cited is in the bibliography, and every work there is cited."""

from collections.abc import Iterator

from playbook.catalog.playbook import Playbook
from playbook.source.diagnostics import Code, Diagnostic, Example, Severity, did_you_mean

UNKNOWN_CITATION = Code(
    "unknown-citation",
    Severity.ERROR,
    "A work is cited that is not in `references.yml`, so readers could not look it up. Add "
    "the work there first; its `id` is what entries cite.",
    fails=Example("sources:\n  another-work: Page 3"),
    passes=Example("sources:\n  a-work: Page 3"),
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
)

CODES = (UNKNOWN_CITATION, UNUSED_REFERENCE)


def check(playbook: Playbook) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each citation of nothing, and for each work that nobody cites."""
    bibliography = playbook.bibliography
    if bibliography is None:
        return
    keys: set[str] = set()
    for file in playbook.files():
        for key, key_path in file.citations():
            keys.add(key)
            if key not in bibliography:
                yield Diagnostic(
                    file.source.locate(key_path),
                    UNKNOWN_CITATION,
                    f"There is no work '{key}' in references.yml.",
                    did_you_mean(key, bibliography) or "Add it there, or remove this line.",
                )
    for key in bibliography:
        if key not in keys and playbook.is_readable and not playbook.hidden:
            yield Diagnostic(
                bibliography.source.locate(("references", bibliography.position(key))),
                UNUSED_REFERENCE,
                f"No entry cites '{key}'.",
                "Cite it where it was used, or remove it.",
            )
