"""What a site publishes beside its pages: records, redirects, headers, and what scripts read."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment
from markupsafe import escape

import playbook_book
from playbook.interface import script_messages
from playbook.layers.edition import Chain
from playbook.open_data.directions import LLMS, ROBOTS, llms, robots
from playbook.open_data.entry_json import entry_json, entry_paths, schema_json, schema_paths
from playbook.open_data.feeds import atom, feed_paths
from playbook.open_data.tables import CSV, WORKBOOK, csv_table, workbook
from playbook.records.export import records_data, records_json, words_script
from playbook.records.schemas import playbook_schema
from playbook.records.site_types import SiteRecord
from playbook.search import documents as search
from playbook.search import index as search_index
from playbook.search import scripts
from playbook.search.index import Index
from playbook.search.rows import index_records
from playbook.source.encoders import as_json
from playbook.source.files import read_bytes
from playbook_site.engine.assets import LASTING, WORDS, Content, small
from playbook_site.engine.edition import Edition
from playbook_site.engine.editions import editions_script, pages_script
from playbook_site.engine.pages import WITHDRAWN, SitePage
from playbook_site.engine.settings_record import BRAND, logo_name
from playbook_site.engine.sharing.installation import installation
from playbook_site.engine.sharing.redirects import redirects
from playbook_site.engine.sharing.suggestions import suggestion_files
from playbook_site.engine.static_files import template_folders
from playbook_site.rendering.filters.paper import has_code, qr_file
from playbook_site.rendering.placeholders import Placeholders
from playbook_site.rendering.policy import headers
from playbook_site.rendering.typography import typeset_page

CODE = "qr.svg"
"""The code of an entry's address, beside its page."""

RECORDS = "playbook.json"
EPUB, PAGE = "book/playbook.epub", "book/playbook.html"
SITEMAP = "sitemap.xml"
SHARDS = "search/"
EDITIONS = "assets/editions.js"
EDITION = "edition.js"
"""The script that says which pages an edition has."""
HEAD = "search/head.js"

_EMPTY = '<svg xmlns="http://www.w3.org/2000/svg"/>\n'


def published_files(
    edition: Edition, pages: Iterable[SitePage], templates: Environment, words: Path
) -> Mapping[str, Content]:
    """Every such file by its path, but for the index of the search; `words` is the script that
    looks up words.
    """
    site, links = edition.site, edition.site["settings"]["editions"]
    return {
        **dict(redirects(edition, templates)),
        RECORDS: lambda: records_json(records_data(site)),
        **dict(_books(site)),
        "playbook.schema.json": _schema,
        **dict(_open_data(edition, pages)),
        "explore/index.js": partial(scripts.explorer, site),
        "plan/moves.js": partial(scripts.moves, site, _forms(pages)),
        **{f"explore/{name}.js": make for name, make in scripts.cards(site).items()},
        "explore/summaries.js": partial(scripts.listing, site),
        **dict(_texts(edition, pages)),
        **dict(_codes(pages)),
        **dict(suggestion_files(edition)),
        **(dict(_editions(edition, pages)) if links else {}),
        WORDS: lambda: words_script(edition.words, script_messages(), small(words).decode()),
        **{
            path: lambda: _EMPTY
            for name in ("unanswered", "used")
            if (path := site["settings"][name])
        },
        "_headers": partial(headers, site["settings"]["analytics"], LASTING),
        **dict(installation(edition)),
        **dict(_brand(edition.home, edition.book.chain)),
    }


def _books(site: SiteRecord) -> Iterator[tuple[str, Content]]:
    """The forms of the book. What they are made of takes long to read and much memory: it is kept
    from when the one is asked for until the other is, which a build does next.
    """
    kept: dict[str, playbook_book.Volume] = {}

    def volume(path: str) -> playbook_book.Volume:
        if whole := kept.pop(path, None):
            return whole
        whole = playbook_book.Volume(records_data(site))
        kept.update({other: whole for other in (PAGE, EPUB) if other != path})
        return whole

    yield PAGE, lambda: playbook_book.page(volume(PAGE), typeset_page)
    yield EPUB, lambda: playbook_book.epub(volume(EPUB), typeset_page)


def _editions(edition: Edition, pages: Iterable[SitePage]) -> Iterator[tuple[str, Content]]:
    """What the switch between editions reads: their list, and which pages this one has."""
    settings = edition.site["settings"]
    yield EDITIONS, partial(editions_script, settings["editions"], settings["language"])
    yield EDITION, lambda: pages_script(page.record["url"] for page in pages)


