"""What stands at the root of a playbook and beside its layers, and nothing reads."""

import contextlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from playbook.layers.edition import Chain
from playbook.layers.inventory.misplacement import BESIDE, alike, misplacement, renaming
from playbook.layers.inventory.site_files import irregular
from playbook.layers.inventory.unread_files import UNREAD_FILE, beside_a_layer
from playbook.layers.originals.codes import PIN
from playbook.layers.originals.originals import read_originals
from playbook.layers.originals.pin import Names, names_in
from playbook.layers.originals.places import PARTS
from playbook.layers.settings import FILE
from playbook.layers.upstream import editions
from playbook.model.codes import BAD_FILE_NAME
from playbook.model.entry_types import MODELS
from playbook.model.fields import is_id
from playbook.model.whole_files import of_no_folder
from playbook.parsing import frontmatter
from playbook.source.diagnostics import Diagnostic, InvalidEntry
from playbook.source.files import read_text
from playbook.source.folders import Item, Kind, contents
from playbook.source.location import Location

OF_THE_ORIGINAL = (*PARTS, "outlines", "macros")
"""The folders that an original may have."""


def at_root(root: Path, original: Path) -> Iterator[Diagnostic]:
    """What nothing reads at the root, and what was probably meant by it."""
    is_elsewhere = original.resolve() != root.resolve() and not read_originals(root).diagnostics
    here = names_in(root)
    names = (*MODELS, here.layer, here.folder)
    usual = {Names().layer: here.layer, Names().folder: here.folder}
    items = contents(root)
    own = f"{here.layer}/" if is_elsewhere else ""
    for item in items:
        if is_elsewhere and item.name not in names:
            yield from beside_a_layer(item.name, here.layer)
        if item.kind is Kind.FILE:
            yield from _entry_in_no_folder(root, item, own)
        if item.kind is not Kind.FOLDER:
            continue
        if is_elsewhere and item.name in MODELS:
            hint = f"Move it into {here.layer}/, which is laid over the original."
            yield misplacement(item.path, "Nothing reads this folder here.", hint)
        elif item.name not in names and (name := usual.get(item.name, "")):
            hint = renaming(item, f"{name}/", items).replace("/.", f"/, as {PIN} says.", 1)
            yield misplacement(item.path, "Nothing reads this folder.", hint)
        elif item.name not in names and (name := alike(item.name, names)):
            hint = renaming(item, f"{name}/", items)
            yield misplacement(item.path, "Nothing reads this folder.", hint)
        elif item.name not in (*names, *OF_THE_ORIGINAL) and not item.name.startswith("."):
            for file in contents(root, item.name):  # perhaps kept there on purpose
                for one in _entry_in_no_folder(root, file, own):
                    yield replace(one, code=UNREAD_FILE)


def _entry_in_no_folder(root: Path, item: Item, own: str) -> Iterator[Diagnostic]:
    """What a file is that has an entry's front matter; `own` is where entries are written."""
    if item.kind is Kind.FILE and item.name.endswith(".md"):
        with contextlib.suppress(InvalidEntry):
            document = frontmatter.parse(read_text(root, item.path), item.path)
            yield from of_no_folder(document.data, item.path, "Nothing reads it here.", own)


def in_schools(root: Path, chain: Chain) -> Iterator[Diagnostic]:
    """What in `schools/`, or whatever it is called, is no layer of any edition."""
    names = names_in(root)
    one = names.one[:1].lower() + names.one[1:]
    layers = {layer.path for layer in chain.layers}
    items = contents(root, names.folder)
    if items:
        layers |= {layer for chain in editions(root).values() for layer in chain}
    for item in items:
        if item.path in layers or item.name.startswith("."):
            continue
        if item.kind is Kind.FOLDER and (root / item.path / FILE).is_file():
            if not is_id(item.name):
                message = "The name of this folder is a part of addresses, and is not an id."
                hint = "Use small letters a-z, digits, and hyphens, such as lincoln-school."
                yield Diagnostic(Location(item.path), BAD_FILE_NAME, message, hint)
        elif item.kind is Kind.FOLDER:
            hint = f"Start a file {FILE} in it, with the name of the {one} after 'name:'."
            yield misplacement(item.path, "No edition is made of this folder.", hint)
        elif item.kind is not Kind.FILE:
            yield from irregular(item, item.path)
        elif not item.name.casefold().startswith(BESIDE):
            hint = f"A {one} has a folder of its own: {names.folder}/its-name/."
            yield misplacement(item.path, "Nothing reads this file here.", hint)
