"""What a layer stands on, now or with another release or folder, and the lines that say so."""

import os
import re
import subprocess
import sys
import tomllib
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import click

from playbook.layers.originals.codes import PIN
from playbook.layers.originals.originals import Originals, read_originals
from playbook.layers.originals.pin import PACKAGE, Pin, quoted, read_pin
from playbook.layers.originals.places import VERSION
from playbook.layers.upstream import version_of
from playbook.records import export
from playbook.source.diagnostics import InvalidEntry

_RELEASE = f"{PACKAGE}=="


class Ground(NamedTuple):
    """What the layers of a playbook stand on."""

    base: Path
    layers: tuple[Path, ...]
    """The folders of the layers that come with the originals, the farthest first."""
    version: str


def ground_of(root: Path, to: str | None, folder: Path) -> Ground:
    """What a playbook stands on, or would with `to`, which is a folder or a release.

    A release that has to be downloaded is put into `folder`.
    """
    pin = _pin(root)
    release = (to or VERSION).removeprefix(_RELEASE)
    if to and Path(to).is_dir():
        if pin is None:
            return Ground(Path(to), (), version_of(Path(to)))
        return _ground(root, read_originals(root, _items_with(root, pin, to)))
    items = None if pin is None else _items_of_release(pin, release)
    ground = _ground(root, read_originals(root, items))
    if to is None or release == VERSION:
        return ground
    return Ground(_downloaded(release, folder), ground.layers, release)


def _ground(root: Path, originals: Originals) -> Ground:
    if not originals.is_sound:
        raise InvalidEntry(originals.diagnostics)
    layers = tuple(root.resolve() / layer for layer in originals.layers)
    return Ground(originals.base, layers, version_of(originals.base))


def _pin(root: Path) -> Pin | None:
    """What `playbook.toml` says of originals; None in a fork, whose original is here."""
    pin = read_pin(root) if os.path.lexists(root / PIN) else None
    return pin if pin and pin.items else None


def _downloaded(release: str, folder: Path) -> Path:
    download = [sys.executable, "-m", "pip", "download", "--no-deps", "--quiet", "--dest"]
    try:
        subprocess.run(  # noqa: S603
            [*download, str(folder), f"{_RELEASE}{release}"], check=True, capture_output=True
        )
        (wheel,) = folder.glob("*.whl")
    except (subprocess.CalledProcessError, ValueError):
        raise click.ClickException(f"There is no folder and no release '{release}'.") from None
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "wheel")
    return folder / "wheel" / "playbook" / "release"


def refuse_folder(root: Path, to: str | None) -> None:
    """Raise a `ClickException` where `to` is a folder, and every original is a release."""
    pin = _pin(root)
    if pin and to and Path(to).is_dir() and not _folders(pin):
        raise click.ClickException(f"{PIN} names a release. Give --to a release, too.")


def move_pin(root: Path, to: str | None, version: str) -> None:
    """Write the new original into `playbook.toml`, and its release into the requirements."""
    if (pin := _pin(root)) is None:
        return
    is_folder = bool(to and Path(to).is_dir())
    items = _items_with(root, pin, str(to)) if is_folder else _items_of_release(pin, version)
    if items == pin.items:
        return
    text = with_items((root / PIN).read_text(encoding="utf-8"), pin, items)
    if not is_folder:
        _require(root / "requirements.txt", version)
    export.replace_text(text, root / PIN)
    click.echo(f"{PIN} now names {version}.", err=True)


def _folders(pin: Pin) -> list[str]:
    return [item for item in pin.items if not item.startswith(_RELEASE)]


def _items_of_release(pin: Pin, release: str) -> tuple[str, ...]:
    """The originals, with another release in the place of the one that is named."""
    return tuple(f"{_RELEASE}{release}" if i.startswith(_RELEASE) else i for i in pin.items)


def _items_with(root: Path, pin: Pin, to: str) -> tuple[str, ...]:
    """The originals, with a folder in the place of the one that it is another state of."""
    new = Path(os.path.relpath(Path(to).resolve(), root.resolve())).as_posix()
    folders = _folders(pin) or list(pin.items)
    alike = [item for item in folders if Path(item).name == Path(to).resolve().name]
    fitting = alike if len(alike) == 1 else folders
    if len(fitting) != 1:
        raise click.ClickException(
            f"{to} may be another state of any of these: {', '.join(folders)}. "
            f"Write it into {PIN} in the place of one of them, and run 'playbook update'."
        )
    return tuple(new if item == fitting[0] else item for item in pin.items)


def with_items(text: str, pin: Pin, items: Sequence[str]) -> str:
    """`playbook.toml` with other originals; whatever else it says stays as it is."""
    for old, new in zip(pin.items, items, strict=True):
        if old == new:
            continue
        if pin.is_list:
            forms = [(quoted(old), quoted(new)), (f"'{old}'", quoted(new))]
            text = next((text.replace(a, b, 1) for a, b in forms if a in text), text)
        else:
            is_release = new.startswith(_RELEASE)
            key, value = ("version", new.removeprefix(_RELEASE)) if is_release else ("path", new)
            line = f"{key} = {quoted(value)}"
            before, _, rest = re.split(rf"(?m)(^\s*{key}\s*=.*$)", text, maxsplit=1)
            text = f"{before}{line}{rest}"
    if _says(text, items):
        return text
    names = ", ".join(quoted(item) for item in items)
    raise click.ClickException(f"Write this into {PIN} yourself: originals = [{names}]")


def _says(text: str, items: Sequence[str]) -> bool:
    content = tomllib.loads(text)
    original = content.get("original", {})
    one = original.get("path") or f"{_RELEASE}{original.get('version')}"
    return bool(content.get("originals", [one]) == list(items))


def _require(file: Path, version: str) -> None:
    """Write a release into the requirements; every other line stays as it is."""
    if file.is_file():
        text = file.read_text(encoding="utf-8")
        new_text = re.sub(r"(?m)^(learning-matters(?:\[[\w,-]+\])?==)\S+", rf"\g<1>{version}", text)
        export.replace_text(new_text, file)
        click.echo(f"Install it: pip install --requirement {file.name}", err=True)
