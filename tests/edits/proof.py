"""Tries an edit: makes it in the real files of a playbook, and asks what is reported then."""

import re
from collections import Counter
from pathlib import Path

import playbook
from playbook import Diagnostic
from playbook.source import edits
from playbook.source.files import read_text
from playbook_site.preflight import judge

FOLLOWS = frozenset({"unfinished", "empty", "missing-section"})
"""What may be reported once an edit has put a key or a section where one was missing: that its
author has not written there yet.
"""


def reported(root: Path) -> list[Diagnostic]:
    """All that is reported of a playbook, and its pages."""
    return playbook.check_editions(root, judge=judge.diagnostics)[1]


def faults(root: Path, diagnostic: Diagnostic, before: list[Diagnostic]) -> list[str]:
    """What is wrong with the edits of a diagnostic: it is still there, or others have come."""
    path = diagnostic.location.path
    file = root / path
    kept = file.read_bytes()
    text = read_text(root, path)
    file.write_text(edits.apply(text, diagnostic.edits), encoding="utf-8", newline="\n")
    try:
        old, new = Counter(map(_name, before)), Counter(map(_name, reported(root)))
    finally:
        file.write_bytes(kept)
    stays = [] if new[_name(diagnostic)] < old[_name(diagnostic)] else ["It is still there."]
    return stays + [str(name) for name in new - old if name[1] not in FOLLOWS]


def _name(diagnostic: Diagnostic) -> tuple[str, str, str]:
    """A diagnostic by what it says: its line moves when lines come and go above it."""
    words = re.sub(r"\d+", "0", diagnostic.message)
    return diagnostic.location.path, diagnostic.code.id, words
