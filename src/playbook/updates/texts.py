"""What the files of an original and of a layer say: their keys and sections, and whom they name."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any, NamedTuple

from playbook.layers import merge
from playbook.layers.lockfile import Tree
from playbook.layers.merge import BECAUSE, passages
from playbook.layers.settings import FILE as SETTINGS
from playbook.model.entry_types import MODELS, fields_of_ids
from playbook.parsing import frontmatter, markdown, yaml_subset
from playbook.parsing.frontmatter import Document
from playbook.source.diagnostics import InvalidEntry

OURS = " (ours)"
"""After the title of an entry of a layer, where the original has one of the same title."""


class Three(NamedTuple):
    """One part of an entry: as it was, as it is now, and as the layer says it."""

    part: str
    was: str
    now: str
    yours: str


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


def data_of(text: str) -> Mapping[str, Any]:
    """The front matter of a file; nothing for one that cannot be read."""
    document = document_of(text)
    return document.data if document else {}


def title_of(text: str) -> str:
    """The title of an entry; "" for none."""
    return str(data_of(text).get("title") or "")


def parts_of(text: str) -> dict[str, str]:
    """What each key and section of a file says, by their names."""
    document = document_of(text)
    if document is None:
        return {}
    parts = {name: merge.plain(value) for name, value in document.data.items() if name != BECAUSE}
    for passage in passages(document, ""):
        if passage.text.strip():
            parts[f"## {passage.title}"] = passage.text.strip()
    return parts


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


def mentions(layer: Tree) -> set[str]:
    """The paths of the entries that the files of a layer name or link to."""
    paths: set[str] = set()
    for path, text in layer.items():
        if path == SETTINGS:
            settings = _settings(text)
            for key in ("roles", "conditions"):
                value = settings.get(key)
                paths |= {f"{key}/{id_}.md" for id_ in (value if isinstance(value, dict) else ())}
        elif path.endswith(".md"):
            paths |= set(paths_of_links(path, text))
            paths |= set(paths_in_front_matter(path, text)) if is_entry(path) else set()
    return {path for path in paths if is_entry(path)}


def _settings(text: str) -> Mapping[str, Any]:
    try:
        return yaml_subset.parse(text, SETTINGS)[0] if text.strip() else {}
    except InvalidEntry:
        return {}


def paths_of_links(path: str, text: str) -> Iterator[str]:
    """The paths that the links of a page lead to."""
    try:
        yield from (link.path for link, _ in markdown.parse(frontmatter.strip(text), path).links)
    except InvalidEntry:
        return


def paths_in_front_matter(path: str, text: str) -> Iterator[str]:
    """The paths of the entries that the front matter of an entry names."""
    collection, data = path.partition("/")[0], data_of(text)
    for field, target in fields_of_ids(collection).items():
        value = data.get(field)
        ids = [value] if isinstance(value, str) else value or ()
        yield from (f"{target}/{id_}.md" for id_ in ids)


def parts_under(was: str, now: str, yours: str) -> tuple[tuple[Three, ...], set[str]]:
    """The parts that changed under an adaptation, and the names of all that changed."""
    old, new, own = parts_of(was), parts_of(now), parts_of(yours)
    differing = {part for part in old.keys() | new.keys() if old.get(part) != new.get(part)}
    under = (
        Three(part, old.get(part, ""), new.get(part, ""), own[part])
        for part in own
        if part in differing
    )
    return tuple(under), differing
