"""The bibliography: `references.yml`, in CSL-YAML as Zotero and Pandoc exchange it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from playbook.model.fields import Line
from playbook.model.validation import validate
from playbook.parsing import yaml_subset
from playbook.parsing.yaml_codes import DUPLICATE_KEY
from playbook.source.diagnostics import Diagnostic, InvalidEntry
from playbook.source.location import Source

PATH = "references.yml"


@dataclass(frozen=True, slots=True)
class Bibliography:
    """Every work that may be cited, by its key. Each is one CSL item, as a plain mapping."""

    items: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    source: Source = field(default_factory=lambda: Source(PATH))

    def __contains__(self, key: str) -> bool:
        return key in self.items

    def __iter__(self) -> Iterator[str]:
        return iter(self.items)

    def position(self, key: str) -> int:
        """Where a work stands in the file, counted from zero."""
        return list(self.items).index(key)


class _Part(BaseModel):
    """A piece of CSL: what is checked here, and whatever else CSL has."""

    model_config = ConfigDict(extra="allow", frozen=True)


class _Person(_Part):
    family: Line | None = None
    given: Line | None = None
    literal: Line | None = None


class _Issued(_Part):
    date_parts: tuple[tuple[int, ...], ...] | None = Field(default=None, alias="date-parts")


class _Work(_Part):
    id: Line
    type: Line
    title: Annotated[str, Field(max_length=500)]
    author: tuple[_Person, ...] = ()
    editor: tuple[_Person, ...] = ()
    issued: _Issued | None = None


class _Works(BaseModel):
    references: tuple[_Work, ...]


def parse(text: str) -> Bibliography:
    """Read a bibliography, or raise `InvalidEntry` with everything that is wrong with it."""
    data, source = yaml_subset.parse(text, PATH)
    validate(_Works, data, source)
    items: dict[str, Mapping[str, Any]] = {}
    problems: list[Diagnostic] = []
    for index, work in enumerate(data["references"]):
        if work["id"] in items:
            problems.append(_twice(source, index, work["id"]))
        items.setdefault(work["id"], {k: v for k, v in work.items() if v is not None})
    if problems:
        raise InvalidEntry(problems)
    return Bibliography(items, source)


def _twice(source: Source, index: int, key: str) -> Diagnostic:
    return Diagnostic(
        source.locate_value(("references", index, "id")),
        DUPLICATE_KEY,
        f"The work '{key}' is in the list twice.",
        "Keep one of the two, or give one another id.",
    )
