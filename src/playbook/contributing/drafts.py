"""A new entry, ready to fill: every key and section of its kind, with what belongs there."""

import datetime
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from playbook.contributing.imports import form_answers
from playbook.layers.merge import BECAUSE
from playbook.model.entry import Entry
from playbook.model.entry_types import MODELS
from playbook.model.field_reference import FieldReference, fields_of, written_order
from playbook.model.fields import MAX_ID, is_id
from playbook.model.letters import latin
from playbook.model.sections import CHANGE, KEEP
from playbook.parsing.links import UnsafeLink, slug
from playbook.parsing.links import read as read_link
from playbook.parsing.yaml_editing.edits import render

REVIEW_AFTER = datetime.timedelta(days=365)
"""How long an entry is good for before somebody should read it again."""

_IN_GROUPS_ONLY = ("group_size", "evidence", "measure", "district")

_WORDS = r"\[((?:[^\[\]]|\[[^\[\]]*\]){0,500})\]"
_DEST = r"(<[^<>\n]*>|(?:[^()\s<]|\([^()\s]*\))(?:[^()\s]|\([^()\s]*\))*|)"
_HINT = r"(?:\s{1,9}(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?"
_ANY = rf"{_WORDS}\(\s{{0,9}}{_DEST}{_HINT}\s{{0,9}}\)"
_IMAGE = re.compile(f"!{_ANY}")
_LINK = re.compile(f"(?<!!){_ANY}")
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+(\S.*)$")
_RULE = re.compile(r"^[^\S\n]{0,3}(=+|-+)[^\S\n]*$", re.MULTILINE)
_ADDRESS = re.compile(r"<(https?://([^\s<>]{1,500}))>")
_PICTURE = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
_NAME = re.compile(r"""\balt=["']([^"'<>]*)["']""", re.IGNORECASE)
_TAG = re.compile(r"<(?=[a-zA-Z/!?])")


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
    lines = list(_front_matter(collection, dates | keys, neighbors, names or {}))
    if left_out:
        lines += [
            "# Not taken over; delete it when you have seen it:",
            *(f"#   {line}" for line in left_out),
        ]
    sections = sections or {}
    bodies = [
        f"## {section.title}\n\n{sections.get(section.title) or prompt(section.gist)}"
        for section in MODELS[collection].SECTIONS
    ]
    intro = [sections[""]] if sections.get("") else []
    return "\n".join(["---", *lines, "---", "", "\n\n".join([*intro, *bodies]), ""])


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


def prompt(gist: str) -> str:
    """What stands in a section until its author has written there."""
    return f"*{gist}*"


def prose(text: str) -> str:
    """Text as an entry's body may hold it: no HTML, no pictures, no links into nowhere."""
    text = _IMAGE.sub(_without_image, _PICTURE.sub(_in_words, text))
    text = _ADDRESS.sub(r"[\2](\1)", _LINK.sub(_safe_link, text))
    parts = [part if table else _lines(part) for table, part in form_answers.blocks(text)]
    plain = "\n\n".join(filter(None, (part.strip("\n") for part in parts)))
    return _TAG.sub("&lt;", plain).strip()


def as_steps(text: str) -> str:
    """Text as a list of steps: its items or, without any, its lines."""
    parts, tables = _items(text)
    return _list([f"{n}. " for n in range(1, len(parts) + 1)], parts, tables)


def as_dashes(text: str) -> str:
    """Text as a list with dashes: its items or, without any, its lines."""
    parts, tables = _items(text)
    return _list(["- "] * len(parts), parts, tables)


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


def _lines(text: str) -> str:
    lines = [_HEADING.sub(_bold, line) for line in _RULE.sub("", text).split("\n")]
    lines = [re.sub(r"^ {4,}", "", line) for line in lines]
    lines = [re.sub(r"^([\s>*+\-\d.)]*)(#{1,6})(?=\s|$)", r"\1\\\2", line) for line in lines]
    label = r"^((?:\d|[^\w\[])*)\[(?=(?:\\.|[^\[\]\\])+\]:)"
    return "\n".join(re.sub(label, r"\1\[", line) for line in lines)


def _list(marks: Sequence[str], parts: Sequence[str], tables: Sequence[str]) -> str:
    lines = [
        mark + part.replace("\n", "\n" + " " * len(mark))
        for mark, part in zip(marks, parts, strict=True)
    ]
    return "\n\n".join(filter(None, ["\n".join(lines), *tables]))


def _items(text: str) -> tuple[list[str], list[str]]:
    """The items of a list, each with what is below it in lines of its own, and the tables."""
    plain, tables = form_answers.without_tables(text)
    items, others = form_answers.split(_RULE.sub("", plain), whole=True)
    texts: list[str] = []
    for part in [*others, *items]:
        lines = [prose(form_answers.item(line)) for line in part.split("\n")]
        lines = [re.sub(r"^([-+*>#]|\d+[.)])(?=\s|$)", r"\\\1", line) for line in lines]
        texts.append("\n- ".join(lines))
    return list(filter(None, texts)), [prose(table) for table in tables]


def _bold(match: re.Match[str]) -> str:
    words = match[1].rstrip("# \t")
    return f"**{words}**" if words else match[0]


def _in_words(picture: re.Match[str]) -> str:
    """A reminder in the place of a picture that was pasted as HTML, with its name."""
    name = _NAME.search(picture[0])
    return f"*A picture was here{f' ({name[1]})' if name and name[1] else ''}: say what it shows.*"


def _without_image(match: re.Match[str]) -> str:
    return _IMAGE.sub(_without_image, match[1])


def _safe_link(match: re.Match[str]) -> str:
    name, url = _LINK.sub(_safe_link, match[1]), match[2].strip("<>").replace(" ", "%20")
    url = f"https://{url}" if url.lower().startswith("www.") else url
    try:
        link = read_link(url, "moves/x.md")
    except UnsafeLink:
        return name
    return f"[{name}]({url})" if not link.path else name


def halves(parts: Mapping[str, str], loose: str) -> str:
    """The two lists of 'Make it yours', which may have come as one text or as two answers."""
    halves = {half: parts.get(half, "") for half in (KEEP, CHANGE)}
    halves[KEEP] = f"{loose}\n{halves[KEEP]}".strip()
    lists = {half: as_dashes(text) for half, text in halves.items()}
    if not any(lists.values()):
        return ""
    return "\n\n".join(
        f"**{half}**\n\n{text}" if text else f"**{half}**" for half, text in lists.items()
    )
