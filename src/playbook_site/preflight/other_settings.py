"""What there is in place of settings that people know from MkDocs and Material."""

from collections.abc import Mapping

from playbook.source.location import KeyPath

_LOOK = (
    "Colors, fonts and the logo go into district/district.yml, and templates that you change into "
    "district/overrides/. Take this out."
)
_NO_PROGRAMS = "No program but those in macros/ and overrides/ runs over a page. Take it out."
_NO_FEATURES = "Pages have a frame of their own, which has no such parts. Take it out."

INSTEAD: Mapping[KeyPath, str] = {
    **dict.fromkeys((("extra_css",), ("theme", "palette")), _LOOK),
    **dict.fromkeys((("theme", "logo"), ("theme", "icon"), ("theme", "static_templates")), _LOOK),
    **dict.fromkeys((("extra_javascript",), ("hooks",), ("plugins", "search")), _NO_PROGRAMS),
    **dict.fromkeys((("theme", "features"), ("extra_templates",)), _NO_FEATURES),
    ("site_author",): "Each entry names its own authors. Take it out.",
    ("dev_addr",): "Say it when you look at the site: --port 8001. Take it out.",
    ("use_directory_urls",): "Every page has an address that ends in a slash. Take it out.",
    ("exclude_docs",): "Keep what is not to be published outside of docs/. Take it out.",
    ("strict",): "Every fault stops a build here. Take it out.",
    ("watch",): "What a page is made from is watched by itself. Take it out.",
}
"""What to do with each, by its place in `mkdocs.yml`."""
