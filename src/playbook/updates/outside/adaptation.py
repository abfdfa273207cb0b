"""From an entry that was edited in its place to an adaptation that says the same over the original.

The lines that differ stay as their author wrote them: what is the same is taken out around them.
"""

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

from playbook.layers.merge import BECAUSE, RawEntry, lay, passages, raw_entry
from playbook.parsing import frontmatter
from playbook.parsing.frontmatter import Document
from playbook.parsing.yaml_editing import edits
from playbook.parsing.yaml_editing.spans import comments, read
from playbook.updates.texts import OURS

REASON = "This is how we say it. We have not written down why yet."
"""What readers are told until somebody writes the reason."""


class Adaptation(NamedTuple):
    """A file of a layer, made from an edited entry."""

    text: str
    """"" where nothing differs that an adaptation could say."""
    is_whole: bool
    """Whether the entry reads as it did, once this lies over the original."""


def adaptation(original: str, edited: str, path: str) -> Adaptation:
    """Only the keys and sections that differ; raises `InvalidEntry` for what is no entry."""
    base, document = frontmatter.parse(original, path), frontmatter.parse(edited, path)
    parts, base_parts = frontmatter.split(edited), frontmatter.split(original)
    assert parts  # noqa: S101 - it was parsed
    assert base_parts  # noqa: S101
    front = _front(parts.front, base.data, document.data)
    body = _body(base, document, path)
    front = _with_comments(front, parts.front, base_parts.front)
    if not (front.strip() or body):
        return Adaptation("", is_whole=_same(document, raw_entry(base, path), path))
    if BECAUSE not in document.data:
        front = edits.put(front, (BECAUSE,), REASON)
    text = f"---\n{front}---\n" + (f"\n{body}" if body else "")
    over = frontmatter.parse(text, path)
    collection = path.partition("/")[0]
    entry = lay(raw_entry(base, path), over, path, "", collection).entry
    return Adaptation(text, is_whole=_same(document, entry, path))


def union(own: str, over: str, path: str) -> str:
    """Two adaptations of an entry as one; "" where both say one part, or one is no adaptation."""
    first, second = frontmatter.parse(own, path), frontmatter.parse(over, path)
    parts, more = frontmatter.split(own), frontmatter.split(over)
    titles = {passage.title for passage in passages(first, path) if passage.text.strip()}
    new = [passage for passage in passages(second, path) if passage.text.strip()]
    both = [name for name in second.data if name in first.data and name != BECAUSE]
    if not parts or not more or BECAUSE not in first.data or both:
        return ""
    if titles.intersection(passage.title for passage in new):
        return ""
    front, nodes = parts.front, edits.nodes(more.front)
    for name in second.data:
        if name != BECAUSE:
            front = edits.put(front, (name,), nodes[name])
    front = "".join(f"{note}\n" for note in comments(more.front)) + front
    bodies = [text for text in (parts.body.strip("\n"), more.body.strip("\n")) if text]
    lead = [passage for passage in new if not passage.title]
    if lead and titles:  # what has no heading comes before those that have
        bodies.reverse()
    return f"---\n{front}---\n" + ("\n" + "\n\n".join(bodies) + "\n" if bodies else "")


def copy(text: str) -> str:
    """An entry that can stand beside the one that it was made of: a draft with a title apart."""
    parts = frontmatter.split(text)
    assert parts  # noqa: S101 - it was parsed
    title = read(parts.front).data.get("title")
    front = edits.put(parts.front, ("title",), f"{title}{OURS}")
    front = edits.put(edits.delete(front, ("former_ids",)), ("status",), "draft")
    return parts.opening + front + parts.closing + parts.body


def _front(front: str, base: Mapping[str, Any], data: Mapping[str, Any]) -> str:
    """Front matter without what the original says too; what it has no more is set to nothing."""
    for name, value in data.items():
        before = base.get(name)
        if name in base and before == value:
            front = edits.delete(front, (name,))
        elif isinstance(value, dict) and isinstance(before, dict):
            for part, said in value.items():
                if part in before and before[part] == said:
                    front = edits.delete(front, (name, part))
            for part in before:
                if part not in value:
                    front = edits.put(front, (name, part), None)
    return front


def _body(base: Document, document: Document, path: str) -> str:
    """The sections that differ, as they are written."""
    before = [(passage.title, passage.text.strip()) for passage in passages(base, path)]
    own = list(passages(document, path))
    titles = {p.title for p in own if (p.title, p.text.strip()) not in before}
    return "".join(p.text for p in own if p.title in titles and p.text.strip())


def _with_comments(front: str, edited: str, original: str) -> str:
    """Front matter with the comments that are new, and without those that the original has."""
    old, own = comments(original), comments(edited)
    lines = front.split("\n")
    rest = [line for line in lines if line.strip() not in old or line.strip() not in own]
    shorter = "\n".join(rest)
    if read(shorter).data == read(front).data:
        front = shorter
    notes = [note for note in own if note not in old and note not in comments(front)]
    return "".join(f"{note}\n" for note in notes) + front


def _same(document: Document, entry: RawEntry, path: str) -> bool:
    """Whether an entry says what a document says, in the same order."""
    data = {name: value for name, value in document.data.items() if name != BECAUSE}
    own = [(p.title, p.text.strip()) for p in passages(document, path) if p.text.strip()]
    there = [(p.title, p.text.strip()) for p in entry.passages if p.text.strip()]
    orders = all(_order(value) == _order(entry.data.get(name)) for name, value in data.items())
    return entry.data == data and orders and own == there


def _order(value: Any) -> Sequence[Any]:
    return list(value) if isinstance(value, dict) else ()
