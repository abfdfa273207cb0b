"""The items of a list that somebody wrote as one text."""

import re
from collections.abc import Collection, Sequence
from typing import Any

from playbook.model.fields import as_id

_TITLE = re.compile(
    r"(?:ph\.?d|ed\.?d|m\.?a|m\.?s|m\.?ed|jr|sr|nbct|lcsw|(?:.* )?(?:gmbh|inc|llc|ltd|usd|isd))\.?",
    re.IGNORECASE,
)
"""What stands behind the name of a person, after a comma."""

_AND = re.compile(r"\s*(?:[;,]|\band\b|&)\s*(?:and\s+)?")
_COMMA = re.compile(r"\s*[;,]\s*(?:and\s+)?")

NAMES = ("authors", "aliases", "leads")
"""Lists of names, where `and` parts two of them; in a sentence it does not."""
_LONGEST_PIECE = 5
"""The most words between two commas of a list; with more they are parts of a sentence."""
_GOES_ON = re.compile(
    r"(?:if|when|where|while|so|but|yet|or|nor|not|as|because|since|unless|until|than|though|that|"
    r"who|whom|whose|which|with|without|for|to|from|of|in|on|at|by|only|even|especially|ideally|"
    r"preferably|perhaps|maybe|such|including|also|too|please|each|then|"
    r"si|cuando|donde|pero|o|porque|que|con|sin|para|por|de|en|sobre|como)\b",
    re.IGNORECASE,
)
"""How a piece of a sentence begins that goes on from the piece before it."""
_STOP = re.compile(r"[.!?:](?:\s|$)")


def of_line(key: str, value: Any) -> list[str]:
    """The items of a list that somebody wrote as one line."""
    parts = _pieces(key, str(value).strip())
    whole: list[str] = []
    for part in filter(None, parts):
        if whole and key == "authors" and _TITLE.fullmatch(part):
            whole[-1] += f", {part}"
        else:
            whole.append(part)
    return whole


def _pieces(key: str, text: str) -> list[str]:
    """A line cut at its signs; whole where its commas are those of a sentence."""
    if key in NAMES:
        return _AND.split(text)
    if ";" in text:
        return re.split(r"\s*;\s*", text)
    parts = _COMMA.split(text)
    is_sentence = _STOP.search(text) or any(map(_GOES_ON.match, parts[1:]))
    is_long = any(len(part.split()) > _LONGEST_PIECE for part in parts)
    return [text] if is_sentence or is_long else parts


def listed(key: str, value: Any, lines: Sequence[str]) -> list[str]:
    """The items of a list that somebody wrote without signs: each line is one, if it has some."""
    return list(lines) if len(lines) > 1 else of_line(key, value)


def both_of(id_: str, ids: Collection[str]) -> list[str]:
    """The ids that somebody joined into one, such as `principal-and-teacher`; [] for any other."""
    parts = id_.split("-and-")
    return parts if len(parts) > 1 and all(part in ids for part in parts) else []


def ids(key: str, value: Any) -> list[str]:
    """The ids of a list that somebody wrote as one text; none where a part of it can be no id."""
    names = [as_id(part) for part in of_line(key, value)]
    return names if all(names) else []
