"""A text as other programs leave it, in plain Markdown: their tags, notes and commands put aside.

Code is left as it is. What is put aside is given back, word for word.
"""

import re
import textwrap
from collections.abc import Callable, Sequence
from functools import partial
from typing import NamedTuple

from playbook.contributing.texts import body_text
from playbook.parsing.markdown_spans import spans
from playbook.source.decoding import CONTROL

NO_ANSWER = "_No response_"
"""What a form has in the place of an answer that nobody gave."""

_BOX = re.compile(r"^(\s*)((?:[-*+]|\d{1,2}[.)])\s+)?\[[ xX]\]\s+")
"""A box to be ticked, after the sign of an item or in its place."""
_CONTENTS = re.compile(
    r"^[ \t]*(?:[-*+]|\d{1,2}[.)])?[ \t]*\[([^\[\]\n]{1,200})\]\(#[^()\s]*\)[ \t]*$", re.MULTILINE
)
"""A line of a list of contents: a link to a heading of the same page."""
_CHAT = re.compile(
    r"^[^\W\d_][\w.'’-]{0,20}(?: [\w.'’-]{1,20}){0,3}[ \t]{1,4}\d{1,2}:\d\d ?(?:[ap]\.?m\.?)?$",
    re.MULTILINE | re.IGNORECASE,
)
"""Who wrote a message of a chat, and when."""
_WIKI = re.compile(r"^(={1,6}) *([^=\n]+?) *\1[ \t]*$", re.MULTILINE)
"""A heading as wikis have it."""
_JIRA = re.compile(r"^h([1-6])\. +(.+)$", re.MULTILINE)
"""A heading as Confluence and Jira have it."""
_SLIDE = re.compile(
    r"^(?:Slide|Diapositiva) (\d{1,3})[ \t]*"
    r"(?:[:.–—-][ \t]*(\S.*)|\n+(?!Slide|[-*•\d])(\S.{0,80}))$",
    re.MULTILINE,
)
"""The first line of a slide, whose title may stand below it."""
_FOOTNOTE = re.compile(
    r"^ {0,3}\[\^([\w-]{1,30})\]:[ \t]*(\S[^\n]*(?:\n(?: {2,}\S|[^\s\[#])[^\n]*)*)", re.MULTILINE
)
_BREAK = re.compile(r"(?<!\\)\\\n")
"""A line of a Word document that ends within its paragraph."""
_COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
_COMMAND = re.compile(
    r"\{%(?:(?!\{%).)*?%\}|\{\{[<%](?:(?!\{\{[<%]).)*?[%>]\}\}|\{:[^{}\n]*\}|\{#[\w-]+\}|\[\[_?TOC_?\]\]",
    re.DOTALL,
)
"""What Jekyll, Hugo and kramdown are told in the middle of a text."""
_NOTE = re.compile(r"^\\?\[([a-z]{1,2})\\?\][ \t]*(\S.*)$")
"""A comment that Google Docs writes below a text that it exports."""
_DRAWN = re.compile(r"^\[([^\]\n]{1,60})\]:[ \t]*<?data:[^\n]*$", re.MULTILINE)
"""A picture that Google Docs writes below a text as letters and digits."""
_SHOWN = re.compile(r"!\[([^\[\]]{0,500})\]\[[^\[\]\n]{1,60}\]")
"""The place of such a picture."""
_LINK = re.compile(
    r"""<a\s[^<>]*?href=["'](https?://[^"'\s()]*)["'][^<>]*>([^<>\[\]]{1,300})</a\s*>""",
    re.IGNORECASE,
)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,10})((?:\s[^<>]*)?)/?>")
_PLAYED = re.compile(
    r"<(script|style|svg|noscript)\b(?:(?!<(?:script|style|svg|noscript)\b).)*?</\1\s*>|"
    r"</?(?:iframe|video|audio|embed|object|source|input|button|form|script|style)\b[^<>]*>",
    re.DOTALL | re.IGNORECASE,
)
"""What a page plays, draws or runs."""
_ADDRESS = re.compile(r"""\bhref=["']([^"'\s]*)["']""", re.IGNORECASE)
_BREAKS = frozenset("br p div center section article table tr details summary hr".split())
_GONE = frozenset(
    "span font u sup sub small big td th tbody thead figure figcaption header footer main a aside "
    "html body head mark kbd ins del s abbr cite q".split()
)


