"""An entry: one Markdown file, read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from playbook.model.entry_types import MODELS, FrontMatter, relations_of
from playbook.model.fields import is_id
from playbook.model.vocabulary import COLLECTIONS, Status
from playbook.parsing import links
from playbook.parsing.body import Body
from playbook.source.location import KeyPath, Source


class Key(NamedTuple):
    """An entry's name, unique in the playbook."""

    collection: str
    id: str

    @property
    def path(self) -> str:
        """The file of the entry, from the root of the playbook."""
        return f"{self.collection}/{self.id}.md"

    @property
    def url(self) -> str:
        """The address of the entry's page, from the root of the site."""
        return links.address(self.path)


class Ref(NamedTuple):
    """One entry naming another: the field that does so, and the sentence that says why."""

    target: Key
    field: str
    back: str
    """How the relation is called from the target's side."""
    sentence: str
    key_path: KeyPath


class Change(NamedTuple):
    """One part of an entry that a layer says in its own way."""

    part: str
    """A key, or `## ` and the title of a section."""
    before: str
    after: str


class Adaptation(NamedTuple):
    """What one layer changes in an entry, and why."""

    layer: str
    because: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """What an author wrote, and where."""

    key: Key
    meta: FrontMatter
    body: Body
    source: Source
    adaptations: tuple[Adaptation, ...] = ()
    """What layers say in their own way, the nearest last."""
    layer: str = ""
    """The layer that added it; "" for the original."""

    @property
    def kind(self) -> str:
        """What one entry of its collection is called."""
        return COLLECTIONS[self.key.collection][0]

    @property
    def published(self) -> bool:
        """Whether readers of the site see it."""
        return self.meta.status is not Status.DRAFT

    def refs(self) -> Iterator[Ref]:
        """Every place where its front matter names another entry."""
        for field, names in relations_of(type(self.meta)).items():
            for id_, sentence in getattr(self.meta, field).items():
                key = Key(names.collection, id_)
                yield Ref(key, field, names.back, sentence, (field, id_))
        if self.meta.replaced_by:
            key = Key(self.key.collection, self.meta.replaced_by)
            yield Ref(key, "replaced_by", "replaces", "", ("replaced_by",))

    def citations(self) -> Iterator[tuple[str, KeyPath]]:
        """Every place where its front matter cites a work: the work's key, and where it stands."""
        for key in self.meta.sources:
            yield key, ("sources", key)
        for index, evidence in enumerate(getattr(self.meta, "evidence", ())):
            for position, key in enumerate(evidence.sources):
                yield key, ("evidence", index, "sources", position)


@dataclass(frozen=True, slots=True)
class Partial:
    """What could be read of a file whose front matter is not sound.

    It is no entry and gets no page; it lets every other check still see what its author named, so
    that everything is reported at once and one fault never looks like two.
    """

    key: Key
    source: Source
    data: Mapping[str, Any]
    body: Body | None

    def refs(self) -> Iterator[Ref]:
        """Every place where another entry is named as it should be."""
        for field, names in relations_of(MODELS[self.key.collection]).items():
            if isinstance(written := self.data.get(field), dict):
                for id_ in filter(is_id, written):
                    yield Ref(Key(names.collection, id_), field, names.back, "", (field, id_))
        if isinstance(id_ := self.data.get("replaced_by"), str):
            key = Key(self.key.collection, id_)
            yield Ref(key, "replaced_by", "replaces", "", ("replaced_by",))

    def citations(self) -> Iterator[tuple[str, KeyPath]]:
        """Every place where a work is cited as it should be."""
        if isinstance(written := self.data.get("sources"), dict):
            for key in written:
                yield key, ("sources", key)
        findings = self.data.get("evidence")
        for index, finding in enumerate(findings if isinstance(findings, list) else ()):
            sources = finding.get("sources") if isinstance(finding, dict) else None
            for position, key in enumerate(sources if isinstance(sources, list) else ()):
                if isinstance(key, str):
                    yield key, ("evidence", index, "sources", position)
