"""Scripts, style sheets and fonts as they are published: small, and with a hash in their names.

So a browser may keep them for good, and a page of yesterday never meets a script of today.
Pictures keep the names that their authors gave them.
"""

import hashlib
import json
import posixpath
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cache, partial
from pathlib import Path
from typing import NamedTuple

from rcssmin import cssmin
from rjsmin import jsmin

from playbook.source.moment import once
from playbook_site.rendering.filters.addresses import ASSETS

DATA = ("explore/index.js", "search/head.js", "plan/moves.js")
"""Scripts that hold what other scripts read. Their names change with these, and not with every
title, so that a new entry changes no page that does not show it.
"""

BUNDLES = {
    "assets/brand.js": (
        *(
            "live.js",
            "color.js",
            "zip.js",
            "drawing.js",
            "logo.js",
            "folder.js",
            "save.js",
            "brand.js",
        ),
    ),
    "assets/compare.js": ("share.js", "live.js", "plans.js", "compare.js"),
    "assets/condition.css": ("entry.css", "condition.css"),
    "assets/edition.js": ("edition.js", "switch.js"),
    "assets/explorer.js": (
        "kept.js",
        "share.js",
        "live.js",
        "logic.js",
        "finder.js",
        "explorer.js",
    ),
    "assets/cite.js": ("share.js", "cite.js"),
    "assets/home.js": ("logic.js", "home.js"),
    "assets/plan.css": ("entry.css", "sheet.css", "plan.css"),
    "assets/plan.js": ("share.js", "live.js", "plans.js", "papers.js", "save.js", "plan.js"),
    "assets/plans.css": ("entry.css", "plans.css"),
    "assets/search.js": ("search.js", "ahead.js", "menu.js", "picks.js"),
    "assets/sheet.js": ("kept.js", "share.js", "sheet.js"),
    "assets/material.js": ("kept.js", "material.js"),
    "assets/ranking.js": ("terms.js", "ranking.js"),
    "assets/sheet.css": ("entry.css", "sheet.css"),
    "assets/stock.js": (
        *("kept.js", "share.js", "live.js", "plans.js", "profiles.js", "stock.js"),
    ),
    "assets/suggest.js": ("kept.js", "save.js", "passages.js", "patch.js", "suggest.js"),
    "assets/tray.js": ("live.js", "plans.js", "tray.js"),
}
"""Scripts and style sheets that are published as one, in their order, since a page needs them
together.
"""

WORDS = "assets/words.js"
"""The script that looks up words, with a language's words in it."""

_INSIDE = (
    *("assets/logic.js", "assets/ahead.js", "assets/terms.js", "assets/color.js", "assets/zip.js"),
    *("assets/drawing.js", "assets/logo.js", "assets/folder.js", "assets/kept.js"),
    *("assets/menu.js", "assets/share.js", "assets/plans.js", "assets/papers.js"),
    *("assets/picks.js", "assets/profiles.js", "assets/switch.js"),
    *("assets/passages.js", "assets/patch.js", "assets/save.js"),
)
"""What no page loads outside of a bundle."""

LASTING = (*(f"/assets/*{suffix}" for suffix in ASSETS), "/assets/cards/*")
"""Patterns of the addresses that have a hash in them: the site's own."""

_LETTERS = 8
_REFERENCES = {
    ".css": re.compile(rb"""(?P<before>(?:\burl\(|@import)\s*+["']?+)(?P<address>[^"'()\s?#]++)"""),
    ".js": re.compile(rb"""(?P<before>")@(?P<address>[^"'()\s?#]++)(?=")"""),
}
"""How a file names others: a script in a text that begins with @, as in "@../explore/index.js"."""


Content = Callable[[], str | bytes | Iterator[str] | Iterator[bytes]]
"""Makes a file when it is asked for, whole or in pieces."""


def is_asset(path: str) -> bool:
    """Whether a file is one that a site loads, so that its published name has a hash in it."""
    return path.startswith("assets/") and path.endswith(ASSETS)


