"""Where links in entries may lead, and how a path becomes an address on the site."""

import posixpath
import re
from typing import NamedTuple

ANCHOR_PREFIX = "e-"
"""Before every heading id of an entry, so that none can be taken for one the theme uses."""

_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
_SAFE_SCHEMES = ("http://", "https://", "mailto:")
_LAYER = re.compile(r"^(?:district|schools/[^/]+)/(?=[a-z]+/)")
_PUNCTUATION = re.compile(r"[^\w\- ]")


class Link(NamedTuple):
    """A link as its author wrote it, taken apart."""

    url: str
    path: str = ""
    """The file it leads to, from the root of the repository; "" for another site."""
    anchor: str = ""


class UnsafeLink(ValueError):
    """An address that a reader must not be sent to."""


def read(url: str, base: str) -> Link:
    """Take apart a link that stands in the file `base`, or raise `UnsafeLink`.

    A relative link is read as GitHub reads it: from the folder of the file it stands in.
    """
    if url.lower().startswith(_SAFE_SCHEMES):
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
    """The address of a page on the site, from the site's root: `moves/x.md` is at `moves/x/`."""
    name = path.removeprefix("docs/").removesuffix(".md")
    name = name.removesuffix("index") if name in ("index",) or name.endswith("/index") else name
    return f"{name.rstrip('/')}/" if name else ""


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


def slug(title: str) -> str:
    """The anchor that GitHub gives a heading."""
    return _PUNCTUATION.sub("", title.strip().lower()).replace(" ", "-")
