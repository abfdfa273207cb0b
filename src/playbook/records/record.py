"""The record of an entry: one plain JSON object with all that is shown of it.

It has the front matter, both directions of every relation, formatted citations, and the body as
HTML. Templates, exports and any other renderer read records and nothing else.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from playbook.catalog.citations import Citations, Work
from playbook.catalog.playbook import Playbook, Relation
from playbook.model.entry import Entry, Key
from playbook.model.entry_types import Case, Move, relations_of
from playbook.model.field_reference import label_of
from playbook.model.vocabulary import CaseKind, Level, translatable
from playbook.records.body_record import body_record
from playbook.records.materials.material_record import material_records
from playbook.records.record_types import (
    BodyRecord,
    ChangeRecord,
    CitationRecord,
    IdeaRecord,
    ProvenanceRecord,
    Record,
    RelationRecord,
    StudyRecord,
)
from playbook.source.identity import Same

_INTRO = translatable("Before the first section")
_LEVELS = [str(level) for level in Level]


class Records(Mapping[Key, Mapping[str, Any]]):
    """The records of a playbook by key; what is not taken from elsewhere is made on first use.

    With `like`, the records of another edition or of a moment ago, those that would come out the
    same are its own. `works` are those that `Citations` need not set, and `bodies` are given for
    entries that have lost theirs.
    """

    def __init__(
        self,
        playbook: Playbook,
        like: "Records | None" = None,
        works: Mapping[str, Work] | None = None,
        bodies: Mapping[Key, BodyRecord] | None = None,
    ) -> None:
        self.playbook = playbook
        self._bodies = bodies or {}
        self.citations = Citations(playbook.bibliography, works)
        self._ideas: dict[str, IdeaRecord] = {
            id_: {"id": id_, "kind": idea.kind.value, "gist": idea.gist, "place": idea.place}
            for outline in playbook.outlines
            for id_, idea in outline.ideas.items()
        }
        self._collections: dict[str, Sequence[Mapping[str, Any]]] = {}
        affected = playbook.affected(like.playbook) if like else frozenset()
        self._records: dict[Key, Mapping[str, Any]] = {
            key: like[key] for key in self if like and key not in affected
        }

    def __getitem__(self, key: Key) -> Mapping[str, Any]:
        if key not in self._records:
            self._records[key] = self._record(self.playbook[key])
        return self._records[key]

    def __iter__(self) -> Any:
        return (entry.key for entry in self.playbook)

    def __len__(self) -> int:
        return len(self.playbook)

    def collection(self, name: str) -> Sequence[Mapping[str, Any]]:
        """The records of one folder: conditions in order, roles by level, the rest by title."""
        if name not in self._collections:
            records = [self[entry.key] for entry in self.playbook.collection(name)]
            self._collections[name] = sorted(records, key=self._order)
        return self._collections[name]

    def _order(self, record: Mapping[str, Any]) -> tuple[Any, ...]:
        match record["collection"]:
            case "conditions":
                return (record["order"],)
            case "roles":
                moves = len(record["relations"].get("moves", ()))
                return (_LEVELS.index(record["level"]), -moves, record["title"])
            case _:
                return (record["title"],)

    def _record(self, entry: Entry) -> Mapping[str, Any]:
        relations = self.playbook.relations(entry)
        fields = relations_of(type(entry.meta))
        front_matter = entry.meta.model_dump(
            mode="json", exclude={*fields, "sources", "covers", "materials"}
        )
        record: Record = {
            "collection": entry.key.collection,
            "id": entry.key.id,
            "path": self._path(entry),
            "url": entry.key.url,
            "relations": {
                name: [_relation(r) for r in members] for name, members in relations.items()
            },
            "citations": self._citations(entry.meta.sources),
            "covers": [self._ideas[id_] for id_ in entry.meta.covers if id_ in self._ideas],
            "body": self._bodies.get(entry.key) or body_record(Same(entry)),
            "provenance": self._provenance(entry),
        }
        if isinstance(entry.meta, Move):
            people = record["relations"].get("roles", [])
            leads = _leads(entry.meta, [role["id"] for role in people])
            people.sort(key=lambda role: [*leads, role["id"]].index(role["id"]))
            record["relations"].get("cases", []).sort(key=lambda c: c["kind"] == CaseKind.COUNTER)
            front_matter["leads"] = leads
            front_matter["materials"] = material_records(entry.meta, entry.key.url)
        for evidence in front_matter.get("evidence", ()):
            evidence["sources"] = [
                self._study(key)
                for key in dict.fromkeys(evidence["sources"])
                if key in self.citations
            ]
        return {**front_matter, **record}

    def _path(self, entry: Entry) -> str:
        """The file of an entry in its repository; one that is inherited stands in another."""
        theirs = tuple(f"{x.path}/" for x in self.playbook.chain.layers if x.is_inherited)
        path = entry.source.path
        return entry.key.path if theirs and path.startswith(theirs) else path

    def _provenance(self, entry: Entry) -> ProvenanceRecord:
        names = {layer.path: layer.name for layer in self.playbook.chain.layers}
        changes: list[ChangeRecord] = [
            {
                "layer": names.get(a.layer, a.layer),
                "because": a.because,
                "part": c.part,
                "label": _label(c.part),
                "before": c.before,
                "after": c.after,
            }
            for a in entry.adaptations
            for c in a.changes
        ]
        state = "local" if entry.layer else "adapted" if changes else "original"
        return {
            "state": state,
            "version": "" if entry.layer else self.playbook.version,
            "layer": names.get(entry.layer, entry.layer),
            "changes": changes,
        }

    def citation(self, key: str, where: str = "") -> CitationRecord:
        """A work of the bibliography; raises `KeyError` for one that is not there."""
        work = self.citations[key]
        return {"key": key, "where": where, "html": work.html, "text": work.text, "url": work.url}

    def _study(self, key: str) -> StudyRecord:
        return {**self.citation(key), "note": self.citations.note(key)}

    def _citations(self, sources: Mapping[str, str]) -> list[CitationRecord]:
        return [self.citation(key, at) for key, at in sources.items() if key in self.citations]


def _label(part: str) -> str:
    """The title of a section, or the label of a key."""
    section = part.removeprefix("## ")
    return (section or _INTRO) if section != part else label_of(part)


def relation_to(record: Mapping[str, Any]) -> RelationRecord:
    """An entry as a list names it, without a sentence."""
    return {
        "collection": record["collection"],
        "id": record["id"],
        "title": record["title"],
        "url": record["url"],
        "sentence": "",
        "kind": str(record.get("kind", "")),
    }


def _relation(relation: Relation) -> RelationRecord:
    entry = relation.entry
    return {
        "collection": entry.key.collection,
        "id": entry.key.id,
        "title": entry.meta.title,
        "url": entry.key.url,
        "sentence": relation.sentence,
        "kind": entry.meta.kind.value if isinstance(entry.meta, Case) else "",
    }


def _leads(move: Move, roles: Sequence[str]) -> list[str]:
    """Who leads a move, of its roles that there are; the first one, where it names none of them."""
    return [id_ for id_ in dict.fromkeys(move.leads) if id_ in roles] or list(roles[:1])
