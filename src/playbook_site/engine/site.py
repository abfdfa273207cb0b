"""The site of an edition: every file that it publishes, each made when it is asked for."""

import gc
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from jinja2 import Environment

from playbook.records.site_types import SettingsRecord
from playbook.search import scripts
from playbook.search.index import Index
from playbook_site.cards.card import CannotLetter
from playbook_site.engine.assets import DATA, WORDS, Assets, Content, bundle, encoded, is_asset
from playbook_site.engine.edition import Edition
from playbook_site.engine.pages import NOT_FOUND, SitePage
from playbook_site.engine.published_files import (
    HEAD,
    SHARDS,
    index_of,
    published_files,
    shards,
)
from playbook_site.engine.sharing.social_cards import Exhibition
from playbook_site.engine.static_files import static_files, template_folders
from playbook_site.engine.web_editor import SCRIPTS, write_editor
from playbook_site.rendering.environment import complete, environment, render
from playbook_site.rendering.policy import hold_to_policy
from playbook_site.state.drawn import Drawn
from playbook_site.state.reads import Log, Noted, Reads

SWITCH = ("assets/edition.js", "assets/switch.js", "assets/editions.css")
"""What only a site with several editions needs."""


class Site:
    """What an edition publishes. Any file can be made by itself. Those are kept whose names hold a
    hash, since their names are on every page, and those that were asked for `once`.

    `main` is the main edition's, for a school's with the same templates and words; `cards` are
    the main edition's for any other school's.
    """

    def __init__(
        self, edition: Edition, main: "Site | None" = None, cards: "Exhibition | None" = None
    ) -> None:
        self.edition = edition
        self.cards: Exhibition = Exhibition(edition, main.cards if main else cards)
        edition.site["cards"] = self.cards.records()
        self._log: Log = main._log if main else Log()
        self.templates: Environment = main.templates if main else self._environment()
        self.pages = edition.pages()
        self._main = main
        self._reads: dict[str, Reads] = {}
        self._kept: dict[str, bytes] = {}
        self.output: Sequence[str] = ()
        """The paths of all that it has put into a folder."""
        self.static = static = static_files(edition)
        """The files that are published as they are: where each goes, and where it is."""
        self._editor = {path: static.pop(path) for path in list(static) if path.startswith(SCRIPTS)}
        for path in list(filter(partial(_is_unused, edition.site["settings"]), static)):
            static.pop(path)
        self._is_searched = not main or names(self) != names(main)
        made = published_files(edition, self.pages, self.templates, static[WORDS])
        for path in made.keys() - {WORDS}:
            static.pop(path, None)
        files: dict[str, Content] = {**bundle(static), **made}
        if self._is_searched:
            files[HEAD] = lambda: scripts.head(self._index, edition.site["settings"]["language"])
        named = [path for path in files if path in DATA or is_asset(path)]
        assets = Assets({path: files.pop(path) for path in named})
        edition.site["assets"] = {path: asset.name for path, asset in assets.items()}
        if main and not self._is_searched:
            edition.site["assets"][HEAD] = main.edition.site["assets"][HEAD]
        self._contents: dict[str, Content] = {
            **files,
            **dict(assets.values()),
            **{page.file: partial(self._draw, page) for page in self.pages},
            **self.cards.pictures(),
        }
        self._record: Noted = Noted(edition.site, self._log, like=main._record if main else None)

    def _environment(self) -> Environment:
        return environment(template_folders(self.edition), self.edition.words, self._log)

    def __iter__(self) -> Iterator[str]:
        """The paths of all files, from the root of the site."""
        yield from self._contents
        yield from self._shards

    def __contains__(self, path: str) -> bool:
        return path in self._contents or (path.startswith(SHARDS) and path in self._shards)

    @cached_property
    def keys(self) -> dict[str, str]:
        """A hash of what each page is made from, beside the record of the site, by its file."""
        main, key = self._main, self.edition.placeholders.key
        alike = {p.file: (p.record, main.keys[p.file]) for p in main.pages} if main else {}
        return {p.file: key(p.record, alike.get(p.file)) for p in self.pages}

    @cached_property
    def _index(self) -> Index:
        """The index of the search, which takes long: who shows one page has no need of it."""
        return index_of(self.edition, self.pages)

    @cached_property
    def _shards(self) -> dict[str, Content]:
        return shards(self._index) if self._is_searched else {}

    def content(self, path: str) -> bytes:
        """A file; raises `KeyError` for one that there is not, and `Refused` for a template that
        cannot be drawn.
        """
        return b"".join(self.pieces(path))

    def pieces(self, path: str) -> Iterator[bytes]:
        """What `content` gives, in pieces: some files are large, and never in memory as a whole."""
        make = self._contents.get(path) or self._shards[path]
        try:
            content = make()
        except CannotLetter:
            raise
        except Exception:  # whatever a template raises, or writes, that somebody has changed
            self.edition.refuse_templates()
            raise
        return encoded(content)

    def is_same(self, other: "Site", path: str) -> bool:
        """Whether a file is made of the same as another site's, so that neither has to be made."""
        one, two = self._contents.get(path), other._contents.get(path)
        return (
            isinstance(one, partial)
            and isinstance(two, partial)
            and (one.func, one.args, one.keywords) == (two.func, two.args, two.keywords)
        )

    def once(self, path: str) -> bytes:
        """A file that is asked for often; it is made once."""
        if path not in self._kept:
            self._kept[path] = self.content(path)
        return self._kept[path]

    def forget(self) -> None:
        """Let go of what templates keep for this site, once all of it is written."""
        self.templates.globals["once"].forget(self._record)  # type: ignore[attr-defined]

    def drawn(self) -> Drawn:
        """What every page is made from; pages that nobody has asked for are drawn for that."""
        for page in self.pages:
            if page.file not in self._reads:
                self.content(page.file)
        return Drawn(self.keys, self._reads, self._log.noted_reads)

    def keep(self, last: Drawn) -> None:
        """Take pages for drawn that come out as they did."""
        self._reads |= last.pages_in(self._log)

    def write(self, folder: Path, step: Callable[[], None] = lambda: None) -> int:
        """Write all of it into a folder, but for pages that it is told to `keep`, and for what
        `complete` adds; `step` is called for each page. Gives how many pages were drawn.
        """
        files = [page.file for page in self.pages if page.file not in self._reads]
        for file in files:
            write(folder / file, self.pieces(file))
            gc.collect(0)  # templates leave cycles
            if file != NOT_FOUND:
                step()
        self.write_beside_pages(folder)
        return len(files) - files.count(NOT_FOUND)

    def write_beside_pages(self, folder: Path) -> None:
        """Write what goes with pages that are there."""
        pages = {page.file for page in self.pages}
        beside = [path for path in self if path not in pages]
        self.output = [*pages, *beside]
        index = {path for path in beside if path.startswith(SHARDS)}  # its head lies there too
        for path in index:
            write(folder / path, self.pieces(path))
        if not self.edition.site["settings"]["editions"]:  # schools compare theirs with it
            for part in ("_index", "_shards"):  # before the book, which takes much room too
                self.__dict__.pop(part, None)
        for path in beside:
            if path not in index:
                write(folder / path, self.pieces(path))
                gc.collect(0)  # so does the workbook

    def complete(self, folder: Path) -> None:
        """Add the editor to the pages in a folder; raises `EditorUnavailable`."""
        if self.edition.configuration.editor:
            self.write_editor(folder)

    def write_editor(self, folder: Path) -> None:
        """Write the web editor into the folder of a site; raises `EditorUnavailable`."""
        home, book = self.edition.home, self.edition.book
        write_editor(
            book,
            folder,
            home / ".playbook",
            self.edition.configuration,
            self.templates,
            self._editor,
            self.edition.layer,
            self.edition.words,
        )

    def _draw(self, page: SitePage) -> str:
        site: Any = self._record
        self._log.page()
        record = complete(self.templates, site, page.record, self.edition.placeholders)
        if not (html := render(self.templates, site, record)).strip():
            raise ValueError(page.record["template"])  # the trial says which file is empty
        self._reads[page.file] = self._log.of_page()
        hold_to_policy(html, page.path or page.file, self.edition.site["settings"]["analytics"])
        return html


def _is_unused(settings: SettingsRecord, path: str) -> bool:
    """Whether a file is for several editions, or for a language, that a site does not have."""
    if path.startswith("assets/stemmers/"):
        return path not in settings["stemmers"].values()
    return path in SWITCH and not settings["editions"]


def names(site: Site) -> object:
    """What the search goes by before all: titles, summaries and other names, and synonyms.

    A school where these are the district's is searched by the district's index, which leads to the
    school's own pages too; the words of its adaptations alone are not in it.
    """
    entries = site.edition.site["entries"].values()
    records = [record for members in entries for record in members.values()]
    others = [(record["aliases"], record["language"]) for record in records]
    pages = [(page.file, page.record["title"], page.record["description"]) for page in site.pages]
    return sorted(pages), others, site.edition.book.synonyms


def write(file: Path, pieces: Iterable[bytes]) -> None:
    """Write a file of a site, and the folders that it lies in."""
    if not file.parent.is_dir():  # most are there, and asking is quicker than making
        file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as stream:
        stream.writelines(pieces)
