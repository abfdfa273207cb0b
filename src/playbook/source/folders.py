"""What is in a folder, as it is itself: no link is followed, and nothing is opened."""

import os
from collections.abc import Iterator
from enum import Enum, auto
from pathlib import Path
from typing import NamedTuple

from playbook.source.file_names import is_litter
from playbook.source.moment import once


class Kind(Enum):
    """What something in a folder is."""

    FILE = auto()
    FOLDER = auto()
    LINK = auto()
    OTHER = auto()
    """A pipe, a device, a socket: whoever opens it may wait without end."""


class Item(NamedTuple):
    """A file, a folder, or what is neither."""

    path: str
    """From the folder that the walk started in, with slashes."""
    kind: Kind

    @property
    def name(self) -> str:
        """The last part of the path."""
        return self.path.rpartition("/")[2]


@once
def contents(root: Path, folder: str = "") -> list[Item]:
    """What is in one folder, by name; nothing where it is no folder, or is a link to one.

    What operating systems and editors leave behind is passed over. A folder that may not be opened
    holds itself, as what cannot be read.
    """
    place = root / folder
    if place.is_symlink() or not place.is_dir():
        return []
    prefix = f"{folder}/" if folder else ""
    try:
        with os.scandir(place) as entries:
            items = [Item(f"{prefix}{entry.name}", _kind(entry)) for entry in entries]
    except OSError:
        return [Item(folder, Kind.OTHER)]
    return sorted(item for item in items if not _is_left_behind(root, item))


def walk(root: Path, folder: str) -> Iterator[Item]:
    """All that is in a folder and below it, in the order of the names."""
    waiting = contents(root, folder)[::-1]
    while waiting:
        item = waiting.pop()
        yield item
        if item.kind is Kind.FOLDER:
            waiting += contents(root, item.path)[::-1]


def files(root: Path, folder: str) -> Iterator[str]:
    """The paths of the regular files in a folder and below it."""
    return (item.path for item in walk(root, folder) if item.kind is Kind.FILE)


@once
def kind_of(path: Path) -> Kind | None:
    """What a path is itself; None where there is nothing."""
    if path.is_symlink():
        return Kind.LINK
    if path.is_dir():
        return Kind.FOLDER
    if path.is_file():
        return Kind.FILE
    return Kind.OTHER if os.path.lexists(path) else None


def _kind(entry: "os.DirEntry[str]") -> Kind:
    if entry.is_symlink():
        return Kind.LINK
    if entry.is_dir(follow_symlinks=False):
        return Kind.FOLDER
    return Kind.FILE if entry.is_file(follow_symlinks=False) else Kind.OTHER


def _is_left_behind(root: Path, item: Item) -> bool:
    """Whether an item is litter; a link to a folder is not, for others would walk through it."""
    through = item.kind is Kind.LINK and (root / item.path).is_dir()
    return is_litter(item.name) and not through
