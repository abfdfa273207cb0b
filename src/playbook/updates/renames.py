"""Where entries of an original went: by the ids they had, and by the migrations of releases."""

from collections.abc import Iterator, Mapping

from playbook.catalog import migrations
from playbook.layers.lockfile import Lock, Tree, digest
from playbook.updates.texts import data_of, is_entry


def renames(lock: Lock, original: Tree) -> Mapping[str, str]:
    """Where entries that are gone went: by the `former_ids` of those that are there, and by the
    migrations that the lock does not know.
    """
    new_paths: dict[str, str] = {}
    for path, text in original.items():
        if is_entry(path):
            for old in former(path, text):
                if old in lock.files and old not in original:
                    new_paths[old] = path
    for release in migrations.read(original):
        if lock.files.get(release.path) != digest(original[release.path]):
            entries = {f"{old}.md": f"{new}.md" for old, new in release.migration.entries.items()}
            new_paths = {old: entries.get(new, new) for old, new in new_paths.items()}
            new_paths |= {
                old: new
                for old, new in entries.items()
                if old in lock.files and old not in original and old not in new_paths
            }
    return {old: new for old, new in new_paths.items() if new in original}


def former(path: str, text: str) -> Iterator[str]:
    """The paths that an entry had before."""
    if "former_ids" in text:
        former = data_of(text).get("former_ids") or []
        for id_ in former if isinstance(former, list) else []:
            yield f"{path.partition('/')[0]}/{id_}.md"


def is_migration(path: str, text: str) -> bool:
    """Whether a file is a migration that can be read."""
    return bool(migrations.read({path: text}))


def new_name(path: str, release: Tree) -> str:
    """Where a release has an entry that had this path before; "" where it has none."""
    entries = ((other, text) for other, text in release.items() if is_entry(other))
    return next((other for other, text in entries if path in former(other, text)), "")
