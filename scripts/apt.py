"""Asks apt for what tests need of the system, where there is apt. Standard library only."""

import os
import shutil
import subprocess


def install(name: str, *packages: str) -> None:
    """Install packages that bring what is called `name`; whoever asks looks whether it is there."""
    if shutil.which("apt-get"):
        print(f"{name} is not installed here; asking apt for it.", flush=True)
        sudo = [] if os.geteuid() == 0 else ["sudo", "--non-interactive"]
        quietly(*sudo, "apt-get", "update")
        quietly(*sudo, "apt-get", "install", "--yes", "--no-install-recommends", *packages)


def quietly(*command: str) -> None:
    """Run a program that may fail; the next source is tried, and the last one reports it."""
    try:
        subprocess.run(command, capture_output=True, check=False, timeout=900)
    except (OSError, subprocess.TimeoutExpired):
        return
