"""One edition of a playbook, read, judged and ready to be drawn by any engine."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import urlsplit

import playbook
from playbook.catalog.playbook import Playbook
from playbook.i18n.messages import Words
from playbook.interface import read_words
from playbook.layers.originals.originals import read_originals
from playbook.layers.originals.pin import names_in
from playbook.layers.originals.places import own_layers
from playbook.layers.upstream import editions as layers_by_edition
from playbook.model.entry import Key
from playbook.open_data.feeds import feed_records
from playbook.parsing import links
from playbook.records.body_record import body_record
from playbook.records.pages.deck import DECK
from playbook.records.record import Records
from playbook.records.site_record import site_record
from playbook.records.site_types import SiteRecord
from playbook.source.diagnostics import Diagnostic, Severity
from playbook.source.identity import Same
from playbook_site.engine.configuration import Configuration, with_branch
from playbook_site.engine.editions import school_names, sites_of
from playbook_site.engine.navigation import FOOTER_PAGES, INNER_PAGES, navigation_records, titles_in
from playbook_site.engine.pages import (
    SitePage,
    changes_pages,
    deck_pages,
    docs_page,
    editions_page,
    entry_pages,
    material_pages,
    not_found_page,
    pages_about_entries,
    part_pages,
    selection_pages,
    unfinished_pages,
    withdrawn_pages,
)
from playbook_site.engine.settings_record import settings_record_of
from playbook_site.preflight.judge import DocsFile, judge
from playbook_site.preflight.known_settings import pages_in
from playbook_site.rendering.missing_parts import MissingPart, missing_parts
from playbook_site.rendering.page_records import suggestion_form
from playbook_site.rendering.placeholders import Placeholders
from playbook_site.state import works


class Refused(Exception):
    """An edition cannot be built; `diagnostics` say why."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        super().__init__()
        self.diagnostics = [d for d in diagnostics if d.severity is Severity.ERROR]


class NoWords(Exception):
    """The words of the interface cannot be had."""


@dataclass(frozen=True)
class Edition:
    """An edition, whose navigation is not known yet: it needs the titles of pages."""

    home: Path
    """The folder with the layers."""
    original: Path
    book: Playbook
    configuration: Configuration
    words: Words
    records: Records
    site: SiteRecord
    docs: Mapping[str, DocsFile]
    """The pages in `docs/`, by path; of layers, the nearest."""
    placeholders: Placeholders
    root: str
    """The path of the site on its host, for a page that may be shown anywhere."""
    has_own_address: bool
    """Whether a school has an address of its own, and not one below the main edition's."""
    notes: Sequence[Diagnostic] = ()
    """What keeps no entry from being read or drawn, such as what a draft still lacks."""

    @property
    def has_forms(self) -> bool:
        """Whether the repository is the original's: a small one has none of its files."""
        return self.home == self.original

    @property
    def new_pages(self) -> list[str]:
        """The pages of layers that the navigation of `mkdocs.yml` does not name."""
        named = {path for _, path in pages_in(list(self.configuration.nav))}
        return [path for path, file in self.docs.items() if file.layer and path not in named]

    @property
    def footer_pages(self) -> frozenset[str]:
        """The addresses of pages that only the footer leads to."""
        return frozenset({*FOOTER_PAGES, *map(links.address, self.new_pages)})

    @cached_property
    def layer(self) -> str:
        """Where an inherited entry is adapted: the district's layer, which its schools share."""
        main = "".join(own_layers(self.home))
        return main or ("" if self.has_forms else names_in(self.home).layer)

    @cached_property
    def missing(self) -> Mapping[Key, Sequence[MissingPart]]:
        """What drafts still lack, on their author's machine."""
        return missing_parts(self.book, self.notes) if self.configuration.is_local else {}

    def is_editable(self, path: str) -> bool:
        """Whether a file is changed where it is: that of a layer or, without any, the original's.

        What a layer inherits would conflict with the original's next change.
        """
        layers = tuple(f"{x.path}/" for x in self.book.chain.layers if not x.is_inherited)
        return path.startswith(layers) if self.layer else True

    def pages(self) -> list[SitePage]:
        """Every page. Call it once: it completes the navigation of the site record."""
        docs = list(self._docs_pages())
        nav = [*self.configuration.nav, *self.new_pages]
        records = {p.path: p.record for p in docs if p.record["url"] not in INNER_PAGES}
        items = navigation_records(nav, records, self.words, self.footer_pages)
        self.site["navigation"] = list(items)
        further = deck_pages(self.site, self.configuration, self.words)
        return [
            *docs,
            *entry_pages(self.site, self.configuration, self.layer, self.is_editable, self.missing),
            *material_pages(self.site, self.configuration, self.words),
            *changes_pages(self.site, self.configuration, self.words),
            *selection_pages(self.site, self.configuration, self.words),
            *part_pages(self.site, self.configuration, self.words),
            *(further if any(page.record["url"] == DECK for page in docs) else ()),
            *pages_about_entries(self.site, self.configuration, self.words),
            *withdrawn_pages(self.site, self.words),
            *(unfinished_pages(self.book, self.missing) if self.configuration.is_local else ()),
            *editions_page(self.site, self.configuration),
            not_found_page(self.root, self.words),
        ]

    def refuse_templates(self) -> None:
        """Raise `Refused` if a template has a fault that the check would tell."""
        layers = [layer.path for layer in self.book.chain.layers]
        book, diagnostics = playbook.load_and_check(self.home, layers=layers, advise=False)
        _refuse(diagnostics)  # of what somebody saved meanwhile
        drafts = self.configuration.drafts
        _refuse(judge(self.home, book, drafts=drafts, site=self.site).diagnostics)

    def _docs_pages(self) -> Iterator[SitePage]:
        titles = dict(titles_in(self.configuration.nav))
        form = suggestion_form(self.site["settings"]["repository"])
        for path, (page, converted, layer) in self.docs.items():
            file = f"{layer}/{path}" if layer else "" if self.layer else path
            file = file if self.is_editable(file) else ""
            title = titles.get(path, "")
            yield docs_page(
                path, page.head, converted, self.configuration, title=title, file=file, form=form
            )


