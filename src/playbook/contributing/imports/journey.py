"""What became of a text that came in: what went where, and what was left out."""

from collections.abc import Sequence
from typing import NamedTuple

from playbook.model.field_reference import label_of
from playbook.model.sections import TO_PLACE
from playbook.source.encoders import for_comment

_MOST, _WIDEST = 100, 200
"""How many lines of what was left out a page shows, and how much of each."""


class Step(NamedTuple):
    """A part of a text, as its author calls it, and the place that it has in the entry."""

    source: str
    place: str


class Journey(NamedTuple):
    """Every part of a text, in its order, and the lines that stand nowhere in the entry."""

    steps: Sequence[Step] = ()
    left_out: Sequence[str] = ()


def place_of(key: str) -> str:
    """A key as a place: `minutes.run` is minutes: run."""
    label = label_of(key)
    return label[:1].lower() + label[1:]


def as_text(journey: Journey) -> str:
    """A table for a terminal."""
    width = max((len(step.source) for step in journey.steps), default=0)
    lines = [f"  {step.source.ljust(width)}  ->  {step.place}" for step in journey.steps]
    lines = ["What went where:", *lines] if lines else []
    if left_out := _without_renamed(journey):
        lines += ["Left out, and kept in a note at the top of the file:"]
        lines += [f"  {line}" for line in left_out]
    return "\n".join(lines)


def as_markdown(journey: Journey, missing: Sequence[str] = ()) -> str:
    """The same for a page of a code host. What its author wrote can format nothing there."""
    parts: list[str] = []
    if journey.steps:
        rows = [
            f"| {for_comment(step.source)} | {for_comment(step.place)} |" for step in journey.steps
        ]
        parts += ["### What went where", "\n".join(["| In your text | Now |", "|---|---|", *rows])]
    if any(step.place == TO_PLACE.title for step in journey.steps):
        parts.append(
            f'What stands under "{TO_PLACE.title}" waits at the end of the draft: move each part '
            "into the section where it belongs, or delete it."
        )
    if left_out := _without_renamed(journey):
        parts += ["**Left out**, and kept in a note at the top of the file:", _code(left_out)]
    if missing:
        parts += ["### Still to write", "\n".join(f"- {for_comment(line)}" for line in missing)]
    return "\n\n".join(parts) + "\n"


def _without_renamed(journey: Journey) -> list[str]:
    """What was left out, without headings that only have another name now: the table has those."""
    names = tuple(f"{step.source} (now: " for step in journey.steps)
    return [line for line in journey.left_out if not line.startswith(names)]


def _code(lines: Sequence[str]) -> str:
    """Lines as code, which nothing formats, and none of which is a box with a tick."""
    first = [f"    > {line[:_WIDEST]}" for line in lines[:_MOST]]
    more = [f"    and {len(lines) - _MOST} more"] if len(lines) > _MOST else []
    return "\n".join([*first, *more])
