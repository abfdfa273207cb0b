"""What an author probably means by a value in another form, from their own words alone.

Nothing is proposed that its author did not write: where a number is missing, none is made up.
"""

import math
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from playbook.model.field_reference import FieldReference, Holds
from playbook.model.fields import is_id
from playbook.model.hints import closed_lists, items, relations
from playbook.model.hints.relations import MOST
from playbook.model.sections import NUMBERS

ITEM = re.compile(
    r"^\s*(?P<mark>[-*+•–●○■◦▪✓✔►\uf0b7\uf0a7]|o(?=\s\s)|\(?(?:\d{1,3}|[a-o])\\?[.)])\s+(?P<text>\S.*)$"
)
"""A line of a list, with a dash, a bullet, a number or a letter."""

_SOME = rf"\d{{1,4}}(?:[.,]\d{{1,2}})?|\b(?:an?|una?|{'|'.join(NUMBERS)})\b"
_RANGE = rf"(?P<some>{_SOME})(?:\s*(?:-|–|—|to|or|a|o)\s*(?P<more>{_SOME}))?"
_UNIT = r"h(?:ou)?rs?|horas?|h|min(?:ute|uto)?s?|m"
_TIME = re.compile(rf"{_RANGE}[ -]*(?P<unit>{_UNIT})\b", re.IGNORECASE)
_HALF = re.compile(r"\bhalf an? hour|\bmedia hora", re.IGNORECASE)
_AND_A_HALF = re.compile(
    r"(\d+|\ban?|\buna|\bone) h(?:our|ora)s? (?:and a half|y media)", re.IGNORECASE
)
_TIMES = re.compile(
    rf"(?P<count>(?:{_SOME})(?=\s*[x×*])|\b(?:{'|'.join(NUMBERS)})(?=\s)|\b\d{{1,2}}(?=\s\d{{1,3}}-min))"
    r"\s*[x×*]?\s*(?P<each>\d{1,3})[ -]*(?:min|m\b)",
    re.IGNORECASE,
)
"""Several times the same: `2 x 30 min`, `two 45-minute periods`."""
_HOURS_AND = re.compile(r"\b(\d)\s*h\s*([0-5]\d)\b|^\W*([0-6]):([0-5]\d)\W*$", re.IGNORECASE)
"""Hours and minutes: `1h30`, and `1:30` alone, where it is no time of day."""
_BARE_RANGE = re.compile(rf"(?:about|around|ca\.?|circa)?\s*{_RANGE}", re.IGNORECASE)
_PLAIN_TIME = re.compile(r"\s*\d{1,5}(?: minutes)?\s*")
"""Time of which a number in minutes says all."""
_LONGER = re.compile(r"\b(?:days?|weeks?|months?|years?|sessions?|semesters?)\b", re.IGNORECASE)
_EVERY = re.compile(r"\b(?:an?|per|each|every) (?:day|week|month|session|year)\b", re.IGNORECASE)
_PEOPLE = re.compile(
    r"(?:[^\W\d]+[ :,]+){0,4}(?<!grade )(?<!grades )"
    r"\d{1,4}(?:\s*(?:-|–|to|or|and|a|o|y)\s*\d{1,4})?\b(?:[ ,][^\W\d]+){0,5}\.?",
    re.IGNORECASE,
)
_BARE = re.compile(r"\d{1,4}(?:\s*(?:-|–|to)\s*\d{1,4})?(?: people| persons| participants)?\.?")
_NO_NAME = re.compile(r"://|^#|^/|^www\.|^\S+@\S+$", re.IGNORECASE)
"""What nobody is called: a heading, and an address."""
_NOTHING = re.compile(
    r"(?:none|n/?a|not applicable|unknown|tbd|nothing|ninguno|[-–—?]+)\.?", re.IGNORECASE
)
"""What people write where they have nothing to say."""
_NUMBER = re.compile(r"\d{1,5}(?:\.\d)?")
_HOURS = re.compile(r"(?:(?<=\d)|\s|^)(?:hours?|hrs?|h)\b", re.IGNORECASE)
_LEAST = re.compile(r"at least|or more|more than|\d\s*\+|minimum", re.IGNORECASE)
_MOST = re.compile(
    r"at most|up to|or (?:fewer|less)|fewer than|no more than|maximum", re.IGNORECASE
)
_PARTS = ("learn", "prepare", "run")
"""What minutes are given to."""


class Proposal(NamedTuple):
    """What an author means by an answer: a value, or None, and the lines that did not fit."""

    value: Any
    rest: tuple[str, ...] = ()
    is_whole: bool = True
    """Whether the value says all that the author wrote."""


def propose(field: FieldReference, text: str, names: Mapping[str, str] | None = None) -> Proposal:
    """What an author means by a text that answers for a key; `names` are titles by id, of the
    folder that the key names.
    """
    lines = [line for line in map(item, text.split("\n")) if line]
    if is_nothing(text):
        return Proposal(None, tuple(lines))
    if field.names:
        return Proposal(*relations.read(lines, names or {}))
    if field.choices:
        return Proposal(*closed_lists.read(field, lines))
    if field.holds is Holds.NUMBER:
        amount = minutes(text) if field.name.startswith("minutes.") else number(text)
        return Proposal(amount, () if amount else tuple(lines), bool(_PLAIN_TIME.fullmatch(text)))
    if field.name == "group_size":
        people = size(text) if _PEOPLE.fullmatch(" ".join(lines)) else {}
        whole = bool(_BARE.fullmatch(text.strip()))
        return Proposal(people or None, () if people else tuple(lines), whole)
    if field.name == "sources" or field.holds in (Holds.GROUP, Holds.GROUPS, Holds.KEYS):
        return Proposal(None, tuple(lines))
    return _texts(field, text, lines) if field.many else _text(field, " ".join(lines))


