"""The lock of a layer: which release its adaptations were made on, and the words they stood on.

`upstream.lock` is JSON. It has the version, a hash of every file of the original, and the whole
text of each that the layer adapts, so that an update can show three texts without asking anybody.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from playbook.source.diagnostics import Code, Diagnostic, Example, InvalidEntry, Severity
from playbook.source.location import Location

BAD_LOCK = Code(
    "bad-lock",
    Severity.ERROR,
    "`upstream.lock` is not what `playbook update` wrote: it was edited, or two versions of "
    "it were merged. Take it from the history, or delete it and let it be written again.",
    fails=Example("Made by hand", language="json", path="district/upstream.lock"),
    passes=Example(
        '{"version": "", "files": {}, "adapted": {}}',
        language="json",
        path="district/upstream.lock",
    ),
    no_edit="'playbook update' does it.",
)

STALE_LOCK = Code(
    "stale-lock",
    Severity.WARNING,
    "The original has changed under an entry that you adapt. Your words are shown as before; "
    "`playbook update` shows what changed, beside them.",
    fails=Example(
        '{"version": "", "files": {}, "adapted": {"moves/ask-first.md": "as it was"}}',
        language="json",
        path="district/upstream.lock",
    ),
    passes=Example("playbook update", language="text"),
    no_edit="'playbook update' does it.",
)

CHANGED_OUTSIDE = Code(
    "changed-outside",
    Severity.WARNING,
    "An entry or a page of the original was changed in its place, and a layer lies over it. The "
    "next release changes the same file, and somebody would have to choose between the two. "
    "`playbook move-in` keeps the words in the layer, where no update touches them.",
    fails=Example("moves/ask-first.md   other words than district/upstream.lock knows", "text"),
    passes=Example("playbook move-in", language="text"),
    no_edit="'playbook update' does it.",
)

CODES = (BAD_LOCK, STALE_LOCK, CHANGED_OUTSIDE)

FILE = "upstream.lock"

Tree = Mapping[str, str]
"""The text of files by their paths from the root of the original, or of a layer."""


@dataclass(frozen=True)
class Lock:
    """What the original was when the layer was last looked at."""

    version: str = ""
    files: Mapping[str, str] = field(default_factory=dict)
    """The hash of each file of the original."""
    originals: Tree = field(default_factory=dict)
    """The text of each file of the original that the layer adapts or replaces."""
    neighbors: Tree = field(default_factory=dict)
    """The text of each entry of the original that the layer names: what the original gives up and
    the layer needs can stay."""

    @property
    def text(self) -> str:
        """The lock as a file, the same for the same content."""
        content = {
            "version": self.version,
            "adapted": dict(sorted(self.originals.items())),
            **({"neighbors": dict(sorted(self.neighbors.items()))} if self.neighbors else {}),
            "files": dict(sorted(self.files.items())),
        }
        return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


def lock(version: str, original: Tree, layer: Tree, neighbors: Iterable[str] = ()) -> Lock:
    """The lock of a layer that stands on this original, and names some of its entries."""
    originals = {path: original[path] for path in layer if path in original}
    others = {path: original[path] for path in neighbors if path in original and path not in layer}
    return Lock(version, {path: digest(text) for path, text in original.items()}, originals, others)


def digest(text: str) -> str:
    """The hash of a file."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def parse(text: str, path: str) -> Lock:
    """Read a lock, or raise `InvalidEntry`."""
    try:
        content = json.loads(text)
        version, files, originals = content["version"], content["files"], content["adapted"]
        neighbors = content.get("neighbors", {})
        if not (isinstance(version, str) and all(map(_is_tree, (files, originals, neighbors)))):
            raise TypeError
        json.dumps(content, ensure_ascii=False).encode()  # half a pair of surrogates is no text
    except (ValueError, KeyError, TypeError, RecursionError):
        raise InvalidEntry([_bad(path)]) from None
    return Lock(version, files, originals, neighbors)


def _is_tree(value: Any) -> bool:
    return isinstance(value, dict) and all(isinstance(part, str) for part in value.values())


def _bad(path: str) -> Diagnostic:
    return Diagnostic(
        Location(path),
        BAD_LOCK,
        "This is not a lock that 'playbook update' wrote.",
        "Take it from the history, or delete it and run 'playbook update --accept all'.",
    )
