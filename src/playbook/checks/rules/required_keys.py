"""What a release asks of entries: of the original's at once, of a layer's until the next one."""

from collections.abc import Iterator

from playbook.catalog.migrations import Asked, Release, major
from playbook.catalog.playbook import Playbook
from playbook.model.codes import MISSING_KEY
from playbook.model.entry import Entry
from playbook.source.diagnostics import Code, Diagnostic, Example, Severity

ASKED_KEY = Code(
    "asked-key",
    Severity.WARNING,
    "A release of the original asks for one key more, and an entry of your layer does not have it "
    "yet. It is shown as before; the next major release needs the key.",
    fails=Example("a move of the layer without a key that a release asks for", language="text"),
    passes=Example("effort: light"),
)

CODES = (ASKED_KEY, MISSING_KEY)


def check(playbook: Playbook) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each key that a release asks for and an entry lacks."""
    for release in playbook.migrations:
        for collection, keys in release.migration.required.items():
            for entry in playbook.collection(collection):
                for key, asked in keys.items():
                    if not getattr(entry.meta, key, True):
                        yield _asked(entry, key, asked, release, playbook.version)


def _asked(entry: Entry, key: str, asked: Asked, release: Release, version: str) -> Diagnostic:
    waits = entry.layer and major(version) <= release.version[0]
    hint = (
        f"Answer it: {asked.question}" if asked.question else f"Add a line: {key}: {asked.default}"
    )
    return Diagnostic(
        entry.source.locate((key,)),
        ASKED_KEY if waits else MISSING_KEY,
        f"'{key}' is missing, which every one of {entry.key.collection}/ has since "
        f"{'.'.join(map(str, release.version))}.",
        hint,
    )
