"""What can be fixed without asking: the form of a file, and never what it says.

`tidy` keeps every word. It gives the same text again when it is asked twice, and leaves a file
that it cannot take apart as it is, but for spaces.
"""

import re
from contextlib import suppress
from itertools import pairwise

from playbook.layers.merge import passages
from playbook.model import fields
from playbook.model.entry_types import MODELS
from playbook.model.field_reference import written_order
from playbook.parsing import frontmatter, markdown, yaml_subset
from playbook.parsing.frontmatter import Document
from playbook.parsing.markdown_spans import spans
from playbook.parsing.yaml_editing import edits
from playbook.parsing.yaml_slips.tabs import without_tabs
from playbook.source.diagnostics import InvalidEntry

_INDENT = re.compile(r"^[ \t\u00a0\u2002\u2003\u2009\u202f]+", re.MULTILINE)
_DATE = re.compile(
    r"""^(created|updated|review_by):[ ]*["'“”‘’]?([^"'“”‘’#\n]+?)["'“”‘’]?[ ]*$""", re.MULTILINE
)
_ID_IN_QUOTES = re.compile(r"[‘’“”]([a-z0-9-]+)[‘’“”]")


def tidy(text: str, collection: str) -> str:
    """The text of an entry with dates, spaces, quoted ids, and the order of its parts fixed."""
    parts = frontmatter.split(text)
    if not parts:
        return text
    front = _dates(_spaces(parts.front, collection))
    body = _body_spaces(parts.body)
    whole = f"---\n{front}---\n{body}"
    try:
        body = _order(frontmatter.parse(whole, ""), collection)
        front = edits.reorder(_ids(front), written_order(collection))
    except InvalidEntry:
        return whole
    return f"---\n{front}---\n{body}"


def _spaces(front: str, collection: str) -> str:
    lines = _INDENT.sub(lambda m: _blanks(m[0]), front).split("\n")
    lines = [line.rstrip() for line in lines]
    new, is_certain = without_tabs(lines, written_order(collection))
    return "\n".join(new if is_certain else lines)


def _blanks(indent: str) -> str:
    return "".join(sign if sign == "\t" else " " for sign in indent)


def _dates(front: str) -> str:
    return _DATE.sub(_date, front)


def _date(match: re.Match[str]) -> str:
    days = fields.days(match[2])
    return f"{match[1]}: {days[0].isoformat()}" if len(days) == 1 else match[0]


def _ids(front: str) -> str:
    """Ids without the curly quotes that a word processor put around them."""
    for path in sorted(yaml_subset.places(front, "")[0], key=len, reverse=True):
        if match := _ID_IN_QUOTES.fullmatch(str(path[-1])):
            with suppress(InvalidEntry):  # the id is there without quotes too
                front = edits.rename(front, path, match[1])
    data, _ = yaml_subset.parse(front, "")
    if match := _ID_IN_QUOTES.fullmatch(str(data.get("replaced_by"))):
        front = edits.put(front, ("replaced_by",), match[1])
    return front


def _body_spaces(body: str) -> str:
    blocks = [(span.start, span.end) for span in spans(body, "CodeBlock")]
    places = {body.count("\n", 0, start): body.count("\n", 0, end) for start, end in blocks}
    code = {n for first, last in places.items() for n in range(first, last + 1)}
    lines = body.split("\n")
    ends = [
        line if number in code else _end(line, following)
        for number, (line, following) in enumerate(pairwise([*lines, ""]))
    ]
    if len(lines) - 1 in code or not body.strip():
        return "\n".join(ends)
    return "\n".join(ends).rstrip("\n") + "\n"


def _end(line: str, following: str) -> str:
    """The line without spaces at its end, but for two that break a line on purpose."""
    breaks = line.endswith("  ") and line.strip() and following.strip()
    return line.rstrip() + ("  " if breaks else "")


def _order(document: Document, collection: str) -> str:
    """The body with its sections in the order of their kind, if each is known and is there once."""
    order = {s.title: position for position, s in enumerate(MODELS[collection].SECTIONS)}
    intro, *sections = passages(document, "")
    titles = [section.title for section in sections]
    in_order = sorted(sections, key=lambda section: order.get(section.title, 0))
    if len(set(titles)) < len(titles) or not set(titles) <= order.keys() or in_order == sections:
        return document.body
    body = intro.text + "\n".join(s.text.strip(" ").rstrip("\n") + "\n" for s in in_order)
    return body if _sections_html(body) == _sections_html(document.body) else document.body


def _sections_html(body: str) -> set[str]:
    """What the sections show, in any order."""
    return {section.html.strip() for section in markdown.parse(body, "").sections}
