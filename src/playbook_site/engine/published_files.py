"""What a site publishes beside its pages: records, redirects, headers, and what scripts read."""

from collections.abc import Iterable
from pathlib import Path

from jinja2 import Environment
from markupsafe import escape

from playbook.contributing.generated_files import as_json
from playbook.interface import script_messages
from playbook.layers.edition import Chain
from playbook.model.entry import Key
from playbook.records.export import write_explorer, write_json, write_words
from playbook.records.schemas import playbook_schema
from playbook.records.site_types import SiteRecord
from playbook.source.files import read_bytes
from playbook_site.engine.edition import BRAND, Edition, logo_name
from playbook_site.engine.full_text import index_pages
from playbook_site.engine.pages import SitePage
from playbook_site.engine.web_editor import write_editor
from playbook_site.rendering.policy import headers


def write_files(
    folder: Path, edition: Edition, pages: Iterable[SitePage], templates: Environment
) -> None:
    """Write every such file into the folder of a site whose pages are drawn."""
    site, configuration = edition.site, edition.configuration
    _write_redirects(folder, site, templates)
    write_json(site, folder / "playbook.json")
    _write(folder / "playbook.schema.json", as_json(playbook_schema()))
    _write(folder / "sitemap.xml", sitemap(pages))
    names = index_pages(folder) if configuration.full_text else {}
    write_explorer(site, names, folder / "explore")
    write_words(edition.words, script_messages(), folder)
    _write(folder / "_headers", headers(site["settings"]["analytics"]))
    _write_brand(folder, edition.home, edition.book.chain)
    if configuration.editor:
        cache = edition.home / ".playbook"
        write_editor(edition.book, folder, cache, configuration.repository, templates)
    else:
        (folder / "assets" / "editor.js").unlink(missing_ok=True)


def sitemap(pages: Iterable[SitePage]) -> str:
    """The addresses of all pages for search engines; none where that of the site is not known."""
    lines = []
    for page in pages:
        if url := page.record["canonical_url"]:
            updated = f"<lastmod>{page.updated}</lastmod>" if page.updated else ""
            lines.append(f"<url><loc>{escape(url)}</loc>{updated}</url>\n")
    space = "http://www.sitemaps.org/schemas/sitemap/0.9"
    head = '<?xml version="1.0" encoding="UTF-8"?>\n'
    return f'{head}<urlset xmlns="{space}">\n{"".join(lines)}</urlset>\n'


def _write_redirects(folder: Path, site: SiteRecord, templates: Environment) -> None:
    """Write a page at each former address of an entry that leads to the present one."""
    template = templates.get_template("redirect.html")
    for members in site["entries"].values():
        for record in members.values():
            for former in record["former_ids"]:
                file = folder / Key(record["collection"], former).url / "index.html"
                file.parent.mkdir(parents=True, exist_ok=True)
                _write(file, template.render(entry=record))


def _write_brand(folder: Path, home: Path, chain: Chain) -> None:
    """Write the style sheet and the logo that the layers set."""
    if text := chain.stylesheet:
        _write(folder / BRAND, text)
    for layer in chain.layers:
        if logo := layer.settings.logo:
            data = read_bytes(home / layer.path, logo)
            if data is not None:
                (folder / logo_name(chain)).write_bytes(data)


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8", newline="\n")
