"""Files that look as if they did something, and that nothing reads: what they say is on no page."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath

from playbook.layers.originals.places import LISTS
from playbook.layers.settings import FILE
from playbook.source.decoding import MAX_FILE
from playbook.source.diagnostics import Code, Diagnostic, Example, Severity, closest
from playbook.source.file_names import rename_hint
from playbook.source.files import read_bytes
from playbook.source.folders import Kind, files, walk
from playbook.source.location import Location
from playbook.source.moment import once

UNREAD_FILE = Code(
    "unread-file",
    Severity.WARNING,
    "A file or a folder changes nothing where it is: a template that replaces none and that no "
    "other names, an entry in a folder such as `drafts/`, or what only an original has, such as "
    "`macros/`, in a small repository.",
    fails=Example("district/overrides/move.html", language="text"),
    passes=Example("district/overrides/moves.html", language="text"),
    no_edit="A file is renamed or moved by hand.",
)

CODES = (UNREAD_FILE,)

_READ_BY_ITSELF = "overrides/robots.txt"
_TEXTS = (".html", ".css", ".js", ".md")

_IN_A_TEMPLATE = r"(?<![\w./-]){}"
"""How a template is named: by its whole path in `overrides/`."""

_ONLY_IN_AN_ORIGINAL: Mapping[str, str] = {
    "docs": "Move what is in it into {layer}/docs/.",
    "overrides": "Move what is in it into {layer}/overrides/.",
    "macros": "Pages here use the macros of the original. For a look of your own, put a template "
    "into {layer}/overrides/.",
    "mkdocs.yml": "Your name, address, colors, and the like go into {layer}/district.yml.",
    **dict.fromkeys((FILE, *LISTS), "Move it into {layer}/."),
}


def beside_a_layer(name: str, layer: str) -> Iterator[Diagnostic]:
    """What only an original has, at the root of a repository that has a layer alone."""
    if name in _ONLY_IN_AN_ORIGINAL:
        message = "Nothing reads this here: the original is elsewhere."
        hint = _ONLY_IN_AN_ORIGINAL[name].format(layer=layer)
        yield Diagnostic(Location(name), UNREAD_FILE, message, hint)


def unread_overrides(folders: Sequence[tuple[str, Path]]) -> Iterator[Diagnostic]:
    """What in the `overrides/` of layers replaces no file, and is named by none; `folders` are the
    original and its layers, each by its path, the farthest first.
    """
    before: set[str] = {_READ_BY_ITSELF}
    for layer, folder in folders:
        own = _overrides(folder)
        new = sorted(own - before) if layer else []
        texts = dict(_texts(folders)) if new else {}
        for path in new:
            if not _is_named(path, f"{layer}/{path}", texts):
                yield _unread(path, layer, own, sorted(before))
        before |= own


@once
def _overrides(folder: Path) -> frozenset[str]:
    """The files in `overrides/`, but for what MkDocs passes over."""
    items = (item for item in walk(folder, "overrides") if item.kind is Kind.FILE)
    return frozenset(item.path for item in items if "/." not in item.path)


def _is_named(path: str, where: str, texts: Mapping[str, str]) -> bool:
    """Whether a text other than the file's own names it."""
    name = _IN_A_TEMPLATE.format(re.escape(path.removeprefix("overrides/")))
    sign = re.compile(name if path.endswith(".html") else re.escape(PurePosixPath(path).name))
    return any(sign.search(text) for place, text in texts.items() if place != where)


def _unread(path: str, layer: str, own: Collection[str], before: Sequence[str]) -> Diagnostic:
    name, where = PurePosixPath(path), f"{layer}/{path}"
    message = "Nothing reads this file: it has no name of the original's, and no other names it."
    others = sorted(map(PurePosixPath, before), key=lambda other: other.suffix == name.suffix)
    paths = {other.stem: other.as_posix() for other in others}  # how all end says nothing
    hint = "Name it in a template, or delete it."
    if meant := paths.get(name.stem) or paths.get(closest(name.stem, sorted(paths))):
        hint = rename_hint(f"{layer}/{meant}", [f"{layer}/{other}" for other in own], where, "it")
    return Diagnostic(Location(where), UNREAD_FILE, message, hint)


def _texts(folders: Sequence[tuple[str, Path]]) -> Iterator[tuple[str, str]]:
    """Each text that may name a file, with its path."""
    for layer, folder in folders:
        for path in (*files(folder, "overrides"), *files(folder, "docs"), "mkdocs.yml"):
            if path.endswith((*_TEXTS, ".yml")):
                data = read_bytes(folder, path, MAX_FILE) or b""
                yield f"{layer}/{path}".lstrip("/"), data.decode(errors="replace")
