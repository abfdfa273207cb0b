"""Reads a playbook from a folder: its original, its layers, and all that goes with them."""

import contextlib
import datetime
import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import partial
from importlib import resources
from pathlib import Path

from playbook.catalog import bibliography, outline, style_guide
from playbook.catalog.bibliography import Bibliography
from playbook.catalog.outline import Outline
from playbook.catalog.playbook import Page, Playbook
from playbook.catalog.reference_codes import UNKNOWN_REFERENCE
from playbook.catalog.style_guide import Phrasebook
from playbook.i18n import translations
from playbook.i18n.messages import Message, Words
from playbook.layers.assembly import File, assemble
from playbook.layers.edition import Chain
from playbook.layers.upstream import find_original, main_layers, read_chain, version_of
from playbook.model.codes import BAD_FILE_NAME
from playbook.model.entry import Entry, Key, Partial
from playbook.model.entry_types import MODELS
from playbook.model.vocabulary import COLLECTIONS
from playbook.parsing import frontmatter, markdown
from playbook.source.diagnostics import Diagnostic, InvalidEntry, did_you_mean
from playbook.source.files import read_text
from playbook.source.location import Location
from playbook.updates.snapshots import stale

KINDS = {singular: folder for folder, (singular, _) in COLLECTIONS.items()}
"""The folder of each kind of entry."""

READ = (*MODELS, "docs", outline.FOLDER, bibliography.PATH, style_guide.PATH)
"""Every folder and file that findings come from."""

LOCALES = resources.files("playbook.i18n") / "locales"
"""A file for each language, beside the template that they are made from."""


def load(
    root: Path, today: datetime.date | None = None, layers: Sequence[str] | None = None
) -> tuple[Playbook, list[Diagnostic]]:
    """Read every entry of an edition: keep what is sound, report the rest.

    `root` holds the original, or a `playbook.toml` that says where it is. `layers` are the folders
    laid over it, the nearest last; without them, the district's, if there is one.
    """
    original, problems = find_original(root)
    chain, faults = read_chain(root, main_layers(root) if layers is None else layers)
    problems += faults
    homes = [("", original), *((layer.path, root / layer.path) for layer in chain.layers)]
    known = list(dict.fromkeys(key for _, home in homes for key in keys(home)))
    hidden = chain.hidden(known)
    entries, partials, faults = _assembled(homes, known, chain, hidden)
    if moved := chain.hidden(known, _former(entries)).keys() - hidden.keys():
        hidden = {**hidden, **{key: Location(key.path) for key in moved}}
        entries, partials, faults = _assembled(homes, known, chain, hidden)
    problems += faults
    problems += [*_odd_endings(homes), *stale(root, original, chain), *_unknown_labels(chain)]
    works, faults = read_bibliography(original)
    outlines, missed = read_outlines(original)
    language, unread = read_phrasebook(original)
    book = Playbook(
        entries,
        works,
        partials=partials,
        pages=pages(original, [root / layer.path for layer in chain.layers]),
        outlines=outlines,
        phrasebook=language,
        chain=chain,
        hidden=hidden,
        version=version_of(original),
        today=today,
    )
    return book, problems + faults + missed + unread


def keys(root: Path) -> Iterator[Key]:
    """Every file that is an entry, readable or not."""
    for collection in MODELS:
        folder = root / collection
        if folder.is_dir():
            for file in sorted(folder.iterdir()):
                if file.suffix == ".md" and not file.name.startswith("."):
                    yield Key(collection, file.stem)


def _assembled(
    homes: Sequence[tuple[str, Path]], known: Sequence[Key], chain: Chain, hidden: Collection[Key]
) -> tuple[list[Entry], list[Partial], list[Diagnostic]]:
    entries: list[Entry] = []
    partials: list[Partial] = []
    problems: list[Diagnostic] = []
    unseen = frozenset(key.path for key in hidden)
    order = [layer.path for layer in chain.layers]
    for key in known:
        if key not in hidden:
            files = list(_files(homes, key))
            names = chain.names(key)
            others = partial(_others, known, key)
            file, faults = assemble(key, files, names, unseen, others, order)
            problems += faults
            (entries if isinstance(file, Entry) else partials).append(file)  # type: ignore[arg-type]
    return entries, partials, problems


def _former(entries: Sequence[Entry]) -> dict[Key, Key]:
    """Where entries are now, by the names that they had before."""
    return {Key(e.key.collection, id_): e.key for e in entries for id_ in e.meta.former_ids}


def _others(known: Sequence[Key], key: Key) -> list[str]:
    return [other.id for other in known if other.collection == key.collection and other != key]


