"""Counts the work of a build: python -m tests.site.engine.work FOLDER prints it as JSON."""

import json
import os
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

from playbook_site.building.build import build
from playbook_site.rendering.environment import render

WRITING = os.O_WRONLY | os.O_RDWR


@contextmanager
def calls(function: Callable[..., Any], argument: str = "") -> Iterator[Counter[str]]:
    """Count the calls of a function by what it gets for an argument."""
    code: CodeType = function.__code__
    counts: Counter[str] = Counter()

    def count(frame: FrameType, event: str, _: object) -> None:
        if event == "call" and frame.f_code is code:
            counts[json.dumps(frame.f_locals[argument])] += 1

    sys.setprofile(count)
    try:
        yield counts
    finally:
        sys.setprofile(None)


def opens(root: Path) -> tuple[Counter[str], Counter[str]]:
    """Count from now on the files of a folder that are opened to be read, and to be written."""
    reads: Counter[str] = Counter()
    writes: Counter[str] = Counter()

    def count(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(arguments[0], str | os.PathLike):
            path = Path(arguments[0])
            if path.is_relative_to(root):
                counts = writes if arguments[2] & WRITING else reads
                counts[path.relative_to(root).as_posix()] += 1

    sys.addaudithook(count)
    return reads, writes


def main(root: Path) -> None:
    """Build a playbook, and print the counts."""
    reads, writes = opens(root)
    with calls(render, "page") as pages:
        build(root, root / "site")
    draws: Counter[str] = Counter()
    for page, count in pages.items():
        record = json.loads(page)
        name = record["template"]
        draws[name if name == "404.html" else f"{record['url']}index.html"] += count
    print(json.dumps({"reads": reads, "writes": writes, "draws": draws}))


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve())
