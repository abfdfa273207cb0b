"""What becomes of files when an entry is taken back, or a name or a detail of one.

Unlike an update, this keeps no word: what others said of the entry goes too, and no comment says
what it was.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from playbook.contributing.sharing import OURS, leave_out, phrase
from playbook.layers.lockfile import Lock, Tree
from playbook.layers.settings import FILE as SETTINGS
from playbook.model.entry import Key
from playbook.parsing import frontmatter, yaml_subset
from playbook.parsing.yaml_editing import edits
from playbook.parsing.yaml_editing.key_paths import value_at
from playbook.source.diagnostics import InvalidEntry
from playbook.updates.names import Names, follow

UNNAMED = "unnamed"
"""What a case says whose district is not named."""


class Line(NamedTuple):
    """A place in a file."""

    path: str
    number: int


def without_entry(tree: Tree, keys: Collection[Key]) -> dict[str, str]:
    """The files of an original or a layer that named an entry, without what they said of it.

    A link becomes plain words. The files of the entry itself are left out.
    """
    paths = frozenset(key.path for key in keys)
    names = Names({}, paths, notes=False)
    texts: dict[str, str] = {}
    for path, text in tree.items():
        if path not in paths and (path.endswith(".md") or path == SETTINGS):
            new = follow({path: text}, names, frozenset({path}))[path]
            texts |= {path: new} if new != text else {}
    return texts


def forgetful(lock: Lock, keys: Collection[Key]) -> Lock:
    """A lock without the words that it kept of an entry."""
    paths = {key.path for key in keys}

    def rest(tree: Mapping[str, str]) -> Mapping[str, str]:
        return {path: text for path, text in tree.items() if path not in paths}

    return Lock(lock.version, rest(lock.files), rest(lock.originals), rest(lock.neighbors))


def without_words(text: str, words: Mapping[str, str]) -> tuple[str, tuple[str, ...]]:
    """An entry in which other words take the place of some, and its lines that are new.

    A district whose name is among them is `unnamed`.
    """
    parts = frontmatter.split(text)
    front = parts.front if parts else ""
    try:
        name = value_at(yaml_subset.parse(front, "")[0], ("district", "name")) if front else ""
        if isinstance(name, str) and any(_is(name, word) for word in words):
            front = edits.put(front, ("district", "name"), UNNAMED)
    except (InvalidEntry, KeyError, ValueError):
        pass
    if parts:
        text = f"{parts.opening}{front}{parts.closing}{parts.body}"
    new, lines = leave_out(text, words)
    return new, lines


def _is(name: str, word: str) -> bool:
    return name.casefold().split() == word.casefold().split()


def instead_of(words: str, usual: str = OURS) -> tuple[str, str]:
    """`WORDS=INSTEAD` as both; what takes their place is `usual` where that is not said."""
    name, sign, instead = words.partition("=")
    return name.strip(), instead.strip() if sign else usual


def lines_with(tree: Tree, words: Collection[str]) -> list[Line]:
    """Every line that still says one of some words or begins to, in whatever capitals."""
    patterns = [phrase(word.casefold()) for word in words if word.strip()]
    return [
        Line(path, number)
        for path, text in sorted(tree.items())
        for number in sorted(set(_lines_of(text.casefold(), patterns)))
    ]


def _lines_of(text: str, patterns: Iterable[str]) -> Iterator[int]:
    for pattern in patterns:
        for match in re.finditer(pattern, text):
            yield text.count("\n", 0, match.start()) + 1
