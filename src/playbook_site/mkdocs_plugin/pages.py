"""Pages that are drawn from records, as MkDocs knows pages."""

from collections.abc import Mapping
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from playbook.records.site_types import SiteRecord
from playbook_site.rendering.page_records import PageRecord, blank, entry_page


class DrawnPage(Page):
    """A page whose words come from a record.

    MkDocs reads nothing and renders nothing for it, so that contributed text never meets a front
    matter parser, a Markdown extension or a macro, and no page pays for them.
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
        """Replace the file: there is no Markdown, and no key but these."""
        self.markdown = ""
        self.meta = {"template": self._record["template"], "render_macros": False}

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Nothing is left to render."""
        self.content = ""

    def page_record(self) -> PageRecord:
        """What its template shows, with the addresses that MkDocs has made."""
        return {**self._record, **_addresses(self)}


class EntryPage(DrawnPage):
    """The page of an entry."""

    def __init__(
        self, record: Mapping[str, Any], site: SiteRecord, config: MkDocsConfig, *, here: bool
    ) -> None:
        page = entry_page(record, site["settings"]["repository"])
        super().__init__({**page, "is_editable": here}, config, record["path"] if here else None)
        self.update_date = record["updated"]


def docs_page(page: Page) -> PageRecord:
    """The record of a page that was written by hand."""
    meta = page.meta
    top = next(iter(page.toc), None)
    headings = top.children if top and top.level == 1 else page.toc
    return {
        **blank(meta.get("template", "main.html"), page.url, meta.get("title") or page.title or ""),
        **_addresses(page),
        "description": meta.get("description", ""),
        "content": page.content or "",
        "contents": [{"title": h.title, "url": h.url} for h in headings],
        "collection": meta.get("collection", ""),
    }


def _addresses(page: Page) -> Any:
    return {"canonical_url": page.canonical_url or "", "edit_url": page.edit_url or ""}
