"""Findings, written for whoever reads them: a person, GitHub, or a program."""

import json
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from importlib.metadata import version
from urllib.parse import quote

from playbook import CODES, Diagnostic, Location, Severity

_SARIF = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_WEIGHTS = {
    Severity.ERROR: "To mend before this can be merged",
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
    return "\n".join(_styled(diagnostic, style) for diagnostic in diagnostics)


def as_github(problems: Iterable[Diagnostic]) -> str:
    """Workflow commands that mark the lines of a pull request."""
    return "\n".join(map(_annotation, problems))


def as_json(problems: Iterable[Diagnostic]) -> str:
    """A list of findings, for programs."""
    return _json([plain(problem) for problem in problems])


def as_sarif(problems: Iterable[Diagnostic]) -> str:
    """SARIF 2.1.0, which code hosts and editors show beside the lines."""
    problems = list(problems)
    codes = [code for code in CODES.values() if any(d.code == code for d in problems)]
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
        "results": [_result(problem, codes.index(problem.code)) for problem in problems],
    }
    return _json({"$schema": _SARIF, "version": "2.1.0", "runs": [run]})


def as_markdown(problems: Iterable[Diagnostic]) -> str:
    """One comment below a pull request, in plain words."""
    problems = list(problems)
    if not problems:
        return "Thank you. The checks found nothing to mend."
    parts = ["Thank you. Here is what the checks found; ask if anything is unclear."]
    for severity, title in _WEIGHTS.items():
        if told := [problem for problem in problems if problem.severity is severity]:
            parts.append(f"### {title} ({len(told)})")
            parts += map(_item, told)
    return "\n\n".join(parts)


def inert(text: str) -> str:
    """What somebody wrote, on one line, so that it can neither format a comment nor call anybody.

    A mark of Markdown is escaped. GitHub looks for names, numbers and addresses in what is left,
    escaped or not, and finds none in which a space without width stands.
    """
    line = _visible(" ".join(text.split()))
    safe = line.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    safe = re.sub(r"[\\`*_\[\]#|~!$]", r"\\\g<0>", safe)
    safe = re.sub(r"^(\d*)([-+=.)])", r"\1\\\2", safe)  # what would start a list or underline
    return re.sub(r"[@#]|:(?=//)|www(?=\.)", r"\g<0>&#8203;", safe)


def plain(problem: Diagnostic) -> Mapping[str, object]:
    """A finding as programs read it."""
    return {
        "path": problem.location.path,
        "line": problem.location.line,
        "column": problem.location.column,
        "severity": problem.severity.value,
        "code": problem.code.id,
        "message": problem.message,
        "hint": problem.hint,
    }


def parse(told: object) -> Diagnostic | None:
    """A finding that `plain` wrote; None for anything else, and for a code that is not known."""
    match told:
        case {
            "path": str(path),
            "line": int(line),
            "column": int(column),
            "code": str(code),
            "message": str(message),
            "hint": str(hint),
        } if code in CODES and line > 0 and column > 0:
            return Diagnostic(Location(path, int(line), int(column)), CODES[code], message, hint)
    return None


FORMATS: Mapping[str, Callable[[Iterable[Diagnostic]], str]] = {
    "text": as_text,
    "github": as_github,
    "markdown": as_markdown,
    "json": as_json,
    "sarif": as_sarif,
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


def _styled(diagnostic: Diagnostic, style: Style) -> str:
    text = _visible(str(diagnostic))
    start = len(_visible(f"{diagnostic.location}: "))
    end = start + len(diagnostic.severity.word)
    return f"{text[:start]}{style(diagnostic.severity)}{text[end:]}"


def _annotation(problem: Diagnostic) -> str:
    level = {Severity.INFO: "notice"}.get(problem.severity, problem.severity.value)
    place = problem.location
    text = f"{problem.message}\n{problem.hint}".strip()
    return (
        f"::{level} file={_property(place.path)},line={place.line},col={place.column},"
        f"title={_property(problem.code.id)}::{_data(text)}"
    )


def _result(problem: Diagnostic, rule: int) -> Mapping[str, object]:
    place = problem.location
    region = {"startLine": place.line, "startColumn": place.column}
    where = {"artifactLocation": {"uri": quote(os.fsencode(place.path))}, "region": region}
    return {
        "ruleId": problem.code.id,
        "ruleIndex": rule,
        "level": _LEVELS[problem.severity],
        "message": {"text": f"{problem.message}\n{problem.hint}".strip()},
        "locations": [{"physicalLocation": where}],
    }


def _item(problem: Diagnostic) -> str:
    place = problem.location
    hint = f"  \n  {inert(problem.hint)}" if problem.hint else ""
    return f"- {inert(place.path)}, line {place.line}: {inert(problem.message)}{hint}"


def _json(value: object) -> str:
    """JSON with letters as they are, but for halves of letters, which odd file names have."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    return re.sub("[\ud800-\udfff]", lambda half: f"\\u{ord(half[0]):04x}", text)


def _data(text: str) -> str:
    text = text.encode("utf-8", "backslashreplace").decode()
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
