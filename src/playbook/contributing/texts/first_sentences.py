"""The first sentence of a text, as a summary may say it."""

import re
import unicodedata

from playbook.contributing.texts.loose_text import GREETING, LONGEST_GREETING, blocks
from playbook.model.hints.proposals import ITEM

_CREDIT = re.compile(
    r"[*_(\s]{0,3}(?:"
    r"(?i:developed|adapted|created|written|presented|prepared) (?i:by|from)\b.{0,100}$"
    r"|(?:[Bb]y|[Pp]or) [A-ZÀ-ÖØ-Þ][\w.'’-]+ [A-ZÀ-ÖØ-Þ][^.!?]{0,80}$"
    r"|(?i:(?:last )?(?:updated|revised|posted|published))[: ](?i:on |in )?[A-Z\d][^.!?]{0,40}\.?$"
    r"|(?i:welcome to (?:our|the|my))\b|(?i:vol)\. ?\d"
    r"|(?i:present|absent|attendees|who|when|where|date|grade|status|owner|created):\s)"
)
"""Who wrote a text, and when, or who was there: no sentence about what it says."""
_WORDS = r"[^.!?。！？।؟]+"
_SENTENCE = re.compile(
    rf"{_WORDS}(?:[.!?]+(?=[^\s.!?\"”’)]){_WORDS})*"
    r"(?:[.!?؟।]+[\"”’)]*(?=\s|$)|[。！？]+)"
)
_SHORT = re.compile(
    r"(?:\b[A-Z]|\b(?:Dr|Mr|Mrs|Ms|Prof|St|Sr|Sra|vs|etc|e\.g|i\.e|p\. ej|al|approx|ca|cf|pp?|vol|"
    r"eds?|fig|incl|dept))\.$"
)
"""The end of a word that is cut short, and of no sentence."""
_LONGEST = 220
"""The characters of the longest summary."""
_SHORTEST = 4
"""The words of the shortest line that is taken for a sentence though nothing ends it."""
_MARKED = re.compile(
    r"^\W{0,3}(?:\*\*|__)[^*_]{1,60}(?::(?:\*\*|__)|(?:\*\*|__):)|"
    r"^[A-Z][\w'’]*(?: [\w'’]+)?:\s|^\s*>|"
    r"^\\?\[?(?:\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? )?\d{1,2}:\d\d\b"
)
"""What is no sentence of the text: a label and its value, a quotation, a message's time."""
_NAME = r"\W{0,3}[^\W\d_][\w ]{1,25}:\W{0,3}"
_LABELED = re.compile(rf"^{_NAME}\s+(?:[^\n.!?]{{0,60}}$|[^\n]{{0,60}}\s{_NAME}\s)")
"""A line such as `Grade: 4`, which is no sentence."""
_HEADING = re.compile(r"^\s{0,3}(?:#{1,6}\s+\S.*|\*\*.*\*\*:?\s*)$")
_NO_SENTENCES = (_HEADING, _LABELED, _CREDIT, _MARKED)


def first_sentence(text: str) -> str:
    """The first sentence outside of lists and tables, if it fits into a summary."""
    lines: list[str] = []
    in_list = blank = False
    for line in "\n|\n".join("|" if table else part for table, part in blocks(text)).split("\n"):
        heading = any(pattern.match(line) for pattern in _NO_SENTENCES) or _is_drawn(line)
        if not line.strip():
            if lines and lines[-1].endswith((":", ",")):
                lines.clear()  # a greeting, or what leads to a list
            elif lines:
                break
            blank = True
        elif heading or ITEM.match(line) or line.lstrip().startswith(("|", "![")):
            if lines:
                break
            in_list, blank = not heading, False
        elif not in_list or (blank and not line[0].isspace()):
            lines.append(line.strip())
            in_list = False
    plain = " ".join(lines)
    match = _SENTENCE.match(plain)
    if match and len(match[0]) < LONGEST_GREETING and GREETING.match(plain):
        match = _SENTENCE.match(plain, match.end())
    end = match.end() if match else 0
    while 0 < end <= _LONGEST and (
        _SHORT.search(plain[:end]) or plain[end:].lstrip()[:1].islower()
    ):
        more = _SENTENCE.match(plain, end)
        end = more.end() if more else len(plain) if end < len(plain) else 0
    sentence = (plain[match.start() : end or len(plain)] if match else plain).strip()
    fits = len(sentence) <= _LONGEST and not sentence.endswith(":")
    fits = fits and (bool(match) or (len(lines) == 1 and len(sentence.split()) >= _SHORTEST))
    return sentence if fits and any(c.isalnum() for c in sentence) else ""


def _is_drawn(line: str) -> bool:
    """Whether a line begins with a small picture, and is no sentence."""
    sign = line.strip()[:1]
    return bool(sign) and unicodedata.category(sign) == "So" and line.rstrip()[-1] not in ".!?"
