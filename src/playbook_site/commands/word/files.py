"""The files inside a Word document, changed where pandoc has no setting for it."""

import io
import zipfile
from collections.abc import Callable, Mapping
from typing import Any

from lxml import etree

_WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def changed(document: bytes, changes: Mapping[str, Callable[[Any], None]]) -> bytes:
    """A document in which some files are changed, each by a function of its XML."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(document)) as old, zipfile.ZipFile(made, "w") as new:
        for entry in old.infolist():
            content = old.read(entry)
            if change := changes.get(entry.filename):
                root = etree.fromstring(content)
                change(root)
                content = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
            new.writestr(entry, content, zipfile.ZIP_DEFLATED)
    return made.getvalue()


def rule_tables(styles: Any) -> None:
    """Give every cell of a table lines around it, in the styles of a document."""
    [indent] = styles.iterfind(
        f"{{{_WORDS}}}style[@{{{_WORDS}}}styleId='Table']/{{{_WORDS}}}tblPr/{{{_WORDS}}}tblInd"
    )
    borders = etree.Element(f"{{{_WORDS}}}tblBorders")
    for side in _SIDES:
        line = etree.SubElement(borders, f"{{{_WORDS}}}{side}")
        line.set(f"{{{_WORDS}}}val", "single")
        line.set(f"{{{_WORDS}}}sz", "4")
    indent.addnext(borders)


def set_title(properties: Any, title: str) -> None:
    """Name a document in its properties, which a screen reader tells first."""
    properties.find(_TITLE).text = title
