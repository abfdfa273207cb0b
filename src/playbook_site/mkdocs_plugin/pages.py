"""MkDocs pages that are drawn from records instead of Markdown files."""

import posixpath
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page

from playbook_site.engine.pages import SitePage


class DrawnPage(Page):
    """A page that its template draws from a record.

    MkDocs neither reads nor renders anything for it. So contributed text reaches no front matter
    parser, Markdown extension or macro, and building the page is fast.
    """

    def __init__(self, page: SitePage, config: MkDocsConfig) -> None:
        path = f"{page.record['url'].rstrip('/')}.md"
        file = File.generated(config, path, content="", inclusion=InclusionLevel.NOT_IN_NAV)
        super().__init__(page.record["title"], file, config)
        self.site_page = page

    def read_source(self, config: MkDocsConfig) -> None:  # noqa: ARG002
        """Set the template; there is no Markdown file to read."""
        self.markdown = ""
        self.meta = {"template": self.site_page.record["template"], "render_macros": False}

    def render(self, config: MkDocsConfig, files: Files) -> None:  # noqa: ARG002
        """Do nothing: the template draws the page."""
        self.content = ""


def docs_file(file: File, root: Path, config: MkDocsConfig) -> File:
    """A file in `docs/`, named by its path in the repository."""
    docs = Path(config.docs_dir).resolve().relative_to(root).as_posix()
    return File(
        posixpath.join(docs, file.src_uri),
        str(root),
        config.site_dir,
        config.use_directory_urls,
        dest_uri=file.dest_uri,
        inclusion=file.inclusion,
    )
