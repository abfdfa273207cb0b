"""Every reference names another entry that exists."""

from collections.abc import Iterator

from playbook.catalog.playbook import Playbook
from playbook.catalog.reference_codes import POINTS_TO_HIDDEN, UNKNOWN_REFERENCE
from playbook.model.entry import Entry, Partial
from playbook.model.hints import mending
from playbook.source.diagnostics import Code, Diagnostic, Example, Severity
from playbook.source.edits import Edit
from playbook.source.location import KeyPath

SELF_REFERENCE = Code(
    "self-reference",
    Severity.ERROR,
    "An entry names itself, and its page would send readers to the page that they are on.",
    fails=Example("pairs_with:\n  ask-first: Ask again."),
    passes=Example("pairs_with:\n  listen: It gives the answers a place."),
    no_edit="Where it is not in this file, it is changed in the original.",
)

CODES = (UNKNOWN_REFERENCE, POINTS_TO_HIDDEN, SELF_REFERENCE)


def check(playbook: Playbook) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each reference that leads nowhere, or to the entry itself."""
    for file in playbook.files():
        for ref in file.refs():
            if ref.target == file.key:
                yield Diagnostic(
                    file.source.locate(ref.key_path),
                    SELF_REFERENCE,
                    f"'{ref.target.id}' names itself under '{ref.field}'.",
                    "Name another entry, or remove this line.",
                    mending.removed(file.source, ref.key_path),
                )
            elif ref.target in playbook.hidden:
                yield Diagnostic(
                    file.source.locate(ref.key_path),
                    POINTS_TO_HIDDEN,
                    f"'{ref.target.id}' is hidden here, so '{ref.field}' does not show it.",
                    f"Nothing has to be done. {ref.target.path} comes back when it is shown again.",
                )
            elif not playbook.knows(ref.target):
                yield Diagnostic(
                    file.source.locate(ref.key_path),
                    UNKNOWN_REFERENCE,
                    f"There is no '{ref.target.id}' in {ref.target.collection}/.",
                    playbook.guess(ref.target) or f"Create {ref.target.path}, or remove this line.",
                    _called(file, ref.key_path, playbook.closest(ref.target)),
                )


def _called(file: Entry | Partial, path: KeyPath, id_: str) -> tuple[Edit, ...]:
    """The edit that names an entry with another id: most stand as keys of a sentence."""
    change = mending.written if len(path) == 1 else mending.renamed
    return change(file.source, path, id_)
