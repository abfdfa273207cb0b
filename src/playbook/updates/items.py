"""The kinds of change that an update brings, and one change."""

from collections.abc import Mapping
from typing import NamedTuple

from playbook.updates.texts import Three

KINDS: Mapping[str, str] = {
    "withdrawn-yours": "Take this down: it was withdrawn, and you have a file of it",
    "withdrawn-part": "Take this out: a name or a detail was withdrawn",
    "withdrawn": "Take this down: it was withdrawn",
    "under": "Changed under your adaptations",
    "renamed-adapted": "Renamed, and you adapt it",
    "merged-adapted": "Merged into another, and you adapt it",
    "removed-adapted": "Removed, and you adapt it",
    "removed-named": "Removed, and your entries name it",
    "collides": "New, under a name that you use already",
    "unnoted": "Adapted, and not noted yet: accept it, so that the next update can compare",
    "deprecated": "Replaced by another",
    "hidden-link": "New links to what you hide",
    "added": "New",
    "flows": "Changed, and flowing in by itself",
    "renamed": "Renamed",
    "merged": "Merged into another",
    "removed": "Removed",
    "migration": "Names that changed in a release",
    "executable": "Templates, macros and programs that changed",
    "other": "Pages and data that changed",
}
"""Every kind of change, in the order in which a report tells them."""


class Item(NamedTuple):
    """One change that an update brings."""

    kind: str
    path: str
    title: str = ""
    note: str = ""
    parts: tuple[Three, ...] = ()
