"""The commands that start a district's own playbook, and an adaptation in it."""

import json
import os
from dataclasses import replace
from pathlib import Path

import click

import playbook
from playbook.contributing.drafts import adaptation
from playbook.layers.edition import resolve_name
from playbook.layers.lockfile import FILE, Lock, digest, lock
from playbook.layers.merge import BECAUSE
from playbook.layers.originals.codes import PIN
from playbook.layers.originals.originals import read_originals
from playbook.layers.originals.pin import DISTRICT, names_in, quoted
from playbook.layers.originals.places import VERSION
from playbook.model.entry import Entry
from playbook.records import export
from playbook.source.diagnostics import InvalidEntry
from playbook.updates.snapshots import read_lock
from playbook_site.commands.upstream.base import base_tree, check_layer
from playbook_site.commands.upstream.releases import ground_of
from playbook_site.commands.upstream.requirements import OWN, STARTER, requirement, tell_unknown

PLACES = {
    "README.md": "README.md",
    "gitignore": ".gitignore",
    "playbook.toml": "playbook.toml",
    "requirements.txt": "requirements.txt",
    "requirements.lock": "requirements.lock",
    "district/district.yml": "district/district.yml",
    "workflows/check.yml": ".github/workflows/check.yml",
    "workflows/pages.yml": ".github/workflows/pages.yml",
    "workflows/update.yml": ".github/workflows/update.yml",
}
"""The paths of files in a new playbook, by their paths in the starter."""

ROOT = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("init")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--name", help="The name of the site; by default, the folder's name.")
@click.option("--original", type=ROOT, help="The folder of a playbook to stand on, a state's, say.")
def init_command(folder: Path, name: str | None, original: Path | None) -> None:
    """Start a playbook of your own, on top of this release or another playbook, without a copy."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise click.ClickException(f"{folder} is there already. Name a new folder.")
    pin = _pin_on(folder, original) if original else ""
    name = name or folder.resolve().name.replace("-", " ").capitalize()
    required, repository = requirement()
    words = {
        "name": name,
        "quoted": json.dumps(name, ensure_ascii=False),
        "version": VERSION,
        "requirement": required,
        "original": json.dumps(repository),
    }
    for source, place in PLACES.items():
        text = STARTER.joinpath(*source.split("/")).read_text(encoding="utf-8")
        export.write_text(text.format(**words) if "{" in text else text, folder / place)
    if pin:
        export.replace_text(pin, folder / PIN)
    ground = ground_of(folder, None)
    text = lock(ground.version, base_tree(folder, DISTRICT, ground), {}).text
    export.write_text(text, folder / DISTRICT / FILE)
    click.echo(f"Wrote {folder}/. Your words go into {folder}/{DISTRICT}/; next: playbook serve")
    if " @ " not in required:
        tell_unknown(folder / OWN)


def _pin_on(folder: Path, original: Path) -> str:
    """`playbook.toml` that names the folder of another playbook; raises a `ClickException`."""
    item = Path(os.path.relpath(original.resolve(), folder.resolve())).as_posix()
    if diagnostics := read_originals(folder, (item,)).diagnostics:
        faults = "\n".join(f"{fault.message} {fault.hint}" for fault in diagnostics)
        raise click.ClickException(f"{original} cannot be an original.\n{faults}")
    return f"originals = [{quoted(item)}]\n"


@click.command("adapt")
@click.argument("entry")
@click.option("--root", type=ROOT, default=".", help="The playbook's folder.")
@click.option("--layer", help="Where the adaptation goes; by default, into the main layer.")
def adapt_command(entry: str, root: Path, layer: str | None) -> None:
    """Create a file to change this entry for your district: what differs, and why."""
    layer = layer or names_in(root).layer
    check_layer(root, layer)
    entries, _ = playbook.load(root)
    if hidden := resolve_name(entry, entries.hidden):
        by = entries.hidden[hidden].path
        raise click.ClickException(f"{hidden.path} is hidden: take it out of the list in {by}.")
    key = resolve_name(entry, [file.key for file in entries.files()])
    if key is None or not isinstance(
        file := next((e for e in entries if e.key == key), None), Entry
    ):
        raise click.ClickException(f"There is no one sound entry '{entry}', such as moves/its-id.")
    path = f"{layer}/{key.path}"
    try:
        new_lock = _extended_lock(root, layer, key.path)
        export.write_text(adaptation(file.meta.summary), root / path)
    except FileExistsError:
        raise click.ClickException(f"{path} is there already.") from None
    except InvalidEntry as invalid:
        raise click.ClickException(f"Fix this first.\n{invalid}") from None
    export.replace_text(new_lock.text, root / layer / FILE)
    click.echo(f"Wrote {path}. Say why after '{BECAUSE}:', and write only what differs.")


def _extended_lock(root: Path, layer: str, path: str) -> Lock:
    """The lock with the original's text of an adapted entry, so that an update can compare it."""
    if diagnostics := read_originals(root).diagnostics:
        raise InvalidEntry(diagnostics)
    ground = ground_of(root, None)
    tree = base_tree(root, layer, ground)
    if path not in tree:
        raise click.ClickException(
            f"No original has {path}: it is your own. Change it where it stands."
        )
    old_lock = read_lock(root, layer) or lock(ground.version, tree, {})
    files = {**old_lock.files, path: digest(tree[path])}
    return replace(old_lock, files=files, originals={**old_lock.originals, path: tree[path]})
