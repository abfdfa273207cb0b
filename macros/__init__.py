"""Macros for the pages in docs/. A macro returns Markdown; HTML is for templates."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from playbook.i18n.messages import Words
from playbook.records.site_types import SiteRecord
from playbook.source.diagnostics import did_you_mean

Record = Mapping[str, Any]


def define_env(env: Any) -> None:
    """Register the macros. Called by mkdocs-macros once a build."""
    macros = Macros(env.variables["site"], env.variables["words"])
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
"""The names that pages may call."""


class Macros:
    """The macros; each returns Markdown, and raises `LookupError` for a name that is not there."""

    def __init__(self, site: SiteRecord, words: Words) -> None:
        self.site = site
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
        """List the moves that match all arguments, each with its summary or as a card."""
        fitting = list(self.site["entries"]["moves"].values())
        for collection, id_ in {"conditions": condition, "roles": role, "cases": case}.items():
            if id_:
                ids = _moves_of(self._entry(collection, id_))
                fitting = [move for move in fitting if move["id"] in ids]
        if setting:
            fitting = [move for move in fitting if setting in move["setting"]]
        return "\n\n".join(map(_card, fitting)) if cards else _list(fitting)

    def card(self, collection: str, id_: str) -> str:
        """Show one entry: its title, linked, and its summary."""
        return _card(self._entry(collection, id_))

    def count(self, collection: str) -> str:
        """The number of entries in a collection."""
        return str(len(self._collection(collection)))

    def playbook_map(self) -> str:
        """The table of roles by conditions, with the number of moves in each cell."""
        conditions, roles = self._collection("conditions"), self._collection("roles")
        rows = [
            f"| {_link(roles[row['role']])} "
            f"| {' | '.join(str(cell['moves']) for cell in row['cells'])} |"
            for row in self.site["map"]
        ]
        return _table([self.words("Role"), *map(_link, conditions.values())], rows)

    def cite(self, key: str) -> str:
        """A work from `references.yml`, in APA style, with its address."""
        if key not in self.site["works"]:
            raise LookupError(f"There is no work '{key}' in references.yml.")
        work = self.site["works"][key]
        text, url = work["text"], work["url"]
        text = _escape(text.removesuffix(url).strip())
        return f"{text} [{url}]({url})" if url else text

    def ideas(self, *ids: str) -> str:
        """The gist of ideas of an outline, one a line."""
        gists = {idea["id"]: idea["gist"] for o in self.site["outlines"] for idea in o["ideas"]}
        if missing := [id_ for id_ in ids if id_ not in gists]:
            raise LookupError(f"There is no idea '{missing[0]}' in outlines/.")
        return "\n".join(f"- {_escape(gists[id_])}" for id_ in ids)

    def outline_table(self, work: str) -> str:
        """A table of a work's ideas, each with the entries and pages that cover it."""
        rows = [
            f"| {idea['id']} | {_escape(idea['gist'])} | {_escape(idea['place'])} "
            f"| {', '.join(map(_place, idea['covered_by'])) or '—'} |"
            for outline in self.site["outlines"]
            if outline["work"] == work
            for idea in outline["ideas"]
        ]
        if not rows:
            raise LookupError(f"There is no outline of '{work}' in outlines/.")
        words = self.words
        head = [words("Idea"), words("Gist"), words("Place"), words("Where it lives")]
        return _table(head, rows)

    def field_table(self, collection: str) -> str:
        """The reference of a collection's fields, from the model."""
        words = self.words
        is_needed = {True: words("yes"), False: words("no")}
        rows = [
            f"| `{f['name']}` | {f['holds']}{_choices(f['choices'])} | {is_needed[f['required']]} "
            f"| {_escape(f['gist'])} |"
            for f in self.site["fields"][collection]
        ]
        head = [words("Key"), words("Holds"), words("Needed"), words("What it says")]
        return _table(head, rows)

    def _collection(self, name: str) -> Mapping[str, Record]:
        entries = self.site["entries"]
        if name not in entries:
            raise LookupError(f"There is no '{name}/'. Choose from: {', '.join(entries)}.")
        return entries[name]

    def _entry(self, collection: str, id_: str) -> Record:
        members = self._collection(collection)
        if id_ not in members:
            hint = did_you_mean(id_, members)
            raise LookupError(f"There is no '{id_}' in {collection}/. {hint}".strip())
        return members[id_]


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


def _place(page: Mapping[str, str]) -> str:
    return f"[{_escape(page['title'])}](/{page['path']})"


def _choices(choices: Iterable[str]) -> str:
    words = ", ".join(f"`{choice}`" for choice in choices)
    return f": {words}" if words else ""


def _escape(text: str) -> str:
    """Escape the characters of Markdown and HTML, except backticks."""
    return "".join(
        f"\\{c}" if c in "\\*_[]|~" else {"<": "&lt;", "&": "&amp;"}.get(c, c) for c in text
    )
