"""A text as other programs leave it, in plain Markdown: their tags, notes and commands put aside.

Code is left as it is. What is put aside is given back, word for word.
"""

import re
import textwrap
from collections.abc import Sequence
from functools import partial
from typing import NamedTuple

from playbook.contributing.texts import (
    body_text,
    boxes,
    bullets,
    code,
    html_tables,
    markups,
    references,
    wikis,
)
from playbook.source.decoding import CONTROL

NO_ANSWER = "_No response_"
"""What a form has in the place of an answer that nobody gave."""

_BOX = re.compile(r"^(\s*)((?:[-*+]|\d{1,2}[.)])\s+)?\[([ xX])\]\s+")
"""A box to be ticked, after the sign of an item or in its place."""
_CONTENTS = re.compile(
    r"^[ \t]*(?:(?:[-*+]|\d{1,2}[.)])[ \t]*)?\[([^\[\]\n]{1,200})\]\(#[^()\s]*\)[ \t]*$",
    re.MULTILINE,
)
"""A line of a list of contents: a link to a heading of the same page."""
_SENDER = r"[^\W\d_][\w.'’-]{0,20}(?: [\w.'’-]{1,20}){0,3}"
_CLOCK = r"(?:\d{1,2}[/.]\d{1,2}[/.]\d{2,4},? )?\d{1,2}:\d\d ?(?:[ap]\.?m\.?)?"
_CHAT = re.compile(
    rf"^(?:{_SENDER}[ \t]{{1,4}}{_CLOCK}|\\?\[{_CLOCK}\\?\] {_SENDER}"
    rf"|{_SENDER},? \\?\[{_CLOCK}\\?\])$",
    re.MULTILINE | re.IGNORECASE,
)
"""Who wrote a message of a chat, and when."""
_MODULES = re.compile(
    r"\A(?:\s*(?:import\s(?:[^\n'\"]{1,200}\sfrom\s+)?['\"][^'\"\n]+['\"];?|"
    r"export\s(?:const|default)\s[^\n]*)[ \t]*(?:\n|\Z))+"
)
"""What a page of MDX takes from other files, and gives to them."""
_PAGE_END = re.compile("\x0c")
_LINE_END = re.compile("[\x0b\x85\u2028\u2029]")
_TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_BREAK = re.compile(r"(?<!\\)\\\n")
"""A line of a Word document that ends within its paragraph."""
_SPACE = re.compile(r"^[ \t]*&nbsp;[ \t]*$", re.MULTILINE)
"""A line that a program writes between two lists."""
_COMMENT = re.compile(
    r" ?<!--(.*?)(?:-->|\Z)|(?: |(?<![\w%]))%%(?!%)(.{1,2000}?)%%(?![\w%])", re.DOTALL
)
"""What nobody sees on a page, and in Obsidian."""
_NAME = re.compile(
    r"(?<=\))\{[^{}\n]*(?:=[^{}\n]*|[.#][\w-]+)\}|(?<=\S)[ \t]+\^[a-z0-9][a-z0-9-]{3,40}[ \t]*$",
    re.MULTILINE,
)
"""How wide a picture is, and the name by which Obsidian finds a line."""
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
_PART = re.compile(r"<(/?)([A-Z][A-Za-z]*[a-z][\w.]*)((?:\s[^<>]*?)?)(/?)>")
"""A part of a page that React draws, as MDX has them: one that ends, or has an end."""
_ADDRESS = re.compile(r"""\bhref=["']([^"'\s]*)["']""", re.IGNORECASE)
_BREAKS = frozenset("br p div center section article table tr details summary hr".split())
_GONE = frozenset(
    "span font u sup sub small big td th tbody thead figure figcaption header footer main a aside "
    "html body head mark kbd ins abbr cite q".split()
)


class Plain(NamedTuple):
    """A text in plain Markdown, and what was put aside."""

    text: str
    left_out: tuple[str, ...] = ()


def characters(text: str) -> str:
    """A text with our ends of lines, spaces for tabs, and no letters that nobody sees."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")
    text = _LINE_END.sub("\n", _PAGE_END.sub("\n\n", text))
    return code.outside(CONTROL.sub("", text.expandtabs(4)), _lines).strip("\n")


def _lines(text: str) -> str:
    lines = _SPACE.sub("", _BREAK.sub("  \n", text)).split("\n")
    return "\n".join(_BOX.sub(_item, line) for line in lines if line.strip() != NO_ANSWER)


def unseen(text: str) -> list[str]:
    """What is said of signs that nobody sees, where a page looked otherwise with them."""
    sentences = {
        "Page breaks: a new paragraph begins at each": _PAGE_END,
        "Line breaks of another program: a new line begins at each": _LINE_END,
        "Invisible signs that change the order of letters: they were taken out": _TURNS,
    }
    return [sentence for sentence, signs in sentences.items() if signs.search(text)]


def _item(box: re.Match[str]) -> str:
    """An item in the place of a box; one that has a tick is done."""
    return f"{box[1]}{box[2] or '- '}{'' if box[3] == ' ' else '(done) '}"


def plain(text: str) -> Plain:
    """A text without what only its program understands."""
    left_out: list[str] = []
    hidden = code.hide(wikis.with_fences(text))
    text = references.inline(hidden.text, left_out)
    text = textwrap.dedent(_without_notes(text, left_out))
    text = boxes.as_quotations(text, left_out)
    text = wikis.of_confluence(wikis.of_wiki(text), left_out)
    text = markups.with_notes_last(markups.of_slides(text, left_out))
    text = _CONTENTS.sub(lambda m: markups.aside(f"{m[1]} (of the contents)", left_out), text)
    text = _without_senders(text, left_out)
    if modules := _MODULES.match(text):
        left_out += filter(None, map(str.strip, modules[0].split("\n")))
        text = text[modules.end() :].lstrip("\n")
    text = code.in_fences(bullets.in_markdown(_without_tags(text, left_out)))
    return Plain(hidden.show(text), tuple(map(hidden.show, left_out)))


def _without_tags(text: str, left_out: list[str]) -> str:
    text = _COMMENT.sub(
        lambda m: markups.aside(" ".join((m[1] or m[2] or "").split()), left_out), text
    )
    for pattern in (_COMMAND, _PLAYED, _NAME):
        text = pattern.sub(lambda m: markups.aside(m[0], left_out), text)
    text = _LINK.sub(lambda m: f"[{' '.join(m[2].split())}]({m[1]})", html_tables.as_tables(text))
    if "<" not in text:
        return text
    text = _TAG.sub(partial(_markdown, []), text)
    ends = {m[2] for m in _PART.finditer(text) if m[1] or m[4]}
    return _PART.sub(lambda m: markups.aside(m[0], left_out) if m[2] in ends else m[0], text)


def _without_senders(text: str, left_out: list[str]) -> str:
    """A chat without the lines that say who wrote, and when: each has words right below it."""
    senders = {m.start() for m in _CHAT.finditer(text)}
    with_words = {
        m.start()
        for m in _CHAT.finditer(text)
        if text[m.end() : m.end() + 2].strip() and m.end() + 1 not in senders
    }
    if len(with_words) < 2:
        return text
    return _CHAT.sub(
        lambda m: markups.aside(m[0], left_out) if m.start() in with_words else m[0], text
    )


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
    if name in ("s", "del", "strike"):
        return "~~"
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
