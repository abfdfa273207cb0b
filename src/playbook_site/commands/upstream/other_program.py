"""An update to a release that is not installed: its own program makes it, since it alone can judge
its words.

The release goes into an environment of its own for that time, with what it needs and the one that
runs has not. Nothing is installed for good.
"""

import os
import subprocess
import sys
import sysconfig
import tempfile
import venv
from collections.abc import Sequence
from pathlib import Path

import click

from playbook.layers.originals.pin import PACKAGE
from playbook.layers.originals.places import VERSION

TO = "PLAYBOOK_UPDATE_TO"
"""The variable that tells the other program how the release was named."""

_RELEASE = f"{PACKAGE}=="
_NO_NETWORK = (
    *("NewConnectionError", "NameResolutionError", "ConnectTimeoutError", "ProxyError"),
    *("Could not resolve host", "unable to access"),
)
"""What pip, or git for it, says where no network answers."""


def is_other(to: str | None) -> bool:
    """Whether `to` names a release, by its number or by an address, and not the one that runs."""
    return bool(to) and not Path(str(to)).is_dir() and _plain(str(to)) != VERSION


def wording(to: str | None) -> str | None:
    """How a person named the release that runs for them now; else `to` itself."""
    return os.environ.get(TO) or to


def update(root: Path, to: str, words: Sequence[str], accept: Sequence[str]) -> int:
    """Run the update of another release, and give its status; `words` and `accept` go to it.

    Raises a `ClickException` where there is no such release.
    """
    with tempfile.TemporaryDirectory() as folder:
        python = _environment(Path(folder))
        _install(python, to)
        ask = "import importlib.metadata as m; print(m.version('learning-matters'))"
        version = _run(python, "-c", ask).stdout.strip()
        command = [python, "-m", "playbook_site", "update", str(root), "--to", version, *words]
        command += [word for id_ in accept for word in ("--accept", id_)]
        settings = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}  # the program's own
        return subprocess.run(command, check=False, env={**settings, TO: to}).returncode  # noqa: S603


def _environment(folder: Path) -> str:
    """Make an environment in which all that is here can be imported, and give its Python."""
    builder = venv.EnvBuilder()
    builder.create(folder)
    context = builder.ensure_directories(folder)
    places = sysconfig.get_path("purelib", vars={"base": str(folder), "platbase": str(folder)})
    paths = "\n".join(
        path for path in sys.path if path.endswith(("site-packages", "dist-packages"))
    )
    Path(places, "here.pth").write_text(paths, encoding="utf-8")
    return str(context.env_exe)


def _install(python: str, to: str) -> None:
    """Put a release there, and then what it needs and is not here."""
    release = _plain(to)
    wanted = f"{PACKAGE} @ {_address(to)}" if _is_address(to) else f"{_RELEASE}{release}"
    try:
        for words in (["--force-reinstall", "--no-deps", wanted], [PACKAGE]):
            _run(*(sys.executable, "-m", "pip", "--python", python, "install", "--quiet"), *words)
    except subprocess.CalledProcessError as error:
        told = str(error.stderr)
        if any(sign in told for sign in _NO_NETWORK):
            message = (
                f"Release {release} cannot be fetched: there is no network. Try again with one."
            )
            raise click.ClickException(message) from None
        lines = [line for line in told.splitlines() if line.startswith("ERROR: ")]
        why = "".join(f"\n{line.removeprefix('ERROR: ')}" for line in lines)
        message = f"There is no folder and no release '{release}'.{why if _is_address(to) else ''}"
        raise click.ClickException(message) from None


def _is_address(to: str) -> bool:
    return "://" in to or to.endswith(".whl")


def _address(to: str) -> str:
    return to if "://" in to else Path(to).resolve().as_uri()


def _plain(to: str) -> str:
    return to.removeprefix(_RELEASE)


def _run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
