"""What an update changed, written in one step and noted, so that it can be taken back."""

import json
import shutil
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

import click

from playbook.layers.lockfile import FILE, Lock, Tree
from playbook.records import export
from playbook.updates.comparison import Update
from playbook.updates.snapshots import read_layer
from playbook_site.building import atomic_swap
from playbook_site.reports.program import typed
from playbook_site.reports.take_down import FIRST

UNDO = Path(".playbook", "undo")

Texts = Mapping[str, str | None]
"""The texts of files by their paths from the root; None where there is no file."""


def write(root: Path, layer: str, files: Tree, new: Lock, beside: Mapping[str, str]) -> None:
    """Replace the files of a layer in one step, and files at the root; note all for `--undo`."""
    after: dict[str, str | None] = {**files, FILE: new.text}
    old, _ = read_layer(root, layer)
    after |= {path: None for path in old if path not in files}
    texts: Texts = {f"{layer}/{path}": text for path, text in after.items()} | dict(beside)
    before = {path: _current_text(root / path) for path in texts}
    if differing := {path: text for path, text in texts.items() if text != before[path]}:
        _change(root, layer, {path: before[path] for path in differing}, differing)


def _change(root: Path, layer: str, before: Texts, after: Texts) -> None:
    """Change a layer, after noting how, and what the last change was: this one may be stopped."""
    record = root / UNDO / f"{layer}.json"
    record.parent.mkdir(parents=True, exist_ok=True)
    earlier = next(_records(record), None)
    note = json.dumps({"before": before, "after": after, "earlier": earlier}, ensure_ascii=False)
    export.replace_text(note, record)
    inside = {
        path.removeprefix(f"{layer}/"): text
        for path, text in after.items()
        if path.startswith(f"{layer}/")
    }
    gone = [path for path, text in inside.items() if text is None]
    texts = {path: text for path, text in inside.items() if text is not None}
    if inside:
        atomic_swap.change(root / layer, root / UNDO / layer, gone, texts)
    for path, text in after.items():
        if not path.startswith(f"{layer}/") and text is not None:
            export.replace_text(text, root / path)


def _records(record: Path) -> Iterator[Mapping[str, Texts]]:
    """The last change that was begun, and the one before it."""
    try:
        last = json.loads(record.read_text(encoding="utf-8"))
        for change in (last, last.get("earlier")):
            if change:
                yield {"before": dict(change["before"]), "after": dict(change["after"])}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return


def take_back(root: Path, layer: str) -> None:
    """Undo the last change, unless a file that it wrote has been edited since."""
    for change in _records(root / UNDO / f"{layer}.json"):
        before, after = change["before"], change["after"]
        now = {path: _current_text(root / path) for path in after}
        if now == after:
            _change(root, layer, after, before)
            click.echo(f"{layer}/ is as it was before the last change that was accepted.")
            return
        if now != before:
            edits = [path for path in after if now[path] != after[path]]
            raise click.ClickException(
                f"You have changed {', '.join(edits)} since, and that would be lost. What was "
                f"there before is in {(UNDO / layer).as_posix()}/."
            )
    raise click.ClickException("There is nothing to undo.")


def conclude(root: Path, layer: str, paths: Collection[str], update: Update) -> None:
    """Say that a layer was changed; where words were withdrawn, forget how to undo it."""
    first = [item for item in update.items if item.kind in FIRST]
    if any("all" in paths or item.path in paths for item in first):
        forget(root, layer)
        click.echo(f"{layer}/ was changed, and what was withdrawn is not kept.", err=True)
    else:
        done = f"{layer}/ was changed. To undo it: playbook update --undo"
        click.echo(typed(done), err=True)


def forget(root: Path, layer: str) -> None:
    """Delete what is kept for `--undo`: it holds words that were taken back."""
    (root / UNDO / f"{layer}.json").unlink(missing_ok=True)
    shutil.rmtree(root / UNDO / layer, ignore_errors=True)


def _current_text(file: Path) -> str | None:
    try:
        return file.read_bytes().decode("utf-8").replace("\r\n", "\n")
    except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError):
        return None  # what cannot be read is another matter: it is there, and would be lost
