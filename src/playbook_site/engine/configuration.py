"""What `mkdocs.yml` and the layers set of a site, as plain values that any engine can give."""

import posixpath
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import yaml
from yaml_env_tag import add_env_tag  # type: ignore[import-untyped]

from playbook.layers.settings import Settings
from playbook.layers.upstream import RELEASE
from playbook_site.preflight.site_settings import BUILT_IN, PATH, extensions_of

_OURS = ("playbook", "macros")
_KEYS = frozenset(
    "site_name site_description site_url repo_url edit_uri copyright docs_dir site_dir nav "
    "not_in_nav theme plugins markdown_extensions validation extra".split()
)

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
    direction: str = "ltr"
    nav: Nav = ()
    extensions: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    """The extensions of Markdown, each with its options."""
    drafts: bool = False
    full_text: bool = True
    editor: bool = False

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
        )


class NeedsMkDocs(Exception):
    """`mkdocs.yml` asks for something that only MkDocs has; says what."""


class _Loader(yaml.SafeLoader):
    """Reads `!ENV` as MkDocs does; any other tag is refused."""


add_env_tag(_Loader)


def read(original: Path) -> Configuration:
    """What `mkdocs.yml` says; raises `OSError`, or `NeedsMkDocs`."""
    text = (original / PATH).read_text(encoding="utf-8")
    try:
        data = yaml.load(text, _Loader)  # noqa: S506 - a SafeLoader
    except yaml.YAMLError as error:
        raise NeedsMkDocs(str(error).partition("\n")[0]) from None
    if reason := next(_foreign(data, original), ""):
        raise NeedsMkDocs(reason)
    return parse(data)


def _foreign(data: Any, original: Path) -> Iterator[str]:
    """What a configuration asks for beyond our own: the engine has no other theme or plugin."""
    if not isinstance(data, dict) or not isinstance(data.get("site_name"), str):
        yield "it has no site_name"
        return
    yield from (f"'{key}'" for key in data if key not in _KEYS)
    yield from (f"the plugin '{x}'" for x in extensions_of(data.get("plugins")) if x not in _OURS)
    theme = data.get("theme")
    if not isinstance(theme, dict) or theme.get("custom_dir") != "overrides":
        yield "a theme without custom_dir: overrides"
    if not data.get("nav"):
        yield "a navigation that it makes itself"
    yield from (f"'{address}' in the navigation" for address in _no_pages(data.get("nav")))
    own, released = (home / "macros" / "__init__.py" for home in (original, RELEASE))
    if own.is_file() and own.read_bytes() != released.read_bytes():
        yield "macros of its own"


def _no_pages(nav: Any) -> Iterator[str]:
    match nav:
        case str() if not nav.endswith(".md"):
            yield nav
        case list():
            for item in nav:
                yield from _no_pages(item)
        case dict():
            for item in nav.values():
                yield from _no_pages(item)


def parse(data: Mapping[str, Any]) -> Configuration:
    """The settings in `mkdocs.yml`."""
    theme = data.get("theme")
    theme = theme if isinstance(theme, dict) else {}
    extra = data.get("extra") or {}
    options = extensions_of(data.get("plugins")).get("playbook", {})
    edit_uri = data.get("edit_uri") or ""
    return Configuration(
        name=data["site_name"],
        description=data.get("site_description") or "",
        url=posixpath.join(data.get("site_url") or "", ""),
        repository=data.get("repo_url") or "",
        edit_uri=posixpath.join(edit_uri, "") if edit_uri else "",
        copyright=data.get("copyright") or "",
        short_name=extra.get("short_name") or data["site_name"],
        language=theme.get("language") or "en",
        direction=theme.get("direction") or "ltr",
        nav=tuple(data.get("nav") or ()),
        extensions={
            **{name: {} for name in BUILT_IN},
            **extensions_of(data.get("markdown_extensions")),
        },
        **{name: options[name] for name in ("drafts", "full_text", "editor") if name in options},
    )
