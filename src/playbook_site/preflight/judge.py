"""The one judge of what only a site needs; the check and the build both ask it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

from playbook.catalog.playbook import Playbook
from playbook.checks.site_codes import AGAINST_POLICY, BAD_PAGE, NO_ENTRIES
from playbook.interface import language_of, read_words
from playbook.layers.originals.originals import read_originals
from playbook.model.vocabulary import COLLECTIONS
from playbook.records.record import Records
from playbook.records.site_types import SiteRecord
from playbook.source.decoding import CONTROL_CHARACTER
from playbook.source.diagnostics import Diagnostic, InvalidEntry, did_you_mean, one_of
from playbook.source.files import read_text
from playbook.source.folders import files
from playbook.source.location import Location
from playbook_site.preflight import docs_pages, page_links, page_macros, pictures, site_settings
from playbook_site.preflight.docs_pages import Converted, DocsPage
from playbook_site.preflight.page_macros import PageMacros
from playbook_site.preflight.site_settings import SiteSettings
from playbook_site.preflight.templates.trial import (
    FOLDER,
    Trial,
    brings_templates,
    has_own_templates,
)
from playbook_site.preflight.templates.trial_records import Catalog, page_record, sample_site
from playbook_site.rendering.placeholders import MARKS, Placeholders
from playbook_site.rendering.policy import first_breach
from playbook_site.state.conversions import conversions

_NOT_LINKED = (".html", ".css", ".js", ".woff2", ".md", ".py")
"""Endings of what `overrides/` holds and no page can link to: other names, or not published."""

NOT_FOR_PAGES = (
    *(f"{name}.html" for name in COLLECTIONS),
    *("404.html", "editor.html", "part.html", "playbook.html", "redirect.html", "selection.html"),
    "withdrawn.html",
)
"""Templates that need an entry, or that are no page."""


class DocsFile(NamedTuple):
    """A page in `docs/`, converted, and whose it is."""

    page: DocsPage
    converted: Converted
    layer: str
    """"" for the original's."""


@dataclass(frozen=True)
class Judgement:
    """What was found, and the pages in `docs/` as they were converted for it."""

    diagnostics: Sequence[Diagnostic]
    pages: Mapping[str, DocsFile] = field(default_factory=dict)
    """By path; of layers, the nearest."""
    placeholders: Placeholders = field(default_factory=Placeholders)
    """What the macros of the pages show."""


def diagnostics(root: Path, book: Playbook, *, drafts: bool = False) -> Sequence[Diagnostic]:
    """What stands in the way of a site of a sound playbook; with `drafts`, they are on it too."""
    return judge(root, book, drafts=drafts).diagnostics


def judge(
    root: Path,
    book: Playbook,
    *,
    drafts: bool = False,
    site: SiteRecord | None = None,
    records: Records | None = None,
    is_drawn: bool = False,
) -> Judgement:
    """Judge a site. Macros of pages and the trial of templates read `site`, made of `records`.

    Where all pages are about to be drawn, only the templates of layers are tried, with a sample.
    """
    if not len(book):
        place = next(iter(book.hidden.values()), Location("moves"))
        message = "There are no entries to make a site of."
        return Judgement([Diagnostic(place, NO_ENTRIES, message, "Write one, or hide fewer.")])
    original = read_originals(root).base
    settings, faults = site_settings.read(original)
    if settings is None:
        return Judgement(faults)
    faults = [*faults, *(page_macros.code_diagnostics(original) if settings.is_written else ())]
    pages = [path for path in files(original, "docs") if path.endswith(".md")]
    reports = [*faults, *site_settings.diagnostics(settings, pages)]
    if faults:
        return Judgement(sorted(reports))
    records = records or Records(book if drafts else book.without_drafts())
    trial = _Site(root, original, book, settings, records, site, drafts=drafts, is_drawn=is_drawn)
    return Judgement(sorted({*reports, *trial.diagnostics()}), trial.pages, trial.placeholders)


