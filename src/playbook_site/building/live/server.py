"""Serves the sites of a playbook from memory, and tells open pages of every change.

A page is drawn when somebody first asks for it, so that a save costs what is looked at and no more.
"""

import json
import mimetypes
import os
import re
import sys
import threading
from collections.abc import Callable, Collection, Mapping
from http import HTTPStatus
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
_HTML = "text/html; charset=utf-8"
_REFUSED = "Drafts are shown to this machine only, by no other name than its own.\n"
_PLAIN = (
    "<!doctype html><html lang=en><head><title>{0}</title></head><body id=plain><h1>{0}</h1>"
    "<p>It follows by itself when you save.</p><noscript><pre>{1}</pre></noscript>"
)
_NOTHING = "There is nothing to show yet"
_CANNOT = "This page cannot be drawn as it is"
_LAST_GOOD = "This page is the last good one. To fix:"
_TO_FIX = "To fix:"
_ALL_CLEAR = "All is well again: open pages are as you wrote them."
_REMEMBERED = 256
"""Of how many addresses the last good page is kept."""
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
    remarks: Collection[str] = ()
    """What stands in the way of nothing, such as that a draft lacks something."""


class Answer(NamedTuple):
    """What a request gets."""

    status: int
    content: bytes
    kind: str
    location: str = ""


class LiveServer(ThreadingHTTPServer):
    """A server for this machine; `report` is told what has to be fixed, and when it is."""

    daemon_threads = True
    allow_reuse_address = os.name == "posix"  # elsewhere, two servers could have one port

    def __init__(self, port: int, report: Callable[[str], None]) -> None:
        super().__init__((HOST, port), _Request)
        self.state = State()
        self.report = report
        self.drawing = threading.Lock()
        self._good: dict[str, Answer] = {}
        """What was at an address when it could be drawn last; first what was asked for first."""
        self._changed = threading.Condition()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that hangs up, as one does for each page that is left."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)

    def show(
        self, sites: Sites, editor: Mapping[str, bytes], remarks: Collection[str] = ()
    ) -> None:
        """Show new sites, and report which remarks are new."""
        before = self.state
        self._set(State(before.number + 1, sites, "", editor, remarks))
        news = [_ALL_CLEAR] if before.problems else []
        for line in [*news, *(remark for remark in remarks if remark not in before.remarks)]:
            self.report(line)

    def tell(self, problems: str) -> None:
        """Show the last good pages, with what has to be fixed."""
        self._set(self.state._replace(number=self.state.number + 1, problems=problems))
        self.report(f"{problems} Fix it and save; open pages follow by themselves.")

    def answer(self, path: str, query: str) -> Answer:
        """What is at an address; where it cannot be drawn, what it was last."""
        state = self.state
        with self.drawing:
            try:
                with told_failures():
                    answer = _file(state, path, query)
            except BuildFailed as failed:
                if self.state.number == state.number and state.problems != str(failed):
                    self.tell(str(failed))
                return self._good.get(path) or _page(state, 500, _plain(_CANNOT, str(failed)))
            if answer.status == HTTPStatus.OK and answer.kind == _HTML:
                self._keep(path, answer)
            return answer

    def _keep(self, path: str, answer: Answer) -> None:
        self._good.pop(path, None)
        self._good[path] = answer
        if len(self._good) > _REMEMBERED:
            del self._good[next(iter(self._good))]

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
        return self.server.answer(unquote(address.path), address.query)

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
    title = _TO_FIX if status >= HTTPStatus.INTERNAL_SERVER_ERROR else _LAST_GOOD
    tags = (
        f'<link rel="stylesheet" href="{OWN}follow.css">'
        f'<script defer src="{OWN}follow.js" data-number="{state.number}" data-title="{title}">'
        "</script>"
    )
    content = content.replace(b"</head>", tags.encode() + b"</head>", 1)
    return Answer(status, content, _HTML)


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
