"""Pictures and fonts in a site's folders: is each what its name says, and does it do no harm?"""

import re
from pathlib import PurePosixPath

from playbook.layers.logos import drawing_objection

ENDINGS = {
    ".svg": "SVG",
    ".png": "PNG",
    ".jpg": "JPEG",
    ".jpeg": "JPEG",
    ".webp": "WebP",
    ".gif": "GIF",
}
"""The kinds of pictures that a site may have, by the ends of their names."""

MOST_PIXELS = 10_000
"""The longest side of a picture of dots; a larger one fills a phone's memory."""

_START = {
    "PNG": re.compile(rb"\x89PNG\r\n\x1a\n.{4}IHDR", re.DOTALL),
    "JPEG": re.compile(rb"\xff\xd8\xff"),
    "WebP": re.compile(rb"RIFF....WEBP", re.DOTALL),
    "GIF": re.compile(rb"GIF8[79]a"),
    "WOFF2": re.compile(rb"wOF2"),
}
_SIZE = {"PNG": (16, 20, 4, "big"), "GIF": (6, 8, 2, "little")}
"""Where width and height stand in a file, and how."""


def fault(path: str, data: bytes) -> str:
    """Why a picture or a font cannot be published as it is, in one sentence, or nothing."""
    ending = PurePosixPath(path).suffix.lower()
    kind = "WOFF2" if ending == ".woff2" else ENDINGS[ending]
    if kind == "SVG":
        wrong = drawing_objection(data)
        return f"This picture {wrong}." if wrong else ""
    if not _START[kind].match(data):
        return f"This is not a {kind} file, whatever its name says."
    width, height = _size(kind, data)
    if max(width, height) > MOST_PIXELS:
        return f"This is {width} by {height} pixels, and {MOST_PIXELS} is the most on a side."
    return ""


def _size(kind: str, data: bytes) -> tuple[int, int]:
    """Width and height where the first bytes say them; a browser reads them no later."""
    if kind not in _SIZE:
        return 0, 0
    wide, high, length, order = _SIZE[kind]
    return (
        int.from_bytes(data[wide : wide + length], order),  # type: ignore[arg-type]
        int.from_bytes(data[high : high + length], order),  # type: ignore[arg-type]
    )
