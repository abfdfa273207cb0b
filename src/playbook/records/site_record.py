"""The site record: one typed object with all that the site shows, which can be written as JSON.

Templates, macros and scripts read it and nothing else, so that another renderer needs this object
and none of the core.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from playbook.catalog.outline import Coverer
from playbook.i18n.messages import Words
from playbook.i18n.names import names
from playbook.model.entry_types import MODELS
from playbook.model.field_reference import fields_of
from playbook.model.vocabulary import COLLECTIONS
from playbook.parsing import links
from playbook.records.conformance import conformance_record
from playbook.records.explorer import facets
from playbook.records.facts import facts
from playbook.records.pages.deck import deck
from playbook.records.pages.home import home
from playbook.records.pages.overview import (
    levels,
    lists,
    overview_map,
    selections,
    without_study,
)
from playbook.records.pages.pathways import pathways
from playbook.records.pages.plans import plans
from playbook.records.pages.role_groups import role_groups
from playbook.records.pages.stock import stock
from playbook.records.pages.withdrawn import withdrawn
from playbook.records.parts import SIZE, parts
from playbook.records.record import Records
from playbook.records.record_types import EntryFacts
from playbook.records.site_types import (
    CollectionRecord,
    FieldRecord,
    OutlineRecord,
    SettingsRecord,
    SiteRecord,
)

Record = Mapping[str, Any]


def site_record(records: Records, words: Words, settings: SettingsRecord) -> SiteRecord:
    """The record of a site; the caller, who has its pages, assets, cards and feeds, adds them."""
    usual = settings["entry_language"]
    collections = {name: records.collection(name) for name in COLLECTIONS}
    entries = {name: {r["id"]: r for r in own} for name, own in collections.items()}
    facet_records = facets(records, words)
    selection_records = selections(records)
    list_records = lists(records, facet_records, words)
    return {
        "settings": settings,
        "assets": {},
        "cards": {},
        "navigation": [],
        "feeds": [],
        "labels": {field: dict(terms) for field, terms in words.labels.items()},
        "collections": _collections(words),
        "names": names(words),
        "headings": {s.title: words(s.title) for m in MODELS.values() for s in m.SECTIONS},
        "entries": entries,
        "facts": {n: _facts(own, words, usual) for n, own in collections.items()},
        "facets": {facet["id"]: facet for facet in facet_records},
        "selections": selection_records,
        "role_groups": role_groups(records, selection_records),
        "map": overview_map(selection_records),
        "without_study": without_study(records),
        "levels": levels(records),
        "pathways": pathways(records, words),
        "plans": plans(records, words, usual),
        "home": home(records, facet_records, words),
        "lists": list_records,
        "parts": parts(records, selection_records, list_records, words),
        "deck": deck(records),
        "stock": stock(records),
        "part_size": SIZE,
        "withdrawn": withdrawn(records),
        "works": {key: records.citation(key) for key in records.citations},
        "outlines": _outlines(records),
        "fields": {name: _fields(name) for name in COLLECTIONS},
        "accessibility": conformance_record(records.playbook, words),
    }


def _facts(collection: Iterable[Record], words: Words, usual: str) -> dict[str, EntryFacts]:
    return {record["id"]: facts(record, words, usual) for record in collection}


def _collections(words: Words) -> dict[str, CollectionRecord]:
    return {n: {"one": words(one), "many": words(many)} for n, (one, many) in COLLECTIONS.items()}


def _outlines(records: Records) -> list[OutlineRecord]:
    coverage = records.playbook.coverage()
    return [
        {
            "work": outline.work,
            "ideas": [
                {
                    "id": id_,
                    "gist": idea.gist,
                    "place": idea.place,
                    "covered_by": [_place(coverer) for coverer in coverage.get(id_, ())],
                }
                for id_, idea in outline.ideas.items()
            ],
        }
        for outline in records.playbook.outlines
    ]


def _place(coverer: Coverer) -> dict[str, str]:
    return {"title": coverer.title, "url": links.address(coverer.path)}


def _fields(collection: str) -> list[FieldRecord]:
    return [
        {
            "name": field.name,
            "holds": field.words,
            "choices": [str(choice) for choice in field.choices],
            "required": field.is_required,
            "gist": field.gist,
        }
        for field in fields_of(collection)
    ]
