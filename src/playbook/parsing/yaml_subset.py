"""The subset of YAML that entries are written in, read with the place of every key and value.

Built from libyaml's events and never from its nodes: composing nodes recurses in C and ends the
process on deep nesting, events do not. Every scalar stays text; the model gives it a type.
"""

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import partial
from typing import Any, cast

import yaml

from playbook.parsing.yaml_codes import DUPLICATE_KEY, YAML_NOT_TAKEN
from playbook.parsing.yaml_slips import groups
from playbook.parsing.yaml_slips.slips import with_quoted_value
from playbook.parsing.yaml_slips.syntax import NOT_A_MAPPING, syntax
from playbook.parsing.yaml_slips.unseen import comment_as_value, silent_slip
from playbook.source import edits
from playbook.source.decoding import CONTROL, CONTROL_CHARACTER
from playbook.source.diagnostics import Diagnostic, InvalidEntry
from playbook.source.edits import Edit
from playbook.source.location import KeyPath, Location, Place, Places, Source, place

MAX_DEPTH = 8
"""The most levels that a value may be nested."""

_COMMENT_AS_VALUE = re.compile(r"(?: *:)? +(#[^\s#])")
"""A note in the place of a value, after a key or a dash."""

_NOTE_AS_ITEM = re.compile(r" +(#.*\S)")
"""A note in the place of an item, which can be no other: `- # of rooms`."""

_NULLS = frozenset({"", "~", "null"})


def parse(text: str, path: str, first_line: int = 1) -> tuple[dict[str, Any], Source]:
    """Read a mapping of the subset that entries use; lines count from `first_line`.

    A plain `null`, `~` or nothing becomes `None`, every other scalar a string. Raises
    `InvalidEntry` for what is not YAML, and for anchors, aliases, tags, directives, merge keys, a
    second document, keys written twice, and more than `MAX_DEPTH` levels.
    """
    if unseen := silent_slip(text, path, first_line):
        raise InvalidEntry([unseen])
    builder = _Builder(path, first_line, text)
    try:
        data = builder.build(yaml.parse(text, Loader=yaml.CSafeLoader))
    except yaml.MarkedYAMLError as error:
        raise InvalidEntry([syntax(error, text, path, first_line)]) from error
    except yaml.reader.ReaderError as error:
        line, column = place(text, error.position)
        at = Location(path, line + first_line - 1, column)
        raise InvalidEntry([_bad_character(at)]) from error
    if builder.diagnostics or groups.look_odd(text):
        lines = text.split("\n")
        latest = max(
            (d.location.line - first_line for d in builder.diagnostics), default=len(lines)
        )
        if slip := groups.slip_in_groups(lines, latest):
            raise InvalidEntry([slip.told(lines, path, first_line)])
    if builder.diagnostics:
        raise InvalidEntry(builder.diagnostics)
    return data, Source(path, partial(places, text, path, first_line), text)


def places(text: str, path: str, first_line: int = 1) -> Places:
    """Where every key and value sits in a text that `parse` took."""
    builder = _Builder(path, first_line)
    builder.build(yaml.parse(text, Loader=yaml.CSafeLoader))
    return builder.keys, builder.values


