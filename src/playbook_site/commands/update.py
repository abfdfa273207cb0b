"""The command that compares a new original with a layer, reports, and changes what is accepted.

A change is made beside the layer and put in its place by two renames. Whatever stops it leaves the
old layer or the new one; the next update finishes what was begun.
"""

import json
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path

import click
from filelock import FileLock

from playbook.layers.edition import meant
from playbook.layers.lockfile import FILE, Lock, Tree, lock
from playbook.layers.upstream import DISTRICT, PIN, editions, read_chain
from playbook.model.entry import Key
from playbook.source.diagnostics import InvalidEntry
from playbook.updates.apply import accepted, effective
from playbook.updates.comparison import Update, compare, is_entry
from playbook.updates.snapshots import layer_tree, original_tree, read_lock
from playbook_site.building import atomic_swap
from playbook_site.commands.releases import move_pin, original_of
from playbook_site.reports.update_report import as_json, as_markdown

ROOT = click.Path(exists=True, file_okay=False, path_type=Path)
UNDO = Path(".playbook", "undo")
REPORT = "update-report"


@click.command("update")
@click.argument("root", type=ROOT, default=".")
@click.option("--to", metavar="VERSION|PATH", help="A release, or the folder of an original.")
@click.option("--layer", default=DISTRICT, show_default=True, help="The layer to compare.")
@click.option("--accept", multiple=True, metavar="ID", help="An entry to accept; or: all.")
@click.option("--dry-run", is_flag=True, help="Tell what would come, and write nothing.")
@click.option("--undo", is_flag=True, help="Take back the last change that was accepted.")
def update_command(
    root: Path,
    to: str | None,
    layer: str,
    accept: tuple[str, ...],
    dry_run: bool,  # noqa: FBT001
    undo: bool,  # noqa: FBT001
) -> None:
    """Compare the original with what a layer stands on, and report, part by part.

    Nothing in the layer changes without --accept. The report is written as Markdown and as JSON.
    """
    check_layer(root, layer)
    try:
        if dry_run:
            click.echo(as_markdown(_compared(root, layer, to)[0]))
            return
        (root / UNDO).mkdir(parents=True, exist_ok=True)
        with FileLock(root / UNDO / "lock"):
            atomic_swap.recover(root / layer, root / UNDO / layer)
            if undo:
                _undo(root, layer)
            else:
                _update(root, layer, to, accept)
    except InvalidEntry as invalid:
        raise click.ClickException(f"Mend this first.\n{invalid}") from None


def check_layer(root: Path, layer: str) -> None:
    """Refuse a folder that is no layer of any edition."""
    known = {path for chain in editions(root).values() for path in chain} | {DISTRICT}
    if layer not in known:
        raise click.ClickException(
            f"'{layer}' is no layer here. The layers are: {', '.join(sorted(known))}."
        )


def standing(root: Path, layer: str, original: Tree) -> Tree:
    """What a layer stands on: the original, with the layers before it laid over it."""
    chain = next((c for c in editions(root).values() if c and c[-1] == layer), (layer,))
    before = [layer_tree(root / path) for path in chain[: chain.index(layer)]]
    return effective(original, before)


def _compared(root: Path, layer: str, to: str | None) -> tuple[Update, Lock, Tree, Tree, str]:
    with tempfile.TemporaryDirectory() as folder:
        original, version = original_of(root, to, Path(folder))
        tree = standing(root, layer, original_tree(original))
    yours = layer_tree(root / layer) if (root / layer).is_dir() else {}
    known = read_lock(root, layer)
    if known is None:
        click.echo(
            f"There is no {layer}/{FILE} yet, so what changed before today is not known. "
            "Write it with: playbook update --accept all",
            err=True,
        )
        known = lock(version, tree, {})
    return (
        compare(known, version, tree, yours, _hidden(root, layer, tree)),
        known,
        tree,
        yours,
        version,
    )


def _update(root: Path, layer: str, to: str | None, accept: tuple[str, ...]) -> None:
    found, known, tree, yours, version = _compared(root, layer, to)
    text = as_markdown(found)
    click.echo(text)
    for ending, written in ((".md", text), (".json", as_json(found))):
        (root / f"{REPORT}{ending}").write_text(written, encoding="utf-8", newline="\n")
    if wanted := _paths(accept, found):
        made, new = accepted(found, known, tree, yours, wanted)
        _put(root, layer, made, new)
        click.echo(f"{layer}/ was changed. 'playbook update --undo' takes it back.", err=True)
    if (root / PIN).is_file():
        move_pin(root, to, version)


def _hidden(root: Path, layer: str, tree: Tree) -> set[str]:
    chain, _ = read_chain(root, (layer,))
    keys = _keys(tree)
    names = chain.settings.hidden
    return {key.path for name in names if (key := meant(name, keys)) is not None}


def _keys(paths: Iterable[str]) -> list[Key]:
    return [Key(*path.removesuffix(".md").split("/")) for path in paths if is_entry(path)]


def _paths(accept: Iterable[str], found: Update) -> set[str]:
    """The paths that `--accept` names, by ids as everywhere, or as they are."""
    paths = {item.path for item in found.items}
    wanted: set[str] = set()
    for word in accept:
        key = meant(word, _keys(paths))
        if word == "all" or word in paths:
            wanted.add(word)
        elif key is not None:
            wanted.add(key.path)
        else:
            fitting = sorted(path for path in paths if Path(path).stem == word)
            raise click.ClickException(
                f"'{word}' may be any of: {', '.join(fitting)}."
                if fitting
                else f"Nothing in the report is called '{word}'."
            )
    return wanted


def _put(root: Path, layer: str, made: Tree, new: Lock) -> None:
    """Write what changed beside the layer, note what was there, and swap the two."""
    after: dict[str, str | None] = {**made, FILE: new.text}
    was = layer_tree(root / layer)
    after |= {path: None for path in was if path not in made}
    before = {path: _now(root / layer / path) for path in after}
    changed = {path: text for path, text in after.items() if text != before[path]}
    _change(root, layer, {path: before[path] for path in changed}, changed)


def _change(
    root: Path, layer: str, before: Mapping[str, str | None], after: Mapping[str, str | None]
) -> None:
    record = root / UNDO / f"{layer}.json"
    record.parent.mkdir(parents=True, exist_ok=True)
    said = json.dumps({"before": before, "after": after}, ensure_ascii=False)
    record.write_text(said, encoding="utf-8", newline="\n")
    removed = [path for path, text in after.items() if text is None]
    written = {path: text for path, text in after.items() if text is not None}
    atomic_swap.change(root / layer, root / UNDO / layer, removed, written)


def _undo(root: Path, layer: str) -> None:
    """Take back the last change, if what it wrote is still as it wrote it."""
    try:
        said = json.loads((root / UNDO / f"{layer}.json").read_text(encoding="utf-8"))
        before, after = said["before"], said["after"]
    except (OSError, ValueError, KeyError, TypeError):
        raise click.ClickException("There is nothing to take back.") from None
    now = {path: _now(root / layer / path) for path in after}
    if now == before:
        raise click.ClickException("There is nothing to take back.")
    if edited := [path for path in after if now[path] != after[path]]:
        raise click.ClickException(
            f"You have changed {', '.join(edited)} since, and that would be lost. What was there "
            f"before is in {(UNDO / layer).as_posix()}/."
        )
    _change(root, layer, after, before)
    click.echo(f"{layer}/ is as it was before the last change that was accepted.")


def _now(file: Path) -> str | None:
    try:
        return file.read_bytes().decode("utf-8").replace("\r\n", "\n")
    except (OSError, UnicodeDecodeError):
        return None
