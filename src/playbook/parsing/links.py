"""Where links in entries may lead, and how a path becomes an address on the site."""

import posixpath
import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from playbook.parsing.html import is_address

ANCHOR_PREFIX = "e-"
"""Before every heading id of an entry, so that none can be taken for one the theme uses."""

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
SAFE_SCHEMES = ("http://", "https://", "mailto:")
_LAYER = re.compile(r"^(?!docs/)(?:[^/]+/){1,2}(?=docs/|[a-z]+/[^/]+\.md$)")
"""The folder of a layer, whatever it is called: what stands before a folder with words."""
_NEVER_CLOSED = re.compile(
    r"\[(?P<words>[^\[\]\n]+)\]\((?P<target>[^\s()]*[\w/])(?P<end>)[.,;:]?(?=\s|$)(?![^()\n]*\))",
    re.MULTILINE,
)
_WITH_A_GAP = re.compile(
    r"\[(?P<words>[^\[\]\n]+)\][ \t]+"
    r"\((?P<target>(?:https?://|www\.)[^\s()]*|[\w./-]+\.md(?:#[\w-]+)?)\)(?P<end>)"
)
_WIKI = re.compile(r"\[\[(?P<target>[^\[\]\n|]+)(?:\|(?P<words>[^\[\]\n]+))?\]\]")
"""A link as other programs have it: `[[two-week-test]]`."""
_PUNCTUATION = re.compile(r"[^\w\- ]")


class Link(NamedTuple):
    """A link as its author wrote it, taken apart."""

    url: str
    path: str = ""
    """The file it leads to, from the root of the repository; "" for another site."""
    anchor: str = ""


class UnsafeLink(ValueError):
    """An address that a reader must not be sent to, or that no browser can open."""


def read(url: str, base: str) -> Link:
    """Take apart a link that stands in the file `base`, or raise `UnsafeLink`.

    A relative link is read as GitHub reads it: from the folder of the file it stands in.
    """
    if url.lower().startswith(SAFE_SCHEMES) and is_address(url):
        return Link(url)
    if _SCHEME.match(url) or url.startswith(("/", "\\")) or "\\" in url:
        raise UnsafeLink(url)
    path, _, anchor = url.partition("#")
    folder = posixpath.dirname(base)
    return Link(url, posixpath.normpath(posixpath.join(folder, path)) if path else base, anchor)


def home(link: Link, base: str, path: str) -> Link:
    """A link in the file `base` of a layer, as a link in the entry `path` that it belongs to.

    `district/moves/x.md` is at home as `moves/x.md`, and what any layer has is too.
    """
    if base == path:
        return link
    if link.path == base:
        return link._replace(path=path)
    layer = base.removesuffix(path)
    own = link.path.removeprefix(layer)
    return link._replace(path=own if own != link.path else _LAYER.sub("", link.path))


def address(path: str) -> str:
    """The address of a page on the site, from the site's root: `moves/x.md` is at `moves/x/`, and
    `x/index.md` or, as MkDocs has it, `x/README.md` at `x/`.
    """
    folder, _, name = path.removeprefix("docs/").removesuffix(".md").rpartition("/")
    parts = [part for part in (folder, "" if name in ("index", "README") else name) if part]
    return f"{'/'.join(parts)}/" if parts else ""


class LinkSlip(NamedTuple):
    """A link that is none, since one of its signs is missing: its words, where it would lead, and
    where it stands in the text.
    """

    words: str
    target: str
    start: int
    end: int
    is_name: bool = False
    """Whether the target is what another program calls the entry, and no address."""


def slips(text: str) -> Iterator[LinkSlip]:
    """The links of a text that are none; code and links that are some are to be blank in it."""
    for pattern in (_NEVER_CLOSED, _WITH_A_GAP):
        for match in pattern.finditer(text):
            yield LinkSlip(match["words"], match["target"], match.start(), match.end("end"))
    for match in _WIKI.finditer(text):
        words = match["words"] or ""
        yield LinkSlip(words, match["target"].strip(), *match.span(), is_name=True)


def href(link: Link, base: str) -> str:
    """What the page of the file `base` puts into `href` for a link."""
    if not link.path:
        return link.url
    anchor = link.anchor
    if anchor and not link.path.startswith("docs/"):
        anchor = ANCHOR_PREFIX + anchor
    fragment = f"#{anchor}" if anchor else ""
    return fragment if link.path == base and fragment else relative(link.path, base) + fragment


def relative(path: str, base: str) -> str:
    """The address of one file's page as seen from another file's page."""
    target, start = address(path), address(base)
    steps = posixpath.relpath(target or ".", start or ".")
    return steps if steps == "." else f"{steps}/"


def relative_address(page: str, address: str) -> str:
    """An address from the site's root, as seen from the page at another one, by the short way."""
    parts = urlsplit(address)
    if parts.scheme or parts.netloc or address.startswith(("/", "#")):
        return address
    here = page.split("/")[:-1]
    there = [part for part in address.split("/") if part not in ("", ".")]
    shared = 0
    while shared < min(len(here), len(there)) and here[shared] == there[shared]:
        shared += 1
    way = "/".join([".."] * (len(here) - shared) + there[shared:]) or "."
    return f"{way}/" if address.endswith("/") else way


def slug(title: str) -> str:
    """The anchor that GitHub gives a heading."""
    return _PUNCTUATION.sub("", title.strip().lower()).replace(" ", "-")
