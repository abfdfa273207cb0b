"""A file that is something else than its place says: told once, as what it is."""

import re
from collections.abc import Collection, Iterator, Mapping, Set
from functools import cache
from pathlib import PurePosixPath
from typing import Any

from playbook.model.codes import BAD_FILE_NAME, MISPLACED_FILE
from playbook.model.entry_types import MODELS
from playbook.model.fields import as_id, is_id
from playbook.model.vocabulary import COLLECTIONS
from playbook.parsing.frontmatter import NO_FRONT_MATTER, Document, split
from playbook.source import edits
from playbook.source.diagnostics import Diagnostic
from playbook.source.file_names import (
    MERGE,
    copied_name,
    is_about_its_folder,
    move_hint,
    rename_hint,
)
from playbook.source.location import Location

_OTHER_TOOLS = frozenset(
    "layout permalink categories redirect_from nav_order has_children sidebar_label "
    "sidebar_position".split()
)
"""Keys that other programs for sites read, and that nobody writes by mistake."""

_PICTURES = frozenset((".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg", ".heic"))
_DOCUMENTS = frozenset((".odt", ".rtf", ".doc", ".pages", ".gdoc"))
_COPIES = frozenset((".bak", ".orig", ".rej", ".old", ".tmp", ".backup", ".save"))

_WEB_PAGE = re.compile(r"\s*(?:<!doctype html|<html[\s>])", re.IGNORECASE)
_A_KEY = re.compile(r"^([a-z_]+):", re.MULTILINE)
_BELOW_A_FENCE = re.compile(
    r"(?=\n*[a-z_]+:)(?P<lines>(?:(?:\n*[a-z_]+:(?:[ \t][^\n]*)?|[ \t]+\S[^\n]*|- [^\n]*)\n)+)"
    r"(?:\n*(?P<fence>---[ \t]*(?:\n|\Z)))?"
)
"""Lines at the top of a body that are made like keys, and a fence that may stand below them."""

_SECOND = re.compile(r"^---[ \t]*\n(?:[a-z_]+:.*\n|[ \t]+\S.*\n|- .*\n)*?title:", re.MULTILINE)


def other_kind(data: Mapping[str, Any], collection: str = "") -> str:
    """The folder whose keys some front matter has, if it is another one; "" if that is unclear.

    Without a folder of its own, it is the one that it has most keys of.
    """
    own = _keys(collection)
    strange = {key for key in data if key not in own}
    fitting = {
        other: len(strange & (_keys(other) - _shared())) for other in MODELS if other != collection
    }
    best = max(fitting, key=lambda other: fitting[other])
    missing = [key for key in _required(collection) if key not in data]
    return best if fitting[best] >= 2 and (missing or not collection) else ""


def of_a_document(document: Document, path: str, collection: str) -> Iterator[Diagnostic]:
    """What a file is, if it is no entry of its folder, or more than one."""
    one = COLLECTIONS[collection][0]
    strange = [key for key in document.data if key in _OTHER_TOOLS - _keys(collection)]
    if early := _ended_early(document, path, _keys(collection)):
        yield early
    elif other := other_kind(document.data, collection):
        kind = COLLECTIONS[other][0]
        keys = [key for key in document.data if key in _keys(other) - _keys(collection)]
        message = f"This is a {kind}: it has {_and(keys)}. In {collection}/ each file is a {one}."
        home = path.rpartition(f"{collection}/")[0]
        hint = move_hint(f"{home}{other}", "the file")
        yield Diagnostic(Location(path), MISPLACED_FILE, message, hint)
    elif strange and not any(key in document.data for key in _required(collection) - {"title"}):
        message = f"The front matter is another program's: it has {_and(strange)}."
        hint = f"Make an entry of it: playbook new {one} --from {path}; then delete this file."
        yield Diagnostic(Location(path), NO_FRONT_MATTER, message, hint)
    elif second := _SECOND.search(document.body):
        line = document.body_line + document.body.count("\n", 0, second.start())
        front = document.body[second.start() + 3 :].partition("\n---")[0]
        if "\n## " not in f"\n{document.body[: second.start()]}" and _is_part(front, collection):
            message = "A second front matter begins here, and an entry has one."
            hint = "Move what these lines say into the front matter above, or delete them."
            yield Diagnostic(Location(path, line), MISPLACED_FILE, message, hint)
            return
        message = "A second entry begins here, and each has a file of its own."
        hint = "Cut from this line --- to the end, and paste it into a new file beside this one."
        yield Diagnostic(Location(path, line), MISPLACED_FILE, message, hint)


def _ended_early(document: Document, path: str, keys: Set[str]) -> Diagnostic | None:
    """What is said of a fence that stands above keys, which are read as text for it."""
    below = _BELOW_A_FENCE.match(document.body)
    known = [key for key in _A_KEY.findall(below["lines"]) if key in keys] if below else []
    if not below or len(known) < (1 if below["fence"] else 2):
        return None
    if any(key in document.data for key in known):
        return None  # a second entry, or keys that stand twice
    text, line = document.source.text, document.body_line - 1
    lines = [f"{one}\n" for one in text.split("\n")]
    above = "".join(lines[: line - 1])
    message = f"The front matter ends here, so '{known[0]}' below is read as text."
    hint = "Delete this line: the front matter ends at the next ---."
    new = above + document.body
    if not below["fence"]:
        hint = f"Move this line --- below the last key, '{known[-1]}'."
        new = f"{above}{below['lines'].strip(chr(10))}\n---\n{document.body[below.end() :]}"
    place = Location(path, line)
    return Diagnostic(place, NO_FRONT_MATTER, message, hint, edits.difference(text, new))


