"""`synonyms.yml`: words of the field that mean the same, so that one finds what the other says."""

from functools import lru_cache
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from playbook.layers.originals.places import SYNONYMS
from playbook.model.fields import Line
from playbook.model.validation import validate
from playbook.parsing import yaml_subset

PATH = SYNONYMS


class Group(BaseModel):
    """Words that mean the same; each finds the others, and also what is in `also`, not back."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    words: Annotated[tuple[Line, ...], Field(min_length=1)]
    also: tuple[Line, ...] = ()


class _File(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    synonyms: tuple[Group, ...]


@lru_cache(maxsize=16)
def parse(text: str, path: str = PATH) -> tuple[Group, ...]:
    """Read a file of synonyms, or raise `InvalidEntry` with all diagnostics."""
    data, source = yaml_subset.parse(text, path)
    return validate(_File, data, source).synonyms
