"""Replaces a folder in one step: whatever stops it leaves the old folder or the new one, whole.

The new folder is made beside the old one, and the two exchange their names. Where a system cannot
do that in one step, two renames do it. Between those there is no folder; `recover` puts the new one
in its place, and whoever reads or replaces a folder begins with it.

What has to go is first renamed, so that nothing half-cleared is ever restored.
"""

import contextlib
import ctypes
import errno
import glob
import os
import secrets
import shutil
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from playbook.layers.originals.places import beside

READY = ".ready"
"""A file that says a new folder is whole. Where the old one was, it says that they were swapped."""

_SWAP = 2
"""RENAME_EXCHANGE of Linux, and RENAME_SWAP of macOS."""
_HERE = -100
_CANNOT = {errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM, errno.EXDEV}
"""What a system or a file system answers that cannot exchange names."""


def change(layer: Path, kept: Path, removed: Iterable[str], changed: Mapping[str, str]) -> None:
    """Remove and write files of a layer, and keep the layer as it was in `kept`."""
    recover(layer, kept)
    fresh = beside(layer, "new")
    shutil.copytree(layer, fresh, symlinks=True)
    for path in removed:
        (fresh / path).unlink()
    for path, text in changed.items():
        (fresh / path).parent.mkdir(parents=True, exist_ok=True)
        (fresh / path).unlink(missing_ok=True)  # what is a link is never written through
        (fresh / path).write_text(text, encoding="utf-8", newline="\n")
    swap(layer, kept)


def swap(folder: Path, kept: Path | None = None) -> None:
    """Put the folder that was made beside another in its place.

    The old one goes to `kept`, or is removed where that is None.
    """
    fresh, old = beside(folder, "new"), beside(folder, "old")
    if kept:
        kept.parent.mkdir(parents=True, exist_ok=True)
    _flush_all(fresh)
    (fresh / READY).touch()
    _flush(fresh)
    if not os.path.lexists(folder):
        fresh.rename(folder)
    elif not exchange(folder, fresh):
        folder.rename(old)
        try:
            fresh.rename(folder)
        except OSError:
            old.rename(folder)
            raise
    _flush(folder.parent)
    recover(folder, kept)


def recover(folder: Path, kept: Path | None = None) -> None:
    """Finish a swap that was stopped, and clear what was not ready."""
    fresh, old = beside(folder, "new"), beside(folder, "old")
    for place in filter(Path.is_symlink, (fresh, old)):
        place.unlink()
    if not folder.exists():
        if (fresh / READY).exists():
            fresh.rename(folder)
        elif old.exists():
            old.rename(folder)
    if (folder / READY).exists():
        if fresh.exists():  # the two were exchanged: this is the old one
            fresh.rename(old)
        (folder / READY).unlink()
    _clear(fresh)
    if kept and folder.exists() and old.exists():
        _clear(kept)
        old.rename(kept)
    elif folder.exists():
        _clear(old)


def exchange(one: Path, other: Path) -> bool:
    """Let two folders take each other's names in one step; False where the system cannot."""
    names = os.fsencode(one), os.fsencode(other)
    library: Any = ctypes.CDLL(None, use_errno=True) if os.name == "posix" else None
    if sys.platform == "linux" and hasattr(library, "renameat2"):
        failed = library.renameat2(_HERE, names[0], _HERE, names[1], _SWAP)
    elif sys.platform == "darwin" and hasattr(library, "renamex_np"):
        failed = library.renamex_np(*names, _SWAP)
    else:
        return False
    number = ctypes.get_errno() if failed else 0
    if number and number not in _CANNOT:
        raise OSError(number, os.strerror(number), str(one))
    return not failed


def _clear(folder: Path) -> None:
    """Remove a folder, if it is there; nobody restores what has the name it has meanwhile.

    What cannot be removed waits under such a name for the next time, and stops nobody.
    """
    if folder.is_symlink():  # a build makes none, and whatever it leads to is somebody's
        folder.unlink()
    elif folder.exists():
        folder.rename(folder.with_name(f"{folder.name}.gone-{secrets.token_hex(4)}"))
    for gone in folder.parent.glob(f"{glob.escape(folder.name)}.gone-*"):
        if gone.is_symlink():
            gone.unlink()
            continue
        shutil.rmtree(gone, ignore_errors=True)
        if gone.exists():  # in a folder where nothing may be written, nothing may be removed
            for top, _, _ in os.walk(gone):
                with contextlib.suppress(OSError):
                    os.chmod(top, stat.S_IRWXU)  # noqa: PTH101
            shutil.rmtree(gone, ignore_errors=True)


def _flush_all(folder: Path) -> None:
    """Have all that a folder holds on the disk, before its name leads there."""
    if not flush_disk(folder):
        for path in _paths(folder):
            _flush(path)


def flush_disk(folder: Path) -> bool:
    """Have all that waits for the disk of a folder on it, in one step; False where the system
    cannot do that.
    """
    library: Any = ctypes.CDLL(None, use_errno=True) if sys.platform == "linux" else None
    if not hasattr(library, "syncfs"):
        return False
    handle = os.open(folder, os.O_RDONLY)
    try:
        if library.syncfs(handle):
            number = ctypes.get_errno()
            raise OSError(number, os.strerror(number), str(folder))
    finally:
        os.close(handle)
    return True


def _paths(folder: Path) -> Iterator[str]:
    """Every folder, and every file but those that have a second name: they lie on the disk."""
    for top, _, names in os.walk(folder):
        for name in names:
            status = os.lstat(f"{top}/{name}")
            if stat.S_ISREG(status.st_mode) and status.st_nlink == 1:
                yield f"{top}/{name}"
        yield top


def _flush(path: str | Path) -> None:
    if os.name != "posix":  # elsewhere, only what is open for writing can be flushed
        return
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    except OSError as error:
        if error.errno != errno.EINVAL:  # not every file system can flush a folder
            raise
    finally:
        os.close(handle)
