"""`migrations/0.5.0.yml`: what a release renames, and what it asks of entries from then on.

A release that renames an entry, a section, a key, a label or a template says so here, so that every
layer can follow, however many releases it is behind. A new required key is asked of the entries of
a layer as a warning until the next major version.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Annotated, NamedTuple, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, model_validator

from playbook.model.codes import MISSING_KEY, NOT_ONE_OF, refusal
from playbook.model.fields import Line
from playbook.model.validation import validate
from playbook.model.vocabulary import COLLECTIONS
from playbook.parsing import yaml_subset
from playbook.source.diagnostics import (
    Code,
    Diagnostic,
    Example,
    InvalidEntry,
    Severity,
    one_of,
)
from playbook.source.location import Location, Source

FOLDER = "migrations"

BAD_MIGRATION = Code(
    "bad-migration",
    Severity.ERROR,
    "A file in `migrations/` is not called by the release that it belongs to, or names something "
    "that is not there. Layers of districts would follow it into nothing.",
    fails=Example("entries: {}", path="migrations/next.yml"),
    passes=Example('labels: {"Who leads": "Who leads it"}', path="migrations/0.5.0.yml"),
    no_edit="Only those who made the release know what was renamed.",
)

CODES = (BAD_MIGRATION,)

_ONE = one_of(COLLECTIONS)
_VERSION = re.compile(r"(\d{1,6})\.(\d{1,6})\.(\d{1,6})")


def _collection(name: str) -> str:
    if name not in COLLECTIONS:
        raise refusal(NOT_ONE_OF, "There is no folder of entries '{name}'.", _ONE, name=name)
    return name


Collection = Annotated[str, AfterValidator(_collection)]
"""A folder of entries."""


class Asked(BaseModel):
    """A key that entries need from this release on: what it is filled with, or asked."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    default: Line | Mapping[str, Line] | None = None
    """What an entry says that does not say it."""
    question: Line | None = None
    """What its author is asked."""

    @model_validator(mode="after")
    def _whole(self) -> Self:
        if self.default is None and self.question is None:
            raise refusal(
                MISSING_KEY,
                "This says neither what the key is filled with nor what is asked.",
                "Write one of the two: {question: Who counts it, and when?}",
            )
        return self


class Migration(BaseModel):
    """What one release renames and asks; old names first."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    entries: Mapping[Line, Line] = {}
    """Entries as `moves/old-id: moves/new-id`; the new one may have been there before."""
    pages: Mapping[Line, Line] = {}
    """Pages and templates as `overrides/old.html: overrides/new.html`."""
    sections: Mapping[Collection, Mapping[Line, Line]] = {}
    """Headings of sections, by the collection whose entries have them."""
    keys: Mapping[Collection, Mapping[Line, Line]] = {}
    """Keys of front matter, by collection."""
    labels: Mapping[Line, Line] = {}
    """Words of the interface in English."""
    required: Mapping[Collection, Mapping[Line, Asked]] = {}
    """Keys that entries need from this release on, by collection."""


class Release(NamedTuple):
    """The migration of a release, and the release."""

    version: tuple[int, int, int]
    path: str
    migration: Migration
    source: Source


def names_of_parts(releases: Iterable[Release]) -> tuple[tuple[str, str], ...]:
    """What sections and keys are called now, by what they were called before; oldest first."""
    names: dict[str, str] = {}
    for release in releases:
        of_kinds = (*release.migration.sections.values(), *release.migration.keys.values())
        for old, new in (pair for of_kind in of_kinds for pair in of_kind.items()):
            names = {name: new if now == old else now for name, now in names.items()} | {old: new}
    return tuple(names.items())


@lru_cache(maxsize=64)
def parse(text: str, path: str) -> Release:
    """Read one file; raises `InvalidEntry` with all that is wrong with it."""
    name = path.rpartition("/")[2].removesuffix(".yml")
    if not (match := _VERSION.fullmatch(name)):
        message = f"'{name}' is no release."
        hint = f"Call the file by the release it comes with, such as {FOLDER}/0.5.0.yml."
        raise InvalidEntry([Diagnostic(Location(path), BAD_MIGRATION, message, hint)])
    data, source = yaml_subset.parse(text, path)
    version = (int(match[1]), int(match[2]), int(match[3]))
    return Release(version, path, validate(Migration, data, source), source)


def read(tree: Mapping[str, str]) -> list[Release]:
    """The migrations among the files of an original, the oldest release first.

    One that cannot be read is passed over here; the check of the original reports it.
    """
    return sorted(_sound(tree.items()), key=lambda release: release.version)


def _sound(files: Iterable[tuple[str, str]]) -> Iterator[Release]:
    for path, text in files:
        if path.startswith(f"{FOLDER}/") and path.endswith(".yml"):
            try:
                yield parse(text, path)
            except InvalidEntry:
                continue


def major(version: str) -> int:
    """The first number of a version; 0 where it has none."""
    match = re.match(r"\d{1,6}", version)
    return int(match[0]) if match else 0
