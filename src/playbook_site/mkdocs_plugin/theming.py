"""Applies the settings of layers to a site: name, colors, logo, templates, pages, and editions."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

from playbook.layers.edition import Chain
from playbook.layers.settings import Settings
from playbook.layers.upstream import editions, read_chain
from playbook.records.conformance import contact_record
from playbook.records.site_types import SettingsRecord
from playbook.source.file_names import is_litter
from playbook.source.files import read_bytes
from playbook.source.folders import files
from playbook_site.rendering.policy import content_policy

BRAND = "assets/brand.css"


class Site(NamedTuple):
    """The name of an edition, and the address where it is published."""

    name: str
    url: str
    """"" if neither a layer nor `mkdocs.yml` sets it."""
    has_own_address: bool = False
    """Whether it has an address of its own, and not one below the main edition's."""


class Edition(NamedTuple):
    """A link of the switch between editions."""

    name: str
    url: str
    """Relative to the root of the edition that is being built."""
    absolute_url: str
    """For a page that may be shown at any address, such as 404.html."""
    is_current: bool


def apply_settings(config: MkDocsConfig, home: Path, chain: Chain, site: Site) -> None:
    """Replace settings of `mkdocs.yml` by those of the layers."""
    layers = chain.settings
    if site.url:
        config.site_url = site.url
    if layers.name:
        config.site_name = config.extra["short_name"] = layers.name
    if layers.repo_url:
        config.repo_url = layers.repo_url
    if layers.language:
        config.theme["language"] = layers.language
    for layer in chain.layers:
        if (templates := home / layer.path / "overrides").is_dir():
            config.theme.dirs.insert(0, str(templates))


def settings_record(
    config: MkDocsConfig, chain: Chain, editions: Iterable[Edition], *, has_forms: bool
) -> SettingsRecord:
    """The settings of the site record; call `apply_settings` first.

    `has_forms`: whether the site's repository has the issue forms.
    """
    return {
        "name": config.site_name,
        "short_name": config.extra.get("short_name") or config.site_name,
        "description": config.site_description or "",
        "copyright": config.copyright or "",
        "language": config.theme.get("language") or "en",
        "direction": config.theme.get("direction") or "ltr",
        "logo": _logo_name(chain),
        "brand": BRAND if chain.stylesheet else "",
        "fonts": chain.settings.fonts or "",
        "analytics": chain.settings.analytics or "",
        "policy": content_policy(chain.settings.analytics or ""),
        "guide_stylesheet": _material_stylesheet(config),
        "repository": (config.repo_url or "") if has_forms else "",
        "contact": contact_record(chain.settings.accessibility_contact),
        "is_layered": bool(chain.layers),
        "editions": [edition._asdict() for edition in editions],
    }


def layer_pages(home: Path, chain: Chain) -> Mapping[str, str]:
    """The files in the `docs/` of layers by path, each with the nearest layer that has it."""
    return {
        path: layer.path
        for layer in chain.layers
        for path in files(home / layer.path, "docs")
        if not any(part.startswith(".") for part in path.split("/"))
    }


def remove_litter(site_files: Files) -> None:
    """Take out what operating systems and editors left behind, which MkDocs would publish."""
    for file in list(site_files):
        if any(map(is_litter, file.src_uri.split("/"))):
            site_files.remove(file)


def add_files(
    site_files: Files, config: MkDocsConfig, home: Path, pages: Mapping[str, str]
) -> None:
    """Add the pages of layers; a page replaces the original's of the same path."""
    for path, layer in pages.items():
        if old := site_files.get_file_from_path(path):
            site_files.remove(old)
        file = File(path, str(home / layer), config.site_dir, config.use_directory_urls)
        file.dest_uri = file.dest_uri.removeprefix("docs/")
        file.edit_uri = f"{layer}/{path}"
        site_files.append(file)


def new_pages(config: MkDocsConfig, pages: Mapping[str, str]) -> list[str]:
    """The pages of layers that are not in the navigation of `mkdocs.yml`, to be added to it."""
    navigation = set(_paths(config.nav or []))
    return [path for path in pages if path.endswith(".md") and path not in navigation]


def write_brand(site: Path, home: Path, chain: Chain) -> None:
    """Write the style sheet and the logo that the layers set."""
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


def sites_of(config: MkDocsConfig, home: Path, chain: Chain, edition: str) -> Mapping[str, Site]:
    """The site of every edition by its address, the main one first.

    `edition` is the address of the one being built, and `chain` its layers.
    """
    chains = {
        address: chain if address == edition else read_chain(home, layers)[0]
        for address, layers in editions(home).items()
    }
    settings = chains[""].settings
    main = posixpath.join(settings.site_url or config.site_url or "", "")
    sites = {"": Site(settings.name or config.site_name, main)}
    for address, edition_chain in chains.items():
        if address:
            settings = edition_chain.layers[-1].settings if edition_chain.layers else Settings()
            url = (
                posixpath.join(settings.site_url, "")
                if settings.site_url
                else main and main + address
            )
            name = settings.name or _in_words(posixpath.basename(address.rstrip("/")))
            sites[address] = Site(name, url, has_own_address=bool(settings.site_url))
    return sites


def edition_switch(sites: Mapping[str, Site], here: str) -> Iterator[Edition]:
    """The links of the switch on the edition at the address `here`; none if it is the only one."""
    if len(sites) < 2:
        return
    back = "../" * here.count("/")
    for address, site in sites.items():
        if address == here:
            yield Edition(
                site.name, "./", urlsplit(site.url).path or f"/{address}", is_current=True
            )
        elif site.url and (site.has_own_address or sites[here].has_own_address):
            yield Edition(site.name, site.url, site.url, is_current=False)
        else:
            place = urlsplit(site.url).path or f"/{address}"
            yield Edition(site.name, back + address, place, is_current=False)


def _in_words(name: str) -> str:
    """A folder's name with capitals and spaces, such as `Lincoln High` for `lincoln-high`."""
    return " ".join(word[:1].upper() + word[1:] for word in name.replace("_", "-").split("-"))


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


def _material_stylesheet(config: MkDocsConfig) -> str:
    """The address of Material's style sheet; its name has a hash that changes with each release."""
    pattern = "assets/stylesheets/main.*.min.css"
    for folder in map(Path, config.theme.dirs):
        for file in folder.glob(pattern):
            return file.relative_to(folder).as_posix()
    raise PluginError("The theme has no style sheet of Material. Set `theme: name: material`.")
