"""What `mkdocs.yml` and the layers set of a site, as plain values that any engine can give."""

import posixpath
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urljoin

from playbook.layers.settings import Settings
from playbook_site.preflight.site_settings import SiteSettings

Nav = tuple[Any, ...]
"""The navigation as `mkdocs.yml` has it: paths, titles with paths, titles with more of these."""


@dataclass(frozen=True)
class Configuration:
    """The settings of one edition."""

    name: str
    description: str = ""
    url: str = ""
    """Where the site is published, with a slash at its end; "" if that is not said."""
    repository: str = ""
    edit_uri: str = ""
    copyright: str = ""
    short_name: str = ""
    language: str = "en"
    entry_language: str = ""
    """The language of entries that name none, whatever language layers set for the interface."""
    direction: str = "ltr"
    nav: Nav = ()
    drafts: bool = False
    cards: bool = False
    """Whether pictures are drawn that stand for pages where they are shared."""
    full_text: bool = True
    editor: bool = False
    is_local: bool = False
    """Whether it is shown on this machine only, at the root of its host."""

    def canonical_url(self, url: str) -> str:
        """The whole address of a page; "" where the site's is not said."""
        return urljoin(self.url, url) if self.url else ""

    def edit_url(self, path: str) -> str:
        """Where the repository's host edits a file; "" where there is no repository."""
        if not (self.repository and self.edit_uri and path):
            return ""
        return urljoin(f"{self.repository.rstrip('/')}/", self.edit_uri + path)

    def with_layers(self, settings: Settings, url: str) -> "Configuration":
        """The settings of an edition whose layers set these; `url` is where it is published."""
        return replace(
            self,
            url=url or self.url,
            name=settings.name or self.name,
            short_name=settings.name or self.short_name,
            repository=settings.repo_url or self.repository,
            language=settings.language or self.language,
            entry_language=self.language,
        )


def configuration_of(settings: SiteSettings) -> Configuration:
    """What `mkdocs.yml` says, where nothing is wrong with it."""
    data = settings.data
    theme, options = data["theme"], data["plugins"]["playbook"] or {}
    edit_uri = data.get("edit_uri") or ""
    return Configuration(
        name=settings.name,
        description=settings.description,
        url=posixpath.join(data.get("site_url") or "", ""),
        repository=data.get("repo_url") or "",
        edit_uri=posixpath.join(edit_uri, "") if edit_uri else "",
        copyright=data.get("copyright") or "",
        short_name=(data.get("extra") or {}).get("short_name") or settings.name,
        language=settings.language,
        direction=theme.get("direction") or "ltr",
        nav=tuple(data["nav"]),
        full_text=options.get("full_text", True),
        editor=options.get("editor", False),
    )
