"""The edits for what a body may not hold: its author's words stay, but for code."""

import re
from collections.abc import Collection, Iterator
from dataclasses import replace
from difflib import SequenceMatcher

from playbook.model.hints.faults import Mending
from playbook.model.vocabulary import COLLECTIONS
from playbook.parsing.markdown_errors import (
    HEADING_LEVEL,
    IMAGE,
    OPEN_BLOCK,
    RAW_HTML,
    UNSAFE_LINK,
    is_tag,
)
from playbook.source import edits
from playbook.source.decoding import CONTROL_CHARACTER
from playbook.source.diagnostics import Diagnostic
from playbook.source.edits import LazyEdits
from playbook.source.location import Source, lines_of

_TAG = re.compile(r"</?[a-zA-Z][\w-]*(?:\s[^<>]*)?/?>|<!--(?:(?!<!--).)*?-->|<[!?][^<>]*>")
_TAGS = re.compile(rf"(?:{_TAG.pattern})+")
_ANCHOR = re.compile(r"<a\s[^<>]*?\bhref=[\"'](https://[^\"'<>\s()]+)[\"'][^<>]*>([^<>]+)</a>")
_PARTS = re.compile(
    r"</?(?:br|su[bp]|p|div|li|tr|td|th|h[1-6]|summary|details|ul|ol)\b", re.IGNORECASE
)
_IMAGE = re.compile(r"!\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(\s*<?([^)\s>]*)>?[^)]*\)")
_LINK = re.compile(r"\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\(([^()]*(?:\([^()]*\)[^()]*)*)\)")
_PAGE = re.compile(
    rf"(?:(?:file:|[a-zA-Z]:)?[\w./\\:%~-]*[/\\])?(?P<name>(?:{'|'.join(COLLECTIONS)})[/\\][a-z0-9-]+)"
    r"(?:[/\\]|\.md)?(?P<anchor>#[\w-]+)?"
)
"""The address of an entry's page on a site, or of its file on somebody's machine."""
_CODE = re.compile(r"&#?\w+;")
_HEADING = re.compile(r"(#+)[ \t]+(.*?)[ \t#]*$")
_ALIKE = 0.9
"""How much a heading and the title share where they say the same."""
_UNDERLINE = re.compile(r"^ {0,3}(=+|-+)[ \t]*$")


def mended(
    diagnostics: Collection[Diagnostic], source: Source, title: str, sections: Collection[str]
) -> Iterator[Diagnostic]:
    """The diagnostics of a body with their edits; `title` and `sections` are the entry's."""
    for diagnostic in diagnostics:
        text = source.text_of(diagnostic.location.path)
        if diagnostic.code == HEADING_LEVEL:
            yield _heading(diagnostic, text, title, sections)
        elif diagnostic.code == UNSAFE_LINK:
            yield _link(diagnostic, text)
        else:
            yield replace(diagnostic, edits=_mending(diagnostic, text).edits)


def _mending(diagnostic: Diagnostic, text: str) -> Mending:
    at = diagnostic.location
    lines = text.split("\n")
    line = lines[at.line - 1] if at.line <= len(lines) else ""
    rest = line[at.column - 1 :]
    place = (at.line, at.column)
    match diagnostic.code:
        case code if code == OPEN_BLOCK and rest.startswith(("`", "~")):
            return Mending(_closed(text, at.line, at.column - 1))
        case code if code == RAW_HTML and not is_tag(rest):
            words = rest.partition(">")[0]
            is_apart = not line[: at.column - 1][-1:].strip()  # and no 'x<y'
            return Mending(edits.replace(text, place, f"{words}>", words[1:]) if is_apart else ())
        case code if code == RAW_HTML:
            return Mending(_without_tags(text, at.line, at.column))
        case code if code == IMAGE and (image := _IMAGE.match(rest)):
            words, address = image.groups()
            new = image[0][1:] if address.startswith("https://") and words else words
            return Mending(edits.replace(text, place, image[0], new))
        case code if code == CONTROL_CHARACTER and (entity := _CODE.match(rest)):
            return Mending(edits.replace(text, place, entity[0], ""))
    return Mending()


