"""The full-text index, made by Pagefind from the finished pages."""

import gzip
import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

FOLDER = "pagefind"


class NoFullText(Exception):
    """Pagefind could not make its index."""


def index_pages(site: Path) -> Mapping[str, str]:
    """Index the pages that Pagefind is to index; returns each page's name in it, by its address.

    Pagefind's results are names. With the names in hand, the browser can combine words and facets
    before it loads any page of the index. Raises `NoFullText` where Pagefind fails.
    """
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--output-subdir", FOLDER]
    result = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if result.returncode:
        raise NoFullText(f"The full-text index was not made: {result.stderr or result.stdout}")
    return dict(map(_page_name, (site / FOLDER / "fragment").iterdir()))


def _page_name(fragment: Path) -> tuple[str, str]:
    _, _, text = gzip.decompress(fragment.read_bytes()).partition(b"{")
    return json.loads(b"{" + text)["url"].lstrip("/"), fragment.stem
