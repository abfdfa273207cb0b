"""How long things take, in words."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from math import ceil
from typing import Any

from playbook.i18n.messages import Words
from playbook.records.record_types import Fact, RunFacts, Stretch

Record = Mapping[str, Any]
Labels = Mapping[str, Mapping[str, str]]


def duration(minutes: int, words: Words) -> str:
    """A time in minutes, hours or days; a day counts as six hours."""
    if minutes < 100:
        return words("%(count)s min", count=minutes)
    if minutes < 600:
        hours = round(minutes / 60, 1)
        return words.plural("%(count)s hour", "%(count)s hours", ceil(hours), count=f"{hours:g}")
    return words.plural("%(count)s day", "%(count)s days", round(minutes / 360))


def run_time(moves: Iterable[Record], words: Words) -> str:
    """How long one run of each move takes, and what it takes to prepare them all."""
    minutes = [move["minutes"] for move in moves]
    time = duration(sum(own["run"] for own in minutes), words)
    prepare = sum(own["prepare"] or 0 for own in minutes)
    if not prepare:
        return time
    return words("%(run)s + %(prepare)s to prepare", run=time, prepare=duration(prepare, words))


def run_facts(record: Record, words: Words, labels: Labels) -> RunFacts:
    """How long a move takes, in parts and in all, how often, and for how many people."""
    minutes, size = record["minutes"], record["group_size"]
    steps = [step["minutes"] for step in record["body"].get("steps", ())]
    few, many = (size["min"], size["max"]) if size else (0, 0)
    group = words("%(min)s to %(max)s people", min=few, max=many) if many > few else ""
    return {
        "time": duration(minutes["run"], words),
        "rhythm": labels["rhythm"][record["rhythm"]].lower(),
        "effort": words("%(effort)s effort", effort=labels["effort"][record["effort"]]),
        "dots": list(labels["effort"]).index(record["effort"]) + 1,
        "group": group
        or (words.plural("%(count)s person", "%(count)s people", few) if few else ""),
        "times": [*_times(minutes, words)],
        "steps": [duration(time, words) if time else "" for time in steps],
        "bar": [*_bar([time for time in steps if time], words)],
    }


def _times(minutes: Mapping[str, int | None], words: Words) -> Iterator[Fact]:
    for name, label in (
        ("learn", words("To learn it")),
        ("prepare", words("To prepare")),
        ("follow_up", words("Afterward")),
    ):
        if time := minutes[name]:
            yield {"label": label, "text": duration(time, words), "wide": False, "own": False}
    if weeks := minutes["weeks"]:
        text = words.plural("%(count)s week", "%(count)s weeks", weeks)
        yield {"label": words("In all"), "text": text, "wide": False, "own": False}


def _bar(times: Sequence[int], words: Words) -> Iterator[Stretch]:
    """The steps with minutes, side by side, each as wide as it is long; none where there is one."""
    total, start = sum(times), 0
    for time in times if len(times) > 1 else ():
        share = 100 / total
        text = duration(time, words)
        yield {
            "text": text,
            "minutes": time,
            "start": round(start * share, 2),
            "width": round(time * share, 2),
        }
        start += time
