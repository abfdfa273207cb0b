"""What an author probably means by a value in another form, from their own words alone.

Nothing is proposed that its author did not write: where a number is missing, none is made up.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from playbook.model.field_reference import FieldReference, Holds
from playbook.model.fields import is_id
from playbook.model.hints import amounts, closed_lists, relations
from playbook.model.hints.relations import MOST

ITEM = re.compile(
    r"^\s*(?P<mark>[-*+•–●○■◦▪✓✔►\uf0b7\uf0a7]|o(?=\s\s)|\(?(?:\d{1,3}|[a-o])\\?[.)])\s+(?P<text>\S.*)$"
)
"""A line of a list, with a dash, a bullet, a number or a letter."""

_PLAIN_TIME = re.compile(r"\s*\d{1,5}(?: minutes)?\s*")
"""Time of which a number in minutes says all."""
_NO_NAME = re.compile(r"://|^#|^/|^www\.|^\S+@\S+$", re.IGNORECASE)
"""What nobody is called: a heading, and an address."""
_NOTHING = re.compile(
    r"(?:none|n/?a|not applicable|unknown|tbd|nothing|ninguno|[-–—?]+)\.?", re.IGNORECASE
)
"""What people write where they have nothing to say."""
_TITLE = re.compile(
    r"(?:ph\.?d|ed\.?d|m\.?a|m\.?s|m\.?ed|jr|sr|nbct|lcsw|(?:.* )?(?:gmbh|inc|llc|ltd|usd|isd))\.?",
    re.IGNORECASE,
)
"""What stands behind the name of a person, after a comma."""

_AND = re.compile(r"\b(\d)\s*h\s*([0-5]\d)\b|^\W*([0-6]):([0-5]\d)\W*$", re.IGNORECASE)
"""Hours and minutes: `1h30`, and `1:30` alone, where it is no time of day."""
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
_TITLE = re.compile(
    r"(?:ph\.?d|ed\.?d|m\.?a|m\.?s|m\.?ed|jr|sr|nbct|lcsw|(?:.* )?(?:gmbh|inc|llc|ltd|usd|isd))\.?",
    re.IGNORECASE,
)
"""What stands behind the name of a person, after a comma."""

_NUMBER = re.compile(r"\d{1,5}(?:\.\d)?")
_HOURS = re.compile(r"(?:(?<=\d)|\s|^)(?:hours?|hrs?|h)\b", re.IGNORECASE)
_AND = re.compile(r"\s*(?:[;,]|\band\b|&)\s*(?:and\s+)?")
_COMMA = re.compile(r"\s*[;,]\s*(?:and\s+)?")
_NAMES = ("authors", "aliases")
"""Lists of names, where `and` parts two of them; in a sentence it does not."""


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
    if _NOTHING.fullmatch(text.strip()):
        return Proposal(None, tuple(lines))
    if field.names:
        return Proposal(*relations.read(lines, names or {}))
    if field.choices:
        return Proposal(*closed_lists.read(field, lines))
    if field.holds is Holds.NUMBER:
        is_time = field.name.startswith("minutes.")
        amount = amounts.minutes(text) if is_time else amounts.number(text)
        return Proposal(amount, () if amount else tuple(lines), bool(_PLAIN_TIME.fullmatch(text)))
    if field.name == "group_size":
        people = amounts.size(" ".join(lines))
        whole = bool(amounts.is_bare(text))
        return Proposal(people or None, () if people else tuple(lines), whole)
    if field.name == "sources" or field.holds in (Holds.GROUP, Holds.GROUPS, Holds.KEYS):
        return Proposal(None, tuple(lines))
    return _texts(field, text, lines) if field.many else _text(field, " ".join(lines))


def _texts(field: FieldReference, text: str, lines: Sequence[str]) -> Proposal:
    """A list of lines; one line without the sign of an item may hold several of them."""
    is_name = field.name in _NAMES
    if len(lines) == 1 and lines[0] == text.strip() and len(items(field.name, text)) > 1:
        lines = items(field.name, text)
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


def items(key: str, value: Any) -> list[str]:
    """The items of a list that somebody wrote as one line."""
    parts = (_AND if key in _NAMES else _COMMA).split(str(value).strip())
    whole: list[str] = []
    for part in filter(None, parts):
        if whole and key == "authors" and _TITLE.fullmatch(part):
            whole[-1] += f", {part}"
        else:
            whole.append(part)
    return whole


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
