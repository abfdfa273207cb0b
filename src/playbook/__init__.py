"""The core of the playbook: entries, rules and exports. It knows nothing of what draws the site."""

import datetime
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from playbook.catalog.playbook import Page, Playbook, Relation, UnknownEntry
from playbook.checks import CODES, check, draft_policy, per_file
from playbook.checks.rules import citations
from playbook.layers.upstream import editions
from playbook.loader import load
from playbook.model.codes import BAD_ID
from playbook.model.entry import Entry, Key
from playbook.source.diagnostics import Code, Diagnostic, Severity
from playbook.source.location import Location
from playbook.source.moment import moment

__all__ = [
    "CODES",
    "Code",
    "Diagnostic",
    "Entry",
    "Judge",
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


Judge = Callable[[Path, Playbook], Iterable[Diagnostic]]
"""Judges an edition whose entries are sound."""


def check_editions(
    root: Path, today: datetime.date | None = None, judge: Judge = lambda *_: ()
) -> tuple[int, list[Diagnostic]]:
    """Check every edition; returns how many entries the main one has, and all diagnostics. What
    several have is told once, with the first one's hint.

    `judge` judges what the core cannot, of the editions in which the core has no errors.
    """
    counts: list[int] = []
    told: dict[object, Diagnostic] = {}
    places, others_are_sound = set[Location](), True
    chains = editions(root).values()
    with moment(worthwhile=len(chains) > 1):
        for layers in chains:
            playbook, of_edition = _load_and_check(root, today, layers)
            counts.append(len(playbook))
            if len(chains) > 1:
                places |= set(citations.cited_at(playbook))
            if not (has_errors := _has_errors(of_edition)):
                of_edition |= set(judge(root, playbook))
            others_are_sound = others_are_sound and not (has_errors and len(counts) > 1)
            for one in sorted(of_edition):
                told.setdefault((one.location, one.code, one.message), one)
    code = citations.UNUSED_REFERENCE
    every = {
        one
        for one in told.values()
        if one.code is not code or (others_are_sound and one.location not in places)
    }
    return counts[0], per_file.shorten(every)


def _has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    return any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)


def load_and_check(
    root: Path,
    today: datetime.date | None = None,
    layers: Sequence[str] | None = None,
    *,
    advise: bool = True,
) -> tuple[Playbook, list[Diagnostic]]:
    """Read a playbook and apply every rule; the diagnostics are in the order of the files.

    `today` is the day that reviews are due by; without it, the current day. `layers` are those that
    `load` takes. A build turns `advise` off, since only errors stop it.
    """
    playbook, diagnostics = _load_and_check(root, today, layers, advise=advise)
    return playbook, per_file.shorten(diagnostics)


def _load_and_check(
    root: Path, today: datetime.date | None, layers: Sequence[str] | None, *, advise: bool = True
) -> tuple[Playbook, set[Diagnostic]]:
    playbook, diagnostics = load(root, today, layers)
    reports = check(playbook, advise=advise)
    better = {d.location for d in reports if d.code is BAD_ID}  # it names the entry that is meant
    every = {d for d in diagnostics if d.code is not BAD_ID or d.location not in better}
    every |= {*reports}
    return playbook, {*draft_policy.soften(every, playbook)}
