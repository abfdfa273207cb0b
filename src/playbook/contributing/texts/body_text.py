"""Text of any kind as the body of an entry may hold it: prose, lists, steps, bold lines."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from playbook.contributing.texts import bullets, code, loose_text
from playbook.model.hints.proposals import item
from playbook.model.sections import CHANGE, KEEP
from playbook.parsing.links import UnsafeLink
from playbook.parsing.links import read as read_link
from playbook.parsing.markdown_spans import Block, blocks

_GISTS = {KEEP: "What makes it work.", CHANGE: "What is yours to decide."}

_WORDS = r"\[((?:[^\[\]]|\[[^\[\]]*\]){0,500})\]"
_DEST = r"(<[^<>\n]*>|(?:[^()\s<]|\([^()\s]*\))(?:[^()\s]|\([^()\s]*\))*|)"
_HINT = r"(?:\s{1,9}(?:\"[^\"]*\"|'[^']*'|\([^()]*\)))?"
_ANY = rf"{_WORDS}\(\s{{0,9}}{_DEST}{_HINT}\s{{0,9}}\)"
_IMAGE = re.compile(f"!{_ANY}")
_LINK = re.compile(f"(?<!!){_ANY}")
_HEADING = re.compile(r"^\s{0,3}#{1,6}\s+(\S.*)$")
_RULE = re.compile(r"^[^\S\n]{0,3}(=+|-+)[^\S\n]*$", re.MULTILINE)
_ADDRESS = re.compile(r"<(https?://([^\s<>]{1,500}))>")
_PICTURE = re.compile(r"<img\b[^<>]*>", re.IGNORECASE)
_NAME = re.compile(r"""\balt=["']([^"'<>]*)["']""", re.IGNORECASE)
_UNKNOWN = re.compile(r"^ {0,8}(?=(?:\d{1,2}[:.]\d\d\b|(?:[IVX]{1,4}|[a-h])[.)]\s))")
"""The start of an item that Markdown does not know: a time of day, a letter, a Roman number."""
_LETTER = re.compile(r"^\s*(\(?[a-np]\\?[.)])\s+\S")
_LETTERS = re.compile(r"^( *)([a-h])(?=[.)] )", re.MULTILINE)
"""The letters of a list below the item of another, which they would go on with in one line."""
_TAG = re.compile(r"<(?=[a-zA-Z/!?])")


def prompt(gist: str) -> str:
    """What stands in a section until its author has written there."""
    return f"*{gist}*"


def prose(text: str) -> str:
    """Text as an entry's body may hold it: no HTML, no pictures, no links into nowhere."""
    apart = loose_text.with_tables_apart(text)
    return "\n\n".join(filter(None, map(_plain_block, blocks(apart)))).strip()


def bold(title: str) -> str:
    """A heading as a line that may stand in a section."""
    words = prose(title).replace("**", "").strip(" *#\n")
    return f"**{' '.join(words.split())}**" if words else ""


def addresses(text: str) -> Iterator[str]:
    """Where the links and pictures of a text lead."""
    for pattern in (_IMAGE, _LINK):
        for match in pattern.finditer(text):
            yield match[2].strip("<>")
            yield from addresses(match[1])


def pictures(text: str) -> Iterator[str]:
    """Where the pictures of a text are."""
    return (match[2].strip("<>") for match in _IMAGE.finditer(text))


def as_steps(text: str) -> str:
    """Text as a list of steps: its items or, without any, its lines."""
    parts, tables = _items(text)
    return _list([f"{n}. " for n in range(1, len(parts) + 1)], parts, tables)


def as_dashes(text: str) -> str:
    """Text as a list with dashes: its items or, without any, its lines."""
    if loose_text.is_rich_list(text, ordered=False):
        return prose(text)
    parts, tables = _items(text)
    return _list(["- "] * len(parts), parts, tables)


def _plain_block(block: Block) -> str:
    text = block.text
    if block.kind == "Rule":
        return ""
    if block.kind == "CodeBlock" and block.details != "Indented":
        fence = re.match(r"\s*(`{3,}|~{3,})", text)
        is_open = fence and ("\n" not in text or not text.rstrip().endswith(fence[1]))
        return f"{text}\n{fence[1]}" if fence and is_open else text
    picture = _IMAGE.fullmatch(text.strip()) if block.kind == "Paragraph" else None
    if picture:
        return reminder(picture[1])
    return code.outside(text, partial(_plain_words, block.kind))


