"""The difference of two texts, as `git apply` takes it."""

import difflib
from collections.abc import Iterator


def unified(path: str, before: str, after: str) -> str:
    """A unified diff of one file; an empty text is no file."""
    names = (f"a/{path}" if before else "/dev/null", f"b/{path}" if after else "/dev/null")
    lines = difflib.unified_diff(_lines(before), _lines(after), *names)
    return "".join(_ended(lines))


def _lines(text: str) -> list[str]:
    *lines, last = text.split("\n")
    return [f"{line}\n" for line in lines] + ([last] if last else [])


def _ended(lines: Iterator[str]) -> Iterator[str]:
    for line in lines:
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
