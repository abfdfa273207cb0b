"""Which day an author means by a date in another form, and what is said of it."""

import datetime
import re

from playbook.model.fields import days

_WEEKDAY = re.compile(
    r"^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?|(?:mon|tue|wed|thu|fri|sat|sun)\.?,)\s+",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?:T|,?\s+(?:at\s+)?)\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?\s*(?:[ap]\.?m\.?)?"
    r"(?:Z|[+-]\d\d:?\d\d)?$",
    re.IGNORECASE,
)
_SHORT_YEAR = re.compile(r"^(\d{1,2}[/.-])(\d{1,2}[/.-])(\d\d)$")


def days_in(text: str) -> list[datetime.date]:
    """The days that a date may mean, also one with its weekday, its time, or two digits of a year.

    What `days` reads keeps all that was written; here a time of day is left out.
    """
    plain = _TIME.sub("", _WEEKDAY.sub("", text.strip()))
    return days(text) or days(_SHORT_YEAR.sub(r"\1\g<2>20\3", plain))


def hint(value: str) -> str:
    """The way out for what is no date in digits."""
    match days_in(value):
        case [day]:
            return f"Write {day}, which is the year, the month, and the day, with hyphens."
        case [first, second, *_]:
            return (
                f"Write {first} for {first:%B} {first.day}, or {second} for {second:%B} "
                f"{second.day}; the year comes first."
            )
        case _ if re.fullmatch(r"\d{4}-\d\d-\d\d", value):
            return "There is no such day: look at the month, and at how many days it has."
        case _:
            return "Write the year, the month, and the day in digits, with hyphens: 2026-11-24"
