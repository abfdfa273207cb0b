"""The command that writes a review with suggestions, for GitHub to show beside the lines."""

import json
from collections.abc import Iterator
from pathlib import Path

import click

from playbook_site.reports.diagnostic_formats import from_data
from playbook_site.reports.findings import fits, read_lines, read_list
from playbook_site.reports.suggestions import review

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("review")
@click.argument("diagnostics", type=FILE)
@click.option(
    "--files",
    type=FILE,
    required=True,
    help="The changed files, each a line of JSON with its `filename` and `patch`.",
)
@click.option(
    "--posted",
    type=FILE,
    help="What comments beside lines say already, each a line of JSON: nothing is said twice.",
)
@click.option("--commit", required=True, help="The commit that the lines are of.")
def review_command(diagnostics: Path, files: Path, posted: Path | None, commit: str) -> None:
    """Write a review with a suggestion for each edit that fits into the lines of a diff.

    DIAGNOSTICS is what `check --format json` reports, and may come from anybody. Writes nothing
    where there is nothing to suggest.
    """
    patches = dict(_patches(files))
    earlier = [text for text in read_lines(posted) if isinstance(text, str)] if posted else []
    valid = [d for d in map(from_data, read_list(diagnostics)) if d and fits(d)]
    if comments := review(valid, patches, earlier):
        body = "Each suggestion can be taken over by a click, alone or with others."
        content = {"commit_id": commit, "event": "COMMENT", "body": body, "comments": comments}
        click.echo(json.dumps(content))


def _patches(file: Path) -> Iterator[tuple[str, str]]:
    """Each file that has a patch; GitHub sends none for large ones and for pictures."""
    for item in read_lines(file):
        match item:
            case {"filename": str(path), "patch": str(patch)}:
                yield path, patch
