"""The files inside a Word document, changed where pandoc has no setting for it."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from lxml import etree

_WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
_TITLE = "{http://purl.org/dc/elements/1.1/}title"
_VALUE = f"{{{_WORDS}}}val"
_LISTS = {"ListBullet": "List Bullet", "ListNumber": "List Number"}
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


def around(source: Path) -> Iterator[str]:
    """What stands above and below each page of a document, each once."""
    seen: set[str] = set()
    with zipfile.ZipFile(source) as archive:
        for name in sorted(archive.namelist()):
            if re.fullmatch(r"word/(?:header|footer)\d*\.xml", name):
                words = _words(archive.read(name))
                if words and words not in seen:
                    seen.add(words)
                    yield words


def _words(part: bytes) -> str:
    """The words of a part of a document, without the commands of its fields; "" for no XML."""
    try:
        root = etree.fromstring(part, _PARSER)
    except etree.XMLSyntaxError:
        return ""
    texts = root.iter(f"{{{_WORDS}}}t", f"{{{_WORDS}}}p")
    return " ".join("".join(text.text or " " for text in texts).split())


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


def set_styles(styles: Any) -> None:
    """Rule tables, and add the two styles that word processors know lists by."""
    rule_tables(styles)
    for id_, name in _LISTS.items():
        style = etree.SubElement(styles, f"{{{_WORDS}}}style")
        style.set(f"{{{_WORDS}}}type", "paragraph")
        style.set(f"{{{_WORDS}}}styleId", id_)
        for part, value in (("name", name), ("basedOn", "Compact")):
            etree.SubElement(style, f"{{{_WORDS}}}{part}").set(f"{{{_WORDS}}}val", value)


def bullets(document: bytes) -> frozenset[str]:
    """The ids of those lists of a document that have bullets and no numbers."""
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        numbering = etree.fromstring(archive.read("word/numbering.xml"))
    kinds = {
        kind.get(f"{{{_WORDS}}}abstractNumId"): kind.find(f"{{{_WORDS}}}lvl/{{{_WORDS}}}numFmt")
        for kind in numbering.iterfind(f"{{{_WORDS}}}abstractNum")
    }
    return frozenset(
        one.get(f"{{{_WORDS}}}numId")
        for one in numbering.iterfind(f"{{{_WORDS}}}num")
        if kinds[_value(one.find(f"{{{_WORDS}}}abstractNumId"))].get(_VALUE) == "bullet"
    )


def name_lists(body: Any, bullets: frozenset[str]) -> None:
    """Give the items of lists the style that their kind of list has."""
    for item in body.iter(f"{{{_WORDS}}}numPr"):
        is_bullet = _value(item.find(f"{{{_WORDS}}}numId")) in bullets
        style = item.getparent().find(f"{{{_WORDS}}}pStyle")
        if style is None:
            style = etree.Element(f"{{{_WORDS}}}pStyle")
            item.getparent().insert(0, style)
        style.set(_VALUE, "ListBullet" if is_bullet else "ListNumber")


def _value(element: Any) -> str:
    return str(element.get(_VALUE))


def set_title(properties: Any, title: str) -> None:
    """Name a document in its properties, which a screen reader tells first."""
    properties.find(_TITLE).text = title
