"""A hash of all that is read, and where what is remembered lies: in the user's own cache.

No playbook can plant anything there, and it is never asked in CI. This module imports nothing
that takes long to load: what has not changed should cost nothing.
"""

import contextlib
import datetime
import hashlib
import json
import os
import stat
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import platformdirs

MOST = 1024 * 1024
"""The most bytes of a file that are hashed; of a larger one, its size and time count too."""

_EDITOR = "PLAYBOOK_EDITOR_"
"""How the names of variables begin that the web editor asks for, whatever the settings say."""

_KEPT = 60
"""How many memories there are at most; a playbook with a site has about six."""

_LATE = 2_000_000_000
"""How many nanoseconds ago the last change is of which a system's clock may not tell another."""


def is_asked() -> bool:
    """Whether there is a memory here: not in CI, and not where nobody has a home."""
    return "CI" not in os.environ and folder().is_absolute()


def folder() -> Path:
    """Where memories lie; a path that starts nowhere when nobody has a home."""
    name = os.environ.get("PLAYBOOK_CACHE")
    return Path(name) if name else platformdirs.user_cache_path("playbook", appauthor=False)


def file(root: Path, what: str) -> Path:
    """Where the memory of one playbook lies; `what` names the kind of memory."""
    place = os.fsencode(os.path.realpath(root))
    return folder() / f"{hashlib.sha256(place).hexdigest()}{what}.json"


def digest(names: Iterable[str], sources: Iterable[Path], environment: Iterable[str]) -> str:
    """A hash of all that is read; "" where there is a link, and anything may be behind it.

    `names` are those in the folder of the playbook, `sources` files and folders, there or not, and
    `environment` names variables. The day and the code count too.
    """
    return _digest(names, sources, environment, _hash)


def stamp(
    names: Iterable[str],
    sources: Iterable[Path],
    environment: Iterable[str],
    *,
    compiled: bool = False,
) -> str:
    """What `digest` gives, of the size and the last change of each file in place of its words: none
    is opened. What Python compiles counts where it is asked for as `compiled`.

    "" also where something changed in the last two seconds, and on Windows: it does not say when a
    file was changed in a way that no program can set.
    """
    latest = 0

    def change(_: str, status: os.stat_result) -> bytes:
        nonlocal latest
        latest = max(latest, status.st_ctime_ns)
        times = f"{status.st_mtime_ns}\0{status.st_ctime_ns}"
        return f"{status.st_ino}\0{status.st_size}\0{times}\0".encode()

    value = _digest(names, sources, environment, change, compiled=compiled)
    return value if os.name != "nt" and latest < time.time_ns() - _LATE else ""


def _digest(
    names: Iterable[str],
    sources: Iterable[Path],
    environment: Iterable[str],
    of_file: Callable[[str, os.stat_result], bytes],
    *,
    compiled: bool = False,
) -> str:
    found = hashlib.sha256(f"{datetime.date.today()}{program()}".encode())
    found.update(os.fsencode("\0".join(sorted(names))))
    variables = {*environment, *(name for name in os.environ if name.startswith(_EDITOR))}
    values = (f"{name}={os.environ[name]}" for name in sorted(variables) if name in os.environ)
    found.update(os.fsencode("\0".join(values)))
    for top in sources:
        for path, status in _below(os.fspath(top), compiled=compiled):
            if stat.S_ISLNK(status.st_mode):
                return ""
            found.update(os.fsencode(path) + f"\0{status.st_mode}\0".encode())
            if stat.S_ISREG(status.st_mode):
                with contextlib.suppress(OSError):
                    found.update(of_file(path, status))
    return found.hexdigest()


def recall(place: Path) -> Mapping[str, Any] | None:
    """What was remembered there; None for nothing, or for what is not to be believed."""
    try:
        memory = json.loads(recall_bytes(place) or b"")
    except (ValueError, RecursionError):
        return None
    return memory if isinstance(memory, dict) else None


def recall_own(place: Path) -> Mapping[str, Any]:
    """What the same program remembered there; nothing where nothing is to be asked."""
    memory = recall(place) if is_asked() else None
    return memory if memory and memory.get("program") == program() else {}


