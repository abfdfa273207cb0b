"""The command that checks, fixes what is safe, and reports."""

import difflib
import gc
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

import playbook
from playbook import Diagnostic, Playbook, Severity
from playbook.checks import overlap
from playbook.contributing.formatter import tidy
from playbook.layers.upstream import layers_here
from playbook.loader import entry_keys, texts
from playbook.model.vocabulary import COLLECTIONS
from playbook.records import export
from playbook.source.diagnostics import InvalidEntry
from playbook.source.files import read_text
from playbook.updates.comparison import renamed
from playbook.updates.snapshots import read_layer, read_lock
from playbook_site.commands import changes, check_cache
from playbook_site.commands.upstream.base import base_tree
from playbook_site.commands.upstream.releases import ground_of
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
    "--fix", is_flag=True, help="Fix dates, spaces, order and former names first, and show how."
)
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
    changed: str | None,
    against: Path | None,
) -> None:
    """Check every entry, and everything that entries say of each other.

    Exits with 0 when nothing has to be fixed, with 1 when there are errors. Warnings and notes are
    reported and never stop anybody.
    """
    gc.disable()  # all that is read is kept until the end
    if fix:
        _fix(root)
    count, diagnostics, lacks = check_cache.load_and_check(root)
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
    if diagnostics or form not in ("text", "github"):
        text = as_text(diagnostics, _word) if form == "text" else FORMATS[form](diagnostics)
        click.echo(text, color=False if "NO_COLOR" in os.environ else None)
    click.echo(summary(count, diagnostics), err=True)
    if lacks and form in ("text", "github"):
        click.echo(lacks, err=True)
    context.exit(any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics))


def _word(severity: Severity) -> str:
    """The word for a severity; off a terminal, click leaves the style out."""
    return click.style(severity.word, **_STYLES[severity])


def _fix(root: Path) -> None:
    for home in ("", *sorted(layers_here(root))):
        for collection in COLLECTIONS:
            export.remove_half_written(root / home / collection)
        for key in entry_keys(root / home):
            _fix_file(root, f"{home}/{key.path}".lstrip("/"), key.collection)
    for layer in sorted(layers_here(root)):
        for path, text in _renamed(root, layer).items():
            _replace(root, f"{layer}/{path}", read_text(root, f"{layer}/{path}"), text)


def _fix_file(root: Path, path: str, collection: str) -> None:
    try:
        text = read_text(root, path)
    except InvalidEntry:
        return
    tidy_text = tidy(text, collection)
    if tidy_text != text:
        _replace(root, path, text, tidy_text)


def _renamed(root: Path, layer: str) -> Mapping[str, str]:
    """The files of a layer with the names that its original has now."""
    try:
        lock = read_lock(root, layer)
        if lock is None:
            return {}
        tree = base_tree(root, layer, ground_of(root, None, root))
        return renamed(lock, tree, read_layer(root, layer)[0])
    except (InvalidEntry, click.ClickException):
        return {}  # the check tells what cannot be read


def _replace(root: Path, path: str, text: str, fixed: str) -> None:
    try:
        export.replace_text(fixed, root / path)
    except OSError as error:
        raise click.ClickException(f"{path} cannot be written: {error.strerror}.") from error
    lines = difflib.unified_diff(
        text.splitlines(keepends=True),
        fixed.splitlines(keepends=True),
        f"{path} (before)",
        f"{path} (fixed)",
        n=1,
    )
    click.echo("".join(lines), nl=False, err=True)


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
