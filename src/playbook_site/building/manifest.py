"""A list of every file of a site with its hash, as `sha256sum --check` reads it."""

import contextlib
import errno
import hashlib
import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

FILE = "manifest.sha256"

MARK = ".playbook-site"
"""Says whose a folder is. It differs from machine to machine, so no manifest lists it."""

JUNK = frozenset({".DS_Store", "Thumbs.db", "desktop.ini"})
"""What a system puts into a folder that somebody looks at."""

_PART = 64 * 1024
"""How many bytes are read at a time: more than most files of a site have."""

_LINE = re.compile(r"(\\?)([0-9a-f]{64}) [ *](.+)")
_ESCAPES = {"\\\\": "\\", "\\n": "\n", "\\r": "\r"}


def write(site: Path, known: Mapping[str, str] = {}, expected: Iterable[str] = ()) -> None:
    """Write the manifest of a site into it; `known` are hashes that need not be made again.

    Raises `FileNotFoundError` where one of the `expected` files is not there any more.
    """
    paths = sorted(files(site))
    if lost := sorted({*expected}.difference(paths)):
        raise FileNotFoundError(errno.ENOENT, "something else removed it meanwhile", lost[0])
    lines = [_line(path, known.get(path) or digest(site / path)) for path in paths]
    text = "".join(f"{line}\n" for line in lines)
    (site / FILE).write_bytes(os.fsencode(text))


def is_as_listed(site: Path, path: str, hash_: str) -> bool:
    """Whether there is a file with this hash, and no link to one."""
    with contextlib.suppress(OSError):
        return digest(site / path) == hash_
    return False


def let_everybody_read(site: Path) -> None:
    """Let everybody read what is published, whatever the person who builds lets others read."""
    for folder, _, names in os.walk(site):
        for path, mode in ((folder, 0o755), *((os.path.join(folder, n), 0o644) for n in names)):  # noqa: PTH118
            if stat.S_IMODE(os.lstat(path).st_mode) != mode:
                os.chmod(path, mode)  # noqa: PTH101


def read(data: bytes) -> dict[str, str]:
    """The hash of each file by its path; raises `ValueError` for what is no manifest."""
    hashes: dict[str, str] = {}
    lines = os.fsdecode(data).removesuffix("\n").split("\n")
    for number, line in enumerate(lines, 1):
        match = _LINE.fullmatch(line)
        path = _unescape(match[3]) if match and match[1] else match[3] if match else ""
        if not match or not _stays_inside(path):
            raise ValueError(f"line {number} is not a hash and the path of a file")
        hashes[path] = match[2]
    return hashes


def files(site: Path) -> Iterator[str]:
    """The path of everything in a site that its manifest lists: all but itself and the mark."""
    top = len(f"{os.fspath(site)}{os.sep}")
    for folder, folders, names in os.walk(site):
        inside = f"{folder[top:].replace(os.sep, '/')}/" if folder[top:] else ""
        links = [name for name in folders if os.path.islink(f"{folder}{os.sep}{name}")]  # noqa: PTH114
        for path in (f"{inside}{name}" for name in (*names, *links) if name not in JUNK):
            if path not in (FILE, MARK):
                yield path


def digest(file: Path) -> str:
    """The SHA-256 of a file, as 64 hexadecimal digits; raises `OSError` for what is none, such as
    a link or a pipe.
    """
    found = hashlib.sha256()
    with open(file, "rb", buffering=0, opener=_opener) as stream:
        if not stat.S_ISREG(os.fstat(stream.fileno()).st_mode):
            raise OSError(errno.EINVAL, "it is not a file", os.fspath(file))
        while part := stream.read(_PART):
            found.update(part)
    return found.hexdigest()


def _opener(path: str, flags: int) -> int:
    """Open what is there itself, and wait for nobody."""
    return os.open(path, flags | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0))


def unlisted(site: Path, listed: Mapping[str, str]) -> list[str]:
    """What lies in a site and is not in its manifest."""
    return sorted(path for path in files(site) if path not in listed)


def _line(path: str, hash_: str) -> str:
    escaped = path.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
    return f"{'' if escaped == path else chr(92)}{hash_}  {escaped}"


def _unescape(path: str) -> str:
    return re.sub(r"\\[\\nr]", lambda match: _ESCAPES[match[0]], path)


def _stays_inside(path: str) -> bool:
    return bool(path) and not path.startswith("/") and ".." not in path.split("/")
