"""The MkDocs plugin: gives every entry a page, drawn from its record."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils import is_error_template

import playbook
from playbook import Diagnostic, Severity
from playbook.i18n.messages import Words
from playbook.interface import read_words
from playbook.layers.upstream import editions as layers_by_edition
from playbook.model.vocabulary import COLLECTIONS
from playbook.parsing import links
from playbook.records.record import Records
from playbook.records.site_record import site_record
from playbook.source.files import read_text
from playbook_site.mkdocs_plugin.configuration import PlaybookConfig
from playbook_site.mkdocs_plugin.navigation import FOOTER_PAGES, navigation_records
from playbook_site.mkdocs_plugin.pages import (
    DrawnPage,
    EntryPage,
    docs_file,
    docs_page,
    forget_build_day,
)
from playbook_site.mkdocs_plugin.published_files import write_files
from playbook_site.mkdocs_plugin.theming import (
    add_files,
    apply_settings,
    edition_switch,
    layer_pages,
    new_pages,
    remove_litter,
    settings_record,
    sites_of,
    write_brand,
)
from playbook_site.mkdocs_plugin.web_editor import EditorUnavailable, write_editor
from playbook_site.preflight import docs_pages, judge
from playbook_site.preflight.docs_pages import PlainLinks
from playbook_site.preflight.page_links import targets_hidden
from playbook_site.rendering.environment import configure, context_of, templates_in
from playbook_site.rendering.page_records import (
    PageRecord,
    blank_page,
    navigation_item,
    selection_page,
)
from playbook_site.rendering.placeholders import MacroSources, Placeholders
from playbook_site.rendering.policy import breaches
from playbook_site.reports.diagnostic_formats import as_text

LAYERS = ("district", "schools")
WATCHED = (
    *(*COLLECTIONS, "outlines", "overrides", "macros"),
    *("references.yml", "accessibility.yml"),
)
"""The paths that `serve` watches beside `docs/` and `mkdocs.yml`."""


def _stop_at_errors(diagnostics: Iterable[Diagnostic]) -> None:
    errors = [diagnostic for diagnostic in diagnostics if diagnostic.severity is Severity.ERROR]
    if errors:
        raise PluginError(f"The playbook has errors.\n\n{as_text(errors)}\n")


class PlaybookPlugin(BasePlugin[PlaybookConfig]):  # type: ignore[no-untyped-call]
    """Publishes the entries of a playbook."""

    @event_priority(100)  # before mkdocs-macros, whose macros ask for the records
    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Load the playbook; raises `PluginError` if it has errors or no entries."""
        self.root = Path(config.config_file_path).resolve().parent
        self.home = Path(self.config.home).resolve() if self.config.home else self.root
        layers = layers_by_edition(self.home)[self.config.edition]
        book, diagnostics = playbook.load_and_check(self.home, layers=layers, advise=False)
        _stop_at_errors(diagnostics)
        _stop_at_errors(judge.diagnostics(self.home, book, drafts=self.config.drafts))
        self.book = book
        sites = sites_of(config, self.home, book.chain, self.config.edition)
        apply_settings(config, self.home, book.chain, sites[self.config.edition])
        self.layer_pages = layer_pages(self.home, book.chain)
        pages = new_pages(config, self.layer_pages)
        config.nav = [*(config.nav or []), *pages]
        self.footer_pages = {*FOOTER_PAGES, *(links.address(path) for path in pages)}
        plain = PlainLinks(lambda url: targets_hidden(book, url, self.page_path))
        config.markdown_extensions = [*config.markdown_extensions, plain]  # type: ignore[list-item]
        self.page_path = ""
        self.records = Records(book if self.config.drafts else book.without_drafts())
        if not config.repo_url:
            config.edit_uri = None  # there is nowhere to edit
        self.words = self._messages(config)
        has_forms = self.home == self.root  # a small repository has none of the original's
        editions = edition_switch(sites, self.config.edition)
        settings = settings_record(config, book.chain, editions, has_forms=has_forms)
        self.site = site_record(self.records, self.words, settings)
        self.page_records: dict[str, PageRecord] = {}
        self.placeholders = Placeholders()
        config.extra["playbook"] = MacroSources(self.site, self.placeholders)
        places = {self.root / name for name in WATCHED} | {self.home / name for name in LAYERS}
        config.watch += [str(path) for path in sorted(places) if path.exists()]
        return config

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the pages of entries, and name every file by its path in the repository."""
        remove_litter(files)
        for file in list(files):
            if file.generated_by is None and file.src_dir == config.docs_dir:
                files.remove(file)
                files.append(docs_file(file, self.root, config, is_editable=self.home == self.root))
        add_files(files, config, self.home, self.layer_pages)
        for members in self.site["entries"].values():
            for record in members.values():
                files.append(
                    EntryPage(record, self.site, config, is_editable=self._is_editable(record)).file
                )
        for role, conditions in self.site["selections"].items():
            for condition in conditions:
                page = selection_page(self.site, role, condition, self.words)
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

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Keep the navigation for `on_env`, when every page has its title."""
        self.navigation = nav
        forget_build_day(files)
        return nav

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Turn on autoescaping for our own templates; MkDocs and Material leave it off."""
        self.site["navigation"] = navigation_records(self.navigation, self.words, self.footer_pages)
        configure(env, templates_in(list(self._own_folders(config))), self.words)
        self.templates = env
        return env

    def on_template_context(self, context: Any, *, template_name: str, config: MkDocsConfig) -> Any:
        """Give 404.html a record whose addresses work from any page."""
        if not is_error_template(template_name):
            return context
        root = urlsplit(config.site_url).path if config.site_url else f"/{self.config.edition}"
        page: PageRecord = {**blank_page(template_name, "", ""), "root": root}
        return self._context(template_name, page)

    def on_page_context(
        self, context: Any, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> Any:
        """Give the template the site record and the page's record, and nothing else."""
        if isinstance(page, DrawnPage):
            return self._context(page.url, page.page_record())
        record = docs_page(page)

        def draw(template: str, values: Mapping[str, Any]) -> str:
            return self.templates.get_template(template).render(
                {**context_of(self.site, record), **values}
            )

        content = self.placeholders.fill(record["content"], draw)
        return self._context(page.url, {**record, "content": content})

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> str:
        """Refuse a page that its own policy would break, or that hands readers to another host."""
        return self._held(output, page.file.src_uri)

    def on_post_template(
        self, output_content: str, *, template_name: str, config: MkDocsConfig
    ) -> str:
        """Refuse such a page where a template alone draws it."""
        is_page = is_error_template(template_name)
        return self._held(output_content, template_name) if is_page else output_content

    def _held(self, output: str, source: str) -> str:
        if breach := next(breaches(output, self.site["settings"]["analytics"]), None):
            raise PluginError(
                f"{source}: The page would hold what its policy forbids, {breach!r}. "
                "Put scripts and styles into files of their own under overrides/assets/, and let "
                "every file come from this site."
            )
        return output

    def _context(self, name: str, page: PageRecord) -> Mapping[str, Any]:
        page["item"] = navigation_item(page, self.site["navigation"])
        self.page_records[name] = page
        return context_of(self.site, page)

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the records as JSON, their schema, and the files of the explorer and the editor."""
        site, full_text = Path(config.site_dir), self.config.full_text
        write_files(site, self.site, self.words, self.templates, full_text=full_text)
        write_brand(site, self.home, self.book.chain)
        self._write_editor(site, config)

    def _messages(self, config: MkDocsConfig) -> Words:
        try:
            labels = self.book.chain.settings.labels
            return read_words(config.theme.get("language") or "en", labels)
        except LookupError as error:
            raise PluginError(f"{error.args[0]}. A layer sets it with `language`.") from None
        except ValueError as error:
            raise PluginError(f"{error.args[0]} A layer sets it with `labels`.") from None

    def _is_editable(self, record: Mapping[str, Any]) -> bool:
        """Whether an entry's file is in this repository; a district's has only files of layers."""
        layers = tuple(f"{layer.path}/" for layer in self.book.chain.layers)
        return self.home == self.root or record["path"].startswith(layers)

    def _own_folders(self, config: MkDocsConfig) -> Iterator[Path]:
        """The folders of templates that are ours or a layer's."""
        if config.theme.custom_dir:
            yield Path(config.theme.custom_dir)
        for layer in self.book.chain.layers:
            yield self.home / layer.path / "overrides"

    def _write_editor(self, site: Path, config: MkDocsConfig) -> None:
        if not self.config.editor:
            (site / "assets" / "editor.js").unlink(missing_ok=True)
            return
        cache = self.home / ".playbook"
        try:
            write_editor(self.book, site, cache, config.repo_url or "", self.templates)
        except EditorUnavailable as reason:
            raise PluginError(str(reason)) from reason
