"""Bytes that other programs saved, as text."""

import re

_MARKS = {
    b"\xef\xbb\xbf": "utf-8-sig",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
    b"<\0": "utf-16-le",
    b"\0<": "utf-16-be",
}
"""How a text begins in an encoding: with a byte order mark, or with the first sign of a page."""
_READ_AS = {"iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252"}
"""Names that programs of Windows give to their own encoding; browsers read it so too."""
_NAMED = re.compile(
    rb"<meta\s[^>]*charset\s*=\s*[\"']?\s*([\w.:-]+)"
    rb"|<\?xml\s[^>]*encoding\s*=\s*[\"']([\w.:-]+)",
    re.IGNORECASE,
)
_HEAD = 2048
"""The bytes of a page in which it names its encoding."""


def text_in(data: bytes, charset: str = "") -> str:
    """A text by how it begins, or in the `charset` that it names, or as programs commonly save one.
    Raises `UnicodeDecodeError` for what is no text in any of these.
    """
    mark = next((mark for start, mark in _MARKS.items() if data.startswith(start)), "")
    name = charset.strip().lower()
    for encoding in filter(None, [mark] if mark else [_READ_AS.get(name, name), "utf-8"]):
        try:
            return data.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    return data.decode("cp1252")


def page_in(data: bytes, charset: str = "") -> str:
    """A web page as text, in the `charset` that it came with or in the one that it names.

    A name that can be read as single bytes is no proof of UTF-16, and browsers do not take it so.
    """
    match = _NAMED.search(data[:_HEAD])
    name = (match[1] or match[2]).decode().lower() if match else ""
    return text_in(data, charset or ("" if name.startswith("utf-16") else name))
