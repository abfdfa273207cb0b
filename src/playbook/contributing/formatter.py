"""What can be mended without asking: the form of a file, and never what it says.

`tidy` keeps every word. It gives the same text again when it is asked twice, and leaves a file
that it cannot take apart as it is, but for spaces.
"""

import re
from contextlib import suppress

from playbook.model import fields
from playbook.model.entry_types import MODELS
from playbook.model.field_reference import written_order
from playbook.parsing import frontmatter, markdown, yaml_edits, yaml_subset
from playbook.source.diagnostics import InvalidEntry

_INDENT = re.compile(r"^[ \t\u00a0\u2002\u2003\u2009\u202f]+", re.MULTILINE)
_DATE = re.compile(
    r"""^(created|updated|review_by):[ ]*["'“”‘’]?([^"'“”‘’#\n]+?)["'“”‘’]?[ ]*$""", re.MULTILINE
)
_QUOTED_ID = re.compile(r"[‘’“”]([a-z0-9-]+)[‘’“”]")
_FENCE = re.compile(r"^[ \t]*(```|~~~)")
_SECTION = re.compile(r"^##[ \t]+(.+?)[ \t#]*$")


def tidy(text: str, collection: str) -> str:
    """The text of an entry with dates, spaces, quoted ids, and the order of its parts mended."""
    parts = frontmatter.split(text)
    if not parts:
        return text
    front = _dates(_spaces(parts.front))
    body = _body_spaces(parts.body)
    whole = f"---\n{front}---\n{body}"
    try:
        document = frontmatter.parse(whole, "")
        sections = markdown.parse(document.body, "").sections
    except InvalidEntry:
        return whole
    titles = [section.title for section in sections]
    front = yaml_edits.reorder(_ids(front), written_order(collection))
    return f"---\n{front}---\n{_sections(body, collection, titles)}"


def _spaces(written: str) -> str:
    lines = (line.rstrip() for line in written.split("\n"))
    return _INDENT.sub(lambda m: _blanks(m[0]), "\n".join(lines))


def _blanks(indent: str) -> str:
    return "".join("  " if sign == "\t" else " " for sign in indent)


def _dates(written: str) -> str:
    return _DATE.sub(_date, written)


def _date(match: re.Match[str]) -> str:
    days = fields.days(match[2])
    return f"{match[1]}: {days[0].isoformat()}" if len(days) == 1 else match[0]


def _ids(front: str) -> str:
    """Ids without the curly quotes that a word processor put around them."""
    for path in sorted(yaml_subset.places(front, "")[0], key=len, reverse=True):
        if match := _QUOTED_ID.fullmatch(str(path[-1])):
            with suppress(InvalidEntry):  # the id is there without quotes too
                front = yaml_edits.rename(front, path, match[1])
    data, _ = yaml_subset.parse(front, "")
    if match := _QUOTED_ID.fullmatch(str(data.get("replaced_by"))):
        front = yaml_edits.put(front, ("replaced_by",), match[1])
    return front


def _body_spaces(body: str) -> str:
    lines: list[str] = []
    in_code = False
    written = body.split("\n")
    for number, line in enumerate(written):
        if _FENCE.match(line):
            in_code = not in_code
        following = written[number + 1] if number + 1 < len(written) else ""
        lines.append(line if in_code else _end(line, following))
    if in_code or not body.strip():
        return "\n".join(lines)
    return "\n".join(lines).rstrip("\n") + "\n"


def _end(line: str, following: str) -> str:
    """The line without spaces at its end, but for two that break a line on purpose."""
    breaks = line.endswith("  ") and line.strip() and following.strip()
    return line.rstrip() + ("  " if breaks else "")


def _sections(body: str, collection: str, titles: list[str]) -> str:
    """The sections in the order of their kind, if each is known and stands here once."""
    order = {s.title: position for position, s in enumerate(MODELS[collection].SECTIONS)}
    if len(set(titles)) < len(titles) or not set(titles) <= order.keys():
        return body
    parts = _split(body)
    if [title for title, _ in parts[1:]] != titles:
        return body  # a heading that only looks like one, in a code block or a list
    intro, *rest = parts
    ordered = sorted(rest, key=lambda part: order[part[0]])
    if ordered == rest:
        return body
    return intro[1] + "\n".join(part.rstrip("\n") + "\n" for _, part in ordered)


def _split(body: str) -> list[tuple[str, str]]:
    parts: list[tuple[str, list[str]]] = [("", [])]
    for line in body.splitlines(keepends=True):
        if heading := _SECTION.match(line):
            parts.append((heading[1], []))
        parts[-1][1].append(line)
    return [(title, "".join(lines)) for title, lines in parts]
