"""Keeps what macros show out of Markdown.

A macro leaves a mark, Python-Markdown converts the page around it, and what the macro shows is put
in its place as HTML by a template. So no word of an entry, a label or a reference is ever read as
Markdown, where an attribute list could make a script of it.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any

_BLOCK, _INLINE, _END = "\ue000", "\ue001", "\ue002"
"""Private characters of Unicode, which Markdown leaves alone and no editor types."""

_MARK = re.compile(
    rf"<p>\s*{_BLOCK}(?P<block>\d+){_END}\s*</p>|[{_BLOCK}{_INLINE}](?P<inline>\d+){_END}"
)

Draw = Callable[[str, Mapping[str, Any]], str]
"""The HTML of a template that is given some values."""


class Placeholders:
    """The parts of pages that macros show, in the order in which they were called."""

    def __init__(self) -> None:
        self._parts: list[tuple[str, Mapping[str, Any]]] = []

    def block(self, name: str, **values: Any) -> str:
        """The mark of a part that stands by itself, drawn by `macros/NAME.html`."""
        return _BLOCK + self._add(name, values)

    def inline(self, name: str, **values: Any) -> str:
        """The mark of a part that stands in a line."""
        return _INLINE + self._add(name, values)

    def fill(self, html: str, draw: Draw) -> str:
        """A page, converted from Markdown, with every part in its place."""
        return _MARK.sub(
            lambda mark: draw(*self._parts[int(mark["block"] or mark["inline"])]), html
        )

    def _add(self, name: str, values: Mapping[str, Any]) -> str:
        self._parts.append((f"macros/{name}.html", values))
        return f"{len(self._parts) - 1}{_END}"
