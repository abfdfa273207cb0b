"""An edition that shares pages with the main one: it has those alone whose content differs.

Its pages lead to the main edition's where it has none of its own, and a script shows a reader who
comes from it whose edition this is. An edition with an address, a language, templates or pictures
of its own stands by itself, with all its pages.
"""

import posixpath
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

from playbook.records.export import records_json
from playbook.source.encoders import in_script
from playbook_site.engine.edition import BRAND, Edition
from playbook_site.engine.pages import NOT_FOUND
from playbook_site.engine.published_files import RECORDS, SITEMAP, sitemap
from playbook_site.engine.site import Site, static_files, template_folders, write
from playbook_site.state.drawn import changed

DATA = "edition.js"
"""The script that says which pages an edition has."""

_SHOWN = (
    *("name", "short_name", "description", "logo", "brand", "fonts"),
    *("editions", "edition", "is_layered"),
)
FRAME = frozenset({*(("/settings", key) for key in _SHOWN), ("", "navigation"), ("/assets", BRAND)})
"""What of the record of a site stands around the content of every page."""

_NOT_OWN = {"_headers", RECORDS, SITEMAP}
"""What the main edition's site has for all, and what an overlay makes otherwise."""

_ATTRIBUTE = re.compile(
    r"""(?P<before>\s(?P<name>href|src|srcset|poster|action|formaction|data-[a-z-]+)\s*=\s*)
        (?P<quote>["'])(?P<value>[^"']*)(?P=quote)""",
    re.VERBOSE,
)


class Overlay:
    """What such an edition publishes, below its address on the main edition's site."""

    def __init__(self, site: Site, main: Site, address: str) -> None:
        self._site, self._main, self._address = site, main, address
        drawn = main.drawn()
        differ = changed(drawn.reads, main.edition.site, site.edition.site)
        same = drawn.same(site.keys, differ, FRAME)
        self.pages = [
            page
            for page in site.pages
            if page.file != NOT_FOUND and (page.file not in same or not page.record["url"])
        ]
        own = {page.file for page in self.pages}
        others = set(site) - {page.file for page in site.pages} - site.static.keys() - _NOT_OWN
        self._files = {*own, DATA, RECORDS, SITEMAP, *filter(self._is_own, others)}

    def __iter__(self) -> Iterator[str]:
        """The paths of all files, from the address of the edition."""
        return iter(self._files)

    def content(self, path: str) -> bytes:
        """A file; raises what `Site.content` does."""
        match path:
            case _ if path == DATA:
                return self._data().encode()
            case _ if path == RECORDS:
                here, there = self._site.edition.site, self._main.edition.site
                return records_json(here, there, self._up() + RECORDS).encode()
            case _ if path == SITEMAP:
                return sitemap(self.pages).encode()
        content = self._site.content(path)
        if not path.endswith(".html"):
            return content
        page = path.removesuffix("index.html")
        return self._led(content.decode(), page).encode()

    def write(self, folder: Path) -> int:
        """Write all of it into a folder; gives how many pages were drawn."""
        for path in self:
            write(folder / path, self.content(path))
        return len(self.pages)

    def _is_own(self, path: str) -> bool:
        return path not in self._main or self._site.content(path) != self._main.kept(path)

    def _up(self) -> str:
        return "../" * self._address.count("/")

    def _led(self, html: str, page: str) -> str:
        """A page whose links go to the main edition where this one has no such file."""

        def lead(match: re.Match[str]) -> str:
            parts = match["value"].split(", ") if match["name"] == "srcset" else [match["value"]]
            value = ", ".join(self._place(part, page) for part in parts)
            return f"{match['before']}{match['quote']}{value}{match['quote']}"

        return _ATTRIBUTE.sub(lead, html)

    def _place(self, address: str, page: str) -> str:
        parts = urlsplit(address)
        is_relative = not parts.scheme and not parts.netloc and not address.startswith(("/", "#"))
        if not is_relative:
            return address
        path, rest = re.fullmatch(r"([^?#\s]*)(.*)", address, re.DOTALL).groups()  # type: ignore[union-attr]
        target = posixpath.normpath(posixpath.join(page, path)) if path else page
        file = "" if target == "." else target
        if file.startswith("..") or not path:
            return address
        if path.endswith(("/", ".")) and file:
            file += "/"
        name = f"{file}index.html" if not file or file.endswith("/") else file
        if name in self._files or name not in self._main:
            return address
        return "../" * page.count("/") + self._up() + file + rest

    def _data(self) -> str:
        """The script that tells the pages of the main edition of this one."""
        settings = self._site.edition.site["settings"]
        there = {item["url"] for item in self._main.edition.site["navigation"]}
        value = {
            "root": self._address,
            "name": settings["name"],
            "shortName": settings["short_name"],
            "brand": self._asset(settings["brand"]),
            "logo": self._asset(settings["logo"]),
            **{stem: self._own(f"explore/{stem}.js") for stem in ("index", "summaries")},
            "pages": [page.record["url"] for page in self.pages],
            "added": [
                [item["title"], item["url"]]
                for item in self._site.edition.site["navigation"]
                if item["url"] not in there
            ],
        }
        return f"globalThis.playbookEdition={in_script(value)};\n"

    def _asset(self, name: str) -> str:
        """The address of a file from the root of the main edition's site; "" for none."""
        path = self._site.edition.site["assets"].get(name, name)
        return self._own(name) or path

    def _own(self, name: str) -> str:
        """The same, where this edition has the file itself; "" where it has not."""
        path = self._site.edition.site["assets"].get(name, name)
        return self._address + path if path in self._files else ""


def edition_of(edition: Edition, main: Site, address: str) -> Site | Overlay:
    """What an edition publishes at an address of the main one's site."""
    if not _can_share(edition, main):
        return Site(edition)
    edition.site["settings"]["edition"] = address
    return Overlay(Site(edition, main), main, address)


def _can_share(one: Edition, main: Site) -> bool:
    """Whether every page that is not an edition's own is the main edition's."""
    other, static = main.edition, static_files(one)
    return (
        not one.has_own_address
        and one.words.digest == other.words.digest
        and template_folders(one) == template_folders(other)
        and all(static.get(path, source) == source for path, source in main.static.items())
    )
