"""Whether the words of an original may be published as a playbook on it says: by licenses that
files name.
"""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from playbook.source.diagnostics import InvalidEntry
from playbook.source.files import read_text

FILES = ("LICENSE", "LICENSE.md", "LICENSE.txt")
_NAMED = re.compile(r"creativecommons\.org/licenses/(?P<terms>by[a-z-]*)/(?P<version>\d\.\d)")
_COPYRIGHT = re.compile(r"^copyright:.*(?:\n[ \t]+.*)*", re.MULTILINE)


class License(NamedTuple):
    """A license of Creative Commons."""

    terms: frozenset[str]
    """Such as by, sa, nc, nd."""
    name: str


def license_of(folder: Path) -> License | None:
    """The one license of Creative Commons that the license file of a folder names, if it does."""
    licenses = {license_ for name in FILES for license_ in _in(_text(folder, name))}
    return licenses.pop() if len(licenses) == 1 else None


def license_of_pages(base: Path) -> License | None:
    """The one that every page of a site names, as the original's `mkdocs.yml` has it."""
    licenses = set(_in("".join(_COPYRIGHT.findall(_text(base, "mkdocs.yml")))))
    return licenses.pop() if len(licenses) == 1 else None


def _in(text: str) -> Iterator[License]:
    for match in _NAMED.finditer(text):
        terms = match["terms"].strip("-")
        yield License(frozenset(terms.split("-")), f"CC {terms.upper()} {match['version']}")


def _text(folder: Path, name: str) -> str:
    try:
        return read_text(folder, name)
    except InvalidEntry:
        return ""
