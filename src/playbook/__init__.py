"""The core of the playbook: entries, rules and exports. It knows nothing of what draws the site."""

import datetime
from pathlib import Path

from playbook import unfinished
from playbook.catalog import Page, Playbook, Relation, UnknownEntry
from playbook.checks import check
from playbook.diagnostics import CODES, Diagnostic, Severity
from playbook.entry import Entry, Key
from playbook.loader import load
from playbook.source import Location

__all__ = [
    "CODES",
    "Diagnostic",
    "Entry",
    "Key",
    "Location",
    "Page",
    "Playbook",
    "Relation",
    "Severity",
    "UnknownEntry",
    "check",
    "load",
    "load_and_check",
]


def load_and_check(
    root: Path, today: datetime.date | None = None
) -> tuple[Playbook, list[Diagnostic]]:
    """Read a playbook and apply every rule; the findings come in the order of the files.

    `today` decides what is past its review; without it, the day is today.
    """
    playbook, problems = load(root, today)
    return playbook, sorted({*unfinished.soften({*problems, *check(playbook)}, playbook)})
