"""Notes what changes in the folders that a playbook is read from."""

import os
import stat
import threading
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

from watchdog.events import (
    DirCreatedEvent,
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

from playbook.layers.originals.codes import PIN
from playbook.layers.originals.pin import names_in
from playbook.loader import SOURCES
from playbook_site.preflight.site_settings import PATH

NAMES = frozenset({*SOURCES, PATH, PIN})
"""What is watched in the folder of a playbook beside its layers, whether it is there yet or not."""

CHANGES: list[type[FileSystemEvent]] = [
    *(FileCreatedEvent, FileModifiedEvent, FileDeletedEvent, FileMovedEvent),
    *(DirCreatedEvent, DirDeletedEvent, DirMovedEvent),
]
"""What is asked of the system: to be told of each file that is opened slows down reading them."""
_GONE = (FileNotFoundError, NotADirectoryError)


class Watch(FileSystemEventHandler):
    """Notes that something changed that a site is made from."""

    def __init__(self) -> None:
        self.changed = threading.Event()
        self._paths: set[str] = set()
        self._watched: dict[Path, tuple[tuple[int, int], Any]] = {}
        self._ended: set[Path] = set()
        """Folders that went, and with them what told of changes: another one may have the same name
        and the same number by now.
        """
        self._homes: Mapping[Path, frozenset[str]] = {}
        self._observer: Any = Observer()
        self._observer.start()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note a change of what is read."""
        paths = (os.fsdecode(path) for path in (event.src_path, event.dest_path) if path)
        if isinstance(event, DirDeletedEvent | DirMovedEvent):
            self._ended.add(Path(os.fsdecode(event.src_path)))
        if news := [path for path in paths if self.counts(path)]:
            self._paths.update(news)
            self.changed.set()

    def take(self) -> frozenset[Path]:
        """What changed since this was asked last."""
        self.changed.clear()
        paths, self._paths = self._paths, set()
        return frozenset(map(Path, paths))

    def follow(self, homes: frozenset[Path]) -> None:
        """Watch what there is now in these folders: either may come to have more, or another one
        under the name of one that was there.
        """
        self._homes = {home: NAMES | {*names_in(home)[:2]} for home in homes}
        there = {path: identity for home in homes for path, identity in _folders(home)}
        ended, self._ended = self._ended, set()
        for path, (identity, watch) in list(self._watched.items()):
            if there.get(path) != identity or not ended.isdisjoint((path, *path.parents)):
                del self._watched[path]
                with suppress(KeyError, OSError):
                    self._observer.unschedule(watch)
        for path in sorted(there.keys() - self._watched.keys()):
            with suppress(*_GONE):  # what it was in tells of that
                watch = self._schedule(path)
                self._watched[path] = there[path], watch

    def stop(self) -> None:
        """Watch no more."""
        self._observer.stop()
        self._observer.join()

    def counts(self, path: str) -> bool:
        """Whether what is there is read, or may be. Of what has no name that is read, it may be a
        file at the top, and a text in a folder there: an entry that somebody saved there is told.
        """
        for home in self._homes:
            if home in Path(path).parents:
                first, *more = Path(path).relative_to(home).parts
                if any(_is_passed_over(name) for name in (first, *more)):
                    return False
                is_text = len(more) == 1 and more[0].endswith(".md")
                if first in self._homes[home] or not more or is_text:
                    return True
        return False

    def _schedule(self, path: Path) -> Any:
        try:
            return self._begin(path)
        except _GONE:
            raise
        except OSError:  # the system has no watches left, or none for this kind of disk
            self.stop()
            self._observer = PollingObserver(timeout=0.5)
            self._observer.start()
            for other in self._watched:
                with suppress(*_GONE):
                    self._begin(other)
            return self._begin(path)

    def _begin(self, path: Path) -> Any:
        is_whole = path.name in self._homes.get(path.parent, ())
        return self._observer.schedule(self, str(path), recursive=is_whole, event_filter=CHANGES)


def _is_passed_over(name: str) -> bool:
    """Whether an editor keeps something there while somebody types, or a system of its own."""
    return name.startswith((".", "#")) or name.endswith("~")


def _folders(home: Path) -> Iterator[tuple[Path, tuple[int, int]]]:
    """A folder and those in it, each with what tells it from another of its name. One that goes
    meanwhile, as a change of branch takes many away, is none.
    """
    below: list[Path] = []
    with suppress(OSError):
        below = [path for path in home.iterdir() if not path.name.startswith(".")]
    for path in (home, *below):
        with suppress(OSError):
            status = path.stat()
            if stat.S_ISDIR(status.st_mode):
                yield path, (status.st_dev, status.st_ino)
