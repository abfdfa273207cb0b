"""The settings of a site as its record has them, for templates and scripts."""

from collections.abc import Mapping
from pathlib import Path

from playbook.catalog.playbook import Playbook
from playbook.layers.edition import Chain
from playbook.model.field_groups import Switch
from playbook.records.conformance import contact_record
from playbook.records.site_types import SettingsRecord
from playbook.search.terms import stemmed
from playbook_site.engine.configuration import Configuration
from playbook_site.engine.editions import EditionAddress, edition_switch
from playbook_site.rendering.policy import content_policy

BRAND = "assets/brand.css"

UNANSWERED = "search/unanswered.svg"
"""An empty picture: who asks a server for it says in the address which words found nothing."""

USED = "count/used.svg"
"""The same for what was done on a page, and with what."""


def settings_record_of(
    configuration: Configuration,
    book: Playbook,
    sites: Mapping[str, EditionAddress],
    address: str,
    *,
    names: dict[str, str],
    has_forms: bool,
    is_layered: bool,
) -> SettingsRecord:
    """What a repository that `has_forms` and a book that `is_layered` in any edition are set to."""
    chain, settings, theme = book.chain, book.chain.settings, book.chain.theme
    return {
        "name": configuration.name,
        "short_name": configuration.short_name,
        "description": configuration.description,
        "address": configuration.url,
        "copyright": configuration.copyright,
        "language": configuration.language,
        "direction": configuration.direction,
        "logo": logo_name(chain),
        "brand": BRAND if chain.stylesheet else "",
        "light_theme": theme.light,
        "dark_theme": theme.dark,
        "fonts": settings.fonts or "",
        "analytics": settings.analytics or "",
        "policy": content_policy(settings.analytics or ""),
        "repository": configuration.repository if has_forms else "",
        "contact": contact_record(settings.accessibility_contact),
        "is_layered": is_layered,
        "unanswered": UNANSWERED if settings.count_unanswered_words is Switch.ON else "",
        "used": USED if settings.count_uses is Switch.ON else "",
        "entry_language": configuration.entry_language,
        "stemmers": _stemmers(book, configuration.entry_language),
        "edition": "",
        "school": sites[address].name if address else "",
        "school_names": names,
        "editions": [edition._asdict() for edition in edition_switch(sites, address)],
    }


def _stemmers(book: Playbook, language: str) -> dict[str, str]:
    """The scripts that give stems in the languages of entries; `language` is for those without."""
    names = {stemmed(tag) for tag in (language, *(entry.meta.language or "" for entry in book))}
    return {name: f"assets/stemmers/{name}.js" for name in sorted(names) if name}


def logo_name(chain: Chain) -> str:
    """The address of the logo that a chain sets; "" for none."""
    logo = chain.settings.logo
    return f"assets/logo{Path(logo).suffix.lower()}" if logo else ""
