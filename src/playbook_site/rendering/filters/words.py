"""Words of authors, as they stand on a page."""

import re
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

_LANGUAGE = Markup(' lang="{}" dir="auto"')
_CODE_SPAN = re.compile(r"`([^`]+)`")


def code_spans(text: str) -> Markup:
    """A text as HTML, in which what stands between backticks is code."""
    return Markup(_CODE_SPAN.sub(r"<code>\1</code>", str(escape(text))))  # noqa: S704


@pass_context
def spoken(context: Context, entry: Any) -> Markup:
    """The filter `spoken`: the attributes of an element with an entry's own words, where its
    language is not the page's. Every card and every row asks several times.
    """
    part, settings = context.environment.getattr, context["site"]["settings"]
    own = part(entry, "language") or part(settings, "entry_language")
    return Markup() if own == part(settings, "language") else _LANGUAGE.format(own)
