"""What was reported the last time, for a playbook in which nothing has changed since.

One changed byte, and everything is checked again.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import playbook
from playbook import Diagnostic
from playbook_site.reports.diagnostic_formats import as_data, from_data
from playbook_site.state import fingerprint
from playbook_site.state.sources import environment, sources


class Result(NamedTuple):
    """What a check gives."""

    entries: int
    """How many entries there are."""
    diagnostics: list[Diagnostic]
    lacks: str
    """What the site lacks that nobody has to set, in a sentence."""


def load_and_check(root: Path) -> Result:
    """Check a playbook, or say again what was reported when it was the same."""
    file = fingerprint.file(root, "")
    key = _key(root.resolve()) if fingerprint.is_asked() else ""
    if key and (result := _result(fingerprint.recall(file), key)) is not None:
        return result
    from playbook_site.preflight import judge  # with Jinja and Markdown, which memory does without
    from playbook_site.preflight.address import address_note

    count, diagnostics = playbook.check_editions(root, judge=judge.diagnostics)
    lacks = address_note(root)
    if key:
        data = [as_data(diagnostic) for diagnostic in diagnostics]
        memory = {"key": key, "entries": count, "diagnostics": data, "lacks": lacks}
        fingerprint.remember(file, memory)
    return Result(count, diagnostics, lacks)


def _key(root: Path) -> str:
    names = os.listdir(root)  # noqa: PTH208 - names alone
    return fingerprint.digest(names, sources(root), environment(root))


def _result(memory: Mapping[str, Any] | None, key: str) -> Result | None:
    try:
        if not memory or memory["key"] != key or type(memory["entries"]) is not int:
            return None
        diagnostics = [from_data(item) for item in memory["diagnostics"]]
        lacks = str(memory["lacks"])
    except (KeyError, TypeError, ValueError):
        return None
    valid = [diagnostic for diagnostic in diagnostics if diagnostic]
    return Result(memory["entries"], valid, lacks) if len(valid) == len(diagnostics) else None
