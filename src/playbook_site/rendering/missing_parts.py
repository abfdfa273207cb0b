"""What drafts still lack, as their pages show it on their authors' machines."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from typing_extensions import TypedDict

from playbook.checks.draft_policy import UNFINISHED
from playbook.source.diagnostics import Diagnostic


class MissingPart(TypedDict):
    """Something that a draft still lacks."""

    message: str
    hint: str
    place: str
    """The file, the line and the column."""


def missing_parts(diagnostics: Iterable[Diagnostic]) -> Mapping[str, Sequence[MissingPart]]:
    """What drafts still lack, of all that was found, by the path of the file."""
    parts = defaultdict[str, list[MissingPart]](list)
    for d in diagnostics:
        if d.code is UNFINISHED:
            part = MissingPart(message=d.message, hint=d.hint, place=str(d.location))
            parts[d.location.path].append(part)
    return parts
