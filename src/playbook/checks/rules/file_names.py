"""The name of a file is an id, and works on every computer and as an address."""

import unicodedata
from collections import defaultdict
from collections.abc import Iterator

from pydantic_core import PydanticCustomError

from playbook.catalog.playbook import Playbook
from playbook.model.codes import BAD_FILE_NAME
from playbook.model.entry import Key
from playbook.model.fields import as_id, check_id
from playbook.source.diagnostics import Code, Diagnostic, Example, Severity
from playbook.source.location import Location

RESERVED_NAME = Code(
    "reserved-name",
    Severity.ERROR,
    "Windows cannot store files named `con`, `aux` or `nul`, and the site needs `index`, "
    "`search` and a few more for pages of its own. Any longer name will do.",
    fails=Example("moves/search.md", language="text"),
    passes=Example("moves/search-together.md", language="text"),
)

ID_COLLISION = Code(
    "id-collision",
    Severity.ERROR,
    "`Ask.md` and `ask.md` are two files on one computer and the same file on another. "
    "Somebody who copies the playbook would lose one of them.",
    fails=Example("moves/strasse.md\nmoves/straße.md", language="text"),
    passes=Example("moves/ask-again.md\nmoves/ask-anybody.md", language="text"),
)

CODES = (BAD_FILE_NAME, RESERVED_NAME, ID_COLLISION)

WINDOWS = frozenset(
    {"con", "prn", "aux", "nul"} | {f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10)}
)
"""Names that Windows keeps for itself, whatever follows the dot."""

SITE = frozenset({"index", "assets", "search", "tags", "404", "pagefind", "sitemap", "constructor"})
"""Names that the site keeps for itself."""


def check(playbook: Playbook) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each name that is no id, is reserved, or is taken."""
    paths_by_name: dict[str, list[str]] = defaultdict(list)
    for file in playbook.files():
        key = file.key
        path = file.source.path
        name = unicodedata.normalize("NFC", key.id).casefold()
        paths_by_name[f"{key.collection}/{name}"].append(path)
        if name.partition(".")[0] in WINDOWS | SITE:
            yield _reserved_name(key, path)
        else:
            yield from _bad_name(key, path)
    for paths in paths_by_name.values():
        for path in paths[1:]:
            yield _collision(path, paths[0])


def _bad_name(key: Key, path: str) -> Iterator[Diagnostic]:
    try:
        check_id(key.id)
    except PydanticCustomError as error:
        yield Diagnostic(
            Location(path),
            BAD_FILE_NAME,
            f"The file name is the entry's id, and {error.message()}",
            f"Rename the file: {as_id(key.id) or 'bring-a-school-team'}.md.",
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
