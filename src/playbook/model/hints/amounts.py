"""The time, the people and the day that a text tells; none where it could mean another."""

import datetime
import math
import re
from collections.abc import Mapping
from typing import Any

from playbook.model.fields import days
from playbook.model.sections import NUMBERS

_WORDS = "|".join(NUMBERS)
_SOME = rf"\d{{1,4}}(?:[.,]\d{{1,4}})?|\b(?:an?|una?|{_WORDS})\b"
_RANGE = rf"(?P<some>{_SOME})(?:\s*(?:-|–|—|to|or|a|o)\s*(?P<more>{_SOME}))?"
_TIME = re.compile(
    rf"{_RANGE}[ -]*(?P<unit>h(?:ou)?rs?|horas?|h|min(?:ute|uto)?s?|m)\b", re.IGNORECASE
)

_ABOUT = (
    r"(?:about|around|approximately|approx\.?|ca\.?|circa|some|up to|at least|at most|unos)?\s*"
)
_BARE_RANGE = re.compile(rf"{_ABOUT}(?!an?\b|una?\b){_RANGE}", re.IGNORECASE)
_PLAIN = re.compile(
    rf"{_ABOUT}(?P<some>\d{{1,5}}(?:\.\d)?|{_WORDS})"
    r"(?:\s+(?:people|persons?|participants?|adults|members|leaders|teachers|students|personas))?\.?",
    re.IGNORECASE,
)
"""A number that is of nothing else."""

_COMPOUND = re.compile(
    r"\b(twenty|thirty|forty)[- ](one|two|three|four|five|six|seven|eight|nine)\b", re.IGNORECASE
)
"""Two words of one number, and no range."""

_SIGNS = {"½": "1/2", "¼": "1/4", "¾": "3/4", "⅓": "1/3", "⅔": "2/3"}
_FRACTION = re.compile(
    r"(?:(?<![\d/])(\d{1,2})(?: and |[ -]))?(?<![\d/.,])([1-3])/([2-4])(?![\d/])"
)
_HALVES = re.compile(rf"(\d{{1,2}}|\b(?:{_WORDS})) and a half(?= h)", re.IGNORECASE)
_HOUR = r"[ -](?:of )?(?:an? )?hours?\b"
_PARTS_OF_HOUR = {
    rf"(?:\b(?:an?|one) )?\bhalf{_HOUR}|\bmedia hora": "30 min",
    rf"\b(?:three|3) quarters{_HOUR}|\btres cuartos de hora": "45 min",
    rf"(?:\b(?:an?|one) )?\bquarter{_HOUR}|(?:\bun )?\bcuarto de hora": "15 min",
}
_HOUR_AND = re.compile(
    r"(\d{1,2}|\ban?|\buna|\bone) h(?:our|ora)s? (?:and (?:an? )?|y )"
    r"(?P<part>half|media|quarter|cuarto)\b",
    re.IGNORECASE,
)
_TIMES = re.compile(
    rf"(?P<count>(?:{_SOME})(?=\s*[x×*])|\b(?:{_WORDS})(?=\s)|\b\d{{1,2}}(?=\s\d{{1,3}}-min))"
    r"\s*[x×*]?\s*(?P<each>\d{1,3})[ -]*(?:min(?:ute|uto)?s?|m)\b"
    r"(?:[ -]+(?:class )?(?:periods?|sessions?|blocks?|lessons?|meetings?|rounds?|sesiones))?",
    re.IGNORECASE,
)
"""Several times the same: `2 x 30 min`, `two 45-minute periods`."""
_HOURS_AND = re.compile(r"\b(\d)\s*h\s*([0-5]\d)\b|^\W*([0-6]):([0-5]\d)\W*$", re.IGNORECASE)
"""Hours and minutes: `1h30`, and `1:30` alone, where it is no time of day."""
_EVERY = re.compile(
    r"\b(?:an?|per|each|every) (?:day|week|month|session|year|morning|meeting|(?:mon|tues|wednes|"
    r"thurs|fri)day)\b",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:days?|weeks?|months?|years?|sessions?|semesters?|periods?|class(?:es)?|lessons?|blocks?|"
    r"seconds?|secs?|per|each|every|apiece|twice|times|cada|por persona|or two|"
    rf"(?:\d|{_WORDS}) half[ -]hours?)\b",
    re.IGNORECASE,
)
"""What makes a time another one: longer, of one person, several times."""

