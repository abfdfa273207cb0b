"""What an author probably means by a value in another form, from their own words alone.

Nothing is proposed that its author did not write: where a number is missing, none is made up.
"""

import datetime
import re
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from playbook.model.field_reference import FieldReference, Holds
from playbook.model.fields import as_language, is_id
from playbook.model.hints import amounts, closed_lists, items, relations
from playbook.model.hints.relations import MOST
from playbook.model.letters import is_question

ITEM = re.compile(
    r"^\s*(?P<mark>[-*+•–●○■◦▪✓✔►\uf0b7\uf0a7]|o(?=\s\s)|\(?(?:\d{1,3}|[a-o])\\?[.)])\s+(?P<text>\S.*)$"
)
"""A line of a list, with a dash, a bullet, a number or a letter."""

_PLAIN_TIME = re.compile(r"\s*\d{1,5}(?: minutes)?\s*")
"""Time of which a number in minutes says all."""
_NO_NAME = re.compile(r"://|^#|^/|^www\.|^\S+@\S+$|^[\d\W]+$", re.IGNORECASE)
"""What nobody is called: a heading, an address, a year."""
_NOTHING = re.compile(
    r"(?:none|n/?a|not applicable|unknown|tbd|nothing|ninguno|[-–—?]+)\.?", re.IGNORECASE
)
"""What people write where they have nothing to say."""


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
    if names and field.holds in (Holds.TEXT, Holds.TEXTS):
        return _ids(lines, names, many=field.many)
    if field.name == "language" or field.holds is Holds.DATE:
        value = _date(text.strip()) if field.holds is Holds.DATE else as_language(text)
        return Proposal(value or None, () if value else tuple(lines))
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


def _ids(lines: Sequence[str], names: Mapping[str, str], *, many: bool) -> Proposal:
    """The ids that lines name, where these say nothing else of them."""
    ids, rest = relations.read(lines, names)
    alone = [id_ for id_, sentence in (ids or {}).items() if sentence is None]
    if rest or not alone or len(alone) < len(ids or {}) or (len(alone) > 1 and not many):
        return Proposal(None, tuple(lines))
    return Proposal(alone if many else alone[0])


def _date(text: str) -> datetime.date | None:
    """The one day that a text can mean, without the time of day."""
    found = amounts.days_in(text)
    return found[0] if len(found) == 1 else None


def _texts(field: FieldReference, text: str, lines: Sequence[str]) -> Proposal:
    """A list of lines; one line without the sign of an item may hold several of them."""
    is_name = field.name in items.NAMES
    if len(lines) == 1 and lines[0] == text.strip() and len(items.of_line(field.name, text)) > 1:
        lines = items.of_line(field.name, text)
    if field.name == "critical_questions":
        short = [line for line in lines if len(line) <= MOST and is_question(line)]
    else:
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
