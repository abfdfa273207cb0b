"""Gives a site what its layers set: a name, colors, a logo, templates, pages, and its editions."""

import posixpath
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from playbook.chain import Chain
from playbook.files import read_bytes
from playbook.originals import editions, read_chain

BRAND = "assets/brand.css"


class Edition(NamedTuple):
    """An edition of the site, as the switch shows it."""

    name: str
    way: str
    """From the root of this edition to the root of that one."""
    here: bool


def dress(config: MkDocsConfig, home: Path, chain: Chain, edition: str) -> None:
    """Let what the layers set take the place of what `mkdocs.yml` says."""
    said = chain.settings
    if said.name:
        config.site_name = config.extra["short_name"] = said.name
    if said.site_url:
        config.site_url = posixpath.join(said.site_url, "")
    if edition and config.site_url:
        config.site_url = posixpath.join(config.site_url, edition)
    if said.repo_url:
        config.repo_url = said.repo_url
    if said.language:
        config.theme["language"] = said.language
    config.extra["layered"] = bool(chain.layers)
    config.extra["analytics"] = said.analytics
    config.extra["brand"] = BRAND if chain.stylesheet else ""
    config.extra["logo"] = _logo_name(chain)
    config.extra["editions"] = list(_switch(home, edition))
    for layer in chain.layers:
        if (templates := home / layer.path / "overrides").is_dir():
            config.theme.dirs.insert(0, str(templates))


def dress_files(files: Files, config: MkDocsConfig, home: Path, chain: Chain) -> None:
    """Add the pages that layers have, or put them in the place of the original's."""
    for layer in chain.layers:
        root = home / layer.path
        for page in sorted((root / "docs").rglob("*")):
            if page.is_file() and not page.is_symlink():
                path = page.relative_to(root).as_posix()
                if old := files.get_file_from_path(path):
                    files.remove(old)
                file = File(path, str(root), config.site_dir, config.use_directory_urls)
                file.dest_uri = file.dest_uri.removeprefix("docs/")
                file.edit_uri = f"{layer.path}/{path}"
                files.append(file)


def new_pages(config: MkDocsConfig, home: Path, chain: Chain) -> list[str]:
    """The pages of layers that the original does not have; they join the navigation."""
    known = set(_paths(config.nav or []))
    return [
        path
        for layer in chain.layers
        for page in sorted((home / layer.path / "docs").rglob("*.md"))
        if (path := page.relative_to(home / layer.path).as_posix()) not in known
    ]


def write_brand(site: Path, home: Path, chain: Chain) -> None:
    """Write the style sheet and the logo of a branded site."""
    if text := chain.stylesheet:
        (site / BRAND).write_text(text, encoding="utf-8", newline="\n")
    for layer in chain.layers:
        if logo := layer.settings.logo:
            data = read_bytes(home / layer.path, logo)
            if data is not None:
                (site / _logo_name(chain)).write_bytes(data)


def _logo_name(chain: Chain) -> str:
    logo = chain.settings.logo
    return f"assets/logo{Path(logo).suffix.lower()}" if logo else ""


def _switch(home: Path, here: str) -> Iterator[Edition]:
    found = editions(home)
    if len(found) < 2:
        return
    back = "../" * here.count("/")
    for address, layers in found.items():
        chain, _ = read_chain(home, layers)
        name = chain.settings.name or address.rstrip("/").rpartition("/")[2] or "Original"
        yield Edition(name, back + address, address == here)


def _paths(nav: object) -> Iterator[str]:
    match nav:
        case str():
            yield nav
        case list():
            for item in nav:
                yield from _paths(item)
        case dict():
            for item in nav.values():
                yield from _paths(item)
