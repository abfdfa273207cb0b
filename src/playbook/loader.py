"""Reads a playbook from a folder. With `export`, the only part of the core that touches files."""

import datetime
import os
import stat
from collections.abc import Iterator
from pathlib import Path

from playbook import bibliography, frontmatter, markdown
from playbook.bibliography import Bibliography
from playbook.catalog import Page, Playbook
from playbook.decoding import MAX_FILE, decode
from playbook.diagnostics import Diagnostic, InvalidEntry
from playbook.entry import Entry, Key, Partial
from playbook.model import MODELS
from playbook.source import Location, Source
from playbook.validation import validate


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
    book = Playbook(entries, works, partials=partials, pages=pages(root), today=today)
    return book, problems + faults


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


def pages(root: Path) -> Iterator[Page]:
    """The pages written by hand, with the anchors that links may name."""
    for file in sorted((root / "docs").rglob("*.md")):
        path = file.relative_to(root).as_posix()
        try:
            body = markdown.parse(frontmatter.strip(read_text(root, path)), path)
        except InvalidEntry:
            yield Page(path, None)
        else:
            yield Page(path, body.anchors)


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
