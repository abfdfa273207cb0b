"""Every reference names another entry that exists."""

import re
from collections.abc import Iterator, Mapping, Sequence

from playbook.catalog.playbook import Playbook
from playbook.catalog.reference_codes import POINTS_TO_HIDDEN, UNKNOWN_REFERENCE
from playbook.model.codes import BAD_ID
from playbook.model.entry import Entry, Key, Partial, Ref
from playbook.model.entry_types import MODELS, relations_of
from playbook.model.fields import is_id
from playbook.model.hints import items, mending
from playbook.model.letters import latin
from playbook.source.diagnostics import Code, Diagnostic, Example, Severity, one_of, slip_of
from playbook.source.edits import Edit
from playbook.source.location import KeyPath

SELF_REFERENCE = Code(
    "self-reference",
    Severity.ERROR,
    "An entry names itself, and its page would send readers to the page that they are on.",
    fails=Example("pairs_with:\n  ask-first: Ask again."),
    passes=Example("pairs_with:\n  listen: It gives the answers a place."),
    no_edit="Where it is not in this file, it is changed in the original.",
)

_PARTS = re.compile(r"\s*[,;&/]\s*(?:and\s+)?|\s+and\s+")
_MOST_LISTED = 20
"""The most ids that somebody reads through to find one."""

CODES = (UNKNOWN_REFERENCE, POINTS_TO_HIDDEN, SELF_REFERENCE)


def check(playbook: Playbook) -> Iterator[Diagnostic]:
    """Yield a diagnostic for each reference that leads nowhere, or to the entry itself."""
    proper = {file.key.proper for file in playbook.files()}
    for file in playbook.files():
        for ref in file.refs:
            if ref.target == file.key:
                yield Diagnostic(
                    file.source.locate(ref.key_path),
                    SELF_REFERENCE,
                    f"'{ref.target.id}' names itself under '{ref.field}'.",
                    "Name another entry, or remove this line.",
                    mending.removed(file.source, ref.key_path),
                )
            elif ref.target in playbook.hidden:
                yield Diagnostic(
                    file.source.locate(ref.key_path),
                    POINTS_TO_HIDDEN,
                    f"'{ref.target.id}' is hidden here, so '{ref.field}' does not show it.",
                    f"Nothing has to be done. {playbook.hidden[ref.target].path} hides it, and it "
                    "comes back when it is shown again.",
                )
            elif not playbook.knows(ref.target) and ref.target not in proper:
                yield _unknown(playbook, file, ref)
        if isinstance(file, Partial):
            yield from _by_name(playbook, file)


def _by_name(playbook: Playbook, file: Partial) -> Iterator[Diagnostic]:
    """Each reference by what people call an entry, with the id that it means."""
    for field, relation in relations_of(MODELS[file.key.collection]).items():
        value = file.data.get(field)
        words = [one for one in value if not is_id(one)] if isinstance(value, dict) else []
        names = _names(playbook, relation.collection) if words else {}
        for name in words:
            if ids := _meant(str(name), names):
                message = f"'{name}' is no id of an entry in {relation.collection}/."
                path = (field, name)
                is_one = len(ids) == 1
                changes = mending.renamed(file.source, path, ids[0]) if is_one else ()
                hint = f"Write {ids[0]}: in place of {name}:" if is_one else _each(ids)
                yield Diagnostic(file.source.locate(path), BAD_ID, message, hint, changes)


def _meant(words: str, names: Mapping[str, str]) -> list[str]:
    """The ids of entries that some words call; none where one of them calls nobody."""
    for parts in ([words], _PARTS.split(words)):
        plain = map(_plain, parts)
        ids = [names.get(part) or names.get(slip_of(part, names), "") for part in plain]
        if all(ids):
            return list(dict.fromkeys(ids))
    return []


def _each(ids: Sequence[str]) -> str:
    lines = ", then ".join(f"{id_}:" for id_ in ids)
    return f"These are {len(ids)}; give each a line of its own: {lines}"


def _names(playbook: Playbook, collection: str) -> Mapping[str, str]:
    """What people call each entry of a folder, in plain letters, with its id."""
    entries = playbook.collection(collection)
    names: dict[str, str] = {}
    for entry in entries:
        for name in (*entry.meta.aliases, *entry.meta.former_ids):
            same = names.setdefault(_plain(name), entry.key.id)
            names[_plain(name)] = entry.key.id if same == entry.key.id else ""  # of two, nobody's
    for entry in entries:
        names |= {_plain(name): entry.key.id for name in (entry.meta.title, entry.key.id)}
    return names


def _plain(name: str) -> str:
    """A name in small letters, without signs and without the last letter of a plural."""
    words = re.findall(r"\w+", latin(name.removesuffix(".md").lower()))
    return " ".join(word.removesuffix("s") for word in words)


def _unknown(playbook: Playbook, file: Entry | Partial, ref: Ref) -> Diagnostic:
    target, place = ref.target, file.source.locate(ref.key_path)
    edits: Sequence[Edit] = ()
    if both := items.both_of(target.id, _ids(playbook, target.collection)):
        hint = _each(both)
    else:
        home = place.path.removesuffix(file.key.path)
        hint = playbook.guess(target) or _choice(playbook, target, home)
        edits = _called(file, ref.key_path, playbook.closest(target))
    message = f"There is no '{target.id}' in {target.collection}/."
    return Diagnostic(place, UNKNOWN_REFERENCE, message, hint, edits)


def _ids(playbook: Playbook, collection: str) -> list[str]:
    """The ids of a folder that a reference may name."""
    return sorted(e.key.id for e in playbook.collection(collection) if is_id(e.key.id))


def _choice(playbook: Playbook, target: Key, home: str) -> str:
    """What may stand in the place of an id that is like none; `home` is the path of the layer."""
    ids = _ids(playbook, target.collection)
    if not 0 < len(ids) <= _MOST_LISTED:
        return f"Create {home}{target.path}, or remove this line."
    return f"{one_of(ids)} For another one, create {home}{target.path} first."


def _called(file: Entry | Partial, path: KeyPath, id_: str) -> Sequence[Edit]:
    """The edit that names an entry with another id: most stand as keys of a sentence."""
    change = mending.written if len(path) == 1 else mending.renamed
    return change(file.source, path, id_)
