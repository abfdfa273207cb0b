"""Macros for the pages in docs/. Each looks something up and leaves a mark; a template shows it."""

from collections.abc import Callable, Mapping
from typing import Any

from playbook.records.site_types import SiteRecord
from playbook.source.diagnostics import did_you_mean, one_of

Record = Mapping[str, Any]


def define_env(env: Any) -> None:
    """Register the macros. Called by mkdocs-macros once a build."""
    sources = env.variables["playbook"]
    macros = Macros(sources.site, sources.placeholders, sources.is_hidden)
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
    "accessibility",
    "contribute",
    "data_files",
    "data_license",
    "feeds",
)
"""The names that pages may call."""


ACCESSIBILITY = ("contact", "every-change", "every-night", "faults", "summary", "report")
"""The parts of what is claimed of accessibility that a page may show."""


class Macros:
    """The macros. Each raises `LookupError` for a name that is not there.

    `placeholders` has `block` and `inline`: what they give stands in the page until Markdown has
    been converted, so that no word that somebody contributed is read as Markdown. `is_hidden` says
    of a collection and an id whether a layer hides that entry: then the macro leaves nothing.
    """

    def __init__(
        self, site: SiteRecord, placeholders: Any, is_hidden: Callable[[str, str], bool]
    ) -> None:
        self.site = site
        self.placeholders = placeholders
        self.is_hidden = is_hidden

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
        moves = list(self.site["entries"]["moves"].values())
        for collection, id_ in {"conditions": condition, "roles": role, "cases": case}.items():
            if id_ and self.is_hidden(collection, id_):
                return ""
            if id_:
                ids = _moves_of(self._entry(collection, id_))
                moves = [move for move in moves if move["id"] in ids]
        if setting:
            settings = self.site["labels"]["setting"]
            if setting not in settings:
                raise LookupError(f"There is no setting '{setting}'. {one_of(settings)}")
            moves = [move for move in moves if setting in move["setting"]]
        return self._block("cards" if cards else "list", entries=moves)

    def card(self, collection: str, entry: str) -> str:
        """Show one entry by its id: its title, linked, and its summary."""
        if self.is_hidden(collection, entry):
            return ""
        return self._block("cards", entries=[self._entry(collection, entry)])

    def count(self, collection: str) -> str:
        """The number of entries in a collection."""
        return str(len(self._collection(collection)))

    def playbook_map(self) -> str:
        """The table of roles by conditions, with the number of moves in each cell."""
        return self._block("map")

    def cite(self, key: str) -> str:
        """A work from `references.yml`, in APA style, with its address."""
        if key not in self.site["works"]:
            guess = did_you_mean(key, self.site["works"])
            raise LookupError(f"There is no work '{key}' in references.yml. {guess}")
        mark: str = self.placeholders.inline("work", work=self.site["works"][key])
        return mark

    def ideas(self, *ids: str) -> str:
        """The gist of ideas of an outline, one a line."""
        ideas = {idea["id"]: idea for o in self.site["outlines"] for idea in o["ideas"]}
        if missing := [id_ for id_ in ids if id_ not in ideas]:
            raise LookupError(f"There is no idea '{missing[0]}' in outlines/.")
        return self._block("ideas", ideas=[ideas[id_] for id_ in ids])

    def outline_table(self, work: str) -> str:
        """A table of a work's ideas, each with the entries and pages that cover it."""
        outlines = (o for o in self.site["outlines"] if o["work"] == work)
        if not (ideas := [idea for outline in outlines for idea in outline["ideas"]]):
            raise LookupError(f"There is no outline of '{work}' in outlines/.")
        return self._block("outline", ideas=ideas)

    def field_table(self, collection: str) -> str:
        """The reference of a collection's fields, from the model."""
        self._collection(collection)
        return self._block("fields", fields=self.site["fields"][collection])

    def accessibility(self, part: str) -> str:
        """A part of what is claimed of accessibility, from `accessibility.yml`."""
        if part not in ACCESSIBILITY:
            raise LookupError(f"There is no part '{part}'. {one_of(ACCESSIBILITY)}")
        if not self.site["accessibility"]:
            raise LookupError("There is no accessibility.yml, and nothing may be claimed.")
        return self._block("accessibility", part=part)

    def contribute(self) -> str:
        """The ways to send something in that the settings of the site name."""
        return self._block("contribute")

    def data_files(self) -> str:
        """The files that hold all entries, and the schemas of those that hold one."""
        return self._block("data_files")

    def data_license(self) -> str:
        """Under what license the words of the site are."""
        return self._block("data_license")

    def feeds(self) -> str:
        """The feeds of the site, each linked."""
        return self._block("feeds")

    def _block(self, name: str, **values: Any) -> str:
        mark: str = self.placeholders.block(name, **values)
        return mark

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


def _moves_of(record: Record) -> set[str]:
    return {relation["id"] for relation in record["relations"].get("moves", ())}
