"""The code that shows a move on a page of another site."""

from collections.abc import Mapping
from html import escape
from typing import Any

HEIGHT = 640
"""Of the frame, in pixels: a title, a summary and the first step of most moves."""


def embed_path(record: Mapping[str, Any]) -> str:
    """The address of the page that may be shown in a frame, from the root of the site."""
    return f"embed/{record['url']}"


def embed_code(record: Mapping[str, Any], root: str) -> str:
    """The HTML to paste; `root` is the whole address of the site."""
    return (
        f'<iframe src="{escape(root + embed_path(record))}" title="{escape(record["title"])}" '
        f'width="100%" height="{HEIGHT}" loading="lazy" style="border:0"></iframe>'
    )
