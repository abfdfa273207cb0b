"""The full-text index, made by Pagefind from the finished pages."""

import gzip
import json
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path

FOLDER = "pagefind"
NAMES = "names.json"
_LOADED = ("pagefind.js", "pagefind-worker.js", "pagefind-entry.json", "*.pf_meta")
"""What `finder.js` loads of Pagefind, or Pagefind itself, beside folders and WebAssembly."""


class NoFullText(Exception):
    """Pagefind could not make its index."""


def index_pages(site: Path) -> None:
    """Index the pages that Pagefind is to index; raises `NoFullText` where it fails.

    Pagefind's results are names. With a list of their addresses in hand, the browser can combine
    words and facets before it loads any page of the index.
    """
    command = [sys.executable, "-m", "pagefind", "--site", str(site), "--output-subdir", FOLDER]
    result = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if result.returncode:
        raise NoFullText(f"The full-text index was not made: {result.stderr or result.stdout}")
    _remove_interfaces(site / FOLDER)
    pages = sorted(map(_page, (site / FOLDER / "fragment").iterdir()))
    text = json.dumps(dict(pages), separators=(",", ":"))
    (site / FOLDER / NAMES).write_text(text, encoding="utf-8", newline="\n")


def _remove_interfaces(folder: Path) -> None:
    """Remove what no page loads: Pagefind comes with three interfaces, and ours is a fourth."""
    entry = json.loads((folder / "pagefind-entry.json").read_bytes())
    codes = (language["wasm"] or "unknown" for language in entry["languages"].values())
    loaded = (*_LOADED, *(f"wasm.{code}.pagefind" for code in codes))
    for file in folder.iterdir():
        if file.is_file() and not any(fnmatch(file.name, pattern) for pattern in loaded):
            file.unlink()


def _page(fragment: Path) -> tuple[str, str]:
    """The name of a page in the index, and its address."""
    _, _, text = gzip.decompress(fragment.read_bytes()).partition(b"{")
    return fragment.stem, json.loads(b"{" + text)["url"].lstrip("/")
