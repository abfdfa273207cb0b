"""The full-text index, made by Pagefind from the finished pages."""

import gzip
import json
import subprocess
import sys
from collections.abc import Mapping
from fnmatch import fnmatch
from pathlib import Path

FOLDER = "pagefind"
_LOADED = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "*.pf_meta")
"""What `finder.js` loads of Pagefind, or Pagefind itself, beside folders and WebAssembly."""


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
    _remove_interfaces(site / FOLDER)
    return dict(map(_page_name, (site / FOLDER / "fragment").iterdir()))


def _remove_interfaces(folder: Path) -> None:
    """Remove what no page loads: Pagefind comes with three interfaces, and ours is a fourth."""
    entry = json.loads((folder / "pagefind-entry.json").read_bytes())
    codes = (language["wasm"] or "unknown" for language in entry["languages"].values())
    loaded = (*_LOADED, *(f"wasm.{code}.pagefind" for code in codes))
    for file in folder.iterdir():
        if file.is_file() and not any(fnmatch(file.name, pattern) for pattern in loaded):
            file.unlink()


def _page_name(fragment: Path) -> tuple[str, str]:
    _, _, text = gzip.decompress(fragment.read_bytes()).partition(b"{")
    return json.loads(b"{" + text)["url"].lstrip("/"), fragment.stem
