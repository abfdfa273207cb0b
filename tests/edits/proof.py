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
    "wrong-type": frozenset({"agenda-minutes"}),  # they are added up once each item has some
    "bad-id": frozenset({"unknown-reference"}),  # whether there is such a file is asked then
}
"""What may be reported once an edit was made for a code, and was hidden by its fault."""


def reported(root: Path) -> list[Diagnostic]:
    """All that is reported of a playbook, and its pages."""
    return playbook.check_editions(root, judge=judge.diagnostics)[1]


def faults(
    root: Path, diagnostic: Diagnostic, before: list[Diagnostic], follows: str = ""
) -> list[str]:
    """What is wrong with the edits of a diagnostic: it is still there, or others have come.

    Where a file has the same slip several times, such as no heading that is one, one of them alone
    may bring up what the others hide. Then all of them together may not.
    """
    alone = _tried(root, [diagnostic], before, follows)
    if not alone:
        return []
    at, code = diagnostic.location.path, diagnostic.code
    alike = [d for d in before if d.location.path == at and d.code == code and d.edits]
    return _tried(root, alike, before, follows) if len(alike) > 1 else alone


def _tried(
    root: Path, diagnostics: list[Diagnostic], before: list[Diagnostic], also: str
) -> list[str]:
    path, code = diagnostics[0].location.path, diagnostics[0].code.id
    file = root / path
    kept = file.read_bytes()
    text = text_to_mend(root, path)
    assert text is not None
    every = {edit for diagnostic in diagnostics for edit in diagnostic.edits}
    file.write_text(edits.apply(text, every), encoding="utf-8", newline="\n")
    try:
        old, new = Counter(map(_name, before)), Counter(map(_name, reported(root)))
    finally:
        file.write_bytes(kept)
    if any(other.code == AND_MORE for other in before):
        return []  # others move up into the place of what is gone
    left = [name for name in map(_name, diagnostics) if new[name] >= old[name]]
    stays = ["It is still there."] if left else []
    follows = FOLLOWS | FOLLOWS_OF.get(code, frozenset()) | {also}
    return stays + [str(name) for name in new - old if name[1] not in follows]


def _name(diagnostic: Diagnostic) -> tuple[str, str, str]:
    """A diagnostic by what it says: its line moves when lines come and go above it."""
    words = re.sub(r"\d+", "0", diagnostic.message)
    return diagnostic.location.path, diagnostic.code.id, words
