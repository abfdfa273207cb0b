"""The playbook as a whole: its entries, and how each relates to the others."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from dataclasses import dataclass, field
from functools import cached_property
from graphlib import CycleError, TopologicalSorter
from typing import NamedTuple

from playbook.catalog.bibliography import Bibliography
from playbook.catalog.conformance import Conformance
from playbook.catalog.migrations import Release
from playbook.catalog.outline import Coverer, Outline
from playbook.catalog.style_guide import StyleGuide
from playbook.catalog.withdrawals import Withdrawal, of_key
from playbook.catalog.words.headings import Heading
from playbook.catalog.words.synonyms import Group
from playbook.layers.edition import Chain
from playbook.model.entry import Entry, Key, Partial, Ref
from playbook.model.fields import is_id
from playbook.source.diagnostics import closest
from playbook.source.location import Location, Source

_NO_GUIDE = StyleGuide()


class UnknownEntry(KeyError):
    """Raised for the key of an entry that does not exist; suggests one that does."""

    def __str__(self) -> str:
        return str(self.args[0])


class Relation(NamedTuple):
    """Another entry, and the sentence that says how it relates."""

    entry: Entry
    sentence: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page written by hand in `docs/`: what checks of links and of coverage need."""

    path: str
    anchors: frozenset[str] | None
    """None where the page could not be read."""
    title: str = ""
    covers: tuple[str, ...] = ()
    """Ids of the ideas of an outline that the page covers."""
    source: Source = field(default_factory=lambda: Source(""))


