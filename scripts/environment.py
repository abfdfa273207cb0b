"""Makes the virtual environment that every other script runs in. Standard library only.

The environment is made again whenever the lock file, the project's settings or Python change.
"""

import hashlib
import os
import shutil
import signal
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
LOCK = ROOT / "requirements.lock"
STAMP = VENV / "made-from"
MINIMUM = (3, 11, 5)
RUN = "python3 scripts/run.py"
INTERRUPTED = 130
TERMINATED = 143
STALE = """The environment is older than what requirements.lock and pyproject.toml ask for now.
Make it again, then try again: {run} --version"""
NEWER = """Python {needed} or later is needed, and this is {this}. Three ways to get one:
  uv:         from https://docs.astral.sh/uv/, then: uv run --no-project --python 3.13 {command}
  python.org: from https://www.python.org/downloads/, then: python3 {command}
  apt:        on Debian 13, Ubuntu 24.04 or later: sudo apt install python3 python3-venv"""


def ensure() -> Path:
    """Give the path of the environment's Python, after making the environment if it is stale."""
    if sys.version_info < MINIMUM:
        raise SystemExit(_newer_python())
    if not STAMP.exists() or STAMP.read_text(encoding="utf-8") != _fingerprint():
        if Path(sys.prefix).resolve() == VENV.resolve():
            raise SystemExit(STALE.format(run=RUN))
        print("Setting up .venv; this takes about a minute, and only the first time.", flush=True)
        shutil.rmtree(VENV, ignore_errors=True)
        venv.create(VENV, with_pip=True)
        _pip("--require-hashes", "--only-binary", ":all:", "-r", str(LOCK))
        _pip("--no-deps", "--no-index", "--no-build-isolation", "-e", str(ROOT))
        _compile(ROOT / "src")
        STAMP.write_text(_fingerprint(), encoding="utf-8")
    return PYTHON


def run(*command: str) -> int:
    """Run a module of the environment, in the project's folder; gives its exit code."""
    return _call(str(ensure()), "-m", *command)


def start(program: str, *arguments: str) -> int:
    """Run a program of the environment, in the project's folder; gives its exit code."""
    return _call(str(ensure().with_name(program)), *arguments)


def _call(*command: str) -> int:
    """Run a command, and end it with this process, however that is ended."""
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(TERMINATED))
    variables = {**os.environ, "PLAYBOOK_PROGRAM": RUN}  # what its hints name to be typed
    try:
        return subprocess.run(command, cwd=ROOT, env=variables, check=False).returncode
    except KeyboardInterrupt:
        return INTERRUPTED


def _newer_python() -> str:
    needed, this = (".".join(map(str, version[:3])) for version in (MINIMUM, sys.version_info))
    return NEWER.format(needed=needed, this=this, command=" ".join(sys.argv))


def _pip(*arguments: str) -> None:
    command = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
    if subprocess.run([*command, *arguments], cwd=ROOT, check=False).returncode:
        raise SystemExit("The packages in requirements.lock could not be installed; see above.")


def _compile(source: Path) -> None:
    """Compile the code now, as pip does with packages, and not at every start where Python is told
    to write no bytecode.
    """
    subprocess.run([str(PYTHON), "-m", "compileall", "-qq", str(source)], check=False)


def _fingerprint() -> str:
    digest = hashlib.sha256(sys.version.encode())
    for file in (LOCK, ROOT / "pyproject.toml"):
        digest.update(file.read_bytes())
    return digest.hexdigest()
