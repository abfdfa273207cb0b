"""Reads a playbook from a folder: its original, its layers, and all that goes with them."""

import contextlib
import datetime
import posixpath
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, partial
from pathlib import Path

from playbook import interface
from playbook.catalog import files as catalog_files
from playbook.catalog import migrations, outline
from playbook.catalog.playbook import Page, Playbook
from playbook.catalog.reference_codes import HIDDEN_ENTRY
from playbook.layers.assembly import File, assemble
from playbook.layers.edition import Chain
from playbook.layers.inventory.inventory import PROGRAMS_READ, file_diagnostics, text_of_misnamed
from playbook.layers.originals.originals import read_originals
from playbook.layers.upstream import main_layers, name_diagnostics, read_chain, version_of
from playbook.model.entry import Entry, Key, Partial
from playbook.model.entry_types import MODELS
from playbook.model.vocabulary import COLLECTIONS
from playbook.parsing import frontmatter, markdown
from playbook.source.decoding import MAX_FILE
from playbook.source.diagnostics import Diagnostic, InvalidEntry
from playbook.source.file_names import is_entry_name
from playbook.source.files import read_text
from playbook.source.folders import contents, files
from playbook.source.location import Location, Source
from playbook.source.moment import once
from playbook.updates.snapshots import lock_diagnostics

KINDS = {singular: folder for folder, (singular, _) in COLLECTIONS.items()}
"""The folder of each kind of entry."""

SOURCES = (
    *(*MODELS, "docs", "overrides", "macros", outline.FOLDER, migrations.FOLDER),
    *(*catalog_files.PATHS, *PROGRAMS_READ),
)
"""Every folder and file of the original that diagnostics come from."""


def load(
    root: Path, today: datetime.date | None = None, layers: Sequence[str] | None = None
) -> tuple[Playbook, list[Diagnostic]]:
    """Read every entry of an edition: the valid ones, and diagnostics for the rest.

    `root` holds the original, or a `playbook.toml` that says where it is. `layers` are the folders
    laid over it, the nearest last; without them, those of the main edition.
    """
    original, _, _, of_originals = read_originals(root)
    layers = main_layers(root) if layers is None else layers
    chain, chain_diagnostics = read_chain(root, layers)
    folders = [("", original), *((layer.path, root / layer.path) for layer in chain.layers)]
    withdrawn, of_withdrawn = catalog_files.read_withdrawals(folders)
    gone = {key for one in withdrawn if not one.only for key in one.keys}
    every = dict.fromkeys(key for _, folder in folders for key in entry_keys(folder))
    keys = [key for key in every if key not in gone]
    hidden = chain.hidden(keys)
    entries, partials, entry_diagnostics = _assemble(folders, keys, chain, hidden)
    every_hidden = chain.hidden(keys, _former_keys(entries))
    if every_hidden.keys() - hidden.keys():
        hidden = every_hidden
        entries, partials, entry_diagnostics = _assemble(folders, keys, chain, hidden)
    partials += _misnamed(folders, {*every})
    common, of_common = catalog_files.read(original, folders)
    hand_written, of_pages = read_pages(folders)
    diagnostics = [*of_originals, *of_withdrawn, *chain_diagnostics, *entry_diagnostics]
    diagnostics += [*of_pages, *of_common, *name_diagnostics(root, layers)]
    diagnostics += [*_unseen(folders, hidden), *lock_diagnostics(root, original, chain)]
    diagnostics += [*file_diagnostics(root, original, chain), *interface.diagnostics(chain)]
    return Playbook(
        entries,
        partials=partials,
        pages=hand_written,
        **common._asdict(),
        chain=chain,
        hidden=hidden,
        withdrawn=withdrawn,
        version=version_of(original),
        today=today,
    ), diagnostics


def entry_keys(root: Path) -> Iterator[Key]:
    """The keys of all files in the folders of entries, whether or not they can be read."""
    for collection in MODELS:
        items = contents(root, collection)
        names = frozenset(item.name for item in items)
        for item in items:
            if is_entry_name(item.name, names):
                yield Key(collection, item.name.removesuffix(".md"))


def _unseen(
    folders: Sequence[tuple[str, Path]], hidden: Mapping[Key, Location]
) -> Iterator[Diagnostic]:
    """What layers say of entries that are hidden wherever it would be shown."""
    layers = [layer for layer, _ in folders]
    for key, place in hidden.items():
        by = layers.index(posixpath.dirname(place.path))
        for layer, folder in folders[by:]:
            if key.path in _paths(folder):
                yield Diagnostic(
                    Location(f"{layer}/{key.path}"),
                    HIDDEN_ENTRY,
                    "This entry is hidden here, so nothing of this file is shown.",
                    f"{place.path} hides it. Take it out of the list there, or delete this file.",
                )


