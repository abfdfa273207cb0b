"""Tries an edit: makes it in the real files of a playbook, and asks what is reported then."""

import re
from collections import Counter
from pathlib import Path

import playbook
from playbook import Diagnostic
from playbook.checks.per_file import AND_MORE
from playbook.source import edits
from playbook.source.files import text_to_mend
from playbook_site.preflight import judge

FOLLOWS = frozenset({"unfinished", "empty", "missing-section"})
"""What may be reported once an edit has put a key or a section where one was missing: that its
author has not written there yet.
"""

FOLLOWS_OF = {
    "bad-migration": frozenset({"missing-key"}),  # a key that a release asks for by its right name
    "bad-id": frozenset({"unknown-reference"}),  # whether there is such a file is asked then
}
"""What may be reported once an edit was made for a code, and was hidden by its fault."""


def reported(root: Path) -> list[Diagnostic]:
    """All that is reported of a playbook, and its pages."""
    return playbook.check_editions(root, judge=judge.diagnostics)[1]


def faults(root: Path, diagnostic: Diagnostic, before: list[Diagnostic]) -> list[str]:
    """What is wrong with the edits of a diagnostic: it is still there, or others have come."""
    path = diagnostic.location.path
    file = root / path
    kept = file.read_bytes()
    text = text_to_mend(root, path)
    assert text is not None
    file.write_text(edits.apply(text, diagnostic.edits), encoding="utf-8", newline="\n")
    try:
        old, new = Counter(map(_name, before)), Counter(map(_name, reported(root)))
    finally:
        file.write_bytes(kept)
    if any(other.code == AND_MORE for other in before):
        return []  # others move up into the place of what is gone
    stays = [] if new[_name(diagnostic)] < old[_name(diagnostic)] else ["It is still there."]
    follows = FOLLOWS | FOLLOWS_OF.get(diagnostic.code.id, frozenset())
    return stays + [str(name) for name in new - old if name[1] not in follows]


def _name(diagnostic: Diagnostic) -> tuple[str, str, str]:
    """A diagnostic by what it says: its line moves when lines come and go above it."""
    words = re.sub(r"\d+", "0", diagnostic.message)
    return diagnostic.location.path, diagnostic.code.id, words
