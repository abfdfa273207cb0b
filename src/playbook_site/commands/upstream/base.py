"""What a layer is based on, and which folders are layers."""

from pathlib import Path

import click

from playbook.layers.lockfile import Tree
from playbook.layers.originals.originals import read_originals
from playbook.layers.originals.pin import names_in
from playbook.layers.upstream import editions, layers_here
from playbook.updates.apply import effective
from playbook.updates.snapshots import inherited_tree, original_tree
from playbook_site.commands.upstream.releases import Ground


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
    before = [inherited_tree(folder) for folder in (*ground.layers, *own)]
    return effective(original_tree(ground.base), before)


def layer_option(root: Path, layer: str) -> list[str]:
    """The words that name a layer to the command; none for the main one."""
    return [] if layer == names_in(root).layer else ["--layer", layer]
