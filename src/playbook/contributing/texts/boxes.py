"""Boxes, folds and tabs of other tools, as quotations that begin with their title in bold."""

import re
from collections.abc import Iterator, Sequence

from playbook.contributing.texts import body_text
from playbook.contributing.texts.markups import aside

_KIND = r"(?P<kind>[A-Za-z][\w-]*)"
_INDENTED = re.compile(
    rf"^(?P<indent> *)(?:(?:!!!|\?\?\?\+?) ?{_KIND}[\w -]*|===[+!]?(?= *\"))"
    r"(?: *\"(?P<title>[^\"]*)\")? *$"
)
"""The line above an indented text, as MkDocs has it."""
_FENCED = re.compile(
    rf"^(?P<indent> *):::+ *\{{?\.?{_KIND}"
    r"(?:\[(?P<title>[^\]]*)\]|.*?\btitle=\"(?P<hint>[^\"]*)\".*| +(?P<words>[^{}=]+)$)?.*$"
)
"""The line above a text that ends with another such fence, as Docusaurus and Pandoc have it."""
_END = re.compile(r"^ *:::+ *$")
_QUOTED = re.compile(rf"^(?P<start>[ >]*>) ?\[!{_KIND}\][+-]?[ \t]*(?P<title>\S.*)?$", re.MULTILINE)
"""The first line of a quotation that is a box, as GitHub and Obsidian have it."""
_LONGEST = 300
"""The lines of the longest text between two fences."""
_KINDS = frozenset(
    "abstract attention bug caution danger error example failure hint important info note question "
    "quote seealso success summary tip todo warning details".split()
)


def as_quotations(text: str, left_out: list[str]) -> str:
    """A text whose boxes stand where they stood; the kind of one that has a title is left out."""
    text = _QUOTED.sub(
        lambda box: "".join(f"{box['start']}{line}\n" for line in _head(box, left_out))[:-1], text
    )
    if not re.search(r"^ *(?:!!!|\?\?\?|===|:::)", text, re.MULTILINE):
        return text
    return _whole(text.split("\n"), left_out)


def _head(box: re.Match[str], left_out: list[str]) -> list[str]:
    """The first lines of a quotation: the title of a box, or else its kind."""
    kind, title = box["kind"] or "", _title(box)
    if kind and title is not None:
        aside(f"{kind} (the kind of a box)", left_out)
    words = body_text.bold(kind.capitalize() if title is None else title)
    return [f" {words}", ""] if words else []


def _title(box: re.Match[str]) -> str | None:
    names = ("title", "hint", "words")
    return next((box[name] for name in names if box.groupdict().get(name) is not None), None)


def _whole(lines: Sequence[str], left_out: list[str]) -> str:
    return re.sub(r"\n{3,}", "\n\n", "\n".join(_lines(lines, left_out)))


def _lines(lines: Sequence[str], left_out: list[str]) -> Iterator[str]:
    n = 0
    while n < len(lines):
        box, end = _box(lines, n)
        if not box:
            yield lines[n]
            n += 1
            continue
        indent = box["indent"]
        inner = [line.removeprefix(indent) for line in lines[n + 1 : end]]
        if box.re is _INDENTED:
            inner = [line.removeprefix("    ") for line in inner]
        body = _whole(inner, left_out).strip("\n")
        is_box = box.re is _INDENTED or box["kind"].rpartition("callout-")[2] in _KINDS
        if is_box or _title(box):
            quotation = [*_head(box, left_out), *(f" {line}" for line in body.split("\n") if body)]
            body = "\n".join(f">{line}".rstrip() for line in quotation)
        else:
            aside(lines[n], left_out)
        yield from ("", *(f"{indent}{line}".rstrip() for line in body.split("\n")), "")
        n = end + (box.re is _FENCED)


def _box(lines: Sequence[str], n: int) -> tuple[re.Match[str] | None, int]:
    """The line above a box, and the number of the line that ends it."""
    if box := _INDENTED.match(lines[n]):
        indent = box["indent"] + "    "
        below = range(n + 1, len(lines))
        ends = (m for m in below if lines[m].strip() and not lines[m].startswith(indent))
        return box, next(ends, len(lines))
    if box := _FENCED.match(lines[n]):
        depth = 1
        for m in range(n + 1, min(n + _LONGEST, len(lines))):
            depth += -1 if _END.match(lines[m]) else 1 if _FENCED.match(lines[m]) else 0
            if not depth:
                return box, m
    return None, n
