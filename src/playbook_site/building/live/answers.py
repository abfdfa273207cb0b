"""What a browser gets of the sites that are shown."""

import hashlib
import mimetypes
from collections.abc import Callable, Collection, Mapping
from http import HTTPStatus
from types import MappingProxyType
from typing import NamedTuple
from urllib.parse import quote

from markupsafe import escape

from playbook_site.engine.pages import NOT_FOUND
from playbook_site.engine.site import Site

OWN = "/-/"
"""Below which the server has files of its own; no page has such an address."""

HTML = "text/html; charset=utf-8"
_PLAIN = (
    "<!doctype html><html lang=en><head><title>{0}</title></head><body id=plain><h1>{0}</h1>"
    "<p>It follows by itself when you save.</p><noscript><pre>{1}</pre></noscript>"
)
_NOTHING = "There is nothing to show yet"
_CANNOT = "This page cannot be drawn as it is"
LAST_GOOD = "This page is the last good one. To fix:"
TO_FIX = "To fix:"

Sites = Mapping[str, Callable[[], Site]]
"""The site of each edition by its address, made when somebody asks for it."""


class State(NamedTuple):
    """What is shown: the last good sites, and what stands in the way of newer ones."""

    number: int = 0
    """Of this state; every change makes another."""
    version: int = 0
    """Of the sites; a page of another one is out of date."""
    sites: Sites = MappingProxyType({})
    editor: Mapping[str, bytes] = MappingProxyType({})
    """The files of the web editor, by their paths from the root of the site."""
    remarks: Collection[str] = ()
    """What stands in the way of nothing, such as that a draft lacks something."""
    refusal: str = ""
    """Why there are no newer sites; "" where these are the newest."""
    faults: Mapping[str, str] = MappingProxyType({})
    """Why what is at an address of these sites cannot be drawn, by its path."""

    @property
    def problems(self) -> str:
        """All that has to be fixed, each once; "" for nothing."""
        return "\n\n".join(dict.fromkeys(filter(None, [self.refusal, *self.faults.values()])))


class Answer(NamedTuple):
    """What a request gets."""

    status: int
    content: bytes
    kind: str
    location: str = ""

    @property
    def is_page(self) -> bool:
        """Whether it is a page that is there."""
        return self.status == HTTPStatus.OK and self.kind == HTML

    @property
    def digest(self) -> str:
        """What tells a page from another at its address; one that cannot be drawn is the same,
        whatever is told of it.
        """
        has_words = self.status in (HTTPStatus.OK, HTTPStatus.NOT_FOUND)
        return hashlib.sha256(self.content).hexdigest()[:16] if has_words else str(self.status)


def answer(state: State, path: str, query: str) -> Answer:
    """What is at an address. A page does not follow changes yet, and may be kept."""
    place = path.removeprefix("/")
    fitting = [address for address in state.sites if place.startswith(address)]
    if not fitting:
        return Answer(503, _plain(_NOTHING, state.problems), HTML)
    edition = max(fitting, key=len)
    site = state.sites[edition]()
    name = place.removeprefix(edition)
    file = f"{name}index.html" if not name or name.endswith("/") else name
    if file in site:
        if file.endswith(".html"):
            return Answer(200, site.once(file), HTML)
        return file_answer(file, site.content(file))
    if f"{name}/index.html" in site or f"{place}/" in state.sites:
        return Answer(301, b"", "text/plain", quote(f"{path}/") + (query and f"?{query}"))
    if content := state.editor.get(file, b""):
        return file_answer(file, content)
    return Answer(404, site.once(NOT_FOUND), HTML)


def refusal(problems: str) -> Answer:
    """What stands where a page cannot be drawn."""
    return Answer(500, _plain(_CANNOT, problems), HTML)


def followed(answer: Answer) -> Answer:
    """A page that follows changes; others stay as they are."""
    if answer.kind != HTML:
        return answer
    tags = (
        f'<link rel="stylesheet" href="{OWN}follow.css">'
        f'<script defer src="{OWN}follow.js" data-page="{answer.digest}"></script></head>'
    )
    head, sign, body = answer.content.partition(b"</head>")
    if not sign:  # a template of somebody's own
        head, body = b"", answer.content
    return answer._replace(content=head + tags.encode() + body)


def file_answer(name: str, content: bytes) -> Answer:
    """A file as it is."""
    kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
    is_text = kind.startswith(("text/", "application/json"))
    return Answer(200, content, f"{kind}; charset=utf-8" if is_text else kind)


def _plain(sentence: str, problems: str) -> bytes:
    return _PLAIN.format(escape(sentence), escape(problems)).encode()
