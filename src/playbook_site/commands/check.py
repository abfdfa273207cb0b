"""The command that checks, fixes what is safe, and reports."""

import gc
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

import playbook
from playbook import Diagnostic, Playbook, Severity
from playbook.checks import overlap
from playbook.loader import texts
from playbook_site.commands import check_cache
from playbook_site.reports.diagnostic_formats import FORMATS, as_text, summary

_STYLES: Mapping[Severity, Mapping[str, Any]] = {
    Severity.ERROR: {"fg": "red", "bold": True},
    Severity.WARNING: {"fg": "yellow"},
    Severity.INFO: {"dim": True},
}
"""How each severity looks on a terminal: an error stands out among notes."""


@click.command("check")
@click.argument("root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=".")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text")
@click.option(
    "--fix", is_flag=True, help="First mend what has one meaning and keeps every word; show how."
)
@click.option("--suggest", is_flag=True, help="With --fix: offer the other edits, one by one.")
@click.option("--changed", metavar="BASE", help="Only what differs from this commit, or broke.")
@click.option(
    "--against",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A source's text: report every run of 8 words that stands in it too.",
)
@click.pass_context
def check_command(
    context: click.Context,
    root: Path,
    form: str,
    fix: bool,  # noqa: FBT001
    suggest: bool,  # noqa: FBT001
    changed: str | None,
    against: Path | None,
) -> None:
    """Check every entry, and everything that entries say of each other.

    Exits with 0 when nothing has to be fixed, with 1 when there are errors. Warnings and notes are
    reported and never stop anybody.
    """
    gc.disable()  # all that is read is kept until the end
    if suggest and not fix:
        raise click.UsageError("--suggest goes with --fix: playbook check --fix --suggest")
    if fix:
        _mend(root, suggest=suggest)
    count, diagnostics, lacks = check_cache.load_and_check(root)
    if against:
        entries, _ = playbook.load(root)
        source = against.read_text(encoding="utf-8", errors="replace")
        diagnostics = sorted(diagnostics + _borrowings(root, entries, source))
    if changed:
        from playbook_site.commands import changes

        try:
            diagnostics = changes.new_diagnostics(root, changed, diagnostics)
        except changes.NoHistory as reason:
            raise click.UsageError(
                f"What changed since '{changed}' is not known: {reason}"
            ) from None
    if diagnostics or form not in ("text", "github"):
        text = as_text(diagnostics, _word) if form == "text" else FORMATS[form](diagnostics)
        click.echo(text, color=False if "NO_COLOR" in os.environ else None)
    click.echo(summary(count, diagnostics), err=True)
    if lacks and form in ("text", "github"):
        click.echo(lacks, err=True)
    context.exit(any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics))


def _mend(root: Path, *, suggest: bool) -> None:
    from playbook_site.commands import mending  # and all that judges, which is large

    mending.fix(root)
    if suggest:
        mending.suggest(root)


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
