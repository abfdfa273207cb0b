"""Ways out of what a new original breaks in a layer, each without losing a word.

A relation or a citation that leads nowhere becomes a comment; a link becomes plain words, or loses
the heading that is gone; a title that two entries have says whose it is. An adaptation that the new
original makes invalid says all that it inherited, and so goes on as it was.
"""

import re
from collections.abc import Callable, Mapping

from playbook.layers.lockfile import Tree
from playbook.layers.merge import BECAUSE, plain
from playbook.parsing import frontmatter, yaml_subset
from playbook.parsing.markdown_spans import spans
from playbook.parsing.yaml_editing import edits
from playbook.parsing.yaml_editing.key_paths import value_at
from playbook.source.diagnostics import Diagnostic, InvalidEntry
from playbook.source.location import KeyPath
from playbook.updates.apply import standalone
from playbook.updates.texts import OURS

Mend = Callable[[str, Diagnostic], str]
"""A file of a layer, and one thing that is wrong with it; the file without that."""


def mend(layer: Tree, path: str, fault: Diagnostic, was: Tree) -> str | None:
    """A file of a layer without one error; None where only a person can tell what is meant.

    `path` is the file's in the layer, and `was` has the originals that its adaptations stood on.
    A place in the original's file says nothing of the layer's.
    """
    text = layer[path]
    is_here = fault.location.path != path
    try:
        new = _MENDS.get(fault.code.id, _as_it_is)(text, fault) if is_here else text
        if new == text and path in was:
            new = as_it_was(was[path], text, path)
    except (InvalidEntry, KeyError, ValueError):
        return None
    return new if new != text else None


def as_it_was(was: str, over: str, path: str) -> str:
    """An adaptation that says all that it inherited, and so shows what it showed."""
    reason = plain(frontmatter.parse(over, path).data.get(BECAUSE)).strip()
    whole = frontmatter.split(standalone(was, over, path))
    if whole is None:
        return over
    lines = f"{BECAUSE}: {reason}".split("\n")
    note = "".join(f"# {line}".rstrip() + "\n" for line in lines)
    front = whole.front.replace(note, "", 1)
    return f"{whole.opening}{edits.put(front, (BECAUSE,), reason)}{whole.closing}{whole.body}"


def _as_it_is(text: str, _: Diagnostic) -> str:
    return text


def _noted(text: str, fault: Diagnostic) -> str:
    """The file with the key or the item at a place as a comment on top."""
    parts = frontmatter.split(text)
    if parts is None:
        return text
    at = _key_path(parts.front, fault)
    if not at:
        return text
    words = plain(value_at(yaml_subset.parse(parts.front, "")[0], at))
    name = at[-1] if isinstance(at[-1], str) else words
    lines = [f"Taken out of '{at[0]}', since an update broke '{name}': {fault.message}"]
    lines += words.split("\n") if words != name else []
    note = "".join(f"# {line}".rstrip() + "\n" for line in lines)
    return f"{parts.opening}{note}{edits.delete(parts.front, at)}{parts.closing}{parts.body}"


def _key_path(front: str, fault: Diagnostic) -> KeyPath:
    place = (fault.location.line, fault.location.column)
    keys, values = yaml_subset.places(front, "", frontmatter.FIRST_LINE)
    fitting = [path for places in (keys, values) for path, at in places.items() if at == place]
    return max(fitting, key=len, default=())


def _unlinked(text: str, fault: Diagnostic) -> str:
    """The file with the link at a place as plain words."""
    start, end, inner_end = _link_at(text, fault)
    return text[:start] + text[start + 1 : inner_end] + text[end:]


def _without_heading(text: str, fault: Diagnostic) -> str:
    """The file with the link at a place leading to the page, and to no heading of it."""
    _, end, inner_end = _link_at(text, fault)
    link = re.sub(r"#[^)>\s\"]+", "", text[inner_end:end], count=1)
    return text[:inner_end] + link + text[end:]


def _link_at(text: str, fault: Diagnostic) -> tuple[int, int, int]:
    """Where the link at a place starts and ends, and where its words end."""
    lines = text.splitlines(keepends=True)
    place = sum(map(len, lines[: fault.location.line - 1])) + fault.location.column - 1
    body = frontmatter.strip(text)
    ahead = len(text) - len(body)
    for span in spans(body, "Link"):
        if span.start + ahead <= place < span.end + ahead:
            return span.start + ahead, span.end + ahead, span.inner_end + ahead
    raise ValueError(fault)


def _said_whose(text: str, _: Diagnostic) -> str:
    """The file with a title that nobody takes for the original's."""
    parts = frontmatter.split(text)
    title = plain(yaml_subset.parse(parts.front, "")[0].get("title")) if parts else ""
    if not title or parts is None or title.endswith(OURS):
        return text
    front = edits.put(parts.front, ("title",), title + OURS)
    return f"{parts.opening}{front}{parts.closing}{parts.body}"


_MENDS: Mapping[str, Mend] = {
    "unknown-reference": _noted,
    "self-reference": _noted,
    "cycle": _noted,
    "unknown-citation": _noted,
    "unknown-idea": _noted,
    "former-id-clash": _noted,
    "leads-no-role": _noted,
    "broken-link": _unlinked,
    "broken-anchor": _without_heading,
    "duplicate-title": _said_whose,
}
