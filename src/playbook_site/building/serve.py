"""Serves the site on this machine, and builds it again whenever a file changes."""

import logging
import os
import re
import socket
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import click
from mkdocs.livereload import LiveReloadServer
from watchdog.observers.polling import PollingObserverVFS

from playbook.layers.upstream import PIN, find_original
from playbook_site.building.build import BuildFailed, build
from playbook_site.mkdocs_plugin.plugin import LAYERS, WATCHED

HOST = "127.0.0.1"
_LOCAL = re.compile(r"(?i:localhost|127\.0\.0\.1|\[::1\])(:[0-9]+)?")
_REFUSED = "Drafts are shown to this machine only, by no other name than its own.\n"
NAMES = (*WATCHED, *LAYERS, "docs", "mkdocs.yml", PIN)
"""What is watched in the folder of a playbook, whether it is there yet or not."""


class LocalServer(LiveReloadServer):
    """A server that answers only those who call this machine by its own name.

    A page of another site can have its name lead here, and would then read drafts.
    """

    def serve_request(self, environ: Any, start_response: Any) -> Iterable[bytes]:
        """Refuse a request for another host; anything else is MkDocs' to answer."""
        if is_local(environ.get("HTTP_HOST", "")):
            return super().serve_request(environ, start_response)
        start_response("403 Forbidden", [("Content-Type", "text/plain; charset=utf-8")])
        return [f"Open http://{HOST}:{self.server_port}/ instead. {_REFUSED}".encode()]


def is_local(host: str) -> bool:
    """Whether what a browser calls a host is a name of this machine, with any port."""
    return _LOCAL.fullmatch(host) is not None


def serve(root: Path, port: int, folder: Path) -> None:
    """Serve until interrupted. Drafts are shown; a build that fails leaves the last good pages."""
    site = folder / "site"
    watched: set[str] = set()

    def rebuild() -> None:
        _watch(root, server, watched)
        try:
            build(root, site, drafts=True)
        except BuildFailed as failed:
            click.echo(f"{failed} Fix it and save; this page follows by itself.", err=True)

    server = LocalServer(builder=rebuild, host=HOST, port=port, root=str(site))
    server.error_handler = lambda _: (
        None if site.exists() else b"<p>Nothing is built yet. The terminal says what to fix.</p>"
    )
    server.observer = PollingObserverVFS(os.stat, _chosen(watched), polling_interval=0.5)  # type: ignore[assignment]
    rebuild()
    click.echo(
        f"The playbook is at http://{HOST}:{port}/ and follows your changes. Ctrl-C ends it."
    )
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        click.echo("")
    finally:
        server.shutdown()


def _watch(root: Path, server: LiveReloadServer, watched: set[str]) -> None:
    """Watch the folder of the playbook, and that of its original; either may come to have more."""
    for home in map(os.path.abspath, (root, find_original(root)[0])):
        if home not in watched:
            watched.add(home)
            server.watch(home)


def _chosen(watched: set[str]) -> Callable[[str | None], Iterator[os.DirEntry[str]]]:
    """List folders, and of a watched one only what is named: much else lies beside a playbook."""

    def listed(folder: str | None) -> Iterator[os.DirEntry[str]]:
        entries = os.scandir(folder)
        return (entry for entry in entries if folder not in watched or entry.name in NAMES)

    return listed


@click.command("serve")
@click.argument("root", type=click.Path(exists=True, file_okay=False, path_type=Path), default=".")
@click.option("--port", default=8000, show_default=True)
def serve_command(root: Path, port: int) -> None:
    """Build the site, serve it on this machine, and follow changes."""
    logging.getLogger("mkdocs.livereload").setLevel(logging.WARNING)
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((HOST, port))
        except OSError as error:
            raise click.ClickException(
                f"Port {port} cannot be used ({error.strerror}). Try: --port {port + 1}"
            ) from None
    with tempfile.TemporaryDirectory() as folder:
        serve(root, port, Path(folder))
