"""An entry: the content of one Markdown file, and the references in its front matter."""

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from sys import intern
from typing import Any, NamedTuple

from pydantic import BaseModel

from playbook.model.entry_types import MODELS, FrontMatter, relations_of
from playbook.model.fields import as_id, is_id
from playbook.model.vocabulary import COLLECTIONS, Status
from playbook.parsing import links
from playbook.parsing.body import EMPTY, Body
from playbook.source.location import KeyPath, Source


class Key(NamedTuple):
    """The identity of an entry: its folder, and its id within that folder."""

    collection: str
    id: str

    @property
    def path(self) -> str:
        """The file of the entry, from the root of the playbook."""
        return f"{self.collection}/{self.id}.md"

    @property
    def url(self) -> str:
        """The address of the entry's page, from the root of the site."""
        return intern(links.address(self.path))  # stands in the record of each that is related

    @property
    def proper(self) -> "Key":
        """The key that a file of this name should have: itself, where its id is one."""
        return _proper(self)


@lru_cache(maxsize=16_384)
def _proper(key: Key) -> Key:
    return key if is_id(key.id) else Key(key.collection, as_id(key.id))


class Ref(NamedTuple):
    """One entry naming another: the field that does so, and the sentence that says why."""

    target: Key
    field: str
    back: str
    """The name of the relation from the target's side."""
    sentence: str
    key_path: KeyPath


class Change(NamedTuple):
    """One part of an entry that a layer replaces."""

    part: str
    """A key, or `## ` and the title of a section."""
    before: str
    after: str


class Adaptation(NamedTuple):
    """The changes of one layer to an entry, and the reason that it gives."""

    layer: str
    because: str
    changes: tuple[Change, ...]


@dataclass(frozen=True)
class Entry:
    """An entry whose front matter is valid, with the places that diagnostics point at."""

    key: Key
    meta: FrontMatter
    body: Body
    source: Source
    adaptations: tuple[Adaptation, ...] = ()
    """The changes of each layer that adapts it, the nearest last."""
    layer: str = ""
    """The layer that added it; "" for the original."""

    @property
    def kind(self) -> str:
        """The name of one entry of its collection, such as `move`."""
        return COLLECTIONS[self.key.collection][0]

    @property
    def is_published(self) -> bool:
        """Whether it is on the site; drafts are not."""
        return self.meta.status is not Status.DRAFT

    @cached_property
    def refs(self) -> tuple[Ref, ...]:
        """Every place where its front matter names another entry."""
        return tuple(self._refs())

    def without_body(self) -> "Entry":
        """The same without its body, of which only the anchors are left, for whoever has made all
        that is shown of it.
        """
        entry = replace(self, body=replace(EMPTY, anchors=self.body.anchors))
        entry.__dict__["refs"] = self.refs
        return entry

    def _refs(self) -> Iterator[Ref]:
        for field, names in relations_of(type(self.meta)).items():
            for id_, sentence in getattr(self.meta, field).items():
                key = Key(names.collection, id_)
                yield Ref(key, field, names.back, sentence, (field, id_))
        if self.meta.replaced_by:
            key = Key(self.key.collection, self.meta.replaced_by)
            yield Ref(key, "replaced_by", "replaces", "", ("replaced_by",))

    def texts(self, without: Container[str] = ()) -> Iterator[tuple[KeyPath, str]]:
        """Every text of its front matter and where it stands, without those below some keys; a word
        of a closed list is none.
        """
        return _texts(self.meta, (), without)

    def citations(self) -> Iterator[tuple[str, KeyPath]]:
        """Every place where its front matter cites a work: the work's key, and that place."""
        for key in self.meta.sources:
            yield key, ("sources", key)
        for index, evidence in enumerate(getattr(self.meta, "evidence", ())):
            for position, key in enumerate(evidence.sources):
                yield key, ("evidence", index, "sources", position)


def _texts(value: Any, path: KeyPath, without: Container[str]) -> Iterator[tuple[KeyPath, str]]:
    match value:
        case BaseModel():
            for key in type(value).model_fields:
                if key not in without:
                    yield from _texts(getattr(value, key), (*path, key), without)
        case dict():
            for key, part in value.items():
                yield from _texts(part, (*path, key), without)
        case tuple() | list():
            for place, part in enumerate(value):
                yield from _texts(part, (*path, place), without)
        case str() if type(value) is str:
            yield path, value


@dataclass(frozen=True)
class Partial:
    """The readable part of a file whose front matter is not valid.

    It is no entry and gets no page. Checks still see what it names, so that all diagnostics come in
    one run and one mistake is not reported twice.
    """

    key: Key
    source: Source
    data: Mapping[str, Any]
    body: Body | None

    @property
    def covers(self) -> tuple[str, ...]:
        """The ids of ideas that it names."""
        ids = self.data.get("covers")
        return tuple(id_ for id_ in ids if isinstance(id_, str)) if isinstance(ids, list) else ()

    @cached_property
    def refs(self) -> tuple[Ref, ...]:
        """Every well-formed reference to another entry."""
        return tuple(self._refs())

    def _refs(self) -> Iterator[Ref]:
        for field, names in relations_of(MODELS[self.key.collection]).items():
            if isinstance(relations := self.data.get(field), dict):
                for id_ in filter(is_id, relations):
                    yield Ref(Key(names.collection, id_), field, names.back, "", (field, id_))
        if isinstance(id_ := self.data.get("replaced_by"), str):
            key = Key(self.key.collection, id_)
            yield Ref(key, "replaced_by", "replaces", "", ("replaced_by",))

    def citations(self) -> Iterator[tuple[str, KeyPath]]:
        """Every well-formed citation: the work's key, and its place."""
        if isinstance(sources := self.data.get("sources"), dict):
            for key in sources:
                yield key, ("sources", key)
        outcomes = self.data.get("evidence")
        for index, outcome in enumerate(outcomes if isinstance(outcomes, list) else ()):
            sources = outcome.get("sources") if isinstance(outcome, dict) else None
            for position, key in enumerate(sources if isinstance(sources, list) else ()):
                if isinstance(key, str):
                    yield key, ("evidence", index, "sources", position)
