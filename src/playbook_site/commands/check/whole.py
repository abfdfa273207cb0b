"""A check that reads and judges everything, and what it reports."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

import playbook
from playbook import Diagnostic, Playbook, Severity
from playbook.checks import overlap
from playbook.loader import texts
from playbook_site.commands import changes
from playbook_site.commands.check import memory
from playbook_site.commands.check.memory import Report
from playbook_site.preflight import judge
from playbook_site.preflight.address import address_note
from playbook_site.reports.diagnostic_formats import (
    as_github,
    as_json,
    as_markdown,
    as_sarif,
    as_text,
    summary,
)
from playbook_site.state.origin import origin

_STYLES: Mapping[Severity, Mapping[str, Any]] = {
    Severity.ERROR: {"fg": "red", "bold": True},
    Severity.WARNING: {"fg": "yellow"},
    Severity.INFO: {"dim": True},
}
"""How each severity looks on a terminal: an error stands out among notes."""

_WRITERS: Mapping[str, Callable[[Sequence[Diagnostic]], str]] = {
    "text": lambda diagnostics: as_text(diagnostics, _word),
    "github": as_github,
    "markdown": as_markdown,
    "json": as_json,
    "sarif": as_sarif,
}


def check(root: Path, form: str) -> Report:
    """Check a playbook, and remember what is reported."""
    start = origin(root)
    report = _report(form, *playbook.check_editions(root, judge=judge.diagnostics), root)
    memory.remember(root, form, start, report)
    return report


def check_some(root: Path, form: str, changed: str | None, against: Path | None) -> Report:
    """Check a playbook, and report also what it has in common with the text `against`; of
    everything, only what is new since the commit `changed`, if one is given.
    """
    count, diagnostics = playbook.check_editions(root, judge=judge.diagnostics)
    if against:
        entries, _ = playbook.load(root)
        source = against.read_text(encoding="utf-8", errors="replace")
        diagnostics = sorted(diagnostics + _borrowings(root, entries, source))
    if changed:
        try:
            diagnostics = changes.new_diagnostics(root, changed, diagnostics)
        except changes.NoHistory as reason:
            raise click.UsageError(
                f"What changed since '{changed}' is not known: {reason}"
            ) from None
    return _report(form, count, diagnostics, root)


def _report(form: str, count: int, diagnostics: Sequence[Diagnostic], root: Path) -> Report:
    text = _WRITERS[form](diagnostics) if diagnostics or form not in ("text", "github") else ""
    has_errors = any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics)
    return Report(text, summary(count, diagnostics), address_note(root), has_errors)


def _word(severity: Severity) -> str:
    """The word for a severity; off a terminal, click leaves the style out."""
    return click.style(severity.word, **_STYLES[severity])


def _borrowings(root: Path, entries: Playbook, source: str) -> list[Diagnostic]:
    runs = overlap.runs(source)
    titles = (
        [work["title"] for work in entries.bibliography.items.values()]
        if entries.bibliography
        else []
    )
    return [
        diagnostic
        for path, text in texts(root)
        for diagnostic in overlap.borrowings(text, path, runs, titles)
    ]
