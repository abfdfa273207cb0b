"""Serves the site on this machine, and reads it again whenever a file changes."""

import os
import socket
import tempfile
import threading
from collections.abc import Iterator
from functools import cache, partial
from pathlib import Path

import click
from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer
from watchdog.observers.polling import PollingObserver

from playbook.layers.upstream import DISTRICT, PIN, SCHOOLS, editions, find_original
from playbook.loader import SOURCES
from playbook_site.building.build import BuildFailed, configured, told_failures
from playbook_site.building.live_server import HOST, LiveServer
from playbook_site.engine.configuration import Configuration
from playbook_site.engine.edition import prepare
from playbook_site.engine.site import Site
from playbook_site.preflight.site_settings import PATH

NAMES = frozenset({*SOURCES, DISTRICT, SCHOOLS, PATH, PIN})
"""What is watched in the folder of a playbook, whether it is there yet or not."""

CHANGES = frozenset({"created", "modified", "deleted", "moved"})
_PAUSE = 0.02
"""Seconds in which one save may make several changes."""


class Watch(FileSystemEventHandler):
    """Notes that something changed that a site is made from."""

    def __init__(self) -> None:
        self.changed = threading.Event()
        self._watched: dict[str, object] = {}
        self._homes: frozenset[str] = frozenset()
        self._observer = Observer()
        try:
            self._observer.start()
        except OSError:  # the system has no watches left, or none for this kind of disk
            self._observer = PollingObserver(timeout=0.5)
            self._observer.start()

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Note a change of what is read; that somebody opened a file is none."""
        if event.event_type in CHANGES and any(
            map(self._counts, (event.src_path, event.dest_path))
        ):
            self.changed.set()

    def follow(self, homes: frozenset[str]) -> None:
        """Watch what there is now in these folders: either may come to have more."""
        self._homes = homes
        paths = [*homes, *(f"{home}/{name}" for home in homes for name in sorted(NAMES))]
        there = {path for path in paths if os.path.isdir(path)}  # noqa: PTH112
        for path in self._watched.keys() - there:
            self._observer.unschedule(self._watched.pop(path))  # type: ignore[arg-type]
        for path in there - self._watched.keys():
            recursive = path not in homes
            self._watched[path] = self._observer.schedule(self, path, recursive=recursive)

    def stop(self) -> None:
        """Watch no more."""
        self._observer.stop()
        self._observer.join()

    def _counts(self, path: str | bytes) -> bool:
        name = os.fsdecode(path)
        tops = (name.removeprefix(f"{h}/") for h in self._homes if name.startswith(f"{h}/"))
        return any(top.partition("/")[0] in NAMES for top in tops)


def serve(root: Path, port: int, editor: Path) -> None:
    """Serve until interrupted. Drafts are shown; what cannot be read leaves the last good pages.

    `editor` is an empty folder for the files of the web editor, where that is turned on.
    """
    server, watch = LiveServer(port, editor), Watch()
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        _read(root, server, watch)
        click.echo(
            f"The playbook is at http://{HOST}:{port}/ and follows your changes. Ctrl-C ends it."
        )
        while True:
            watch.changed.wait()
            threading.Event().wait(_PAUSE)
            watch.changed.clear()
            _read(root, server, watch)
    except KeyboardInterrupt:
        click.echo("")
    finally:
        watch.stop()
        server.shutdown()
        server.server_close()


def _read(root: Path, server: LiveServer, watch: Watch) -> None:
    """Read the playbook again, and show what came of it."""
    watch.follow(frozenset(str(home.resolve()) for home in (root, find_original(root)[0])))
    try:
        with told_failures():
            own = configured(root, drafts=True)
            sites = {
                address: cache(partial(_site, root, address, own)) for address in editions(root)
            }
            main = sites[""]()
            if own.editor:
                main.write_editor(server.editor)
    except BuildFailed as failed:
        click.echo(f"{failed} Fix it and save; this page follows by itself.", err=True)
        server.show(None, str(failed))
        return
    server.show(sites)


def _site(root: Path, address: str, own: Configuration) -> Site:
    return Site(prepare(root.resolve(), address, own))


def _taken(port: int) -> Iterator[str]:
    """Why a port cannot be used, if it cannot."""
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, port))
        except OSError as error:
            yield str(error.strerror)


@click.command("serve")
@click.argument("root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=".")
@click.option("--port", default=8000, show_default=True)
def serve_command(root: Path, port: int) -> None:
    """Build the site, serve it on this machine, and follow changes."""
    if reason := next(_taken(port), ""):
        raise click.ClickException(f"Port {port} cannot be used ({reason}). Try: --port {port + 1}")
    with tempfile.TemporaryDirectory() as folder:
        serve(root, port, Path(folder))
