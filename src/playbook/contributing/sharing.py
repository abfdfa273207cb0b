"""An entry of a layer as it would stand in the original: whole, and without a district's names."""

import re
from collections.abc import Mapping
from functools import partial
from typing import NamedTuple

from playbook.layers.merge import BECAUSE, plain
from playbook.model.entry import Key, Partial
from playbook.parsing import frontmatter
from playbook.parsing.yaml_editing import edits
from playbook.parsing.yaml_editing.spans import comments
from playbook.source.location import KeyPath, Location, Source
from playbook.updates.apply import standalone

OURS = "our district"
"""What stands where a name was left out, unless somebody says what should."""


class Contribution(NamedTuple):
    """What a layer offers to the original."""

    text: str
    because: str
    """Why the layer says it in another way; "" for an entry that is new."""
    new_lines: tuple[str, ...]
    """The lines in which a name was left out, as they are now."""
    works: tuple[str, ...] = ()
    """The ids of the works that it cites; a name in one of them stays."""


def contribution(
    path: str, text: str, original: str | None, names: Mapping[str, str]
) -> Contribution:
    """The whole entry at a path of the original; `text` is the layer's, `original` what it adapts.

    `names` are those to leave out, each with what takes its place. Raises `InvalidEntry` for an
    entry that cannot be read.
    """
    document = frontmatter.parse(text, path)
    because = plain(document.data.get(BECAUSE)).strip()
    if original is not None:
        text = _without_notes(standalone(original, _without_reason(text), path), text, original)
    text, works = _with_marks(path, text)
    new_text, new_lines = leave_out(text, names)
    return Contribution(
        _without_marks(new_text, works),
        leave_out(because, names)[0],
        tuple(_without_marks(line, works) for line in new_lines),
        tuple(dict.fromkeys(works.values())),
    )


def _with_marks(path: str, text: str) -> tuple[str, Mapping[str, str]]:
    """An entry with a mark in the place of each id of a work, which is no name; and the ids."""
    document, (collection, id_) = frontmatter.parse(text, path), path.removesuffix(".md").split("/")
    file = Partial(Key(collection, id_), document.source, document.data, None)
    places = {_place(document.source, key_path): work for work, key_path in file.citations()}
    lines, works = text.split("\n"), dict[str, str]()
    for at, work in sorted(places.items(), reverse=True):
        line, start, mark = lines[at.line - 1], at.column - 1, f"\ue000{len(works)}\ue001"
        lines[at.line - 1] = line[:start] + line[start:].replace(work, mark, 1)
        works[mark] = work
    return "\n".join(lines), dict(reversed(works.items()))


def _place(source: Source, path: KeyPath) -> Location:
    """Where the id of a work is written: a key, or an item of a list."""
    return source.locate(path) if isinstance(path[-1], str) else source.locate_value(path)


def _without_marks(text: str, works: Mapping[str, str]) -> str:
    for mark, work in works.items():
        text = text.replace(mark, work)
    return text


def _without_reason(text: str) -> str:
    """An adaptation that does not say why: that is for the proposal, not for the entry."""
    front = _front(text)
    return text.replace(front, edits.delete(front, (BECAUSE,)), 1)


def _without_notes(whole: str, layer: str, original: str) -> str:
    """An entry without the comments of a layer, which are the first lines that `adapt` wrote."""
    notes = set(comments(_front(layer))) - set(comments(_front(original)))
    front = _front(whole)
    lines = [line for line in front.splitlines(keepends=True) if line.strip() not in notes]
    return whole.replace(front, "".join(lines), 1)


def _front(text: str) -> str:
    parts = frontmatter.split(text)
    return parts.front if parts else ""


def leave_out(text: str, names: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """A text in which other words take the place of names, and its lines that are new."""
    new = text
    for name in sorted(filter(str.strip, names), key=len, reverse=True):
        pattern = re.compile(rf"(?<!\w){phrase(name)}(?!\w)", re.IGNORECASE)
        new = pattern.sub(partial(_as_there, words=names[name]), new)
    old = set(text.splitlines())
    return new, tuple(line.strip() for line in new.splitlines() if line not in old)


def phrase(words: str) -> str:
    """A pattern of words with any space between them, such as a line break, also in a quotation."""
    return r"\s[\s>]*".join(map(re.escape, words.split()))


def _as_there(match: re.Match[str], words: str) -> str:
    """Words with the capital that the start of a sentence asks for."""
    line = match.string.rfind("\n", 0, match.start()) + 1
    before = match.string[line : match.start()].rstrip(" \"'“(*")
    starts = not before or before[-1] in ".!?:-" or before.lstrip().rstrip(".").isdigit()
    return words[:1].upper() + words[1:] if starts else words
