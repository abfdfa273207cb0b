"""Where an edition comes from: its original, and the layers that are laid over it.

A fork holds the original itself. A small repository names a release in `playbook.toml`.
"""

import os
import tomllib
from collections.abc import Iterator, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any

from playbook.layers import settings
from playbook.layers.edition import Chain, Layer, branding
from playbook.layers.lockfile import FILE as LOCK
from playbook.layers.lockfile import parse
from playbook.layers.settings import FILE
from playbook.model.codes import BAD_FILE_NAME, NOT_ONE_OF
from playbook.model.entry_types import MODELS
from playbook.model.fields import is_id
from playbook.source.diagnostics import Code, Diagnostic, Example, InvalidEntry, Severity
from playbook.source.files import SYMLINK, UNREADABLE_FILE, read_bytes, read_long, read_text
from playbook.source.location import Location
from playbook.source.moment import once

BAD_PIN = Code(
    "bad-pin",
    Severity.ERROR,
    "`playbook.toml` cannot be read, or names a release that is not installed. It has one "
    "part and one line.",
    fails=Example('[original]\npath = "nowhere"', language="toml", path="playbook.toml"),
    passes=Example('[original]\npath = "."', language="toml", path="playbook.toml"),
)

UNFINISHED_UPDATE = Code(
    "unfinished-update",
    Severity.ERROR,
    "A change of the layer was stopped between two steps, by a power cut, say. Nothing is "
    "lost: the next update puts it in its place.",
    fails=Example(".district.old/   and no district/", language="text"),
    passes=Example("playbook update", language="text"),
)

OTHER_RELEASE = Code(
    "other-release",
    Severity.ERROR,
    "`playbook.toml` asks for a release of the original, and another one is installed. An update "
    "goes on with the installed one, and shows what it changes in your adaptations.",
    fails=Example('[original]\nversion = "0.0.1"', language="toml", path="playbook.toml"),
    passes=Example("playbook update", language="text"),
)

CODES = (BAD_PIN, OTHER_RELEASE, UNFINISHED_UPDATE)

DISTRICT, SCHOOLS = "district", "schools"
PARTS = (*MODELS, "docs", "overrides")
"""The folders that a layer may have."""

PIN = "playbook.toml"
_IN_PACKAGE = Path(__file__).parents[1] / "release"
RELEASE = _IN_PACKAGE if _IN_PACKAGE.is_dir() else Path(__file__).parents[3]
"""The original that comes with an installed release; in the project itself, the project's."""

IS_CHECKOUT = RELEASE != _IN_PACKAGE
"""Whether the release is a folder that people work in, and not an installed one."""

VERSION = version("learning-matters")


def find_original(root: Path) -> tuple[Path, list[Diagnostic]]:
    """The folder of the original, and what is wrong with the file that says so."""
    if not os.path.lexists(root / PIN):
        return root, []
    try:
        pin = read_pin(root)
    except InvalidEntry as invalid:
        return RELEASE, invalid.diagnostics
    except (ValueError, RecursionError) as error:
        return RELEASE, [_bad_pin(f"{PIN} cannot be read: {error}.", "Write it as init does.")]
    if path := pin.get("path"):
        if folder := _folder(root, str(path)):
            return folder, []
        return RELEASE, [
            _bad_pin(f"There is no folder {str(path)[:80]}.", "Name the folder that has moves/.")
        ]
    if pin.get("version") != VERSION:
        message = (
            f"This playbook asks for release {pin.get('version')}, and {VERSION} is installed."
        )
        hint = f"Run 'playbook update' to go on with {VERSION}, or install the other one."
        return RELEASE, [Diagnostic(Location(PIN), OTHER_RELEASE, message, hint)]
    return RELEASE, []


def _folder(root: Path, path: str) -> Path | None:
    """The folder of that name; None where there is none, or where no folder could have the name."""
    try:
        folder = (root / path).resolve()
        return folder if folder.is_dir() else None
    except (ValueError, OSError):
        return None


def read_pin(root: Path) -> dict[str, Any]:
    """What `playbook.toml` says of the original; raises `ValueError` or `InvalidEntry`."""
    original = tomllib.loads(read_text(root, PIN)).get("original")
    if not isinstance(original, dict):
        raise ValueError("it has no part [original]")
    return original


def main_layers(root: Path) -> tuple[str, ...]:
    """The layers of the main edition: the district's, if there is one."""
    layer = root / DISTRICT
    signs = [layer / name for name in (FILE, *PARTS)]
    there = any(os.path.lexists(path) for path in (*signs, beside(layer, "old")))
    return (DISTRICT,) if there or layer.is_symlink() else ()


def beside(layer: Path, what: str) -> Path:
    """Where, beside a layer, a change of it is made (`new`) or the old one stands (`old`)."""
    return layer.with_name(f".{layer.name}.{what}")


