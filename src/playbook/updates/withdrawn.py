"""What an original took back since a layer last looked, and which files of the layer have it."""

from collections.abc import Iterable, Iterator, Mapping

from playbook.catalog import withdrawals
from playbook.catalog.withdrawals import REASONS, Withdrawal
from playbook.layers.lockfile import Lock, Tree, digest
from playbook.updates.items import Item
from playbook.updates.renames import former
from playbook.updates.texts import is_entry

YOURS, ELSEWHERE, PART = "withdrawn-yours", "withdrawn", "withdrawn-part"
"""The kinds of change: a file of the layer to take down, what goes by itself, and a detail."""


def whole(original: Tree) -> Mapping[str, Withdrawal]:
    """The entries that were taken back, by every path that they had."""
    every = withdrawals.sound(original.get(withdrawals.PATH))
    return {key.path: one for one in every if not one.only for key in one.keys}


def parts(original: Tree) -> Mapping[str, Withdrawal]:
    """The entries of which a name or a detail was taken out, by their paths."""
    every = withdrawals.sound(original.get(withdrawals.PATH))
    return {one.key.path: one for one in every if one.only}


def taken_down(lock: Lock, original: Tree, layer: Tree) -> Iterator[Item]:
    """Everything to take down, with the reason; never a word of it."""
    for path, one in whole(original).items():
        onward = f" Readers may go on to {one.instead}." if one.instead else ""
        reason = f"{REASONS[one.because]}{onward}"
        files = [other for other, text in layer.items() if _is_copy(other, text, path, lock)]
        yield from (Item(YOURS, other, note=reason) for other in files)
        if not files and path in {*lock.files, *lock.originals, *lock.neighbors}:
            yield Item(ELSEWHERE, path, note=reason)


def without_words(items: Iterable[Item], original: Tree, layer: Tree) -> Iterator[Item]:
    """Changes, those that took a name or a detail out without the words that had it."""
    partial = parts(original)
    for item in items:
        if item.path in partial and item.kind in ("under", "flows"):
            note = REASONS[partial[item.path].because]
            yield Item(PART if item.path in layer else ELSEWHERE, item.path, note=note)
        else:
            yield item


def _is_copy(other: str, text: str, path: str, lock: Lock) -> bool:
    """Whether a file of a layer is an entry that was taken back: by its name now or before, or
    word for word.
    """
    if not is_entry(other):
        return False
    return other == path or path in former(other, text) or lock.files.get(path) == digest(text)
