"""What a line is: a heading, an item with a number, or a part of a lesson with its minutes."""

import html
import re
from collections.abc import Sequence

from playbook.model.hints.proposals import ITEM

_NUMBER = re.compile(r"^(?:\d{1,2}|[IVX]{1,4}|[A-H])\\?[.)]\s")
_MINUTES = r"\d{1,3}(?:\s*[-–]\s*\d{1,3})?\s*[-–]?\s*min(?:ute|uto)?s?\.?"
_ORDINAL = r"\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten"
_STEP = re.compile(rf"^(?:step|paso|étape)\s+(?:{_ORDINAL})\b\s*[.:)–—-]?\s*", re.IGNORECASE)
_TIMED = re.compile(rf"[(\[]\s*{_MINUTES}[^()]*[)\]]\W*$|[–—:,|]\s*{_MINUTES}\s*$", re.IGNORECASE)
_PHASE = re.compile(
    rf"^(?P<title>[^\W\d_a-zß-öø-ÿ][^.!?:()]{{1,40}}\(\s*(?i:{_MINUTES})\s*\)):?(?:\s+(?P<rest>\S.*))?$"
)
_NEAR = 60
"""The lines on either side among which another part of a lesson stands."""
_MARK = re.compile(r"^(?:\d{1,2}(?:\.\d{1,2})+|\d{1,2}\\?[.)]|\d\ufe0f?\u20e3|0\d)\s+")

_CAPITALS = re.compile(
    r"^[A-ZÀ-ÖØ-Þ0-9][A-ZÀ-ÖØ-Þ0-9 '’&,/()–-]{2,59}[A-ZÀ-ÖØ-Þ0-9 '’&,/()–!?-]:?$"
)
_COLON = re.compile(r"^[^\W\d_a-zß-öø-ÿ][^.!?:;]{2,45}:$")
_ABOVE_LIST = re.compile(r"^[^\W\d_a-zß-öø-ÿ][^.!?:;,]{2,40}$")
_BULLET = re.compile(r"^ {0,8}[-*+]\s")
_SHORT = 3
"""The most words of a line that is a heading for the numbers below it."""


def is_step(title: str) -> bool:
    """Whether a heading says that it is one of several steps: by its number, or its minutes."""
    return bool(_STEP.match(title) or _TIMED.search(title))


def without_number(title: str) -> str:
    """The words of a step without the number that a list gives it."""
    words = re.sub(r"^(\**)\s*", r"\1", title)
    mark = _STEP.match(words) or _MARK.match(words)
    return words[mark.end() :] if mark and mark.end() < len(words) else title


def without_labels(text: str) -> str:
    """Lines that each begin with `Step 1:` and so on, as a numbered list; "" for other lines."""
    lines = text.split("\n")
    if len(lines) < 2 or not all(map(_STEP.match, lines)):
        return ""
    return "\n".join(f"{n}. {_STEP.sub('', line)}" for n, line in enumerate(lines, 1))


def phase(lines: Sequence[str], n: int) -> tuple[str, str] | None:
    """The name of a part of a lesson with its minutes, and what its line says then, if a text has
    several: `Warm-up (5 min): Read it.`
    """
    match = _PHASE.match(lines[n].strip())
    near = lines[max(n - _NEAR, 0) : n + _NEAR]
    if not match or sum(bool(_PHASE.match(line.strip())) for line in near) < 2:
        return None
    return match["title"], match["rest"] or ""


def is_numbered(lines: Sequence[str], n: int) -> bool:
    """Whether a line is one of several with numbers, and no heading."""
    if not _NUMBER.match(lines[n]):
        return False
    if _TIMED.search(lines[n]):
        return True
    above = next((one for one in reversed(lines[:n]) if one[:1].strip()), "")
    below = next((one for one in lines[n + 1 :] if one.strip()), "")
    return bool(_NUMBER.match(above) or _NUMBER.match(below) or below[:1].isspace() or not below)


def has_parts(lines: Sequence[str], n: int) -> bool:
    """Whether a line with a number is a heading: 2., where 2.1 is below it, or 2.1 alone."""
    if re.match(r"\d{1,2}\.\d", lines[n]) and not re.search(r"[.!;,]$", lines[n].rstrip()):
        return not "".join(lines[n + 1 : n + 2]).strip()
    number = re.match(r"\d{1,2}", lines[n])
    below = next((one for one in lines[n + 1 :] if one.strip()), "")
    return bool(number and re.match(rf"{number[0]}\.1[. )]", below.strip()))


def looks_like_heading(line: str, below: str, *, is_first: bool) -> bool:
    """Whether a line with no other above it is a heading by its capitals, or by its list."""
    if _CAPITALS.match(line) and (is_first or not _CAPITALS.match(below)):
        return True
    is_short = not is_first and len(line.split()) <= _SHORT and ITEM.match(below)
    is_above_list = _ABOVE_LIST.match(line) and (is_short or _BULLET.match(below))
    return bool(_COLON.match(line) or is_above_list)


def title_of(heading: str) -> str:
    """The words of a heading; "" for a paragraph with a line below it, and for none."""
    lines = heading.strip().split("\n")
    if len(lines) > 2 or (len(lines) == 2 and not re.fullmatch(r"\s*(=+|-+)\s*", lines[1])):
        return ""
    words = re.sub(r"^#{1,6}(?=\s|$)", "", lines[0].strip()).strip()
    bare = words.rstrip("#")
    return bare.rstrip() if bare != words and (not bare or bare[-1].isspace()) else words


def words_of(text: str) -> str:
    """The words of a line without the signs of Markdown."""
    return " ".join(without_marks(text).strip(" #:=").split())


def without_marks(text: str) -> str:
    """A text whose words nothing formats; links and pictures are their words."""
    text = re.sub(r"!?\[([^\[\]]*)\]\([^()\s]*\)", r"\1", text)
    text = re.sub(r"\\(?=[^\w\s])|(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)|`", "", text)
    return html.unescape(text)