@once
def editions(root: Path) -> dict[str, tuple[str, ...]]:
    """The layers of every edition, by its address on the site: "" for the main one.

    A school's edition says which layers it is made of; without that, the district's and its own.
    """
    main = main_layers(root)
    chains = {"": main}
    schools = root / SCHOOLS
    folders = schools.iterdir() if schools.is_dir() and not schools.is_symlink() else ()
    for folder in sorted(folders):
        if folder.is_dir() and (folder / FILE).is_file() and is_id(folder.name):
            path = f"{SCHOOLS}/{folder.name}"
            layer, _ = _read_layer(root, path)
            chains[f"{path}/"] = _chain_of(layer.settings.layers, (*main, path), path)
    return chains


def _chain_of(names: tuple[str, ...], usual: tuple[str, ...], path: str) -> tuple[str, ...]:
    """The layers that a school asks for, if they are folders of layers, and its own the last."""
    fine = all(name == DISTRICT or name.startswith(f"{SCHOOLS}/") for name in names)
    return (
        names if names and fine and names[-1] == path and len(set(names)) == len(names) else usual
    )


def read_chain(root: Path, layers: Sequence[str]) -> tuple[Chain, list[Diagnostic]]:
    """Read the settings of each layer, with everything that is wrong with them."""
    chain: list[Layer] = []
    diagnostics: list[Diagnostic] = []
    for path in layers:
        if (root / path).is_symlink():
            diagnostics.append(_symlink(path))
        elif (root / path).is_dir():
            layer, more = _read_layer(root, path)
            chain.append(layer)
            diagnostics += more
        elif os.path.lexists(beside(root / path, "old")):
            diagnostics.append(_unfinished_update(path))
        else:
            diagnostics.append(_no_layer(path))
    return Chain(tuple(chain)), diagnostics


@once
def _read_layer(root: Path, path: str) -> tuple[Layer, list[Diagnostic]]:
    name = f"{path}/{FILE}"
    if not os.path.lexists(root / name):
        return Layer(path), []
    try:
        values, source = settings.parse(read_text(root, name), name)
    except InvalidEntry as invalid:
        return Layer(path), invalid.diagnostics
    layer = Layer(path, values, source, _lock_paths(root, path))
    diagnostics = list(_odd_layers(layer))
    logo = read_bytes(root / path, values.logo) if values.logo else None
    return layer, [*diagnostics, *branding(layer, logo)]


def _lock_paths(root: Path, path: str) -> frozenset[str]:
    """The files that a layer's lock knows; none where it cannot be read: that is told elsewhere."""
    try:
        return frozenset(parse(read_long(root, f"{path}/{LOCK}"), path).files)
    except InvalidEntry:
        return frozenset()


def version_of(original: Path) -> str:
    """The release of an original: its own, or the installed one where it does not say."""
    try:
        project = tomllib.loads(read_text(original, "pyproject.toml"))
        return str(project["project"]["version"])
    except (InvalidEntry, ValueError, KeyError, TypeError):
        return VERSION


def _odd_layers(layer: Layer) -> Iterator[Diagnostic]:
    """What `layers` says that no edition can be made of."""
    names = layer.settings.layers
    at = layer.source.locate(("layers",))
    if names and _chain_of(names, (), layer.path) != names:
        yield Diagnostic(
            at,
            NOT_ONE_OF,
            "These are not layers of this edition, with its own folder last.",
            f"Write each once, such as layers: [{DISTRICT}, {layer.path}]",
        )
    if layer.path != DISTRICT and not is_id(layer.path.rpartition("/")[2]):
        yield Diagnostic(
            Location(layer.path),
            BAD_FILE_NAME,
            "The name of this folder is a part of addresses, and is not an id.",
            "Use small letters a-z, digits and hyphens, such as lincoln-school.",
        )


def _bad_pin(message: str, hint: str) -> Diagnostic:
    return Diagnostic(Location(PIN), BAD_PIN, message, hint)


def _symlink(path: str) -> Diagnostic:
    return Diagnostic(
        Location(path),
        SYMLINK,
        "This layer is a link to another folder.",
        "Put the folder itself here; links are never followed.",
    )


def _unfinished_update(path: str) -> Diagnostic:
    return Diagnostic(
        Location(path),
        UNFINISHED_UPDATE,
        "A change of this layer was stopped half-way. Nothing is lost.",
        "Run 'playbook update', which puts the layer back in its place.",
    )


def _no_layer(path: str) -> Diagnostic:
    return Diagnostic(
        Location(path),
        UNREADABLE_FILE,
        f"There is no folder {path}/ to lay over the original.",
        "Make it, or take it out of 'layers'.",
    )
