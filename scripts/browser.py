"""Finds Chromium for the browser tests, or brings it: from apt, and only then as a download.

Many places, schools among them, let nothing through from where Playwright keeps its browsers.
"""

import os
import shutil
import subprocess
from pathlib import Path

import apt
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
    """Give the path of a Chromium that can be started, or end with a sentence on how to get one."""
    return _local() or _of_playwright() or _from_apt() or _downloaded() or _give_up()


def _local() -> str:
    candidates = (os.environ.get("PLAYBOOK_CHROMIUM"), *map(shutil.which, NAMES), *FOLDERS)
    return next((path for path in candidates if path and Path(path).exists()), "")


def _of_playwright() -> str:
    command = [str(environment.ensure()), "-c", ASK]
    answer = subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    return answer if answer and Path(answer).exists() else ""


def _from_apt() -> str:
    apt.install("Chromium", "chromium")
    return _local()


def _downloaded() -> str:
    print("Asking Playwright to download Chromium.", flush=True)
    apt.quietly(str(environment.ensure()), "-m", "playwright", "install", "chromium")
    return _of_playwright()


def _give_up() -> str:
    raise SystemExit(
        "The browser tests need Chromium, and it could not be installed from here. "
        "Install Chromium or Google Chrome, or set PLAYBOOK_CHROMIUM to its path. Then try again."
    )
