"""What drafts still lack, as their pages show it on their authors' machines."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from typing_extensions import TypedDict

from playbook.catalog.playbook import Playbook
from playbook.checks.draft_policy import UNFINISHED
from playbook.model.entry import Key
from playbook.source.diagnostics import Diagnostic


class MissingPart(TypedDict):
    """Something that a draft still lacks."""

    message: str
    hint: str
    place: str
    """The file, the line and the column."""


def missing_parts(
    book: Playbook, diagnostics: Iterable[Diagnostic]
) -> Mapping[Key, Sequence[MissingPart]]:
    """What each draft still lacks, of all that was found in any of the files that it is made of."""
    drafts = {source.path: file.key for file in book.files() for source in file.source.sources}
    parts = defaultdict[Key, list[MissingPart]](list)
    for d in diagnostics:
        if d.code is UNFINISHED:
            part = MissingPart(message=d.message, hint=d.hint, place=str(d.location))
            parts[drafts[d.location.path]].append(part)
    return parts
