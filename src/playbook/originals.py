"""Where an edition comes from: its original, and the layers that are laid over it.

A fork holds the original itself. A small repository names a release in `playbook.toml`.
"""

import os
import tomllib
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from playbook import settings
from playbook.chain import Chain, Layer, branding
from playbook.diagnostics import Diagnostic, InvalidEntry
from playbook.files import read_bytes, read_text
from playbook.model import MODELS
from playbook.settings import FILE
from playbook.source import Location

DISTRICT, SCHOOLS = "district", "schools"
PARTS = (*MODELS, "docs", "overrides")
"""The folders that a layer may have."""

PIN = "playbook.toml"
_INSTALLED = Path(__file__).parent / "release"
RELEASE = _INSTALLED if _INSTALLED.is_dir() else Path(__file__).parents[2]
"""The original that comes with an installed release; in the project itself, the project's."""

VERSION = version("learning-matters")


def find_original(root: Path) -> tuple[Path, list[Diagnostic]]:
    """The folder of the original, and what is wrong with the file that says so."""
    if not (root / PIN).is_file():
        return root, []
    try:
        asked = pinned(root)
    except (ValueError, OSError) as error:
        return RELEASE, [_bad_pin(f"{PIN} cannot be read: {error}.", "Write it as init does.")]
    if path := asked.get("path"):
        folder = (root / str(path)).resolve()
        if folder.is_dir():
            return folder, []
        return RELEASE, [
            _bad_pin(f"There is no folder {path}.", "Name the folder that has moves/.")
        ]
    if asked.get("version") != VERSION:
        said = f"This playbook asks for release {asked.get('version')}, and {VERSION} is installed."
        hint = f"Run 'playbook update' to go on with {VERSION}, or install the other one."
        return RELEASE, [_bad_pin(said, hint)]
    return RELEASE, []


def pinned(root: Path) -> dict[str, Any]:
    """What `playbook.toml` says of the original; raises `ValueError` for what is no TOML."""
    found = tomllib.loads((root / PIN).read_text(encoding="utf-8")).get("original")
    if not isinstance(found, dict):
        raise ValueError("it has no part [original]")
    return found


def main_layers(root: Path) -> tuple[str, ...]:
    """The layers of the main edition: the district's, if there is one."""
    layer = root / DISTRICT
    signs = [layer / name for name in (FILE, *PARTS)]
    there = any(os.path.lexists(path) for path in (*signs, beside(layer, "old")))
    return (DISTRICT,) if there or layer.is_symlink() else ()


def beside(layer: Path, what: str) -> Path:
    """Where, beside a layer, a change of it is made (`new`) or the old one stands (`old`)."""
    return layer.with_name(f".{layer.name}.{what}")


def editions(root: Path) -> dict[str, tuple[str, ...]]:
    """The layers of every edition, by its address on the site: "" for the main one.

    A school's edition says which layers it is made of; without that, the district's and its own.
    """
    main = main_layers(root)
    found = {"": main}
    folders = (root / SCHOOLS).iterdir() if (root / SCHOOLS).is_dir() else ()
    for folder in sorted(folders):
        if folder.is_dir() and (folder / FILE).is_file():
            path = f"{SCHOOLS}/{folder.name}"
            layer, _ = _read_layer(root, path)
            found[f"{path}/"] = layer.settings.layers or (*main, path)
    return found


def read_chain(root: Path, layers: Sequence[str]) -> tuple[Chain, list[Diagnostic]]:
    """Read the settings of each layer, with everything that is wrong with them."""
    found: list[Layer] = []
    problems: list[Diagnostic] = []
    for path in layers:
        if (root / path).is_symlink():
            problems.append(_linked(path))
        elif (root / path).is_dir():
            layer, faults = _read_layer(root, path)
            found.append(layer)
            problems += faults
        elif os.path.lexists(beside(root / path, "old")):
            problems.append(_unfinished(path))
        else:
            problems.append(_no_layer(path))
    return Chain(tuple(found)), problems


def _read_layer(root: Path, path: str) -> tuple[Layer, list[Diagnostic]]:
    name = f"{path}/{FILE}"
    if not os.path.lexists(root / name):
        return Layer(path), []
    try:
        said, source = settings.parse(read_text(root, name), name)
    except InvalidEntry as invalid:
        return Layer(path), invalid.diagnostics
    layer = Layer(path, said, source)
    logo = read_bytes(root / path, said.logo) if said.logo else None
    return layer, list(branding(layer, logo))


def _bad_pin(message: str, hint: str) -> Diagnostic:
    return Diagnostic(Location(PIN), "bad-pin", message, hint)


def _linked(path: str) -> Diagnostic:
    return Diagnostic(
        Location(path),
        "symlink",
        "This layer is a link to another folder.",
        "Put the folder itself here; links are never followed.",
    )


def _unfinished(path: str) -> Diagnostic:
    return Diagnostic(
        Location(path),
        "unfinished-update",
        "A change of this layer was stopped half-way. Nothing is lost.",
        "Run 'playbook update', which puts the layer back in its place.",
    )


def _no_layer(path: str) -> Diagnostic:
    return Diagnostic(
        Location(path),
        "unreadable-file",
        f"There is no folder {path}/ to lay over the original.",
        "Make it, or take it out of 'layers'.",
    )
