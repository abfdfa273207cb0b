"""Serves the sites of a playbook from memory, and tells open pages of every change.

A page is drawn when somebody first asks for it, so that a save costs what is looked at and no more.
"""

import json
import mimetypes
import os
import re
import sys
import threading
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple
from urllib.parse import parse_qs, quote, unquote, urlsplit

from markupsafe import escape

from playbook_site.building.build import BuildFailed, told_failures
from playbook_site.engine.pages import NOT_FOUND
from playbook_site.engine.site import Site

HOST = "127.0.0.1"
OWN = "/-/"
"""Below which the server has files of its own; no page has such an address."""

_LOCAL = re.compile(r"(?i:localhost|127\.0\.0\.1|\[::1\])(:[0-9]+)?")
_REFUSED = "Drafts are shown to this machine only, by no other name than its own.\n"
_PLAIN = (
    "<!doctype html><html lang=en><head><title>{0}</title></head><body><p>{0}</p><pre>{1}</pre>"
)
_NOTHING = "There is nothing to show yet."
_CANNOT = "This page cannot be drawn as it is."
_PATIENCE = 25.0
"""How many seconds a page waits for a change before it asks again."""

Sites = Mapping[str, Callable[[], Site]]
"""The site of each edition by its address, made when somebody asks for it."""


class State(NamedTuple):
    """What is shown: the last good sites, and what stands in the way of newer ones."""

    number: int = 0
    sites: Sites = MappingProxyType({})
    problems: str = ""
    editor: Mapping[str, bytes] = MappingProxyType({})
    """The files of the web editor, by their paths from the root of the site."""


class Answer(NamedTuple):
    """What a request gets."""

    status: int
    content: bytes
    kind: str
    location: str = ""


class LiveServer(ThreadingHTTPServer):
    """A server for this machine; `report` is told what cannot be drawn."""

    daemon_threads = True
    allow_reuse_address = os.name == "posix"  # elsewhere, two servers could have one port

    def __init__(self, port: int, report: Callable[[str], None]) -> None:
        super().__init__((HOST, port), _Request)
        self.state = State()
        self.report = report
        self.drawing = threading.Lock()
        self._changed = threading.Condition()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that hangs up, as one does for each page that is left."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)

    def show(self, sites: Sites, editor: Mapping[str, bytes]) -> None:
        """Show new sites."""
        self._set(State(self.state.number + 1, sites, "", editor))

    def tell(self, problems: str) -> None:
        """Show the last good sites, with what has to be fixed."""
        self._set(self.state._replace(number=self.state.number + 1, problems=problems))

    def _set(self, state: State) -> None:
        with self._changed:
            self.state = state
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
        state = self.server.state
        try:
            with told_failures(), self.server.drawing:
                return _file(state, unquote(address.path), address.query)
        except BuildFailed as failed:
            self.server.report(str(failed))
            return _page(state, 500, _plain(_CANNOT, str(failed)))

    def _own(self, name: str, query: str) -> Answer:
        if name == "changes":
            since = parse_qs(query).get("since", ["-1"])[0]
            state = self.server.wait(int(since) if re.fullmatch("[0-9]{1,9}", since) else -1)
            said = {"number": state.number, "problems": state.problems}
            return Answer(200, json.dumps(said).encode(), "application/json")
        if name not in ("follow.js", "follow.css"):
            return Answer(404, b"", "text/plain")
        return _as_is(name, Path(__file__).with_name(name).read_bytes())

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


def _file(state: State, path: str, query: str) -> Answer:
    """What is at an address, as of a state."""
    place = path.removeprefix("/")
    fitting = [address for address in state.sites if place.startswith(address)]
    if not fitting:
        return _page(state, 503, _plain(_NOTHING, state.problems))
    edition = max(fitting, key=len)
    site = state.sites[edition]()
    name = place.removeprefix(edition)
    file = f"{name}index.html" if not name or name.endswith("/") else name
    if file in site:
        if file.endswith(".html"):
            return _page(state, 200, site.once(file))
        return _as_is(file, site.content(file))
    if f"{name}/index.html" in site or f"{place}/" in state.sites:
        return Answer(301, b"", "text/plain", quote(f"{path}/") + (query and f"?{query}"))
    if content := state.editor.get(file, b""):
        return _as_is(file, content)
    return _page(state, 404, site.once(NOT_FOUND))


def _page(state: State, status: int, content: bytes) -> Answer:
    """A page that follows changes of the state that it was drawn from."""
    tags = (
        f'<link rel="stylesheet" href="{OWN}follow.css">'
        f'<script defer src="{OWN}follow.js" data-number="{state.number}"></script>'
    )
    content = content.replace(b"</head>", tags.encode() + b"</head>", 1)
    return Answer(status, content, "text/html; charset=utf-8")


def _plain(sentence: str, problems: str) -> bytes:
    return _PLAIN.format(escape(sentence), escape(problems)).encode()


def is_local(host: str) -> bool:
    """Whether what a browser calls a host is a name of this machine, with any port."""
    return _LOCAL.fullmatch(host) is not None


def _as_is(name: str, content: bytes) -> Answer:
    return Answer(200, content, _kind(name))


def _kind(name: str) -> str:
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    return f"{kind}; charset=utf-8" if kind.startswith(("text/", "application/json")) else kind
