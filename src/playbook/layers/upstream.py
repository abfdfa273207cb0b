"""The layers that every edition of a playbook is made of, and what their settings say."""

import os
import tomllib
from collections.abc import Iterator, Sequence
from pathlib import Path

from playbook.layers import settings
from playbook.layers.edition import Chain, Layer, branding, in_words
from playbook.layers.lockfile import FILE as LOCK
from playbook.layers.lockfile import parse
from playbook.layers.originals.originals import read_originals
from playbook.layers.originals.pin import Names, names_in
from playbook.layers.originals.places import VERSION, beside, own_layers
from playbook.layers.settings import FILE
from playbook.model.codes import BAD_FILE_NAME, NOT_ONE_OF
from playbook.model.fields import is_id
from playbook.source.diagnostics import Code, Diagnostic, Example, InvalidEntry, Severity
from playbook.source.file_names import same_name
from playbook.source.files import SYMLINK, UNREADABLE_FILE, read_bytes, read_long, read_text
from playbook.source.location import Location
from playbook.source.moment import once

UNFINISHED_UPDATE = Code(
    "unfinished-update",
    Severity.ERROR,
    "A change of the layer was stopped between two steps, by a power cut, say. Nothing is "
    "lost: the next update puts it in its place.",
    fails=Example(".district.old/   and no district/", language="text"),
    passes=Example("playbook update", language="text"),
    no_edit="'playbook update' does it.",
)

SAME_NAME = Code(
    "same-name",
    Severity.WARNING,
    "Two schools have the same name, and readers who choose theirs from the list cannot tell the "
    "two apart. Add what people say when they mean one of them: its place, or its grades.",
    fails=Example("name: Lincoln", path="schools/lincoln-high/district.yml"),
    passes=Example("name: Lincoln High", path="schools/lincoln-high/district.yml"),
    no_edit="Only the district knows what its people call the two.",
)

CODES = (UNFINISHED_UPDATE, SAME_NAME)


def main_layers(root: Path) -> tuple[str, ...]:
    """The layers of the main edition: those that it inherits, and its own, if there is one."""
    return (*read_originals(root).layers, *own_layers(root))


@once
def editions(root: Path) -> dict[str, tuple[str, ...]]:
    """The layers of every edition, by its address on the site: "" for the main one.

    A school's edition says which layers it is made of; without that, the district's and its own.
    What the playbook inherits is under all of them.
    """
    below, main = read_originals(root).layers, own_layers(root)
    chains = {"": (*below, *main)}
    names = names_in(root)
    schools = root / names.folder
    folders = schools.iterdir() if schools.is_dir() and not schools.is_symlink() else ()
    for folder in sorted(folders):
        if folder.is_dir() and (folder / FILE).is_file() and is_id(folder.name):
            path = f"{names.folder}/{folder.name}"
            layer, _ = _read_layer(root, path)
            own = _chain_of(layer.settings.layers, (*main, path), path, names)
            chains[f"{path}/"] = (*below, *own)
    return chains


def layers_here(root: Path) -> set[str]:
    """The layers of every edition that are in the playbook itself, and its to change."""
    layers = {layer for chain in editions(root).values() for layer in chain}
    return layers - set(read_originals(root).layers)


def _chain_of(
    chain: tuple[str, ...], usual: tuple[str, ...], path: str, names: Names
) -> tuple[str, ...]:
    """The layers that a school asks for, if they are folders of layers, and its own the last."""
    fine = all(name == names.layer or name.startswith(f"{names.folder}/") for name in chain)
    return (
        chain if chain and fine and chain[-1] == path and len(set(chain)) == len(chain) else usual
    )


def name_diagnostics(root: Path, layers: Sequence[str]) -> Iterator[Diagnostic]:
    """A diagnostic for the edition of a school that has the name of another, before it."""
    path = layers[-1] if layers else ""
    if f"{path}/" in editions(root):
        layer, _ = _read_layer(root, path)
        first = _schools_by_name(root).get(same_name(layer.school), path)
        if layer.source.path and first != path:
            yield Diagnostic(
                layer.source.locate_value(("name",)),
                SAME_NAME,
                f"{first}/ has the same name.",
                "Add to the name of one of the two what tells them apart.",
            )


