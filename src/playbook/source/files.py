"""One file, read with care: no link is followed, nothing that is not a file is opened."""

import hashlib
import os
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from playbook.source.decoding import FILE_TOO_LARGE, MAX_LIST, decode, most_bytes, plain
from playbook.source.diagnostics import Code, Diagnostic, Example, InvalidEntry, Severity
from playbook.source.location import Location
from playbook.source.moment import once, retains

UNREADABLE_FILE = Code(
    "unreadable-file",
    Severity.ERROR,
    "Something has the name of an entry and cannot be opened as a file: a folder called "
    "`ask.md`, say, or a file that you have no permission to read. What cannot be opened "
    "cannot be shown to anybody.",
    fails=Example("moves/ask-first.md   a folder", language="text"),
    passes=Example("moves/ask-first.md   a file, readable by you", language="text"),
    no_edit="A file or a folder is put right by hand.",
)

SYMLINK = Code(
    "symlink",
    Severity.ERROR,
    "This is a link to another file, or it lies in a folder that is a link. Links are never "
    "followed, since one could publish something that was not meant for readers. Copy the "
    "file itself into the folder.",
    fails=Example("moves/listen.md      a link to moves/ask-first.md", language="text"),
    passes=Example(
        "moves/ask-first.md   the file itself\nmoves/listen.md      a copy, not a link",
        language="text",
    ),
    no_edit="A file or a folder is put right by hand.",
)

CODES = (UNREADABLE_FILE, SYMLINK)

MAX_PICTURE = 1 << 20
"""The most bytes of a picture that are looked at."""

MAX_LONG = 64 << 20
"""The most bytes of a file that a program wrote, such as the lock of a layer."""


@once
def read_bytes(root: Path, path: str, most: int = MAX_PICTURE) -> bytes | None:
    """The bytes of a regular file inside a folder; None for anything else."""
    file = root / path
    try:
        inside = file.resolve().is_relative_to(root.resolve())
        if not inside or file.is_symlink() or not stat.S_ISREG(file.lstat().st_mode):
            return None
        with file.open("rb") as stream:
            return stream.read(most + 1)
    except (OSError, RuntimeError):  # the last one for a link that leads to itself
        return None


_texts: ContextVar[Mapping[str, str]] = ContextVar("texts", default={})  # noqa: B039 - never changed


@contextmanager
def unsaved(texts: Mapping[str, str]) -> Iterator[None]:
    """Let files have the texts that somebody is typing, by their absolute paths, and not those
    that are saved.
    """
    token = _texts.set({os.path.normcase(path): text for path, text in texts.items()})
    try:
        yield
    finally:
        _texts.reset(token)


@once
def read_text(root: Path, path: str, name: str = "") -> str:
    """Read a regular file of bounded size as text, or raise `InvalidEntry`.

    `name` is what diagnostics call the file, where that is not its path under `root`.
    """
    file = root / path
    name = name or path
    try:
        status = file.lstat()
        if stat.S_ISLNK(status.st_mode) or file.parent.is_symlink():
            raise InvalidEntry([symlink(name)])
        if not stat.S_ISREG(status.st_mode):
            raise InvalidEntry([unreadable(name, "it is not a file")])
        typed = _texts.get().get(os.path.normcase(file.absolute()))
        if typed is not None:
            return decode(typed.encode(), name)
        with file.open("rb") as stream:
            return _text(file, stream.read(most_bytes(name) + 1), name)
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise InvalidEntry([unreadable(name, reason)]) from error


_last: dict[tuple[Path, str], tuple[bytes, str]] = {}
"""Of each file as it was read last, a hash and the text."""


def _text(file: Path, data: bytes, name: str) -> str:
    """The text of a file; a process that reads it again looks through it again if it is another."""
    if not retains():
        return decode(data, name)
    digest = hashlib.blake2b(data, digest_size=16).digest()
    last = _last.get((file, name))
    if not last or last[0] != digest:
        _last[file, name] = last = digest, decode(data, name)
    return last[1]


def text_to_mend(root: Path, path: str) -> str | None:
    """The text of a regular file inside a folder, even one that holds what no entry may; None for
    anything else.
    """
    data = read_bytes(root, path, MAX_LIST)
    try:
        return plain(data) if data is not None and len(data) <= MAX_LIST else None
    except UnicodeDecodeError:
        return None


def read_long(root: Path, path: str) -> str:
    """Read a regular file that a program wrote and that may be long, or raise `InvalidEntry`."""
    file = root / path
    try:
        status = file.lstat()
        if not stat.S_ISREG(status.st_mode):
            raise InvalidEntry([unreadable(path, "it is not a file")])
        if status.st_size > MAX_LONG:
            raise InvalidEntry([too_large(path, status.st_size, MAX_LONG)])
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError as error:
        raise InvalidEntry([unreadable(path, (error.strerror or str(error)).lower())]) from error


def too_large(path: str, size: int, most: int) -> Diagnostic:
    """A file with more bytes than its kind may have."""
    return Diagnostic(
        Location(path),
        FILE_TOO_LARGE,
        f"This file has {-(-size // 1024)} KB, and one of its kind at most {most // 1024}.",
        "Make it smaller: save a picture for the web, and split a long text.",
    )


def symlink(path: str) -> Diagnostic:
    """A link where a file or a folder belongs."""
    return Diagnostic(
        Location(path),
        SYMLINK,
        "This is a link to another file or folder.",
        "Put the file or folder itself here; links are never followed.",
    )


def unreadable(path: str, reason: str) -> Diagnostic:
    """What is no file, or cannot be opened."""
    return Diagnostic(
        Location(path),
        UNREADABLE_FILE,
        f"This cannot be read: {reason}.",
        "Check that it is an ordinary file that you may open.",
    )
