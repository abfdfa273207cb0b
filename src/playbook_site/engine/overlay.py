"""An edition that shares pages with the main one: it has those alone whose content differs.

Its pages lead to the main edition's where it has none of its own, and a script shows a reader who
comes from it whose edition this is. An edition with an address, a language, templates or pictures
of its own stands by itself, with all its pages.
"""

import posixpath
import re
from collections.abc import Iterable, Iterator
from html import unescape
from pathlib import Path

from playbook.i18n.typography import typeset
from playbook.model.entry import Key
from playbook.open_data.directions import LLMS, ROBOTS
from playbook.open_data.feeds import feed_paths
from playbook.open_data.tables import CSV, WORKBOOK
from playbook.records.export import records_data, records_json
from playbook.source.encoders import in_script
from playbook_site.engine.assets import encoded
from playbook_site.engine.edition import Edition
from playbook_site.engine.pages import EDITIONS, NOT_FOUND, SitePage
from playbook_site.engine.published_files import (
    CODE,
    EDITION,
    EPUB,
    PAGE,
    RECORDS,
    SITEMAP,
    sitemap,
)
from playbook_site.engine.sharing.installation import MANIFEST
from playbook_site.engine.sharing.suggestions import SOURCE
from playbook_site.engine.site import Site, write
from playbook_site.engine.static_files import static_files, template_folders
from playbook_site.state.drawn import differences

_WORN = ("brand", "logo", "fonts")
"""What a page of the main edition wears that an edition without its own could not take off."""

_SEARCH, _LISTS = "search/", "explore/"
"""The folders of what is loaded to search, and to narrow a list down."""

_LIST, _FORM = "explore.html", "suggest.html"
"""The templates of pages that may be the same, and what they find or read not."""

_NOT_OWN = {"_headers", EPUB, MANIFEST, PAGE, RECORDS, SITEMAP, ROBOTS, LLMS, CSV, WORKBOOK}
"""What the main edition's site has for all, and what an overlay makes otherwise."""

_TAG = re.compile(r"""<[a-z](?:[^"'>]|"[^"]*"|'[^']*')*>""", re.IGNORECASE)
_ATTRIBUTE = re.compile(
    r"""(?<=\s)(?P<name>href|src|srcset|poster|data|action|formaction|data-[a-z-]+)(?P<is>\s*=\s*)
        (?:"(?P<double>[^"]*)"|'(?P<single>[^']*)'|(?P<bare>[^\s"'>]+))
    | "[^"]*" | '[^']*'  # the value of another, whose words may look like an attribute""",
    re.VERBOSE | re.IGNORECASE,
)
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|/|\#|$", re.IGNORECASE)
_PICTURE = re.compile(r"([^\s,]+)([^,]*)")
"""An address in a list of pictures, with what stands after it."""


