"""Runs git so that it asks nobody, and starts nothing that a folder names."""

import os
import shutil
import subprocess
import tarfile
from io import BytesIO
from pathlib import Path

_SETTINGS = {
    "core.hooksPath": "",
    "core.fsmonitor": "false",
    "core.quotePath": "false",
    "protocol.ext.allow": "never",
}
_ENVIRONMENT = {
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "LC_ALL": "C",
}


def is_there() -> bool:
    """Whether this machine has git."""
    return shutil.which("git") is not None


def run(folder: Path, *words: str, typed: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    """Run git in a folder; `typed` is what it reads."""
    settings = [word for key, value in _SETTINGS.items() for word in ("-c", f"{key}={value}")]
    return subprocess.run(  # noqa: S603
        ["git", *settings, "-C", str(folder), *words],  # noqa: S607
        input=typed,
        capture_output=True,
        env={**os.environ, **_ENVIRONMENT},
        check=False,
    )


class NotExported(Exception):
    """The files of a commit are not all here, or one of them may not be written; says why."""


def export(folder: Path, commit: str, place: Path) -> Path:
    """Put the files of a commit into an empty folder; raises `NotExported`."""
    place.mkdir(parents=True, exist_ok=True)
    archive = run(folder, "archive", commit)
    if archive.returncode:
        lines = archive.stderr.decode(errors="replace").strip().splitlines()
        raise NotExported((lines or ["git gives no reason"])[-1].removeprefix("fatal: "))
    try:
        with tarfile.open(fileobj=BytesIO(archive.stdout)) as files:
            files.extractall(place, filter="data")
    except tarfile.TarError as error:
        raise NotExported(str(error)) from None
    return place
