"""An author's own running words: a text with everything else blanked out, place by place.

Code, quotations, addresses, comments and what is linked to elsewhere are somebody else's words, or
no words at all. What is left stands where it stood, so that a diagnostic has the right column.
"""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from playbook.parsing.markdown_spans import Span, spans

_ADDRESS = r"""
      <[a-z][a-z0-9+.-]*+:[^<>\s]*+>
    | (?:https?://|www\.)[^\s<>()\[\]"“”]++
"""
_OTHERS = r"""
      <!--(?:(?!<!--|-->).)*+-->               # a comment
    | “[^”]{1,400}+”                           # a quotation
    | (?<!\w)"[^"\n]{1,400}+"(?!\w)
"""
# No alternative may look far for an end that is missing, or a file of openers would take minutes.
_FLAGS = re.VERBOSE | re.DOTALL
_FOREIGN, _ADDRESSES = re.compile(f"{_OTHERS} | {_ADDRESS}", _FLAGS), re.compile(_ADDRESS, _FLAGS)
_CODE = ("Code", "CodeBlock")
_LINKS = ("Link", "Image")
_WAIVER = re.compile(
    r'(?:<!--|#)[ \t]*keep "(?P<words>[^"\n]+)"'
    r"(?::(?P<reason>(?:(?!-->)[^\n])*+))?[ \t]*+(?:-->|$)",
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
        wording = " ".join(text[start:end].lower().split())
        return self.first <= start <= self.last and wording == self.words.lower()


def is_waiver(comment: str) -> bool:
    """Whether an HTML comment is a waiver, the one comment that entries may hold."""
    return bool(_WAIVER.fullmatch(comment.strip()))


def own_words(text: str) -> str:
    """The text, as long as it was, with spaces for all that is not its author's own wording."""
    if not any(sign in text for sign in (*'`><(“"', "~~~", "http", "www.")):
        return text
    places = []
    for span in spans(text, "BlockQuote", *_CODE, *_LINKS):
        elsewhere = span.kind in _LINKS and span.details["dest_url"].startswith(("http:", "https:"))
        places.append((span.start, span.end) if elsewhere else _foreign(span))
    return _FOREIGN.sub(_blank, _without(text, places))


def without_code(text: str, *others: str) -> str:
    """The text, as long as it was, with spaces for code, and for other kinds of elements."""
    return _without(text, [_foreign(span) for span in spans(text, *_CODE, *others)])


def without_code_and_links(text: str) -> str:
    """The text, as long as it was, with spaces for code, comments and whole links."""
    return _without(text, [(s.start, s.end) for s in spans(text, *_CODE, *_LINKS, "HtmlBlock")])


def without_addresses(text: str) -> str:
    """The text, as long as it was, with spaces for addresses and for where links lead."""
    places = [_foreign(span) for span in spans(text, *_LINKS)] if "](" in text else []
    return _ADDRESSES.sub(_blank, _without(text, places))


def _foreign(span: Span) -> tuple[int, int]:
    """What of an element is not its author's wording; of a link, only where it leads."""
    if span.kind not in _LINKS:
        return span.start, span.end
    inline = span.details["link_type"] == "Inline"
    return (max(span.inner_end, span.start + 1) + 1 if inline else span.end), span.end


def _without(text: str, places: Iterable[tuple[int, int]]) -> str:
    parts, end = list[str](), 0
    for start, last in sorted(places):
        if last > end:
            parts += [text[end : max(start, end)], _blanks(text[max(start, end) : last])]
            end = last
    return "".join([*parts, text[end:]])


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
        reason = (match["reason"] or "").strip()
        yield Waiver(match["words"], reason, match.start(), *span)


def comment_at(text: str, start: int) -> tuple[int, int]:
    """Where the comment of a waiver begins and ends, with its line if it has one of its own."""
    line, line_end = text.rfind("\n", 0, start) + 1, text.find("\n", start)
    line_end = line_end if line_end >= 0 else len(text)
    end = text.find("-->", start) + 3 if text[start] == "<" else line_end
    if not text[line:start].strip() and not text[end:line_end].strip():
        return line, min(line_end + 1, len(text))
    return start, end


def _blank(match: re.Match[str]) -> str:
    return _blanks(match[0])


def _blanks(text: str) -> str:
    return "".join(c if c == "\n" else " " for c in text)
