"""Takes pictures of pages with the Chromium of this machine, where there is one."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
VARIABLE = "PLAYBOOK_CHROMIUM"
PATIENCE = 60
"""Seconds for one picture."""

_SIZE = "1280,2400"


def chromium() -> str:
    """The path of a Chromium; "" where none is found."""
    candidates = (os.environ.get(VARIABLE), *map(shutil.which, NAMES))
    return next((path for path in candidates if path and Path(path).exists()), "")


def take(browser: str, page: Path, picture: Path) -> bool:
    """Take a picture of a page on this disk; gives whether there is one."""
    picture.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        command = [
            *(browser, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars"),
            *("--force-color-profile=srgb", "--disable-background-networking"),
            *(f"--user-data-dir={profile}", f"--window-size={_SIZE}"),
            *(f"--screenshot={picture.resolve()}", page.resolve().as_uri()),
        ]
        try:
            subprocess.run(command, capture_output=True, check=False, timeout=PATIENCE)  # noqa: S603
        except (OSError, subprocess.TimeoutExpired):
            return False
    return picture.is_file()
