"""The settings of the plugin in `mkdocs.yml`, and those of MkDocs as the engine takes them."""

import posixpath

from mkdocs.config import config_options
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig

from playbook_site.engine.configuration import Configuration


class PlaybookConfig(Config):  # type: ignore[no-untyped-call]
    """The plugin's settings in `mkdocs.yml`."""

    drafts = config_options.Type(bool, default=False)
    full_text = config_options.Type(bool, default=True)
    editor = config_options.Type(bool, default=False)
    home = config_options.Type(str, default="")
    """The folder that holds the layers; that of `mkdocs.yml`, if not given."""


def configuration_of(config: MkDocsConfig, own: PlaybookConfig) -> Configuration:
    """What MkDocs has read of `mkdocs.yml`."""
    return Configuration(
        name=config.site_name,
        description=config.site_description or "",
        url=posixpath.join(config.site_url or "", ""),
        repository=config.repo_url or "",
        edit_uri=config.edit_uri or "",
        branch=config.extra.get("branch") or "",
        original=config.extra.get("original") or "",
        copyright=config.copyright or "",
        short_name=config.extra.get("short_name") or config.site_name,
        language=config.theme.get("language") or "en",
        direction=config.theme.get("direction") or "ltr",
        nav=tuple(config.nav or ()),
        drafts=own.drafts,
        full_text=own.full_text,
        editor=own.editor,
    )
