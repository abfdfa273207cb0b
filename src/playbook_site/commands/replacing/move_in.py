"""The command that moves what was changed outside of a district's layer into it."""

import tempfile
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import click
from filelock import FileLock

from playbook.layers.lockfile import FILE as LOCK
from playbook.layers.lockfile import Lock, Tree, lock
from playbook.layers.originals.pin import names_in
from playbook.layers.upstream import version_of
from playbook.source.diagnostics import InvalidEntry
from playbook.updates.outside.changes import Moving, changed_outside, moved_in
from playbook.updates.outside.fates import Note
from playbook.updates.snapshots import has_other_programs, original_tree, read_lock
from playbook_site.commands.replacing import journal
from playbook_site.commands.replacing.files import Kept
from playbook_site.commands.replacing.knowledge import knowledge
from playbook_site.commands.replacing.replacement import (
    layer_files,
    layer_texts,
    refuse_obstacles,
    refuse_small,
)
from playbook_site.reports.program import typed

ROOT = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("move-in")
@click.argument("root", type=ROOT, default=".")
@click.option("--release", type=ROOT, help="The release that this playbook was made from.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and write nothing.")
@click.option("--undo", is_flag=True, help="Undo the last change of this kind.")
def move_in_command(
    root: Path,
    release: Path | None,
    dry_run: bool,  # noqa: FBT001
    undo: bool,  # noqa: FBT001
) -> None:
    """Move what was changed outside of the layer into it, file by file, so that updates are easy.

    The original is then as it came, and your words are laid over it.
    """
    try:
        (root / journal.LAST).parent.mkdir(parents=True, exist_ok=True)
        with FileLock(root / journal.LAST.parent / "lock"):
            if undo:
                is_undone = journal.undo(root)
                click.echo("It is as it was." if is_undone else "There is nothing to undo.")
            else:
                journal.finish(root)
                _move_in(root, release, dry_run=dry_run)
    except InvalidEntry as invalid:
        raise click.ClickException(f"Fix this first.\n{invalid}") from None
    except OSError as error:
        raise click.ClickException(f"This was stopped: {error}. Run it again.") from None


def _move_in(root: Path, release: Path | None, *, dry_run: bool) -> None:
    refuse_small(root)
    moving = _moving(root, release)
    click.echo(
        report(root, moving.notes) or f"Nothing outside of {names_in(root).layer}/ was changed."
    )
    if not moving.outside:
        return
    if dry_run:
        click.echo("Nothing is written; this is what would be.", err=True)
        return
    texts = {path: text for path, text in moving.outside.items() if text is not None}
    gone = [path for path in moving.outside if path not in texts]
    files = {**texts, **layer_files(root, moving)}
    refuse_obstacles(root, files, gone)
    journal.change(root, files, gone)
    done = "Look at it with: playbook check. To undo it: playbook move-in --undo"
    click.echo(typed(done), err=True)


def report(root: Path, notes: Iterable[Note]) -> str:
    """What became of each change, a line each."""
    layer = names_in(root).layer
    return "\n".join(note.sentence(layer) for note in notes)


def _moving(root: Path, release: Path | None) -> Moving:
    now = original_tree(root)
    lock_here = _lock(root, release, now)
    stays = Kept(root, names_in(root))
    changes = [
        c for c in changed_outside(lock_here, now) if c.kind != "added" or c.path not in stays
    ]
    with tempfile.TemporaryDirectory() as folder:
        originals = knowledge(root, release, Path(folder, "base")).originals(
            c.path for c in changes
        )
    return moved_in(changes, lock_here, now, layer_texts(root), originals)


def _lock(root: Path, release: Path | None, now: Tree) -> Lock:
    """What the original was; refuses where it may be another one by now."""
    layer = names_in(root).layer
    version, old = version_of(root), read_lock(root, layer)
    if release is not None:
        tree = original_tree(release)
        if version_of(release) != version:
            raise click.ClickException(
                f"This playbook is of release {version}, and {release} is {version_of(release)}."
            )
        return replace(old or Lock(), version=version, files=lock(version, tree, {}).files)
    if old is None:
        raise click.ClickException(
            f"There is no {layer}/{LOCK}, so nobody knows what you changed. Name the release "
            "that this playbook was made from: playbook move-in --release FOLDER"
        )
    if old.version != version or has_other_programs(old, now):
        raise click.ClickException(
            f"The original is another one than {layer}/{LOCK} knows. Accept it first, with "
            "'playbook update', or name the release that this playbook was made from: --release"
        )
    return old
