"""HTML from CommonMark events. The only place in the core where tags are written."""

from functools import lru_cache
from html import escape, unescape
from typing import Any

import nh3

_SIMPLE = {
    "Paragraph": "p",
    "Emphasis": "em",
    "Strong": "strong",
    "Item": "li",
    "TableHead": "tr",
    "TableRow": "tr",
}
_BEFORE = {"TableHead": "<thead>"}
_AFTER = {"TableHead": "</thead><tbody>"}

_CLEANER = nh3.Cleaner(
    tags={
        "p", "em", "strong", "ul", "ol", "li", "a", "code", "pre", "blockquote", "br", "hr",
        "h2", "h3", "h4", "h5", "h6", "table", "thead", "tbody", "tr", "th", "td", "i", "span",
    },
    attributes={
        "a": {"href", "title"},
        "ol": {"start"},
        "th": {"class", "scope"},
        "td": {"class"},
        "h2": {"id"}, "h3": {"id"}, "h4": {"id"}, "h5": {"id"}, "h6": {"id"},
    },
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)  # fmt: skip
_WORDS = nh3.Cleaner(tags=set())


def clean(markup: str) -> str:
    """Let through what an entry may hold and nothing else: the second lock, after the writer."""
    return _CLEANER.clean(markup)


@lru_cache(maxsize=4_096)
def is_address(url: str) -> bool:
    """Whether a link keeps its address when it is cleaned, as one does that can be taken apart."""
    return " href=" in clean(f'<a href="{escape(url)}"></a>')


def plain(markup: str) -> str:
    """The words of some HTML."""
    return unescape(_WORDS.clean(markup))


def with_link(markup: str, url: str) -> str:
    """The same HTML, with an address that stands in it as text made a link, or added as one."""
    words = escape(url, quote=False)
    link = f'<a href="{escape(url)}">{words}</a>'
    if not url:
        return markup
    return markup.replace(words, link) if words in markup else f"{markup} {link}"


def list_markup(items: list[str], *, is_ordered: bool, start: int = 1) -> str:
    """A list, from the HTML of its items."""
    inside = "".join(f"<li>{item}</li>" for item in items)
    first = f' start="{start}"' if start != 1 else ""
    return f"<ol{first}>{inside}</ol>" if is_ordered else f"<ul>{inside}</ul>"


def in_paragraph(markup: str) -> str:
    """The HTML of an item of a list as a paragraph, which it is already where its list is loose."""
    return markup if markup.startswith("<p>") else f"<p>{markup}</p>"


def text(content: str) -> str:
    """Text as it stands in HTML."""
    return escape(content, quote=False)


def opening(
    tag: Any, *, href: str = "", anchor: str = "", head: bool = False, align: str = ""
) -> str:
    """The start of an element, from the event that starts it."""
    match tag:
        case "TableCell":
            kind = 'th scope="col"' if head else "td"
            return f"<{kind}{align}>"
        case str():
            return _BEFORE.get(tag, "") + f"<{_SIMPLE[tag]}>"
        case {"Heading": {"level": level}}:
            return f'<{level.lower()} id="{escape(anchor)}">'
        case {"List": None}:
            return "<ul>"
        case {"List": 1}:
            return "<ol>"
        case {"List": start}:
            return f'<ol start="{start}">'
        case {"Link": {"title": title}}:
            attribute = f' title="{escape(title)}"' if title else ""
            return f'<a href="{escape(href)}"{attribute}>' if href else "<span>"
        case {"CodeBlock": _}:
            return "<pre><code>"
        case {"Table": _}:
            return "<table>"
        case _:
            return "<blockquote>"


def closing(tag: Any, *, is_link: bool = True, head: bool = False) -> str:
    """The end of an element, from the event that ends it."""
    match tag:
        case "TableCell":
            return "</th>" if head else "</td>"
        case "CodeBlock":
            return "</code></pre>"
        case "Table":
            return "</tbody></table>"
        case "Link":
            return "</a>" if is_link else "</span>"
        case str():
            return f"</{_SIMPLE[tag]}>" + _AFTER.get(tag, "")
        case {"Heading": level}:
            return f"</{level.lower()}>"
        case {"List": is_ordered}:
            return "</ol>" if is_ordered else "</ul>"
        case _:
            return "</blockquote>"


ALIGNMENTS = {"None": "", "Left": "", "Center": ' class="center"', "Right": ' class="right"'}
"""How a column of a table is set."""
