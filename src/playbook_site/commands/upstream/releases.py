"""Releases of the original: finds the one to compare with, and pins a district's playbook to it."""

import json
import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import click

from playbook.layers.upstream import (
    OTHER_RELEASE,
    PIN,
    VERSION,
    find_original,
    read_pin,
    version_of,
)
from playbook.source.diagnostics import InvalidEntry
from playbook.source.files import read_text
from playbook.updates.comparison import Update

CHANGELOG = "CHANGELOG.md"

_NO_NETWORK = (b"NewConnectionError", b"NameResolutionError", b"ConnectTimeoutError", b"ProxyError")
"""What pip says where no network answers."""


def original_of(root: Path, to: str | None, folder: Path) -> tuple[Path, str]:
    """The folder of an original, and its version.

    `to` is a folder or a release; without it, the original is the installed one. A release that has
    to be downloaded is put into `folder`.
    """
    if to and Path(to).is_dir():
        return Path(to), version_of(Path(to))
    if to is None or to == VERSION:
        original, diagnostics = find_original(root)
        if any(diagnostic.code != OTHER_RELEASE for diagnostic in diagnostics):
            raise InvalidEntry(diagnostics)
        return original, version_of(original)
    download = [sys.executable, "-m", "pip", "download", "--no-deps", "--quiet", "--dest"]
    try:
        subprocess.run(  # noqa: S603
            [*download, str(folder), f"learning-matters=={to}"], check=True, capture_output=True
        )
        (wheel,) = folder.glob("*.whl")
    except (subprocess.CalledProcessError, ValueError) as error:
        told = getattr(error, "stderr", None) or b""
        if any(sign in told for sign in _NO_NETWORK):
            message = f"Release {to} cannot be fetched: there is no network. Try again with one."
            raise click.ClickException(message) from None
        raise click.ClickException(f"There is no folder and no release '{to}'.") from None
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "wheel")
    return folder / "wheel" / "playbook" / "release", to


def new_pin(root: Path, to: str | None, version: str) -> dict[str, str]:
    """`playbook.toml` and the requirements with the new original, by their paths.

    Raises a `ClickException` for an older release, unless `to` asks for it.
    """
    pin = read_pin(root)
    if to and Path(to).is_dir():
        if "path" not in pin:
            raise click.ClickException(f"{PIN} names a release. Give --to a release, too.")
        folder = Path(os.path.relpath(to, root)).as_posix()
        return {PIN: f"[original]\npath = {json.dumps(folder)}\n"}
    if "path" in pin or pin.get("version") == version:
        return {}
    if to is None and _numbers(str(pin.get("version"))) > _numbers(version):
        raise click.ClickException(
            f"{PIN} asks for release {pin['version']}, and the older {version} is installed. "
            f"Install {pin['version']}, or go back: playbook update --to {version} --accept all"
        )
    click.echo(f"{PIN} now names {version}.", err=True)
    pinned = {PIN: f"[original]\nversion = {json.dumps(version)}\n"}
    return pinned | _required(root / "requirements.txt", version)


def _required(file: Path, version: str) -> dict[str, str]:
    """The requirements with a release; every other line stays as it is."""
    if not file.is_file():
        return {}
    text = file.read_text(encoding="utf-8")
    click.echo(f"Install it: pip install --requirement {file.name}", err=True)
    name = r"(?m)^(learning-matters(?:\[[\w,-]+\])?==)\S+"
    return {file.name: re.sub(name, rf"\g<1>{version}", text)}


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
