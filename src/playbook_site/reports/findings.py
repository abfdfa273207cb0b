"""Diagnostics, and what else workflows hand on, out of files that anybody may have written."""

import json
from collections.abc import Iterator
from pathlib import Path

import click

from playbook import Diagnostic

BYTES = 5_000_000
"""The most that is read of such a file."""

_LINE = 1_000_000
_LONG = 2_000


def read_list(file: Path) -> list[object]:
    """The list that a file holds, whatever stands in it."""
    with file.open("rb") as stream:
        data = stream.read(BYTES + 1)
    try:
        items = json.loads(data) if len(data) <= BYTES else None
    except (ValueError, RecursionError):
        items = None
    if not isinstance(items, list):
        raise click.ClickException(f"{file.name} is not a list of diagnostics.")
    return items


def read_lines(file: Path) -> Iterator[object]:
    """What each line of a file is in JSON; None for one that is none."""
    with file.open(encoding="utf-8", errors="replace") as stream:
        for line in filter(None, stream.read(BYTES).split("\n")):
            try:
                yield json.loads(line)
            except (ValueError, RecursionError):
                yield None


def fits(diagnostic: Diagnostic) -> bool:
    """Whether its texts and its place are no larger than those of a real one."""
    place = diagnostic.location
    short = all(len(t) <= _LONG for t in (place.path, diagnostic.message, diagnostic.hint))
    return short and place.line <= _LINE and place.column <= _LINE
