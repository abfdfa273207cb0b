"""What an update changed, written in one step and noted, so that it can be taken back."""

import json
import shlex
import shutil
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path
from typing import TypedDict

import click

from playbook.layers.lockfile import FILE, Lock, Tree, digest
from playbook.layers.originals.pin import names_in
from playbook.layers.upstream import layers_here
from playbook.records import export
from playbook.updates.comparison import Update
from playbook.updates.snapshots import read_layer
from playbook_site.building import atomic_swap
from playbook_site.commands.upstream.base import layer_option
from playbook_site.reports.program import typed
from playbook_site.reports.take_down import FIRST

UNDO = Path(".playbook", "undo")

Texts = Mapping[str, str | None]
"""The texts of files by their paths from the root; None where there is no file."""


def write(
    root: Path, layer: str, old: Tree, files: Tree, new: Lock, beside: Mapping[str, str]
) -> bool:
    """Replace the files of a layer in one step, and files at the root; note all for `--undo`.

    `old` is the layer that `files` were made from. Gives whether anything differs.
    """
    after: dict[str, str | None] = {**files, FILE: new.text}
    after |= {path: None for path in old if path not in files}
    texts: Texts = {f"{layer}/{path}": text for path, text in after.items()} | dict(beside)
    before = {path: _current_text(root / path) for path in texts}
    differing = {path: text for path, text in texts.items() if text != before[path]}
    if differing:
        _change(root, layer, {path: before[path] for path in differing}, differing)
    return bool(differing)


def refuse_changed(root: Path, layer: str, old: Tree) -> None:
    """Raise a `ClickException` where somebody has saved a file in a layer meanwhile."""
    now, _ = read_layer(root, layer)
    for path in sorted(path for path in {*old, *now} if old.get(path) != now.get(path)):
        raise click.ClickException(
            f"{layer}/{path} was changed while the update ran, so nothing is written. Run it again."
        )


def _change(root: Path, layer: str, before: Texts, after: Texts, *, is_undo: bool = False) -> None:
    """Change a layer, after noting how, and what the last change was: this one may be stopped."""
    record = root / UNDO / f"{layer}.json"
    record.parent.mkdir(parents=True, exist_ok=True)
    earlier = next(_records(record), None)
    note = {"before": before, "after": after, "is_undo": is_undo, "earlier": earlier}
    export.replace_text(json.dumps(note, ensure_ascii=False), record)
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


class _Record(TypedDict):
    """A change: the texts before and after it, and whether it takes another one back."""

    before: Texts
    after: Texts
    is_undo: bool


def _records(record: Path) -> Iterator[_Record]:
    """The last change that was begun, and the one before it."""
    try:
        last = json.loads(record.read_text(encoding="utf-8"))
        for change in (last, last.get("earlier")):
            if change:
                before, after = dict(change["before"]), dict(change["after"])
                yield {"before": before, "after": after, "is_undo": bool(change.get("is_undo"))}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return


def accepted(root: Path) -> dict[str, str]:
    """The layers whose last accepted change was not taken back, each with what tells that one from
    another.
    """
    records = {layer: root / UNDO / f"{layer}.json" for layer in layers_here(root)}
    records[names_in(root).layer] = root / UNDO / f"{names_in(root).layer}.json"
    last = {layer: next(_records(record), None) for layer, record in records.items()}
    return {
        layer: digest(json.dumps(change, sort_keys=True))
        for layer, change in last.items()
        if change and not change["is_undo"]
    }


def take_back(root: Path, layer: str) -> None:
    """Undo the last change, unless a file that it wrote has been edited since."""
    for change in _records(root / UNDO / f"{layer}.json"):
        before, after = change["before"], change["after"]
        now = {path: _current_text(root / path) for path in after}
        if now == after:
            is_undo = not change["is_undo"]
            _change(root, layer, after, before, is_undo=is_undo)
            how = "is as it was before" if is_undo else "has again"
            click.echo(f"{layer}/ {how} the last change that was accepted.")
            return
        if now != before:
            edits = [path for path in after if now[path] != after[path]]
            raise click.ClickException(
                f"You have changed {', '.join(edits)} since, and that would be lost. What was "
                f"there before is in {(UNDO / layer).as_posix()}/."
            )
    raise click.ClickException("There is nothing to undo.")


def conclude(
    root: Path, layer: str, paths: Collection[str], update: Update, words: Collection[str]
) -> None:
    """Say that a layer was changed; `words` are the files whose words it has, in the layer or in
    its lock. Where some of them were withdrawn, forget how to undo it.
    """
    first = {item.path for item in update.items if item.kind in FIRST}
    first = first if "all" in paths else first & {*paths}
    if not first.isdisjoint(words):
        forget(root, layer)
        click.echo(f"{layer}/ was changed, and what was withdrawn is not kept.", err=True)
        return
    if first:
        _forget_earlier(root, layer)
    undo = shlex.join(["playbook", "update", *layer_option(root, layer), "--undo"])
    click.echo(typed(f"{layer}/ was changed. To undo it: {undo}"), err=True)


def _forget_earlier(root: Path, layer: str) -> None:
    """Keep the last change alone: one before it may hold words that were taken back since."""
    record = root / UNDO / f"{layer}.json"
    note = json.loads(record.read_text(encoding="utf-8"))
    export.replace_text(json.dumps({**note, "earlier": None}, ensure_ascii=False), record)


def forget(root: Path, layer: str) -> None:
    """Delete what is kept for `--undo`: it holds words that were taken back."""
    (root / UNDO / f"{layer}.json").unlink(missing_ok=True)
    shutil.rmtree(root / UNDO / layer, ignore_errors=True)


def _current_text(file: Path) -> str | None:
    try:
        return file.read_bytes().decode("utf-8").replace("\r\n", "\n")
    except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError):
        return None  # what cannot be read is another matter: it is there, and would be lost
