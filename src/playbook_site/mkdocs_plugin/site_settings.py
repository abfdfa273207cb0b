"""What MkDocs knows of a site, as the site record holds it: settings and navigation."""

from collections.abc import Collection, Iterable
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.nav import Navigation, Section
from mkdocs.structure.pages import Page

from playbook.i18n.messages import Words
from playbook.records.site_types import NavigationRecord, SettingsRecord

QUIET = (
    "accessibility/",
    "from-the-article/",
    "judge-your-professional-learning/",
    "make-it-your-districts/",
)
"""Pages that the footer leads to, and the masthead does not."""


def settings_record(config: MkDocsConfig, *, has_forms: bool) -> SettingsRecord:
    """The settings of a site; `has_forms` says whether its repository has the issue forms."""
    extra = config.extra
    return {
        "name": config.site_name,
        "short_name": extra.get("short_name") or config.site_name,
        "description": config.site_description or "",
        "copyright": config.copyright or "",
        "language": config.theme.get("language") or "en",
        "direction": config.theme.get("direction") or "ltr",
        "logo": extra.get("logo") or "",
        "brand": extra.get("brand") or "",
        "analytics": extra.get("analytics") or "",
        "guide_stylesheet": _material_stylesheet(config),
        "repository": (config.repo_url or "") if has_forms else "",
        "is_layered": bool(extra.get("layered")),
        "editions": [edition._asdict() for edition in extra.get("editions", ())],
    }


def navigation_records(
    navigation: Navigation, words: Words, quiet: Collection[str]
) -> list[NavigationRecord]:
    """The items of a navigation, with their titles in the language of the site."""
    return [record for item in navigation.items for record in _item(item, words, quiet)]


def _item(item: object, words: Words, quiet: Collection[str]) -> Iterable[NavigationRecord]:
    match item:
        case Page():
            yield {
                "title": words(str(item.title)),
                "url": item.url,
                "is_home": item.is_homepage,
                "is_quiet": item.url in quiet,
                "children": [],
            }
        case Section():
            children = [record for child in item.children for record in _item(child, words, quiet)]
            if children:
                yield {
                    "title": words(item.title),
                    "url": children[0]["url"],
                    "is_home": False,
                    "is_quiet": False,
                    "children": children,
                }


def _material_stylesheet(config: MkDocsConfig) -> str:
    """The address of Material's style sheet, whose name changes with every release of Material."""
    pattern = "assets/stylesheets/main.*.min.css"
    for folder in map(Path, config.theme.dirs):
        for file in folder.glob(pattern):
            return file.relative_to(folder).as_posix()
    raise PluginError("The theme has no style sheet of Material. Set `theme: name: material`.")
