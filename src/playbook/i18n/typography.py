"""Quotation marks, apostrophes, dashes and ellipses as print has them, for what a keyboard typed.

Files and records keep what was typed. It is set where it is shown: a page once it is drawn, by
`playbook_site.rendering.typography`, and what scripts show once it is written for them.
"""

import re
from functools import lru_cache
from typing import NamedTuple


class Marks(NamedTuple):
    """What a language has for a quotation, for one inside it, and for a break of thought."""

    double: tuple[str, str]
    single: tuple[str, str]
    dash: str


ENGLISH = Marks(("“", "”"), ("‘", "’"), "—")
"""Those of any language without its own; Spanish, as the Americas write it, has the same."""

MARKS = {
    "de": Marks(("„", "“"), ("‚", "‘"), "–"),
    "fr": Marks(("«\u202f", "\u202f»"), ("“", "”"), "–"),
}

GAP = "\0"
"""What stands for a tag in a text of HTML."""

_DOUBLE = r'"|&(?:quot|\#0*34|\#[xX]22);'
_SINGLE = r"'|&(?:apos|\#0*39|\#[xX]27);"
_SIGNS = re.compile(
    rf"""https?://[^\s<"'&{GAP}]+    # an address stays as it is
    | (?P<double>{_DOUBLE})
    | (?P<single>{_SINGLE})
    | (?<![./\\])(?P<dots>\.\.\.)(?![./\\])
    | (?<![\w-])(?P<apart>-{{1,3}})(?![\w-])
    | (?<=[^\W\d_])(?P<between>---?)(?=[^\W\d_])""",
    re.VERBOSE,
)
_BEHIND, _AHEAD = 80, 1_000
"""Characters that are looked at around a sign: a text of signs alone takes no time either."""

_LAST = re.compile(rf"(?<=[^\s(])(?:{_SINGLE})(?![^\W_])", re.VERBOSE)
_FEET = re.compile(rf"\d(?:{_SINGLE}|′)\d+\Z", re.VERBOSE)
_DECADE = re.compile(r"\d\ds\b")
_CLIPPED = re.compile(r"(?:tis|twas|twere|twill|em|til|till|n)\b", re.IGNORECASE)
_CODE = re.compile(r"[-/_@=\\\d]|[.:]\w")
_ENDS, _STARTS = frozenset(")]”’»\"';.!?…"), frozenset("([“‘«„‚\"'&¿¡")
_BEFORE_A_QUOTE = frozenset(" \t\n\r\u00a0\u202f([{/=|-–—“‘„‚«‹¿¡")


def typeset(text: str, language: str) -> str:
    """A text as it is shown, by the custom of its language, such as `en` or `es-MX`."""
    return _typeset(text, language) if _has_signs(text) else text


@lru_cache(maxsize=4_096)
def _typeset(text: str, language: str) -> str:
    """The same; many a text is shown in several places."""
    return typeset_markup(text.replace("&", "&amp;"), language).replace("&amp;", "&")


def typeset_markup(text: str, language: str) -> str:
    """The same of a text as it stands in HTML, in which a `GAP` is where a tag was."""
    return _SIGNS.sub(_Text(text, language).sign, text) if _has_signs(text) else text


def _has_signs(text: str) -> bool:
    few = '"' in text or "'" in text or "&" in text  # a loop would take five times as long
    return few or "..." in text or "--" in text or " -" in text


class _Text:
    """Goes through the signs of a text in order, and knows which quotations are open."""

    def __init__(self, text: str, language: str) -> None:
        self._text = text
        self._marks = MARKS.get(language.partition("-")[0].lower(), ENGLISH)
        self._open = {"double": False, "single": False}
        self._end, self._opens = 0, False  # of the last quote: where, and whether it opens

    def sign(self, match: re.Match[str]) -> str:
        head = self._text[max(0, match.start() - _BEHIND) : match.start()].rstrip(GAP)
        tail = self._text[match.end() : match.end() + _AHEAD].lstrip(GAP)
        match match.lastgroup:
            case "double" | "single" as kind:
                begins = _begins(head)
                if self._end and not self._text[self._end : match.start()].strip(GAP):
                    begins = self._opens  # straight behind another
                self._end, self._opens = match.end(), False
                return self._quote(kind, head, tail, begins=begins) or match[0]
            case "dots":
                return "…"
            case "apart" if _is_between_words(head, tail):
                return "–" if match[0] == "-" else self._marks.dash  # one may say: from, to
            case "between" if not _CODE.search(head.split()[-1] + tail.split()[0]):
                return self._marks.dash
        return match[0]

    def _quote(self, kind: str, head: str, tail: str, *, begins: bool) -> str:
        """What stands for one quote of a keyboard; "" for one that stands alone."""
        before, after, is_open = head[-1:], tail[:1], self._open[kind]
        opening, closing = self._marks.double if kind == "double" else self._marks.single
        if kind == "single" and _is_apostrophe(before, tail, may_open=begins):
            return "′" if before.isdigit() and after.isdigit() else "’"
        if begins and after.strip() and (after.isalnum() or not (is_open and before.strip())):
            self._open[kind] = self._opens = True
            return opening
        if before.isdigit() and (not is_open or (kind == "double" and _FEET.search(head))):
            return "″" if kind == "double" else "′"
        self._open[kind] = False
        if is_open or (kind == "double" and not begins):
            return closing
        return "" if begins else "’"


def _begins(head: str) -> bool:
    """Whether a quote after this may open a quotation."""
    return not head or head[-1] in _BEFORE_A_QUOTE or head.endswith("&nbsp;")


def _is_apostrophe(before: str, tail: str, *, may_open: bool) -> bool:
    """Whether a quote stands in a word, or for letters that its beginning lacks."""
    if may_open and tail[:1].strip():
        return bool(_DECADE.match(tail) or _CLIPPED.match(tail) or not _LAST.search(tail))
    return before.isalnum() and tail[:1].isalnum()


def _is_between_words(head: str, tail: str) -> bool:
    """Whether a dash has spaces around it, and words beyond them; numbers and codes are none."""
    before, after = head[-1:], tail[:1]
    if not (before == " " and after.isspace()):
        return False
    before, after = head.rstrip(f"{GAP} ")[-1:], tail.lstrip(f"{GAP} \n")[:1]
    return (before.isalpha() or before in _ENDS) and (after.isalpha() or after in _STARTS)
