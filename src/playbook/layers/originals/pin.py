"""What `playbook.toml` says: the originals of a playbook, and what its layers are called."""

import json
import os
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from playbook.layers.originals.codes import BAD_PIN, PIN
from playbook.model.entry_types import MODELS
from playbook.model.fields import is_id
from playbook.source.diagnostics import Diagnostic, InvalidEntry
from playbook.source.files import read_text
from playbook.source.location import Location
from playbook.source.moment import once

DISTRICT, SCHOOLS = "district", "schools"

PACKAGE = "learning-matters"
"""The name under which releases of the original are published."""

TAKEN = frozenset(
    {*MODELS, *"docs overrides macros outlines src scripts tests schemas site assets".split()}
    | set("book search pagefind explore deck admin data embed feeds tags templates".split())
)
"""The folders that no layer can be, since a playbook or its site has them for something else."""


class Names(NamedTuple):
    """What the layers of a playbook are called."""

    layer: str = DISTRICT
    """The folder of the main one."""
    folder: str = SCHOOLS
    """The folder with those of the other editions."""
    one: str = "School"
    many: str = "Schools"
    """What one of them and all of them are called."""


class Pin(NamedTuple):
    """What `playbook.toml` says."""

    items: tuple[str, ...] = ()
    """Each original, the farthest first: a release, `name==version`, or a folder."""
    lines: Mapping[str, int] = {}
    """The line of each of them."""
    names: Names = Names()
    is_list: bool = True
    """Whether it has a list of originals, and not one part `[original]`."""


def read_pin(root: Path) -> Pin:
    """What `playbook.toml` says; raises `InvalidEntry`."""
    text = read_text(root, PIN)
    try:
        content = tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        hint = f'Undo what was changed in it. It has lines such as originals = ["{PACKAGE}==1.0"]'
        raise _bad(f"{PIN} cannot be read: {error}.", hint) from None
    names = _names(content, text)
    items = _items(content, text)
    lines = {item: line_of(text, item) for item in items}
    return Pin(items, lines, names, "originals" in content)


@once
def names_in(root: Path) -> Names:
    """What the layers of a playbook are called; the usual names where nothing else can be read."""
    if not os.path.lexists(root / PIN):
        return Names()
    try:
        return read_pin(root).names
    except InvalidEntry:
        return Names()


def quoted(item: str) -> str:
    """An item as it is usually written."""
    return json.dumps(item, ensure_ascii=False)


def pin_of(items: Iterable[str], names: Names) -> str:
    """`playbook.toml` that names these originals, and calls the layers so."""
    return (
        f"originals = [{', '.join(map(quoted, items))}]\n"
        f"[layer]\nfolder = {quoted(names.layer)}\n"
        f"[editions]\nfolder = {quoted(names.folder)}\n"
        f"one = {quoted(names.one)}\nmany = {quoted(names.many)}\n"
    )


def line_of(text: str, item: str) -> int:
    """The line on which an item is written, or else where the originals begin."""
    lines = text.split("\n")
    forms = (quoted(item), f"'{item}'", quoted(item.removeprefix(f"{PACKAGE}==")))
    fitting = (n for form in forms for n, line in enumerate(lines, 1) if form in line)
    return next(fitting, 0) or _line_starting(lines, "originals", "[original]")


def _line_starting(lines: list[str], *starts: str) -> int:
    return next((n for n, line in enumerate(lines, 1) if line.lstrip().startswith(starts)), 1)


def _items(content: Mapping[str, Any], text: str) -> tuple[str, ...]:
    lines = text.split("\n")
    at = _line_starting(lines, "originals", "[original]")
    originals, original = content.get("originals"), content.get("original")
    if originals is not None and original is not None:
        message = f"{PIN} has a list of originals, and the part [original] too."
        raise _bad(message, "Keep the list alone, with all of them.", at)
    if originals is not None:
        if not isinstance(originals, list) or not all(isinstance(one, str) for one in originals):
            hint = f'Write it so: originals = ["{PACKAGE}==VERSION", "../state-playbook"]'
            raise _bad("The originals are not a list of texts.", hint, at)
        if not originals:
            hint = "Name one, such as the folder of a playbook, or take the line out."
            raise _bad("The list of originals is empty.", hint, at)
        return tuple(originals)
    if isinstance(original, dict) and "path" in original:
        return (str(original["path"]),)
    if isinstance(original, dict):
        return (f"{PACKAGE}=={original.get('version')}",)
    if original is None and ("editions" in content or "layer" in content):
        return ()
    hint = f'Write one line: originals = ["{PACKAGE}==VERSION"]'
    raise _bad(f"{PIN} cannot be read: it has no list of originals.", hint)


def _names(content: Mapping[str, Any], text: str) -> Names:
    lines = text.split("\n")
    parts = {"layer": ("folder",), "editions": ("folder", "one", "many")}
    values: dict[str, str] = {}
    for part, keys in parts.items():
        table = content.get(part, {})
        at = _line_starting(lines, f"[{part}]", part)
        if not isinstance(table, dict):
            raise _bad(f"'{part}' is no part of its own.", f"Write [{part}] above its lines.", at)
        for key, value in table.items():
            line = next((n for n in range(at + 1, len(lines) + 1) if _is(lines[n - 1], key)), at)
            if fault := next(_faults(part, key, value, keys), None):
                raise _bad(*fault, line)
            values[f"{part}.{key}"] = value.strip()
    usual = Names()
    names = Names(
        values.get("layer.folder", usual.layer),
        values.get("editions.folder", usual.folder),
        values.get("editions.one", usual.one),
        values.get("editions.many", usual.many),
    )
    if names.layer == names.folder:
        at = _line_starting(lines, "[layer]", "[editions]")
        raise _bad("One folder cannot be both.", "Give layer and editions two folders.", at)
    return names


def _is(line: str, key: str) -> bool:
    return line.partition("=")[0].strip() == key


def _faults(part: str, key: str, value: Any, keys: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """What is wrong with a line of a part, and the way out."""
    if key == "originals":
        yield f"'originals' stands in [{part}].", "Move it to the top, before every part."
    elif key not in keys:
        yield f"[{part}] has no '{key}'.", f"It may have {', '.join(keys)}."
    elif not isinstance(value, str) or not value.strip() or "\n" in value or len(value) > 60:
        yield f"'{key}' is not a short text.", f'Write it in quotes, such as {key} = "districts".'
    elif key == "folder" and (not is_id(value.strip()) or value.strip() in TAKEN):
        hint = "Use a name of its own: small letters a-z, digits, and hyphens, such as districts."
        yield f"No layer can be in a folder '{value[:60]}'.", hint


def _bad(message: str, hint: str, line: int = 1) -> InvalidEntry:
    return InvalidEntry([Diagnostic(Location(PIN, line), BAD_PIN, message, hint)])
