"""Where the links and pictures of pages in `docs/` lead."""

import posixpath
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Set
from functools import lru_cache
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote, urlsplit, urlunsplit

from playbook.catalog.playbook import Playbook
from playbook.checks.rules.links import BROKEN_ANCHOR, BROKEN_LINK
from playbook.model.entry import Key
from playbook.parsing import links, prose
from playbook.parsing.links import ANCHOR_PREFIX
from playbook.source.diagnostics import Code, Diagnostic, closest, did_you_mean
from playbook.source.location import Location
from playbook_site.preflight import hidden_entries
from playbook_site.preflight.docs_pages import Converted, DocsPage, Reference

_WITHOUT_ANCHOR = "Remove the part from # on."

_WRITTEN = re.compile(r"(?:\]\([ \t]*+<?|\]:[ \t]*+<?|<)(?P<url>[^\s<>()]++)")
"""An address where Markdown has one: behind words in brackets, in a definition, or by itself."""

_IN_HTML = re.compile(
    r"""<a\b[^<>]*?\bhref=["']?(?!\w+:|//)(?P<url>[^\s"'<>#?]+\.md(?:[#?][^\s"'<>]*)?)(?=[\s"'>])""",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)

_EMAIL = "\x02amp\x03"
"""What Markdown puts into the address of an e-mail link in the place of `&`."""


class Target(NamedTuple):
    """What an address on a page names."""

    path: str
    """From the root of the repository; "" for another site."""
    anchor: str = ""


class Fault(NamedTuple):
    """What is wrong with a link, and what to do about it."""

    code: Code
    message: str
    hint: str


@lru_cache(maxsize=4_096)
def target(url: str, base: str) -> Target | None:
    """What an address on the page `base` names; None where it cannot be taken apart."""
    try:
        scheme, host, path, _, anchor = urlsplit(url)
    except ValueError:
        return None
    if scheme or host or (_EMAIL in url and not url.startswith(("/", "\\"))):
        return Target("")
    if not path:
        return Target(base, anchor)
    whole = posixpath.join(posixpath.dirname(base), unquote(path)).lstrip("/")
    return Target(posixpath.normpath(whole), anchor)


def resolve(url: str, base: str, is_hidden: Callable[[str], bool]) -> str | None:
    """What stands in the place of an address on the page `base`: the address on the site.

    None where `is_hidden` says that its target is. What leads nowhere stays; a rule tells it.
    """
    to = target(url, base)
    if to is None or not to.path or url.startswith(("#", "?")):
        return url
    if is_hidden(to.path):
        return None
    if not posixpath.splitext(to.path)[1]:
        return url
    address = links.address(to.path) if to.path.endswith(".md") else to.path.removeprefix("docs/")
    _, _, _, query, anchor = urlsplit(url)
    way = links.relative_address(links.address(base), address or "./")
    return urlunsplit(("", "", way, query, anchor))


def targets_hidden(book: Playbook, url: str, base: str) -> bool:
    """Whether an address on the page `base` names an entry that a layer hides."""
    return _hidden(book, url, base) is not None


def _hidden(book: Playbook, url: str, base: str) -> Key | None:
    to = target(url, base)
    return next((key for key in book.hidden if to and to.path == key.path), None)


class SiteFiles:
    """What links may lead to."""

    def __init__(
        self, book: Playbook, anchors: Mapping[str, Set[str]], files: Set[str], *, drafts: bool
    ) -> None:
        self.book = book
        self._files = files
        """What is no page: pictures, and what goes with templates."""
        self._anchors: dict[str, Set[str]] = {
            e.key.path: _prefixed(e.body.anchors) for e in book if drafts or e.is_published
        }
        self._anchors |= anchors
        self._drafts = {e.key.path for e in book} - set(self._anchors)
        self._renamed = {
            Key(e.key.collection, id_).path: e.key.path for e in book for id_ in e.meta.former_ids
        }

    def fault(self, reference: Reference, base: str) -> Fault | None:
        """What is wrong with a link that is not hidden."""
        to = target(reference.url, base) if reference.url is not None else None
        if to is None:
            message = "This link has no address that can be read."
            return Fault(BROKEN_LINK, message, "Write the address again.")
        if not to.path or to.path in self._files:
            return None
        if reference.tag == "img":
            hint = _guess(to.path, self._files, base)
            hint = hint or "Put the picture there, or take it out of the text."
            return Fault(BROKEN_LINK, f"There is no picture {to.path}.", hint)
        if to.path not in self._anchors:
            return Fault(BROKEN_LINK, *self._missing(to.path, base))
        ids = self._anchors[to.path]
        if to.anchor and to.anchor not in ids:
            is_here = (reference.url or "").startswith("#")
            otherwise = "Write its words without a link." if is_here else _WITHOUT_ANCHOR
            hint = did_you_mean(to.anchor, ids) or otherwise
            return Fault(BROKEN_ANCHOR, f"{to.path} has no place '#{to.anchor}'.", hint)
        return None

    def _missing(self, path: str, base: str) -> tuple[str, str]:
        if path in self._renamed:
            new = _from(base, self._renamed[path])
            return f"{path} has another name now.", f"Link to {new}."
        if path in self._drafts:
            message = f"{path} is a draft, so readers of the site would find nothing there."
            return message, "Publish it first, or remove the link for now."
        inside = path.replace("../", "")
        if inside != path and inside in self._anchors:
            message = f"This link leads too far up: from here, {inside} is beside docs/."
            return message, f"Link to {_from(base, inside)}."
        hint = _guess(path, self._anchors.keys(), base)
        return f"There is no page {path}.", hint or "Link to a file, such as ../moves/its-id.md."


