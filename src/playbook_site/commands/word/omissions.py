"""What a Word document says and pandoc does not give: boxes of text, fields, words under others."""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from functools import reduce
from operator import or_
from pathlib import Path

from lxml import etree

from playbook.source.decoding import MAX_FILE

_WORDS = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)
_PARTS = re.compile(r"word/(?:document\d*|footnotes|endnotes)\.xml")
_GAPS = tuple(f"{_WORDS}{name}" for name in ("tab", "br", "cr", "noBreakHyphen", "sym"))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
"""What says again, for older programs, what stands beside it."""
_GONE = (f"{_WORDS}moveFrom", _FALLBACK)
_WORD = re.compile(r"[^\W_]+")


def missing(source: Path, *ways: str) -> Iterator[str]:
    """The paragraphs of a document of whose words some are lost, each once and whole.

    A word is lost that is in none of the `ways` in which its text can be written: one glues a
    note to the word before it, and another puts signs into a word that is bold in part.
    """
    own = [" ".join(paragraph.split()) for paragraph in _paragraphs(source)]
    gap = _words(" ".join(own)) - reduce(or_, map(_words, ways))
    if not gap:
        return
    whole, *texts = map(_letters, ("\n".join(own), *ways))
    for paragraph in dict.fromkeys(own):
        letters = _letters(paragraph)
        is_there = len(whole) <= MAX_FILE and any(
            whole.count(letters) <= text.count(letters) for text in texts
        )
        if not is_there and gap & _words(paragraph):
            yield paragraph


def _paragraphs(source: Path) -> Iterator[str]:
    """The words of each paragraph, without those of a box of text that stands in it."""
    with zipfile.ZipFile(source) as archive:
        for name in filter(_PARTS.fullmatch, archive.namelist()):
            try:
                root = etree.fromstring(archive.read(name), _PARSER)
            except etree.XMLSyntaxError:
                continue
            texts: dict[etree._Element, str] = {}
            for element in root.iter(f"{_WORDS}p", f"{_WORDS}t", *_GAPS):
                if next(element.iterancestors(*_GONE), None) is not None:
                    continue
                holder = next(element.iterancestors(f"{_WORDS}p"), None)
                if element.tag == f"{_WORDS}p":
                    texts[element] = ""
                elif holder is not None:
                    texts[holder] += " " if element.tag in _GAPS else element.text or ""
            yield from texts.values()


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(_plain(text)))


def _letters(text: str) -> str:
    return "".join(_WORD.findall(_plain(text)))


def _plain(text: str) -> str:
    return text.replace("\u00ad", "").casefold()
