"""What was found the last time, for a playbook in which nothing has changed since.

The key is a hash of everything that findings come from: every file that is read, the day, and the
code. One changed byte, and everything is checked again.
"""

import contextlib
import datetime
import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

import playbook
from playbook import Diagnostic, Location
from playbook.loader import READ

FOLDER = ".playbook"
_CODE = Path(playbook.__file__).parent

Found = tuple[int, list[Diagnostic]]
"""How many entries there are, and what was found."""


def load_and_check(root: Path) -> Found:
    """Check a playbook, or say again what was found when it was the same."""
    key = _key(root)
    file = root / FOLDER / "found.json"
    if (found := _recall(file, key)) is not None:
        return found
    entries, problems = playbook.load_and_check(root)
    _remember(file, key, (len(entries), problems))
    return len(entries), problems


def _key(root: Path) -> str:
    digest = hashlib.sha256(f"{datetime.date.today()}".encode())
    for path in sorted(_CODE.rglob("*.py")):
        digest.update(path.read_bytes())
    for folder in READ:
        for file in _files(root / folder):
            digest.update(f"{file}\0".encode("utf-8", "surrogateescape"))
            with contextlib.suppress(OSError):
                digest.update(f"{os.lstat(file).st_mode}\0".encode())
                with open(file, "rb") as stream:  # noqa: PTH123 - ten thousand of them
                    digest.update(hashlib.sha256(stream.read()).digest())
    return digest.hexdigest()


def _files(path: Path) -> Iterator[str]:
    if path.is_file():
        yield str(path)
    for folder, folders, names in os.walk(path):
        folders.sort()
        yield from (f"{folder}/{name}" for name in sorted(names))


def _recall(file: Path, key: str) -> Found | None:
    try:
        told = json.loads(file.read_text(encoding="utf-8"))
        if told["key"] != key:
            return None
        problems = [Diagnostic(Location(*place), *words) for place, words in told["problems"]]
        return told["entries"], problems
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _remember(file: Path, key: str, found: Found) -> None:
    entries, problems = found
    told = [
        [[p.location.path, p.location.line, p.location.column], [p.code, p.message, p.hint]]
        for p in problems
    ]
    with contextlib.suppress(OSError):  # a playbook that cannot be written to is checked each time
        file.parent.mkdir(exist_ok=True)
        (file.parent / ".gitignore").write_text("*\n", encoding="utf-8")
        fresh = file.with_suffix(f".{os.getpid()}")
        fresh.write_text(
            json.dumps({"key": key, "entries": entries, "problems": told}), encoding="utf-8"
        )
        fresh.replace(file)
