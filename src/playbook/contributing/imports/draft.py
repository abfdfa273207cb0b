"""An entry that grows while a text is sorted into it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any, NamedTuple

from playbook.catalog.playbook import Playbook
from playbook.contributing.imports.journey import Journey, Step
from playbook.contributing.imports.tree import Passage, paragraph
from playbook.model.entry_types import fields_of_ids
from playbook.model.sections import TO_PLACE


class Part(NamedTuple):
    """A passage of a section, with the heading that it had, and the headings below it."""

    passage: Passage
    members: Sequence[Passage] = ()
    is_own: bool = True
    """Whether its heading is what the playbook itself calls it."""


def titles_for(field: str, collection: str, playbook: Playbook) -> Mapping[str, str]:
    """The titles by id of the entries that a key names; none for another key."""
    folder = fields_of_ids(collection).get(field, "")
    return {entry.key.id: entry.meta.title for entry in playbook.collection(folder)}


@dataclass
class Draft:
    """An entry that grows while a text is sorted into it."""

    collection: str
    playbook: Playbook
    front: frozenset[str] = frozenset()
    """Keys that front matter has: nothing else may fill them."""
    values: dict[str, Any] = field(default_factory=dict)
    parts: dict[str, list[Part]] = field(default_factory=dict)
    waiting: list[Part] = field(default_factory=list)
    steps: list[tuple[int, Step]] = field(default_factory=list)
    """What went where, each with its place in the text."""
    order: int = 0
    """How many passages stand before what is sorted now."""
    left_out: list[str] = field(default_factory=list)
    change: str = ""
    """What was changed in a move, as the light form asks for it."""

    def tell(self, source: str, place: str) -> None:
        """Note what went where."""
        self.steps.append((self.order, Step(source, place)))

    def keep(self, label: str, text: str) -> None:
        """Let a text wait that has no place."""
        self.waiting.append(Part(Passage(label, blocks=[paragraph(text)])))
        self.tell(label or "A title", TO_PLACE.title)

    def journey(self) -> Journey:
        """What went where, in the order of the text."""
        steps = [step for _, step in sorted(self.steps, key=itemgetter(0))]
        return Journey(steps, tuple(dict.fromkeys(self.left_out)))
