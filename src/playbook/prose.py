"""An author's own running words: a text with everything else blanked out, place by place.

Code, quotations, addresses, comments and what is linked to elsewhere are somebody else's words, or
no words at all. What is left stands where it stood, so that a finding points at the right column.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_FOREIGN = re.compile(
    r"""
      ^(?P<fence>```+|~~~+).*?^(?P=fence)      # code in fences
    | (?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)   # code in a line
    | ^[ ]{0,3}>[^\n]*                         # a quotation of its own
    | <!--.*?-->                               # a comment
    | <[a-z][a-z0-9+.-]*:[^>\s]*>              # an address
    | \[[^\]\n]*\]\(https?:[^)\s]*[^)]*\)      # a link to somebody else's page, with its name
    | (?<=\])\([^)\n]*\)                       # where a link leads
    | “[^”]{1,400}”                            # a quotation
    | (?<!\w)"[^"\n]{1,400}"(?!\w)
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE,
)
_WAIVER = re.compile(
    r'(?:<!--|#)[ \t]*keep "(?P<words>[^"\n]+)"(?::[ \t]*(?P<reason>[^\n]*?))?[ \t]*(?:-->|$)',
    re.MULTILINE,
)


class Waiver(NamedTuple):
    """An author's reason to keep some words: `keep "learning loss": the report's own title`."""

    words: str
    reason: str
    start: int
    first: int
    last: int
    """Between `first` and `last` the words are kept: in the paragraph that it stands in or over."""

    def keeps(self, text: str, start: int, end: int) -> bool:
        """Whether the words from `start` to `end` are those that it keeps."""
        found = " ".join(text[start:end].lower().split())
        return self.first <= start <= self.last and found == self.words.lower()


def is_waiver(comment: str) -> bool:
    """Whether an HTML comment is a waiver, the one comment that entries may hold."""
    return bool(_WAIVER.fullmatch(comment.strip()))


def own_words(text: str) -> str:
    """The text, as long as it was, with spaces for all that is not its author's own wording."""
    if not any(sign in text for sign in '`><(“"'):
        return text
    return _FOREIGN.sub(_blank, text)


def waivers(text: str, body: int) -> Iterator[Waiver]:
    """Every waiver in a file whose body starts at the offset `body`.

    In a body it holds for its paragraph; above one, for the paragraph that follows. In front
    matter it holds for its own line and the next.
    """
    if 'keep "' not in text:
        return
    for match in _WAIVER.finditer(text):
        line = text.rfind("\n", 0, match.start()) + 1
        if match.start() < body:
            end = text.find("\n", match.end() + 1)
            span = line, len(text) if end < 0 else end
        else:
            before, after = text.rfind("\n\n", 0, match.start()), text.find("\n\n", match.end())
            alone = not text[max(before, 0) : match.start()].strip()
            if alone and not text[match.end() : after if after > 0 else len(text)].strip():
                after = text.find("\n\n", after + 2) if after > 0 else after
            span = max(before, body - 1), len(text) if after < 0 else after
        yield Waiver(match["words"], match["reason"] or "", match.start(), *span)


def _blank(match: re.Match[str]) -> str:
    return "".join(c if c == "\n" else " " for c in match[0])
