"""The front door: everything that a build would read, looked at before any of it is read.

What is no regular file is reported and never opened or followed. What nothing would read is
reported with the folder or the name that was meant.
"""

import os
import posixpath
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path, PurePosixPath

from playbook.layers.edition import Chain
from playbook.layers.inventory.layer_files import beginnings, in_layer
from playbook.layers.inventory.misplacement import misplacement
from playbook.layers.inventory.root_files import OF_THE_ORIGINAL, at_root, in_schools
from playbook.layers.inventory.site_files import (
    ADDRESS_TAKEN,
    OF_THE_SITE,
    encoding_diagnostic,
    irregular,
    site_diagnostics,
)
from playbook.layers.inventory.unread_files import unread_overrides
from playbook.layers.originals.codes import PIN
from playbook.layers.originals.pin import names_in
from playbook.layers.originals.places import PARTS
from playbook.model.entry_types import MODELS
from playbook.model.whole_files import may_be_entry, of_a_name
from playbook.source.decoding import MAX_FILE
from playbook.source.diagnostics import Diagnostic, InvalidEntry
from playbook.source.file_names import is_entry_name, rename_hint
from playbook.source.files import read_bytes, read_text, symlink, unreadable
from playbook.source.folders import Item, Kind, contents, files, kind_of, walk
from playbook.source.location import Location

PROGRAMS_READ = ("mkdocs.yml", "pyproject.toml")


def file_diagnostics(root: Path, original: Path, chain: Chain) -> Iterator[Diagnostic]:
    """What is wrong with the files of an edition, other than with what stands in them."""
    folders = [("", original), *((layer.path, root / layer.path) for layer in chain.layers)]
    yield from at_root(root, original)
    yield from in_schools(root, chain)
    for layer in (*chain.layers, *beginnings(root, chain)):
        yield from in_layer(root, layer)
    for layer_path, folder in folders:
        for name in PARTS if layer_path else OF_THE_ORIGINAL:
            yield from _folder(folder / name, f"{layer_path}/{name}".lstrip("/"))
        for collection in MODELS:
            items = contents(folder, collection)
            names = frozenset(item.name for item in items)
            for item in items:
                path = f"{layer_path}/{item.path}".lstrip("/")
                text = partial(text_of_misnamed, folder, item)
                yield from _beside_entries(item, path, collection, names, text)
    yield from _folder(root / (name := names_in(root).folder), name)
    yield from site_diagnostics(folders)
    yield from unread_overrides(folders)
    yield from _at_editions(name, folders)
    yield from _outlines(original)
    yield from program_diagnostics(original)


def _at_editions(name: str, folders: Sequence[tuple[str, Path]]) -> Iterator[Diagnostic]:
    """Pages where editions are published, under a name that the site has not always kept free."""
    for layer, folder in folders if name not in OF_THE_SITE else ():
        for path in files(folder, f"docs/{name}"):
            message = f"The site fills the folder {name}/ itself."
            hint = "Use another folder of docs/."
            yield Diagnostic(Location(f"{layer}/{path}".lstrip("/")), ADDRESS_TAKEN, message, hint)
        page = f"docs/{name}.md"
        if os.path.lexists(folder / page):
            message = f"This page has the address {name}/, which [editions] in {PIN} gives away."
            hint = f"Give [editions] another folder in {PIN}, such as districts."
            yield Diagnostic(Location(f"{layer}/{page}".lstrip("/")), ADDRESS_TAKEN, message, hint)


def _folder(place: Path, path: str) -> Iterator[Diagnostic]:
    match kind_of(place):
        case Kind.LINK:
            yield symlink(path)
        case Kind.FILE | Kind.OTHER:
            yield unreadable(path, "it is not a folder")


def _beside_entries(
    item: Item, path: str, collection: str, names: frozenset[str], text: Callable[[], str]
) -> Iterator[Diagnostic]:
    """What in a folder of entries is none; an entry is judged when it is read."""
    name = item.name
    if is_entry_name(name, names):
        return
    if item.kind in (Kind.LINK, Kind.OTHER):
        yield from irregular(item, path)
    elif name.startswith("."):
        return
    elif item.kind is Kind.FOLDER:
        message = f"Entries stand in {collection}/ side by side; nothing reads a folder in it."
        yield misplacement(path, message, f"Move its files into {posixpath.dirname(path)}/.")
    else:
        yield of_a_name(path, names, collection, text())


def text_of_misnamed(folder: Path, item: Item) -> str:
    """The text of a file that may be an entry whose name ends in another way; "" for any other."""
    if item.kind is not Kind.FILE or not may_be_entry(item.name):
        return ""
    return (read_bytes(folder, item.path, MAX_FILE) or b"").decode(errors="replace")


def _outlines(original: Path) -> Iterator[Diagnostic]:
    items = contents(original, "outlines")
    for item in items:
        if item.name.startswith(".") or item.name.endswith(".yml"):
            continue  # judged when it is read
        if item.kind is not Kind.FILE:
            yield from irregular(item, item.path)
        elif PurePosixPath(item.path).suffix.lower() in (".yml", ".yaml"):
            stem, names = PurePosixPath(item.name).stem, [other.name for other in items]
            hint = rename_hint(f"{stem}.yml", names, item.name)
            yield misplacement(item.path, "Nothing reads this file: it has to end in '.yml'.", hint)


def program_diagnostics(original: Path) -> Iterator[Diagnostic]:
    """The settings and the macros that programs read."""
    for name in PROGRAMS_READ:
        if os.path.lexists(original / name):
            try:
                read_text(original, name)
            except InvalidEntry as invalid:
                yield from invalid.diagnostics
    for item in walk(original, "macros"):
        yield from irregular(item, item.path)
        if item.kind is Kind.FILE and item.path.endswith(".py"):
            yield from encoding_diagnostic(read_bytes(original, item.path) or b"", item.path)
