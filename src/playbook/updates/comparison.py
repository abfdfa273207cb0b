"""Updates: a new original beside the one a layer stands on, and beside the layer itself.

Everything here is a function of texts. Nothing that a layer wrote is ever dropped: what the
original gives up stays as the layer's own, and two that collide stand beside each other.
"""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from playbook.catalog import migrations as migrations_file
from playbook.layers.lockfile import Lock, Tree, digest
from playbook.updates.items import KINDS, Item
from playbook.updates.names import Names, follow
from playbook.updates.renames import former, is_migration, renames
from playbook.updates.texts import (
    Three,
    data_of,
    free_name,
    is_entry,
    mentions,
    parts_of,
    parts_under,
    paths_in_front_matter,
    paths_of_links,
    title_of,
)
from playbook.updates.withdrawn import taken_down, whole, without_words

_CODE = ("overrides/", "macros/", "src/", "scripts/", ".github/", "mkdocs.yml", "pyproject.toml")
_PROGRAMS = ("src/", "scripts/", ".github/", "pyproject.toml")
"""What an installed release does not hold, and has not lost."""


@dataclass(frozen=True)
class Update:
    """Everything that changed between the locked original and a new one."""

    before: str
    after: str
    items: tuple[Item, ...]
    follows: tuple[Three, ...] = ()
    """The files of the layer that name what is called otherwise now, before and after."""


def compare(
    lock: Lock, version: str, original: Tree, layer: Tree, hidden: Collection[str] = ()
) -> Update:
    """Compare three ways; `hidden` are paths of entries that the layer leaves out."""
    every = [*taken_down(lock, original, layer), *_items(lock, original, layer, hidden)]
    every = list(dict.fromkeys(without_words(every, original, layer)))
    names = names_of(every, original, layer)
    items = sorted(
        (_beside_names(item, names, lock, original, layer) for item in every),
        key=lambda item: (list(KINDS).index(item.kind), item.path),
    )
    after = follow(layer, names, frozenset(path for path in layer if path in lock.files))
    follows = [
        Three(path, text, after[path], "")
        for path, text in layer.items()
        if after.get(path, text) != text
    ]
    return Update(lock.version, version, tuple(items), tuple(sorted(follows)))


def _beside_names(item: Item, names: Names, lock: Lock, original: Tree, layer: Tree) -> Item:
    """A change without the names that it only calls otherwise: they are followed anyway."""
    path = item.path
    if item.kind != "under" or not is_entry(path) or not names:
        return item
    was = follow({path: lock.originals.get(path, "")}, names, frozenset({path}))[path]
    parts, _ = parts_under(was, original[path], layer[path])
    if parts:
        return item._replace(parts=parts)
    return Item("flows", path, item.title, "Names that are followed.")


def names_of(items: Iterable[Item], original: Tree, layer: Tree) -> Names:
    """What becomes of names when some changes are accepted."""
    ways: dict[str, str] = {}
    gone: set[str] = set()
    withdrawn: set[str] = set()
    clashes: dict[str, str] = {}
    migrations = []
    for item in items:
        match item.kind:
            case "renamed" | "renamed-adapted" | "merged" | "merged-adapted":
                ways[item.path] = item.note
            case "withdrawn" | "withdrawn-yours" if item.path not in original:
                withdrawn.add(item.path)
            case "removed" | "other" if item.path.endswith(".md") and item.path not in original:
                gone.add(item.path)
            case "collides":
                clashes[item.path] = free_name({*layer, *original}, item.path)
            case "migration":
                migrations.append(migrations_file.parse(original[item.path], item.path))
    in_order = sorted(migrations, key=lambda release: release.version)
    pages = {old: new for release in in_order for old, new in release.migration.pages.items()}
    return Names(
        {**pages, **ways, **clashes},
        frozenset(gone - ways.keys() - layer.keys() | withdrawn),
        tuple(release.migration for release in in_order),
    )


def renamed(lock: Lock, original: Tree, layer: Tree) -> Tree:
    """The files of a layer that name what is called otherwise now, with the names of today.

    Nothing is moved or taken out: that is for whoever accepts an update.
    """
    kinds = ("renamed", "renamed-adapted", "merged", "merged-adapted", "migration")
    items = [item for item in _items(lock, original, layer, ()) if item.kind in kinds]
    over = frozenset(path for path in layer if path in lock.files)
    after = follow(layer, names_of(items, original, layer), over)
    return {path: after[path] for path, text in layer.items() if after.get(path, text) != text}


