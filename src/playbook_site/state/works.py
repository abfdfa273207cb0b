"""Works as they were set the last time: setting one takes longer than reading an entry."""

from collections.abc import Mapping
from pathlib import Path

from playbook.catalog.citations import Work
from playbook_site.state import fingerprint


def recall(root: Path) -> Mapping[str, Work]:
    """The works that were set for a playbook, by their items; none where that is not known."""
    memory = fingerprint.recall_own(_file(root))
    try:
        return {str(item): Work(*map(str, parts)) for item, parts in memory["works"].items()}
    except (AttributeError, KeyError, TypeError):
        return {}


def remember(root: Path, works: Mapping[str, Work]) -> None:
    """Keep the works that were set for a playbook, in place of those of before."""
    if fingerprint.is_asked():
        content = {"program": fingerprint.program(), "works": dict(works)}
        fingerprint.remember(_file(root), content)


def _file(root: Path) -> Path:
    return fingerprint.file(root, ".works")
