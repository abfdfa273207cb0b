"""The command that compares a new original with a layer, reports, and applies accepted changes.

A change is made beside the layer and put in its place in one step. Whatever stops it leaves the
old layer or the new one; the next update finishes what was begun.
"""

import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click
from filelock import FileLock

from playbook.layers.originals.pin import names_in
from playbook.source.diagnostics import InvalidEntry
from playbook_site.building import atomic_swap
from playbook_site.commands.replacing import journal
from playbook_site.commands.replacing.fetching import fetch_release
from playbook_site.commands.replacing.move_in import report
from playbook_site.commands.replacing.replacement import replace_from
from playbook_site.commands.upstream import other_program
from playbook_site.commands.upstream.acceptance import update
from playbook_site.commands.upstream.base import check_layer, layer_option
from playbook_site.commands.upstream.other_program import is_other
from playbook_site.commands.upstream.releases import (
    is_elsewhere,
    refuse_elsewhere,
    refuse_folder,
)
from playbook_site.commands.upstream.undo import UNDO, take_back
from playbook_site.reports.program import typed

ROOT = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("update")
@click.argument("root", type=ROOT, default=".")
@click.option(
    "--to",
    metavar="VERSION|ADDRESS|PATH",
    help="A release, by its number or the address of its wheel, or the folder of an original.",
)
@click.option("--layer", help="The layer to compare; by default, the main one.")
@click.option("--accept", multiple=True, metavar="ID", help="An entry to accept; or: all.")
@click.option("--dry-run", is_flag=True, help="Show the report, and write nothing.")
@click.option("--undo", is_flag=True, help="Undo the last change that was accepted.")
@click.option(
    "--replace", "replaces", is_flag=True, help="Put the original of --to in place first."
)
def update_command(
    root: Path,
    to: str | None,
    layer: str | None,
    accept: tuple[str, ...],
    dry_run: bool,  # noqa: FBT001
    undo: bool,  # noqa: FBT001
    replaces: bool,  # noqa: FBT001
) -> None:
    """Compare the original with the one that a layer is based on, and report, part by part.

    Nothing in the layer changes without --accept. The report is written as Markdown and as JSON.
    In a fork, --replace puts all but the layers in the state of a release, whatever the history is.
    """
    layer = layer or names_in(root).layer
    check_layer(root, layer)
    try:
        if accept and not (dry_run or undo or replaces):
            refuse_elsewhere(root, to)
        if is_other(to) and not (undo or replaces):
            words = [*layer_option(root, layer), *["--dry-run"] * dry_run]
            sys.exit(other_program.update(root, str(to), words, accept))
        if dry_run:
            return _look(root, layer, to, replaces=replaces)
        with _hold(root, layer):
            if undo:
                take_back(root, layer)
            elif replaces:
                _replace(root, to)
                update(root, layer, None, accept)
            else:
                refuse_folder(root, to)
                update(root, layer, to, accept, _naming(root, to))
    except InvalidEntry as invalid:
        raise click.ClickException(f"Fix this first.\n{invalid}") from None
    except OSError as error:
        raise click.ClickException(
            f"The update was stopped: {error}. {layer}/ is whole, as it was before or after it. "
            "Run it again."
        ) from None


@contextmanager
def _hold(root: Path, layer: str) -> Iterator[None]:
    """Keep other updates out; what was stopped before is done first, and told."""
    (root / UNDO).mkdir(parents=True, exist_ok=True)
    with FileLock(root / UNDO / "lock"):
        atomic_swap.recover(root / layer, root / UNDO / layer)
        if journal.finish(root):
            done = "What was stopped before is done now. To undo it: playbook move-in --undo"
            click.echo(typed(done), err=True)
        yield


def _look(root: Path, layer: str, to: str | None, *, replaces: bool) -> None:
    """Show the report of an update, or of a release that would be put in place."""
    if not replaces:
        update(root, layer, to, (), _naming(root, to), keeps=False)
        return
    with _release(to) as release:
        update(root, layer, str(release), (), ("--replace", "--to", str(to)), keeps=False)


def _naming(root: Path, to: str | None) -> tuple[str, ...]:
    """The words that name a folder to a fork, which has to hold what it accepts."""
    is_there = Path(to or "").is_dir() and is_elsewhere(root, to)
    return ("--replace", "--to", str(to)) if is_there else ()


@contextmanager
def _release(to: str | None) -> Iterator[Path]:
    """The original in a folder, or at `ADDRESS#REF`."""
    if to is None:
        raise click.ClickException(
            "Say with --to what to put in place: a folder, or the address of a repository and, "
            "after a '#', a tag or a branch."
        )
    if Path(to).is_dir():
        yield Path(to)
        return
    address, _, ref = to.partition("#")
    if Path(address).is_dir():  # git is asked from elsewhere
        address = str(Path(address).resolve())
    with tempfile.TemporaryDirectory() as folder:
        yield fetch_release(address, ref or "HEAD", Path(folder))


def _replace(root: Path, to: str | None) -> None:
    """Put an original in the place of the one in a fork."""
    with _release(to) as release:
        new = replace_from(root, release)
    if notes := report(root, new.notes):
        click.echo(notes)
    for path in new.doubtful:
        click.echo(
            f"{path} was replaced; how it was is in {journal.EARLIER.as_posix()}/.", err=True
        )
    done = f"All but your layers is release {new.version} now. To undo it: playbook move-in --undo"
    click.echo(typed(done), err=True)
