"""The commands. Each is loaded when it is called; only `build` and `serve` load MkDocs."""

import importlib
from pathlib import Path

import click

import playbook
from playbook import Severity
from playbook.contributing import generated_files
from playbook.loader import KINDS
from playbook.records import schemas
from playbook_site.reports.diagnostic_formats import FORMATS

ROOT = click.Path(exists=True, file_okay=False, path_type=Path)


class LazyGroup(click.Group):
    """A group whose commands are imported when they are called."""

    lazy = {  # noqa: RUF012
        "new": "playbook_site.commands.authoring:new_command",
        "generate": "playbook_site.commands.authoring:generate_command",
        "check": "playbook_site.commands.check:check_command",
        "init": "playbook_site.commands.layer_setup:init_command",
        "adapt": "playbook_site.commands.layer_setup:adapt_command",
        "update": "playbook_site.commands.update:update_command",
        "report": "playbook_site.commands.reporting:report_command",
        "acr": "playbook_site.commands.reporting:acr_command",
        "credits": "playbook_site.commands.reporting:credits_command",
        "comment": "playbook_site.commands.reporting:comment_command",
        "verify": "playbook_site.commands.verify:verify_command",
        "build": "playbook_site.building.build:build_command",
        "serve": "playbook_site.building.serve:serve_command",
    }

    def list_commands(self, ctx: click.Context) -> list[str]:
        """The names of all commands, without importing any."""
        return sorted({*super().list_commands(ctx), *self.lazy})

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name, imported if it is a lazy one."""
        if cmd_name not in self.lazy:
            return super().get_command(ctx, cmd_name)
        module, _, name = self.lazy[cmd_name].partition(":")
        command: click.Command = getattr(importlib.import_module(module), name)
        return command


@click.group(cls=LazyGroup)
@click.version_option(package_name="learning-matters")
def main() -> None:
    """Make, check and publish a playbook."""


@main.command()
@click.argument("root", type=ROOT, default=".")
def coverage(root: Path) -> None:
    """Show the entries and pages that cover each idea of every outline.

    Exits with 1 when an idea is covered nowhere.
    """
    entries, diagnostics = playbook.load_and_check(root)
    if errors := [
        diagnostic for diagnostic in diagnostics if diagnostic.severity is Severity.ERROR
    ]:
        click.echo(FORMATS["text"](errors))
        raise SystemExit(1)
    coverers = entries.without_drafts().coverage()
    missing = 0
    for outline in entries.outlines:
        click.echo(f"{outline.work}: {len(outline.ideas)} ideas")
        for id_, idea in outline.ideas.items():
            places = ", ".join(coverer.path for coverer in coverers.get(id_, ()))
            missing += not places
            click.echo(f"  {id_:5} {places or 'NOWHERE'}\n        {idea.gist[:110]}")
    click.echo(f"{missing} ideas are covered nowhere." if missing else "Every idea is covered.")
    raise SystemExit(1 if missing else 0)


@main.command()
@click.argument("kind", type=click.Choice([*KINDS, "playbook"]))
def schema(kind: str) -> None:
    """Print the JSON Schema of a kind of entry, or of playbook.json."""
    content = schemas.playbook_schema() if kind == "playbook" else schemas.entry_schema(KINDS[kind])
    click.echo(generated_files.as_json(content), nl=False)