def _open_data(edition: Edition, pages: Iterable[SitePage]) -> Iterator[tuple[str, Content]]:
    """The entries in every form. What holds whole addresses is there only where the site has one,
    for half of an address leads nowhere.
    """
    site, words = edition.site, edition.words
    for path, record in entry_paths(site):
        yield path, partial(entry_json, record)
    for collection, path in schema_paths().items():
        yield path, partial(schema_json, collection)
    yield CSV, partial(csv_table, site)
    yield WORKBOOK, partial(workbook, site)
    if edition.configuration.url:
        for path in feed_paths(site):
            yield path, partial(atom, site, words, path)
        yield SITEMAP, lambda: sitemap(pages)
        if not any((folder / ROBOTS).is_file() for folder in template_folders(edition)):
            yield ROBOTS, partial(robots, site, SITEMAP)
        yield LLMS, partial(llms, site)


@cache
def _schema() -> str:
    """The schema of the records, the same for every edition."""
    return f"{as_json(playbook_schema())}\n"


def index_of(edition: Edition, pages: Iterable[SitePage]) -> Index:
    """The index of the search."""
    whole = edition.configuration.full_text
    documents = search.documents(edition.site, _by_hand(edition, pages), whole=whole)
    language = edition.site["settings"]["entry_language"]
    return search_index.build(documents, language, edition.book.synonyms)


def shards(index: Index) -> dict[str, Content]:
    """The parts of an index beside its head, by their paths."""
    return {f"{SHARDS}{n}.js": partial(scripts.shard, index, n) for n in range(len(index.shards))}


def _texts(edition: Edition, pages: Iterable[SitePage]) -> Iterator[tuple[str, Content]]:
    """The words of each page, for the sentence around a match."""
    if edition.configuration.full_text:
        for record in index_records(edition.site):
            own = record["language"] or edition.site["settings"]["entry_language"]
            yield f"{record['url']}words.js", partial(_words_of, search.of_entry, record, own)
        for page in _by_hand(edition, pages):
            own = page.language
            yield f"{page.url}words.js", partial(_words_of, search.of_page, page, own)


def _codes(pages: Iterable[SitePage]) -> Iterator[tuple[str, Content]]:
    """The code of each entry's address, which its print shows: a file of its own, since no screen
    needs it.
    """
    for page in pages:
        address = page.record["canonical_url"]
        if page.record["entry"] and has_code(address):
            yield f"{page.record['url']}{CODE}", partial(qr_file, address)


def _forms(pages: Iterable[SitePage]) -> dict[str, str]:
    """The address of the form that asks how a move went, from the root of the site, by its id."""
    sheets = (page.record for page in pages if page.record["template"] == "moves.html")
    return {record["entry"][1]: record["form_url"] for record in sheets}


def _by_hand(edition: Edition, pages: Iterable[SitePage]) -> list[search.Page]:
    """The pages in `docs/` by their addresses."""
    written = (page for page in pages if page.record["template"] == "main.html")
    return sorted(_document(page, edition.placeholders) for page in written)


def _words_of(read: Callable[[Any], search.Document], one: Any, language: str) -> str:
    return scripts.places(read(one), language)


def _document(page: SitePage, placeholders: Placeholders) -> search.Page:
    record = page.record
    content = placeholders.fill(record["content"], lambda *_: "")  # that stands elsewhere
    return search.Page(
        record["url"], record["title"], record["description"], content, record["language"]
    )


def sitemap(pages: Iterable[SitePage]) -> str:
    """The addresses of all pages that are for search engines."""
    lines = []
    for page in pages:
        if not page.record["subject"] and page.record["template"] != WITHDRAWN:
            url = page.record["canonical_url"]
            updated = f"<lastmod>{page.updated}</lastmod>" if page.updated else ""
            lines.append(f"<url><loc>{escape(url)}</loc>{updated}</url>\n")
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f'{head}<urlset xmlns="{space}">\n{"".join(lines)}</urlset>\n'


def _brand(home: Path, chain: Chain) -> Iterator[tuple[str, Content]]:
    """The style sheet and the logo that the layers set."""
    if text := chain.stylesheet:
        yield BRAND, lambda: text
    for layer in chain.layers:
        if logo := layer.settings.logo:
            data = read_bytes(home / layer.path, logo)
            if data is not None:
                yield logo_name(chain), partial(bytes, data)
