"""Dates come in order, and an entry is reviewed by the day its authors named."""

import datetime
from collections.abc import Iterator
from itertools import pairwise

from playbook.catalog.playbook import Playbook
from playbook.model.entry import Entry
from playbook.model.hints import mending
from playbook.source.diagnostics import Code, Diagnostic, Example, Severity

DATES_OUT_OF_ORDER = Code(
    "dates-out-of-order",
    Severity.ERROR,
    "An entry was changed before it was written, on a day that is still to come, or is to be "
    "reviewed before it was changed. "
    "One of the dates is a slip, and readers judge by them how fresh an entry is.",
    fails=Example("created: 2026-11-24\nupdated: 2026-11-01"),
    passes=Example("created: 2026-11-24\nupdated: 2026-11-24"),
    no_edit="Where a day is still to come, only the author knows the right one.",
)

PAST_REVIEW = Code(
    "past-review",
    Severity.INFO,
    "The day has passed on which the next review of this entry was due. Read it, fix what is no"
    " longer true, and set a day that is still to come.",
    fails=Example("created: 2020-01-01\nupdated: 2020-01-01\nreview_by: 2021-06-30"),
    passes=Example("review_by: 2040-06-30"),
    no_edit="Somebody has to read it first.",
)

CODES = (DATES_OUT_OF_ORDER, PAST_REVIEW)

_A_DAY = datetime.timedelta(days=1)
"""How much earlier the day may be where the check runs than where somebody writes."""


def check(playbook: Playbook) -> Iterator[Diagnostic]:
    """Yield a diagnostic for dates out of order, and one for each entry past its review."""
    for entry in playbook:
        if disorder := _disorder(entry, playbook.today):
            yield disorder
        elif entry.meta.review_by < playbook.today:
            yield Diagnostic(
                entry.source.locate_value(("review_by",)),
                PAST_REVIEW,
                f"The next review was due on {entry.meta.review_by}.",
                "Read it, change what is no longer true, and set a new date.",
            )


def _disorder(entry: Entry, today: datetime.date) -> Diagnostic | None:
    for key, done in (("created", "written"), ("updated", "changed last")):
        if getattr(entry.meta, key) > today + _A_DAY:
            return Diagnostic(
                entry.source.locate_value((key,)),
                DATES_OUT_OF_ORDER,
                f"'{key}' is a day that is still to come.",
                f"Write the day on which it was {done}.",
            )
    days = ("created", "updated", "review_by")
    for earlier, later in pairwise(days):
        if getattr(entry.meta, later) < getattr(entry.meta, earlier):
            return Diagnostic(
                entry.source.locate_value((later,)),
                DATES_OUT_OF_ORDER,
                f"'{later}' is before '{earlier}'.",
                f"Let '{later}' be the same day as '{earlier}', or a later one.",
                mending.written(entry.source, (later,), getattr(entry.meta, earlier)),
            )
    return None
