"""The front door: everything that a build would read, looked at before any of it is read.

What is no regular file is reported and never opened or followed. What nothing would read is
reported with the folder or the name that was meant.
"""

import contextlib
import os
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path, PurePosixPath

from playbook.layers.edition import Chain, Layer
from playbook.layers.lockfile import FILE as LOCK
from playbook.layers.originals.codes import PIN
from playbook.layers.originals.originals import read_originals
from playbook.layers.originals.pin import Names, names_in
from playbook.layers.originals.places import PARTS, own_layers
from playbook.layers.settings import FILE
from playbook.layers.site_files import (
    ADDRESS_TAKEN,
    OF_THE_SITE,
    encoding_diagnostic,
    irregular,
    site_diagnostics,
)
from playbook.layers.upstream import editions
from playbook.model.codes import BAD_FILE_NAME, MISPLACED_FILE
from playbook.model.entry_types import MODELS
from playbook.model.fields import is_id
from playbook.model.whole_files import may_be_entry, of_a_name, of_no_folder
from playbook.parsing import frontmatter
from playbook.source.decoding import MAX_FILE
from playbook.source.diagnostics import Diagnostic, InvalidEntry, closest
from playbook.source.file_names import is_entry_name, rename_hint
from playbook.source.files import read_bytes, read_text, symlink, unreadable
from playbook.source.folders import Item, Kind, contents, files, kind_of, walk
from playbook.source.location import Location

OF_THE_ORIGINAL = (*PARTS, "outlines", "macros")
"""The folders that an original may have."""

SYNONYMS = "synonyms.yml"
HEADINGS = "headings.yml"
WITHDRAWN = "withdrawn.yml"
PROGRAMS_READ = ("mkdocs.yml", "pyproject.toml")
_BESIDE = ("readme", "license", "changelog")
"""How the name of a file starts that may stand in any folder of a layer."""


def file_diagnostics(root: Path, original: Path, chain: Chain) -> Iterator[Diagnostic]:
    """What is wrong with the files of an edition, other than with what stands in them."""
    folders = [("", original), *((layer.path, root / layer.path) for layer in chain.layers)]
    yield from _at_root(root, original)
    yield from _schools(root, chain)
    for layer in (*chain.layers, *_beginnings(root, chain)):
        yield from _in_layer(root, layer)
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
    yield from site_diagnostics(folders)
    yield from _at_editions(names_in(root).folder, folders)
    yield from _outlines(original)
    yield from program_diagnostics(original)


def _at_editions(name: str, folders: Sequence[tuple[str, Path]]) -> Iterator[Diagnostic]:
    """Pages where editions are published, under a name that the site has not always kept free."""
    for layer, folder in folders if name not in OF_THE_SITE else ():
        for path in files(folder, f"docs/{name}"):
            message = f"The site fills the folder {name}/ itself."
            hint = "Use another folder of docs/."
            yield Diagnostic(Location(f"{layer}/{path}".lstrip("/")), ADDRESS_TAKEN, message, hint)


def _folder(place: Path, path: str) -> Iterator[Diagnostic]:
    match kind_of(place):
        case Kind.LINK:
            yield symlink(path)
        case Kind.FILE | Kind.OTHER:
            yield unreadable(path, "it is not a folder")


def _at_root(root: Path, original: Path) -> Iterator[Diagnostic]:
    """Folders at the root that nearly have the name of one that is read."""
    is_elsewhere = original.resolve() != root.resolve() and not read_originals(root).diagnostics
    here = names_in(root)
    names = (*MODELS, here.layer, here.folder)
    usual = {Names().layer: here.layer, Names().folder: here.folder}
    items = contents(root)
    for item in items:
        if item.kind is Kind.FILE and item.name.endswith(".md"):
            yield from _entry_at_root(root, item)
        if item.kind is not Kind.FOLDER:
            continue
        if is_elsewhere and item.name in MODELS:
            hint = f"Move it into {here.layer}/, which is laid over the original."
            yield _misplaced(item.path, "Nothing reads this folder here.", hint)
        elif item.name not in names and (name := usual.get(item.name, "")):
            hint = _rename(item, f"{name}/", items).replace("/.", f"/, as {PIN} says.", 1)
            yield _misplaced(item.path, "Nothing reads this folder.", hint)
        elif item.name not in names and (name := _plural(item.name, names)):
            hint = _rename(item, f"{name}/", items)
            yield _misplaced(item.path, "Nothing reads this folder.", hint)


