"""What a release renames leads to something, and what it asks of entries is answered.

The original's entries answer at once, a layer's until the next major release.
"""

from collections.abc import Iterator, Mapping

from playbook.catalog.migrations import BAD_MIGRATION, Asked, Release, major
from playbook.catalog.playbook import Playbook
from playbook.catalog.withdrawals import of_key
from playbook.model.codes import MISSING_KEY
from playbook.model.entry import Entry, Key
from playbook.model.entry_types import MODELS
from playbook.model.hints import mending
from playbook.source.diagnostics import Code, Diagnostic, Example, Severity, closest
from playbook.source.location import KeyPath

ASKED_KEY = Code(
    "asked-key",
    Severity.WARNING,
    "A release of the original asks for one key more, and an entry of your layer does not have it "
    "yet. It is shown as before; the next major release needs the key.",
    fails=Example("a move of the layer without a key that a release asks for", language="text"),
    passes=Example("effort: light"),
    no_edit="Only its author knows the answer.",
)

CODES = (ASKED_KEY, MISSING_KEY, BAD_MIGRATION)


def check(playbook: Playbook) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each name that leads nowhere, and for each key that is missing."""
    for number, release in enumerate(playbook.migrations):
        yield from _names(release, playbook.migrations[number + 1 :], playbook)
        for collection, keys in release.migration.required.items():
            for entry in playbook.collection(collection):
                for key, asked in keys.items():
                    if not getattr(entry.meta, key, True):
                        yield _asked(entry, key, asked, release, playbook.version)


def _names(
    release: Release, later: tuple[Release, ...], playbook: Playbook
) -> Iterator[Diagnostic]:
    """What a release renames to something that is not there, and that no later one renames."""
    migration = release.migration
    for old, new in migration.entries.items():
        collection, _, id_ = new.partition("/")
        new_key = Key(collection, id_)
        is_there = playbook.knows(new_key) or of_key(playbook.withdrawn, new_key)
        if not is_there and not any(new in one.migration.entries for one in later):
            near = playbook.closest(new_key)
            guess = f"{collection}/{near}" if near else ""
            yield _nowhere(release, ("entries", old), f"There is no {new}.md.", guess)
    for collection, model in MODELS.items():
        titles = [section.title for section in model.SECTIONS]
        later_titles = [one.migration.sections.get(collection, {}) for one in later]
        yield from _unknown(release, "sections", collection, titles, later_titles)
        later_keys = [one.migration.keys.get(collection, {}) for one in later]
        yield from _unknown(release, "keys", collection, list(model.model_fields), later_keys)
        for key in migration.required.get(collection, {}):
            if key not in model.model_fields:
                yield _no_key(release, ("required", collection, key), key, collection)


def _unknown(
    release: Release, part: str, collection: str, names: list[str], later: list[Mapping[str, str]]
) -> Iterator[Diagnostic]:
    renames: Mapping[str, str] = getattr(release.migration, part).get(collection, {})
    for old, new in renames.items():
        top = new.partition(".")[0] if part == "keys" else new
        if top not in names and not any(new in one for one in later):
            what = "section" if part == "sections" else "key"
            message = f"An entry of {collection}/ has no {what} '{top}'."
            guess = new.replace(top, near, 1) if (near := closest(top, names)) else ""
            yield _nowhere(release, (part, collection, old), message, guess)


def _no_key(release: Release, at: KeyPath, key: str, collection: str) -> Diagnostic:
    message = f"An entry of {collection}/ has no key '{key}'."
    names = list(MODELS[collection].model_fields)
    return _nowhere(release, at, message, closest(key, names))


def _nowhere(release: Release, at: KeyPath, message: str, guess: str) -> Diagnostic:
    hint = "Write what it is called in this release, or take the line out."
    is_key = at[0] == "required"
    edits = (
        mending.renamed(release.source, at, guess)
        if is_key
        else mending.written(release.source, at, guess)
    )
    advice = f"Did you mean '{guess}'?" if guess else hint
    return Diagnostic(release.source.locate(at), BAD_MIGRATION, message, advice, edits)


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
