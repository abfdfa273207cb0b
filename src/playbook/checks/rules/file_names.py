"""The name of a file is an id, and works on every computer and as an address."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator

from pydantic_core import PydanticCustomError

from playbook.catalog.playbook import Playbook
from playbook.model.entry import Key
from playbook.model.fields import as_id, check_id
from playbook.source.diagnostics import Diagnostic
from playbook.source.location import Location

WINDOWS = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)}
)
"""Names that Windows keeps for itself, whatever follows the dot."""

SITE = frozenset({"index", "assets", "search", "tags", "404", "pagefind", "sitemap", "constructor"})
"""Names that the site keeps for itself."""


def check(playbook: Playbook) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each name that is no id, is reserved, or is taken."""
    seen: dict[str, list[str]] = defaultdict(list)
    for file in playbook.files():
        key = file.key
        path = file.source.path
        folded = unicodedata.normalize("NFC", key.id).casefold()
        seen[f"{key.collection}/{folded}"].append(path)
        if folded.partition(".")[0] in WINDOWS | SITE:
            yield _reserved(key, path)
        else:
            yield from _bad(key, path)
    for paths in seen.values():
        for path in paths[1:]:
            yield _taken(path, paths[0])


def _bad(key: Key, path: str) -> Iterator[Diagnostic]:
    try:
        check_id(key.id)
    except PydanticCustomError as error:
        yield Diagnostic(
            Location(path),
            "bad-file-name",
            f"The file name is the entry's id, and {error.message()}",
            f"Rename the file: {as_id(key.id) or 'bring-a-school-team'}.md.",
        )


def _reserved(key: Key, path: str) -> Diagnostic:
    return Diagnostic(
        Location(path),
        "reserved-name",
        f"'{key.id}' is a name that Windows or the site keeps for itself.",
        "Rename the file; add a word that says what it is about.",
    )


def _taken(path: str, first: str) -> Diagnostic:
    return Diagnostic(
        Location(path),
        "id-collision",
        f"This name and {first} are the same on many computers.",
        "Rename one of the two files.",
    )