def _plain_words(kind: str, text: str) -> str:
    if kind == "Paragraph":
        lines = bullets.in_markdown(text).split("\n")
        text = "\n".join(f"- {x.strip()}" if _UNKNOWN.match(x) else x for x in lines)
    elif kind == "List" and {"a", "b"} <= {mark[2] for mark in _LETTERS.finditer(text)}:
        text = _LETTERS.sub(lambda mark: f"{mark[1] or '   '}- {mark[2]}", text)
    text = _IMAGE.sub(_without_image, _PICTURE.sub(_in_words, text))
    text = _ADDRESS.sub(r"[\2](\1)", _LINK.sub(_safe_link, text))
    return _TAG.sub("&lt;", _lines(text, is_list=kind == "List").strip("\n"))


def _lines(text: str, *, is_list: bool) -> str:
    lines = [_HEADING.sub(_bold, line) for line in _RULE.sub("", text).split("\n")]
    lines = lines if is_list else [re.sub(r"^ {4,}", "", line) for line in lines]
    lines = [re.sub(r"^([\s>*+\-\d.)]*)(#{1,6})(?=\s|$)", r"\1\\\2", line) for line in lines]
    label = r"^((?:\d|[^\w\[])*)\[(?=(?:\\.|[^\[\]\\])+\]:)"
    return "\n".join(re.sub(label, r"\1\[", line) for line in lines)


def _list(marks: Sequence[str], parts: Sequence[str], tables: Sequence[str]) -> str:
    lines = [
        mark + part.replace("\n", "\n" + " " * len(mark))
        for mark, part in zip(marks, parts, strict=True)
    ]
    return "\n\n".join(filter(None, ["\n".join(lines), *tables]))


def _items(text: str) -> tuple[list[str], list[str]]:
    """The items of a list, each with what is below it in lines of its own, and the tables."""
    plain, tables = loose_text.without_tables(text)
    items, others = loose_text.split(_RULE.sub("", plain), whole=True)
    texts: list[str] = []
    for part in [*others, *items]:
        first, *below = part.split("\n")
        lines = [prose(item(first)), *map(_below, below)]
        lines = [re.sub(r"^([-+*>#]|\d+[.)])(?=\s|$)", r"\\\1", line) for line in lines]
        texts.append("\n- ".join(lines))
    return list(filter(None, texts)), [prose(table) for table in tables]


def _below(line: str) -> str:
    """An item below another; a letter stays, since Markdown has no list with letters."""
    letter = _LETTER.match(line)
    return f"{letter[1]} {prose(item(line))}" if letter else prose(item(line))


def _bold(match: re.Match[str]) -> str:
    words = match[1].rstrip("# \t")
    return f"**{words}**" if words else match[0]


def _in_words(picture: re.Match[str]) -> str:
    name = _NAME.search(picture[0])
    return reminder(name[1] if name else "")


def reminder(name: str) -> str:
    """A reminder in the place of a picture, with its name."""
    name = _IMAGE.sub(_without_image, name).strip()
    return f"*A picture was here{f' ({name})' if name else ''}: say what it shows.*"


def _without_image(match: re.Match[str]) -> str:
    return _IMAGE.sub(_without_image, match[1])


def _safe_link(match: re.Match[str]) -> str:
    name, url = _LINK.sub(_safe_link, match[1]), match[2].strip("<>").replace(" ", "%20")
    url = f"https://{url}" if url.lower().startswith("www.") else url
    try:
        link = read_link(url, "moves/x.md")
    except UnsafeLink:
        return name
    return f"[{name}]({url})" if not link.path else name


def halves(parts: Mapping[str, str], loose: str) -> str:
    """The two lists of 'Make it yours', which may have come as one text or as two answers."""
    halves = {half: parts.get(half, "") for half in (KEEP, CHANGE)}
    halves[KEEP] = f"{loose}\n{halves[KEEP]}".strip()
    lists = {half: as_dashes(text) for half, text in halves.items()}
    if not any(lists.values()):
        return ""
    return "\n\n".join(
        f"**{half}**\n\n{text or prompt(_GISTS[half])}" for half, text in lists.items()
    )
