"""A change of many files that can be stopped anywhere, made again to its end, and undone.

All of it is noted first, with the files as they were and as they will be. Only then is one file
after the other put in its place. Whoever begins a change finishes the last one.
"""

import hashlib
import json
import shlex
import shutil
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

import click

from playbook_site.building.atomic_swap import flush_disk
from playbook_site.commands.upstream.base import layer_option
from playbook_site.commands.upstream.undo import accepted
from playbook_site.reports.program import typed

_HOME = Path(".playbook")
_FRESH = _HOME / "replacing.new"
IN_HAND = _HOME / "replacing"
LAST = _HOME / "undo" / "replaced"
"""The last change that was made, with all files as they were before it."""

RECORD = "record.json"
_BEFORE, _AFTER = "before", "after"
EARLIER = LAST / _BEFORE
"""The files as they were before that."""

Hashes = Mapping[str, str | None]
"""The hashes of files by their paths; None for no file."""


class Record(NamedTuple):
    """What a change makes of which files."""

    before: Hashes
    after: Hashes
    updates: Mapping[str, str]
    """What layers had accepted by then, each with what tells it."""


def change(root: Path, files: Mapping[str, Path | str], gone: Iterable[str]) -> None:
    """Put files in their places, from others or from texts, and remove some."""
    finish(root)
    _note(root, files, gone)
    finish(root)


def finish(root: Path) -> bool:
    """Make the rest of a change that was stopped; whether there was one."""
    folder = root / IN_HAND
    shutil.rmtree(root / _FRESH, ignore_errors=True)
    if not folder.exists():
        return False
    record = _record(folder)
    now = {path: _hash(root / path) for path in record.after}
    refuse_edits(path for path in now if now[path] not in (record.before[path], record.after[path]))
    gone = [path for path, content in record.after.items() if content is None]
    for path in gone:
        (root / path).unlink(missing_ok=True)
    for path in gone:
        _prune(root, path)
    for path in record.after:
        if path not in gone:
            _put(folder / _AFTER / path, root / path)
    flush_disk(root)
    _keep(folder, root / LAST)
    return True


def undo(root: Path) -> bool:
    """Make the last change undone; False where there is none. Undone again, it is made again."""
    finish(root)
    folder = root / LAST
    if not (folder / RECORD).exists():
        return False
    record = _record(folder)
    _refuse_accepted(root, record)
    refuse_edits(path for path, content in record.after.items() if _hash(root / path) != content)
    texts = {p: folder / _BEFORE / p for p, content in record.before.items() if content is not None}
    change(root, texts, [path for path in record.before if path not in texts])
    return True


def forget(root: Path) -> None:
    """Delete what is kept to undo the last change: it may hold words that were taken back."""
    shutil.rmtree(root / LAST, ignore_errors=True)


def refuse_edits(paths: Iterable[str]) -> None:
    """Raise a `ClickException` that names files which somebody has changed meanwhile."""
    if names := sorted(paths):
        more = f" and {len(names) - 3} more" if len(names) > 3 else ""
        raise click.ClickException(
            f"You have changed {', '.join(names[:3])}{more} since, and that would be lost. "
            "Copy what you need, put the file back as it was, and run this again."
        )


def _refuse_accepted(root: Path, record: Record) -> None:
    """Raise a `ClickException` where a layer stands by now on what would be undone."""
    for layer, change in accepted(root).items():
        if record.updates.get(layer) != change:
            command = shlex.join(["playbook", "update", *layer_option(root, layer), "--undo"])
            hint = f"{layer}/ stands on it since. Undo that first: {command}"
            raise click.ClickException(typed(hint))


def _note(root: Path, files: Mapping[str, Path | str], gone: Iterable[str]) -> None:
    fresh = root / _FRESH
    shutil.rmtree(fresh, ignore_errors=True)
    for path, source in files.items():
        _write(source, fresh / _AFTER / path, like=root / path)
    before = {path: _hash(root / path) for path in (*files, *gone)}
    for path, content in before.items():
        if content is not None:
            _write(root / path, fresh / _BEFORE / path)
    after = {path: _hash(fresh / _AFTER / path) for path in before}
    note = {"before": before, "after": after, "updates": accepted(root)}
    text = json.dumps(note, ensure_ascii=False, indent=1)
    _write(text, fresh / RECORD)
    flush_disk(root)
    fresh.rename(root / IN_HAND)


def _record(folder: Path) -> Record:
    content = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    return Record(content["before"], content["after"], content.get("updates", {}))


def _write(source: Path | str, file: Path, *, like: Path | None = None) -> None:
    """Copy a file, a link as one, or write a text in a file of the same kind as another."""
    file.parent.mkdir(parents=True, exist_ok=True)
    if isinstance(source, Path):
        shutil.copy2(source, file, follow_symlinks=False)
        return
    file.write_text(source, encoding="utf-8", newline="\n")
    if like and like.is_file() and not like.is_symlink():
        shutil.copymode(like, file)


def _put(source: Path, file: Path) -> None:
    """Give a file its content in one step; what is a link is never written through."""
    if _hash(source) != _hash(file):
        fresh = file.with_name(f".{file.name}.replacing~")
        _write(source, fresh)
        fresh.replace(file)
    elif not source.is_symlink():
        shutil.copymode(source, file)


def _prune(root: Path, path: str) -> None:
    """Remove the folders that have nothing left in them."""
    for folder in Path(path).parents:
        if folder.parts:
            with suppress(OSError):
                (root / folder).rmdir()


def _keep(folder: Path, place: Path) -> None:
    old = place.with_name(f"{place.name}.gone")
    shutil.rmtree(old, ignore_errors=True)
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.exists():
        place.rename(old)
    folder.rename(place)
    shutil.rmtree(old, ignore_errors=True)


def _hash(file: Path) -> str | None:
    if file.is_symlink():
        return f"link to {file.readlink()}"
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else None
