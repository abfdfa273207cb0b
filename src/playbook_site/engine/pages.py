"""The pages of a site: the record of each, with where it comes from."""

import posixpath
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from playbook.catalog.playbook import Playbook
from playbook.contributing.drafts import adaptation
from playbook.contributing.hosts.file_links import DEFAULT_BRANCH, new_file_link
from playbook.contributing.hosts.form_links import form_link
from playbook.i18n.messages import Words
from playbook.model.entry import Key, Partial
from playbook.model.materials import CITE
from playbook.open_data.embedding import embed_path
from playbook.parsing import links
from playbook.records.site_types import SiteRecord
from playbook_site.engine.configuration import Configuration
from playbook_site.preflight.docs_pages import Converted, Head
from playbook_site.rendering.missing_parts import MissingPart
from playbook_site.rendering.page_records import (
    PageRecord,
    blank_page,
    changes_page,
    citation_page,
    deck_page,
    embedded_page,
    entry_page,
    material_page,
    part_page,
    selection_page,
)

NOT_FOUND = "404.html"
"""The template of the page for an address that has none, and its file."""

EDITIONS = "editions.html"
"""The template of the page that lists the editions, for whoever reads without scripts."""

WITHDRAWN = "withdrawn.html"
"""The template of the page that stands where an entry was."""

UNFINISHED = "unfinished.html"
"""The template of the page that stands where an entry will be, on its author's machine."""


class SitePage(NamedTuple):
    """A page to be drawn."""

    record: PageRecord
    path: str
    """The file that it is made from; "" for one that is made from several."""
    updated: str = ""
    """The day of its last change, where its entry says so."""

    @property
    def file(self) -> str:
        """Where it is written, from the root of the site."""
        name = self.record["template"]
        return name if name == NOT_FOUND else f"{self.record['url']}index.html"


def entry_pages(
    site: SiteRecord,
    configuration: Configuration,
    layer: str,
    is_editable: Callable[[str], bool],
    missing: Mapping[Key, Sequence[MissingPart]],
) -> Iterator[SitePage]:
    """The page of every entry; `is_editable` says of a file whether it is changed where it is. If
    not, `layer` is where it is adapted. `missing` is what drafts still lack.
    """
    for members in site["entries"].values():
        for entry in members.values():
            page = entry_page(entry, site["settings"]["repository"])
            page["language"] = entry["language"] or site["settings"]["entry_language"]
            page["missing"] = missing.get(Key(entry["collection"], entry["id"]), ())
            page["is_editable"] = is_editable(entry["path"])
            file = entry["path"] if page["is_editable"] else ""
            _set_addresses(page, configuration, file)
            if layer and not file:
                _set_adaptation(page, entry, configuration, layer)
            yield SitePage(page, entry["path"], entry["updated"])


def material_pages(
    site: SiteRecord, configuration: Configuration, words: Words
) -> Iterator[SitePage]:
    """The page of every material of a move."""
    for entry in site["entries"]["moves"].values():
        for material in entry["materials"]:
            page = material_page(entry, material, words)
            own = material["language"] or entry["language"]
            page["language"] = own or site["settings"]["entry_language"]
            _set_addresses(page, configuration, "")
            yield SitePage(page, "", entry["updated"])


def changes_pages(
    site: SiteRecord, configuration: Configuration, words: Words
) -> Iterator[SitePage]:
    """What others changed in each move of which a case says it."""
    for move in site["entries"]["moves"].values():
        if move["relations"].get("changed_in"):
            page = changes_page(move, site["settings"]["repository"], words)
            _set_addresses(page, configuration, "")
            yield SitePage(page, "")


def selection_pages(
    site: SiteRecord, configuration: Configuration, words: Words
) -> Iterator[SitePage]:
    """The page of each role and condition together."""
    for role, conditions in site["selections"].items():
        for condition in conditions:
            page = selection_page(site, role, condition, words)
            own = site["entries"]["roles"][role]["language"]
            page["language"] = own or site["settings"]["entry_language"]
            _set_addresses(page, configuration, "")
            yield SitePage(page, "")


def part_pages(site: SiteRecord, configuration: Configuration, words: Words) -> Iterator[SitePage]:
    """The pages of long lists, but the first page of each."""
    for part in site["parts"].values():
        page = part_page(part, words)
        _set_addresses(page, configuration, "")
        yield SitePage(page, "")


