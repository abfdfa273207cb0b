"""How much a Word document may ask of the computer that reads it.

A document is a zip file: 59 KB of it can unpack to gigabytes.
"""

import zipfile
from pathlib import Path

from playbook.source.decoding import MAX_FILE

MOST_TEXT = 4 << 20
"""The most bytes of text and styles, unpacked. An entry of 64 KB takes less than a quarter."""

MOST = 256 << 20
"""The most bytes of all, unpacked: pictures too, which nobody opens here."""

MEMORY = ("+RTS", "-M512M", "-RTS")
"""Words for pandoc: more memory than this, and it gives up."""

_TEXTS = (".xml", ".rels")


def length_fault(source: Path, text: str) -> str:
    """Why what a document says is too long for an entry, in one sentence, or nothing."""
    if len(text.encode()) <= MAX_FILE:
        return ""
    return f"{source.name} has more than {MAX_FILE >> 10} KB of words. Give the part that matters."


def limit_fault(source: Path) -> str:
    """Why a document is too large to be read, in one sentence, or nothing.

    What is no zip file has no sizes; pandoc says what is wrong with it.
    """
    try:
        with zipfile.ZipFile(source) as archive:
            parts = archive.infolist()
    except (OSError, zipfile.BadZipFile, NotImplementedError, ValueError):
        return ""
    text = sum(part.file_size for part in parts if part.filename.lower().endswith(_TEXTS))
    whole = sum(part.file_size for part in parts)
    for size, most in ((text, MOST_TEXT), (whole, MOST)):
        if size > most:
            return (
                f"{source.name} unpacks to {size >> 20} MB, and {most >> 20} MB is the most. "
                "Copy the words that matter into a new document, and give that."
            )
    return ""
