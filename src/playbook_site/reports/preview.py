"""Where a reviewer finds the pages of a change in a preview that nobody has to build."""

import re
from collections.abc import Iterable

from playbook.layers.originals.pin import Names
from playbook.model.vocabulary import COLLECTIONS
from playbook.source.encoders import for_comment

MOST = 10
"""The most pages that are named."""

_ENTRY = re.compile(rf"(?P<name>(?:{'|'.join(COLLECTIONS)})/[^/]+)\.md")
_PAGE = re.compile(r"docs/(?P<name>(?:[^/]+/)*?)(?P<last>[^/]+)\.md")


def as_preview(paths: Iterable[str], names: Names) -> str:
    """The files of changed entries and pages in the preview, as Markdown; "" for none."""
    files = sorted({file for path in paths if (file := file_of(path, names))})
    if not files:
        return ""
    head = (
        "### Look at it\n\nDownload the artifact `site`, unpack it, and open these files. "
        "Where it is there, `pictures/index.html` shows each page that differs, before and after."
    )
    lines = [f"- {for_comment(file[:150])}" for file in files[:MOST]]
    rest = [f"- and {len(files) - MOST:,} more"] if len(files) > MOST else []
    return "\n".join([head, "", *lines, *rest])


def file_of(path: str, names: Names) -> str:
    """The file of the page that is drawn from a source; "" for a source without one."""
    own = path.removeprefix(f"{names.layer}/")
    edition = re.match(rf"{re.escape(names.folder)}/[^/]+/", path)
    place = edition[0] if edition else ""
    if entry := _ENTRY.fullmatch(own, len(place)):
        return f"{place}{entry['name']}/index.html"
    if page := _PAGE.fullmatch(own, len(place)):
        last = "" if page["last"] in ("index", "README") else f"{page['last']}/"
        return f"{place}{page['name']}{last}index.html"
    return ""
