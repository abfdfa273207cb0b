"""Which files of a pull request are more than words: a build or a workflow would run them."""

import re
from collections.abc import Iterable, Mapping

from playbook.model.vocabulary import COLLECTIONS
from playbook.source.encoders import for_comment

MOST = 10
"""The most names of one kind that are shown."""

_LAYER = r"(?:(?:district|schools/[^/]+)/)?"
_ENTRY = rf"{_LAYER}(?:{'|'.join(COLLECTIONS)})/[^/]+\.md"
_WORDS = re.compile(
    rf"""{_ENTRY} | references\.yml | language\.yml | outlines/[^/]+\.yml
    | (?:district|schools/[^/]+)/(?:district\.yml|upstream\.lock)
    | {_LAYER}docs/(?:.+/)?[^/]+\.(?:png|jpe?g|webp|gif|svg)""",
    re.VERBOSE,
)
_KINDS: Mapping[str, re.Pattern[str]] = {
    "Workflows": re.compile(r"\.github/.*", re.DOTALL),
    "Templates, styles and scripts of the site": re.compile(rf"{_LAYER}overrides/.*", re.DOTALL),
    "Macros": re.compile(r"macros/.*", re.DOTALL),
    "Pages, which may call macros": re.compile(rf"{_LAYER}docs/.*\.md", re.DOTALL),
    "Lock files": re.compile(
        r"(?:.*/)?(?:.*\.lock|package-lock\.json|playbook\.toml|requirements[^/]*\.txt)"
    ),
}
"""Kinds of files that are run, the first that fits; whatever is left is code or a setting."""


def as_notice(paths: Iterable[str]) -> str:
    """What a reviewer has to know of these files, as Markdown; "" where all of them are words."""
    groups: dict[str, list[str]] = {kind: [] for kind in (*_KINDS, "Code and settings")}
    for path in sorted(set(paths)):
        if not _WORDS.fullmatch(path):
            groups[_kind(path)].append(path)
    lines = [_line(kind, names) for kind, names in groups.items() if names]
    if not lines:
        return ""
    head = (
        "### More than words\n\nA build runs what is in these files. Somebody who owns them "
        "(see CODEOWNERS) reads every line before this is merged, or its preview is trusted."
    )
    return "\n".join([head, "", *lines])


def _kind(path: str) -> str:
    fitting = (kind for kind, pattern in _KINDS.items() if pattern.fullmatch(path))
    return next(fitting, "Code and settings")


def _line(kind: str, names: list[str]) -> str:
    shown = ", ".join(for_comment(name[:100]) for name in names[:MOST])
    rest = f", and {len(names) - MOST:,} more" if len(names) > MOST else ""
    return f"- {kind}: {shown}{rest}"
