"""An update of a layer: it is rehearsed and reported, and what is accepted of it is made."""

import shlex
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import click

from playbook.contributing.hosts.file_links import file_link
from playbook.layers.edition import resolve_name
from playbook.layers.lockfile import FILE, Lock, Tree, lock
from playbook.layers.upstream import layers_here, read_chain
from playbook.model.entry import Key
from playbook.source.diagnostics import Diagnostic, InvalidEntry
from playbook.updates.apply import apply
from playbook.updates.comparison import Update, compare
from playbook.updates.snapshots import read_layer, read_lock
from playbook.updates.texts import is_entry
from playbook_site.commands.upstream import other_program
from playbook_site.commands.upstream.base import base_tree, layer_option
from playbook_site.commands.upstream.choice import choose
from playbook_site.commands.upstream.rehearsal import Rehearsal, rehearse
from playbook_site.commands.upstream.releases import Ground, ground_of, new_pin, releases_of
from playbook_site.commands.upstream.undo import conclude, refuse_changed, write
from playbook_site.reports.diagnostic_formats import as_text
from playbook_site.reports.program import typed
from playbook_site.reports.update_report import Report, as_json, as_markdown

REPORT = "update-report"


def update(
    root: Path,
    layer: str,
    to: str | None,
    accept: tuple[str, ...],
    naming: Sequence[str] = (),
    *,
    keeps: bool = True,
) -> None:
    """Rehearse an update, report it, and make what is accepted of it.

    `naming` is what a person types to name the original, where that is not `--to` and its name.
    """
    ground = ground_of(root, to)
    tree = base_tree(root, layer, ground)
    yours, faults = _readable(root, layer)
    lockfile = _lock_of(root, layer, ground.version, tree)
    update = compare(lockfile, ground.version, tree, yours, _hidden(root, layer, tree))
    update = replace(update, items=tuple(i for i in update.items if i.path not in faults))

    def trial(paths: Collection[str]) -> tuple[Rehearsal, Lock]:
        files, new = apply(update, lockfile, tree, yours, paths)
        _refuse_over(layer, faults.keys() & files.keys())
        result = rehearse(root, ground, layer, files, lockfile.originals)
        return result, _with_notes(new, lockfile, faults)

    whole, lock_of_all = trial({"all"})
    links = _links(root, layer, ground.base, {*yours, *tree})
    releases = releases_of(ground.base, update)
    command = _command(root, layer, to, naming)
    brings = Report(update, layer, command, whole.mended, whole.errors, releases, links)
    _report(root, brings, keeps=keeps)
    if paths := _paths(accept, update):
        result, new, paths = choose(paths, brings, (whole, lock_of_all), trial)
        refuse_changed(root, layer, yours)
        if write(root, layer, yours, result.layer, new, new_pin(root, to, ground.version)):
            words = {*yours, *lockfile.originals, *lockfile.neighbors}
            conclude(root, layer, paths, update, words)
    _tell_schools(root, layer, ground, to)


def _report(root: Path, brings: Report, *, keeps: bool) -> None:
    """Show the report, and keep it as files."""
    text = as_markdown(brings)
    click.echo(text)
    for ending, content in ((".md", text), (".json", as_json(brings))) if keeps else ():
        (root / f"{REPORT}{ending}").write_text(content, encoding="utf-8", newline="\n")


def _tell_schools(root: Path, layer: str, ground: Ground, to: str | None) -> None:
    """Name the schools of a district that have an update of their own before them."""
    for other in _waiting(root, layer, ground):
        command = _command(root, other, to)
        click.echo(typed(f"{other}/ has something to take over too. Look: {command}"), err=True)


def _waiting(root: Path, layer: str, ground: Ground) -> Iterator[str]:
    """The schools of a district that adapt or name what has changed: their site waits for it."""
    is_main = not layer_option(root, layer)
    for other in sorted(layers_here(root) - {layer}) if is_main else ():
        with suppress(InvalidEntry):  # what cannot be read is told where it is looked at
            if lockfile := read_lock(root, other):
                tree, yours = base_tree(root, other, ground), read_layer(root, other)[0]
                update = compare(lockfile, ground.version, tree, yours, _hidden(root, other, tree))
                if update.follows or any(item.path in yours for item in update.items):
                    yield other


def _readable(root: Path, layer: str) -> tuple[Tree, Mapping[str, Diagnostic]]:
    """What can be read of a layer, and the files that cannot: these are left as they are."""
    yours, faults = read_layer(root, layer)
    if faults:
        click.echo(
            f"{as_text(faults.values())}\nThese are left as they are, and the rest goes on.",
            err=True,
        )
    return yours, faults


def _refuse_over(layer: str, paths: Collection[str]) -> None:
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
    return replace(new, files=files, originals=originals)


def _command(root: Path, layer: str, to: str | None = None, naming: Sequence[str] = ()) -> str:
    """What a person types to see the same report again."""
    to = other_program.wording(to)
    words = [*layer_option(root, layer), *(naming or (["--to", to] if to else []))]
    return shlex.join(["playbook", "update", *words])


def _lock_of(root: Path, layer: str, version: str, tree: Tree) -> Lock:
    if lockfile := read_lock(root, layer):
        return lockfile
    click.echo(
        f"There is no {layer}/{FILE} yet, so changes before today cannot be shown. "
        f"Write it with: {_command(root, layer)} --accept all",
        err=True,
    )
    return lock(version, tree, {})


def _links(root: Path, layer: str, original: Path, paths: Collection[str]) -> Mapping[str, str]:
    """Where a person opens each file: the layer's own, or the original's in the same repository."""
    chain, _ = read_chain(root, (layer,))
    there = {path: (root / layer / path).is_file() for path in paths}
    is_here = original.resolve() == root.resolve()
    return {
        path: file_link(chain.settings.repo_url or "", f"{layer}/{path}" if is_ours else path)
        for path, is_ours in there.items()
        if is_ours or is_here
    }


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
