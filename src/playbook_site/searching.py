"""The full-text index, made by Pagefind from the finished pages."""

import asyncio
import gzip
import json
from collections.abc import Mapping
from pathlib import Path

from pagefind.index import IndexConfig, PagefindIndex

FOLDER = "pagefind"


def index_pages(site: Path) -> Mapping[str, str]:
    """Index every page that says so; gives the name of each page in the index, by its address.

    The browser gets names from Pagefind and needs to know whose they are before it has asked for
    a single page, so that words and facets can be combined at once.
    """
    asyncio.run(_index(site))
    return dict(map(_named, (site / FOLDER / "fragment").iterdir()))


async def _index(site: Path) -> None:
    config = IndexConfig(output_path=str(site / FOLDER))
    async with PagefindIndex(config=config) as index:
        await index.add_directory(str(site))


def _named(fragment: Path) -> tuple[str, str]:
    _, _, text = gzip.decompress(fragment.read_bytes()).partition(b"{")
    return json.loads(b"{" + text)["url"].lstrip("/"), fragment.stem
