"""The commands. Each is loaded when it is called, and a list of them loads none."""

import errno
import importlib
from typing import Any, NamedTuple

import click

from playbook_site.reports.program import typed


class Place(NamedTuple):
    """Where a command is, and what it does, as the list of commands says it."""

    name: str
    gist: str


COMMANDS = {
    "acr": Place(
        "commands.reporting:acr_command",
        "Write the accessibility conformance report of the site as a Word document.",
    ),
    "adapt": Place(
        "commands.layer_setup:adapt_command",
        "Create a file to change this entry for your district: what differs, and why.",
    ),
    "book": Place(
        "commands.book:book_command",
        "Write the playbook of a site as one e-book, or as one page, to read anywhere.",
    ),
    "build": Place("building.command:build_command", "Build the site."),
    "check": Place(
        "commands.check.command:check_command",
        "Check every entry, and everything that entries say of each other.",
    ),
    "comment": Place(
        "commands.reporting:comment_command",
        "Write the comment below a pull request, from what `check --format json` reports.",
    ),
    "coverage": Place(
        "commands.reporting:coverage_command",
        "Show the entries and pages that cover each idea of every outline.",
    ),
    "credits": Place(
        "commands.reporting:credits_command",
        "List everybody who wrote, as Markdown: the `authors` of entries, and who made commits.",
    ),
    "docx": Place(
        "commands.word.materials:docx_command",
        "Write a move's agenda and materials, or a condition's guide to discuss it, for Word.",
    ),
    "generate": Place(
        "commands.authoring:generate_command",
        "Write every file that is generated from the model: forms, schemas, settings of editors.",
    ),
    "init": Place(
        "commands.layer_setup:init_command",
        "Start a playbook of your own, on top of this release or another playbook, without a copy.",
    ),
    "lsp": Place(
        "commands.lsp.command:lsp_command",
        "Speak with an editor over standard input and output: what the checks say, and their "
        "edits.",
    ),
    "merge": Place(
        "building.merge:merge_command",
        "Put sites that were built apart into one, each below districts/.",
    ),
    "move-in": Place(
        "commands.replacing.move_in:move_in_command",
        "Move what was changed outside of the layer into it, file by file, so that updates are "
        "easy.",
    ),
    "new": Place(
        "commands.authoring:new_command",
        "Start an entry, from its title or from what somebody sent.",
    ),
    "pdf": Place(
        "commands.pdf.command:pdf_command",
        "Write an entry, or the whole playbook as a book, as a PDF that screen readers can read.",
    ),
    "pictures": Place(
        "commands.pictures.command:pictures_command",
        "Show what a change does to the site: pictures of each page before and after.",
    ),
    "report": Place(
        "commands.reporting:report_command",
        "Show what the playbook could use, as Markdown: what to review, gaps, what studies say.",
    ),
    "review": Place(
        "commands.review.command:review_command",
        "Write a review with a suggestion for each edit that fits into the lines of a diff.",
    ),
    "schema": Place(
        "commands.authoring:schema_command",
        "Print the JSON Schema of a kind of entry, or of playbook.json.",
    ),
    "search-report": Place(
        "building.search_report:search_report_command",
        "Score the search: how many questions of queries.yml find their answer, and how early.",
    ),
    "serve": Place(
        "building.live.command:serve_command",
        "Show the site on this machine, and follow changes.",
    ),
    "share": Place(
        "commands.share.command:share_command",
        "Offer an entry of your layer to the original: as a branch, or by a link to its host.",
    ),
    "update": Place(
        "commands.upstream.command:update_command",
        "Compare the original with the one that a layer is based on, and report, part by part.",
    ),
    "verify": Place(
        "commands.verify:verify_command",
        "Compare every file of a site with the list that its build wrote, manifest.sha256.",
    ),
    "withdraw": Place(
        "commands.withdraw:withdraw_command",
        "Take an entry back: out of every file here, with a notice at its address.",
    ),
    "wording-report": Place(
        "commands.wording.report:wording_report_command",
        "Score the style guide: how many labels it finds, and how often it speaks up for nothing.",
    ),
}


class Commands(click.Group):
    """A group whose commands are imported when they are called."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        """The names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """The command of that name, imported."""
        if cmd_name not in COMMANDS:
            return None
        module, _, name = COMMANDS[cmd_name].name.partition(":")
        command: click.Command = getattr(importlib.import_module(f"{__package__}.{module}"), name)
        return command

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; what stops it says what to type here."""
        try:
            return super().invoke(ctx)
        except click.ClickException as error:
            error.message = typed(error.message)  # type: ignore[misc]  # final, but in name only
            raise
        except OSError as error:
            if not error.strerror or error.errno == errno.EPIPE:
                raise
            where = f" ({error.filename})" if error.filename else ""
            reason = f"{error.strerror.lower()}{where}"
            raise click.ClickException(f"A file cannot be read or written: {reason}.") from error

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without importing any."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, place.gist) for name, place in COMMANDS.items()])


@click.group(cls=Commands)
@click.version_option(package_name="learning-matters")
def main() -> None:
    """Make, check and publish a playbook."""