def prepare(
    home: Path,
    address: str,
    configuration: Configuration,
    like: Records | None = None,
    *,
    is_alone: bool = False,
) -> Edition:
    """Read and judge the edition at an address; raises `Refused` where it has errors.

    `configuration` is what `mkdocs.yml` says, and `like` records of which those are taken that come
    out the same: the main edition's, or those of a moment ago. Where an edition `is_alone`, no
    other is made `like` it, and the bodies of its entries go as they become records. Raises
    `NoWords` for a language or for labels that cannot be used, where nobody was told before.
    """
    original = read_originals(home).base
    layers = layers_by_edition(home)[address]
    book, diagnostics = playbook.load_and_check(home, layers=layers, advise=False)
    _refuse(diagnostics)
    chain = book.chain
    sites = sites_of(configuration, home, chain, address)
    here = sites[address]
    own = with_branch(configuration.with_layers(chain.settings, here.url), home)
    words = _words(home, book, own.language)
    records = _records(home, book, like, drafts=own.drafts, is_alone=is_alone)
    settings = settings_record_of(
        own, records.playbook, sites, address,
        names=school_names(names_in(home), words),
        has_forms=home == original.resolve(),
        is_layered=any(layers_by_edition(home).values()),
    )  # fmt: skip
    site = site_record(records, words, settings)
    site["feeds"] = feed_records(site, words)
    judgement = judge(home, book, drafts=own.drafts, site=site, records=records, is_drawn=True)
    _refuse(judgement.diagnostics)
    root = urlsplit(own.url).path or f"/{address}"
    return Edition(
        home, original.resolve(), book, own, words, records, site, judgement.pages,
        judgement.placeholders, root, here.has_own_address, diagnostics,
    )  # fmt: skip


def _words(home: Path, book: Playbook, language: str) -> Words:
    try:
        return read_words(language, book.chain.settings.labels)
    except (LookupError, ValueError) as error:
        _refuse(judge(home, book).diagnostics)
        raise NoWords(error.args[0]) from error


def _records(
    home: Path, book: Playbook, like: Records | None, *, drafts: bool, is_alone: bool
) -> Records:
    """The records of an edition; works that were set before are not set again."""
    before = like.citations.works if like else works.recall(home)
    entries = book.release_bodies() if is_alone else ()
    bodies = {e.key: body_record(Same(e)) for e in entries if drafts or e.is_published}
    records = Records(book if drafts else book.without_drafts(), like, before, bodies)
    if not like and records.citations.works.keys() != before.keys():
        works.remember(home, records.citations.works)
    return records


def _refuse(diagnostics: Sequence[Diagnostic]) -> None:
    if any(diagnostic.severity is Severity.ERROR for diagnostic in diagnostics):
        raise Refused(diagnostics)
