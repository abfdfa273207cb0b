"""MkDocs pages that are drawn from records instead of Markdown files."""

import posixpath
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from playbook.records.site_types import SiteRecord
from playbook_site.rendering.page_records import PageRecord, blank_page, entry_page


class DrawnPage(Page):
    """A page that its template draws from a record.

    MkDocs neither reads nor renders anything for it. So contributed text reaches no front matter
    parser, Markdown extension or macro, and building the page is fast.
    """

    def __init__(
        self, record: PageRecord, config: MkDocsConfig, edit_uri: str | None = None
    ) -> None:
        path = f"{record['url'].rstrip('/')}.md"
        file = File.generated(config, path, content="", inclusion=InclusionLevel.NOT_IN_NAV)
        file.edit_uri = edit_uri
        super().__init__(record["title"], file, config)
        self._record = record

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002
        """Set the template; there is no Markdown file to read."""
        self.markdown = ""
        self.meta = {"template": self._record["template"], "render_macros": False}

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Do nothing: the template draws the page."""
        self.content = ""

    def page_record(self) -> PageRecord:
        """The record that its template reads, with the addresses that MkDocs computed."""
        return {**self._record, **_addresses(self)}


class EntryPage(DrawnPage):
    """The page of an entry; `is_editable` adds a link to edit the entry's file."""

    def __init__(
        self,
        record: Mapping[str, Any],
        site: SiteRecord,
        config: MkDocsConfig,
        *,
        is_editable: bool,
    ) -> None:
        page = entry_page(record, site["settings"]["repository"])
        edit_uri = record["path"] if is_editable else None
        super().__init__({**page, "is_editable": is_editable}, config, edit_uri)
        self.update_date = record["updated"]


def docs_file(file: File, root: Path, config: MkDocsConfig, *, is_editable: bool) -> File:
    """A file in `docs/`, named by its path in the repository."""
    docs = Path(config.docs_dir).resolve().relative_to(root).as_posix()
    page = File(
        posixpath.join(docs, file.src_uri),
        str(root),
        config.site_dir,
        config.use_directory_urls,
        dest_uri=file.dest_uri,
        inclusion=file.inclusion,
    )
    if not is_editable:
        page.edit_uri = None  # the repository of the layers does not have it
    return page


def forget_build_day(files: Files) -> None:
    """Let the sitemap date only the pages of entries, which say when they were last changed.

    MkDocs calls every other page as new as its build, and the site would differ from day to day.
    """
    for file in files.documentation_pages():
        if file.page and not isinstance(file.page, EntryPage):
            file.page.update_date = ""


def docs_page(page: Page) -> PageRecord:
    """The record of a page from a Markdown file in `docs/`."""
    meta = page.meta
    top = next(iter(page.toc), None)
    headings = top.children if top and top.level == 1 else page.toc
    return {
        **blank_page(
            meta.get("template", "main.html"), page.url, meta.get("title") or page.title or ""
        ),
        **_addresses(page),
        "description": meta.get("description", ""),
        "content": page.content or "",
        "contents": [{"title": h.title, "url": h.url} for h in headings],
        "collection": meta.get("collection", ""),
    }


def _addresses(page: Page) -> Any:
    return {"canonical_url": page.canonical_url or "", "edit_url": page.edit_url or ""}
