"""Groups of keys that are nested in front matter, such as `minutes`."""

from enum import StrEnum
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from playbook.model.codes import OUT_OF_RANGE, refusal
from playbook.model.fields import Count, Line
from playbook.model.vocabulary import Direction, Fit, Locale, Size, Study, Tier


class Part(BaseModel):
    """A part of front matter; keys that it does not declare are errors."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", use_attribute_docstrings=True, defer_build=True
    )


class Minutes(Part):
    """Time, in whole minutes: an editorial estimate unless the source states it."""

    learn: Count
    """Minutes to learn the move."""
    run: Count
    """Minutes for one run of it: what its steps with minutes add up to."""
    prepare: Count | None = None
    """Minutes to prepare a run."""
    follow_up: Count | None = None
    """Minutes for what comes after a run."""
    weeks: Count | None = None
    """Weeks from the first step to the last, where a run is not one meeting."""


class GroupSize(Part):
    """How many people a move is for: an editorial estimate unless the source states it."""

    min: Count
    """The smallest group it works in."""
    max: Count
    """The largest."""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.max < self.min:
            raise refusal(OUT_OF_RANGE, "The largest group is smaller than the smallest.")
        return self


class Measure(Part):
    """The sign of progress that can be counted."""

    what: Line
    """What is counted."""
    who: Line
    """Who looks."""
    when: Line
    """When they look, and how long."""


class Evidence(Part):
    """What a study found for one outcome. A tier belongs to an outcome, never to a whole move."""

    outcome: Line
    """What was measured."""
    fit: Fit | None = None
    """How near the practice that was studied is to this move."""
    study: Study | None = None
    """How the study knows it."""
    direction: Direction
    """What was found, good or bad; `unknown` where effects were not measured."""
    tier: Tier = Tier.NOT_ASSESSED
    """The ESSA tier of that finding, if somebody assessed it."""
    sources: Annotated[tuple[str, ...], Field(min_length=1)]
    """Keys of `references.yml`: studies and reviews, each with an `annote` of up to 70 words."""


class District(Part):
    """Whose case it is."""

    name: Line = "unnamed"
    """The district's name, or `unnamed`."""
    size: Size = Size.UNKNOWN
    """How large it is, if that was told."""
    locale: Locale = Locale.UNKNOWN
    """Where it lies, if that was told."""


class Switch(StrEnum):
    """Whether something is done that a layer may ask for."""

    ON = "true"
    OFF = "false"
