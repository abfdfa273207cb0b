"""The MkDocs plugin: gives every page the record from which the engine draws it.

MkDocs converts the pages in `docs/`, runs its plugins and renders the templates. All that it draws
with comes from the same edition as without it, and a test compares the bytes.
"""

from pathlib import Path
from typing import Any

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority, get_plugin_logger
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page
from mkdocs.utils import is_error_template

from playbook.layers.originals.originals import read_originals
from playbook.layers.originals.pin import names_in
from playbook.loader import SOURCES
from playbook.source.files import read_text
from playbook_site.engine.edition import Edition, NoWords, Refused, prepare
from playbook_site.engine.pages import SitePage
from playbook_site.engine.published_files import SITEMAP
from playbook_site.engine.site import Site
from playbook_site.engine.static_files import template_folders
from playbook_site.engine.web_editor import EditorUnavailable
from playbook_site.mkdocs_plugin.configuration import PlaybookConfig, configuration_of
from playbook_site.mkdocs_plugin.pages import DrawnPage
from playbook_site.mkdocs_plugin.site_files import add_layer_files, keep_own_files
from playbook_site.preflight import docs_pages
from playbook_site.preflight.docs_pages import PlainLinks
from playbook_site.preflight.page_links import targets_hidden
from playbook_site.rendering.environment import complete, configure, context_of, templates_in
from playbook_site.rendering.placeholders import MacroSources, Placeholders
from playbook_site.rendering.policy import BrokenPolicy, hold_to_policy
from playbook_site.rendering.typography import typeset_page
from playbook_site.reports.diagnostic_formats import as_text

log = get_plugin_logger("playbook")


class PlaybookPlugin(BasePlugin[PlaybookConfig]):  # type: ignore[no-untyped-call]
    """Publishes the entries of a playbook: its main edition, as `playbook build` draws it."""

    @event_priority(100)  # before mkdocs-macros, whose macros ask for the records
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Read the playbook; raises `PluginError` if it has errors or no entries."""
        root = Path(config.config_file_path).resolve().parent
        home = Path(self.config.home).resolve() if self.config.home else root
        self.edition = edition = self._prepare(home, configuration_of(config, self.config))
        self.site = Site(edition)
        self.pages = {page.file: page for page in self.site.pages}
        self.placeholders = Placeholders()
        self.page_path = ""
        own = edition.configuration
        if edition.site["settings"]["editions"]:
            log.info("MkDocs draws the main edition alone. With schools: playbook build")
        config.site_url, config.site_name, config.repo_url = own.url, own.name, own.repository
        config.edit_uri = None  # the engine's records have it
        config.theme["language"] = own.language
        config.theme.dirs[:0] = map(str, template_folders(edition)[:-1])
        config.nav = [*own.nav, *edition.new_pages]
        plain = PlainLinks(lambda url: targets_hidden(edition.book, url, self.page_path))
        config.markdown_extensions = [*config.markdown_extensions, plain]  # type: ignore[list-item]
        config.extra["playbook"] = MacroSources(edition.site, self.placeholders, edition.book.hides)
        homes = (home, *read_originals(home).homes)
        layers = {
            one / name for one in homes for name in (names_in(one).layer, names_in(one).folder)
        }
        places = {root / name for name in SOURCES} | layers
        config.watch += [str(path) for path in sorted(places) if path.exists()]
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the pages of entries, and name every file by its path in the repository."""
        keep_own_files(files, config, self.edition)
        add_layer_files(files, config, self.edition)
        for page in self.pages.values():
            if page.path not in self.edition.docs and page.record["url"]:
                files.append(DrawnPage(page, config).file)
        return files

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:
        """Hand MkDocs the front matter as the playbook reads it; there is no other reading."""
        path = Path(str(page.file.abs_src_path))
        return docs_pages.plain(read_text(path.parent, path.name), page.file.src_uri)

    def on_page_markdown(
        self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files
    ) -> str:
        """Note which page is converted next, for the links of its own."""
        self.page_path = page.file.src_uri
        return markdown

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Turn on autoescaping for our own templates; MkDocs and Material leave it off."""
        configure(env, templates_in(template_folders(self.edition)), self.edition.words)
        self.templates = env
        return env

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        """Give 404.html a record whose addresses work from any page."""
        if not is_error_template(template_name):
            return context
        return self._context(self.pages[template_name], "")

    def on_page_context(self, context: Any, *, page: Page, config: MkDocsConfig, nav: Any) -> Any:
        """Give the template the site record and the page's record, and nothing else."""
        return self._context(self.pages[page.file.dest_uri], page.content or "")

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Set the words of a page, and refuse one that its policy would break."""
        return self._finished(output, self.pages[page.file.dest_uri])

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """The same where a template alone draws a page."""
        is_page = is_error_template(template_name)
        return (
            self._finished(output_content, self.pages[template_name]) if is_page else output_content
        )

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write what a site publishes beside its pages."""
        site = Path(config.site_dir)
        try:
            self.site.write_beside_pages(site)
            self.site.complete(site)
        except EditorUnavailable as reason:
            raise PluginError(str(reason)) from reason
        # Its bytes depend on the day and on the library; search engines read sitemap.xml.
        (site / "sitemap.xml.gz").unlink(missing_ok=True)
        if SITEMAP not in self.site:
            (site / SITEMAP).unlink(missing_ok=True)  # of a site whose address nobody knows

    def on_build_error(self, *, error: Exception) -> None:
        """Say in plain words what is wrong with a template that stopped the build."""
        if not isinstance(error, PluginError) and hasattr(self, "edition"):
            self._refuse_templates()

    def _refuse_templates(self) -> None:
        try:
            self.edition.refuse_templates()
        except Refused as refused:
            raise _told(refused) from None

    def _prepare(self, home: Path, configuration: Any) -> Edition:
        try:
            return prepare(home, "", configuration)
        except Refused as refused:
            raise _told(refused) from None
        except NoWords as error:
            raise PluginError(str(error)) from None

    def _finished(self, output: str, page: SitePage) -> str:
        output = typeset_page(output)
        try:
            hold_to_policy(
                output, page.path or page.file, self.edition.site["settings"]["analytics"]
            )
        except BrokenPolicy as broken:
            self._refuse_templates()
            raise PluginError(str(broken)) from None
        return output

    def _context(self, page: SitePage, content: str) -> Any:
        site = self.edition.site
        record = {**page.record, "content": content}
        return context_of(site, complete(self.templates, site, record, self.placeholders))  # type: ignore[arg-type]


def _told(refused: Refused) -> PluginError:
    return PluginError(f"The playbook has errors.\n\n{as_text(refused.diagnostics)}\n")
