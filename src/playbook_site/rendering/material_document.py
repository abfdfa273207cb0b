"""What goes into Word documents as HTML by itself: a material, an agenda, a guide to discuss."""

from collections.abc import Mapping, Sequence
from typing import Any

from playbook.i18n.messages import Words
from playbook.layers.originals.places import RELEASE
from playbook.records.materials.material_types import MaterialRecord
from playbook.records.record_types import EntryFacts
from playbook_site.rendering.environment import environment

Record = Mapping[str, Any]


def material_html(entry: Record, material: MaterialRecord, words: Words) -> str:
    """What stands on a material of an entry."""
    return _html("material_document", words, entry=entry, material=material)


def agenda_html(move: Record, facts: EntryFacts, words: Words) -> str:
    """A move as the agenda of a meeting."""
    people = move["relations"].get("roles", ())
    leaders = [role for role in people if role["id"] in move["leads"]]
    return _html("agenda_document", words, entry=move, facts=facts, leaders=leaders)


def guide_html(condition: Record, moves: Sequence[Record], words: Words) -> str:
    """A condition as a guide to discuss it, with some moves to begin with."""
    return _html("guide_document", words, entry=condition, moves=moves)


def _html(name: str, words: Words, **values: Any) -> str:
    template = environment([RELEASE / "overrides"], words).get_template(f"partials/{name}.html")
    return template.render(values)