def _link(diagnostic: Diagnostic, text: str) -> Diagnostic:
    """A link that leads to an entry by the address of its page leads to its file; of any other, the
    words stay.
    """
    at = diagnostic.location
    rest = "".join(text.split("\n")[at.line - 1 : at.line])[at.column - 1 :]
    link = _LINK.match(rest)
    if not link:
        return diagnostic
    new, hint = link[1], diagnostic.hint
    if page := _PAGE.fullmatch(link[2]):
        address = f"../{page['name'].replace(chr(92), '/')}.md{page['anchor'] or ''}"
        new, hint = f"[{link[1]}]({address})", f"Name the file of the entry: {address}"
    mending = edits.replace(text, (at.line, at.column), link[0], new)
    return replace(diagnostic, hint=hint, edits=mending)


def _closed(text: str, line: int, column: int) -> tuple[edits.Edit, ...]:
    """Code that ends above the next heading, or at the end; a fence with nothing below it goes."""
    lines = text.split("\n")
    before, opening = lines[line - 1][:column], lines[line - 1][column:]
    below = lines[line:]
    end = next((n for n, one in enumerate(below) if one.startswith("## ")), len(below))
    while end and not below[end - 1].strip():
        end -= 1
    fence = re.match(r"`+|~+", opening)
    if not end or not below[0].strip() or not fence:
        return edits.lines(text, line, line + 1, [])
    start = re.sub(r"[-*+]|\d{1,3}[.)]", lambda mark: " " * len(mark[0]), before)
    return edits.lines(text, line + end + 1, line + end + 1, [start + fence[0]])


def _without_tags(text: str, line: int, column: int) -> tuple[edits.Edit, ...]:
    """The paragraph from a place on without tags; a line that held nothing else is gone."""
    lines = text.split("\n")
    after = next((n for n in range(line, len(lines)) if not lines[n].strip()), len(lines))
    head = re.sub(
        rf"{_TAGS.pattern}$", "", lines[line - 1][: column - 1]
    )  # a tag that ends another
    old = "\n".join([lines[line - 1][len(head) :], *lines[line:after]])
    old = _ANCHOR.sub(r"[\2](\1)", old)
    rest = (head + _TAGS.sub(lambda tags: _gap(tags, head), old)).split("\n")
    new = [
        line
        for line, was in zip(rest, lines[line - 1 : after], strict=False)
        if line.strip() or not was.strip()
    ]
    if len(rest) != after - line + 1:
        return ()
    return edits.lines(text, line, after + 1, new)


def _gap(tags: re.Match[str], head: str) -> str:
    """What tags leave: a space, where they part two words."""
    before, after = (head + tags.string[: tags.start()])[-1:], tags.string[tags.end() :][:1]
    parts = _PARTS.search(tags[0]) and before.strip() and after.strip()
    return " " if parts else ""


def _heading(
    diagnostic: Diagnostic, text: str, title: str, sections: Collection[str]
) -> Diagnostic:
    """A heading that is one too many, or of the wrong kind: the hint says what becomes of it."""
    at = diagnostic.location
    lines = lines_of(text)
    line = lines[at.line - 1] if at.line <= len(lines) else ""
    after = at.line + 1
    if at.line < len(lines) and _UNDERLINE.match(lines[at.line]) and not line.startswith("#"):
        words, after = line.strip(), at.line + 2
    elif match := _HEADING.match(line[at.column - 1 :]):
        words = match[2]
    else:
        return diagnostic
    if at.column > 1:
        new = line[: at.column - 1] + f"**{words}**"
        hint = f"Make it a bold line: **{words}**"
        return _with_lines(diagnostic, hint, text, after, [new])
    if is_title(words, title):
        if after <= len(lines) and not lines[after - 1].strip():
            after += 1
        hint = "Delete this line: it is the title, which every page shows."
        return _with_lines(diagnostic, hint, text, after, [])
    section = next((name for name in sections if _plain(name) == _plain(words)), "")
    new = f"## {section}" if section else f"### {words}"
    hint = f"Type {'a second #' if section else 'two more #'} before it: {new}"
    return _with_lines(diagnostic, hint, text, after, [new])


def _with_lines(
    diagnostic: Diagnostic, hint: str, text: str, after: int, new: list[str]
) -> Diagnostic:
    first = diagnostic.location.line
    changes = LazyEdits(lambda: edits.lines(text, first, after, new))
    return replace(diagnostic, hint=hint, edits=changes)


def is_title(words: str, title: str) -> bool:
    """Whether a heading says the title again, perhaps with a word more or less."""
    one, other = _plain(words), _plain(title)
    return bool(one) and SequenceMatcher(a=one, b=other).ratio() >= _ALIKE


def _plain(words: str) -> str:
    return re.sub(r"\W+", " ", words).strip().casefold()
