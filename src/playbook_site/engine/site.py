"""The site of an edition: every file that it publishes, each made when it is asked for."""

from collections.abc import Iterator
from fnmatch import fnmatch
from functools import partial
from pathlib import Path

from jinja2 import TemplateError

from playbook.source.file_names import is_litter
from playbook.source.folders import files
from playbook_site.engine.assets import SUFFIXES, Assets, small
from playbook_site.engine.edition import Edition
from playbook_site.engine.full_text import index_pages
from playbook_site.engine.pages import SitePage
from playbook_site.engine.published_files import WORDS, Content, published_files
from playbook_site.engine.web_editor import SCRIPT, write_editor
from playbook_site.rendering.environment import complete, environment, render, templates_in
from playbook_site.rendering.policy import breaches

_NO_ASSETS = ("*.html", "*.py", "*.pyc", "*.md", "*readme*", "mkdocs_theme.yml", "locales/*")
"""What MkDocs takes for a part of a theme, in `overrides/`, and does not publish."""


class BrokenPolicy(Exception):
    """A page would hold what its policy forbids."""


class Site:
    """What an edition publishes. Any file can be made by itself; only those whose names hold a hash
    are kept, since their names are on every page.
    """

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.templates = environment(template_folders(edition), edition.words)
        self._read_templates()
        self.pages = edition.pages()
        static = static_files(edition)
        self._editor_script = static.pop(SCRIPT)
        files: dict[str, Content] = {
            **{path: partial(small, source) for path, source in static.items()},
            **published_files(edition, self.pages, self.templates, static[WORDS]),
        }
        assets = Assets({path: files.pop(path) for path in list(files) if path.endswith(SUFFIXES)})
        edition.site["assets"] = {path: asset.name for path, asset in assets.items()}
        self._contents: dict[str, Content] = {
            **files,
            **{name: partial(bytes, content) for name, content in assets.values()},
            **{page.file: partial(self._draw, page) for page in self.pages},
        }

    def _read_templates(self) -> None:
        """Read every template at once: a site is of one moment. Raises `Refused`."""
        try:
            for name in templates_in(template_folders(self.edition)):
                self.templates.get_template(name)
        except TemplateError:
            self.edition.refuse_templates()
            raise

    def __iter__(self) -> Iterator[str]:
        """The paths of all files, from the root of the site."""
        return iter(self._contents)

    def content(self, path: str) -> bytes:
        """A file; raises `KeyError` for one that there is not, and `Refused` for a template that
        cannot be drawn.
        """
        make = self._contents[path]
        try:
            content = make()
        except BrokenPolicy:
            raise
        except Exception:  # whatever a template raises that somebody has changed
            self.edition.refuse_templates()
            raise
        if isinstance(content, bytes):
            return content
        return content.encode("utf-8", errors="xmlcharrefreplace")

    def write(self, folder: Path) -> None:
        """Write all of it into a new folder, with the full text and the editor."""
        for page in self.pages:
            _write(folder / page.file, self.content(page.file))
        self.write_beside_pages(folder)

    def write_beside_pages(self, folder: Path) -> None:
        """Write what goes with pages that are there; raises `EditorUnavailable`, `NoFullText`."""
        for path in self._contents.keys() - {page.file for page in self.pages}:
            _write(folder / path, self.content(path))
        configuration = self.edition.configuration
        if configuration.full_text:
            index_pages(folder)
        if configuration.editor:
            self.write_editor(folder)

    def write_editor(self, folder: Path) -> None:
        """Write the web editor into the folder of a site; raises `EditorUnavailable`."""
        home, book = self.edition.home, self.edition.book
        repository = self.edition.configuration.repository
        write_editor(book, folder, home / ".playbook", repository, self.templates)
        _write(folder / "admin" / "editor.js", self._editor_script.read_bytes())

    def _draw(self, page: SitePage) -> str:
        site = self.edition.site
        record = complete(self.templates, site, page.record, self.edition.placeholders)
        html = render(self.templates, site, record)
        hold_to_policy(html, page, site["settings"]["analytics"])
        return html


def template_folders(edition: Edition) -> list[Path]:
    """The folders of templates; what stands in one is taken before what stands in a later one."""
    layers = [edition.home / layer.path for layer in reversed(edition.book.chain.layers)]
    folders = [folder / "overrides" for folder in (*layers, edition.original)]
    return [folder for folder in folders if folder.is_dir()]


def static_files(edition: Edition) -> dict[str, Path]:
    """The files that are published as they are: where each goes, and where it is."""
    assets = {
        name: folder / name
        for folder in reversed(template_folders(edition))
        for name in _published(folder, "")
        if not any(fnmatch(name.lower(), pattern) for pattern in _NO_ASSETS)
    }
    homes = [edition.original, *(edition.home / x.path for x in edition.book.chain.layers)]
    pictures = {
        name.removeprefix("docs/"): home / name
        for home in homes
        for name in _published(home, "docs")
        if not name.endswith(".md") and not name.startswith("docs/templates/")
    }
    return assets | pictures


def hold_to_policy(html: str, page: SitePage, analytics: str) -> None:
    """Raise `BrokenPolicy` for a page that its own policy would break, or that asks other hosts."""
    if breach := next(breaches(html, analytics), None):
        raise BrokenPolicy(
            f"{page.path or page.file}: The page would hold what its policy forbids, {breach!r}. "
            "Put scripts and styles into files of their own under overrides/assets/, and let "
            "every file come from this site."
        )


def _published(home: Path, folder: str) -> Iterator[str]:
    for path in files(home, folder):
        parts = path.split("/")
        if not any(part.startswith(".") or is_litter(part) for part in parts):
            yield path


def _write(file: Path, content: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)