def recall_bytes(place: Path) -> bytes | None:
    """The same for what is no JSON."""
    try:
        if not _private(place.parent) or not stat.S_ISREG(place.lstat().st_mode):
            return None
        data = place.read_bytes()
    except OSError:
        return None
    content = data.rpartition(b"\n")[0]
    *_, mark = sealed((content,))
    return content if data.endswith(mark) else None


def remember(place: Path, content: Mapping[str, Any]) -> None:
    """Keep something; where nothing can be kept, nothing is."""
    pieces = json.JSONEncoder(separators=(",", ":")).iterencode(content)
    remember_bytes(place, (piece.encode() for piece in pieces))


def remember_bytes(place: Path, pieces: Iterable[bytes]) -> None:
    """The same for what is no JSON."""
    with contextlib.suppress(OSError):
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _private(place.parent):
            return
        handle, fresh = tempfile.mkstemp(dir=place.parent)
        try:
            with os.fdopen(handle, "wb") as stream:
                stream.writelines(sealed(pieces))
            Path(fresh).replace(place)
        finally:
            Path(fresh).unlink(missing_ok=True)
        _tidy(place.parent)


def _tidy(folder: Path) -> None:
    """Let go of what was remembered longest ago, as of sites in folders that never come again."""
    memories = sorted(folder.glob("*.json"), key=lambda memory: memory.stat().st_mtime_ns)
    for memory in memories[:-_KEPT]:
        memory.unlink(missing_ok=True)


def sealed(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """What is remembered, and a hash of it at last: a file that somebody edited, or half of one, is
    not believed.

    Whoever may write here is the user, so it keeps nobody out.
    """
    found = hashlib.sha256()
    for piece in pieces:
        found.update(piece)
        yield piece
    yield f"\n{found.hexdigest()}".encode()


@cache
def program() -> str:
    """A hash of all that this process reads, judges and draws with."""
    found = hashlib.sha256(sys.version.encode())
    for module in _code():
        found.update(module.read_bytes())
    packages = Path(platformdirs.__file__).parents[1].glob("*.dist-info")  # with their versions
    found.update("\0".join(sorted(package.name for package in packages)).encode())
    return found.hexdigest()


def _code() -> Iterator[Path]:
    homes = {
        Path(spec.origin).parent
        for name in ("playbook", "playbook_book", "playbook_site")
        if (spec := find_spec(name)) and spec.origin
    }
    for home in sorted(homes):
        for module in sorted(home.rglob("*.*")):
            if module.suffix not in (".pyc", ".md") and module.is_file():
                yield module


def _hash(path: str, status: os.stat_result) -> bytes:
    times = f"{status.st_mtime_ns}\0{status.st_ctime_ns}"
    size = f"{status.st_size}\0{times}" if status.st_size > MOST else ""
    with open(path, "rb") as stream:  # noqa: PTH123 - ten thousand of them
        return hashlib.sha256(size.encode() + b"\0" + stream.read(MOST)).digest()


def _below(path: str, *, compiled: bool) -> Iterator[tuple[str, os.stat_result]]:
    """A path and everything below it, as it is itself: no link is followed, nothing is opened.

    What Python compiles is passed over, if it is not asked for: otherwise a first build would
    change what it was read from.
    """
    waiting = [path]
    while waiting:
        path = waiting.pop()
        with contextlib.suppress(OSError):
            status = os.lstat(path)
            is_folder = stat.S_ISDIR(status.st_mode)
            if is_folder and not compiled and path.endswith("/__pycache__"):
                continue
            yield path, status
            if is_folder:
                waiting += [f"{path}/{name}" for name in sorted(os.listdir(path))]  # noqa: PTH208


def _private(folder: Path) -> bool:
    """Whether a folder is a folder, no link to one, and nobody else may write to it."""
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode):
        return False
    if os.name == "nt":  # the user's cache is the user's, and modes say nothing
        return True
    return status.st_uid == os.getuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