def _from(base: str, path: str) -> str:
    """A path as a link on the page `base` has it."""
    return posixpath.relpath(path, posixpath.dirname(base))


def _guess(path: str, names: Set[str], base: str) -> str:
    """The path whose name is most like another's, rather one of its folder: a folder and an ending
    are like those of every page.
    """
    folder, ending = posixpath.dirname(path), posixpath.splitext(path)[1]
    by_name = {_name(one): one for one in sorted(names) if one.endswith(ending)}
    near = {name: one for name, one in by_name.items() if posixpath.dirname(one) == folder}
    for some in (near, by_name):
        if name := closest(_name(path), some):
            return f"Did you mean '{_from(base, some[name])}'?"
    return ""


def _name(path: str) -> str:
    return posixpath.splitext(posixpath.basename(path))[0]


def diagnostics(
    page: DocsPage, path: str, converted: Converted, files: SiteFiles, layer: str
) -> Iterator[Diagnostic]:
    """What is wrong with the links of a page; `layer` is the folder it comes from, or ""."""
    yield from _in_html(page)
    faults = [_fault(one, path, files, layer) for one in converted.references]
    if not any(faults):
        return  # to find every address takes most of the time
    finder = _Finder(page)
    for reference, fault in zip(converted.references, faults, strict=True):
        place = finder.locate(reference.url or "")
        if fault:
            yield Diagnostic(place, *fault)


def _in_html(page: DocsPage) -> Iterator[Diagnostic]:
    """Links to files that Markdown does not see, and so leaves as they are."""
    if not _IN_HTML.search(page.body):
        return  # as on most pages, and to find code takes time
    text = _COMMENT.sub(lambda match: " " * len(match[0]), prose.without_code(page.body))
    for match in _IN_HTML.finditer(text):
        yield Diagnostic(
            _place(page, match.start("url")),
            BROKEN_LINK,
            "This link is HTML, so its address stays as it is, and no page of the site has it.",
            f"Write it in Markdown: [its words]({match['url']})",
        )


def _place(page: DocsPage, start: int) -> Location:
    """An offset into the body of a page."""
    line = page.body.count("\n", 0, start)
    column = start - page.body.rfind("\n", 0, start)
    return Location(page.source.path, page.first_line + line, column)


def _fault(reference: Reference, path: str, files: SiteFiles, layer: str) -> Fault | None:
    key = _hidden(files.book, reference.url or "", path) if reference.tag == "a" else None
    if not key:
        return files.fault(reference, path)
    code, hint = hidden_entries.advice(files.book, key, layer, "link")
    message = f"{key.path} is hidden here, so this link is shown as plain words."
    return Fault(code, message, hint)


def _prefixed(anchors: Set[str] | None) -> Set[str]:
    return frozenset(f"{ANCHOR_PREFIX}{anchor}" for anchor in anchors or ())


class _Finder:
    """Finds where the addresses of links are written; of one that stands there twice, first the
    first place, and what may be code or a comment last.
    """

    def __init__(self, page: DocsPage) -> None:
        self._page = page
        places: dict[str, dict[int, None]] = defaultdict(dict)
        for text in (prose.without_code(page.body, "HtmlBlock"), page.body):
            for match in _WRITTEN.finditer(text):
                places[unescape(match["url"])][match.start("url")] = None
        self._places = {url: list(starts) for url, starts in places.items()}
        self._times = Counter[str]()

    def locate(self, url: str) -> Location:
        """The next place of an address."""
        text = self._page.body
        starts = self._places.get(url) or [max(0, text.find(url))]
        start = starts[min(self._times[url], len(starts) - 1)]
        self._times[url] += 1
        return _place(self._page, start)