@dataclass(slots=True)
class _Builder:
    path: str
    first_line: int
    text: str = ""
    """The text, where notes that swallow a value are to be reported; empty where they are not."""
    keys: dict[KeyPath, Place] = field(default_factory=dict)
    values: dict[KeyPath, Place] = field(default_factory=dict)
    diagnostics: list[Diagnostic] = field(default_factory=list)

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
                    raise yaml.MarkedYAMLError(
                        problem=NOT_A_MAPPING,
                        problem_mark=cast("yaml.Mark", event.start_mark),
                    )
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
            self.diagnostics.append(_bad_character(self._location(event)))
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
                self.diagnostics.append(self._duplicate(event, key, self.keys[key_path]))
            self.keys.setdefault(key_path, self._place(event))
            value = next(events)
            if isinstance(value, yaml.ScalarEvent):
                self._report_comment(event.end_mark)
            data.setdefault(key, self._value(value, events, key_path))
        return data

    def _sequence(self, events: Iterator[yaml.Event], path: KeyPath) -> list[Any]:
        items: list[Any] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            item_path = (*path, len(items))
            self.keys[item_path] = self._place(event)
            if isinstance(event, yaml.ScalarEvent) and not event.value:
                self._report_comment(event.start_mark, _NOTE_AS_ITEM)
            items.append(self._value(event, events, item_path))
        return items

    def _report_comment(self, mark: Any, note: re.Pattern[str] = _COMMENT_AS_VALUE) -> None:
        if match := note.match(self.text, mark.index):
            self.diagnostics.append(
                comment_as_value(self.text, match.start(1), self.path, self.first_line)
            )

    def _place(self, event: yaml.Event) -> Place:
        mark = cast("yaml.Mark", event.start_mark)
        return mark.line + self.first_line, mark.column + 1

    def _location(self, event: yaml.Event) -> Location:
        return Location(self.path, *self._place(event))

    def _refuse(self, event: yaml.Event, what: str) -> None:
        message = f"Entries do not take {what}."
        hint = "Write the value out in full; if it is meant as text, put it in double quotes."
        if isinstance(event, yaml.DocumentStartEvent) and event.explicit:
            message = "A line --- begins something new here, and this file has one part."
            hint = "Delete this line. Lines --- stand around the first part of an entry alone."
        place, changes = self._location(event), self._in_quotes(event)
        raise InvalidEntry([Diagnostic(place, YAML_NOT_TAKEN, message, hint, changes)])

    def _in_quotes(self, event: yaml.Event) -> tuple[Edit, ...]:
        """The line with its text in quotes, where the sign starts a text beside a key."""
        line, column = (part - 1 for part in self._place(event))
        lines = self.text.split("\n")
        old = lines[line := line - self.first_line + 1] if self.text else ""
        if not isinstance(event, yaml.ScalarEvent | yaml.AliasEvent) or not old[:column].strip():
            return ()
        new = with_quoted_value(old)
        new_text = "\n".join([*lines[:line], new, *lines[line + 1 :]])
        return edits.difference(self.text, new_text, self.first_line)

    def _without(self, event: yaml.Event, first_line: int) -> tuple[tuple[Edit, ...], bool]:
        """The text without a key that says again what it said before, and with a note where it
        says something else; and which of the two it is.
        """
        lines = self.text.split("\n")
        at = cast("yaml.Mark", event.start_mark).line
        if at >= len(lines) or lines[at].lstrip() != lines[at][self._place(event)[1] - 1 :]:
            return (), False  # between brackets
        block = _block(lines, at)
        is_same = block == _block(lines, first_line - self.first_line)
        notes = [] if is_same else [re.sub(r"^( *)", r"\1# ", line) for line in block]
        new_text = "\n".join([*lines[:at], *notes, *lines[at + len(block) :]])
        return edits.difference(self.text, new_text, self.first_line), is_same

    def _duplicate(self, event: yaml.Event, key: str, first: Place) -> Diagnostic:
        changes, is_same = self._without(event, first[0])
        note = " Until you know which, a # before it makes a note of it."
        note = note if changes and not is_same else ""
        return Diagnostic(
            self._location(event),
            DUPLICATE_KEY,
            f"'{key}' is written twice; the first time was on line {first[0]}.",
            f"Delete one of the two, this one or line {first[0]}, with what belongs to it.{note}",
            changes,
        )


def _block(lines: list[str], first: int) -> list[str]:
    """A key's line, and those below it that are indented deeper."""
    indent = len(lines[first]) - len(lines[first].lstrip())
    deeper = itertools.takewhile(
        lambda line: len(line) - len(line.lstrip()) > indent, lines[first + 1 :]
    )
    return [lines[first], *deeper]


def _bad_character(location: Location) -> Diagnostic:
    return Diagnostic(
        location,
        CONTROL_CHARACTER,
        "There is an invisible character in this text.",
        "Type the words again instead of pasting them.",
    )