def _odd_endings(homes: Sequence[tuple[str, Path]]) -> Iterator[Diagnostic]:
    """Files that somebody meant as entries, and that their ending keeps from being one."""
    for layer, home in homes:
        for collection in MODELS:
            for file in sorted((home / collection).glob("*")):
                if file.suffix.lower() in (".md", ".markdown") and file.suffix != ".md":
                    path = f"{layer}/{collection}/{file.name}".lstrip("/")
                    message = f"This name ends in '{file.suffix}'; an entry's ends in '.md'."
                    hint = f"Rename the file: {file.stem}.md."
                    yield Diagnostic(Location(path), BAD_FILE_NAME, message, hint)


def _files(homes: Sequence[tuple[str, Path]], key: Key) -> Iterator[File]:
    for layer, home in homes:
        if os.path.lexists(home / key.path):
            path = f"{layer}/{key.path}" if layer else key.path
            try:
                text = read_text(home, key.path, path)
                yield File(layer, path, text)
            except InvalidEntry as invalid:
                yield File(layer, path, "", invalid.diagnostics)


def read_bibliography(root: Path) -> tuple[Bibliography | None, list[Diagnostic]]:
    """Read `references.yml`; a playbook without one has an empty bibliography."""
    if not os.path.lexists(root / bibliography.PATH):
        return Bibliography(), []
    try:
        return bibliography.parse(read_text(root, bibliography.PATH)), []
    except InvalidEntry as invalid:
        return None, invalid.diagnostics


def read_outlines(root: Path) -> tuple[list[Outline], list[Diagnostic]]:
    """Read every outline of a source."""
    found: list[Outline] = []
    problems: list[Diagnostic] = []
    for file in sorted((root / outline.FOLDER).glob("*.yml")):
        path = file.relative_to(root).as_posix()
        try:
            found.append(outline.parse(read_text(root, path), path))
        except InvalidEntry as invalid:
            problems += invalid.diagnostics
    return found, problems


def read_phrasebook(root: Path) -> tuple[Phrasebook | None, list[Diagnostic]]:
    """Read `language.yml`; a playbook without one advises on no wording."""
    if not os.path.lexists(root / style_guide.PATH):
        return None, []
    try:
        return style_guide.parse(read_text(root, style_guide.PATH)), []
    except InvalidEntry as invalid:
        return None, invalid.diagnostics


def read_words(language: str, renamed: Mapping[str, str] = {}) -> Words:
    """The words of a language, from its file; raises `LookupError` for one that has none.

    `es-MX` is read from `es-MX.po`, or else from `es.po`. English stands in the sources.
    """
    files = {file.name: file for file in LOCALES.iterdir()}
    for name in dict.fromkeys((language, language.partition("-")[0])):
        if name == "en":
            return Words(language, renamed=renamed)
        if f"{name}.po" in files:
            return Words(language, translations.parse(files[f"{name}.po"].read_bytes()), renamed)
    known = ["en", *sorted(name[:-3] for name in files if name.endswith(".po"))]
    raise LookupError(f"There are no words for the language '{language}', only: {', '.join(known)}")


def _unknown_labels(chain: Chain) -> Iterator[Diagnostic]:
    """Words of the interface that a layer renames, and that the interface does not have."""
    if not any(layer.settings.labels for layer in chain.layers):
        return
    known = translations.messages((LOCALES / "playbook.pot").read_bytes())
    for layer in chain.layers:
        for message in layer.settings.labels:
            if message not in known:
                yield Diagnostic(
                    layer.source.locate(("labels", message)),
                    UNKNOWN_REFERENCE,
                    f"The interface does not say '{message}'.",
                    did_you_mean(message, known) or "Write its English words as they are shown.",
                )


def scripted() -> Iterator[Message]:
    """Every message that a script says in the browser; read when first asked for."""
    yield from translations.scripted((LOCALES / "playbook.pot").read_bytes())


def texts(root: Path) -> Iterator[tuple[str, str]]:
    """The words of every file that readers see, by its path: entries, pages, outlines."""
    paths = [key.path for key in keys(root)]
    for folder, ending in (("docs", "*.md"), (outline.FOLDER, "*.yml")):
        found = sorted((root / folder).rglob(ending))
        paths += [file.relative_to(root).as_posix() for file in found]
    for path in paths:
        with contextlib.suppress(InvalidEntry):
            yield path, read_text(root, path)


def pages(root: Path, layers: Sequence[Path] = ()) -> Iterator[Page]:
    """The pages written by hand, with the anchors that links may name; a layer's come first."""
    found: dict[str, Path] = {}
    for home in (root, *layers):
        for file in sorted((home / "docs").rglob("*.md")):
            found[file.relative_to(home).as_posix()] = home
    for path, home in found.items():
        try:
            yield _page(read_text(home, path), path)
        except InvalidEntry:
            yield Page(path, None)


def _page(text: str, path: str) -> Page:
    """A page, with what its front matter says to the playbook; the rest is for MkDocs."""
    anchors = markdown.parse(frontmatter.strip(text), path).anchors
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