class _Site:
    """A site that is judged."""

    def __init__(
        self,
        root: Path,
        original: Path,
        book: Playbook,
        settings: SiteSettings,
        records: Records,
        site: SiteRecord | None,
        *,
        drafts: bool,
        is_drawn: bool,
    ) -> None:
        self._root, self._original, self._book = root, original, book
        self._records = records
        self._settings, self._drafts = settings, drafts
        self._layers = [layer.path for layer in book.chain.layers]
        self._trial = self._set_up_trial(site, is_drawn=is_drawn)
        catalog = site or (self._trial.site if self._trial else Catalog(book, self._records))
        self._macros = PageMacros(catalog, book)
        self._analytics = book.chain.settings.analytics or ""
        self._hidden = sorted(key.path for key in book.hidden)
        self._conversions = conversions(root)
        self.pages: dict[str, DocsFile] = {}
        self.placeholders = self._macros.placeholders

    def diagnostics(self) -> Iterator[Diagnostic]:
        pages, others, records = self.pages, self._files(), []
        for path, (layer, folder) in self._places().items():
            name = f"{layer}/{path}".lstrip("/")
            try:
                page = docs_pages.read(read_text(folder, path, name), name)
            except InvalidEntry as invalid:
                others.add(path)  # a link to what cannot be read is no second fault
                yield from invalid.diagnostics
                continue
            converted, faults = self._convert(page, path, layer)
            faults = [*faults, *self._head(page)]
            yield from [*faults, *pictures.diagnostics(page)]
            pages[path] = DocsFile(page, converted, layer)
            if not faults:  # or a template would be blamed for them
                records.append(page_record(path, page, converted.html))
        self._conversions.remember()
        anchors = {path: file.converted.anchors for path, file in pages.items()}
        targets = page_links.SiteFiles(self._book, anchors, others, drafts=self._drafts)
        for path, file in pages.items():
            yield from page_links.diagnostics(file.page, path, file.converted, targets, file.layer)
        if self._trial:
            yield from self._trial.run(records, self._macros.placeholders)

    def _places(self) -> Mapping[str, tuple[str, Path]]:
        folders = [("", self._original), *((path, self._root / path) for path in self._layers)]
        return {
            path: (layer, folder)
            for layer, folder in folders
            for path in files(folder, "docs")
            if path.endswith(".md")
        }

    def _files(self) -> set[str]:
        folders = [self._original, *(self._root / path for path in self._layers)]
        paths = {path for f in folders for path in files(f, "docs") if not path.endswith(".md")}
        assets = {path.removeprefix(f"{FOLDER}/") for path in files(self._original, FOLDER)}
        return paths | {path for path in assets if not path.endswith(_NOT_LINKED)}

    def _convert(self, page: DocsPage, path: str, layer: str) -> tuple[Converted, list[Diagnostic]]:
        """A page after its macros, as HTML, and what went wrong."""
        if match := MARKS.search(page.body):
            message = "There is a character here that no editor types."
            place = _line(page, page.body.count("\n", 0, match.start()))
            return Converted(), [Diagnostic(place, CONTROL_CHARACTER, message, "Delete it.")]
        text, faults = self._macros.run(page, layer)
        try:
            made_of = text, path, self._extensions, *self._hidden
            converted = docs_pages.remembered(self._conversions, made_of, _converted)
        except Exception as error:
            message = f"This page cannot be converted: {error or type(error).__name__}."
            return Converted(), [*faults, Diagnostic(_line(page, 0), BAD_PAGE, message)]
        if breach := first_breach(converted.html, self._analytics):
            before, sign, _ = page.body.partition(breach[:20])
            faults.append(
                Diagnostic(
                    _line(page, before.count("\n") if sign else 0),
                    AGAINST_POLICY,
                    f"The page would hold what its policy forbids: {breach}",
                    "Write it in Markdown, and put pictures into docs/images/.",
                )
            )
        return converted, faults

    def _head(self, page: DocsPage) -> Iterator[Diagnostic]:
        head, locate, names = page.head, page.source.locate_value, self._template_names
        if head.template and head.template not in names and (self._original / FOLDER).is_dir():
            message = f"There is no template '{head.template}' for a page."
            hint = did_you_mean(head.template, names) or "Take the line out for a plain page."
            yield Diagnostic(locate(("template",)), BAD_PAGE, message, hint)
        if head.collection and head.collection not in COLLECTIONS:
            message = f"There is no '{head.collection}/'."
            hint = did_you_mean(head.collection, COLLECTIONS) or one_of(COLLECTIONS)
            yield Diagnostic(locate(("collection",)), BAD_PAGE, message, hint)
        lists = {"collection.html": tuple(COLLECTIONS), "explore.html": (None, "moves", "cases")}
        if head.template in lists and head.collection not in lists[head.template]:
            choice = one_of(name for name in lists[head.template] if name)
            message = "This template needs a collection that it can list."
            yield Diagnostic(locate(("collection",)), BAD_PAGE, message, choice)

    @cached_property
    def _extensions(self) -> str:
        return json.dumps(self._settings.extensions)

    @cached_property
    def _template_names(self) -> list[str]:
        folders = [self._original, *(self._root / path for path in self._layers)]
        names = (
            name.removeprefix(f"{FOLDER}/") for home in folders for name in files(home, FOLDER)
        )
        return [name for name in names if "/" not in name and name not in NOT_FOR_PAGES]

    def _set_up_trial(self, site: SiteRecord | None, *, is_drawn: bool) -> Trial | None:
        """A trial of templates; None where nothing is to be learned from one."""
        if not (
            brings_templates(self._root, self._layers)
            or (not is_drawn and has_own_templates(self._original))
        ):
            return None
        settings = self._book.chain.settings
        language = settings.language or self._settings.language
        words = read_words(language if language_of(language) else "en", settings.labels)
        if is_drawn or not site:
            site = sample_site(self._records, words, self._book.chain, language)
        return Trial(self._root, self._original, self._layers, site, words)


@lru_cache(maxsize=512)
def _converted(text: str, path: str, extensions: str, *hidden: str) -> Converted:
    """A page whose macros have run; `extensions` is JSON. The same page is converted once."""

    def resolve(url: str) -> str | None:
        return page_links.resolve(url, path, hidden.__contains__)

    return docs_pages.convert(text, json.loads(extensions), resolve)


def _line(page: DocsPage, line: int) -> Location:
    return Location(page.source.path, page.first_line + line)