_PEOPLE = re.compile(
    r"(?:[^\W\d]+[ :,.]+){0,4}(?P<fewest>\d{1,4})"
    r"(?:\s*(?:-|–|—|to|or|and|a|o|y)\s*(?P<most>\d{1,4}))?"
    r"(?:\s?\+|\b)(?P<of>(?:[ ,]+[^\W\d]+){0,5})\.?",
    re.IGNORECASE,
)
_NO_PEOPLE = re.compile(
    r"\b(?:grades?|rooms?|ages?|levels?|pages?|steps?|weeks?|days?|in|since|year|class|school|unit)\s*\d|"
    r"\d\s*(?:min(?:ute)?s|hours?|hrs?|days?|weeks?|months?|years?|grades?|percent)\b",
    re.IGNORECASE,
)
"""A number that counts something else."""
_BARE = re.compile(r"\d{1,4}(?:\s*(?:-|–|to)\s*\d{1,4})?(?: people| persons| participants)?\.?")
_HOURS = re.compile(r"(?:(?<=[\d½¼¾⅓⅔])|\b)(?:hours?|horas?|hrs?|h)\b", re.IGNORECASE)
_LEAST = re.compile(
    r"at least|or more|more than|\d\s*\+|\bminimum|\bmin\b|al menos|como mínimo", re.IGNORECASE
)
_MOST = re.compile(
    r"at most|up to|or (?:fewer|less)|fewer than|no more than|\bmax(?:imum)?\b|hasta|como máximo",
    re.IGNORECASE,
)
_PARTS = ("learn", "prepare", "run")
"""What minutes are given to."""

_WEEKDAY = re.compile(
    r"^(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,?|(?:mon|tue|wed|thu|fri|sat|sun)\.?,)\s+",
    re.IGNORECASE,
)
_TIME_OF_DAY = re.compile(
    r"(?:T|,?\s+(?:at\s+)?)\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?\s*(?:[ap]\.?m\.?)?"
    r"(?:Z|[+-]\d\d:?\d\d)?$",
    re.IGNORECASE,
)
_SHORT_YEAR = re.compile(r"^(\d{1,2}[/.-])(\d{1,2}[/.-])(\d\d)$")


def minutes(text: str) -> int | None:
    """The time that a text tells, in minutes, the longest of a range; None where it is unclear."""
    text = _in_decimals(_in_digits(" ".join(text.split())))
    text = _TIMES.sub(_product, _EVERY.sub("", text))
    if (aside := re.search(r"\(([^()]*)\)", text)) and _OTHER.search(text):
        text = aside[1]  # One school day (6 hours)
    if _OTHER.search(text):
        return None
    text = _HOURS_AND.sub(lambda m: f"{m[1] or m[3]} hours {m[2] or m[4]} minutes", text)
    times = list(_TIME.finditer(text))
    if not times:
        bare = _BARE_RANGE.fullmatch(text.strip(" \n.~"))
        return (_amount(bare["more"] or bare["some"], "") or None) if bare else None
    amounts = [_amount(time["more"] or time["some"], time["unit"]) for time in times]
    between = text[times[0].end() : times[-1].start()].strip(" ,")
    goes_on = len(times) == 2 and between in ("", "and", "y")
    if len(amounts) == 1 or (goes_on and times[0]["unit"][0] in "hH"):
        return sum(amounts) or None
    return None