def _items(lock: Lock, original: Tree, layer: Tree, hidden: Collection[str]) -> Iterator[Item]:
    new_paths = renames(lock, original)
    new = set(new_paths.values())
    neighbors = mentions(layer)
    for path, text in original.items():
        if is_entry(path):
            yield from _taken_addresses(path, text, lock, layer)
        if lock.files.get(path) == digest(text):
            if path in layer and path not in lock.originals:
                yield Item("unnoted", path, title_of(text))
            continue
        if not is_entry(path):
            yield from _page(path, text, lock, layer)
        elif path not in lock.files:
            if path not in new:
                collides = path in layer and path not in lock.originals
                yield Item("collides" if collides else "added", path, title_of(text))
        else:
            yield from _changes(path, text, lock, layer)
        yield from _hidden_links(path, text, hidden)
    known = {*original, *whole(original)}
    bare = not any(path.startswith(_PROGRAMS) for path in original)
    for path in lock.files:
        if path not in known and not (bare and path.startswith(_PROGRAMS)):
            yield _gone(path, new_paths.get(path, ""), lock, original, layer, neighbors)


def _taken_addresses(path: str, text: str, lock: Lock, layer: Tree) -> Iterator[Item]:
    """Entries of the layer whose address an entry of the original says that it had before."""
    for old in former(path, text):
        if old in layer and old not in lock.files:
            yield Item("collides", old, title_of(layer[old]), f"{path} had this name before.")


def _page(path: str, text: str, lock: Lock, layer: Tree) -> Iterator[Item]:
    if path in layer:
        three = Three("the whole page", lock.originals.get(path, ""), text, layer[path])
        yield Item("under", path, parts=(three,))
    elif is_migration(path, text):
        yield Item("migration", path)
    else:
        yield Item("executable" if path.startswith(_CODE) else "other", path)


def _changes(path: str, text: str, lock: Lock, layer: Tree) -> Iterator[Item]:
    meta = data_of(text)
    if meta.get("status") == "deprecated":
        yield Item(
            "deprecated", path, title_of(text), f"Use {meta.get('replaced_by')} in its place."
        )
    if path not in layer:
        yield Item("flows", path, title_of(text))
        return
    under, differing = parts_under(lock.originals.get(path, ""), text, layer[path])
    yours = parts_of(layer[path])
    if under:
        yield Item("under", path, title_of(text), parts=under)
    rest = sorted(differing - yours.keys())
    if rest or not under:
        note = f"In an entry that you adapt: {', '.join(rest)}." if rest else ""
        yield Item("flows", path, title_of(text), note)


def _gone(
    path: str, new_path: str, lock: Lock, original: Tree, layer: Tree, neighbors: Collection[str]
) -> Item:
    yours = path in layer
    if new_path:
        kind = "merged" if new_path in lock.files else "renamed"
        if not yours:
            return Item(kind, path, title_of(original[new_path]), new_path)
        was = lock.originals.get(path, "")
        under, _ = parts_under(was, original[new_path], layer[path])
        title = title_of(was) or title_of(original[new_path])
        return Item(f"{kind}-adapted", path, title, new_path, under)
    if not is_entry(path) and not yours:
        return Item("executable" if path.startswith(_CODE) else "other", path, note="Removed.")
    if yours and is_entry(path):
        was = lock.originals.get(path, "")
        return Item(
            "removed-adapted", path, title_of(was), parts=parts_under(was, "", layer[path])[0]
        )
    if path in neighbors and path in lock.neighbors:
        return Item("removed-named", path, title_of(lock.neighbors[path]))
    return Item("removed", path)


def _hidden_links(path: str, text: str, hidden: Collection[str]) -> Iterator[Item]:
    if not hidden or not path.endswith(".md"):
        return
    paths = {
        *paths_of_links(path, text),
        *(paths_in_front_matter(path, text) if is_entry(path) else ()),
    }
    for other in sorted(paths.intersection(hidden) - {path}):
        yield Item("hidden-link", path, title_of(text), f"It names {other}.")
