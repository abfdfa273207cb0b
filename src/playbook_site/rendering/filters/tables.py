"""Tables in a text that scroll inside a box of their own, which the keyboard reaches."""

import re

from markupsafe import Markup, escape


def in_boxes(html: str, name: str) -> Markup:
    """A text with each table in a box called by a name: a narrow screen shows part of it."""
    box = f'<div class="table" tabindex="0" role="group" aria-label="{escape(name)}">'
    boxed = re.sub(r"<table\b", f"{box}<table", html).replace("</table>", "</table></div>")
    return Markup(boxed)  # noqa: S704 - the text is HTML of our own writers