def _misnamed(folders: Sequence[tuple[str, Path]], keys: Collection[Key]) -> Iterator[Partial]:
    """Each entry whose file only ends in another way, so that nobody is told that there is none."""
    for layer, folder in folders:
        for collection in MODELS:
            for item in contents(folder, collection):
                key = Key(collection, posixpath.splitext(item.name)[0])
                if key not in keys and frontmatter.split(text_of_misnamed(folder, item)):
                    path = f"{layer}/{item.path}".lstrip("/")
                    yield Partial(key, Source(path), {}, None)


def _assemble(
    folders: Sequence[tuple[str, Path]], keys: Sequence[Key], chain: Chain, hidden: Collection[Key]
) -> tuple[list[Entry], list[Partial], list[Diagnostic]]:
    entries: list[Entry] = []
    partials: list[Partial] = []
    diagnostics: list[Diagnostic] = []
    hidden_paths = frozenset(key.path for key in hidden)
    order = [layer.path for layer in chain.layers]
    places = [(layer, folder, _paths(folder)) for layer, folder in folders]
    for key in keys:
        if key not in hidden:
            versions = list(_layer_files(places, key.path))
            names = chain.names(key)
            siblings = partial(_sibling_ids, keys, key)
            file, entry_diagnostics = assemble(key, versions, names, hidden_paths, siblings, order)
            diagnostics += entry_diagnostics
            (entries if isinstance(file, Entry) else partials).append(file)  # type: ignore[arg-type]
    return entries, partials, diagnostics


def _former_keys(entries: Sequence[Entry]) -> dict[Key, Key]:
    """The key of each renamed entry, by the key that it had before."""
    return {Key(e.key.collection, id_): e.key for e in entries for id_ in e.meta.former_ids}


def _sibling_ids(keys: Sequence[Key], key: Key) -> list[str]:
    return [other.id for other in keys if other.collection == key.collection and other != key]


@once
def _paths(root: Path) -> frozenset[str]:
    """All that is in the folders of entries."""
    return frozenset(item.path for collection in MODELS for item in contents(root, collection))


def _layer_files(places: Sequence[tuple[str, Path, Collection[str]]], file: str) -> Iterator[File]:
    for layer, folder, paths in places:
        if file in paths:
            path = f"{layer}/{file}" if layer else file
            try:
                text = read_text(folder, file, path)
                yield File(layer, path, text)
            except InvalidEntry as invalid:
                yield File(layer, path, "", invalid.diagnostics)


def texts(root: Path) -> Iterator[tuple[str, str]]:
    """The path and the text of every file that readers see: entries, pages, outlines."""
    paths = [key.path for key in entry_keys(root)]
    for folder, ending in (("docs", ".md"), (outline.FOLDER, ".yml")):
        paths += [path for path in files(root, folder) if path.endswith(ending)]
    for path in paths:
        with contextlib.suppress(InvalidEntry):
            yield path, read_text(root, path)


def read_pages(folders: Iterable[tuple[str, Path]]) -> tuple[list[Page], list[Diagnostic]]:
    """The pages written by hand, with their anchors; a layer's page replaces one of its path."""
    places = ((path, folder) for folder in folders for path in files(folder[1], "docs"))
    place_of = {path: folder for path, folder in places if path.endswith(".md")}
    pages: list[Page] = []
    diagnostics: list[Diagnostic] = []
    for path, (layer, folder) in place_of.items():
        try:
            pages.append(_page(read_text(folder, path, f"{layer}/{path}".lstrip("/")), path))
        except InvalidEntry as invalid:
            diagnostics += invalid.diagnostics
            pages.append(Page(path, None))
    return pages, diagnostics


@lru_cache(maxsize=512)
def _page(text: str, path: str) -> Page:
    """A page with the keys of its front matter that checks of links and of coverage need."""
    try:
        anchors = markdown.parse(frontmatter.strip(text), path, most=MAX_FILE).anchors
    except InvalidEntry:
        return Page(path, None)
    try:
        document = frontmatter.parse(text, path)
    except InvalidEntry:
        return Page(path, anchors)
    covers = document.data.get("covers")
    title = document.data.get("title")
    return Page(
        path,
        anchors,
        title if isinstance(title, str) else "",
        tuple(map(str, covers)) if isinstance(covers, list) else (),
        document.source,
    )