def _entry_at_root(root: Path, item: Item) -> Iterator[Diagnostic]:
    with contextlib.suppress(InvalidEntry):
        document = frontmatter.parse(read_text(root, item.path), item.path)
        yield from of_no_folder(document.data, item.path, "Nothing reads it here.")


def _schools(root: Path, chain: Chain) -> Iterator[Diagnostic]:
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
            yield _misplaced(item.path, "No edition is made of this folder.", hint)
        elif item.kind is not Kind.FILE:
            yield from irregular(item, item.path)
        elif not item.name.casefold().startswith(_BESIDE):
            hint = f"A {one} has a folder of its own: {names.folder}/its-name/."
            yield _misplaced(item.path, "Nothing reads this file here.", hint)


def _beginnings(root: Path, chain: Chain) -> Iterator[Layer]:
    """The district's folder where it has nothing yet that makes it a layer."""
    name = names_in(root).layer
    if not own_layers(root) and name not in {layer.path for layer in chain.layers}:
        yield Layer(name)


def _in_layer(root: Path, layer: Layer) -> Iterator[Diagnostic]:
    """What in the folder of a layer is neither read nor usual."""
    logo = PurePosixPath(layer.settings.logo or FILE).parts[0]
    names = {*PARTS, FILE, SYNONYMS, HEADINGS, WITHDRAWN, logo}  # each is judged where it is read
    items = contents(root, layer.path)
    for item in items:
        if item.name in names or item.name.startswith("."):
            continue
        if item.kind in (Kind.LINK, Kind.OTHER):
            yield from irregular(item, item.path)
        elif item.kind is Kind.FOLDER:
            meant = _plural(item.name, PARTS) or closest(item.name, PARTS)
            hint = _rename(item, f"{layer.path}/{meant}/", items) if meant else _parts_of(layer)
            yield _misplaced(item.path, "Nothing reads this folder of the layer.", hint)
        elif item.name != LOCK and not item.name.casefold().startswith(_BESIDE):
            hint = _meant_in_layer(item, layer.path, items)
            yield _misplaced(item.path, "Nothing reads this file of the layer.", hint)


def _meant_in_layer(item: Item, layer: str, items: Sequence[Item]) -> str:
    if item.name.endswith(".md"):
        folders = ", ".join(f"{layer}/{collection}/" for collection in MODELS)
        return f"An entry goes into {folders}; a page goes into {layer}/docs/."
    same = f"{PurePosixPath(name := item.name.casefold()).stem}.yml"
    if near := same if same in (SYNONYMS, HEADINGS, WITHDRAWN) else closest(name, (FILE, LOCK)):
        return _rename(item, f"{layer}/{near}", items)
    return f"Delete it, or move it out of {layer}/."


def _parts_of(layer: Layer) -> str:
    return f"A layer has the folders {', '.join(PARTS)}. Move it out of {layer.path}/."


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
        yield _misplaced(path, message, f"Move its files into {collection}/.")
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
            yield _misplaced(item.path, "Nothing reads this file: it has to end in '.yml'.", hint)


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


def _plural(name: str, names: Sequence[str]) -> str:
    """The name that differs only in capitals, or in being one and not many."""
    plain = name.casefold()
    fitting = (other for other in names if other in (plain, f"{plain}s", plain.removesuffix("s")))
    return next(fitting, "")


def _rename(item: Item, path: str, items: Sequence[Item]) -> str:
    return rename_hint(path, [other.path for other in items], item.path, "it")


def _misplaced(path: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(Location(path), MISPLACED_FILE, message, hint)
