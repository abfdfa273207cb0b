"""Updates: a new original beside the one a layer stands on, and beside the layer itself.

Everything here is a function of texts. Nothing that a layer wrote is ever dropped: what the
original gives up stays as the layer's own, and two that collide stand beside each other.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from playbook.layers import merge
from playbook.layers.lockfile import Lock, Tree, digest
from playbook.layers.merge import BECAUSE, passages
from playbook.model.entry_types import MODELS, relations_of
from playbook.parsing import frontmatter, markdown
from playbook.parsing.frontmatter import Document
from playbook.source.diagnostics import InvalidEntry

KINDS: Mapping[str, str] = {
    "under": "Changed under your adaptations",
    "renamed-adapted": "Renamed, and you adapt it",
    "removed-adapted": "Removed, and you adapt it",
    "collides": "New, under a name that you use already",
    "unnoted": "Adapted, and not noted yet: accept it, so that the next update can compare",
    "deprecated": "Replaced by another",
    "hidden-link": "New links to what you hide",
    "added": "New",
    "flows": "Changed, and flowing in by itself",
    "renamed": "Renamed",
    "removed": "Removed",
    "executable": "Templates, macros and programs that changed",
    "other": "Pages and data that changed",
}
"""Every kind of change, in the order in which a report tells them."""

_CODE = ("overrides/", "macros/", "src/", "scripts/", ".github/", "mkdocs.yml", "pyproject.toml")
_PROGRAMS = ("src/", "scripts/", ".github/", "pyproject.toml")
"""What an installed release does not hold, and has not lost."""


class Three(NamedTuple):
    """One part of an entry: as it was, as it is now, and as the layer says it."""

    part: str
    was: str
    now: str
    yours: str


class Item(NamedTuple):
    """One change that an update brings."""

    kind: str
    path: str
    title: str = ""
    note: str = ""
    parts: tuple[Three, ...] = ()


@dataclass(frozen=True)
class Update:
    """Everything that changed between the locked original and a new one."""

    before: str
    after: str
    items: tuple[Item, ...]


def compare(
    lock: Lock, version: str, original: Tree, layer: Tree, hidden: Collection[str] = ()
) -> Update:
    """Compare three ways; `hidden` are paths of entries that the layer leaves out."""
    items = sorted(
        _items(lock, original, layer, hidden),
        key=lambda item: (list(KINDS).index(item.kind), item.path),
    )
    return Update(lock.version, version, tuple(items))


def _items(lock: Lock, original: Tree, layer: Tree, hidden: Collection[str]) -> Iterator[Item]:
    new_paths = _renames(lock, original)
    new = set(new_paths.values())
    for path, text in original.items():
        differs = lock.files.get(path) != digest(text)
        if not differs:
            if path in layer and path not in lock.originals:
                yield Item("unnoted", path, _title(text))
            continue
        if not is_entry(path):
            yield from _page(path, text, lock, layer)
        elif path not in lock.files:
            if path not in new:
                collides = path in layer and path not in lock.originals
                yield Item("collides" if collides else "added", path, _title(text))
        else:
            yield from _changes(path, text, lock, layer)
        yield from _hidden_links(path, text, hidden)
    bare = not any(path.startswith(_PROGRAMS) for path in original)
    for path in lock.files:
        if path not in original and not (bare and path.startswith(_PROGRAMS)):
            yield _gone(path, new_paths.get(path, ""), layer)


def _page(path: str, text: str, lock: Lock, layer: Tree) -> Iterator[Item]:
    if path in layer:
        three = Three("the whole page", lock.originals.get(path, ""), text, layer[path])
        yield Item("under", path, parts=(three,))
    else:
        yield Item("executable" if path.startswith(_CODE) else "other", path)


def _changes(path: str, text: str, lock: Lock, layer: Tree) -> Iterator[Item]:
    meta = _data(text)
    if meta.get("status") == "deprecated":
        yield Item("deprecated", path, _title(text), f"Use {meta.get('replaced_by')} in its place.")
    if path not in layer:
        yield Item("flows", path, _title(text))
        return
    yours = _parts(layer[path])
    was, now = _parts(lock.originals.get(path, "")), _parts(text)
    differing = {part for part in was.keys() | now.keys() if was.get(part) != now.get(part)}
    under = tuple(
        Three(part, was.get(part, ""), now.get(part, ""), yours[part])
        for part in yours
        if part in differing
    )
    if under:
        yield Item("under", path, _title(text), parts=under)
    rest = sorted(differing - yours.keys())
    if rest or not under:
        note = f"In an entry that you adapt: {', '.join(rest)}." if rest else ""
        yield Item("flows", path, _title(text), note)


def _gone(path: str, new_path: str, layer: Tree) -> Item:
    yours = path in layer
    if new_path:
        return Item("renamed-adapted" if yours else "renamed", path, note=new_path)
    if not is_entry(path) and not yours:
        return Item("executable" if path.startswith(_CODE) else "other", path, note="Removed.")
    return Item("removed-adapted" if yours and is_entry(path) else "removed", path)


def _renames(lock: Lock, original: Tree) -> Mapping[str, str]:
    """Where entries that are gone went, by the `former_ids` of those that are there."""
    new_paths: dict[str, str] = {}
    for path, text in original.items():
        if is_entry(path) and path not in lock.files and "former_ids" in text:
            collection = path.partition("/")[0]
            former = _data(text).get("former_ids") or []
            for id_ in former if isinstance(former, list) else []:
                old = f"{collection}/{id_}.md"
                if old in lock.files and old not in original:
                    new_paths[old] = path
    return new_paths


def _hidden_links(path: str, text: str, hidden: Collection[str]) -> Iterator[Item]:
    if not hidden or not path.endswith(".md"):
        return
    paths = {
        *_paths_of_links(path, text),
        *(_paths_in_front_matter(path, text) if is_entry(path) else ()),
    }
    for other in sorted(paths.intersection(hidden) - {path}):
        yield Item("hidden-link", path, _title(text), f"It names {other}.")


def _paths_of_links(path: str, text: str) -> Iterator[str]:
    """The paths that the links of a page lead to."""
    try:
        yield from (link.path for link, _ in markdown.parse(frontmatter.strip(text), path).links)
    except InvalidEntry:
        return


def _paths_in_front_matter(path: str, text: str) -> Iterator[str]:
    """The paths of the entries that the front matter of an entry names."""
    collection, data = path.partition("/")[0], _data(text)
    for field, names in relations_of(MODELS[collection]).items():
        value = data.get(field)
        yield from (f"{names.collection}/{id_}.md" for id_ in (value if value is not None else ()))
    yield f"{collection}/{data.get('replaced_by')}.md"


def is_entry(path: str) -> bool:
    """Whether a file holds an entry."""
    folder, _, name = path.partition("/")
    return folder in MODELS and name.endswith(".md") and "/" not in name


def document_of(text: str) -> Document | None:
    """A file taken apart; None for one that cannot be."""
    try:
        return frontmatter.parse(text, "")
    except InvalidEntry:
        return None


def _data(text: str) -> Mapping[str, Any]:
    document = document_of(text)
    return document.data if document else {}


def _title(text: str) -> str:
    return str(_data(text).get("title") or "")


def _parts(text: str) -> dict[str, str]:
    """What each key and section of a file says, by their names."""
    document = document_of(text)
    if document is None:
        return {}
    parts = {name: merge.plain(value) for name, value in document.data.items() if name != BECAUSE}
    for passage in passages(document, ""):
        if passage.text.strip():
            parts[f"## {passage.title}"] = passage.text.strip()
    return parts
