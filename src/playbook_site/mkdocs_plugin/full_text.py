"""The full-text index, made by Pagefind from the finished pages."""

import gzip
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from mkdocs.exceptions import PluginError

FOLDER = "pagefind"


def index_pages(site: Path) -> Mapping[str, str]:
    """Index every page that says so; gives the name of each page in the index, by its address.

    The browser gets names from Pagefind and needs to know whose they are before it has asked for
    a single page, so that words and facets can be combined at once. Raises `PluginError` where
    Pagefind fails.
    """
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--output-subdir", FOLDER]
    result = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if result.returncode:
        raise PluginError(f"The full-text index was not made: {result.stderr or result.stdout}")
    return dict(map(_named, (site / FOLDER / "fragment").iterdir()))


def _named(fragment: Path) -> tuple[str, str]:
    _, _, text = gzip.decompress(fragment.read_bytes()).partition(b"{")
    return json.loads(b"{" + text)["url"].lstrip("/"), fragment.stem