def encoded(content: str | bytes | Iterator[str] | Iterator[bytes]) -> Iterator[bytes]:
    """What makes a file, as it is written."""
    for piece in (content,) if isinstance(content, str | bytes) else content:
        if isinstance(piece, str):
            yield piece.encode("utf-8", errors="xmlcharrefreplace")
        else:
            yield piece


class Asset(NamedTuple):
    """A file as it is published."""

    name: str
    content: Content


class Assets(dict[str, Asset]):
    """Files by the names that templates and style sheets call them."""

    def __init__(self, sources: Mapping[str, Content]) -> None:
        super().__init__()
        self._sources = sources
        self._data_names = dict(self._names_of_data())
        for path in sources:
            self._add(path)

    def _add(self, path: str, *above: str) -> None:
        """Add a file, after those that it names; `above` are the files that name it."""
        if path in self or path in above:
            return
        if path in DATA:  # it takes long to make, and its name does not ask for it
            self[path] = Asset(self._data_names[path], self._sources[path])
            return
        content = b"".join(encoded(self._sources[path]()))

        def rename(match: re.Match[bytes]) -> bytes:
            address = match["address"].decode("utf-8", "replace")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(path), address))
            if target in self._sources:
                self._add(target, path, *above)
            if target in DATA:  # which a school may have from its district
                final = self._data_names[target]
            elif target in self:
                final = self[target].name
            else:
                return match[0]
            folder, name = posixpath.dirname(address), posixpath.basename(final)
            return match["before"] + posixpath.join(folder, name).encode()

        if reference := _REFERENCES.get(posixpath.splitext(path)[1]):
            content = reference.sub(rename, content)
        self[path] = Asset(hashed_name(path, content), partial(bytes, content))

    def _names_of_data(self) -> Iterator[tuple[str, str]]:
        """Names with a hash of the scripts that may read data: all but the words, which a school
        may have of its own.
        """
        scripts = (path for path in sorted(self._sources) if path.endswith(".js"))
        made = (self._sources[path]() for path in scripts if path not in (*DATA, WORDS))
        readers = b"".join(piece for source in made for piece in encoded(source))
        return ((path, hashed_name(path, readers)) for path in DATA)


@once
def small(file: Path) -> bytes:
    """What is in a file; in a style sheet or a script, without what is there for people alone.

    Comments that begin with an exclamation mark stay: they hold licenses. Of a script that nobody
    has changed, names are short too, as `scripts/minify.py` made them.
    """
    match file.suffix:
        case ".css":
            return str(cssmin(file.read_text("utf-8"), keep_bang_comments=True)).encode()
        case ".js":
            source = file.read_bytes()
            if code := _minified().get((file.name, hashlib.sha256(source).hexdigest())):
                return code.encode()
            return bytes(jsmin(source, keep_bang_comments=True))
        case _:
            return file.read_bytes()


@cache
def _minified() -> Mapping[tuple[str, str], str]:
    """The project's own scripts, by their names and the hashes of their sources."""
    scripts = json.loads(Path(__file__).with_name("scripts.json").read_text("utf-8"))
    return {(name, script["source"]): script["code"] for name, script in scripts.items()}


def bundle(sources: Mapping[str, Path]) -> dict[str, Callable[[], bytes]]:
    """What is published of some files: each is `small`, and some scripts are in a bundle."""
    return {
        path: partial(_joined, [sources[part] for part in _parts(path) if part in sources])
        for path in sources
        if path not in _INSIDE
    }


def _parts(path: str) -> list[str]:
    names = BUNDLES.get(path, (posixpath.basename(path),))
    return [posixpath.join(posixpath.dirname(path), name) for name in names]


def _joined(files: Sequence[Path]) -> bytes:
    return b"\n".join(map(small, files))


def hashed_name(path: str, content: bytes) -> str:
    """A path with a hash in it, such as `assets/playbook.3f9c2a1b.css`."""
    stem, suffix = posixpath.splitext(path)
    return f"{stem}.{hashlib.sha256(content).hexdigest()[:_LETTERS]}{suffix}"


def plain_name(path: str) -> str:
    """The path that a hashed name was made from; any other path as it is."""
    return re.sub(rf"\.[0-9a-f]{{{_LETTERS}}}(?=\.(?:css|js|woff2)$)", "", path)