def _texts(field: FieldReference, text: str, lines: Sequence[str]) -> Proposal:
    """A list of lines; one line without the sign of an item may hold several of them."""
    is_name = field.name in items.NAMES
    if len(lines) == 1 and lines[0] == text.strip() and len(items.of_line(field.name, text)) > 1:
        lines = items.of_line(field.name, text)
    short = [n for n in lines if len(n) <= MOST and not (is_name and _NO_NAME.search(n))]
    return Proposal(short or None, tuple(line for line in lines if line not in short))


def _text(field: FieldReference, line: str) -> Proposal:
    most = {"title": 10_000, "summary": 220}.get(field.name, MOST)
    if len(line) <= most:
        return Proposal(line or None)
    return Proposal(beginning(line, most), (line,))


def item(line: str) -> str:
    """A line without the dash or number before it."""
    match = ITEM.match(line)
    return (match["text"] if match else line).strip()


def beginning(line: str, most: int) -> str:
    """As many whole words of a line as fit."""
    if len(line) <= most:
        return line
    return line[: most + 1].rpartition(" ")[0].rstrip(" ,;:") or line[:most]


def minutes(text: str) -> int | None:
    """The time that a text tells, in minutes, the longest of a range; None where it is unclear."""
    text = _EVERY.sub("", text)
    if (aside := re.search(r"\(([^()]*)\)", text)) and _LONGER.sub("", text) != text:
        text = aside[1]  # One school day (6 hours)
    if _LONGER.search(text):
        return None
    text = _TIMES.sub(lambda m: f"{_amount(m['count'], '') * int(m['each'])} min", text)
    text = _HOURS_AND.sub(lambda m: f"{m[1] or m[3]} hours {m[2] or m[4]} minutes", text)
    half = _HALF.sub(" 0.5 hours", _AND_A_HALF.sub(r"\1 hour 30 minutes", text))
    times = list(_TIME.finditer(half))
    if not times:
        bare = _BARE_RANGE.fullmatch(text.strip(" \n.~"))
        return (_amount(bare["more"] or bare["some"], "") or None) if bare else None
    amounts = [_amount(time["more"] or time["some"], time["unit"]) for time in times]
    goes_on = len(times) == 2 and half[times[0].end() : times[1].start()].strip(" ,") in ("", "and")
    if len(amounts) == 1 or (goes_on and times[0]["unit"][0] in "hH"):
        return sum(amounts) or None
    return None


def _amount(some: str, unit: str) -> int:
    plain = some.lower().replace(",", ".")
    amount = float(NUMBERS.get(plain, 1 if plain in ("a", "an", "un", "una") else 0) or plain)
    return math.ceil(amount * (60 if unit[:1].lower() == "h" else 1))


def number(value: Any) -> int | None:
    """The number that a text tells, time in minutes, the longest of a range; None where it tells
    none, or several.
    """
    text = str(value)
    numbers = _NUMBER.findall(text)
    if _LONGER.search(text) and not _TIMES.search(text):
        return None
    if time := minutes(text):
        return time
    if len(numbers) > 1:
        return None
    if not numbers:
        first, _, unit = text.strip().lower().partition(" ")
        in_words = NUMBERS.get(first)
        return in_words * (60 if _HOURS.match(unit) else 1) if in_words else None
    return math.ceil(float(numbers[0]) * (60 if _HOURS.search(text) else 1))


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
    numbers = sorted(int(float(digits)) for digits in _NUMBER.findall(str(value)))
    if len(numbers) > 2 or not numbers:
        return {}
    first, last = numbers[0], numbers[-1]
    if len(numbers) == 1 and _LEAST.search(str(value)):
        return {"min": first}
    if len(numbers) == 1 and _MOST.search(str(value)):
        return {"max": first}
    return {"min": first, "max": last}


def is_nothing(value: Any) -> bool:
    """Whether a value says that there is nothing to say, such as `none` or `n/a`."""
    return isinstance(value, str) and bool(_NOTHING.fullmatch(value.strip()))


def pairs(values: Sequence[Any]) -> Mapping[str, Any]:
    """Names with their sentences, from lines with dashes: each has both, or each second one is the
    sentence of the name above it. Empty where they are not.
    """
    lines = [pair for item in values if isinstance(item, dict) for pair in item.items()]
    if len(lines) < len(values) and all(isinstance(item, str) for item in values):
        names, sentences = values[::2], values[1::2]
        is_even = len(names) == len(sentences) and all(map(is_id, names))
        lines = list(zip(names, sentences, strict=True)) if is_even else []
        if any(map(is_id, sentences)):
            return {}
    is_whole = len(lines) in (len(values), len(values) / 2)
    return dict(lines) if is_whole and len(dict(lines)) == len(lines) else {}
