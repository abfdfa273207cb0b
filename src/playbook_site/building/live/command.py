"""Serves the site on this machine, and reads it again whenever a file changes."""

import gc
import os
import socket
import tempfile
import threading
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

import click

from playbook.layers.originals.originals import read_originals
from playbook.layers.originals.pin import names_in
from playbook.layers.upstream import editions
from playbook.model.entry import Entry
from playbook.records.record import Records
from playbook.source.moment import moment
from playbook_site.building.build import BuildFailed, NoPlaybook, configured, told_failures
from playbook_site.building.live.answers import Sites
from playbook_site.building.live.server import HOST, LiveServer
from playbook_site.building.live.watch import Watch
from playbook_site.engine.configuration import Configuration
from playbook_site.engine.edition import Edition, prepare
from playbook_site.engine.site import Site
from playbook_site.reports.counts import counted

_PAUSE = 0.02
"""Seconds in which one save may make several changes."""

_SECOND_LOOK = 0.4
"""Seconds after which a mistake is told: a save that empties a file first, or a change of branch,
has come to its end by then.
"""

_IDLE = 2.0
"""Seconds without a change after which there is time to let go of what nothing needs any more."""


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
            paths = watch.take()
            if records := _read(root, server, watch, last):
                last = records
                server.look_again(_schools(root, paths))
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
        if not watch.changed.wait(_SECOND_LOOK):
            server.tell(str(failed))
    return None


def _schools(root: Path, paths: Iterable[Path]) -> list[str]:
    """The addresses of the schools in whose folders something changed."""
    folder = root.resolve() / names_in(root).folder
    below = (path.relative_to(folder).parts for path in paths if folder in path.parents)
    return sorted({f"{folder.name}/{name}/" for name, *_ in below})


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
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
def serve_command(root: Path, port: int) -> None:
    """Show the site on this machine, and follow changes."""
    try:
        configured(root, drafts=True)
    except NoPlaybook as failed:
        raise click.ClickException(str(failed)) from None
    except BuildFailed:  # it is told where a page would be, and followed
        pass
    if reason := next(_taken(port), ""):
        raise click.ClickException(f"Port {port} cannot be used ({reason}). Try: --port {port + 1}")
    serve(root, port)
