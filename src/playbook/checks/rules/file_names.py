"""The name of a file is an id, and works on every computer and as an address."""

from collections import defaultdict
from collections.abc import Iterator

from pydantic_core import PydanticCustomError

from playbook.catalog.playbook import Playbook
from playbook.model.codes import BAD_FILE_NAME
from playbook.model.entry import Key
from playbook.model.fields import as_id, check_id
from playbook.source.diagnostics import Diagnostic
from playbook.source.file_names import (
    ID_COLLISION,
    RESERVED_NAME,
    is_reserved,
    rename_hint,
    same_name,
)
from playbook.source.location import Location

CODES = (BAD_FILE_NAME, RESERVED_NAME, ID_COLLISION)

SITE = frozenset("index assets cite search tags 404 pagefind sitemap constructor".split())
"""Names that the site keeps for itself."""


def check(playbook: Playbook) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each name that is no id, is reserved, or is taken."""
    paths_by_name: dict[str, list[str]] = defaultdict(list)
    for file in playbook.files():
        key = file.key
        path = file.source.path
        name = same_name(key.id)
        paths_by_name[f"{key.collection}/{name}"].append(path)
        if is_reserved(name) or name.partition(".")[0] in SITE:
            yield _reserved_name(key, path)
        else:
            yield from _bad_name(playbook, key, path)
    for paths in paths_by_name.values():
        for path in paths[1:]:
            yield _collision(path, paths[0])


def _bad_name(playbook: Playbook, key: Key, path: str) -> Iterator[Diagnostic]:
    try:
        check_id(key.id)
    except PydanticCustomError as error:
        keys = (*(file.key for file in playbook.files()), *playbook.hidden)
        names = [f"{other.id}.md" for other in keys if other.collection == key.collection]
        id_ = as_id(key.id)
        hint = rename_hint(f"{id_}.md", names, f"{key.id}.md")
        yield Diagnostic(
            Location(path),
            BAD_FILE_NAME,
            f"The file name is the entry's id, and {error.message()}",
            hint if id_ else "Rename the file: a word or two, such as bring-a-team.md.",
        )


def _reserved_name(key: Key, path: str) -> Diagnostic:
    return Diagnostic(
        Location(path),
        RESERVED_NAME,
        f"'{key.id}' is a name that Windows or the site keeps for itself.",
        "Rename the file; add a word that says what it is about.",
    )


def _collision(path: str, first: str) -> Diagnostic:
    return Diagnostic(
        Location(path),
        ID_COLLISION,
        f"This name and {first} are the same on many computers.",
        "Rename one of the two files.",
    )