def _is_part(front: str, collection: str) -> bool:
    """Whether some front matter has too few keys to be that of a whole entry."""
    keys = set(re.findall(r"^([a-z_]+):", front, re.MULTILINE))
    return len(keys & _required(collection)) < len(_required(collection)) / 2


def of_a_text(text: str, path: str, collection: str) -> Iterator[Diagnostic]:
    """What a file without front matter is, if it is no text that somebody wrote for an entry."""
    one = COLLECTIONS[collection][0]
    if not text.strip():
        hint = f'Delete it, and start one with all that a {one} has: playbook new {one} "Its title"'
        yield Diagnostic(Location(path), NO_FRONT_MATTER, "This file is empty.", hint)
    elif _WEB_PAGE.match(text) or text.startswith("{\\rtf"):
        what = "a web page" if _WEB_PAGE.match(text) else "a document of a word processor"
        message = f"This is {what}, under the name of an entry."
        hint = (
            f"Copy its words into a file such as words.txt, and make an entry of that: "
            f"playbook new {one} --from words.txt"
        )
        yield Diagnostic(Location(path), NO_FRONT_MATTER, message, hint)


def of_no_folder(
    data: Mapping[str, Any], path: str, there: str, own: str = ""
) -> Iterator[Diagnostic]:
    """What a file is that has an entry's front matter, and is in no folder of entries; `own` is the
    path of the layer whose folders it may go into.
    """
    if other := other_kind(data):
        keys = [key for key in data if key in _keys(other) - _shared()]
        message = f"This is a {COLLECTIONS[other][0]}: it has {_and(keys)}. {there}"
        hint = move_hint(f"{own}{other}", "the file")
        yield Diagnostic(Location(path), MISPLACED_FILE, message, hint)


def may_be_entry(name: str) -> bool:
    """Whether a file may be an entry whose name only ends in another way."""
    path = PurePosixPath(name)
    return is_id(path.stem) and path.suffix.lower() in (".markdown", ".txt", ".mdx", ".md", "")


def of_a_name(path: str, names: Collection[str], collection: str, text: str = "") -> Diagnostic:
    """What a file in a folder of entries, among others, is whose name is no entry's; `text` is what
    it says, where it may be an entry.
    """
    name, stem, ending = (
        PurePosixPath(path).name,
        PurePosixPath(path).stem,
        PurePosixPath(path).suffix,
    )
    if original := copied_name(name, names):
        message = f"By its name this is a copy of {original}, and nothing reads it."
        hint = f"If it is another entry, rename it, and give it a title of its own. {MERGE}"
        return _misplaced(path, message, hint)
    if is_about_its_folder(name):
        message = f"In {collection}/ each file is an entry, and this one tells of the folder."
        return _misplaced(path, message, "Move what it says to a page in docs/, and delete it.")
    is_entry = ending == ".txt" and split(text) is not None
    if ending.lower() in (".md", ".markdown") or is_entry:
        message = f"This name ends in '{ending}'; an entry's ends in '.md'."
        return Diagnostic(
            Location(path),
            BAD_FILE_NAME,
            message,
            rename_hint(f"{as_id(stem) or stem}.md", names, name),
        )
    message = "Nothing reads this file: the name of an entry ends in '.md'."
    return _misplaced(path, message, _way_out(path, names, ending.lower(), collection))


def _way_out(path: str, names: Collection[str], ending: str, collection: str) -> str:
    """What to do with a file whose name does not end as an entry's does."""
    name, stem, one = PurePosixPath(path).name, PurePosixPath(path).stem, COLLECTIONS[collection][0]
    if ending in ("", ".mdx") or (stem.endswith(".md") and ending == ".txt"):
        stem = stem.removesuffix(".md")
        return rename_hint(f"{as_id(stem) or stem}.md", names, name)
    if ending in (".docx", ".txt"):
        return f"Make an entry of it: playbook new {one} --from {path}; then delete this file."
    if ending in _DOCUMENTS:
        docx = f"{path.removesuffix(PurePosixPath(path).suffix)}.docx"
        return f"Save it as {docx}, and make an entry of that: playbook new {one} --from {docx}"
    if ending in _COPIES:
        return "A program left it behind; delete it."
    if ending in _PICTURES:
        return move_hint("docs/images")
    return f"Move it out of {collection}/; an entry can link to where it is published."


def _misplaced(path: str, message: str, hint: str) -> Diagnostic:
    return Diagnostic(Location(path), MISPLACED_FILE, message, hint)


@cache
def _keys(collection: str) -> frozenset[str]:
    return frozenset(MODELS[collection].model_fields) if collection else frozenset()


@cache
def _required(collection: str) -> frozenset[str]:
    fields = MODELS[collection].model_fields if collection else {}
    return frozenset(name for name, field in fields.items() if field.is_required())


@cache
def _shared() -> frozenset[str]:
    """The keys that every kind of entry has."""
    return frozenset.intersection(*map(_keys, MODELS))


def _and(keys: list[str]) -> str:
    names = [f"'{key}'" for key in keys[:3]]
    *before, last = names
    comma = "," if len(before) > 1 else ""
    return f"{', '.join(before)}{comma} and {last}" if before else last
