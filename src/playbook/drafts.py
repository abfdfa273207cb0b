"""A new entry, ready to fill: every key and section of its kind, with what belongs there."""

import datetime
from collections.abc import Iterator

from playbook.links import slug
from playbook.model import MODELS
from playbook.reference import FieldReference, fields_of

REVIEW_AFTER = datetime.timedelta(days=365)
"""How long an entry is good for before somebody should read it again."""


def id_for(title: str) -> str:
    """An id made from a title: at most 60 characters, cut between words."""
    words = slug(title.encode("ascii", "ignore").decode()).replace("_", "-").split("-")
    id_ = ""
    for word in filter(None, words):
        if len(id_) + len(word) < 60:
            id_ = f"{id_}-{word}" if id_ else word
    return id_


def draft(collection: str, title: str, today: datetime.date) -> str:
    """The text of a new entry. It is a draft: `check` says what is still missing."""
    fields = fields_of(collection)
    shared = [field for field in fields if field.name in ("title", "summary")]
    rest = [field for field in fields if field not in shared]
    filled = {
        "title": _quoted(title),
        "status": "draft",
        "created": today.isoformat(),
        "updated": today.isoformat(),
        "review_by": (today + REVIEW_AFTER).isoformat(),
    }
    lines = [line for field in (*shared, *rest) for line in _lines(field, filled)]
    sections = [f"## {s.title}\n\n{_prompt(s.gist)}" for s in MODELS[collection].SECTIONS]
    return "\n".join(["---", *lines, "---", "", "\n\n".join(sections), ""])


def _lines(field: FieldReference, filled: dict[str, str]) -> Iterator[str]:
    indent, _, name = field.name.rpartition(".")
    before = "  " if indent else ""
    if name in filled and not indent:
        yield f"{name}: {filled[name]}"
        return
    if not field.required or indent in ("group_size", "evidence", "district"):
        return
    words = f" ({', '.join(field.choices)})" if field.choices else ""
    yield f"{before}# {field.gist}{words}"
    yield f"{before}{name}:"


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _prompt(gist: str) -> str:
    return f"*{gist}*"
