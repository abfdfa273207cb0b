"""What `mkdocs.yml` and the layers set of a site, as plain values that any engine can give."""

import posixpath
import subprocess
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

from playbook.contributing.hosts.file_links import DEFAULT_BRANCH, edit_link
from playbook.layers.settings import Settings
from playbook.model.field_groups import Switch
from playbook_site.preflight.site_settings import SiteSettings

EDIT_URI = f"edit/{DEFAULT_BRANCH}/"
"""What `mkdocs.yml` says where each host's own way to edit a file is meant."""

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
    branch: str = ""
    """The branch that changes go to; "" for the one that the host takes by itself."""
    original: str = ""
    """The address of the original's repository, for those who have a layer over it."""
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
        if self.edit_uri == EDIT_URI:
            return edit_link(self.repository, self.branch or DEFAULT_BRANCH, path)
        return urljoin(f"{self.repository.rstrip('/')}/", self.edit_uri + path)

    def with_layers(self, settings: Settings, url: str) -> "Configuration":
        """The settings of an edition whose layers set these; `url` is where it is published."""
        repository = settings.repo_url or self.repository
        return replace(
            self,
            url=url or self.url,
            name=settings.name or self.name,
            short_name=settings.name or self.short_name,
            repository=repository,
            original=self.original or (self.repository if self.repository != repository else ""),
            language=settings.language or self.language,
            entry_language=self.language,
            editor=self.editor if settings.editor is None else settings.editor is Switch.ON,
        )


def configuration_of(settings: SiteSettings) -> Configuration:
    """What `mkdocs.yml` says, where nothing is wrong with it."""
    data = settings.data
    theme, options = data["theme"], data["plugins"]["playbook"] or {}
    edit_uri, extra = data.get("edit_uri") or "", data.get("extra") or {}
    return Configuration(
        name=settings.name,
        description=settings.description,
        url=posixpath.join(data.get("site_url") or "", ""),
        repository=data.get("repo_url") or "",
        edit_uri=posixpath.join(edit_uri, "") if edit_uri else "",
        branch=extra.get("branch") or "",
        original=extra.get("original") or "",
        copyright=data.get("copyright") or "",
        short_name=extra.get("short_name") or settings.name,
        language=settings.language,
        direction=theme.get("direction") or "ltr",
        nav=tuple(data["nav"]),
        full_text=options.get("full_text", True),
        editor=options.get("editor", False),
    )


_DEFAULT, _HERE = "refs/remotes/origin/HEAD", "HEAD"


def with_branch(configuration: Configuration, home: Path) -> Configuration:
    """The settings with the branch of the repository in a folder, if they link to it at all."""
    if configuration.branch or not configuration.repository:
        return configuration
    return replace(configuration, branch=_branch(home, _DEFAULT).removeprefix("origin/"))


def current_branch(home: Path) -> str:
    """The branch that is checked out in a folder; "" where there is none."""
    return _branch(home, _HERE)


def _branch(home: Path, name: str) -> str:
    """The branch that a name of git stands for; "" where git does not know."""
    command = ("git", "symbolic-ref", "--short", name)
    try:
        answer = subprocess.run(command, cwd=home, capture_output=True, text=True, check=True)  # noqa: S603
    except (OSError, subprocess.CalledProcessError, UnicodeDecodeError):
        return ""
    return answer.stdout.strip()
