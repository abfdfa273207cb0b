"""Makes the virtual environment that every other script runs in. Standard library only.

The environment is made again whenever the lock file, the project's settings or Python change.
"""

import hashlib
import os
import shutil
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
INTERRUPTED = 130


def ensure() -> Path:
    """The path of the environment's Python; makes the environment if it is missing or stale."""
    if sys.version_info < MINIMUM:
        raise SystemExit(f"Python {'.'.join(map(str, MINIMUM))} or later is needed.")
    if not STAMP.exists() or STAMP.read_text(encoding="utf-8") != _fingerprint():
        print("Setting up .venv; this takes about a minute, and only the first time.", flush=True)
        shutil.rmtree(VENV, ignore_errors=True)
        venv.create(VENV, with_pip=True)
        _pip("--require-hashes", "--only-binary", ":all:", "-r", str(LOCK))
        _pip("--no-deps", "--no-index", "--no-build-isolation", "-e", str(ROOT))
        STAMP.write_text(_fingerprint(), encoding="utf-8")
    return PYTHON


def run(*command: str) -> int:
    """Run a module of the environment, in the project's folder; gives its exit code."""
    return _call(str(ensure()), "-m", *command)


def start(program: str, *arguments: str) -> int:
    """Run a program of the environment, in the project's folder; gives its exit code."""
    return _call(str(ensure().with_name(program)), *arguments)


def _call(*command: str) -> int:
    try:
        return subprocess.run(command, cwd=ROOT, check=False).returncode
    except KeyboardInterrupt:
        return INTERRUPTED


def _pip(*arguments: str) -> None:
    command = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--quiet", "install"]
    if subprocess.run([*command, *arguments], cwd=ROOT, check=False).returncode:
        raise SystemExit("The packages in requirements.lock could not be installed; see above.")


def _fingerprint() -> str:
    digest = hashlib.sha256(sys.version.encode())
    for file in (LOCK, ROOT / "pyproject.toml"):
        digest.update(file.read_bytes())
    return digest.hexdigest()
