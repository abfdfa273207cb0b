"""The command that compares a new original with a layer, reports, and applies accepted changes.

A change is made beside the layer and put in its place in one step. Whatever stops it leaves the
old layer or the new one; the next update finishes what was begun.
"""

import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

import click
from filelock import FileLock

from playbook.layers.edition import resolve_name
from playbook.layers.lockfile import FILE, Lock, Tree, lock
from playbook.layers.originals.originals import read_originals
from playbook.layers.originals.pin import names_in
from playbook.layers.upstream import editions, layers_here, read_chain
from playbook.model.entry import Key
from playbook.records import export
from playbook.source.diagnostics import InvalidEntry
from playbook.updates.apply import apply, effective
from playbook.updates.comparison import Update, compare, is_entry
from playbook.updates.snapshots import layer_tree, original_tree, read_layer, read_lock
from playbook_site.building import atomic_swap
from playbook_site.commands.releases import Ground, ground_of, move_pin, refuse_folder
from playbook_site.reports.diagnostic_formats import as_text
from playbook_site.reports.update_report import as_json, as_markdown

ROOT = click.Path(exists=True, file_okay=False, path_type=Path)
UNDO = Path(".playbook", "undo")
REPORT = "update-report"

Texts = Mapping[str, str | None]
"""The texts of files by their paths; None where there is no file."""


@click.command("update")
@click.argument("root", type=ROOT, default=".")
@click.option("--to", metavar="VERSION|PATH", help="A release, or the folder of an original.")
@click.option("--layer", help="The layer to compare; by default, the main one.")
@click.option("--accept", multiple=True, metavar="ID", help="An entry to accept; or: all.")
@click.option("--dry-run", is_flag=True, help="Show the report, and write nothing.")
@click.option("--undo", is_flag=True, help="Undo the last change that was accepted.")
def update_command(
    root: Path,
    to: str | None,
    layer: str | None,
    accept: tuple[str, ...],
    dry_run: bool,  # noqa: FBT001
    undo: bool,  # noqa: FBT001
) -> None:
    """Compare the original with the one that a layer is based on, and report, part by part.

    Nothing in the layer changes without --accept. The report is written as Markdown and as JSON.
    """
    layer = layer or names_in(root).layer
    check_layer(root, layer)
    try:
        if dry_run:
            click.echo(as_markdown(_compare(root, layer, to)[0]))
            return
        (root / UNDO).mkdir(parents=True, exist_ok=True)
        with FileLock(root / UNDO / "lock"):
            atomic_swap.recover(root / layer, root / UNDO / layer)
            if undo:
                _undo(root, layer)
            else:
                refuse_folder(root, to)
                _update(root, layer, to, accept)
    except InvalidEntry as invalid:
        raise click.ClickException(f"Fix this first.\n{invalid}") from None
    except OSError as error:
        raise click.ClickException(
            f"The update was stopped: {error}. {layer}/ is whole, as it was before or after it. "
            "Run it again."
        ) from None


def check_layer(root: Path, layer: str) -> None:
    """Raise a `ClickException` for a folder that is no layer of any edition."""
    layers = layers_here(root) | {names_in(root).layer}
    if layer not in layers:
        raise click.ClickException(
            f"'{layer}' is no layer here. The layers are: {', '.join(sorted(layers))}."
        )


def base_tree(root: Path, layer: str, ground: Ground) -> Tree:
    """The files that a layer is based on: the original, merged with the layers before it."""
    chain = next((c for c in editions(root).values() if c and c[-1] == layer), (layer,))
    theirs = set(read_originals(root).layers)
    own = [root / path for path in chain[: chain.index(layer)] if path not in theirs]
    before = [layer_tree(folder) for folder in (*ground.layers, *own)]
    return effective(original_tree(ground.base), before)


def _compare(root: Path, layer: str, to: str | None) -> tuple[Update, Lock, Tree, Tree, str]:
    with tempfile.TemporaryDirectory() as folder:
        ground = ground_of(root, to, Path(folder))
        tree, version = base_tree(root, layer, ground), ground.version
    yours, faults = read_layer(root, layer)
    if faults:
        click.echo(
            f"{as_text(faults.values())}\nThese are left as they are, and the rest goes on.",
            err=True,
        )
    lockfile = read_lock(root, layer)
    if lockfile is None:
        of_layer = "" if layer == names_in(root).layer else f" --layer {layer}"
        click.echo(
            f"There is no {layer}/{FILE} yet, so changes before today cannot be shown. "
            f"Write it with: playbook update{of_layer} --accept all",
            err=True,
        )
        lockfile = lock(version, tree, {})
    update = compare(lockfile, version, tree, yours, _hidden(root, layer, tree))
    items = tuple(item for item in update.items if item.path not in faults)
    return replace(update, items=items), lockfile, tree, yours, version