class Overlay:
    """What such an edition publishes, below its address on the main edition's site."""

    def __init__(self, site: Site, main: Site, address: str) -> None:
        self._site, self._main, self._address = site, main, address
        drawn = main.drawn()
        differ = differences(drawn.reads, main.edition.site, site.edition.site)
        same = drawn.same(site.keys, differ, framed=False)
        common = site.static.keys() & main.static.keys()
        others = set(site) - {page.file for page in site.pages} - common - _NOT_OWN
        others -= set(feed_paths(site.edition.site))
        parts, index = set[str](), set[str]()
        for folder in (_SEARCH, _LISTS):
            of_one = {path for path in others if path.startswith(folder)}
            parts |= of_one
            index |= of_one if any(map(self._is_own, of_one)) else set()  # each knows of the others
        has_lists = any(path.startswith(_LISTS) for path in index)
        whole = [page for page in site.pages if _is_ours(page)]
        own = {
            page.file
            for page in whole
            if not page.record["subject"]
            and (
                page.file not in same
                or not page.record["url"]
                or (has_lists and page.record["template"] == _LIST)
                or page.record["template"] == _FORM
            )
        }
        own |= {page.file for page in whole if page.record["subject"] and _subject(page) in own}
        self.pages = [page for page in whole if page.file in own]
        beside = _beside(self.pages) & others
        alone = others - parts - _beside(site.pages)
        rest = filter(self._is_own, alone)
        sitemaps = {SITEMAP} & set(site)
        self._files = {*own, EDITION, RECORDS, *sitemaps, *index, *beside, *rest}

    def __iter__(self) -> Iterator[str]:
        """The paths of all files, from the address of the edition."""
        return iter(self._files)

    def __contains__(self, path: str) -> bool:
        return path in self._files

    def content(self, path: str) -> bytes:
        """A file; raises what `Site.content` does."""
        match path:
            case _ if path == EDITION:
                return self._data().encode()
            case _ if path == RECORDS:
                here, there = self._site.edition.site, self._main.edition.site
                data = records_data(here, there, self._up() + RECORDS)
                return b"".join(encoded(records_json(data)))
            case _ if path == SITEMAP:
                return sitemap(self.pages).encode()
        content = self._site.once(path)  # which has made what was compared
        if not path.endswith(".html"):
            return content
        page = path.removesuffix("index.html")
        return self._led(content.decode(), page).encode()

    def write(self, folder: Path) -> int:
        """Write all of it into a folder; gives how many pages were drawn."""
        for path in self:
            write(folder / path, [self.content(path)])
        self._site.forget()
        return len(self.pages)

    def _is_own(self, path: str) -> bool:
        if path not in self._main:
            return True
        is_same = self._site.is_same(self._main, path)
        return not is_same and self._site.once(path) != self._main.once(path)

    def _up(self) -> str:
        return "../" * self._address.count("/")

    def _led(self, html: str, page: str) -> str:
        """A page whose links go to the main edition where this one has no such file."""

        def lead(match: re.Match[str]) -> str:
            if not match["name"]:
                return match[0]
            value = match["double"] or match["single"] or match["bare"] or ""
            quote = "'" if match["single"] else '"'
            if match["name"].lower() == "srcset":
                value = _PICTURE.sub(lambda one: self._place(one[1], page) + one[2], value)
            else:
                value = self._place(value, page)
            return f"{match['name']}{match['is']}{quote}{value}{quote}"

        return _TAG.sub(lambda tag: _ATTRIBUTE.sub(lead, tag[0]), html)

    def _place(self, address: str, page: str) -> str:
        """An address on a page, as it has to be where this edition has no such file."""
        if _ELSEWHERE.match(address):
            return address
        path = re.split(r"[?#\s]", address, maxsplit=1)[0]
        if not path:
            return address
        target = posixpath.normpath(posixpath.join(page, unescape(path)))
        target = "" if target == "." else target
        for file in (target, posixpath.join(target, "index.html")):
            if file in self._files or target.startswith(".."):
                return address
            if file in self._main:
                end = "/" if target and path.endswith(("/", ".")) else ""
                return "../" * page.count("/") + self._up() + target + end + address[len(path) :]
        return address

    def _data(self) -> str:
        """The script that tells the pages of the main edition of this one."""
        settings = self._site.edition.site["settings"]
        language = settings["language"]
        there = {item["url"] for item in self._main.edition.site["navigation"]}
        value = {
            "root": self._address,
            "name": typeset(settings["name"], language),
            "school": typeset(settings["school"], language),
            "shortName": typeset(settings["short_name"], language),
            "brand": self._asset(settings["brand"]),
            "logo": self._asset(settings["logo"]),
            "index": self._own("explore/index.js"),
            "head": self._own("search/head.js"),
            **{name: self._own(path) for name, path in settings["stemmers"].items()},
            "pages": [page.record["url"] for page in self.pages],
            "hidden": sorted(
                page.record["url"]
                for page in self._main.pages
                if page.file not in self._site and page.record["url"]
            ),
            "added": [
                [typeset(item["title"], language), item["url"]]
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
        return Site(edition, cards=main.cards)
    settings = edition.site["settings"]
    settings["edition"] = address
    settings["editions"] = main.edition.site["settings"]["editions"]  # its list is the one file
    return Overlay(Site(edition, main), main, address)


def _can_share(one: Edition, main: Site) -> bool:
    """Whether every page that is not an edition's own is the main edition's."""
    other, static = main.edition, static_files(one)
    ours, theirs = (dict(edition.site["settings"]) for edition in (one, other))
    return (
        not one.has_own_address
        and one.words.digest == other.words.digest
        and template_folders(one) == template_folders(other)
        and ours["policy"] == theirs["policy"]
        and all(static.get(path, source) == source for path, source in main.static.items())
        and all(ours[key] or not theirs[key] for key in _WORN)
    )


def _is_ours(page: SitePage) -> bool:
    """Whether a page may be a school's; the main edition's stand for the others."""
    return page.file != NOT_FOUND and page.record["template"] != EDITIONS


def _subject(page: SitePage) -> str:
    """The file of the entry that a page is about."""
    return f"{Key(*page.record['subject']).url}index.html"


def _beside(pages: Iterable[SitePage]) -> set[str]:
    """The files that stand beside pages: their words, and the codes of their addresses."""
    return {f"{page.record['url']}{name}" for page in pages for name in ("words.js", CODE, SOURCE)}
