"""What became of the names of an original, and how the files of a layer follow them.

A name is the path of an entry, a page or a template; the heading of a section; a key; a label.
Whatever a layer says of a name goes along with it, and what is said of a name that is gone stays
as a comment, unless no word of it may be kept.
"""

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from playbook.catalog.migrations import Migration
from playbook.layers.merge import plain
from playbook.layers.settings import FILE as SETTINGS
from playbook.model.entry_types import MODELS, fields_of_ids
from playbook.parsing import frontmatter, links, yaml_subset
from playbook.parsing.links import UnsafeLink, slug
from playbook.parsing.markdown_spans import spans
from playbook.parsing.yaml_editing import edits
from playbook.parsing.yaml_editing.key_paths import ABSENT, value_at
from playbook.source.diagnostics import InvalidEntry
from playbook.source.location import KeyPath
from playbook.updates.body_links import relink, without_definitions

Now = Callable[[str], str | None]
"""Gives the id that an entry has now; None for one that is gone."""

_KEYED = ("roles", "conditions")
"""Settings whose keys are ids of the collection of that name."""


@dataclass(frozen=True)
class Names:
    """What became of names: paths that moved, paths that are gone, and migrations of releases."""

    moved: Mapping[str, str]
    gone: frozenset[str] = frozenset()
    migrations: tuple[Migration, ...] = ()
    notes: bool = True
    """Whether a comment keeps what was said of a name that is gone."""

    def of(self, collection: str, id_: str) -> str | None:
        """The id that an entry has now; None for one that is gone."""
        path = f"{collection}/{id_}.md"
        if path in self.gone:
            return None
        return self.moved.get(path, path).partition("/")[2].removesuffix(".md")

    def __bool__(self) -> bool:
        return bool(self.moved or self.gone or self.migrations)


def follow(tree: Mapping[str, str], names: Names, adapted: frozenset[str]) -> dict[str, str]:
    """The files of a layer, each following the names that it says.

    `adapted` are the paths that the layer adapts, and does not add. A file that cannot be read
    stays as it is.
    """
    texts: dict[str, str] = {}
    for path, text in tree.items():
        try:
            texts[path] = _renamed(path, text, names, is_own=path not in adapted)
        except (InvalidEntry, KeyError, ValueError):
            texts[path] = text
    for migration in names.migrations:
        for old, new in migration.pages.items():
            if old in texts and new not in texts:
                texts[new] = texts.pop(old)
    return texts


def _renamed(path: str, text: str, names: Names, *, is_own: bool) -> str:
    if path == SETTINGS:
        return _settings(text, names)
    if not path.endswith(".md"):
        return text
    collection = path.partition("/")[0]
    parts = frontmatter.split(text)
    if collection not in MODELS or parts is None:
        head = text[: len(text) - len(parts.body)] if parts else ""
        return head + _body(parts.body if parts else text, path, names)
    front, body = parts.front, parts.body
    for migration in names.migrations:
        front = _keys(front, migration, collection, is_own=is_own)
        body = _headings(body, migration.sections.get(collection, {}))
    front = _ids(front, collection, path, names)
    return f"{parts.opening}{front}{parts.closing}{_body(body, path, names)}"


# front matter


def _keys(front: str, migration: Migration, collection: str, *, is_own: bool) -> str:
    for old, new in migration.keys.get(collection, {}).items():
        *above, name = new.split(".")
        key_path = tuple(old.split("."))
        if tuple(above) == key_path[:-1] and value_at(_data(front), (*above, name)) is ABSENT:
            front = edits.rename(front, key_path, name)
    for key, need in migration.required.get(collection, {}).items():
        if is_own and need.default is not None and key not in _data(front):
            front = edits.put(front, (key,), need.default)
    return front


def _ids(front: str, collection: str, path: str, names: Names) -> str:
    """The front matter with every id that it names as it is called now."""
    own = path.partition("/")[2].removesuffix(".md")
    for field, target in fields_of_ids(collection).items():
        now = partial(names.of, target)
        here = own if target == collection else ""
        match _data(front).get(field):
            case dict() as value:
                front = _renamed_keys(front, (field,), value, now, here, notes=names.notes)
            case list() as value:
                front = _renamed_items(front, (field,), value, now, notes=names.notes)
            case str() as id_ if (new := now(id_)) is None:
                front = _without(front, (field,), id_, notes=names.notes)
            case str() as id_ if new != id_:
                front = edits.put(front, (field,), new)
    return front


