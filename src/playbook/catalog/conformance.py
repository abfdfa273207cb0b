"""What `accessibility.yml` claims: how far each criterion of WCAG is met, and what shows it.

The accessibility statement and the conformance report are drawn from it and claim nothing else.
"""

import re
from collections.abc import Mapping
from enum import StrEnum
from functools import lru_cache
from typing import Annotated, Self

from pydantic import AfterValidator, model_validator

from playbook.model.codes import BAD_DATE, BAD_ID, MISSING_KEY, refusal
from playbook.model.field_groups import Part
from playbook.model.fields import Count, Day, Line, Paragraph, Paragraphs
from playbook.model.validation import validate
from playbook.model.vocabulary import Term, translatable
from playbook.parsing import yaml_subset

PATH = "accessibility.yml"

_NUMBER = re.compile(r"[1-4]\.[1-9]\.[1-9][0-9]?")
_TEST = re.compile(r"tests/[a-z_/]+/test_[a-z_]+\.py::test_[a-z0-9_]+")


def _number(value: str) -> str:
    if not _NUMBER.fullmatch(value):
        raise refusal(
            BAD_ID,
            "'{value}' is not the number of a criterion.",
            "Write it as WCAG does, such as 1.4.3.",
            value=value,
        )
    return value


def _test(value: str) -> str:
    if not _TEST.fullmatch(value):
        raise refusal(
            BAD_ID,
            "'{value}' does not name a test.",
            "Write its file and its function: tests/browser/test_smoke.py::test_a_page_opens",
            value=value,
        )
    return value


Number = Annotated[Line, AfterValidator(_number)]
Test = Annotated[Line, AfterValidator(_test)]


class Support(Term):
    """How far a criterion is met, in the words of a conformance report."""

    SUPPORTS = "supports", translatable("Supports")
    PARTIALLY_SUPPORTS = "partially-supports", translatable("Partially supports")
    DOES_NOT_SUPPORT = "does-not-support", translatable("Does not support")
    NOT_APPLICABLE = "not-applicable", translatable("Not applicable")


class Level(StrEnum):
    """The levels of WCAG that the report is about."""

    A = "A"
    AA = "AA"


class When(StrEnum):
    """How often a test runs."""

    EVERY_CHANGE = "every-change"
    EVERY_NIGHT = "every-night"


class Method(Part):
    """One way in which the site is tested, in words, with the tests that do it."""

    what: Paragraph
    """What the tests do and expect, as a reader would say it."""
    when: When
    """How often they run."""
    tests: tuple[Test, ...]
    """Their names."""


class Criterion(Part):
    """One success criterion of WCAG, and what is known of it."""

    name: Line
    """Its name in WCAG."""
    level: Level
    """Its level."""
    support: Support
    """How far it is met."""
    date: Day
    """The day on which somebody last compared this claim with the tests and the site."""
    tests: tuple[Test, ...] = ()
    """The tests that would fail if it were no longer so."""
    by_hand: Paragraph | None = None
    """What was looked at on that day where no test does it, or not all."""
    remarks: Paragraph
    """Why the claim holds."""
    faults: Paragraphs = ()
    """What is known not to meet it."""

    @model_validator(mode="after")
    def _shown(self) -> Self:
        if not self.tests and not self.by_hand:
            raise refusal(
                MISSING_KEY,
                "Nothing shows this claim.",
                "Name the tests that show it under 'tests', or say under 'by_hand' how somebody "
                "looked.",
            )
        is_faulty = self.support in (Support.PARTIALLY_SUPPORTS, Support.DOES_NOT_SUPPORT)
        if is_faulty != bool(self.faults):
            raise refusal(
                MISSING_KEY,
                "'{support}' and 'faults' do not agree.",
                "Name what does not meet the criterion if, and only if, it is not fully met.",
                support=self.support.value,
            )
        return self


class Conformance(Part):
    """All claims, with how they were tested and what is not known."""

    version: Count
    """Counts the editions of the report."""
    date: Day
    """The day of the report."""
    methods: tuple[Method, ...]
    """How the site is tested."""
    notes: Paragraphs = ()
    """What a reader of the report has to know."""
    gaps: Paragraphs = ()
    """What is not there or not tested yet, whatever the criterion."""
    criteria: Mapping[Number, Criterion]
    """Every criterion by its number."""

    @model_validator(mode="after")
    def _dated(self) -> Self:
        last = max((criterion.date for criterion in self.criteria.values()), default=self.date)
        if self.date < last:
            raise refusal(
                BAD_DATE,
                "The report is dated {date}, and a criterion was looked at later, on {last}.",
                "Date the report that day, and count its version up.",
                date=self.date.isoformat(),
                last=last.isoformat(),
            )
        return self


@lru_cache(maxsize=16)
def parse(text: str) -> Conformance:
    """Read the claims, or raise `InvalidEntry` with all that is wrong with them."""
    data, source = yaml_subset.parse(text, PATH)
    return validate(Conformance, data, source)
