"""Copies the project, so that it may be worked on while its copy is tried."""

import shutil
import subprocess
from pathlib import Path

import environment


def make(tree: Path) -> list[str]:
    """Copy every file of the project that git knows or would add; gives their paths."""
    shutil.rmtree(tree, ignore_errors=True)
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listing = subprocess.run(
        command, cwd=environment.ROOT, capture_output=True, text=True, check=True
    ).stdout
    paths = [path for path in listing.split("\0") if path and (environment.ROOT / path).is_file()]
    for path in paths:
        (tree / path).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy2(environment.ROOT / path, tree / path)
    return paths
