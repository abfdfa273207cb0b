"""The bibliography: `references.yml`, in CSL-YAML as Zotero and Pandoc exchange it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from playbook import subset
from playbook.diagnostics import Diagnostic, InvalidEntry
from playbook.source import Source

PATH = "references.yml"

_NEEDED = ("id", "type", "title")


@dataclass(frozen=True, slots=True)
class Bibliography:
    """Every work that may be cited, by its key. Each is one CSL item, as a plain mapping."""

    items: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    source: Source = field(default_factory=lambda: Source(PATH))

    def __contains__(self, key: str) -> bool:
        return key in self.items

    def __iter__(self) -> Iterator[str]:
        return iter(self.items)

    def position(self, key: str) -> int:
        """Where a work stands in the file, counted from zero."""
        return list(self.items).index(key)


def parse(text: str) -> Bibliography:
    """Read a bibliography, or raise `InvalidEntry` with everything that is wrong with it."""
    data, source = subset.parse(text, PATH)
    works = data.get("references")
    if not isinstance(works, list):
        raise InvalidEntry([_no_list(source)])
    items: dict[str, Mapping[str, Any]] = {}
    problems: list[Diagnostic] = []
    for index, work in enumerate(works):
        missing = [key for key in _NEEDED if not isinstance(work, dict) or not work.get(key)]
        if missing:
            problems += [_incomplete(source, index, key) for key in missing]
        elif work["id"] in items:
            problems.append(_twice(source, index, work["id"]))
        else:
            items[work["id"]] = work
    if problems:
        raise InvalidEntry(problems)
    return Bibliography(items, source)


def _no_list(source: Source) -> Diagnostic:
    return Diagnostic(
        source.locate(("references",)),
        "missing-key",
        "There is no list of works under 'references:'.",
        "Start the file with 'references:' and one item with id, type and title for each work.",
    )


def _incomplete(source: Source, index: int, key: str) -> Diagnostic:
    return Diagnostic(
        source.locate(("references", index)),
        "missing-key",
        f"'{key}' is missing.",
        f"Add a line '{key}:' to this work.",
    )


def _twice(source: Source, index: int, key: str) -> Diagnostic:
    return Diagnostic(
        source.locate_value(("references", index, "id")),
        "duplicate-key",
        f"The work '{key}' is in the list twice.",
        "Keep one of the two, or give one another id.",
    )
