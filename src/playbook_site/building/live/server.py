"""Serves the sites of a playbook from memory, and tells open pages of every change.

A page is drawn when somebody first asks for it, so that a save costs what is looked at and no more.
"""

import json
import os
import re
import sys
import threading
from collections.abc import Callable, Collection, Iterable, Mapping
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from playbook_site.building.build import BuildFailed, told_failures
from playbook_site.building.live.answers import (
    LAST_GOOD,
    OWN,
    TO_FIX,
    Answer,
    Sites,
    State,
    answer,
    file_answer,
    followed,
    refusal,
)

HOST = "127.0.0.1"

_LOCAL = re.compile(r"(?i:localhost|127\.0\.0\.1|\[::1\])(:[0-9]+)?")
_REFUSED = "Drafts are shown to this machine only, by no other name than its own.\n"
_ALL_CLEAR = "All is well again: open pages are as you wrote them."
_REMEMBERED = 256
"""Of how many addresses the last good page is kept."""
_PATIENCE = 25.0
"""How many seconds a page waits for a change before it asks again."""


class LiveServer(ThreadingHTTPServer):
    """A server for this machine; `report` is told what has to be fixed, and when it is."""

    daemon_threads = True
    allow_reuse_address = os.name == "posix"  # elsewhere, two servers could have one port

    def __init__(self, port: int, report: Callable[[str], None]) -> None:
        super().__init__((HOST, port), _Request)
        self.state = State()
        self.drawing = threading.Lock()
        self._report = report
        self._good: dict[str, Answer] = {}
        """The page that was at an address when it could be drawn last; the oldest comes first."""
        self._broken: dict[str, str] = {}
        """Why what is at an address could not be drawn, where that is the last that is known."""
        self._changed = threading.Condition()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing of a browser that hangs up, as one does for each page that is left."""
        if not isinstance(sys.exc_info()[1], ConnectionError):
            super().handle_error(request, client_address)

    def show(
        self, sites: Sites, editor: Mapping[str, bytes], remarks: Collection[str] = ()
    ) -> None:
        """Show new sites, and report which remarks are new."""
        with self._changed:
            old = self.state
            if old.refusal and not self._broken:
                self._report(_ALL_CLEAR)
            for remark in remarks:
                if remark not in old.remarks:
                    self._report(remark)
            self._set(State(old.number, old.version + 1, sites, editor, remarks))

    def tell(self, problems: str) -> None:
        """Show the last good pages, with what has to be fixed."""
        with self._changed:
            self._tell(problems)
            self._set(self.state._replace(refusal=problems))

    def look_again(self, editions: Iterable[str] = ()) -> None:
        """Draw the first page of some editions and each page that could not be drawn: what is wrong
        with one is told, and that all of them can be drawn again.
        """
        for path in [*self._broken, *(f"/{address}" for address in editions)]:
            self.answer(path, "")

    def answer(self, path: str, query: str) -> Answer:
        """What is at an address; where it cannot be drawn, what it was last."""
        return followed(self.find(path, query)[0])

    def find(self, path: str, query: str) -> tuple[Answer, str]:
        """The same without what follows changes, and what stands above what has to be fixed."""
        with self.drawing:
            state = self.state
            if path in state.faults:  # until something is saved it would be the same
                return self._last(path, state.faults[path])
            try:
                with told_failures():
                    page = answer(state, path, query)
            except (BuildFailed, OSError) as failed:  # what is read may be gone meanwhile
                self._note_fault(state, path, str(failed))
                return self._last(path, str(failed))
            self._note_good(path, page)
            is_last = state.refusal and page.status < HTTPStatus.BAD_REQUEST
            return page, LAST_GOOD if is_last else TO_FIX

    def _last(self, path: str, fault: str) -> tuple[Answer, str]:
        """What stands at an address where nothing can be drawn."""
        if path in self._good:
            return self._good[path], LAST_GOOD
        return refusal(fault), TO_FIX

    def wait(self, since: int) -> State:
        """The state, as soon as it is another one than that of the number."""
        with self._changed:
            self._changed.wait_for(lambda: self.state.number != since, _PATIENCE)
            return self.state

    def _note_fault(self, state: State, path: str, fault: str) -> None:
        with self._changed:
            if fault not in self._broken.values():
                self._tell(fault)
            self._broken[path] = fault
            now = self.state
            if now.version == state.version and now.faults.get(path) != fault:
                self._set(now._replace(faults={**now.faults, path: fault}))

    def _note_good(self, path: str, found: Answer) -> None:
        self._good.pop(path, None)
        if found.is_page:
            self._good[path] = found
            if len(self._good) > _REMEMBERED:
                del self._good[next(iter(self._good))]
        with self._changed:
            if self._broken.pop(path, "") and not self._broken and not self.state.refusal:
                self._report(_ALL_CLEAR)
            if path in self.state.faults:  # a template is read when a page first needs it
                faults = {p: fault for p, fault in self.state.faults.items() if p != path}
                self._set(self.state._replace(faults=faults))

    def _tell(self, problems: str) -> None:
        self._report(f"{problems} Fix it and save; open pages follow by themselves.")

    def _set(self, state: State) -> None:
        self.state = state._replace(number=state.number + 1)
        self._changed.notify_all()


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
        try:
            address = urlsplit(self.path)
        except ValueError:
            return Answer(400, b"This is no address.\n", "text/plain; charset=utf-8")
        if address.path.startswith(OWN):
            return self._own(address.path.removeprefix(OWN), address.query)
        return self.server.answer(unquote(address.path), address.query)

    def _own(self, name: str, query: str) -> Answer:
        if name == "changes":
            asked = parse_qs(query)
            since, page = asked.get("since", [""])[0], asked.get("page", ["/"])[0]
            state = self.server.wait(int(since) if re.fullmatch("[0-9]{1,9}", since) else -1)
            shown, heading = self.server.find(unquote(page), "")
            said = {
                "number": state.number,
                "page": shown.digest,
                "version": state.version,
                "problems": state.problems,
                "title": heading,
            }
            return Answer(200, json.dumps(said).encode(), "application/json")
        if name not in ("follow.js", "follow.css"):
            return Answer(404, b"", "text/plain")
        return file_answer(name, Path(__file__).with_name(name).read_bytes())

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