def _renamed_keys(
    front: str, at: KeyPath, value: Mapping[str, Any], now: Now, here: str = "", *, notes: bool
) -> str:
    there = {now(id_) for id_ in value if now(id_) == id_}
    for id_, words in value.items():
        new = now(id_)
        if new == id_:
            continue
        if new is None or new in there or new == here:
            front = _without(front, (*at, id_), id_, plain(words), notes=notes)
        else:
            front = edits.rename(front, (*at, id_), new)
            there.add(new)
    return front


def _renamed_items(front: str, at: KeyPath, value: list[Any], now: Now, *, notes: bool) -> str:
    there = set(map(str, value))
    for place in reversed(range(len(value))):
        id_ = str(value[place])
        new = now(id_)
        if new is not None and new != id_ and new not in there:
            front = edits.put(front, (*at, place), new)
            there.add(new)
        elif new != id_:
            front = _without(front, (*at, place), id_, notes=notes)
    return front


def _without(front: str, at: KeyPath, id_: str, said: str = "", *, notes: bool) -> str:
    """The front matter without what names an id that is gone; a note of it is a comment on top."""
    lines = [
        f"Taken out of '{at[0]}', since the original has no '{id_}' any more",
        *said.split("\n"),
    ]
    note = "".join(f"# {line}".rstrip() + "\n" for line in lines if line)
    return (note if notes else "") + edits.delete(front, at)


# the body


def _headings(body: str, renamed: Mapping[str, str]) -> str:
    for span in reversed(spans(body, "Heading")):
        line = body[span.start : span.end]
        title = line.lstrip("#").strip()
        if line.startswith("## ") and title in renamed:
            ending = line[len(line.rstrip("\n")) :]
            body = f"{body[: span.start]}## {renamed[title]}{ending}{body[span.end :]}"
    return body


def _body(body: str, path: str, names: Names) -> str:
    """The body with each of its links leading where its page is now; to none, as plain words."""
    now = partial(_url, path=path, names=names)
    body = relink(body, now)
    return body if names.notes else without_definitions(body, now)


def _url(url: str, path: str, names: Names) -> str | None:
    """Where a link leads now; None where nothing is any more."""
    try:
        link = links.read(url, path)
    except UnsafeLink:
        return url
    if not link.path or (link.path == path and url.startswith("#")):
        return url
    if link.path in names.gone:
        return None
    target = names.moved.get(link.path, link.path)
    anchor = _anchor(link.anchor, target, names)
    if (target, anchor) == (link.path, link.anchor):
        return url
    steps = posixpath.relpath(target, posixpath.dirname(path) or ".")
    return f"{steps}#{anchor}" if anchor else steps


def _anchor(anchor: str, target: str, names: Names) -> str:
    for migration in names.migrations:
        for old, new in migration.sections.get(target.partition("/")[0], {}).items():
            anchor = slug(new) if anchor == slug(old) else anchor
    return anchor


# settings


def _settings(text: str, names: Names) -> str:
    for key in _KEYED:
        match _data(text).get(key):
            case dict() as titles:
                now = partial(names.of, key)
                text = _renamed_keys(text, (key,), titles, now, notes=names.notes)
    for migration in names.migrations:
        for old, new in migration.labels.items():
            labels = _data(text).get("labels")
            if isinstance(labels, dict) and old in labels and new not in labels:
                text = edits.rename(text, ("labels", old), new)
    hidden = _data(text).get("hidden")
    if isinstance(hidden, list):
        now = partial(_hidden, names=names)
        text = _renamed_items(text, ("hidden",), hidden, now, notes=names.notes)
    return text


def _hidden(name: str, names: Names) -> str | None:
    """An entry that is hidden, `moves/its-id` or its id alone, as it is called now."""
    collection, _, id_ = name.removesuffix(".md").rpartition("/")
    for one in [collection] if collection else MODELS:
        new = names.of(one, id_) if one in MODELS else id_
        if new != id_:
            return None if new is None else f"{one}/{new}"
    return name


def _data(text: str) -> dict[str, Any]:
    return yaml_subset.parse(text, "")[0] if text.strip() else {}
