"""Which files of a pull request are more than words: a build or a workflow would run them."""

import re
from collections.abc import Iterable, Mapping

from playbook.layers.originals.pin import Names
from playbook.layers.originals.places import LISTS
from playbook.model.vocabulary import COLLECTIONS
from playbook.source.encoders import for_comment

MOST = 10
"""The most names of one kind that are shown."""

_REST = "Code and settings"


def as_notice(paths: Iterable[str], names: Names) -> str:
    """What a reviewer has to know of these files, as Markdown; "" where all of them are words."""
    layer = rf"(?:{re.escape(names.layer)}|{re.escape(names.folder)}/[^/]+)/"
    words, kinds = _words(layer), _kinds(layer)
    groups: dict[str, list[str]] = {kind: [] for kind in (*kinds, _REST)}
    for path in sorted(set(paths)):
        if not words.fullmatch(path):
            fitting = (kind for kind, pattern in kinds.items() if pattern.fullmatch(path))
            groups[next(fitting, _REST)].append(path)
    lines = [_line(kind, names) for kind, names in groups.items() if names]
    if not lines:
        return ""
    head = (
        "### More than words\n\nA build runs what is in these files. Somebody who owns them "
        "(see CODEOWNERS) reads every line before this is merged, or its preview is trusted."
    )
    return "\n".join([head, "", *lines])


def _words(layer: str) -> re.Pattern[str]:
    """Files that are words: nothing in them is run."""
    lists, collections = ("|".join(map(re.escape, names)) for names in (LISTS, COLLECTIONS))
    return re.compile(
        rf"""(?:{layer})?(?:{collections})/[^/]+\.md | (?:{layer})?(?:{lists})
        | language\.yml | outlines/[^/]+\.yml | {layer}(?:district\.yml|upstream\.lock)
        | (?:{layer})?docs/(?:.+/)?[^/]+\.(?:png|jpe?g|webp|gif|svg)""",
        re.VERBOSE,
    )


def _kinds(layer: str) -> Mapping[str, re.Pattern[str]]:
    """Kinds of files that are run, the first that fits; whatever is left is code or a setting."""
    patterns = {
        "Workflows": r"\.github/.*",
        "Templates, styles and scripts of the site": rf"(?:{layer})?overrides/.*",
        "Macros": r"macros/.*",
        "Pages, which may call macros": rf"(?:{layer})?docs/.*\.md",
        "Lock files": (
            r"(?:.*/)?(?:.*\.lock|package-lock\.json|playbook\.toml|requirements[^/]*\.txt)"
        ),
    }
    return {kind: re.compile(pattern, re.DOTALL) for kind, pattern in patterns.items()}


def _line(kind: str, names: list[str]) -> str:
    shown = ", ".join(for_comment(name[:100]) for name in names[:MOST])
    rest = f", and {len(names) - MOST:,} more" if len(names) > MOST else ""
    return f"- {kind}: {shown}{rest}"
