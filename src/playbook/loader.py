"""Reads a playbook from a folder. With `export`, the only part of the core that touches files."""

import contextlib
import datetime
import os
import stat
from collections.abc import Iterator, Mapping
from importlib import resources
from pathlib import Path

from playbook import bibliography, frontmatter, markdown, outline, phrasebook, translations
from playbook.bibliography import Bibliography
from playbook.catalog import Page, Playbook
from playbook.decoding import MAX_FILE, decode
from playbook.diagnostics import Diagnostic, InvalidEntry
from playbook.entry import Entry, Key, Partial
from playbook.model import MODELS
from playbook.outline import Outline
from playbook.phrasebook import Phrasebook
from playbook.source import Location, Source
from playbook.validation import validate
from playbook.vocabulary import COLLECTIONS
from playbook.words import Message, Words

KINDS = {singular: folder for folder, (singular, _) in COLLECTIONS.items()}
"""The folder of each kind of entry."""

READ = (*MODELS, "docs", outline.FOLDER, bibliography.PATH, phrasebook.PATH)
"""Every folder and file that findings come from."""

LOCALES = resources.files("playbook") / "locales"
"""A file for each language, beside the template that they are made from."""


def load(root: Path, today: datetime.date | None = None) -> tuple[Playbook, list[Diagnostic]]:
    """Read every entry under `root`: keep what is sound, report the rest."""
    entries: list[Entry] = []
    partials: list[Partial] = []
    problems: list[Diagnostic] = []
    for key in keys(root):
        file, faults = read_entry(root, key)
        problems += faults
        if isinstance(file, Entry):
            entries.append(file)
        else:
            partials.append(file)
    works, faults = read_bibliography(root)
    outlines, missed = read_outlines(root)
    language, unread = read_phrasebook(root)
    book = Playbook(
        entries,
        works,
        partials=partials,
        pages=pages(root),
        outlines=outlines,
        phrasebook=language,
        today=today,
    )
    return book, problems + faults + missed + unread


def keys(root: Path) -> Iterator[Key]:
    """Every file that is meant as an entry, readable or not."""
    for collection in MODELS:
        folder = root / collection
        if folder.is_dir():
            for file in sorted(folder.iterdir()):
                if file.suffix.lower() == ".md" and not file.name.startswith("."):
                    yield Key(collection, file.name[: -len(file.suffix)])


def read_entry(root: Path, key: Key) -> tuple[Entry | Partial, list[Diagnostic]]:
    """Read one file, with everything that is wrong with it."""
    try:
        document = frontmatter.parse(read_text(root, key.path), key.path)
    except InvalidEntry as invalid:
        return Partial(key, Source(key.path), {}, None), invalid.diagnostics
    problems: list[Diagnostic] = []
    body = meta = None
    try:
        meta = validate(MODELS[key.collection], document.data, document.source)
    except InvalidEntry as invalid:
        problems += invalid.diagnostics
    try:
        body = markdown.parse(document.body, key.path, document.body_line)
        problems += body.problems
    except InvalidEntry as invalid:
        problems += invalid.diagnostics
    if meta is None or body is None:
        return Partial(key, document.source, document.data, body), problems
    return Entry(key, meta, body, document.source), problems


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
    if not os.path.lexists(root / phrasebook.PATH):
        return None, []
    try:
        return phrasebook.parse(read_text(root, phrasebook.PATH)), []
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


def pages(root: Path) -> Iterator[Page]:
    """The pages written by hand, with the anchors that links may name."""
    for file in sorted((root / "docs").rglob("*.md")):
        path = file.relative_to(root).as_posix()
        try:
            yield _page(read_text(root, path), path)
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


def read_text(root: Path, path: str) -> str:
    """Read a regular file of bounded size as text, or raise `InvalidEntry`."""
    file = root / path
    try:
        status = file.lstat()
        if stat.S_ISLNK(status.st_mode) or (root / path).parent.is_symlink():
            raise InvalidEntry([_symlink(path)])
        if not stat.S_ISREG(status.st_mode):
            raise InvalidEntry([_unreadable(path, "it is not a file")])
        with file.open("rb") as stream:
            return decode(stream.read(MAX_FILE + 1), path)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InvalidEntry([_unreadable(path, reason)]) from error


def _symlink(path: str) -> Diagnostic:
    return Diagnostic(
        Location(path),
        "symlink",
        "This is a link to another file, not a file.",
        "Put the file itself here; links are never followed.",
    )


def _unreadable(path: str, reason: str) -> Diagnostic:
    return Diagnostic(
        Location(path),
        "unreadable-file",
        f"This cannot be read: {reason}.",
        "Check that it is an ordinary file that you may open.",
    )