def _in_digits(text: str) -> str:
    """A text in which no number has two words."""
    return _COMPOUND.sub(lambda m: f"{NUMBERS[m[1].lower()] + NUMBERS[m[2].lower()]}", text)


def _in_decimals(text: str) -> str:
    """A text in which no part of an hour is a fraction or a word."""
    for sign, fraction in _SIGNS.items():
        text = re.sub(rf"\s*{sign}", f" {fraction}", text)
    if not _HOURS.search(text):
        return text
    text = _FRACTION.sub(lambda m: f"{int(m[1] or 0) + int(m[2]) / int(m[3]):.4g}", text)
    text = _HALVES.sub(lambda m: f"{NUMBERS.get(m[1].lower(), m[1])}.5", text)
    text = re.sub(r"(\d\.\d+) (?:of )?an? hour", r"\1 hour", text, flags=re.IGNORECASE)
    text = _HOUR_AND.sub(
        lambda m: f"{m[1]} hour {30 if m['part'].lower() in ('half', 'media') else 15} minutes",
        text,
    )
    for words, part in _PARTS_OF_HOUR.items():
        text = re.sub(rf"(?<![\w.-] )(?:{words})", f" {part}", text, flags=re.IGNORECASE)
    return text


def _product(match: re.Match[str]) -> str:
    return f"{_amount(match['count'], '') * int(match['each'])} min"


def _amount(some: str, unit: str) -> int:
    plain = some.lower().replace(",", ".")
    amount = float(NUMBERS.get(plain, 1 if plain in ("a", "an", "un", "una") else 0) or plain)
    return math.ceil(round(amount * (60 if unit[:1].lower() == "h" else 1), 1))


def number(value: Any) -> int | None:
    """The number that a text tells, time in minutes, the longest of a range; None where it tells
    none, or several.
    """
    if time := minutes(str(value)):
        return time
    match = _PLAIN.fullmatch(_in_digits(str(value).strip()))
    return (
        (NUMBERS.get(match["some"].lower()) or math.ceil(float(match["some"]))) if match else None
    )


def parts(value: Any) -> Mapping[str, int]:
    """The minutes that a text gives to names, such as `learn 10, run 24` or `10 to learn`; {} if it
    has a number that it gives to none.
    """
    text = str(value)
    if _HOURS.search(text):
        return {}
    found: dict[str, int] = {}
    for name in _PARTS:
        before = rf"\b(\d{{1,4}})(?: ?min(?:ute)?s?)? (?:to|for) {name}\b"
        behind = rf"\b{name}\W{{0,3}}(\d{{1,4}})\b"
        match = re.search(before, text, re.IGNORECASE) or re.search(behind, text, re.IGNORECASE)
        if match:
            found[name] = int(match[1])
    return found if len(found) == len(re.findall(r"\d+", text)) else {}


def size(value: Any) -> Mapping[str, int]:
    """The fewest and the most people that a text names, such as `3 to 5 people`."""
    text = " ".join(str(value).split())
    match = _PEOPLE.fullmatch(text)
    if not match or _NO_PEOPLE.search(text):
        return {}
    first, last = int(match["fewest"]), int(match["most"] or match["fewest"])
    if first > last:
        return {}  # 2024-25
    if not match["most"] and _LEAST.search(text):
        return {"min": first}
    if not match["most"] and _MOST.search(text):
        return {"max": first}
    return {"min": first, "max": last}


def is_bare(text: str) -> bool:
    """Whether a text that names people says nothing but their number."""
    return bool(_BARE.fullmatch(text.strip()))


def days_in(text: str) -> list[datetime.date]:
    """The days that a date may mean, also one with its weekday, its time, or two digits of a year.

    What `days` reads keeps all that was written; here a time of day is left out.
    """
    plain = _TIME_OF_DAY.sub("", _WEEKDAY.sub("", text.strip()))
    return days(text) or days(_SHORT_YEAR.sub(r"\1\g<2>20\3", plain))


def day_hint(value: str) -> str:
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
