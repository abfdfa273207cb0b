"""The subset of YAML that entries are written in, read with the place of every key and value.

Built from libyaml's events and never from its nodes: composing nodes recurses in C and ends the
process on deep nesting, events do not. Every scalar stays text; the model gives it a type.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, cast

import yaml

from playbook.decoding import CONTROL, place
from playbook.diagnostics import Diagnostic, InvalidEntry
from playbook.source import KeyPath, Location, Place, Source

MAX_DEPTH = 8
"""The most levels that a value may be nested."""

_TAB = re.compile(r"^ *\t", re.MULTILINE)
_LOST = re.compile(r"^(?:[^\"'#\n]*:|\s*-)[^\"'#\n]*[^\s\"'#] [ ]*(#[^\s#])", re.MULTILINE)
_NULLS = frozenset({"", "~", "null"})


def parse(text: str, path: str, first_line: int = 1) -> tuple[dict[str, Any], Source]:
    """Read a mapping of the subset that entries use; lines count from `first_line`.

    A plain `null`, `~` or nothing becomes `None`, every other scalar a string. Raises
    `InvalidEntry` for what is not YAML, and for anchors, aliases, tags, directives, merge keys, a
    second document, keys written twice, and more than `MAX_DEPTH` levels.
    """
    if tab := _TAB.search(text):
        line = text.count("\n", 0, tab.start()) + first_line
        raise InvalidEntry([_tab(Location(path, line, len(tab[0])))])
    if lost := _LOST.search(text):
        line, column = place(text, lost.start(1))
        raise InvalidEntry([_cut_off(Location(path, line + first_line - 1, column))])
    builder = _Builder(path, first_line)
    try:
        data = builder.build(yaml.parse(text, Loader=yaml.CSafeLoader))
    except yaml.MarkedYAMLError as error:
        raise InvalidEntry([_bad_syntax(error, text, path, first_line)]) from error
    except yaml.reader.ReaderError as error:
        line, column = place(text, error.position)
        at = Location(path, line + first_line - 1, column)
        raise InvalidEntry([_bad_character(at)]) from error
    if builder.problems:
        raise InvalidEntry(builder.problems)
    return data, Source(path, builder.keys, builder.values)


@dataclass(slots=True)
class _Builder:
    path: str
    first_line: int
    keys: dict[KeyPath, Place] = field(default_factory=dict)
    values: dict[KeyPath, Place] = field(default_factory=dict)
    problems: list[Diagnostic] = field(default_factory=list)

    def build(self, events: Iterator[yaml.Event]) -> dict[str, Any]:
        data: Any = {}
        for event in events:
            match event:
                case yaml.DocumentStartEvent() if event.version or event.tags:
                    self._refuse(event, "a % directive")
                case yaml.DocumentStartEvent() if event.explicit and self.values:
                    self._refuse(event, "a second document")
                case yaml.MappingStartEvent():
                    data = self._value(event, events, ())
                case yaml.ScalarEvent() | yaml.SequenceStartEvent() | yaml.AliasEvent():
                    raise InvalidEntry([_not_a_mapping(self._location(event))])
        return data  # type: ignore[no-any-return]

    def _value(self, event: yaml.Event, events: Iterator[yaml.Event], path: KeyPath) -> Any:
        self.values[path] = self._place(event)
        self._refuse_tricks(event)
        if len(path) > MAX_DEPTH:
            self._refuse(event, f"more than {MAX_DEPTH} levels")
        match event:
            case yaml.MappingStartEvent():
                return self._mapping(events, path)
            case yaml.SequenceStartEvent():
                return self._sequence(events, path)
            case yaml.ScalarEvent(value=value):
                plain = event.style in (None, "")
                return None if plain and value in _NULLS else value
        raise AssertionError(event)  # pragma: no cover

    def _refuse_tricks(self, event: yaml.Event) -> None:
        if isinstance(event, yaml.AliasEvent):
            self._refuse(event, "an alias (*)")
        if isinstance(event, yaml.ScalarEvent) and CONTROL.search(event.value):
            self.problems.append(_bad_character(self._location(event)))
        if getattr(event, "anchor", None) is not None:
            self._refuse(event, "an anchor (&)")
        if (tag := getattr(event, "tag", None)) is not None:
            self._refuse(event, f"a tag ({tag})")

    def _mapping(self, events: Iterator[yaml.Event], path: KeyPath) -> dict[str, Any]:
        data: dict[str, Any] = {}
        while not isinstance(event := next(events), yaml.MappingEndEvent):
            if not isinstance(event, yaml.ScalarEvent):
                self._refuse(event, "a key that is itself a list or a mapping")
                break  # pragma: no cover
            self._refuse_tricks(event)
            key = event.value
            if key == "<<":
                self._refuse(event, "a merge key (<<)")
            key_path = (*path, key)
            if key in data:
                self.problems.append(self._duplicate(event, key, self.keys[key_path]))
            self.keys.setdefault(key_path, self._place(event))
            value = self._value(next(events), events, key_path)
            data.setdefault(key, value)
        return data

    def _sequence(self, events: Iterator[yaml.Event], path: KeyPath) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            item_path = (*path, len(items))
            self.keys[item_path] = self._place(event)
            items.append(self._value(event, events, item_path))
        return items

    def _place(self, event: yaml.Event) -> Place:
        mark = cast("yaml.Mark", event.start_mark)
        return mark.line + self.first_line, mark.column + 1

    def _location(self, event: yaml.Event) -> Location:
        return Location(self.path, *self._place(event))

    def _refuse(self, event: yaml.Event, what: str) -> None:
        raise InvalidEntry(
            [
                Diagnostic(
                    self._location(event),
                    "yaml-not-taken",
                    f"Entries do not take {what}.",
                    "Write the value out in full; if it is meant as text, put it in double quotes.",
                )
            ]
        )

    def _duplicate(self, event: yaml.Event, key: str, first: Place) -> Diagnostic:
        return Diagnostic(
            self._location(event),
            "duplicate-key",
            f"'{key}' is written twice; the first time was on line {first[0]}.",
            "Keep one of the two.",
        )


def _tab(location: Location) -> Diagnostic:
    return Diagnostic(
        location,
        "bad-yaml",
        "This line is indented with a tab.",
        "Use two spaces for each level instead.",
    )


def _bad_character(location: Location) -> Diagnostic:
    return Diagnostic(
        location,
        "control-character",
        "There is an invisible character in this text.",
        "Type the words again instead of pasting them.",
    )


def _cut_off(location: Location) -> Diagnostic:
    return Diagnostic(
        location,
        "bad-yaml",
        "From the # on, this line would be read as a comment, and lost.",
        "Put the text in double quotes; a comment has a space after its #.",
    )


def _not_a_mapping(location: Location) -> Diagnostic:
    return Diagnostic(
        location,
        "bad-yaml",
        "Front matter is made of lines like 'title: …'; this is not one.",
        "Write a key, a colon, a space and its value.",
    )


def _bad_syntax(error: yaml.MarkedYAMLError, text: str, path: str, first_line: int) -> Diagnostic:
    mark = error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    line = min(line, max(text.count("\n") - 1, 0))
    message, hint = _explain(error.problem or "", text.split("\n")[line])
    return Diagnostic(Location(path, line + first_line, column + 1), "bad-yaml", message, hint)


def _explain(problem: str, line: str) -> tuple[str, str]:
    key, _, value = line.partition(":")
    match problem:
        case "mapping values are not allowed in this context":
            return (
                "There is a second colon in this line.",
                f'Put the text in double quotes: {key.strip()}: "{value.strip()}"',
            )
        case "could not find expected ':'":
            return (
                "A key before this place has no colon after it.",
                "Write a key, a colon, a space and its value.",
            )
        case "found character that cannot start any token":
            return ("A text cannot start with this sign.", "Put the text in double quotes.")
        case "did not find expected key" | "did not find expected <document start>":
            return (
                "A line here does not fit: its indent is off, or words follow a closing quote.",
                "Line it up with its neighbors; put a text that holds quotes in double quotes.",
            )
        case "did not find expected ',' or ']'" | "did not find expected ',' or '}'":
            return (
                "A bracket that was opened here is not closed, or words follow it.",
                'If the bracket is part of the text, put all of it in double quotes: "[New] Ask".',
            )
        case "found unexpected end of stream":
            return ("A quotation that was opened is never closed.", "Add the missing quote sign.")
        case "found invalid Unicode character escape code":
            return ("This escape is not a character.", "Type the character itself.")
        case _:
            return (
                f"The front matter cannot be read from here on ({problem}).",
                "Look for a missing dash, colon, quote or bracket, here or in the line above.",
            )
