"""Words of authors, as they stand on a page."""

import re

from markupsafe import Markup, escape

_CODE_SPAN = re.compile(r"`([^`]+)`")


def code_spans(text: str) -> Markup:
    """A text as HTML, in which what stands between backticks is code."""
    return Markup(_CODE_SPAN.sub(r"<code>\1</code>", str(escape(text))))  # noqa: S704
