"""The files of a playbook that a release replaces: all but layers, history, and what is made."""

import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path

import pathspec

from playbook.layers.originals.codes import PIN
from playbook.layers.originals.pin import Names
from playbook.source.files import read_bytes
from playbook.updates.outside.changes import PATCH

IGNORED = ".gitignore"

PLACED = ".playbook-release.json"
"""The list of what the last replacement put in place."""

KEPT = (
    *(f"/{PIN}", ".git", "/.playbook/"),
    *("/update-report.*", f"/{PATCH.replace('.', '*.')}"),
    *(
        f"/{PLACED}",
        "/site/",
        "/.site.*",
        ".venv/",
        "venv/",
        "node_modules/",
        "__pycache__/",
        ".*_cache/",
    ),
    *(".DS_Store", "Thumbs.db", ".*~"),
)
"""What no release replaces beside the layers, as patterns of `.gitignore`; what that excludes is
kept too.
"""


class Kept:
    """What stays as it is in a folder, by the patterns above and those of its `.gitignore`.

    `names` says what the layers of the playbook are called whose original is replaced.
    """

    def __init__(self, root: Path, names: Names) -> None:
        layers = (f"/{names.layer}/", f"/{names.folder}/", f"/.{names.layer}.*")
        lines = (read_bytes(root, IGNORED) or b"").decode(errors="replace").splitlines()
        self._spec = pathspec.GitIgnoreSpec.from_lines([*lines, *layers, *KEPT])

    def __contains__(self, path: str) -> bool:
        return self._spec.match_file(path)


def release_files(root: Path, kept: Kept) -> Iterator[str]:
    """The paths of all files but those that are kept; a link is a file."""
    waiting = [""]
    while waiting:
        folder = waiting.pop()
        with os.scandir(root / folder) as entries:
            for entry in sorted(entries, key=lambda entry: entry.name):
                path = f"{folder}/{entry.name}".lstrip("/")
                is_folder = entry.is_dir(follow_symlinks=False)
                if (f"{path}/" if is_folder else path) in kept:
                    continue
                if is_folder:
                    waiting.append(path)
                else:
                    yield path


def blob(data: bytes) -> str:
    """The name that git has for a content."""
    head = f"blob {len(data)}\0".encode()
    return hashlib.sha1(head + data, usedforsecurity=False).hexdigest()


def same(one: Path, other: Path) -> bool:
    """Whether two regular files have the same bytes, and are both programs to start or neither."""
    first, second = one.lstat(), other.lstat()
    if not (stat.S_ISREG(first.st_mode) and stat.S_ISREG(second.st_mode)):
        return False
    if first.st_size != second.st_size or (first.st_mode ^ second.st_mode) & stat.S_IXUSR:
        return False
    return one.read_bytes() == other.read_bytes()