@once
def _schools_by_name(root: Path) -> dict[str, str]:
    """The layer of the first school of each name; a layer that cannot be read says no name."""
    chains = [chain for address, chain in editions(root).items() if address]
    layers = [_read_layer(root, chain[-1])[0] for chain in reversed(chains)]
    return {same_name(layer.school): layer.path for layer in layers if layer.source.path}


def read_chain(root: Path, layers: Sequence[str]) -> tuple[Chain, list[Diagnostic]]:
    """Read the settings of each layer, with everything that is wrong with them."""
    chain: list[Layer] = []
    diagnostics: list[Diagnostic] = []
    for path in layers:
        if (root / path).is_symlink():
            diagnostics.append(_symlink(path))
        elif (root / path).is_dir():
            layer, more = _read_layer(root, path)
            chain.append(layer)
            diagnostics += more
        elif os.path.lexists(beside(root / path, "old")):
            diagnostics.append(_unfinished_update(path))
        else:
            diagnostics.append(_no_layer(path))
    return Chain(tuple(chain)), diagnostics


@once
def _read_layer(root: Path, path: str) -> tuple[Layer, list[Diagnostic]]:
    name, is_inherited = f"{path}/{FILE}", path in read_originals(root).layers
    title = in_words((root / path).resolve().parent.name) if is_inherited else path
    if not os.path.lexists(root / name):
        return Layer(path, is_inherited=is_inherited, title=title), []
    try:
        values, source = settings.parse(read_text(root, name), name)
    except InvalidEntry as invalid:
        return Layer(path, is_inherited=is_inherited, title=title), invalid.diagnostics
    paths = _lock_paths(root, path)
    layer = Layer(path, values, source, paths, is_inherited, values.name or title)
    diagnostics = [] if is_inherited else list(_odd_layers(layer, names_in(root)))
    logo = read_bytes(root / path, values.logo) if values.logo else None
    return layer, [*diagnostics, *branding(layer, logo)]


def _lock_paths(root: Path, path: str) -> frozenset[str]:
    """The files that a layer's lock knows; none where it cannot be read: that is told elsewhere."""
    try:
        return frozenset(parse(read_long(root, f"{path}/{LOCK}"), path).files)
    except InvalidEntry:
        return frozenset()


@once
def version_of(original: Path) -> str:
    """The release of an original: its own, or the installed one where it does not say."""
    try:
        project = tomllib.loads(read_text(original, "pyproject.toml"))
        return str(project["project"]["version"])
    except (InvalidEntry, ValueError, KeyError, TypeError):
        return VERSION


def _odd_layers(layer: Layer, names: Names) -> Iterator[Diagnostic]:
    """What `layers` says that no edition can be made of."""
    chain = layer.settings.layers
    at = layer.source.locate(("layers",))
    if chain and _chain_of(chain, (), layer.path, names) != chain:
        yield Diagnostic(
            at,
            NOT_ONE_OF,
            "These are not layers of this edition, with its own folder last.",
            f"Write each once, such as layers: [{names.layer}, {layer.path}]",
        )
    if layer.path != names.layer and not is_id(layer.path.rpartition("/")[2]):
        yield Diagnostic(
            Location(layer.path),
            BAD_FILE_NAME,
            "The name of this folder is a part of addresses, and is not an id.",
            "Use small letters a-z, digits, and hyphens, such as lincoln-school.",
        )


def _symlink(path: str) -> Diagnostic:
    return Diagnostic(
        Location(path),
        SYMLINK,
        "This layer is a link to another folder.",
        "Put the folder itself here; links are never followed.",
    )


def _unfinished_update(path: str) -> Diagnostic:
    return Diagnostic(
        Location(path),
        UNFINISHED_UPDATE,
        "A change of this layer was stopped half-way. Nothing is lost.",
        "Run 'playbook update', which puts the layer back in its place.",
    )


def _no_layer(path: str) -> Diagnostic:
    return Diagnostic(
        Location(path),
        UNREADABLE_FILE,
        f"There is no folder {path}/ to lay over the original.",
        "Make it, or take it out of 'layers'.",
    )
