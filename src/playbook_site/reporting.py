"""What maintainers read once a month: what the playbook could use, and whom to thank."""

import subprocess
from collections.abc import Iterable
from pathlib import Path

import click

import playbook
from playbook.health import health
from playbook.loader import KINDS

ROOT = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("report")
@click.argument("root", type=ROOT, default=".")
def report_command(root: Path) -> None:
    """Tell what the playbook could use, as Markdown: what to read again, gaps, cases to grow."""
    entries, _ = playbook.load(root)
    click.echo("What the playbook could use, as of today. Take one; nobody has to do them all.")
    for group in health(entries):
        click.echo(f"\n## {group.title} ({len(group.needs)})\n\n{group.advice}\n")
        for need in group.needs:
            click.echo(f"- {need.what}" + (f" (`{need.path}`)" if need.path else ""))


@click.command("credits")
@click.argument("root", type=ROOT, default=".")
def credits_command(root: Path) -> None:
    """List everybody who wrote, as Markdown: the `authors` of entries, and who made commits."""
    entries, _ = playbook.load(root)
    named = {author for entry in entries for author in entry.meta.authors}
    click.echo("## Authors of entries\n")
    _list(sorted(named) or ["Nobody is named yet. `authors:` is where a name belongs."])
    click.echo("\n## Everybody whose changes are in\n")
    _list(_committers(root) or ["This folder has no history."])


def _list(names: Iterable[str]) -> None:
    for name in names:
        click.echo(f"- {name}")


def _committers(root: Path) -> list[str]:
    """The names in the history of the entries and pages, whoever changed most first."""
    folders = [folder for folder in (*KINDS.values(), "docs") if (root / folder).is_dir()]
    command = ["git", "-C", str(root), "shortlog", "-sn", "HEAD", "--", *folders]
    try:
        told = subprocess.run(command, capture_output=True, text=True, check=True)  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        return []
    return [line.partition("\t")[2] for line in told.stdout.splitlines()]
