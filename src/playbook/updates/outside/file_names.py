"""Names of files that an update gives: what an entry is called now, and what nothing is called."""

from collections.abc import Collection
from pathlib import PurePosixPath

from playbook.layers.lockfile import Tree
from playbook.updates.texts import document_of, is_entry


def new_name(path: str, release: Tree) -> str:
    """Where a release has an entry that had this path before; "" where it has none."""
    collection, _, name = path.partition("/")
    for other, text in release.items():
        if is_entry(other) and other.startswith(f"{collection}/") and "former_ids" in text:
            document = document_of(text)
            former = document.data.get("former_ids") if document else None
            if isinstance(former, list) and name.removesuffix(".md") in former:
                return other
    return ""


def free_name(others: Collection[str], path: str) -> str:
    """A name beside a path that nothing has yet."""
    folder, slash, name = path.rpartition("/")
    stem, dot, ending = name.partition(".")
    number = 1
    while (free := numbered(f"{folder}{slash}{stem}-ours{dot}{ending}", number)) in others:
        number += 1
    return free


def numbered(path: str, number: int) -> str:
    """A name with a number, unless it is the first."""
    place = PurePosixPath(path)
    name = f"{place.stem}-{number}{place.suffix}"
    return path if number == 1 else place.with_name(name).as_posix()
