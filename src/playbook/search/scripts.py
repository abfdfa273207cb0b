"""The indexes as scripts, since a page that is opened from a disk may not fetch files."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from playbook.i18n.typography import typeset
from playbook.records.site_types import SiteRecord
from playbook.search import rows
from playbook.search.cards import TEXTS, language_attributes, summaries
from playbook.search.cards import cards as cards_of
from playbook.search.documents import Document
from playbook.search.index import Index
from playbook.search.planner import planner
from playbook.source.encoders import in_script


def head(index: Index, language: str) -> str:
    """What a search asks first, on a site with an interface in that language: the pages in `docs/`
    whose words are in another one say so.
    """
    pages = [
        [typeset(title, own), url, typeset(summary, own), *language_attributes(own, language)]
        for title, url, summary, own in index.head["pages"]
    ]
    return f"globalThis.playbookSearch={in_script({**index.head, 'pages': pages})};\n"


def shard(index: Index, number: int) -> str:
    """A shard of the search's index."""
    return f"(globalThis.playbookShards??=[])[{number}]={in_script(index.shards[number])};\n"


def places(document: Document, language: str) -> str:
    """What a page says in its language, for the words around a match."""
    texts = [
        [anchor, typeset(heading, language), typeset(text, language)]
        for anchor, heading, text in document.places
    ]
    return f"(globalThis.playbookTexts??={{}})[document.currentScript.src]={in_script(texts)};\n"


def explorer(site: SiteRecord) -> str:
    """The index of the explorer."""
    return f"globalThis.playbookIndex={in_script(rows.index(site))};\n"


def moves(site: SiteRecord, forms: Mapping[str, str]) -> str:
    """What plans and comparisons know of moves."""
    return f"globalThis.playbookMoves={in_script(planner(site, forms))};\n"


def cards(site: SiteRecord) -> dict[str, Callable[[], str]]:
    """What makes each block of what cards say, and rows, by the name of its file."""
    records = rows.index_records(site)
    stamp = rows.stamp(records)
    return {
        f"{view}/{number}": partial(_block, site, block, view, number, stamp)
        for view in TEXTS
        for number, block in enumerate(rows.blocks(records))
    }


def _block(site: SiteRecord, block: Sequence[Any], view: str, number: int, stamp: str) -> str:
    value = in_script([stamp, cards_of(site, block, view)])
    return f'(globalThis.playbookCards??={{}})["{view}/{number}"]={value};\n'


def listing(site: SiteRecord) -> str:
    """What lists say as cards of what they show before anything is asked."""
    return f"globalThis.playbookSummaries={in_script(summaries(site))};\n"
