"""An id that an entry had before leads to that entry and to no other."""

from collections.abc import Iterator

from playbook.catalog.playbook import Playbook
from playbook.model.entry import Key
from playbook.model.hints import mending
from playbook.source.diagnostics import Code, Diagnostic, Example, Severity

FORMER_ID_CLASH = Code(
    "former-id-clash",
    Severity.ERROR,
    "A former id is an address that leads here now, and an address cannot lead to two "
    "entries. Take one that no entry has today and that no other entry lists.",
    fails=Example("former_ids: [listen]"),
    passes=Example("former_ids: [ask-before]"),
    no_edit="Where it is not in this file, it is changed in the original.",
)

CODES = (FORMER_ID_CLASH,)


def check(playbook: Playbook) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each former id that an entry has now, or that two entries had."""
    owners: dict[Key, Key] = {}
    for entry in playbook:
        for index, former in enumerate(entry.meta.former_ids):
            key = Key(entry.key.collection, former)
            owner = owners.setdefault(key, key if playbook.knows(key) else entry.key)
            if owner != entry.key or owner == key:
                yield Diagnostic(
                    entry.source.locate_value(("former_ids", index)),
                    FORMER_ID_CLASH,
                    f"The address of '{former}' belongs to {owner.path} already.",
                    "Remove it here, or rename the other entry.",
                    mending.removed(entry.source, ("former_ids", index)),
                )
