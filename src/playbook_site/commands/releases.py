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
from playbook.records import export
from playbook.source.diagnostics import InvalidEntry


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
    except (subprocess.CalledProcessError, ValueError):
        raise click.ClickException(f"There is no folder and no release '{to}'.") from None
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(folder / "wheel")
    return folder / "wheel" / "playbook" / "release", to


def move_pin(root: Path, to: str | None, version: str) -> None:
    """Write the new original into `playbook.toml`, and its release into the requirements."""
    pin = read_pin(root)
    if to and Path(to).is_dir():
        if "path" not in pin:
            raise click.ClickException(f"{PIN} names a release. Give --to a release, too.")
        line = f"path = {json.dumps(Path(os.path.relpath(to, root)).as_posix())}"
    elif "path" in pin or pin.get("version") == version:
        return
    else:
        line = f"version = {json.dumps(version)}"
        _require(root / "requirements.txt", version)
    export.replace_text(f"[original]\n{line}\n", root / PIN)
    click.echo(f"{PIN} now names {version}.", err=True)


def _require(file: Path, version: str) -> None:
    """Write a release into the requirements; every other line stays as it is."""
    if file.is_file():
        text = file.read_text(encoding="utf-8")
        new_text = re.sub(r"(?m)^(learning-matters(?:\[[\w,-]+\])?==)\S+", rf"\g<1>{version}", text)
        export.replace_text(new_text, file)
        click.echo(f"Install it: pip install --requirement {file.name}", err=True)
