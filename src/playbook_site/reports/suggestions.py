"""Edits as GitHub's suggestions: beside the lines of a pull request, each accepted by one click.

A suggestion takes the place of whole lines that the diff shows. The lines come from the diff that
the host tells, never from a list of diagnostics: where the two do not fit, nothing is suggested.
"""

import hashlib
import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from playbook import Diagnostic, Severity
from playbook.source.edits import Edit, Misplaced, apply
from playbook.source.encoders import for_comment

MOST = 20
"""The most suggestions in one review."""

_MOST_LINES = 12
_MOST_LETTERS = 4_000
_HUNK = re.compile(r"@@ -\d+(?:,\d+)? \+(\d+)(?:,\d+)? @@")
_TICKS = re.compile(r"`+")
_MARK = re.compile(r"<!-- playbook: suggestion ([0-9a-f]{16}) -->")
_ORDER = list(Severity)


class Diff(NamedTuple):
    """What a diff shows of a file as it is after the change."""

    lines: Mapping[int, str]
    """The lines by their numbers; those that a comment can stand beside."""
    new: frozenset[int]
    """The numbers of those that are new."""


class Passage(NamedTuple):
    """Whole lines of a file, from and to, and what to write in their place."""

    first: int
    last: int
    old: str
    new: str


def diff_of(patch: str) -> Diff:
    """The lines that a host's patch of one file shows."""
    lines, new, number = dict[int, str](), set[int](), 0
    for line in patch.split("\n"):
        if hunk := _HUNK.match(line):
            number = int(hunk[1])
        elif line[:1] in ("+", " ") and number:
            lines[number] = line[1:]
            if line[0] == "+":
                new.add(number)
            number += 1
    return Diff(lines, frozenset(new))


def passage_of(edits: Iterable[Edit], diff: Diff) -> Passage | None:
    """The lines that some edits change and what they become; None where no suggestion can be."""
    edits = sorted(edits)
    if not edits:
        return None
    first = min(edit.start[0] for edit in edits)
    last = max(_last(edit) for edit in edits)
    if last not in diff.lines and last - 1 in diff.lines:  # what is added below the last line
        first, last = min(first, last - 1), last - 1
    if last - first >= _MOST_LINES:
        return None
    numbers = range(first, last + 1)
    if not all(number in diff.lines for number in numbers):
        return None
    old = "".join(f"{diff.lines[number]}\n" for number in numbers)
    try:
        new = apply("\n" * (first - 1) + old, edits)[first - 1 :]
    except Misplaced:
        return None
    if new and not new.endswith("\n"):
        return None  # it joins the line below, which is not among them
    is_of_change = new != old and not diff.new.isdisjoint(numbers)
    return Passage(first, last, old, new) if is_of_change else None


def _last(edit: Edit) -> int:
    """The last line that an edit changes; not the one before whose first letter it ends."""
    (line, _), (last, column) = edit.start, edit.end
    return last - 1 if column == 1 and last > line else last


def review(
    diagnostics: Iterable[Diagnostic], patches: Mapping[str, str], posted: Iterable[str]
) -> list[Mapping[str, object]]:
    """The comments of one review, each with a suggestion that no comment made before."""
    marks = {mark for body in posted for mark in _MARK.findall(body)}
    comments = list[Mapping[str, object]]()
    numbers_by_path = dict[str, set[int]]()
    diffs = {path: diff_of(patch) for path, patch in patches.items()}
    for diagnostic, passage in _passages(diagnostics, diffs):
        path = diagnostic.location.path
        numbers = set(range(passage.first, passage.last + 1))
        mark = _mark(path, passage)
        if mark in marks or numbers & numbers_by_path.setdefault(path, set()):
            continue
        marks.add(mark)
        numbers_by_path[path] |= numbers
        comments.append(_comment(diagnostic, passage, mark))
    return comments[:MOST]


def _passages(
    diagnostics: Iterable[Diagnostic], diffs: Mapping[str, Diff]
) -> Iterator[tuple[Diagnostic, Passage]]:
    """What can be suggested, the weightiest first."""
    for diagnostic in sorted(diagnostics, key=lambda d: (_ORDER.index(d.severity), d)):
        diff = diffs.get(diagnostic.location.path)
        passage = passage_of(diagnostic.edits, diff) if diff else None
        if passage and len(passage.new) <= _MOST_LETTERS:
            yield diagnostic, passage


def _comment(diagnostic: Diagnostic, passage: Passage, mark: str) -> Mapping[str, object]:
    fence = "`" * max(3, *(len(ticks) + 1 for ticks in ["", *_TICKS.findall(passage.new)]))
    words = f"{for_comment(diagnostic.message)} {for_comment(diagnostic.hint)}".strip()
    start = f"<!-- playbook: suggestion {mark} -->\n{words}"
    body = f"{start}\n\n{fence}suggestion\n{passage.new}{fence}\n"
    place = {"path": diagnostic.location.path, "body": body, "line": passage.last, "side": "RIGHT"}
    if passage.first == passage.last:
        return place
    return {**place, "start_line": passage.first, "start_side": "RIGHT"}


def _mark(path: str, passage: Passage) -> str:
    """The same for the same change to the same lines, wherever they stand by now."""
    text = "\0".join((path, passage.old, passage.new))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]
