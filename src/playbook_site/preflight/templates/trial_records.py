"""The records of pages, settings and entries for a trial: as a build makes them, without MkDocs."""

from collections.abc import Iterator, Mapping
from typing import Any

from playbook.catalog.playbook import Playbook
from playbook.i18n.messages import Words
from playbook.layers.edition import Chain
from playbook.model.vocabulary import COLLECTIONS, LABELS
from playbook.parsing import links
from playbook.records.conformance import contact_record
from playbook.records.record import Records
from playbook.records.site_types import NavigationRecord, SettingsRecord, SiteRecord
from playbook_site.preflight.docs_pages import DocsPage
from playbook_site.rendering.page_records import PageRecord, blank_page
from playbook_site.rendering.policy import content_policy

_EDITION = {"name": "Ours", "url": "./"}


def settings_record(chain: Chain, language: str) -> SettingsRecord:
    """Settings in which every part that a template may show is there."""
    settings = chain.settings
    return {
        "name": settings.name or "Playbook",
        "short_name": settings.name or "Playbook",
        "description": "A playbook.",
        "address": "https://example.org/",
        "copyright": "",
        "language": language,
        "direction": "ltr",
        "logo": "assets/logo.svg" if settings.logo else "",
        "brand": "assets/brand.css" if chain.stylesheet else "",
        "light_theme": chain.theme.light,
        "dark_theme": chain.theme.dark,
        "fonts": settings.fonts or "",
        "analytics": settings.analytics or "",
        "policy": content_policy(settings.analytics or ""),
        "repository": "https://example.org/ours",
        "contact": contact_record(settings.accessibility_contact),
        "is_layered": True,
        "unanswered": "search/unanswered.svg",
        "used": "count/used.svg",
        "entry_language": language,
        "stemmers": {"en": "assets/stemmers/en.js"},
        "edition": "schools/ours/",
        "school": "Ours",
        "school_names": {"one": "School", "many": "Schools", "choose": "Ours", "url": "schools/"},
        "editions": [_EDITION, _EDITION],
    }


def sample_site(records: Records, words: Words, chain: Chain, language: str) -> SiteRecord:
    """The record of a site that has all that a site may have."""
    from playbook.records.site_record import site_record  # loads what draws maps

    site = site_record(records, words, settings_record(chain, language))
    site["navigation"] = _navigation()
    return site


def _navigation() -> list[NavigationRecord]:
    """A navigation that has each kind of item."""
    home = NavigationRecord(title="Home", url="", is_home=True, is_footer_only=False, children=[])
    page = NavigationRecord(
        title="Explore", url="explore/", is_home=False, is_footer_only=True, children=[]
    )
    return [home, {**page, "is_footer_only": False, "children": [page]}]


def page_record(path: str, page: DocsPage, content: str) -> PageRecord:
    """The record of a page in `docs/`."""
    head = page.head
    return {
        **blank_page(head.template or "main.html", links.address(path), head.title or path),
        "canonical_url": "https://example.org/",
        "edit_url": "https://example.org/edit",
        "description": head.description or "",
        "content": content,
        "contents": [{"title": "Part", "url": "#part"}],
        "collection": head.collection or "",
    }


class Catalog(dict[str, Any]):
    """The parts of the site record that macros read, each made when it is asked for."""

    def __init__(self, book: Playbook, records: Records) -> None:
        super().__init__()
        self._book, self._records = book, records

    def __missing__(self, name: str) -> Any:
        self[name] = value = self._parts()[name]()
        return value

    def _parts(self) -> Mapping[str, Any]:
        return {
            "entries": lambda: {name: _Members(self._records, name) for name in COLLECTIONS},
            "works": lambda: {key: {"key": key} for key in self._book.bibliography or ()},
            "outlines": lambda: [
                {"work": o.work, "ideas": [{"id": id_} for id_ in o]} for o in self._book.outlines
            ],
            "fields": lambda: {name: [] for name in COLLECTIONS},
            "labels": lambda: LABELS,
            "map": list,
            "accessibility": lambda: self._book.conformance,
        }


class _Members(Mapping[str, Any]):
    """The records of one folder, each made when it is asked for."""

    def __init__(self, records: Records, collection: str) -> None:
        self._records = records
        self._keys = {key.id: key for key in records if key.collection == collection}

    def __getitem__(self, id_: str) -> Any:
        return self._records[self._keys[id_]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._keys)

    def __len__(self) -> int:
        return len(self._keys)
