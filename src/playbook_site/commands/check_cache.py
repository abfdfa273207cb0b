"""What was reported the last time, for a playbook in which nothing has changed since.

The key is a hash of everything that diagnostics come from: every file that is read, the day, the
code, and what settings ask of the environment. One changed byte, and everything is checked again.
The memory lies in the user's own cache, where no playbook can plant it, and is never asked in CI.
"""

import contextlib
import datetime
import hashlib
import json
import os
import re
import stat
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import platformdirs

import playbook
import playbook_site
from playbook import Diagnostic
from playbook.layers.upstream import (
    DISTRICT,
    PIN,
    RELEASE,
    SCHOOLS,
    beside,
    editions,
    find_original,
)
from playbook.loader import SOURCES
from playbook.source.files import read_bytes
from playbook.updates.snapshots import ORIGINAL
from playbook_site.preflight import judge
from playbook_site.preflight.site_settings import PATH
from playbook_site.reports.diagnostic_formats import as_data, from_data

MOST = 1024 * 1024
"""The most bytes of a file that are hashed; of a larger one, its size and time count too."""

_CODE = (Path(playbook.__file__).parent, Path(playbook_site.__file__).parent, RELEASE / "macros")
"""All that judges."""

Result = tuple[int, list[Diagnostic]]
"""How many entries there are, and what is reported of them."""


def load_and_check(root: Path) -> Result:
    """Check a playbook, or say again what was reported when it was the same."""
    file = _file(root)
    key = _key(root.resolve()) if file.is_absolute() and "CI" not in os.environ else ""
    if key and (result := _recall(file, key)) is not None:
        return result
    result = playbook.check_editions(root, judge=judge.diagnostics)
    if key:
        _remember(file, key, result)
    return result


def _file(root: Path) -> Path:
    """Where the memory of one playbook lies; a path that starts nowhere when nobody has a home."""
    folder_name = os.environ.get("PLAYBOOK_CACHE")
    folder = (
        Path(folder_name)
        if folder_name
        else platformdirs.user_cache_path("playbook", appauthor=False)
    )
    return folder / f"{hashlib.sha256(os.fsencode(root.resolve())).hexdigest()}.json"


def _key(root: Path) -> str:
    """A hash of all that is read; "" where there is a link, and anything may be behind it."""
    digest = hashlib.sha256(f"{datetime.date.today()}".encode())
    for module in (file for folder in _CODE for file in sorted(folder.rglob("*.*"))):
        if module.suffix in (".py", ".po", ".pot", ".json"):
            digest.update(module.read_bytes())
    digest.update(os.fsencode("\0".join(sorted(os.listdir(root)))))  # noqa: PTH208 - names alone
    digest.update(os.fsencode("\0".join(_environment(root))))
    for top in _sources(root):
        for path, status in _below(os.fspath(top)):
            if stat.S_ISLNK(status.st_mode):
                return ""
            digest.update(os.fsencode(path) + f"\0{status.st_mode}\0".encode())
            if stat.S_ISREG(status.st_mode):
                with contextlib.suppress(OSError):
                    digest.update(_hash(path, status))
    return digest.hexdigest()


def _sources(root: Path) -> Iterator[Path]:
    """Every file and folder that is read, there or not: the original's, and those of layers."""
    original, _ = find_original(root)
    layers = {layer for chain in editions(root).values() for layer in chain}
    # an update of a layer looks at all that it may adapt
    names = sorted({*SOURCES, *ORIGINAL}) if layers else SOURCES
    yield from (original / name for name in names)
    for name in sorted({DISTRICT, SCHOOLS, *layers}):
        yield from (root / name, beside(root / name, "old"))
    yield root / PIN


def _environment(root: Path) -> Iterator[str]:
    """The variables of the environment that the settings of the site may ask for."""
    settings = (read_bytes(find_original(root)[0], PATH) or b"").decode(errors="replace")
    names = os.environ.keys() & re.findall(r"\w+", settings)
    return (f"{name}={os.environ[name]}" for name in sorted(names))


def _hash(path: str, status: os.stat_result) -> bytes:
    size = f"{status.st_size}\0{status.st_mtime_ns}" if status.st_size > MOST else ""
    with open(path, "rb") as stream:  # noqa: PTH123 - ten thousand of them
        return hashlib.sha256(size.encode() + b"\0" + stream.read(MOST)).digest()


def _below(path: str) -> Iterator[tuple[str, os.stat_result]]:
    """A path and everything below it, as it is itself: no link is followed, nothing is opened."""
    waiting = [path]
    while waiting:
        path = waiting.pop()
        with contextlib.suppress(OSError):
            status = os.lstat(path)
            yield path, status
            if stat.S_ISDIR(status.st_mode):
                waiting += [f"{path}/{name}" for name in sorted(os.listdir(path))]  # noqa: PTH208


def _recall(file: Path, key: str) -> Result | None:
    try:
        if not _private(file.parent) or not stat.S_ISREG(file.lstat().st_mode):
            return None
        memory = json.loads(file.read_text(encoding="utf-8"))
        content = {name: memory[name] for name in ("key", "entries", "diagnostics")}
        is_whole = memory["seal"] == seal(content)
        if not is_whole or memory["key"] != key or type(memory["entries"]) is not int:
            return None
        diagnostics = [from_data(item) for item in memory["diagnostics"]]
        valid = [diagnostic for diagnostic in diagnostics if diagnostic]
        return (memory["entries"], valid) if len(valid) == len(diagnostics) else None
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _remember(file: Path, key: str, result: Result) -> None:
    entries, diagnostics = result
    data = [as_data(diagnostic) for diagnostic in diagnostics]
    content = {"key": key, "entries": entries, "diagnostics": data}
    memory = {**content, "seal": seal(content)}
    with contextlib.suppress(OSError):  # where nothing can be kept, everything is checked each time
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not _private(file.parent):
            return
        handle, fresh = tempfile.mkstemp(dir=file.parent)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as stream:
                json.dump(memory, stream)
            Path(fresh).replace(file)
        finally:
            Path(fresh).unlink(missing_ok=True)


def seal(content: Mapping[str, Any]) -> str:
    """A hash of what is remembered: a file that somebody edited, or half of one, is not believed.

    Whoever may write here is the user, so it keeps nobody out.
    """
    return hashlib.sha256(json.dumps(content, sort_keys=True).encode()).hexdigest()


def _private(folder: Path) -> bool:
    """Whether a folder is a folder, no link to one, and nobody else may write to it."""
    status = folder.lstat()
    if not stat.S_ISDIR(status.st_mode):
        return False
    if os.name == "nt":  # the user's cache is the user's, and modes say nothing
        return True
    return status.st_uid == os.getuid() and not status.st_mode & (stat.S_IWGRP | stat.S_IWOTH)
