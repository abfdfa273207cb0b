"""Outlines: the ideas of a source, so that a check can tell which of them no entry covers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from playbook.model.fields import Line
from playbook.model.validation import validate
from playbook.parsing import yaml_subset
from playbook.source.location import Source

FOLDER = "outlines"


class IdeaKind(StrEnum):
    """The kind of an idea. A move that the source does not state as an action is implied."""

    PRINCIPLE = "principle"
    TEST = "test"
    MOVE = "move"
    IMPLIED_MOVE = "implied-move"
    CASE = "case"
    RECOMMENDATION = "recommendation"


class Idea(BaseModel):
    """One idea of a source: its gist in our words, and its place in the source."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    kind: IdeaKind
    gist: Annotated[str, Field(max_length=600)]
    place: Line


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    work: str
    ideas: Mapping[str, Idea]


@dataclass(frozen=True, slots=True)
class Outline:
    """The ideas of one work of the bibliography, by their ids."""

    work: str
    ideas: Mapping[str, Idea]
    source: Source = field(default_factory=lambda: Source(FOLDER))

    def __iter__(self) -> Iterator[str]:
        return iter(self.ideas)


class Coverer(NamedTuple):
    """An entry or a page, with the ideas that it covers."""

    covers: tuple[str, ...]
    path: str
    title: str
    source: Source


@lru_cache(maxsize=16)
def parse(text: str, path: str) -> Outline:
    """Read an outline, or raise `InvalidEntry` with all diagnostics."""
    data, source = yaml_subset.parse(text, path)
    content = validate(_File, data, source)
    return Outline(content.work, content.ideas, source)
