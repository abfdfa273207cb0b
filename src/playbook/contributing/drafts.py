"""A new entry, ready to fill: every key and section of its kind, with what belongs there."""

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from playbook.contributing.texts import body_text
from playbook.layers.merge import BECAUSE
from playbook.model.entry import Entry
from playbook.model.entry_types import MODELS
from playbook.model.field_reference import FieldReference, fields_of, written_order
from playbook.model.fields import MAX_ID, is_id
from playbook.model.letters import latin
from playbook.model.sections import TO_PLACE
from playbook.parsing.links import slug
from playbook.parsing.yaml_editing.edits import render

REVIEW_AFTER = datetime.timedelta(days=365)
"""How long an entry is good for before somebody should read it again."""

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_IN_GROUPS_ONLY = ("group_size", "evidence", "measure", "district")


def id_for(title: str) -> str:
    """An id made from a title of any script: cut between words; "" without a letter."""
    words = [word for word in slug(latin(title)).replace("_", "-").split("-") if word]
    id_ = ""
    for word in words:
        if len(id_) + len(word) < MAX_ID:
            id_ = f"{id_}-{word}" if id_ else word
    id_ = id_ or "".join(words)[:MAX_ID]
    return id_ if is_id(id_) else ""


def draft(
    collection: str,
    title: str,
    today: datetime.date,
    values: Mapping[str, Any] | None = None,
    sections: Mapping[str, str] | None = None,
    neighbors: Sequence[Entry] = (),
    names: Mapping[str, Sequence[str]] | None = None,
    left_out: Sequence[str] = (),
) -> str:
    """The text of a new entry. It is a draft: `check` says what is still missing.

    `values` are front matter that is known, `sections` bodies by their titles ("" for what stands
    before them), `neighbors` entries that it may belong with: they are proposed in a comment.
    `names` are the ids that each short folder has: a prompt lists them, as it lists allowed words.
    `left_out` are lines that no key can hold: they are kept in a note.
    """
    dates = {"created": today, "updated": today, "review_by": today + REVIEW_AFTER}
    keys = {"title": title, **(values or {}), "status": "draft"}
    if not _are_in_order(dates | keys, today):
        own = {name: keys.pop(name) for name in dates if name in keys}
        left_out = [*left_out, *render(own).splitlines()]
    lines = list(_front_matter(collection, dates | keys, neighbors, names or {}))
    if left_out:
        lines += [
            "# Not taken over; delete it when you have seen it:",
            *(f"#   {line}" for line in left_out),
        ]
    sections = sections or {}
    bodies = [
        f"## {section.title}\n\n{sections.get(section.title) or body_text.prompt(section.gist)}"
        for section in MODELS[collection].SECTIONS
    ]
    bodies += [f"## {TO_PLACE.title}\n\n{waits}"] if (waits := sections.get(TO_PLACE.title)) else []
    intro = [sections[""]] if sections.get("") else []
    return "\n".join(["---", *lines, "---", "", "\n\n".join([*intro, *bodies]), ""])


def _are_in_order(keys: Mapping[str, Any], today: datetime.date) -> bool:
    """Whether the dates of a draft can be those of an entry."""
    texts = [render({name: keys[name]}) for name in ("created", "updated", "review_by")]
    days = [day[0] for text in texts if (day := _DAY.search(text))]
    return days == sorted(days) and days[:1] <= [today.isoformat()]


def adaptation(summary: str) -> str:
    """The text of a file that is to change an entry of the original; `summary` is the entry's."""
    return (
        f"---\n{BECAUSE}:\n"
        "# Say why in one sentence; readers see it.\n"
        "# Then give only what you say in another way. The rest follows the original.\n"
        f"# summary: {summary}\n"
        "# Below the second line ---, a section such as '## Watch for' replaces that section.\n"
        "---\n"
    )


def _front_matter(
    collection: str,
    keys: Mapping[str, Any],
    neighbors: Sequence[Entry],
    names: Mapping[str, Sequence[str]],
) -> Iterator[str]:
    open_keys = unwritten(collection, names)
    for name in written_order(collection):
        if name in keys:
            yield render({name: keys[name]}).removesuffix("\n")
        else:
            yield from open_keys.get(name, ())
        if name == "pairs_with" and name not in keys and neighbors:
            yield "# Moves that it may go well beside. Say how, or delete these lines."
            yield "# pairs_with:"
            yield from (f"#   {entry.key.id}: {entry.meta.title}" for entry in neighbors)


def unwritten(collection: str, names: Mapping[str, Sequence[str]]) -> Mapping[str, tuple[str, ...]]:
    """The lines that stand for each key that an entry needs, until its author has written it."""
    fields = fields_of(collection)
    return {
        field.name: (
            field.prompt(names.get(field.names, ())),
            f"{field.name}:",
            *_parts(field.name, fields),
        )
        for field in fields
        if field.is_required and "." not in field.name and field.name not in _IN_GROUPS_ONLY
    }


def _parts(name: str, fields: Sequence[FieldReference]) -> Iterator[str]:
    for field in fields:
        if field.name.startswith(f"{name}.") and field.is_required:
            yield f"  {field.prompt()}"
            yield f"  {field.name.partition('.')[2]}:"
