"""Finds Chromium for the browser tests on this machine, or installs it with Playwright or apt."""

import os
import shutil
import subprocess
from pathlib import Path

import environment

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
FOLDERS = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Microsoft\Edge\Application\msedge.exe",
)
ASK = (
    "import playwright.sync_api as p; s = p.sync_playwright().start(); "
    "print(s.chromium.executable_path); s.stop()"
)


def find() -> str:
    """The path of Chromium, installed if need be; exits with instructions where that fails."""
    return _local() or _from_playwright() or _from_apt() or _give_up()


def _local() -> str:
    candidates = (os.environ.get("PLAYBOOK_CHROMIUM"), *map(shutil.which, NAMES), *FOLDERS)
    return next((path for path in candidates if path and Path(path).exists()), "")


def _from_playwright() -> str:
    python = str(environment.ensure())
    print("Chromium is not installed here; asking Playwright for its own.", flush=True)
    _quietly(python, "-m", "playwright", "install", "chromium")
    answer = subprocess.run([python, "-c", ASK], capture_output=True, text=True, check=False)
    path = answer.stdout.strip()
    return path if path and Path(path).exists() else ""


def _from_apt() -> str:
    if shutil.which("apt-get"):
        print("Asking apt for Chromium.", flush=True)
        sudo = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
        _quietly(*sudo, "apt-get", "update")
        _quietly(*sudo, "apt-get", "install", "--yes", "--no-install-recommends", "chromium")
    return _local()


def _quietly(*command: str) -> None:
    try:
        subprocess.run(command, capture_output=True, check=False, timeout=900)
    except (OSError, subprocess.TimeoutExpired):
        return  # the next source is tried, and the last one reports the failure


def _give_up() -> str:
    raise SystemExit(
        "The browser tests need Chromium, and it could not be installed from here. "
        "Install Chromium or Google Chrome, or set PLAYBOOK_CHROMIUM to its path. Then try again."
    )
