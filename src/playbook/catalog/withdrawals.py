"""`withdrawn.yml`: what was taken back, and why, without a word of it.

An entry that is listed has no file any more, and its address answers with a notice. With `only`,
the entry stays, and a name or a detail was taken out of it.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict

from playbook.layers.originals.places import WITHDRAWN
from playbook.model.codes import NOT_ONE_OF, refusal
from playbook.model.entry import Key
from playbook.model.fields import Day, Id, Line, is_id
from playbook.model.validation import validate
from playbook.model.vocabulary import COLLECTIONS
from playbook.parsing import yaml_subset
from playbook.source.diagnostics import Code, Example, InvalidEntry, Severity, one_of

PATH = WITHDRAWN

WITHDRAWN_ENTRY = Code(
    "withdrawn-entry",
    Severity.ERROR,
    "An entry was taken back, since somebody's consent or privacy asks for it, and a file still "
    "has its words. No site is built with it. Delete the file; `withdrawn.yml` keeps the address.",
    fails=Example(
        "withdrawn:\n  - entry: moves/listen\n    day: 2026-01-01\n    because: author",
        path="withdrawn.yml",
    ),
    passes=Example(
        "withdrawn:\n  - entry: moves/its-id\n    day: 2026-01-01\n    because: author",
        path="withdrawn.yml",
    ),
    no_edit="A file or a folder is put right by hand.",
)

CODES = (WITHDRAWN_ENTRY,)


class Because(StrEnum):
    """Why something was taken back."""

    CONSENT = "consent"
    """Somebody who is in it does not agree any more."""
    AUTHOR = "author"
    """Whoever wrote it asked."""
    DISTRICT = "district"
    """A district could be known by it."""
    DETAIL = "detail"
    """A person could be known by it."""
    RIGHTS = "rights"
    """The words belong to somebody else."""


REASONS: Mapping[Because, str] = {
    Because.CONSENT: "Somebody who is part of it does not agree to it any more.",
    Because.AUTHOR: "Whoever wrote it asked for it.",
    Because.DISTRICT: "A district could be known by it.",
    Because.DETAIL: "A person could be known by it.",
    Because.RIGHTS: "Its words belong to somebody else.",
}
"""Each reason as a sentence, for those who take something down."""

HEAD = """\
# What was taken back, and why, without a word of it: 'playbook withdraw' writes this.
# Addresses of the entries answer with a notice, and the next update tells every fork.
"""


def _name(name: str) -> str:
    collection, _, id_ = name.partition("/")
    if collection not in COLLECTIONS or not is_id(id_):
        hint = f"Write a folder and an id, such as cases/its-id. {one_of(COLLECTIONS)}"
        raise refusal(NOT_ONE_OF, "'{name}' names no entry.", hint, name=name)
    return name


Name = Annotated[Line, AfterValidator(_name)]
"""An entry as `cases/its-id`."""


class Withdrawal(BaseModel):
    """An entry that was taken back, or a part of one."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    entry: Name
    day: Day
    because: Because
    instead: Name | None = None
    """Where readers may go on."""
    former_ids: tuple[Id, ...] = ()
    """Ids that it had before."""
    only: Because | None = None
    """What was taken out of an entry that stays: `district` or `detail`."""

    @property
    def key(self) -> Key:
        """The entry."""
        return Key(*self.entry.split("/"))

    @property
    def keys(self) -> tuple[Key, ...]:
        """The entry, by every id that it had."""
        return self.key, *(Key(self.key.collection, id_) for id_ in self.former_ids)

    @property
    def advice(self) -> str:
        """What to do with a line that names it."""
        onward = f", or name {self.instead} in its place" if self.instead else ""
        return f"It was withdrawn. Remove this{onward}."


def of_key(withdrawals: Iterable[Withdrawal], key: Key) -> Withdrawal | None:
    """How an entry was taken back as a whole; None for one that was not."""
    return next((one for one in withdrawals if key in one.keys and not one.only), None)


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    withdrawn: tuple[Withdrawal, ...]


@lru_cache(maxsize=64)
def parse(text: str, path: str = PATH) -> tuple[Withdrawal, ...]:
    """Read such a file, or raise `InvalidEntry` with all that is wrong with it."""
    data, source = yaml_subset.parse(text, path)
    return validate(_File, data, source).withdrawn


def sound(text: str | None) -> tuple[Withdrawal, ...]:
    """The same for one that may not be there; the check reports what cannot be read."""
    try:
        return parse(text) if text else ()
    except InvalidEntry:
        return ()


def joined(*texts: str | None) -> str:
    """One file with what several list."""
    return render(one for text in texts for one in sound(text))


def render(withdrawals: Iterable[Withdrawal]) -> str:
    """The file that says so."""
    lines = [line for one in withdrawals for line in _lines(one)]
    return HEAD + ("withdrawn:\n" + "".join(lines) if lines else "withdrawn: []\n")


def _lines(one: Withdrawal) -> Iterable[str]:
    yield f"  - entry: {one.entry}\n"
    yield f"    day: {one.day.isoformat()}\n"
    yield f"    because: {one.because}\n"
    if one.instead:
        yield f"    instead: {one.instead}\n"
    if one.former_ids:
        yield f"    former_ids: [{', '.join(one.former_ids)}]\n"
    if one.only:
        yield f"    only: {one.only}\n"