def _update(root: Path, layer: str, to: str | None, accept: tuple[str, ...]) -> None:
    update, lockfile, tree, yours, version = _compare(root, layer, to)
    text = as_markdown(update)
    click.echo(text)
    for ending, content in ((".md", text), (".json", as_json(update))):
        (root / f"{REPORT}{ending}").write_text(content, encoding="utf-8", newline="\n")
    if paths := _paths(accept, update):
        files, new = apply(update, lockfile, tree, yours, paths)
        odd = read_layer(root, layer)[1]
        _refuse_over(layer, odd.keys() & files.keys())
        _write(root, layer, files, _with_notes(new, lockfile, odd))
        click.echo(f"{layer}/ was changed. To undo it: playbook update --undo", err=True)
    move_pin(root, to, version)


def _refuse_over(layer: str, paths: Iterable[str]) -> None:
    """Raise a `ClickException` where a file would be written over one that cannot be read."""
    for path in sorted(paths):
        raise click.ClickException(
            f"{layer}/{path} cannot be read, and an update would write over it. Move it away."
        )


def _with_notes(new: Lock, old: Lock, paths: Iterable[str]) -> Lock:
    """A lock that says what it said before of files that could not be read."""
    files, originals = dict(new.files), dict(new.originals)
    for path in paths:
        for now, before in ((files, old.files), (originals, old.originals)):
            now.pop(path, None)
            now.update({path: before[path]} if path in before else {})
    return Lock(new.version, files, originals)


def _hidden(root: Path, layer: str, tree: Tree) -> set[str]:
    chain, _ = read_chain(root, (layer,))
    keys = _keys(tree)
    names = chain.settings.hidden
    return {key.path for name in names if (key := resolve_name(name, keys)) is not None}


def _keys(paths: Iterable[str]) -> list[Key]:
    return [Key(*path.removesuffix(".md").split("/")) for path in paths if is_entry(path)]


def _paths(accept: Iterable[str], update: Update) -> set[str]:
    """The paths that `--accept` names, by ids or as paths; `all` is kept as it is."""
    paths = {item.path for item in update.items}
    accepted_paths: set[str] = set()
    for word in accept:
        key = resolve_name(word, _keys(paths))
        if word == "all" or word in paths:
            accepted_paths.add(word)
        elif key is not None:
            accepted_paths.add(key.path)
        else:
            fitting = sorted(path for path in paths if Path(path).stem == word)
            raise click.ClickException(
                f"'{word}' may be any of: {', '.join(fitting)}."
                if fitting
                else f"Nothing in the report is called '{word}'."
            )
    return accepted_paths


def _write(root: Path, layer: str, files: Tree, new: Lock) -> None:
    """Replace the files of a layer in one step, and record the old texts for `--undo`."""
    after: dict[str, str | None] = {**files, FILE: new.text}
    old, _ = read_layer(root, layer)
    after |= {path: None for path in old if path not in files}
    before = {path: _current_text(root / layer / path) for path in after}
    if differing := {path: text for path, text in after.items() if text != before[path]}:
        _change(root, layer, {path: before[path] for path in differing}, differing)


def _change(root: Path, layer: str, before: Texts, after: Texts) -> None:
    """Change a layer, after noting how, and what the last change was: this one may be stopped."""
    record = root / UNDO / f"{layer}.json"
    record.parent.mkdir(parents=True, exist_ok=True)
    earlier = next(_records(record), None)
    text = json.dumps({"before": before, "after": after, "earlier": earlier}, ensure_ascii=False)
    export.replace_text(text, record)
    gone = [path for path, text in after.items() if text is None]
    texts = {path: text for path, text in after.items() if text is not None}
    atomic_swap.change(root / layer, root / UNDO / layer, gone, texts)


def _records(record: Path) -> Iterator[Mapping[str, Texts]]:
    """The last change that was begun, and the one before it."""
    try:
        last = json.loads(record.read_text(encoding="utf-8"))
        for change in (last, last.get("earlier")):
            if change:
                yield {"before": dict(change["before"]), "after": dict(change["after"])}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return


def _undo(root: Path, layer: str) -> None:
    """Undo the last change, unless a file that it wrote has been edited since."""
    for change in _records(root / UNDO / f"{layer}.json"):
        before, after = change["before"], change["after"]
        now = {path: _current_text(root / layer / path) for path in after}
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


def _current_text(file: Path) -> str | None:
    try:
        return file.read_bytes().decode("utf-8").replace("\r\n", "\n")
    except (FileNotFoundError, NotADirectoryError, UnicodeDecodeError):
        return None  # what cannot be read is another matter: it is there, and would be lost