def deck_pages(site: SiteRecord, configuration: Configuration, words: Words) -> Iterator[SitePage]:
    """The pages of the deck, but the first, which is in `docs/`."""
    for url, part in site["deck"]["parts"].items():
        if part["number"] > 1:
            page = deck_page(url, part, words)
            _set_addresses(page, configuration, "")
            yield SitePage(page, "")


def pages_about_entries(
    site: SiteRecord, configuration: Configuration, words: Words
) -> Iterator[SitePage]:
    """How to cite each entry, and each move for a frame: both need the address of the site."""
    for members in site["entries"].values() if configuration.url else ():
        for entry in members.values():
            embedded = [embedded_page(entry)] if entry["collection"] == "moves" else []
            for page in (citation_page(entry, words), *embedded):
                _set_addresses(page, configuration, "")
                yield SitePage(page, "")


def editions_page(site: SiteRecord, configuration: Configuration) -> Iterator[SitePage]:
    """The page that lists the editions, where there are several."""
    names = site["settings"]["school_names"]
    if site["settings"]["editions"]:
        page = blank_page(EDITIONS, names["url"], names["choose"])
        _set_addresses(page, configuration, "")
        yield SitePage(page, "")


def docs_page(
    path: str,
    head: Head,
    converted: Converted,
    configuration: Configuration,
    *,
    title: str = "",
    file: str = "",
    form: str = "",
) -> SitePage:
    """A page in `docs/`. `title` is that of the navigation; `file` can be edited, if there is one;
    `form` is the address of a form that the page may fill in.

    Its own title is that of its front matter, of the navigation, of its first heading or of its
    file, in this order, as in MkDocs.
    """
    first = next(iter(converted.headings), None)
    top = first if first and first.level == 1 else None
    page: PageRecord = {
        **blank_page(
            head.template or "main.html",
            links.address(path),
            head.title or title or (top.text if top else _name(path)),
        ),
        "description": head.description or "",
        "language": head.language or configuration.entry_language,
        "content": converted.html,
        "contents": [
            {"title": heading.text, "url": f"#{heading.anchor}"}
            for heading in (top.children if top else converted.headings)
        ],
        "collection": head.collection or "",
    }
    if form:
        page["form_url"] = form
    _set_addresses(page, configuration, file)
    return SitePage(page, path)


def withdrawn_pages(site: SiteRecord, words: Words) -> Iterator[SitePage]:
    """A notice at each address of an entry that was taken back, also where others show a move in a
    frame; search engines pass it over.
    """
    title = words("This page was taken back")
    for place in site["withdrawn"]:
        embedded = [embed_path(place)] if place["collection"] == "moves" else []
        for url in (place["url"], f"{place['url']}{CITE}/", *embedded):
            yield SitePage(blank_page(WITHDRAWN, url, title), "")


def unfinished_pages(
    book: Playbook, missing: Mapping[Key, Sequence[MissingPart]]
) -> Iterator[SitePage]:
    """What is still to write, at the address that each unfinished entry will have."""
    for file in book.files():
        if isinstance(file, Partial):
            title = file.data.get("title")
            name = title if isinstance(title, str) and title.strip() else file.key.id
            page = blank_page(UNFINISHED, file.key.url, name)
            page["missing"] = missing.get(file.key, ())
            yield SitePage(page, "")


def not_found_page(root: str, words: Words) -> SitePage:
    """The page for an address that has none; `root` is the path of the site on its host."""
    return SitePage({**blank_page(NOT_FOUND, "", words("Not found")), "root": root}, "")


def _name(path: str) -> str:
    """A page's title after the name of its file."""
    if path == "docs/index.md":
        return "Home"
    name = posixpath.splitext(posixpath.basename(path))[0]
    title = name.replace("-", " ").replace("_", " ")
    return title.capitalize() if title.lower() == title else title


def _set_addresses(page: PageRecord, configuration: Configuration, file: str) -> None:
    page["canonical_url"] = configuration.canonical_url(page["url"])
    page["edit_url"] = configuration.edit_url(file)


def _set_adaptation(page: PageRecord, entry: Any, configuration: Configuration, layer: str) -> None:
    """Where what a layer inherits is said in another way, and where its original is told."""
    name = f"{entry['collection']}/{entry['id']}"
    branch = configuration.branch or DEFAULT_BRANCH
    text = adaptation(entry["summary"])
    page["adapt_command"] = f"playbook adapt {name}"
    page["adapt_url"] = new_file_link(configuration.repository, branch, f"{layer}/{name}.md", text)
    page["original_url"] = form_link(configuration.original, "idea", {"title": entry["title"]})
