"""Dates come in order, and an entry is read again by the day its authors named."""

from collections.abc import Iterator
from itertools import pairwise

from playbook.catalog.playbook import Playbook
from playbook.model.entry import Entry
from playbook.source.diagnostics import Diagnostic


def check(playbook: Playbook) -> Iterator[Diagnostic]:
    """Yield a diagnostic for dates out of order, and one for each entry past its review."""
    for entry in playbook:
        if disorder := _disorder(entry):
            yield disorder
        elif entry.meta.review_by < playbook.today:
            yield Diagnostic(
                entry.source.locate_value(("review_by",)),
                "past-review",
                f"Somebody should have read this again by {entry.meta.review_by}.",
                "Read it, change what is no longer true, and set a new date.",
            )


def _disorder(entry: Entry) -> Diagnostic | None:
    days = ("created", "updated", "review_by")
    for earlier, later in pairwise(days):
        if getattr(entry.meta, later) < getattr(entry.meta, earlier):
            return Diagnostic(
                entry.source.locate_value((later,)),
                "dates-out-of-order",
                f"'{later}' is before '{earlier}'.",
                f"Let '{later}' be the same day as '{earlier}', or a later one.",
            )
    return None