class Playbook:
    """All entries, in the order of their collections and ids; the bibliography; the pages."""

    def __init__(
        self,
        entries: Iterable[Entry] = (),
        bibliography: Bibliography | None = None,
        *,
        partials: Iterable[Partial] = (),
        pages: Iterable[Page] = (),
        outlines: Iterable[Outline] = (),
        style_guide: StyleGuide | None = None,
        conformance: Conformance | None = None,
        synonyms: Iterable[Group] = (),
        headings: Iterable[Heading] = (),
        migrations: Iterable[Release] = (),
        withdrawn: Iterable[Withdrawal] = (),
        chain: Chain | None = None,
        hidden: Mapping[Key, Location] | None = None,
        version: str = "",
        today: datetime.date | None = None,
    ) -> None:
        self.bibliography = bibliography
        """None where `references.yml` could not be read."""
        self.pages = {page.path: page for page in pages}
        self.outlines = tuple(outlines)
        self.style_guide = style_guide or _NO_GUIDE
        self.conformance = conformance
        """None where `accessibility.yml` is not there or could not be read."""
        self.migrations = tuple(migrations)
        """What each release of the original renames and asks, the oldest first."""
        self.synonyms, self.headings = tuple(synonyms), tuple(headings)
        self.withdrawn, self.chain = tuple(withdrawn), chain or Chain()
        self.version = version  # the release of the original
        self.hidden = hidden or {}
        """The keys of entries that a layer hides, each with the place that hides it."""
        self.today = today or datetime.date.today()
        self._hold(entries, partials)

    def _hold(self, entries: Iterable[Entry], partials: Iterable[Partial] = ()) -> None:
        self.__dict__.pop("_depths", None)  # those of other entries
        self._entries = {entry.key: entry for entry in entries}
        self._partials = {partial.key: partial for partial in partials}
        self._backlinks: dict[Key, list[tuple[Key, Ref]]] = defaultdict(list)
        for file in self.files():
            for ref in file.refs:
                self._backlinks[ref.target].append((file.key, ref))

    def __iter__(self) -> Iterator[Entry]:
        return iter(self._entries.values())

    def __len__(self) -> int:
        return len(self._entries)

    def __getitem__(self, key: Key) -> Entry:
        try:
            return self._entries[key]
        except KeyError:
            message = f"There is no '{key.id}' in {key.collection}/. {self.guess(key)}"
            raise UnknownEntry(message.strip()) from None

    def knows(self, key: Key) -> bool:
        """Whether a file of that name exists, even one that is hidden or could not be read."""
        return key in self._entries or key in self._partials or key in self.hidden

    def hides(self, collection: str, id_: str) -> bool:
        """Whether a layer hides the entry of that name."""
        return Key(collection, id_) in self.hidden

    def files(self) -> Iterator[Entry | Partial]:
        """Every file of an entry, the valid entries first."""
        yield from self._entries.values()
        yield from self._partials.values()

    def guess(self, key: Key) -> str:
        """A sentence with the name that an entry has now, or with one that is like it, or ""."""
        if one := of_key(self.withdrawn, key):
            return one.advice
        if new := self._successor(key):
            return f"It is called '{new}' now. Write that."
        return f"Did you mean '{guess}'?" if (guess := self.closest(key)) else ""

    def closest(self, key: Key) -> str:
        """The id that `guess` suggests; "" where there is none."""
        ids = [k.id for k in self._entries if k.collection == key.collection and is_id(k.id)]
        is_withdrawn = of_key(self.withdrawn, key)
        return "" if is_withdrawn else self._successor(key) or closest(key.id, ids)

    def _successor(self, key: Key) -> str:
        entries = self.collection(key.collection)
        return next((e.key.id for e in entries if key.id in e.meta.former_ids), "")

    def collection(self, name: str) -> list[Entry]:
        """The entries of one folder."""
        return [entry for entry in self if entry.key.collection == name]

    def affected(self, other: "Playbook") -> frozenset[Key]:
        """The keys of what differs in another edition, and of what names it or is named by it."""
        common = (self.version, self.outlines) == (other.version, other.outlines)
        if not common or self.bibliography is not other.bibliography:
            return frozenset(self._entries)
        keys = self._entries.keys() | other._entries.keys()
        changed = {key for key in keys if self._entries.get(key) is not other._entries.get(key)}
        near = set(changed)
        for book in (self, other):
            for key in changed:
                near |= {source for source, _ in book._backlinks.get(key, ())}
                if entry := book._entries.get(key):
                    near |= {ref.target for ref in entry.refs}
        for key in keys:  # relations stand in the order of the pathways
            if self._depths.get(key) != other._depths.get(key) and key in self._entries:
                near |= {ref.target for ref in self._entries[key].refs}
        return frozenset(near)

    def without_drafts(self) -> "Playbook":
        """The same playbook without its drafts, and without files that could not be read."""
        entries = [entry for entry in self if entry.is_published]
        if len(entries) == len(self) and not self._partials:
            return self
        book = copy(self)
        book._hold(entries)
        return book

    def release_bodies(self) -> Iterator[Entry]:
        """Each entry, while its body, which this playbook lets go of, is still there: bodies take
        most of the room, and go one after the other.
        """
        for key, entry in self._entries.items():
            self._entries[key] = entry.without_body()
            yield entry

    def coverers(self) -> Iterator[Coverer]:
        """All entries and pages, with the ideas that each covers; entries come first."""
        for file in self.files():
            if isinstance(file, Entry):
                yield Coverer(file.meta.covers, file.key.path, file.meta.title, file.source)
            else:
                yield Coverer(file.covers, file.key.path, file.key.path, file.source)
        for page in self.pages.values():
            yield Coverer(page.covers, page.path, page.title or page.path, page.source)

    def coverage(self) -> Mapping[str, list[Coverer]]:
        """The entries and pages that cover each idea, by the idea's id."""
        places: dict[str, list[Coverer]] = defaultdict(list)
        for coverer in self.coverers():
            for id_ in coverer.covers:
                places[id_].append(coverer)
        return places

    @property
    def is_readable(self) -> bool:
        """Whether the front matter of every file could be read, so that no reference is missed."""
        return all(partial.data for partial in self._partials.values())

    def has_backlinks(self, key: Key) -> bool:
        """Whether another file, valid or not, names an entry."""
        return any(namer != key for namer, _ in self._backlinks.get(key, ()))

    def relations(self, entry: Entry) -> Mapping[str, list[Relation]]:
        """The relations of an entry in both directions, by their names as seen from its side.

        The entries that it names come in the author's order; those that name it, which no author
        writes down, in the order of the pathways. References to missing entries are left out.
        """
        relations: dict[str, list[Relation]] = defaultdict(list)
        for ref in entry.refs:
            if ref.target in self._entries:
                relations[ref.field].append(Relation(self._entries[ref.target], ref.sentence))
        pairs = {(name, r.entry.key) for name, members in relations.items() for r in members}
        backlinks = [
            (k, ref) for k, ref in self._backlinks.get(entry.key, ()) if k in self._entries
        ]
        for namer, ref in sorted(backlinks, key=lambda pair: self._along_pathways(pair[0])):
            if (ref.back, namer) not in pairs:  # a pair may be written on both sides
                relations[ref.back].append(Relation(self._entries[namer], ref.sentence))
        return relations

    def _along_pathways(self, key: Key) -> tuple[int, str]:
        return self._depths.get(key, 0), self._entries[key].meta.title

    @cached_property
    def _depths(self) -> Mapping[Key, int]:
        """How many moves come before each, on the longest way that `prepares_for` takes to it."""
        before: dict[Key, set[Key]] = {key: set() for key in self._entries}
        for entry in self:
            for ref in entry.refs:
                if ref.back == "follows" and ref.target in before:
                    before[ref.target].add(entry.key)
        depths: dict[Key, int] = {}
        try:
            for key in TopologicalSorter(before).static_order():
                depths[key] = max((depths[earlier] + 1 for earlier in before[key]), default=0)
        except CycleError:
            return {}  # a rule reports the cycle; until it is fixed there is no order
        return depths
