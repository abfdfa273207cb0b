"""Writes the site of an edition: its pages, its files, and what scripts and programs read."""

from collections.abc import Iterator, Mapping
from fnmatch import fnmatch
from pathlib import Path

from jinja2 import Environment

from playbook.source.file_names import is_litter
from playbook.source.folders import files
from playbook_site.engine.edition import Edition
from playbook_site.engine.pages import SitePage
from playbook_site.engine.published_files import write_files
from playbook_site.rendering.environment import complete, environment, render
from playbook_site.rendering.policy import breaches

_NO_ASSETS = ("*.html", "*.py", "*.pyc", "*.md", "*readme*", "mkdocs_theme.yml", "locales/*")
"""What MkDocs takes for a part of a theme, in `overrides/`, and does not publish."""


class BrokenPolicy(Exception):
    """A page would hold what its policy forbids."""


def write_site(edition: Edition, folder: Path) -> int:
    """Write a whole site into a new folder; returns how many pages it drew.

    Raises `Refused` for a template that cannot be drawn.
    """
    templates = environment(template_folders(edition), edition.words)
    for name, source in static_files(edition).items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(source.read_bytes())
    pages = edition.pages()
    try:
        for page in pages:
            html = _draw(edition, page, templates)
            file = folder / page.file
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(html, encoding="utf-8", errors="xmlcharrefreplace", newline="\n")
    except BrokenPolicy:
        raise
    except Exception:  # whatever a template raises that somebody has changed
        edition.refuse_templates()
        raise
    write_files(folder, edition, pages, templates)
    return len(pages)


def _draw(edition: Edition, page: SitePage, templates: Environment) -> str:
    record = complete(templates, edition.site, page.record, edition.placeholders)
    html = render(templates, edition.site, record)
    hold_to_policy(html, page, edition.site["settings"]["analytics"])
    return html


def template_folders(edition: Edition) -> list[Path]:
    """The folders of templates; what stands in one is taken before what stands in a later one."""
    layers = [edition.home / layer.path for layer in reversed(edition.book.chain.layers)]
    folders = [folder / "overrides" for folder in (*layers, edition.original)]
    return [folder for folder in folders if folder.is_dir()]


def static_files(edition: Edition) -> Mapping[str, Path]:
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
