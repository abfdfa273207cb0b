"""Runs a command as on another machine: on another day, where folders list their files backwards.

Everything that Python asks the clock or a folder is answered otherwise; no program is needed for
it.
"""

import datetime
import os
import sys
import time
from typing import Any

LATER = 500 * 24 * 60 * 60.0


class Later(datetime.datetime):
    @classmethod
    def now(cls, tz: Any = None) -> Any:
        return cls.fromtimestamp(time.time(), tz)


class Backwards:
    """The entries of a folder, last one first."""

    def __init__(self, entries: Any) -> None:
        with entries:
            self._entries = iter(sorted(entries, key=lambda entry: entry.name, reverse=True))

    def __iter__(self) -> Any:
        return self._entries

    def __next__(self) -> Any:
        return next(self._entries)

    def __enter__(self) -> Any:
        return self

    def __exit__(self, *_: Any) -> None:
        pass

    def close(self) -> None:
        pass


def move() -> None:
    clock, listdir, scandir = time.time, os.listdir, os.scandir
    time.time = lambda: clock() + LATER
    datetime.datetime = Later  # type: ignore[misc]
    os.listdir = lambda *path: sorted(listdir(*path), reverse=True)
    os.scandir = lambda *path: Backwards(scandir(*path))  # type: ignore[assignment]
    os.umask(0o077)


if __name__ == "__main__":
    move()
    from playbook_site.cli import main

    assert datetime.date.today() > datetime.date.fromtimestamp(time.time() - LATER / 2)
    main(sys.argv[1:])
