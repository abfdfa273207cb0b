"""What in the folder of a layer is neither read nor usual."""

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from playbook.layers.edition import Chain, Layer
from playbook.layers.inventory.misplacement import BESIDE, alike, misplacement, renaming
from playbook.layers.inventory.site_files import irregular
from playbook.layers.lockfile import FILE as LOCK
from playbook.layers.originals.pin import names_in
from playbook.layers.originals.places import LISTS, PARTS, own_layers
from playbook.layers.settings import FILE
from playbook.model.entry_types import MODELS
from playbook.source.diagnostics import Diagnostic, closest
from playbook.source.folders import Item, Kind, contents


def beginnings(root: Path, chain: Chain) -> Iterator[Layer]:
    """The district's folder where it has nothing yet that makes it a layer."""
    name = names_in(root).layer
    if not own_layers(root) and name not in {layer.path for layer in chain.layers}:
        yield Layer(name)


def in_layer(root: Path, layer: Layer) -> Iterator[Diagnostic]:
    """What in the folder of a layer is neither read nor usual."""
    logo = PurePosixPath(layer.settings.logo or FILE).parts[0]
    names = {*PARTS, FILE, *LISTS, logo}  # each is judged where it is read
    items = contents(root, layer.path)
    for item in items:
        if item.name in names or item.name.startswith("."):
            continue
        if item.kind in (Kind.LINK, Kind.OTHER):
            yield from irregular(item, item.path)
        elif item.kind is Kind.FOLDER:
            meant = alike(item.name, PARTS) or closest(item.name, PARTS)
            hint = renaming(item, f"{layer.path}/{meant}/", items) if meant else _parts_of(layer)
            yield misplacement(item.path, "Nothing reads this folder of the layer.", hint)
        elif item.name != LOCK and not item.name.casefold().startswith(BESIDE):
            hint = _meant_in_layer(item, layer.path, items)
            yield misplacement(item.path, "Nothing reads this file of the layer.", hint)


def _meant_in_layer(item: Item, layer: str, items: Sequence[Item]) -> str:
    if item.name.endswith(".md"):
        folders = ", ".join(f"{layer}/{collection}/" for collection in MODELS)
        return f"An entry goes into {folders}; a page goes into {layer}/docs/."
    same = f"{PurePosixPath(name := item.name.casefold()).stem}.yml"
    if near := same if same in LISTS else closest(name, (FILE, LOCK)):
        return renaming(item, f"{layer}/{near}", items)
    return f"Delete it, or move it out of {layer}/."


def _parts_of(layer: Layer) -> str:
    return f"A layer has the folders {', '.join(PARTS)}. Move it out of {layer.path}/."