class Plain(NamedTuple):
    """A text in plain Markdown, and what was put aside."""

    text: str
    left_out: tuple[str, ...] = ()


def characters(text: str) -> str:
    """A text with our ends of lines, spaces for tabs, and no letters that nobody sees."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    text = _BREAK.sub("  \n", text)
    lines = CONTROL.sub("", text.expandtabs(4)).split("\n")
    lines = [_BOX.sub(_item, line) for line in lines if line.strip() != NO_ANSWER]
    return "\n".join(lines).strip("\n")


def _item(box: re.Match[str]) -> str:
    return f"{box[1]}{box[2] or '- '}"


def _of_wiki(text: str) -> str:
    """A page of a wiki in Markdown: its headings, the numbers of its lists, and its links."""
    if len(_WIKI.findall(text)) < 2:
        return text
    text = re.sub(r"^# ", "1. ", text, flags=re.MULTILINE)
    text = re.sub(r"'{2,5}", "", text)
    text = re.sub(r"\[\[(?:[^|\[\]\n]*\|)?([^|\[\]\n]+)\]\]", r"\1", text)
    return _WIKI.sub(lambda match: f"{'#' * len(match[1])} {match[2]}", text)


def _with_notes_last(text: str) -> str:
    """A text whose footnotes are a list: below the heading that they have, or one of their own."""
    notes = list(_FOOTNOTE.finditer(text))
    if not notes:
        return text
    lines = [f"{n}. {' '.join(note[2].split())}" for n, note in enumerate(notes, 1)]
    above = text[: notes[0].start()].rstrip()
    rest = text[: notes[0].start()] + _FOOTNOTE.sub("", text[notes[0].start() :]).strip()
    for n, note in enumerate(notes, 1):
        above = above.replace(f"[^{note[1]}]", f" (note {n})")
        rest = rest.replace(f"[^{note[1]}]", f" (note {n})")
    note_list = "\n".join(lines)
    if above.rpartition("\n")[2].startswith("#"):
        return f"{above}\n\n{note_list}\n{rest.removeprefix(above)}"
    return f"{rest.rstrip()}\n\n## Notes\n\n{note_list}\n"


def _of_jira(text: str) -> str:
    """A page of Confluence in Markdown: its headings, its lists, and its macros in braces."""
    if not _JIRA.search(text):
        return text
    text = re.sub(r"\{(?:toc|info|note|tip|warning|panel|expand|anchor)[^{}\n]*\}", "", text)
    text = re.sub(
        r"^(#{2,3}|\*{2,3}) ", lambda m: "   " * (len(m[1]) - 1) + _sign(m[1]), text, flags=re.M
    )
    text = re.sub(r"^([#*]) ", lambda m: _sign(m[1]), text, flags=re.MULTILINE)
    return _JIRA.sub(lambda m: f"{'#' * int(m[1])} {m[2]}", text)


def _sign(signs: str) -> str:
    return "1. " if signs[0] == "#" else "- "


def _of_slides(text: str, left_out: list[str]) -> str:
    """The text of slides in Markdown: the title of each is a heading, of the first the title."""
    slides = list(_SLIDE.finditer(text))
    if len(slides) < 2:
        return text
    left_out += [f"Slide {slide[1]} (the number of a slide)" for slide in slides]
    first = slides[0].start()

    def heading(slide: re.Match[str]) -> str:
        sign = "#" if slide.start() == first else "##"
        return f"\n{sign} {slide[2] or slide[3]}\n"

    return _SLIDE.sub(heading, text)


def plain(text: str) -> Plain:
    """A text without what only its program understands."""
    left_out: list[str] = []
    text = textwrap.dedent(_without_notes(text, left_out))
    text = _with_notes_last(_of_slides(_of_jira(_of_wiki(text)), left_out))
    text = _CONTENTS.sub(lambda m: _aside(f"{m[1]} (of the contents)", left_out), text)
    text = _CHAT.sub(lambda m: _aside(m[0], left_out), text)

    def change(part: str) -> str:
        part = _COMMENT.sub(lambda m: _aside(" ".join(m[1].split()), left_out), part)
        part = _COMMAND.sub(lambda m: _aside(m[0], left_out), part)
        part = _PLAYED.sub(lambda m: _aside(m[0], left_out), part)
        part = _LINK.sub(lambda m: f"[{' '.join(m[2].split())}]({m[1]})", part)
        return _TAG.sub(partial(_markdown, []), part) if "<" in part else part

    return Plain(_outside_code(text, change), tuple(left_out))


def _aside(words: str, left_out: list[str]) -> str:
    if words:
        left_out.append(" ".join(words.split()))
    return ""


def _outside_code(text: str, change: Callable[[str], str]) -> str:
    """A text changed where it is no code."""
    if not any(sign in text for sign in ("<", "{", "[[")):
        return text
    parts: list[str] = []
    end = 0
    for code in sorted(spans(text, "CodeBlock", "Code"), key=lambda span: span.start):
        if code.start >= end:
            parts += [change(text[end : code.start]), text[code.start : code.end]]
            end = code.end
    return "".join([*parts, change(text[end:])])


def _markdown(lists: list[str], match: re.Match[str]) -> str:
    """A tag in the signs of Markdown; one that nothing is known of stays.

    `lists` are those that the tag stands in, and grow and shrink with it.
    """
    closing, name, rest = match[1], match[2].lower(), match[3]
    if name in ("ol", "ul"):
        if not closing:
            lists.append("1. " if name == "ol" else "- ")
        elif lists:
            lists.pop()
        return "" if lists else "\n\n"
    if name in ("b", "strong"):
        return "**"
    if name in ("i", "em"):
        return "*"
    if name == "li":
        return "" if closing else f"\n{'   ' * (len(lists) - 1)}{lists[-1] if lists else '- '}"
    if re.fullmatch("h[1-6]", name):
        return "\n\n" if closing else f"\n\n{'#' * int(name[1])} "
    if (
        name == "a"
        and not closing
        and (address := _ADDRESS.search(rest))
        and address[1][:4] == "http"
    ):
        return f"<{address[1]}> "
    if name in _BREAKS:
        return "\n" if name in ("br", "tr") else "\n\n"
    return " " if name in ("td", "th") and closing else "" if name in _GONE else match[0]


def _note_of(lines: Sequence[str]) -> re.Match[str] | None:
    """The last line, if it is a note that a mark above it leads to."""
    note = _NOTE.match(lines[-1])
    leads = note and any(f"[{note[1]}" in line for line in lines[:-1])
    return note if leads else None


def _without_notes(text: str, left_out: list[str]) -> str:
    """A text without comments and pictures that stand below it, and without what leads there."""
    left_out += [f"[{picture[1]}]: a picture" for picture in _DRAWN.finditer(text)]
    text = _SHOWN.sub(lambda m: body_text.reminder(m[1].strip()), _DRAWN.sub("", text).rstrip())
    lines = text.split("\n")
    names: set[str] = set()
    while lines and (not lines[-1].strip() or (note := _note_of(lines))):
        if lines[-1].strip() and note:
            names.add(note[1])
            left_out.append(note[0])
        lines.pop()
    if not names or not lines:
        return text
    mark = re.compile(rf"\\?\[(?:{'|'.join(names)})\\?\](?![(:\[])")
    return mark.sub("", "\n".join(lines))
