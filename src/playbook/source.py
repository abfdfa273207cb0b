"""Places in files: where an author wrote what."""

from collections.abc import Mapping
from dataclasses import dataclass, field

KeyPath = tuple[str | int, ...]
"""The way to a value in front matter: keys of mappings and positions in lists."""

Place = tuple[int, int]
"""A line and a column, both counted from one."""


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A point in a file, counted from one, as editors count."""

    path: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Source:
    """A file, and where each front matter key and value sits in it."""

    path: str
    keys: Mapping[KeyPath, Place] = field(default_factory=dict)
    values: Mapping[KeyPath, Place] = field(default_factory=dict)

    def locate(self, key_path: KeyPath) -> Location:
        """Find a key or, if it was never written, its nearest parent."""
        return self._nearest(key_path, self.keys)

    def locate_value(self, key_path: KeyPath) -> Location:
        """Find what was written for a key or, if nothing was, the key's nearest parent."""
        return self._nearest(key_path, self.values)

    def _nearest(self, key_path: KeyPath, places: Mapping[KeyPath, Place]) -> Location:
        while key_path:
            if key_path in places:
                return Location(self.path, *places[key_path])
            key_path, places = key_path[:-1], self.keys
        return Location(self.path)
