"""What a check reported the last time, for a playbook in which nothing has changed since.

One changed byte, and everything is checked again.
"""

from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from playbook_site.reports.program import program
from playbook_site.state import fingerprint
from playbook_site.state.origin import is_same


class Report(NamedTuple):
    """What a check says."""

    text: str
    """Its diagnostics in one of the formats; "" where that says nothing of none."""
    summary: str
    lacks: str
    """What the site lacks that nobody has to set, in a sentence."""
    has_errors: bool


def recall(root: Path, form: str) -> Report | None:
    """What was reported in this format; None where something has changed, or is not known."""
    kept = fingerprint.recall(_file(root, form)) if fingerprint.is_asked() else None
    if not kept or kept.get("typed") != program() or not is_same(root, kept):
        return None
    try:
        report = Report(*kept["report"])
    except (TypeError, KeyError):
        return None
    kinds = (str, str, str, bool)
    return report if all(map(isinstance, report, kinds)) else None


def remember(root: Path, form: str, origin: Mapping[str, Any], report: Report) -> None:
    """Keep what was reported of a playbook, if its `origin` is still as it was."""
    if origin["key"] and is_same(root, origin):
        fingerprint.remember(_file(root, form), {**origin, "typed": program(), "report": report})


def _file(root: Path, form: str) -> Path:
    return fingerprint.file(root, f".{form}")
