"""What a layer stands on, now or with another release or folder, and the lines that say so."""

import os
import re
import shlex
import tomllib
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import click

from playbook.layers.originals.codes import PIN
from playbook.layers.originals.originals import read_originals
from playbook.layers.originals.pin import PACKAGE, Pin, quoted, read_pin
from playbook.layers.originals.places import RELEASE, VERSION
from playbook.layers.upstream import version_of
from playbook.model.entry_types import MODELS
from playbook.source.diagnostics import InvalidEntry
from playbook.source.files import read_text
from playbook.updates.comparison import Update
from playbook_site.commands.upstream import requirements
from playbook_site.reports.program import typed

CHANGELOG = "CHANGELOG.md"

_RELEASE = f"{PACKAGE}=="


class Ground(NamedTuple):
    """What the layers of a playbook stand on."""

    base: Path
    layers: tuple[Path, ...]
    """The folders of the layers that come with the originals, the farthest first."""
    version: str
    items: tuple[str, ...] = ()
    """The originals as `playbook.toml` anywhere could name them; none in a fork."""


def ground_of(root: Path, to: str | None) -> Ground:
    """What a playbook stands on, or would with `to`, which is a folder or the installed release.

    Raises a `ClickException` for a folder that holds no playbook.
    """
    pin = _pin(root)
    if to and Path(to).is_dir():
        if not any((Path(to) / name).exists() for name in (*MODELS, PIN)):
            raise click.ClickException(
                f"There is no playbook in {to}: it has no folder such as moves/. Name the one "
                "above it."
            )
        if pin is None:
            return Ground(Path(to), (), version_of(Path(to)))
        return _ground(root, _items_with(root, pin, to))
    if to and pin is None:
        return Ground(RELEASE, (), VERSION)
    return _ground(root, None if pin is None else _items_of_release(pin, VERSION))


def _ground(root: Path, items: tuple[str, ...] | None) -> Ground:
    originals = read_originals(root, items)
    if not originals.is_sound:
        raise InvalidEntry(originals.diagnostics)
    layers = tuple(root.resolve() / layer for layer in originals.layers)
    anywhere = tuple(_anywhere(root, item) for item in items or ())
    return Ground(originals.base, layers, version_of(originals.base), anywhere)


def _anywhere(root: Path, item: str) -> str:
    return item if item.startswith(_RELEASE) else (root / item).resolve().as_posix()


def _pin(root: Path) -> Pin | None:
    """What `playbook.toml` says of originals; None in a fork, whose original is here."""
    pin = read_pin(root) if os.path.lexists(root / PIN) else None
    return pin if pin and pin.items else None


def refuse_folder(root: Path, to: str | None) -> None:
    """Raise a `ClickException` where `to` is a folder, and every original is a release."""
    pin = _pin(root)
    if pin and to and Path(to).is_dir() and not _folders(pin):
        raise click.ClickException(f"{PIN} names a release. Give --to a release, too.")


def is_elsewhere(root: Path, to: str | None) -> bool:
    """Whether `to` names another original than the one that a fork holds."""
    if to is None or _pin(root):
        return False
    return (Path(to) if Path(to).is_dir() else RELEASE).resolve() != root.resolve()


def refuse_elsewhere(root: Path, to: str | None) -> None:
    """Raise a `ClickException` where a fork would accept what it does not hold."""
    if is_elsewhere(root, to):
        folder = str(to) if Path(str(to)).is_dir() else "FOLDER"
        command = shlex.join(["playbook", "update", "--replace", "--to", folder, "--accept", "all"])
        raise click.ClickException(
            f"This is a fork, and the original in it is another one than {to}. Put that one in "
            "first, with 'git merge', and run 'playbook update' without --to; or do both with: "
            f"{typed(command)}"
        )


def new_pin(root: Path, to: str | None, version: str) -> dict[str, str]:
    """`playbook.toml` and the requirements with the new original, by their paths.

    Raises a `ClickException` for an older release, unless `to` asks for it.
    """
    if (pin := _pin(root)) is None:
        return {}
    is_folder = bool(to and Path(to).is_dir())
    items = _items_with(root, pin, str(to)) if is_folder else _items_of_release(pin, version)
    if items == pin.items:
        return {}
    text = with_items((root / PIN).read_text(encoding="utf-8"), pin, items)
    if is_folder:
        return {PIN: text}
    for item in pin.items if to is None else ():
        asks = item.removeprefix(_RELEASE)
        if asks != item and _numbers(asks) > _numbers(version):
            raise click.ClickException(
                f"{PIN} asks for release {asks}, and the older {version} is installed. Install "
                f"{asks}, or go back: playbook update --to {version} --accept all"
            )
    click.echo(f"{PIN} now names {version}.", err=True)
    return {PIN: text} | requirements.pins(root)


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
            before, *rest = re.split(rf"(?m)^\s*{key}\s*=.*$", text, maxsplit=1)
            text = line.join((before, *rest))
    if _says(text, items):
        return text
    names = ", ".join(quoted(item) for item in items)
    raise click.ClickException(f"Write this into {PIN} yourself: originals = [{names}]")


def _says(text: str, items: Sequence[str]) -> bool:
    try:
        content = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return False
    original = content.get("original", {})
    one = original.get("path") or f"{_RELEASE}{original.get('version')}"
    return bool(content.get("originals", [one]) == list(items))


def releases_of(original: Path, update: Update) -> list[str]:
    """What the changelog of an original says of the releases after the one that a layer is on."""
    try:
        text = read_text(original, CHANGELOG)
    except InvalidEntry:
        return []
    chapters = re.split(r"(?m)^## +(?=\[?\d)", text)[1:]
    return [
        f"## {chapter.strip()}"
        for chapter in chapters
        if _numbers(update.before) < _numbers(chapter.lstrip("[")) <= _numbers(update.after)
    ]


def _numbers(version: str) -> tuple[int, ...]:
    """The numbers that a version begins with, to compare it by."""
    match = re.match(r"\d+(?:\.\d+)*", version)
    return tuple(map(int, match[0].split("."))) if match else ()
