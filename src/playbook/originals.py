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
from playbook.settings import FILE
from playbook.source import Location

DISTRICT, SCHOOLS = "district", "schools"
PIN = "playbook.toml"
RELEASE = Path(__file__).parent / "release"
"""The original that comes with an installed release."""

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
    return (DISTRICT,) if os.path.lexists(root / DISTRICT) else ()


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


def _no_layer(path: str) -> Diagnostic:
    return Diagnostic(
        Location(path),
        "unreadable-file",
        f"There is no folder {path}/ to lay over the original.",
        "Make it, or take it out of 'layers'.",
    )
