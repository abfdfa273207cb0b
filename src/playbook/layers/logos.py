"""A district's logo, and whether it may be published as it is.

A picture of dots is read by Pillow, and decoded only within a limit of pixels. A drawing, SVG, is a
document that could run scripts and fetch from elsewhere, so it may hold only what is named here. It
is read as UTF-8 and nothing else, so that every reader of it sees the same characters.
"""

import re
import warnings
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

if TYPE_CHECKING:
    from lxml import etree

MOST_BYTES = 200 * 1024
"""The most bytes a logo may have; a visitor on a phone pays for each."""

MOST_PIXELS = 4000
"""The longest side that a picture of dots may have."""

ELEMENTS = frozenset(
    "svg g path rect circle ellipse line polyline polygon title desc defs linearGradient "
    "radialGradient stop clipPath mask use text tspan".split()
)
"""What a drawing may be made of."""

_ENDINGS = {".svg": "SVG", ".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WebP"}
_SVG = "http://www.w3.org/2000/svg"
_XML = "http://www.w3.org/XML/1998/namespace"
_ENCODING = re.compile(r"""<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)""")
_FETCH = re.compile(
    r"""url\s*\((?!\s*["']?\#)   # a place in another file
    |\b(?:src|image|image-set)\(   # the same in newer words
    |\\   # a way to spell the above""",
    re.IGNORECASE | re.VERBOSE,
)
_INSTEAD = {
    "image": "draw it as shapes, or save all of it as a PNG",
    "style": 'save it with "presentation attributes" instead of styles',
}
_PLAIN = 'save it as a "plain" or "optimized" SVG'


def objection(name: str, data: bytes) -> str:
    """Why a logo cannot be published, in one sentence for who made it, or nothing."""
    subject = f"The logo '{name[-60:]}'"
    _, dot, ending = name.rpartition(".")
    kind = _ENDINGS.get(dot + ending.lower())
    if not kind:
        return f"{subject} needs a name that ends in {', '.join(_ENDINGS)}."
    if not data:
        return f"{subject} is an empty file."
    if len(data) > MOST_BYTES:
        size = -(-len(data) // 1024)
        return f"{subject} has {size} KB, and a logo may have at most {MOST_BYTES // 1024}."
    reason = drawing_objection(data) if kind == "SVG" else _dots(kind, data)
    return f"{subject} {reason}." if reason else ""


def _dots(kind: str, data: bytes) -> str:
    from PIL import (
        Image,
        ImageFile,
        JpegImagePlugin,  # noqa: F401
        PngImagePlugin,  # noqa: F401
        WebPImagePlugin,  # noqa: F401
    )

    plugin, accepts = Image.OPEN[kind.upper()]
    if not (accepts and accepts(data[:16]) is True):
        return f"is not a {kind} file, whatever its name says; save it again as {kind}"
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint has Pillow pass over what is missing
    with warnings.catch_warnings(action="ignore"):
        try:
            with plugin(BytesIO(data), "") as picture:
                wide, high = picture.size
                if max(wide, high) > MOST_PIXELS:  # and nothing of it is decoded
                    return f"is {wide} by {high} pixels, and {MOST_PIXELS} is the most on a side"
                picture.load()
            with plugin(BytesIO(data), "") as picture:
                picture.verify()
        except Exception:  # a reader of broken bytes raises whatever its parts raise
            return "is cut short; save or copy it once more"
    return ""


def drawing_objection(data: bytes) -> str:
    """What is wrong with a drawing, as the end of a sentence, or nothing."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "is not an SVG file in UTF-8; save it again as SVG"
    if reason := _outside_elements(text):
        return reason
    from lxml import etree  # large, and most layers have no drawing

    parser = etree.XMLParser(
        encoding="utf-8", resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False
    )
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line = error.lineno or 1
        return f"is not a whole SVG file, for it breaks off or goes wrong on line {line}"
    if root.tag != f"{{{_SVG}}}svg":
        return f'is not an SVG file, for it does not start with <svg xmlns="{_SVG}">'
    return next(_objections(root), "")


def _outside_elements(text: str) -> str:
    """What is wrong above and between the elements, before a parser trusts any of it."""
    if "<!DOCTYPE" in text:
        return "has a line that starts with <!DOCTYPE; delete it, up to the > that ends it"
    if "<![" in text:
        return f"has a part that starts with <![, which no drawing needs; {_PLAIN}"
    encoding = _ENCODING.match(text)
    if encoding and encoding[1].lower() not in {"utf-8", "us-ascii"}:
        return f"says that it is written in {encoding[1][:40]!r}; save it as UTF-8"
    return ""


def _objections(root: "etree._Element") -> Iterator[str]:
    from lxml import etree

    uses = root.iter(f"{{{_SVG}}}use")
    chains = {holder.get("id") for use in uses for holder in (use, *use.iterancestors())}
    beside = (*root.itersiblings(preceding=True), *root.itersiblings())
    for node in (*beside, *root.iter()):
        if node.tag is etree.Comment:
            if "<" in (node.text or ""):
                yield f"has a comment that hides part of a drawing; {_PLAIN}"
        elif node.tag is etree.ProcessingInstruction:
            yield f"has an instruction to programs, <?{node.target[:40]}; delete it or {_PLAIN}"
        else:
            yield from _element(node, chains)


def _element(node: "etree._Element", chains: set[str | None]) -> Iterator[str]:
    name = _name(node.tag)
    if name.namespace != _SVG or name.localname not in ELEMENTS:
        instead = _INSTEAD.get(name.localname, _PLAIN)
        yield f"holds <{name.localname[:40]}>, which a picture may not have; {instead}"
    for key, value in node.items():
        attribute = _name(key)
        yield from _attribute(attribute, value)
        if attribute.localname == "href" and name.localname == "use" and _place(value) in chains:
            yield f"copies with <use> what holds a <use>, which could go on without end; {_PLAIN}"


class _Name(NamedTuple):
    namespace: str
    localname: str


def _name(tag: str) -> _Name:
    namespace, _, localname = tag.rpartition("}")
    return _Name(namespace.removeprefix("{"), localname)


def _place(href: str) -> str:
    return unquote(href.removeprefix("#"))


def _attribute(name: _Name, value: str) -> Iterator[str]:
    if name.localname.lower().startswith("on"):
        yield f"has '{name.localname[:40]}', which runs a script; delete it or {_PLAIN}"
    elif name.localname == "href" and not value.startswith("#"):
        yield f"leads to '{value[:40]}' with a link, and a picture may not lead outside of itself"
    elif name.namespace == _XML and name.localname == "base":
        yield "has 'xml:base', which leads outside of the picture; delete it"
    elif not name.namespace and _FETCH.search(value):
        yield f"has a '{name.localname[:40]}' that may load something from elsewhere; {_PLAIN}"
