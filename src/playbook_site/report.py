"""Findings, written for whoever reads them: a person, GitHub, or a program."""

import json
from collections import Counter
from collections.abc import Callable, Iterable, Mapping

from playbook import Diagnostic, Severity


def as_text(problems: Iterable[Diagnostic]) -> str:
    """One finding after the other, as an author reads them."""
    return "\n".join(_visible(str(problem)) for problem in problems)


def as_github(problems: Iterable[Diagnostic]) -> str:
    """Workflow commands that mark the lines of a pull request."""
    return "\n".join(map(_annotation, problems))


def as_json(problems: Iterable[Diagnostic]) -> str:
    """A list of findings, for programs."""
    return json.dumps([_plain(problem) for problem in problems], ensure_ascii=False, indent=2)


FORMATS: Mapping[str, Callable[[Iterable[Diagnostic]], str]] = {
    "text": as_text,
    "github": as_github,
    "json": as_json,
}
"""Every way to write findings, by the name it has on the command line."""


def summary(entries: int, problems: Iterable[Diagnostic]) -> str:
    """How it went, in one line."""
    counts = Counter(problem.severity for problem in problems)
    parts = [_count(counts[severity], severity) for severity in Severity if counts[severity]]
    return f"{_count(entries, 'entry')}, {', '.join(parts) or 'nothing to fix'}."


def _count(number: int, what: str) -> str:
    plurals = {"entry": "entries", "info": "notes"}
    singular = {"info": "note"}
    return f"{number} {singular.get(what, what) if number == 1 else plurals.get(what, f'{what}s')}"


def _visible(text: str) -> str:
    return "".join(c if c.isprintable() or c == "\n" else f"\\x{ord(c):02x}" for c in text)


def _annotation(problem: Diagnostic) -> str:
    level = {Severity.INFO: "notice"}.get(problem.severity, problem.severity.value)
    place = problem.location
    text = f"{problem.message}\n{problem.hint}".strip()
    return (
        f"::{level} file={_property(place.path)},line={place.line},col={place.column},"
        f"title={_property(problem.code)}::{_data(text)}"
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _plain(problem: Diagnostic) -> Mapping[str, object]:
    return {
        "path": problem.location.path,
        "line": problem.location.line,
        "column": problem.location.column,
        "severity": problem.severity.value,
        "code": problem.code,
        "message": problem.message,
        "hint": problem.hint,
    }
