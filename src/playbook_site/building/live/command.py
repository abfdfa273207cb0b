"""Serves the site on this machine, and reads it again whenever a file changes."""

import gc
import os
import socket
import stat
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from functools import cache, partial
from pathlib import Path
from typing import Any

import click
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
from playbook.layers.originals.originals import read_originals
from playbook.layers.originals.pin import names_in
from playbook.layers.upstream import editions
from playbook.loader import SOURCES
from playbook.model.entry import Entry
from playbook.records.record import Records
from playbook.source.moment import moment
from playbook_site.building.build import BuildFailed, configured, told_failures
from playbook_site.building.live.answers import Sites
from playbook_site.building.live.server import HOST, LiveServer
from playbook_site.engine.configuration import Configuration
from playbook_site.engine.edition import Edition, prepare
from playbook_site.engine.site import Site
from playbook_site.preflight.site_settings import PATH
from playbook_site.reports.counts import counted

NAMES = frozenset({*SOURCES, PATH, PIN})
"""What is watched in the folder of a playbook beside its layers, whether it is there yet or not."""

CHANGES: list[type[FileSystemEvent]] = [
    *(FileCreatedEvent, FileModifiedEvent, FileDeletedEvent, FileMovedEvent),
    *(DirCreatedEvent, DirDeletedEvent, DirMovedEvent),
]
"""What is asked of the system: to be told of each file that is opened slows down reading them."""
_PAUSE = 0.02
"""Seconds in which one save may make several changes."""

_GONE = (FileNotFoundError, NotADirectoryError)
_IDLE = 2.0
"""Seconds without a change after which there is time to let go of what nothing needs any more."""


class Watch(FileSystemEventHandler):
    """Notes that something changed that a site is made from."""

    def __init__(self) -> None:
        self.changed = threading.Event()
        self._watched: dict[Path, tuple[tuple[int, int], Any]] = {}
        self._homes: Mapping[Path, frozenset[str]] = {}
        self._observer: Any = Observer()
        self._observer.start()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note a change of what is read."""
        paths = (os.fsdecode(path) for path in (event.src_path, event.dest_path) if path)
        if any(map(self.counts, paths)):
            self.changed.set()

    def follow(self, homes: frozenset[Path]) -> None:
        """Watch what there is now in these folders: either may come to have more, or another one
        under the name of one that was there.
        """
        self._homes = {home: NAMES | {*names_in(home)[:2]} for home in homes}
        there = {path: identity for home in homes for path, identity in _folders(home)}
        for path, (identity, watch) in list(self._watched.items()):
            if there.get(path) != identity:
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
                is_text = len(more) == 1 and more[0].endswith(".md")
                if first in self._homes[home] or (first[0] != "." and (not more or is_text)):
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


def serve(root: Path, port: int) -> None:
    """Serve until interrupted. Drafts are shown; what cannot be read leaves the last good pages."""
    server, watch = LiveServer(port, partial(click.echo, err=True)), Watch()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    gc.disable()  # it would stop a page that somebody waits for
    try:
        last = _read(root, server, watch)
        click.echo(
            f"The playbook is at http://{HOST}:{port}/ and follows your changes. Ctrl-C ends it."
        )
        while True:
            if not watch.changed.wait(_IDLE):
                gc.collect()
                watch.changed.wait()
            threading.Event().wait(_PAUSE)
            watch.changed.clear()
            last = _read(root, server, watch, last) or last
            server.look_again()
    except KeyboardInterrupt:
        click.echo("")
    finally:
        gc.enable()
        watch.stop()
        server.shutdown()
        server.server_close()


def _read(
    root: Path, server: LiveServer, watch: Watch, last: Records | None = None
) -> Records | None:
    """Read the playbook again, and show what came of it.

    Gives its records, of which the next time takes what has not changed; None where it has errors.
    """
    originals = read_originals(root)
    watch.follow(frozenset({root.resolve(), originals.base.resolve(), *originals.homes}))
    try:
        with told_failures(), moment():
            own = replace(configured(root, drafts=True), url="", is_local=True)
            address, *others = editions(root)
            main = Site(prepare(root.resolve(), address, own, last))
            schools = {a: cache(partial(_school, root, a, own, main)) for a in others}
            sites: Sites = {address: lambda: main, **schools}
            editor = _editor(main) if main.edition.configuration.editor else {}
            server.show(sites, editor, list(_remarks(main.edition)))
            return main.edition.records
    except (BuildFailed, OSError) as failed:
        server.tell(str(failed))
    return None


def _remarks(edition: Edition) -> Iterator[str]:
    """What drafts still lack, in a line for each, and which lack nothing."""
    for file in edition.book.files():
        if count := len(edition.missing.get(file.key, ())):
            still = counted(count, "thing is", "things are")
            yield f"{file.source.path}: {still} still to write, as its page says."
        elif isinstance(file, Entry) and not file.is_published:
            yield f"{file.source.path}: all is written. Read it, then set 'status: published'."


def _school(root: Path, address: str, own: Configuration, main: Site) -> Site:
    """A school's edition with all its pages: which ones a build would share, takes drawing all."""
    if address not in editions(root):
        raise BuildFailed(f"What was at {address} is gone.")
    return Site(prepare(root.resolve(), address, own, main.edition.records))


def _editor(site: Site) -> Mapping[str, bytes]:
    """The files of the web editor by their paths."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        site.write_editor(folder)
        return {
            file.relative_to(folder).as_posix(): file.read_bytes()
            for file in folder.rglob("*")
            if file.is_file()
        }


def _taken(port: int) -> Iterator[str]:
    """Why a port cannot be used, if it cannot."""
    with socket.socket() as trial:
        if os.name == "posix":
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, port))
        except OSError as error:
            yield str(error.strerror)


@click.command("serve")
@click.argument("root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=".")
@click.option("--port", default=8000, show_default=True)
def serve_command(root: Path, port: int) -> None:
    """Show the site on this machine, and follow changes."""
    if reason := next(_taken(port), ""):
        raise click.ClickException(f"Port {port} cannot be used ({reason}). Try: --port {port + 1}")
    serve(root, port)
