"""The command that checks, fixes what is safe, and reports; it loads what judges only where
something has changed.
"""

import gc
import os
from pathlib import Path

import click

from playbook_site.commands.check import memory
from playbook_site.commands.check.memory import Report

FORMATS = ("text", "github", "markdown", "json", "sarif")


@click.command("check")
@click.argument("root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=".")
@click.option("--format", "form", type=click.Choice(FORMATS), default="text")
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
    report = None if changed or against else memory.recall(root, form)
    if report is None:
        from playbook_site.commands.check import whole  # and all that judges, which is large

        if changed or against:
            report = whole.check_some(root, form, changed, against)
        else:
            report = whole.check(root, form)
    _say(report, form)
    context.exit(report.has_errors)


def _mend(root: Path, *, suggest: bool) -> None:
    from playbook_site.commands.check import mending  # and all that judges, too

    mending.fix(root)
    if suggest:
        mending.suggest(root)


def _say(report: Report, form: str) -> None:
    if report.text:
        click.echo(report.text, color=False if "NO_COLOR" in os.environ else None)
    click.echo(report.summary, err=True)
    if report.lacks and form in ("text", "github"):
        click.echo(report.lacks, err=True)
