"""Values at the end of key paths, in what was read from front matter."""

from typing import Any

from playbook.source.location import KeyPath

ABSENT: Any = object()
"""In the place of a value: there is no such key."""


def value_at(data: Any, path: KeyPath) -> Any:
    """What is at the end of a path, or `ABSENT`."""
    for step in path:
        match data, step:
            case (dict(), str()) if step in data:
                data = data[step]
            case (list(), int()) if 0 <= step < len(data):
                data = data[step]
            case _:
                return ABSENT
    return data


def with_value(data: Any, path: KeyPath, value: Any) -> Any:
    """The data with another value at the end of a path, or without any for `ABSENT`."""
    if not path:
        return value
    name, *rest = path
    if isinstance(data, list):
        items = [with_value(data[int(name)], tuple(rest), value)]
        present = [part for part in items if part is not ABSENT]
        return [*data[: int(name)], *present, *data[int(name) + 1 :]]
    parts = {**data, name: with_value(data.get(name), tuple(rest), value)}
    return {key: part for key, part in parts.items() if part is not ABSENT}
