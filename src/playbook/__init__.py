"""The core of the playbook: entries, rules and exports. It knows nothing of what draws the site."""

import datetime
from collections.abc import Sequence
from pathlib import Path

from playbook.catalog.playbook import Page, Playbook, Relation, UnknownEntry
from playbook.checks import CODES, check, draft_policy
from playbook.layers.upstream import editions
from playbook.loader import load
from playbook.model.entry import Entry, Key
from playbook.source.diagnostics import Code, Diagnostic, Severity
from playbook.source.location import Location

__all__ = [
    "CODES",
    "Code",
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
    "check_editions",
    "load",
    "load_and_check",
]


def check_editions(root: Path, today: datetime.date | None = None) -> tuple[int, list[Diagnostic]]:
    """Check every edition; gives how many entries the main one has, and all findings."""
    counts: list[int] = []
    problems: set[Diagnostic] = set()
    for layers in editions(root).values():
        playbook, found = load_and_check(root, today, layers)
        counts.append(len(playbook))
        problems |= set(found)
    return counts[0], sorted(problems)


def load_and_check(
    root: Path,
    today: datetime.date | None = None,
    layers: Sequence[str] | None = None,
    *,
    advise: bool = True,
) -> tuple[Playbook, list[Diagnostic]]:
    """Read a playbook and apply every rule; the findings come in the order of the files.

    `today` decides what is past its review; without it, the day is today. `layers` are those that
    `load` takes. A build, which only errors stop, asks for no advice.
    """
    playbook, problems = load(root, today, layers)
    return playbook, sorted(
        {*draft_policy.soften({*problems, *check(playbook, advise=advise)}, playbook)}
    )
