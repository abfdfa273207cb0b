"""Macros for the pages in docs/. A macro returns Markdown; HTML is for templates."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from playbook import Key
from playbook.catalog.playbook import Covering
from playbook.i18n.messages import Words
from playbook.model.field_reference import fields_of
from playbook.model.vocabulary import COLLECTIONS
from playbook.records.record import Records

Record = Mapping[str, Any]


def define_env(env: Any) -> None:
    """Register the macros. Called by mkdocs-macros once a build."""
    macros = Macros(env.variables["playbook"], env.variables["words"])
    for name in NAMES:
        env.macro(getattr(macros, name), name)


NAMES = (
    "moves",
    "card",
    "count",
    "playbook_map",
    "cite",
    "ideas",
    "outline_table",
    "field_table",
)
"""What pages may call."""


class Macros:
    """What pages may call; each gives Markdown, and raises where something does not exist."""

    def __init__(self, records: Records, words: Words) -> None:
        self.records = records
        self.words = words

    def moves(
        self,
        condition: str = "",
        role: str = "",
        setting: str = "",
        case: str = "",
        *,
        cards: bool = False,
    ) -> str:
        """List the moves that fit everything asked for, each with its summary."""
        asked = {"conditions": condition, "roles": role, "cases": case}
        fitting = self.records.collection("moves")
        for collection, id_ in asked.items():
            if id_:
                named = _moves_of(self.records[Key(collection, id_)])
                fitting = [move for move in fitting if move["id"] in named]
        if setting:
            fitting = [move for move in fitting if setting in move["setting"]]
        return "\n\n".join(map(_card, fitting)) if cards else _list(fitting)

    def card(self, collection: str, id_: str) -> str:
        """Show one entry: its title, linked, and its summary."""
        return _card(self.records[Key(collection, id_)])

    def count(self, collection: str) -> str:
        """How many entries a collection has."""
        if collection not in COLLECTIONS:
            raise LookupError(
                f"There is no '{collection}/'. Choose from: {', '.join(COLLECTIONS)}."
            )
        return str(len(self.records.collection(collection)))

    def playbook_map(self) -> str:
        """The table of roles by conditions, with the number of moves in each cell."""
        conditions = self.records.collection("conditions")
        rows = [
            f"| {_link(row.role)} | {' | '.join(str(cell.moves) for cell in row.cells)} |"
            for row in self.records.map()
        ]
        return _table([self.words("Role"), *map(_link, conditions)], rows)

    def cite(self, key: str) -> str:
        """A work from `references.yml`, in APA style, with its address."""
        if key not in self.records.citations:
            raise LookupError(f"There is no work '{key}' in references.yml.")
        work = self.records.citations[key]
        text = _escape(work.text.removesuffix(work.url).strip())
        return f"{text} [{work.url}]({work.url})" if work.url else text

    def ideas(self, *ids: str) -> str:
        """The gist of ideas of an outline, one a line."""
        known = {id_: idea for o in self.records.playbook.outlines for id_, idea in o.ideas.items()}
        if missing := [id_ for id_ in ids if id_ not in known]:
            raise LookupError(f"There is no idea '{missing[0]}' in outlines/.")
        return "\n".join(f"- {_escape(known[id_].gist)}" for id_ in ids)

    def outline_table(self, work: str) -> str:
        """Every idea of a work's outline, and the entries and pages where it lives."""
        covered = self.records.playbook.covered()
        rows = [
            f"| {id_} | {_escape(idea.gist)} | {_escape(idea.place)} "
            f"| {', '.join(map(_place, covered.get(id_, ()))) or '—'} |"
            for outline in self.records.playbook.outlines
            if outline.work == work
            for id_, idea in outline.ideas.items()
        ]
        if not rows:
            raise LookupError(f"There is no outline of '{work}' in outlines/.")
        words = self.words
        head = [words("Idea"), words("Gist"), words("Place"), words("Where it lives")]
        return _table(head, rows)

    def field_table(self, collection: str) -> str:
        """The reference of a collection's fields, from the model."""
        words = self.words
        needed = {True: words("yes"), False: words("no")}
        rows = [
            f"| `{f.name}` | {f.holds}{_choices(f.choices)} | {needed[f.required]} "
            f"| {_escape(f.gist)} |"
            for f in fields_of(collection)
        ]
        head = [words("Key"), words("Holds"), words("Needed"), words("What it says")]
        return _table(head, rows)


def _table(head: Sequence[str], rows: Iterable[str]) -> str:
    return "\n".join([f"| {' | '.join(head)} |", "|---" * len(head) + "|", *rows])


def _moves_of(record: Record) -> set[str]:
    return {relation["id"] for relation in record["relations"].get("moves", ())}


def _list(records: Iterable[Record]) -> str:
    return "\n".join(f"- {_link(record)}: {_escape(record['summary'])}" for record in records)


def _card(record: Record) -> str:
    return f"> **{_link(record)}**  \n> {_escape(record['summary'])}"


def _link(record: Record) -> str:
    return f"[{_escape(record['title'])}](/{record['collection']}/{record['id']}.md)"


def _place(coverer: Covering) -> str:
    return f"[{_escape(coverer.title)}](/{coverer.path})"


def _choices(choices: Iterable[str]) -> str:
    words = ", ".join(f"`{choice}`" for choice in choices)
    return f": {words}" if words else ""


def _escape(text: str) -> str:
    """Keep signs that Markdown or HTML would read as something else, but not backticks."""
    return "".join(
        f"\\{c}" if c in "\\*_[]|~" else {"<": "&lt;", "&": "&amp;"}.get(c, c) for c in text
    )
