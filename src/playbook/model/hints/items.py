"""The items of a list that somebody wrote as one text."""

import re
from collections.abc import Collection, Sequence
from typing import Any

from playbook.model.fields import as_id

_BEHIND_NAME = re.compile(
    r"(?:ph\.?d|ed\.?d|m\.?a|m\.?s|m\.?ed|jr|sr|nbct|lcsw|(?:.* )?(?:gmbh|inc|llc|ltd|usd|isd))\.?|"
    r"(?:[A-Z]\.[ -]?)+|"
    r".*\b(?:county|schools?|districts?|elementary|academy|university|college|unified|department|"
    r"principal|superintendent|teachers?|coach|director|leader|counselor|librarian|chair|escuela|"
    r"distrito|universidad|center|institute)\b.*",
    re.IGNORECASE,
)
"""What stands behind the name of a person, after a comma: a title, a place, a year."""
_FIRST_NAME = re.compile(r"[A-ZÀ-ÖØ-Þ][\w'’.-]*(?: [A-ZÀ-ÖØ-Þ]\.?)?")
_BY = re.compile(
    r"^(?:(?:written|created|developed|prepared|shared|presented) )?by\s+", re.IGNORECASE
)

_AND = r" ?(?:;|,? ?(?:\band\b|&)) ?"
_COMMA = r" ?[;,] ?(?:and )?"
_CLOSED = r'(?<![^ ,;(])"[^"]*"|“[^“”]*”|\([^()]*\)'
"""What is one piece: in quotes, or in brackets."""
_QUOTED = re.compile(r'^["“]([^"“”]+)["”]$')

NAMES = ("authors", "aliases", "leads")
"""Lists of names, in which no comma is that of a sentence."""
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
    """The items of a list that somebody wrote as one line; what is in quotes or brackets is one."""
    line = " ".join(str(value).split())
    parts = _authors(_BY.sub("", line)) if key == "authors" else _pieces(key, line)
    return [_QUOTED.sub(r"\1", part) for part in parts]


def _authors(line: str) -> list[str]:
    """People, each with what stands behind the name; `Lee, Ann` is one."""
    groups = [_cut(piece, _COMMA) for piece in _cut(line, _AND)]
    if all(len(g) == 2 and " " not in g[0] and _FIRST_NAME.fullmatch(g[1]) for g in groups):
        return [", ".join(group) for group in groups]
    whole: list[str] = []
    for group in groups:
        for n, part in enumerate(group):
            if n and _BEHIND_NAME.fullmatch(part):
                whole[-1] += f", {part}"
            else:
                whole.append(part)
    return whole


def _pieces(key: str, line: str) -> list[str]:
    """A line cut at its signs; whole where its commas are those of a sentence."""
    if key == "leads":
        return _cut(line, f"{_AND}|{_COMMA}")
    if ";" in line:
        return _cut(line, r"\s*;\s*")
    parts = _cut(line, _COMMA)
    is_sentence = _STOP.search(line) or any(map(_GOES_ON.match, parts[1:]))
    is_long = any(len(part.split()) > _LONGEST_PIECE for part in parts)
    return [line] if key not in NAMES and (is_sentence or is_long) else parts


def _cut(line: str, sign: str) -> list[str]:
    """A line cut at a sign, where that is in no quotes and no brackets."""
    parts, start = [], 0
    for match in re.finditer(f"{_CLOSED}|(?P<sign>{sign})", line, re.IGNORECASE):
        if match["sign"]:
            parts.append(line[start : match.start()])
            start = match.end()
    return [part.strip() for part in (*parts, line[start:]) if part.strip()]


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


def apart(words: Sequence[str], *, in_brackets: bool) -> str:
    """What to do with several words that somebody wrote as one item of a list."""
    if in_brackets:
        return f"Put a comma between them: {', '.join(words)}"
    first, *rest = (f"- {word}" for word in words)
    return f"Give each a line of its own: {first}, and below it {', '.join(rest)}"
