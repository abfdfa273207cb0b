"""Templates, and the files that a site publishes as they are, of all layers."""

from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path

from playbook.source.file_names import is_litter
from playbook.source.folders import files
from playbook.source.moment import once
from playbook_site.engine.edition import Edition

_NO_ASSETS = ("*.html", "*.py", "*.pyc", "*.md", "*readme*", "mkdocs_theme.yml", "locales/*")
"""What MkDocs takes for a part of a theme, in `overrides/`, and does not publish."""


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
        for name in _assets(folder)
    }
    homes = [edition.original, *(edition.home / x.path for x in edition.book.chain.layers)]
    pictures = {
        name.removeprefix("docs/"): home / name
        for home in homes
        for name in _published(home, "docs")
        if not name.endswith(".md") and not name.startswith("docs/templates/")
    }
    return assets | pictures


@once
def _assets(folder: Path) -> list[str]:
    """What a folder of templates has beside them."""
    names = _published(folder, "")
    return [name for name in names if not any(fnmatch(name.lower(), p) for p in _NO_ASSETS)]


def _published(home: Path, folder: str) -> Iterator[str]:
    for path in files(home, folder):
        parts = path.split("/")
        if not any(part.startswith(".") or is_litter(part) for part in parts):
            yield path
