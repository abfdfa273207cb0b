"""The settings of the plugin in `mkdocs.yml`."""

from mkdocs.config import config_options
from mkdocs.config.base import Config


class PlaybookConfig(Config):  # type: ignore[no-untyped-call]
    """The plugin's settings in `mkdocs.yml`."""

    drafts = config_options.Type(bool, default=False)
    full_text = config_options.Type(bool, default=True)
    editor = config_options.Type(bool, default=False)
    home = config_options.Type(str, default="")
    """The folder that holds the layers; that of `mkdocs.yml`, if not given."""
    edition = config_options.Type(str, default="")
    """The address of the edition that is built, such as `schools/lincoln/`."""
