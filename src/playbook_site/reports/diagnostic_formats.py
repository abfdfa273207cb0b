"""Diagnostics, written for whoever reads them: a person, GitHub, or a program."""

import os
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from importlib.metadata import version
from urllib.parse import quote

from playbook import CODES, Diagnostic, Location, Severity
from playbook.source import encoders
from playbook.source.edits import Edit
from playbook.source.encoders import (
    for_annotation,
    for_annotation_property,
    for_comment,
    for_terminal,
)
from playbook_site.reports.program import typed

_SARIF = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_WEIGHTS = {
    Severity.ERROR: "To fix before this can be merged",
    Severity.WARNING: "Worth a look",
    Severity.INFO: "For your information",
}
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


Style = Callable[[Severity], str]
"""The word for a severity, as it is shown."""


def as_text(
    diagnostics: Iterable[Diagnostic], style: Style = lambda severity: severity.word
) -> str:
    """One diagnostic after the other, as an author reads them."""
    return "\n".join(_line(replace(d, hint=typed(d.hint)), style) for d in diagnostics)


def as_github(diagnostics: Iterable[Diagnostic]) -> str:
    """Workflow commands that mark the lines of a pull request."""
    return "\n".join(map(_annotation, diagnostics))


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """A list of diagnostics, for programs."""
    return encoders.as_json([as_data(diagnostic) for diagnostic in diagnostics])


def as_sarif(diagnostics: Iterable[Diagnostic]) -> str:
    """SARIF 2.1.0, which code hosts and editors show beside the lines."""
    diagnostics = list(diagnostics)
    codes = [code for code in CODES.values() if any(d.code == code for d in diagnostics)]
    run = {
        "tool": {
            "driver": {
                "name": "playbook",
                "version": version("learning-matters"),
                "rules": [
                    {"id": code.id, "defaultConfiguration": {"level": _LEVELS[code.severity]}}
                    for code in codes
                ],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(diagnostic, codes.index(diagnostic.code)) for diagnostic in diagnostics
        ],
    }
    return encoders.as_json({"$schema": _SARIF, "version": "2.1.0", "runs": [run]})


def as_markdown(diagnostics: Iterable[Diagnostic]) -> str:
    """One comment below a pull request, in plain words."""
    diagnostics = list(diagnostics)
    if not diagnostics:
        return "Thank you. The checks found nothing to fix."
    parts = ["Thank you. Here is what the checks found; ask if anything is unclear."]
    for severity, title in _WEIGHTS.items():
        if group := [d for d in diagnostics if d.severity is severity]:
            parts.append(f"### {title} ({len(group)})")
            parts += map(_item, group)
    return "\n\n".join(parts)


def as_data(diagnostic: Diagnostic) -> Mapping[str, object]:
    """A diagnostic as programs read it."""
    return {
        "path": diagnostic.location.path,
        "line": diagnostic.location.line,
        "column": diagnostic.location.column,
        "severity": diagnostic.severity.value,
        "code": diagnostic.code.id,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
        "edits": [
            {"start": [*edit.start], "end": [*edit.end], "old": edit.old, "new": edit.new}
            for edit in diagnostic.edits
        ],
        "is_certain": diagnostic.is_certain,
    }


def from_data(data: object) -> Diagnostic | None:
    """A diagnostic that `as_data` made; None for anything else, and for a code of ours no more."""
    match data:
        case {
            "path": str(path),
            "line": int(line),
            "column": int(column),
            "code": str(code),
            "message": str(message),
            "hint": str(hint),
            **rest,
        } if code in CODES and line > 0 and column > 0:
            at = Location(path, int(line), int(column))
            edits = _edits(rest.get("edits"))
            certain = bool(edits) and rest.get("is_certain") is True
            return Diagnostic(at, CODES[code], message, hint, edits, certain)
    return None


def _edits(data: object) -> tuple[Edit, ...]:
    """The edits that `as_data` made; none where one of them is anything else."""
    items = data if isinstance(data, list) else []
    edits = [edit for item in items if (edit := _edit(item))]
    return tuple(edits) if len(edits) == len(items) else ()


def _edit(data: object) -> Edit | None:
    match data:
        case {
            "start": [int(line), int(column)],
            "end": [int(last_line), int(last_column)],
            "old": str(old),
            "new": str(new),
        } if min(line, column) > 0 and (line, column) <= (last_line, last_column):
            return Edit((line, column), (last_line, last_column), old, new)
    return None


def summary(entries: int, diagnostics: Iterable[Diagnostic]) -> str:
    """How it went, in one line."""
    counts = Counter(diagnostic.severity for diagnostic in diagnostics)
    parts = [_count(counts[severity], severity) for severity in Severity if counts[severity]]
    return f"{_count(entries, 'entry')}, {', '.join(parts) or 'nothing to fix'}."


def _count(number: int, what: str) -> str:
    plurals = {"entry": "entries", "info": "notes"}
    singular = {"info": "note"}
    return f"{number} {singular.get(what, what) if number == 1 else plurals.get(what, f'{what}s')}"


def _line(diagnostic: Diagnostic, style: Style) -> str:
    text = for_terminal(str(diagnostic))
    start = len(for_terminal(f"{diagnostic.location}: "))
    end = start + len(diagnostic.severity.word)
    return f"{text[:start]}{style(diagnostic.severity)}{text[end:]}"


def _annotation(diagnostic: Diagnostic) -> str:
    level = {Severity.INFO: "notice"}.get(diagnostic.severity, diagnostic.severity.value)
    place = diagnostic.location
    text = f"{diagnostic.message}\n{diagnostic.hint}".strip()
    file, title = map(for_annotation_property, (place.path, diagnostic.code.id))
    where = f"file={file},line={place.line},col={place.column}"
    return f"::{level} {where},title={title}::{for_annotation(text)}"


def _result(diagnostic: Diagnostic, rule: int) -> Mapping[str, object]:
    place = diagnostic.location
    region = {"startLine": place.line, "startColumn": place.column}
    where = {"artifactLocation": {"uri": quote(os.fsencode(place.path))}, "region": region}
    result = {
        "ruleId": diagnostic.code.id,
        "ruleIndex": rule,
        "level": _LEVELS[diagnostic.severity],
        "message": {"text": f"{diagnostic.message}\n{diagnostic.hint}".strip()},
        "locations": [{"physicalLocation": where}],
    }
    return {**result, "fixes": [_fix(diagnostic)]} if diagnostic.edits else result


def _fix(diagnostic: Diagnostic) -> Mapping[str, object]:
    """The edits of a diagnostic, as SARIF has them: an end is the place after the last letter."""
    uri = quote(os.fsencode(diagnostic.location.path))
    replacements = [
        {
            "deletedRegion": {
                "startLine": edit.start[0],
                "startColumn": edit.start[1],
                "endLine": edit.end[0],
                "endColumn": edit.end[1],
            },
            "insertedContent": {"text": edit.new},
        }
        for edit in diagnostic.edits
    ]
    change = {"artifactLocation": {"uri": uri}, "replacements": replacements}
    return {"description": {"text": diagnostic.hint}, "artifactChanges": [change]}


def _item(diagnostic: Diagnostic) -> str:
    place = diagnostic.location
    hint = f"  \n  {for_comment(diagnostic.hint)}" if diagnostic.hint else ""
    return (
        f"- {for_comment(place.path)}, line {place.line}: {for_comment(diagnostic.message)}{hint}"
    )
