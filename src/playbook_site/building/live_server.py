"""Serves the sites of a playbook from memory, and tells open pages of every change.

A page is drawn when somebody asks for it, so that a save costs what is looked at and no more.
"""

import json
import mimetypes
import re
import threading
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from playbook_site.building.build import BuildFailed, told_failures
from playbook_site.engine.pages import NOT_FOUND
from playbook_site.engine.site import Site

HOST = "127.0.0.1"
OWN = "/-/"
"""Below which the server has files of its own; no page has such an address."""

_LOCAL = re.compile(r"(?i:localhost|127\.0\.0\.1|\[::1\])(:[0-9]+)?")
_REFUSED = "Drafts are shown to this machine only, by no other name than its own.\n"
_NOTHING = (
    "<!doctype html><html lang=en><title>Nothing yet</title><head></head>Nothing is built yet."
)
_PATIENCE = 25.0
"""How many seconds a page waits for a change before it asks again."""

Sites = Mapping[str, Callable[[], Site]]
"""The site of each edition by its address, made when somebody asks for it."""


class State(NamedTuple):
    """What is shown: the last good sites, and what stands in the way of newer ones."""

    number: int = 0
    sites: Sites = MappingProxyType({})
    problems: str = ""


class Answer(NamedTuple):
    """What a request gets."""

    status: int
    content: bytes
    kind: str
    location: str = ""


class LiveServer(ThreadingHTTPServer):
    """A server for this machine. `editor` is a folder that may hold the web editor."""

    daemon_threads = True

    def __init__(self, port: int, editor: Path) -> None:
        super().__init__((HOST, port), _Request)
        self.state = State()
        self.editor = editor
        self.drawing = threading.Lock()
        self._changed = threading.Condition()

    def show(self, sites: Sites | None, problems: str = "") -> None:
        """Show new sites, or the last good ones with what has to be fixed."""
        with self._changed:
            number, last, _ = self.state
            self.state = State(number + 1, last if sites is None else sites, problems)
            self._changed.notify_all()

    def wait(self, since: int) -> State:
        """The state, as soon as it is another one than that of the number."""
        with self._changed:
            self._changed.wait_for(lambda: self.state.number != since, _PATIENCE)
            return self.state


class _Request(BaseHTTPRequestHandler):
    """A request; it is answered only if it calls this machine by a name of its own.

    A page of another site can have its name lead here, and would then read drafts.
    """

    server: LiveServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer."""
        self._send(self._answer(), with_content=True)

    def do_HEAD(self) -> None:
        """Answer without the content."""
        self._send(self._answer(), with_content=False)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Say nothing: the terminal is for what has to be fixed."""

    def _answer(self) -> Answer:
        if not is_local(self.headers.get("Host", "")):
            port = self.server.server_port
            text = f"Open http://{HOST}:{port}/ instead. {_REFUSED}"
            return Answer(403, text.encode(), "text/plain; charset=utf-8")
        address = urlsplit(self.path)
        if address.path.startswith(OWN):
            return self._own(address.path.removeprefix(OWN), address.query)
        try:
            with told_failures(), self.server.drawing:
                return self._file(unquote(address.path))
        except BuildFailed as failed:
            return self._page(500, _NOTHING.encode(), str(failed))

    def _own(self, name: str, query: str) -> Answer:
        if name == "changes":
            since = parse_qs(query).get("since", ["-1"])[0]
            state = self.server.wait(int(since) if since.lstrip("-").isdigit() else -1)
            said = {"number": state.number, "problems": state.problems}
            return Answer(200, json.dumps(said).encode(), "application/json")
        file = Path(__file__).with_name(name)
        if name not in ("follow.js", "follow.css"):
            return Answer(404, b"", "text/plain")
        return Answer(200, file.read_bytes(), _kind(name))

    def _file(self, path: str) -> Answer:
        state = self.server.state
        place = path.removeprefix("/")
        fitting = [address for address in state.sites if place.startswith(address)]
        if not fitting:
            return self._page(503, _NOTHING.encode(), state.problems)
        edition = max(fitting, key=len)
        site = state.sites[edition]()
        name = place.removeprefix(edition)
        file = f"{name}index.html" if not name or name.endswith("/") else name
        if file in site:
            content = site.content(file)
            return self._page(200, content) if file.endswith(".html") else _as_is(file, content)
        if f"{name}/index.html" in site:
            return Answer(301, b"", "text/plain", f"{path}/")
        if name.startswith("admin/") and (self.server.editor / file).is_file():
            return _as_is(file, (self.server.editor / file).read_bytes())
        return self._page(404, site.content(NOT_FOUND))

    def _page(self, status: int, content: bytes, problems: str = "") -> Answer:
        """A page that follows changes; what is wrong with it alone stands in it."""
        if problems and not self.server.state.problems:
            text = problems.replace("&", "&amp;").replace("<", "&lt;")
            content += f"<pre>{text}</pre>".encode()
        tags = (
            f'<link rel="stylesheet" href="{OWN}follow.css">'
            f'<script defer src="{OWN}follow.js" data-number="{self.server.state.number}"></script>'
        )
        content = content.replace(b"</head>", tags.encode() + b"</head>", 1)
        return Answer(status, content, "text/html; charset=utf-8")

    def _send(self, answer: Answer, *, with_content: bool) -> None:
        self.send_response(answer.status)
        self.send_header("Content-Type", answer.kind)
        self.send_header("Content-Length", str(len(answer.content)))
        self.send_header("Cache-Control", "no-store")
        if answer.location:
            self.send_header("Location", answer.location)
        self.end_headers()
        if with_content:
            self.wfile.write(answer.content)


def is_local(host: str) -> bool:
    """Whether what a browser calls a host is a name of this machine, with any port."""
    return _LOCAL.fullmatch(host) is not None


def _as_is(name: str, content: bytes) -> Answer:
    return Answer(200, content, _kind(name))


def _kind(name: str) -> str:
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith(("text/", "application/json")) else kind
